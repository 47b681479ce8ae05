#include "transfer/profile/profile_tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace twinlane::transfer {
namespace {

using Value = ProfileValue;

constexpr std::size_t maxDepth = 32;

// Counts the lines of what has been read of it.
struct CountedText {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  int* line = nullptr;

  reference operator*() const { return *at; }
  CountedText& operator++() {
    if (*at == '\n') ++*line;
    ++at;
    return *this;
  }
  CountedText operator++(int) {
    CountedText before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountedText& other) const { return at == other.at; }
  bool operator!=(const CountedText& other) const { return at != other.at; }
};

// Builds the tree; a value has the line of its key, an entry of a list the line where it ends.
class TreeBuilder {
 public:
  TreeBuilder(const int& line, Value& root) : m_line(line), m_root(root) {}

  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put(Value::Kind::Null, {}); }
  bool boolean(bool value) {
    put(Value::Kind::Boolean, {});
    m_last->boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) { return put(Value::Kind::Number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) { return put(Value::Kind::Number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) { return put(Value::Kind::Number, text); }
  bool string(string_t& text) { return put(Value::Kind::Text, std::move(text)); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Value::Kind::Record); }
  bool start_array(std::size_t) { return open(Value::Kind::List); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& text) {
    m_key = std::move(text);
    m_keyLine = m_line;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    problem = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 2: words" - the words are what a person needs.
    if (const auto words = problem.find(": "); words != std::string::npos) problem = problem.substr(words + 2);
    return false;
  }

  std::string problem;

 private:
  bool put(Value::Kind kind, std::string text) {
    Value value;
    value.kind = kind;
    value.text = std::move(text);
    if (m_open.empty()) {
      value.line = m_line;
      m_root = std::move(value);
      m_last = &m_root;
    } else if (m_open.back()->kind == Value::Kind::Record) {
      value.line = m_keyLine;
      value.key = m_key;
      m_last = &m_open.back()->items.emplace_back(std::move(value));
    } else {
      value.line = m_line;
      m_last = &m_open.back()->items.emplace_back(std::move(value));
    }
    return true;
  }
  bool open(Value::Kind kind) {
    if (m_open.size() >= maxDepth) {
      problem = "objects and lists are nested too deep";
      return false;
    }
    put(kind, {});
    m_open.push_back(m_last);
    return true;
  }
  bool close() {
    m_open.pop_back();
    return true;
  }

  const int& m_line;
  Value& m_root;
  Value* m_last = nullptr;
  std::vector<Value*> m_open;  // only the innermost gets new entries, so outer ones do not move
  std::string m_key;
  int m_keyLine = 1;
};

}  // namespace

const char* kindName(ProfileValue::Kind kind) {
  constexpr std::array<const char*, 6> names = {"null", "true or false", "a number", "text", "a list", "an object"};
  return names[static_cast<std::size_t>(kind)];
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& one : names) text += (text.empty() ? "" : ", ") + one;
  return text;
}


std::optional<ProfileValue> readTree(const std::string& file, const std::string& text, std::vector<ProfileProblem>& problems) {
  int line = 1;
  Value root;
  TreeBuilder builder(line, root);
  const CountedText begin{text.data(), &line};
  const CountedText end{text.data() + text.size(), &line};
  if (nlohmann::json::sax_parse(begin, end, &builder)) return root;
  problems.push_back({file, line, "", "not JSON: " + builder.problem, "correct the text at this line"});
  return std::nullopt;
}

ProfileRecord::ProfileRecord(const ProfileValue& value, std::string prefix, const std::string& file, std::vector<ProfileProblem>& problems)
    : m_value(value), m_prefix(std::move(prefix)), m_file(file), m_problems(problems) {
  std::set<std::string> seen;
  for (const ProfileValue& field : m_value.items)
    if (!seen.insert(field.key).second) say(field.line, field.key, "is given twice", "keep one of them");
}

void ProfileRecord::say(int line, const std::string& key, std::string problem, std::string remedy) {
  m_problems.push_back({m_file, line, m_prefix + key, std::move(problem), std::move(remedy)});
}

void ProfileRecord::sayAt(const std::string& key, std::string problem, std::string remedy) {
  const ProfileValue* value = find(key);
  say(value == nullptr ? m_value.line : value->line, key, std::move(problem), std::move(remedy));
}

const ProfileValue* ProfileRecord::take(const std::string& key, ProfileValue::Kind kind, bool required, const std::string& remedy) {
  m_known.push_back(key);
  const ProfileValue* value = find(key);
  if (value == nullptr) {
    if (required) say(m_value.line, key, "is missing", remedy);
    return nullptr;
  }
  if (value->kind == kind) return value;
  say(value->line, key, std::string("must be ") + kindName(kind) + ", is " + kindName(value->kind), remedy);
  return nullptr;
}

void ProfileRecord::text(const std::string& key, std::string& into, bool required, const std::string& remedy) {
  const ProfileValue* value = take(key, ProfileValue::Kind::Text, required, remedy);
  if (value == nullptr) return;
  if (required && value->text.empty()) say(value->line, key, "is empty", remedy);
  into = value->text;
}

void ProfileRecord::choice(const std::string& key, std::string& into, bool required, const std::vector<std::string>& choices) {
  const ProfileValue* value = take(key, ProfileValue::Kind::Text, required, "give one of " + listed(choices));
  if (value == nullptr) return;
  if (std::find(choices.begin(), choices.end(), value->text) == choices.end())
    say(value->line, key, "'" + value->text + "' is not known", "give one of " + listed(choices));
  into = value->text;
}

void ProfileRecord::character(const std::string& key, char& into, bool mayBeNone, const std::string& remedy) {
  const ProfileValue* value = take(key, ProfileValue::Kind::Text, false, remedy);
  if (value == nullptr) return;
  if (value->text.empty() && mayBeNone) {
    into = 0;
  } else if (value->text.size() == 1 && value->text != "\n" && value->text != "\r" && value->text[0] != '\0') {
    into = value->text[0];
  } else {
    say(value->line, key, "must be one character", remedy);
  }
}

void ProfileRecord::texts(const std::string& key, std::vector<std::string>& into, const std::string& remedy) {
  const ProfileValue* value = take(key, ProfileValue::Kind::List, false, remedy);
  if (value == nullptr) return;
  for (std::size_t i = 0; i < value->items.size(); ++i) {
    if (value->items[i].kind == ProfileValue::Kind::Text) {
      into.push_back(value->items[i].text);
    } else {
      say(value->items[i].line, key + "[" + std::to_string(i) + "]", std::string("must be text, is ") + kindName(value->items[i].kind), remedy);
    }
  }
}

void ProfileRecord::textOrTexts(const std::string& key, std::vector<std::string>& into, const std::string& remedy) {
  const ProfileValue* value = find(key);
  const bool isText = value != nullptr && value->kind == ProfileValue::Kind::Text;
  if (isText ? value->text.empty() : value != nullptr && value->kind == ProfileValue::Kind::List && value->items.empty()) say(value->line, key, "is empty", remedy);
  if (!isText) return texts(key, into, remedy);
  m_known.push_back(key);
  if (!value->text.empty()) into.push_back(value->text);
}

void ProfileRecord::reportUnknown() {
  for (const ProfileValue& field : m_value.items)
    if (std::find(m_known.begin(), m_known.end(), field.key) == m_known.end())
      say(field.line, field.key, "is not a known key", "remove it, or use one of " + listed(m_known));
}

const ProfileValue* ProfileRecord::find(const std::string& key) const {
  for (const ProfileValue& field : m_value.items)
    if (field.key == key) return &field;
  return nullptr;
}

void ProfileRecord::whole(const std::string& key, std::optional<int>& into, int least, int most) {
  const std::string remedy = "give a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  const ProfileValue* value = take(key, ProfileValue::Kind::Number, false, remedy);
  if (value == nullptr) return;
  int number = 0;
  const auto [end, problem] = std::from_chars(value->text.data(), value->text.data() + value->text.size(), number);
  if (problem != std::errc() || end != value->text.data() + value->text.size() || number < least || number > most) return say(value->line, key, "is out of bounds", remedy);
  into = number;
}

void ProfileRecord::boolean(const std::string& key, bool& into, const std::string& remedy) {
  if (const ProfileValue* value = take(key, ProfileValue::Kind::Boolean, false, remedy)) into = value->boolean;
}

std::optional<ProfileRecord> ProfileRecord::record(const std::string& key, bool required, const std::string& remedy) {
  const ProfileValue* value = take(key, ProfileValue::Kind::Record, required, remedy);
  return value == nullptr ? std::nullopt : std::optional(inner(*value, key));
}

std::vector<ProfileRecord> ProfileRecord::records(const std::string& key, bool required, const std::string& remedy) {
  std::vector<ProfileRecord> found;
  const ProfileValue* value = take(key, ProfileValue::Kind::List, required, remedy);
  for (std::size_t i = 0; value != nullptr && i < value->items.size(); ++i) {
    const std::string where = key + "[" + std::to_string(i) + "]";
    if (value->items[i].kind == ProfileValue::Kind::Record) found.push_back(inner(value->items[i], where));
    else say(value->items[i].line, where, std::string("must be an object, is ") + kindName(value->items[i].kind), remedy);
  }
  return found;
}

const ProfileValue* ProfileRecord::takeAny(const std::string& key) {
  m_known.push_back(key);
  return find(key);
}

}  // namespace twinlane::transfer
