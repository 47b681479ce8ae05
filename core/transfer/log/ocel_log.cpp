#include "transfer/log/ocel_log.h"

#include "base/format/utf8.h"
#include "transfer/csv/other_kind.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>

namespace twinlane::transfer {
namespace {

constexpr std::int64_t recordsBetweenLooks = 2'000;
constexpr std::size_t rawBytes = 1024;

// A record as a person reads it: what it is, when, and with which values, as far as there is room.
std::string shownRecord(const LogRecord& record) {
  std::string text = record.isEvent ? "event " : "object ";
  const auto show = [&](std::string_view more) { text += more.substr(0, rawBytes + 1 - std::min(text.size(), rawBytes + 1)); };
  for (const std::string_view part : {std::string_view(record.id), std::string_view(" ("), std::string_view(record.type), std::string_view(")")}) show(part);
  if (!record.time.empty()) show(" at "), show(record.time);
  for (std::size_t i = 0; i < record.attributes.size() && text.size() < rawBytes; ++i) {
    const LogAttribute& attribute = record.attributes[i];
    for (const std::string_view part : {std::string_view(", "), std::string_view(attribute.name), std::string_view("="), std::string_view(attribute.value)}) show(part);
    if (!attribute.time.empty()) show(" at "), show(attribute.time);
  }
  for (std::size_t i = 0; i < record.relations.size() && text.size() < rawBytes; ++i) show(i == 0 ? "; about " : ", "), show(record.relations[i].id);
  return base::readableStart(text, rawBytes);
}

// The last value that each attribute had, in the places of its name.
class LastValues {
 public:
  LastValues(std::vector<std::string> names, ValueReader times) : m_times(std::move(times)), m_names(std::move(names)), m_values(m_names.size()), m_views(m_names.size()) {}

  std::span<const std::string_view> of(const LogRecord& record, const std::string& id) {
    std::vector<std::int64_t> times(m_names.size(), std::numeric_limits<std::int64_t>::min());
    for (std::string& value : m_values) value.clear();
    for (const LogAttribute& attribute : record.attributes) {
      const auto at = static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), attribute.name) - m_names.begin());
      if (at == m_names.size()) continue;
      const auto& time = m_times.time(attribute.time);
      const std::int64_t when = time ? time->utc.micros : std::numeric_limits<std::int64_t>::min();
      if (when < times[at]) continue;
      times[at] = when;
      m_values[at] = attribute.value;
    }
    if (const auto own = std::find(m_names.begin(), m_names.end(), idColumn); own != m_names.end()) m_values[static_cast<std::size_t>(own - m_names.begin())] = id;
    for (std::size_t i = 0; i < m_values.size(); ++i) m_views[i] = m_values[i];
    return m_views;
  }

  static constexpr const char* idColumn = "\x01id";  // no attribute of a log is called so

 private:
  ValueReader m_times;
  std::vector<std::string> m_names, m_values;
  std::vector<std::string_view> m_views;
};

class LogReading {
 public:
  LogReading(const Profile& profile, Staging& into, std::int64_t file) : m_profile(profile), m_into(into), m_file(file) {
    m_eventRule.role = Role::Event;
  }

  base::Status bind() {
    const auto times = ValueReader::from(m_profile);
    if (!times) return tl::unexpected(times.error());
    for (const RoleRule& given : m_profile.objects) {
      RoleRule& rule = m_rules.emplace_back(given);
      rule.columns["id"] = {{LastValues::idColumn}, {}, {}, {}};
    }
    for (const RoleRule& rule : m_rules) {
      std::vector<std::string> names = columnsOf(rule);
      auto mapping = RoleMapping::bind(m_profile, rule, names, {});
      if (!mapping) return tl::unexpected(mapping.error());
      m_objects.push_back({std::move(*mapping), LastValues(std::move(names), *times)});
    }
    std::vector<std::string> names = columnsOfEvents(m_profile);
    auto mapping = RoleMapping::bind(m_profile, m_eventRule, names, {});
    if (!mapping) return tl::unexpected(mapping.error());
    m_events.push_back({std::move(*mapping), LastValues(std::move(names), *times)});
    return {};
  }

  base::Status take(const LogRecord& record) {
    ++m_row;
    const std::string raw = shownRecord(record);
    MappedRecord mapped;
    if (record.isEvent) {
      SourceEvent event;
      event.id = record.id;
      m_events.front().mapping.mapEvent(record.type, record.time, m_events.front().values.of(record, record.id), std::move(event), mapped);
      setAside(record, mapped);
      return m_into.addEvent(m_file, m_row, mapped, record.relations, raw);
    }
    for (Bound& object : m_objects) {
      const RoleRule& rule = object.mapping.rule();
      if (std::find(rule.from.begin(), rule.from.end(), record.type) == rule.from.end()) continue;
      std::vector<RoleMapping::AttributeAt> history;
      for (const LogAttribute& attribute : record.attributes)
        if (!attribute.time.empty()) history.push_back({attribute.name, attribute.value, attribute.time});
      object.mapping.map(object.values.of(record, record.id), mapped, history);
      setAside(record, mapped);
      return m_into.addObject(m_file, m_row, rule.role, record.id, mapped, record.relations, raw);
    }
    // Types that the profile gives no role are left out, under their name.
    mapped.fate = RowFate::Ignore;
    mapped.reason = "type " + base::readableStart(record.type, 100);
    return m_into.addObject(m_file, m_row, std::nullopt, record.id, mapped, {}, raw);
  }

 private:
  static void setAside(const LogRecord& record, MappedRecord& mapped) {
    if (record.problem.empty() || mapped.fate == RowFate::Ignore) return;
    mapped = {};
    mapped.reason = record.problem;
    mapped.asideLine = record.id;
  }

  struct Bound {
    RoleMapping mapping;
    LastValues values;
  };

  const Profile& m_profile;
  Staging& m_into;
  const std::int64_t m_file;
  std::int64_t m_row = 0;
  RoleRule m_eventRule;
  std::deque<RoleRule> m_rules;  // their addresses stay
  std::vector<Bound> m_objects, m_events;
};

}  // namespace

base::Status readLog(const Profile& profile, const std::string& path, Staging& into, const ReadingProgress& progress) {
  const auto file = into.addFile(path);
  if (!file) return tl::unexpected(file.error());
  LogReading reading(profile, into, *file);
  if (auto bound = reading.bind(); !bound) return bound;
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  std::array<char, 256> start{};
  const auto got = source->read(start);
  if (!got) return tl::unexpected(got.error());
  std::string_view begins(start.data(), *got);
  const bool isSqlite = begins.starts_with("SQLite format 3");
  if (const auto other = isSqlite ? std::nullopt : otherKindOf(begins)) return base::fail(base::ErrorCode::BadInput, std::string(other->what), path, std::string(other->remedy));
  if (begins.starts_with("\xEF\xBB\xBF")) begins.remove_prefix(3);
  const auto first = begins.find_first_not_of(" \t\r\n");
  const char kind = first == std::string_view::npos ? '\0' : begins[first];
  source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  std::int64_t records = 0;
  const TakeRecord take = [&](const LogRecord& record) -> base::Status {
    if (++records % recordsBetweenLooks == 0 && progress && !progress(source->bytesRead(), source->bytesTotal())) return base::fail(base::ErrorCode::Stopped, "the import was cancelled", path);
    return reading.take(record);
  };
  if (isSqlite) return readOcelSqlite(*source, take);
  if (kind == '{') return readOcelJson(*source, take);
  if (kind == '<') return readOcelXml(*source, take);
  return base::fail(base::ErrorCode::BadInput, "this is no event log: it is neither JSON nor XML nor SQLite", path, "give a log in the OCEL 2.0 standard, or use another shape of profile");
}

}  // namespace twinlane::transfer
