#include "transfer/csv/row_text.h"

#include "base/format/utf8.h"

#include <algorithm>
#include <set>

namespace twinlane::transfer {
namespace {

Encoding encodingOf(const Profile& profile) { return profile.encoding == "latin-1" ? Encoding::Latin1 : Encoding::Utf8; }

std::vector<std::string> namesOf(const CsvRow& header, Encoding encoding) {
  std::vector<std::string> names;
  names.reserve(header.fields.size());
  for (const auto& field : header.fields) names.push_back(inUtf8(trimmed(field), encoding));
  return names;
}

std::string shownStart(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 40; ++i) text += (text.empty() ? "" : ", ") + base::readableStart(names[i], 60);
  if (names.size() > 40) text += " and " + std::to_string(names.size() - 40) + " more";
  return text;
}

// "3 and 7", as a person counts columns.
std::string placesOf(const std::string& column, const std::vector<std::string>& names) {
  constexpr std::ptrdiff_t mostShown = 5;
  const auto count = std::count(names.begin(), names.end(), column);
  std::string text;
  std::ptrdiff_t shown = 0;
  for (std::size_t i = 0; i < names.size() && shown < mostShown; ++i)
    if (names[i] == column) text += (++shown == 1 ? "" : shown == count ? " and " : ", ") + std::to_string(i + 1);
  return count > mostShown ? text + " and " + std::to_string(count - mostShown) + " more" : text;
}

}  // namespace

RowText::RowText(const Profile& profile, const CsvRow& header) : m_encoding(encodingOf(profile)), m_names(namesOf(header, m_encoding)) {}

std::vector<ProfileProblem> RowText::headerProblems(const Profile& profile, const CsvRow& header, const std::string& file, const std::vector<AskedColumn>& asked) {
  std::vector<ProfileProblem> problems;
  const auto names = namesOf(header, encodingOf(profile));
  const auto check = [&](const std::string& key, const std::string& column) {
    const auto count = std::count(names.begin(), names.end(), column);
    if (count == 1) return;
    const bool isNone = count == 0;
    problems.push_back({file, 1, key, isNone ? "there is no column '" + column + "'" : "the column '" + column + "' is there " + std::to_string(count) + " times",
                        isNone ? "columns found: " + shownStart(names) + "; name the right one in the profile, or correct the header"
                               : "a column is told by its name alone: give all but one of the columns " + placesOf(column, names) + " another name in the first row of the file"});
  };
  if (header.tooLong) {
    problems.push_back({file, 1, "", "the first row is too long to be a header", "give a file whose first row names its columns"});
    return problems;
  }
  if (encodingOf(profile) == Encoding::Utf8 && !base::isUtf8(header.raw)) {
    problems.push_back({file, 1, "encoding", "the header is not UTF-8", "save the file as UTF-8, or set encoding to latin-1"});
    return problems;
  }
  std::set<std::string> checked;
  for (const AskedColumn& one : asked)
    if (checked.insert(one.column).second) check(one.key, one.column);
  return problems;
}

const char* RowText::unreadable(const CsvRow& row) const {
  if (row.tooLong) return "row_too_long";
  if (row.badQuotes) return "bad_quotes";
  if (row.fields.size() != m_names.size()) return "ragged_row";
  if (m_encoding == Encoding::Utf8 && !base::isUtf8(row.raw)) return "bad_encoding";
  return nullptr;
}

const std::vector<std::string_view>& RowText::fields(const CsvRow& row) {
  m_fields.clear();
  if (m_encoding == Encoding::Utf8 || base::isAscii(row.raw)) {
    for (const auto& field : row.fields) m_fields.push_back(trimmed(field));
    return m_fields;
  }
  m_converted.clear();
  m_converted.reserve(row.raw.size() * 2);  // views into it must not move
  for (const auto& field : row.fields) {
    const std::size_t from = m_converted.size();
    appendLatin1AsUtf8(field, m_converted);
    m_fields.push_back(trimmed(std::string_view(m_converted).substr(from)));
  }
  return m_fields;
}

std::string RowText::readable(const CsvRow& row, std::size_t bytes) const {
  if (m_encoding == Encoding::Utf8) return base::readableStart(row.raw, bytes);
  return base::readableStart(inUtf8(row.raw.substr(0, bytes), m_encoding), bytes);
}

}  // namespace twinlane::transfer
