#include "transfer/csv/file_beginning.h"

#include "base/format/utf8.h"
#include "transfer/profile/profile_preview.h"

namespace twinlane::transfer {
namespace {

constexpr std::int64_t mostBytes = 64 * 1024;

// A cell for a person to read: in UTF-8, and not without end.
std::string shown(std::string_view cell, const Profile& profile) {
  constexpr std::size_t most = 200;
  if (profile.encoding != "latin-1") return base::readableStart(cell, most);
  return base::readableStart(inUtf8(cell, Encoding::Latin1), most);
}

}  // namespace

base::Result<FileBeginning> readBeginning(const Profile& profile, const std::string& path, std::size_t rows) {
  auto source = ByteSource::open(path, mostBytes);
  if (!source) return tl::unexpected(source.error());
  CsvReader reader(std::move(*source), {profile.separator, profile.quote});
  CsvRow row;
  const auto header = reader.header(row);
  if (reader.source().cut())
    return base::fail(base::ErrorCode::BadInput, "the first row does not end within 64 KiB", path + ", line 1", "correct its quotes, or give a file whose first row names its columns");
  if (!header) return tl::unexpected(header.error());
  FileBeginning beginning;
  beginning.problems = RowMapping::headerProblems(profile, row, path);
  for (const auto& field : row.fields) beginning.columns.push_back(shown(trimmed(field), profile));
  std::optional<RowMapping> mapping;
  if (beginning.problems.empty()) {
    auto bound = RowMapping::bind(profile, row);
    if (!bound) return tl::unexpected(bound.error());
    mapping = std::move(*bound);
  }
  MappedRow mapped;
  while (beginning.rows.size() < rows) {
    const auto more = reader.next(row);
    if (reader.source().cut()) break;
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    std::vector<std::string>& cells = beginning.rows.emplace_back();
    for (const auto& field : row.fields) cells.push_back(shown(field, profile));
    if (!mapping) continue;
    mapping->map(row, mapped);
    beginning.meanings.push_back(nodeOf(row, mapped, *mapping));
  }
  return beginning;
}

}  // namespace twinlane::transfer
