// The JSON form, read as a stream: what a value is follows from the keys it lies under.
#include "transfer/log/ocel_log.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace twinlane::transfer {
namespace {

// Of one text, number or run of blanks; a log has none that long, and whatever holds one must fit in memory.
constexpr std::int64_t maxTokenBytes = 1024 * 1024;
constexpr std::size_t maxLogDepth = 32;

// Bytes of the source one by one, with the line they stand in.
class LogBytes {
 public:
  explicit LogBytes(ByteSource& source) : m_source(source) { fill(); }

  bool atEnd() const { return m_at == m_size; }
  char now() const { return m_block[m_at]; }
  void go() {
    m_line += m_block[m_at] == '\n' ? 1 : 0;
    if (++m_sinceToken > maxTokenBytes) {
      isTooLong = true;
      m_at = m_size;
    } else if (++m_at == m_size) {
      fill();
    }
  }
  void tokenEnds() { m_sinceToken = 0; }
  std::int64_t line() const { return m_line; }

  std::optional<base::Error> problem;
  bool isTooLong = false;

 private:
  void fill() {
    const auto got = m_source.read(m_block);
    if (!got) problem = got.error();
    m_size = got ? *got : 0;
    m_at = 0;
  }

  ByteSource& m_source;
  std::array<char, 64 * 1024> m_block{};
  std::size_t m_at = 0, m_size = 0;
  std::int64_t m_line = 1, m_sinceToken = 0;
};

// `bytes` null: the end of whatever is read.
struct LogByteIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  LogBytes* bytes = nullptr;

  char operator*() const { return bytes->now(); }
  LogByteIterator& operator++() {
    bytes->go();
    return *this;
  }
  LogByteIterator operator++(int) {
    LogByteIterator before = *this;
    bytes->go();
    return before;
  }
  bool isEnd() const { return bytes == nullptr || bytes->atEnd(); }
  bool operator==(const LogByteIterator& other) const { return isEnd() == other.isEnd(); }
  bool operator!=(const LogByteIterator& other) const { return !(*this == other); }
};

// Logs write amounts as binary fractions, some of them with an exponent.
std::string plainDecimal(double value, const std::string& digits) {
  if (digits.find_first_of("eE") == std::string::npos) return digits;
  std::array<char, 400> text{};
  std::snprintf(text.data(), text.size(), "%.12f", value);
  return text.data();
}

class LogRecords {
 public:
  LogRecords(LogBytes& bytes, const TakeRecord& take) : m_bytes(bytes), m_take(take) {}

  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return value({}); }
  bool boolean(bool is) { return value(is ? "true" : "false"); }
  bool number_integer(number_integer_t number) { return value(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) { return value(std::to_string(number)); }
  bool number_float(number_float_t number, const string_t& digits) { return value(plainDecimal(number, digits)); }
  bool string(string_t& text) { return value(std::move(text)); }
  bool binary(binary_t&) { return false; }
  bool key(string_t& text) {
    m_bytes.tokenEnds();
    Frame& frame = m_open.back();
    if (m_open.size() == 1 && (text == "events" || text == "objects") && !frame.keys.insert(text).second) {
      problem = "its '" + text + "' are given twice";
      return false;
    }
    if (isInRecord()) {
      m_recordBytes += text.size();
      if (m_recordBytes > maxBytesOfRecord) {
        problem = tooManyBytes;
        return false;
      }
      // Which of both counts nobody can tell.
      if (!frame.keys.insert(text).second) m_record.problem = "duplicate_key";
    }
    frame.key = std::move(text);
    return true;
  }
  bool start_object(std::size_t) {
    if (!open(false)) return false;
    if (m_open.size() == elementDepth) {
      m_record = {};
      m_recordBytes = 0;
      m_record.isEvent = m_open[0].key == "events";
    } else if (m_open.size() == partDepth && isInRecord()) {
      if (std::max(m_record.attributes.size(), m_record.relations.size()) >= maxPartsOfRecord) {
        problem = tooManyParts;
        return false;
      }
      if (m_open[2].key == "attributes") m_record.attributes.emplace_back();
      if (m_open[2].key == "relationships") m_record.relations.emplace_back();
    }
    return true;
  }
  bool start_array(std::size_t) { return open(true); }
  bool end_array() { return close(); }
  bool end_object() {
    if (m_open.size() == elementDepth && isInRecord()) {
      if (const auto taken = m_take(m_record); !taken) {
        refused = taken.error();
        return false;
      }
    }
    return close();
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    problem = error.what();
    if (const auto words = problem.find(": "); words != std::string::npos) problem = problem.substr(words + 2);
    return false;
  }

  bool hasParts() const { return m_hasParts; }

  std::string problem;
  std::optional<base::Error> refused;

 private:
  // {"events": [{"attributes": [{...
  static constexpr std::size_t elementDepth = 3, partDepth = 5;

  struct Frame {
    bool isList = false;
    std::string key;
    std::set<std::string> keys = {};
  };

  bool isInRecord() const { return m_open.size() >= elementDepth && !m_open[0].isList && m_open[1].isList && !m_open[2].isList && (m_open[0].key == "events" || m_open[0].key == "objects"); }
  // Where a list of records must be, or one of them, and it is something else.
  bool isMisplaced(bool isList, bool isObject) {
    if (m_open.empty() || (m_open[0].key != "events" && m_open[0].key != "objects")) return false;
    if (m_open.size() == 1 && !isList) problem = "its '" + m_open[0].key + "' are no list";
    else if (m_open.size() == 2 && m_open[1].isList && !isObject) problem = "one of its '" + m_open[0].key + "' is no object";
    else return false;
    return true;
  }
  bool open(bool isList) {
    m_bytes.tokenEnds();
    if (isMisplaced(isList, !isList)) return false;
    if (m_open.size() >= maxLogDepth) {
      problem = "objects and lists are nested too deep";
      return false;
    }
    if (m_open.empty() && isList) {
      problem = "it is a list";
      return false;
    }
    m_hasParts = m_hasParts || (m_open.size() == 1 && isList && (m_open[0].key == "events" || m_open[0].key == "objects"));
    m_open.push_back({isList, {}, {}});
    return true;
  }
  bool close() {
    m_bytes.tokenEnds();
    m_open.pop_back();
    return true;
  }
  bool value(std::string text) {
    m_bytes.tokenEnds();
    if (isMisplaced(false, false)) return false;
    if (!isInRecord()) return true;
    m_recordBytes += text.size();
    if (m_recordBytes > maxBytesOfRecord) {
      problem = tooManyBytes;
      return false;
    }
    const std::string& key = m_open.back().key;
    if (m_open.size() == elementDepth) {
      if (key == "id") m_record.id = std::move(text);
      else if (key == "type") m_record.type = std::move(text);
      else if (key == "time") m_record.time = std::move(text);
    } else if (m_open.size() == partDepth && m_open[2].key == "attributes" && !m_record.attributes.empty()) {
      LogAttribute& attribute = m_record.attributes.back();
      if (key == "name") attribute.name = std::move(text);
      else if (key == "value") attribute.value = std::move(text);
      else if (key == "time") attribute.time = std::move(text);
    } else if (m_open.size() == partDepth && m_open[2].key == "relationships" && !m_record.relations.empty()) {
      Staging::Relation& relation = m_record.relations.back();
      if (key == "objectId") relation.id = std::move(text);
      else if (key == "qualifier") relation.qualifier = std::move(text);
    }
    return true;
  }

  LogBytes& m_bytes;
  const TakeRecord& m_take;
  std::vector<Frame> m_open;
  LogRecord m_record;
  std::size_t m_recordBytes = 0;
  bool m_hasParts = false;
};

}  // namespace

base::Status readOcelJson(ByteSource& source, const TakeRecord& take) {
  LogBytes bytes(source);
  LogRecords records(bytes, take);
  const bool isRead = nlohmann::json::sax_parse(LogByteIterator{&bytes}, LogByteIterator{}, &records);
  const std::string where = source.path() + ", line " + std::to_string(bytes.line());
  if (records.refused) return tl::unexpected(*records.refused);
  if (bytes.problem) return tl::unexpected(*bytes.problem);
  if (bytes.isTooLong) return base::fail(base::ErrorCode::BadInput, "a text of this log is longer than 1 MiB", where, "give a log in the OCEL 2.0 standard");
  if (!isRead) return base::fail(base::ErrorCode::BadInput, "this is no log in JSON: " + records.problem, where, "correct the text at this line, or export the log again");
  if (!records.hasParts()) return base::fail(base::ErrorCode::BadInput, "this JSON has neither events nor objects", source.path(), "give a log in the OCEL 2.0 standard");
  return {};
}

}  // namespace twinlane::transfer
