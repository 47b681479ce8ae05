#include "transfer/history/record_names.h"

#include "transfer/csv/csv_reader.h"
#include "transfer/history/table_name.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

// Whether a row is set aside for what it says, or does not say, in that field.
bool isAbout(std::string_view reason, const std::string& field) {
  if (reason == "no_order") return field == "order";
  if (reason == "unknown_event") return field == "activity";
  if (reason == "bad_date") return field == "at" || field == "placed_at";
  for (const std::string_view how : {"bad_", "missing_"})
    if (reason.starts_with(how)) return field == reason.substr(how.size()) || field.ends_with(std::string("_").append(reason.substr(how.size())));
  return false;
}

}  // namespace

const RecordKey* RecordNames::keyOf(const std::string& file) const {
  const auto key = m_keys.find(m_profile.areRowsAnywhere ? std::string() : tableOf(file));
  return key == m_keys.end() ? nullptr : &key->second;
}

// None of a text that is no row.
std::vector<std::string> RecordNames::fieldsOf(const std::string& raw) const {
  CsvReader reader(ByteSource::ofText(raw), {m_profile.separator, m_profile.quote});
  CsvRow row;
  return reader.header(row) ? std::vector<std::string>(row.fields.begin(), row.fields.end()) : std::vector<std::string>();
}

std::optional<RecordName> RecordNames::of(const std::string& file, const std::string& raw) const {
  if (!m_profile.hasTables() && !m_profile.areRowsAnywhere) {
    if (!raw.starts_with("object ") && !raw.starts_with("event ")) return std::nullopt;
    std::size_t end = raw.size();
    for (const char* behind : {") at ", "), ", "); "}) end = std::min(end, raw.find(behind));
    if (end == raw.size() && raw.ends_with(')')) --end;
    return RecordName{base::DigestWriter().field(std::string_view(raw).substr(0, end)).digest(), true};
  }
  const RecordKey* key = keyOf(file);
  if (key == nullptr || key->places.empty()) return std::nullopt;
  const std::vector<std::string> fields = fieldsOf(raw);
  base::DigestWriter name;
  for (const std::size_t place : key->places) {
    if (place >= fields.size() || fields[place].empty()) return std::nullopt;
    name.field(std::string_view(fields[place]));
  }
  return RecordName{name.digest(), key->isOwn};
}

bool RecordNames::isMended(const std::string& file, const std::string& reason, const std::string& before, const std::string& now) const {
  if (before == now) return true;
  const RecordKey* key = m_profile.hasTables() || m_profile.areRowsAnywhere ? keyOf(file) : nullptr;
  const std::vector<std::string> was = fieldsOf(before), is = fieldsOf(now);
  if (key == nullptr || was.size() != is.size()) return false;
  const auto isSame = [&](std::size_t place) { return !is.at(place).empty() && was[place] == is[place]; };
  const auto& places = key->places;
  if (!places.empty() && std::all_of(places.begin(), places.end(), isSame)) return true;
  // Of another id it is another one.
  if (key->isOwn && std::any_of(places.begin(), places.end(), [&](std::size_t place) { return !was.at(place).empty(); })) return false;
  int same = 0;
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < is.size(); ++i) {
    same += isSame(i) ? 1 : 0;
    if (was[i] != is[i]) others.push_back(i);
  }
  const auto isOf = [&](const auto& field) { return isAbout(reason, field.first) && std::find(field.second.begin(), field.second.end(), others.front()) != field.second.end(); };
  return same >= 2 && others.size() == 1 && std::any_of(key->fields.begin(), key->fields.end(), isOf);
}

}  // namespace twinlane::transfer
