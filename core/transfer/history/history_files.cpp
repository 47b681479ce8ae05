#include "transfer/history/history_files.h"

#include "transfer/csv/file_proof.h"
#include "transfer/history/table_name.h"
#include "transfer/log/ocel_log.h"
#include "transfer/row_mapping.h"
#include "transfer/row_reason.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace twinlane::transfer {
namespace {


// A last row without a line end.
bool isCut(const Profile& profile, const CsvRow& row) { return !row.hasEnd && profile.unfinishedAside; }

constexpr std::size_t keptRaw = 4096;
constexpr std::int64_t rowsBetweenLooks = 10'000;

struct TableFile {
  std::string path, table;
  bool isAsked = false;
};

// Files as given, folders as the tables in them.
base::Result<std::vector<TableFile>> filesOf(const std::vector<std::string>& paths, std::vector<std::string>& unused, bool isTables) {
  std::vector<TableFile> files;
  for (const std::string& path : paths) {
    std::error_code problem;
    if (!std::filesystem::is_directory(path, problem)) {
      files.push_back({path, tableOf(path)});
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::directory_iterator(path, problem))
      if (entry.is_regular_file(problem)) inside.push_back(entry.path().string());
    if (problem) return base::fail(base::ErrorCode::Io, "the folder cannot be read: " + problem.message(), path, "check the folder and your rights");
    std::sort(inside.begin(), inside.end());
    for (const std::string& one : inside)
      if (isTables && !looksLikeTable(one)) unused.push_back(one);
      else files.push_back({one, tableOf(one)});
  }
  return files;
}

class TableReading {
 public:
  TableReading(const Profile& profile, Staging& into, const ReadingProgress& progress) : m_profile(profile), m_into(into), m_progress(progress) {}

  base::Result<HistoryReading> read(const std::vector<std::string>& paths) {
    HistoryReading reading;
    auto files = filesOf(paths, reading.unused, true);
    if (!files) return tl::unexpected(files.error());
    m_files = std::move(*files);
    if (auto all = proveTables(paths); !all) return tl::unexpected(all.error());
    const std::vector<ColumnRule> lookups = lookupsOf(m_profile);
    for (std::size_t i = 0; i < lookups.size(); ++i)
      for (const TableFile& file : m_files)
        if (file.table == inSmallLetters(lookups[i].table))
          if (auto done = readLookup(file.path, i, lookups[i]); !done) return tl::unexpected(done.error());
    // What others hang on comes first.
    for (const Role role : {Role::Customer, Role::Product, Role::Order, Role::Package, Role::Line, Role::Event})
      for (const RoleRule& rule : m_profile.objects)
        for (const TableFile& file : m_files)
          if (rule.role == role && isTableOf(file.table, rule))
            if (auto done = readTable(file.path, rule); !done) return tl::unexpected(done.error());
    for (const TableFile& file : m_files)
      if (!file.isAsked) reading.unused.push_back(file.path);
    reading.keys = std::move(m_keys);
    return reading;
  }

 private:
  base::Status proveTables(const std::vector<std::string>& paths) {
    std::vector<const RoleRule*> tables;
    for (const RoleRule& rule : m_profile.objects)
      if (!rule.from.empty()) tables.push_back(&rule);
    // Where there is one table only, its file may have any name.
    if (tables.size() == 1 && m_files.size() == 1 && m_files.front().path == paths.front()) m_files.front().table = inSmallLetters(tables.front()->from.front());
    const auto lookups = lookupsOf(m_profile);
    std::string known;
    for (const RoleRule* rule : tables)
      for (const std::string& from : rule->from) known += (known.empty() ? "" : ", ") + from;
    for (TableFile& file : m_files) {
      file.isAsked = isAskedFor(file.table, m_profile);
      if (!file.isAsked && std::find(paths.begin(), paths.end(), file.path) != paths.end())
        return base::fail(base::ErrorCode::BadInput, "no role of the profile asks for a table '" + file.table + "'", file.path, "tables of the profile: " + known + "; name the file after one of them, or name it under from");
    }
    for (const RoleRule* rule : tables)
      for (const std::string& from : rule->from)
        if (!rule->isOptional && std::none_of(m_files.begin(), m_files.end(), [&](const TableFile& file) { return file.table == inSmallLetters(from); }))
          return base::fail(base::ErrorCode::NotFound, "there is no file of the table '" + from + "'", paths.empty() ? std::string() : paths.front(), "give " + from + ".csv (or .csv.gz) with the others, or set \"optional\": true in the profile");
    std::map<std::string, std::string> pathOf;
    for (const TableFile& file : m_files) {
      const auto [other, isFirst] = pathOf.emplace(file.table, file.path);
      if (file.isAsked && !isFirst)
        return base::fail(base::ErrorCode::BadInput, "two files are the table '" + file.table + "'", file.path, "the other is " + other->second + "; give one of them, or name both under from under names of their own");
    }
    for (const ColumnRule& lookup : lookups)
      if (std::none_of(m_files.begin(), m_files.end(), [&](const TableFile& file) { return file.table == inSmallLetters(lookup.table); }))
        return base::fail(base::ErrorCode::NotFound, "there is no file of the table '" + lookup.table + "', in which values are looked up", paths.empty() ? std::string() : paths.front(), "give " + lookup.table + ".csv with the others, or take the column itself");
    for (const TableFile& file : m_files) {
      if (!file.isAsked) continue;
      const auto source = ByteSource::open(file.path);
      if (!source) return tl::unexpected(source.error());
      m_bytesTotal += source->bytesTotal();
    }
    return {};
  }

  // Gives each row of a table, and at its end the verdict over all of them.
  base::Status eachRow(const std::string& path, const std::vector<AskedColumn>& asked, const std::function<base::Status(const CsvRow&, RowText&)>& take, const std::function<base::Status(RowText&)>& begin) {
    auto source = ByteSource::open(path);
    if (!source) return tl::unexpected(source.error());
    CsvReader reader(std::move(*source), {m_profile.separator, m_profile.quote});
    CsvRow row;
    if (auto header = reader.header(row); !header) return header;
    if (const auto problems = RowText::headerProblems(m_profile, row, path, asked); !problems.empty()) return tl::unexpected(errorOf(problems));
    RowText rows(m_profile, row);
    if (auto begun = begin(rows); !begun) return begun;
    FileProof proof(m_profile, path);
    for (std::int64_t number = 1;; ++number) {
      const auto more = reader.next(row);
      if (!more) return tl::unexpected(more.error());
      if (const auto problem = *more ? proof.add(rows, row) : proof.verdict()) return tl::unexpected(errorOf({*problem}));
      if (number % rowsBetweenLooks == 0 && m_progress && !m_progress(m_bytesBefore + reader.source().bytesRead(), m_bytesTotal)) return base::fail(base::ErrorCode::Stopped, "the import was cancelled", path);
      if (!*more) break;
      if (auto done = take(row, rows); !done) return done;
    }
    m_bytesBefore += reader.source().bytesTotal();
    return {};
  }

  base::Status readTable(const std::string& path, const RoleRule& rule) {
    const auto file = m_into.addFile(path);
    if (!file) return tl::unexpected(file.error());
    std::vector<AskedColumn> asked;
    std::vector<std::string> columns = columnsOf(rule);
    if (rule.role == Role::Event)
      for (std::string& column : columnsOfEvents(m_profile)) columns.push_back(std::move(column));
    for (const std::string& column : columns) asked.push_back({std::string("objects (") + name(rule.role) + ")", column});
    std::optional<RoleMapping> mapping;
    MappedRecord mapped;
    return eachRow(
        path, asked,
        [&](const CsvRow& row, RowText& rows) {
          if (const char* why = isCut(m_profile, row) ? unfinishedRow : rows.unreadable(row)) {
            mapped = {};
            mapped.reason = why;
          } else {
            mapping->map(rows.fields(row), mapped);
          }
          return m_into.add(*file, row.number, rule.role, mapped, rows.readable(row, keptRaw));
        },
        [&](RowText& rows) -> base::Status {
          auto bound = RoleMapping::bind(m_profile, rule, rows.names(), m_into.lookUp());
          if (!bound) return tl::unexpected(bound.error());
          mapping = std::move(*bound);
          // Rows of a table that plays several roles have no one name.
          const auto [known, isFirst] = m_keys.emplace(tableOf(path), mapping->key());
          if (!isFirst && known->second != mapping->key()) known->second = {};
          return {};
        });
  }

  // Rows that are only looked up are in the account too.
  base::Status readLookup(const std::string& path, std::size_t lookup, const ColumnRule& rule) {
    std::size_t key = 0, value = 0;
    const bool isOnlyHere = m_lookedUp.insert(path).second && std::none_of(m_profile.objects.begin(), m_profile.objects.end(), [&](const RoleRule& other) { return isTableOf(tableOf(path), other); });
    const auto file = isOnlyHere ? m_into.addFile(path) : base::Result<std::int64_t>(0);
    if (!file) return tl::unexpected(file.error());
    MappedRecord lookedUp;
    lookedUp.fate = RowFate::Ignore;
    lookedUp.reason = "lookup";
    return eachRow(
        path, {{"lookup", rule.key}, {"lookup", rule.value}},
        [&](const CsvRow& row, RowText& rows) -> base::Status {
          if (isOnlyHere)
            if (auto put = m_into.addObject(*file, row.number, std::nullopt, {}, lookedUp, {}, rows.readable(row, keptRaw)); !put) return put;
          if (rows.unreadable(row) != nullptr) return {};
          const auto& fields = rows.fields(row);
          return fields[value].empty() ? base::Status() : m_into.addLookup(lookup, fields[key], fields[value]);
        },
        [&](RowText& rows) -> base::Status {
          const auto indexOf = [&](const std::string& column) { return static_cast<std::size_t>(std::find(rows.names().begin(), rows.names().end(), column) - rows.names().begin()); };
          key = indexOf(rule.key);
          value = indexOf(rule.value);
          return {};
        });
  }

  const Profile& m_profile;
  Staging& m_into;
  const ReadingProgress& m_progress;
  std::vector<TableFile> m_files;
  std::set<std::string> m_lookedUp;
  std::map<std::string, RecordKey> m_keys;
  std::int64_t m_bytesBefore = 0, m_bytesTotal = 0;
};

// Rows of a flat file, each a line with what it says of its document.
base::Status readFlat(const Profile& profile, const std::string& path, Staging& into, const ReadingProgress& progress, RecordKey& key) {
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  const auto file = into.addFile(path);
  if (!file) return tl::unexpected(file.error());
  CsvReader reader(std::move(*source), {profile.separator, profile.quote});
  CsvRow row;
  if (auto header = reader.header(row); !header) return header;
  if (const auto problems = RowMapping::headerProblems(profile, row, path); !problems.empty()) return tl::unexpected(errorOf(problems));
  auto mapping = RowMapping::bind(profile, row);
  if (!mapping) return tl::unexpected(mapping.error());
  key = {};
  const auto& names = mapping->rows().names();
  for (const auto& [field, column] : profile.columns) key.fields[field] = {static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin())};
  for (const char* field : {"order", "product"}) key.places.push_back(key.fields.at(field).front());
  FileProof proof(profile, path);
  MappedRow mapped;
  for (std::int64_t number = 1;; ++number) {
    const auto more = reader.next(row);
    if (!more) return tl::unexpected(more.error());
    if (const auto problem = *more ? proof.add(mapping->rows(), row) : proof.verdict()) return tl::unexpected(errorOf({*problem}));
    if (number % rowsBetweenLooks == 0 && progress && !progress(reader.source().bytesRead(), reader.source().bytesTotal())) return base::fail(base::ErrorCode::Stopped, "the import was cancelled", path);
    if (!*more) return {};
    mapping->map(row, mapped);
    if (isCut(profile, row)) {
      mapped.fate = RowFate::Quarantine;
      mapped.reason = unfinishedRow;
    }
    MappedRecord fate;
    fate.fate = mapped.fate;
    fate.reason = mapped.reason;
    const std::string raw = mapping->rows().readable(row, keptRaw);
    if (mapped.fate == RowFate::Quarantine || mapped.fate == RowFate::Ignore) {
      if (auto put = into.add(*file, row.number, Role::Line, fate, raw); !put) return put;
      continue;
    }
    fate.ambiguousTimes = mapped.localTime == base::Zone::Kind::Ambiguous ? 1 : 0;
    fate.missingTimes = mapped.localTime == base::Zone::Kind::Missing ? 1 : 0;
    SourceFlatRow said;
    said.isReturn = mapped.fate == RowFate::ReturnLine;
    said.document.id = mapped.order;
    said.document.customer = mapped.customer;
    said.document.country = mapped.country;
    said.document.currency = mapped.currency;
    said.document.placedAt = mapped.placedAt;
    said.line.product = mapped.product;
    said.line.description = mapped.description;
    said.line.money = mapped.money;
    said.line.charges = mapped.charges;
    if (auto put = into.addFlat(*file, row.number, fate, said, raw); !put) return put;
  }
}

}  // namespace

base::Result<HistoryReading> readHistory(const Profile& profile, const std::vector<std::string>& paths, Staging& into, const ReadingProgress& progress) {
  for (std::size_t i = 0; i < paths.size(); ++i)
    if (std::find(paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(i), paths[i]) != paths.begin() + static_cast<std::ptrdiff_t>(i))
      return base::fail(base::ErrorCode::BadInput, "this file is given twice", paths[i], "give it once");
  HistoryReading reading;
  if (profile.areRowsAnywhere) {
    for (const std::string& path : paths)
      if (auto read = readFlat(profile, path, into, progress, reading.keys[""]); !read) return tl::unexpected(read.error());
  } else if (profile.hasTables()) {
    auto read = TableReading(profile, into, progress).read(paths);
    if (!read) return read;
    reading = std::move(*read);
  } else {
    for (const std::string& path : paths)
      if (auto read = readLog(profile, path, into, progress); !read) return tl::unexpected(read.error());
  }
  if (auto settled = into.settle(); !settled) return tl::unexpected(settled.error());
  return reading;
}

}  // namespace twinlane::transfer
