#include "transfer/history/standing_rows.h"

namespace twinlane::transfer {
namespace {

constexpr std::size_t standingAtOnce = 1000;
constexpr int standingCacheKilobytes = 2048;

// Only rows that still stand are looked for.
constexpr const char* standingSchema = R"sql(
CREATE TABLE standing(id INTEGER PRIMARY KEY, row INTEGER NOT NULL, file INTEGER NOT NULL, again INTEGER NOT NULL, text INTEGER NOT NULL, name INTEGER, state INTEGER NOT NULL DEFAULT 0);
CREATE INDEX standing_again ON standing(again, file, id) WHERE state=0;
CREATE INDEX standing_text ON standing(text, file, id) WHERE state=0;
CREATE INDEX standing_name ON standing(name, file, id) WHERE state=0 AND name IS NOT NULL;
CREATE INDEX standing_row ON standing(row, file, id) WHERE state=0;
CREATE TABLE coming(n INTEGER PRIMARY KEY, how INTEGER NOT NULL, file INTEGER NOT NULL, row INTEGER NOT NULL, text INTEGER NOT NULL, name INTEGER, own INTEGER NOT NULL, paired INTEGER NOT NULL DEFAULT 0);
BEGIN)sql";

std::int64_t shortOf(const base::Digest& digest) { return static_cast<std::int64_t>(base::shortHash(base::ByteView(digest))); }
std::int64_t textKeyOf(std::string_view raw) { return shortOf(base::DigestWriter().field(raw).digest()); }
std::int64_t againKeyOf(const store::QuarantinedRow& row) { return shortOf(base::DigestWriter().field(std::string_view(row.raw)).field(std::string_view(row.reason)).digest()); }

}  // namespace

base::Status StandingRows::open() {
  auto rows = sqlite::Connection::openTemporary();
  if (!rows) return tl::unexpected(rows.error());
  m_rows = std::make_unique<sqlite::Connection>(std::move(*rows));
  if (auto set = m_rows->setCache(standingCacheKilobytes); !set) return set;
  if (auto made = m_rows->run(standingSchema); !made) return made;
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_insert, "INSERT INTO standing(id, row, file, again, text, name) VALUES(?,?,?,?,?,?)"},
      {&m_again, "SELECT id, file, row FROM standing WHERE again=? AND file=? AND state=0 ORDER BY id LIMIT 1"},
      {&m_elsewhere, "SELECT id, file, row FROM standing WHERE again=? AND file>? AND state=0 ORDER BY file, id LIMIT 1"},
      {&m_byText, "SELECT id, file, row FROM standing WHERE text=? AND file>? AND state=0 ORDER BY file, id LIMIT 1"},
      {&m_byName, "SELECT id, file, row FROM standing WHERE name=? AND file>? AND state=0 ORDER BY file, id LIMIT 1"},
      {&m_inFileByText, "SELECT id, file, row FROM standing WHERE text=? AND file=? AND state=0 ORDER BY id LIMIT 1"},
      {&m_inFileByName, "SELECT id, file, row FROM standing WHERE name=? AND file=? AND state=0 ORDER BY id LIMIT 1"},
      {&m_inPlace, "SELECT id, file, row FROM standing WHERE row=? AND file=? AND state=0 ORDER BY id LIMIT 1"},
      {&m_setState, "UPDATE standing SET state=? WHERE id=?"},
      {&m_come, "INSERT INTO coming(how, file, row, text, name, own, paired) VALUES(?,?,?,?,?,?,?)"},
      {&m_coming, "SELECT n, how, file, row, text, 0, paired FROM coming WHERE n>? ORDER BY n LIMIT 1"},
      {&m_comingByName, "SELECT n, how, file, row, name, own, paired FROM coming WHERE n>? AND name IS NOT NULL ORDER BY n LIMIT 1"},
      {&m_pair, "UPDATE coming SET paired=1 WHERE n=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_rows->prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

std::int64_t StandingRows::numberOf(const std::string& file) {
  const auto [found, isFirst] = m_numbers.try_emplace(file, static_cast<std::int64_t>(m_files.size()));
  if (isFirst) m_files.push_back(&found->first);
  return found->second;
}

base::Status StandingRows::read(store::ImportLedger& ledger, const std::string& source, NameOf nameOf) {
  m_nameOf = std::move(nameOf);
  for (std::int64_t after = 0;;) {
    const auto some = ledger.quarantined(source, after, standingAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const store::QuarantinedRow& row : *some) {
      after = row.index;
      if (row.repaired) continue;
      if (!m_rows)
        if (auto opened = open(); !opened) return opened;
      const auto name = m_nameOf ? m_nameOf(row.file, row.raw) : std::nullopt;
      m_insert.bind(1, row.index).bind(2, row.row).bind(3, numberOf(row.file)).bind(4, againKeyOf(row)).bind(5, textKeyOf(row.raw));
      if (auto put = m_insert.bind(6, name ? std::optional(shortOf(name->digest)) : std::nullopt).execute(); !put) return put;
    }
    if (some->size() < standingAtOnce) return {};
  }
}

bool StandingRows::step(sqlite::Statement& statement) {
  if (m_failed) return false;
  const auto row = statement.step();
  if (!row) m_failed = row.error();
  return row && *row;
}

std::optional<StandingRows::Standing> StandingRows::first(sqlite::Statement& statement, std::int64_t key, std::int64_t file) {
  if (!step(statement.bind(1, key).bind(2, file))) return std::nullopt;
  const Standing standing{statement.integer(0), statement.integer(1), statement.integer(2)};
  statement.reset();
  return standing;
}

void StandingRows::putComing(Came how, std::int64_t file, std::int64_t row, std::int64_t text, std::optional<std::int64_t> name, bool isOwn, bool isPaired) {
  step(m_come.bind(1, static_cast<int>(how)).bind(2, file).bind(3, row).bind(4, text).bind(5, name).bind(6, isOwn ? 1 : 0).bind(7, isPaired ? 1 : 0));
}

void StandingRows::setState(std::int64_t index, State state) { step(m_setState.bind(1, state).bind(2, index)); }

bool StandingRows::findAgain(const store::QuarantinedRow& row, const std::string& file) {
  if (!m_rows) return false;
  const auto standing = first(m_again, againKeyOf(row), numberOf(file));
  if (standing) setState(standing->index, Found);
  return standing.has_value();
}

bool StandingRows::findElsewhere(const store::QuarantinedRow& row, const std::string& file, const std::set<std::string>& given) {
  if (!m_rows) return false;
  std::optional<Standing> found;
  const std::int64_t key = againKeyOf(row);
  for (auto standing = first(m_elsewhere, key, -1); standing; standing = first(m_elsewhere, key, standing->file)) {
    const std::string& other = nameOfFile(standing->file);
    if ((!found || standing->index < found->index) && !given.contains(other) && m_mayBeSame(file, other)) found = standing;
  }
  if (found) setState(found->index, Found);
  return found.has_value();
}

bool StandingRows::came(Came how, const std::string& file, std::int64_t row, const std::string& raw) {
  if (!m_rows) return false;
  const std::int64_t text = textKeyOf(raw), number = numberOf(file);
  const std::optional<RecordName> named = m_nameOf ? m_nameOf(file, raw) : std::nullopt;
  const auto name = named ? std::optional(shortOf(named->digest)) : std::nullopt;
  if (!first(m_byText, text, -1) && !(name && first(m_byName, *name, -1))) return false;
  putComing(how, number, row, text, name, named && named->isOwn, false);
  return first(m_inFileByText, text, number) || (name && first(m_inFileByName, *name, number));
}

std::optional<std::int64_t> StandingRows::inPlace(const std::string& file, std::int64_t row) {
  const auto standing = m_rows ? first(m_inPlace, row, numberOf(file)) : std::nullopt;
  return standing ? std::optional(standing->index) : std::nullopt;
}

void StandingRows::cameInPlace(std::int64_t index, const std::string& file, std::int64_t row, const std::string& raw) {
  setState(index, Closed);
  const std::optional<RecordName> named = m_nameOf ? m_nameOf(file, raw) : std::nullopt;
  const auto name = named ? std::optional(shortOf(named->digest)) : std::nullopt;
  putComing(Came::In, numberOf(file), row, textKeyOf(raw), name, named && named->isOwn, true);
}

void StandingRows::closeCame() {
  if (!m_rows) return;
  // The same text first, so that what only has a name like it takes no place of its.
  for (const bool isByText : {true, false}) {
    sqlite::Statement& next = isByText ? m_coming : m_comingByName;
    for (std::int64_t n = 0; step(next.bind(1, n));) {
      Coming coming{next.integer(0), static_cast<Came>(next.integer(1)), next.integer(2), next.integer(3), next.integer(4), next.integer(5) != 0, next.integer(6) != 0};
      next.reset();
      n = coming.n;
      closeNamed(coming, isByText);
    }
  }
}

void StandingRows::closeNamed(Coming& coming, bool isByText) {
  sqlite::Statement &nextFile = isByText ? m_byText : m_byName, &inFile = isByText ? m_inFileByText : m_inFileByName;
  for (auto standing = first(nextFile, coming.key, -1); standing; standing = first(nextFile, coming.key, standing->file)) {
    const bool isSameFile = standing->file == coming.file;
    // What is set aside again stands itself for what stood in its file.
    if (!isSameFile && (coming.how == Came::Aside || !(isByText || coming.isOwn) || !m_mayBeSame(nameOfFile(coming.file), nameOfFile(standing->file)))) continue;
    if (isSameFile && coming.isPaired && !coming.isOwn) continue;
    for (auto next = standing; next && closeNext(coming, isByText, *next) && coming.isOwn;) next = first(inFile, coming.key, standing->file);
  }
}

bool StandingRows::closeNext(Coming& coming, bool isByText, const Standing& standing) {
  // A record that was in before and has no name of its own may be another than the one that stands, but in its very row.
  if (!isByText && !coming.isOwn && coming.how == Came::Known && standing.row != coming.row) return false;
  setState(standing.index, coming.how == Came::Aside ? ClosedAside : ClosedIn);
  if (standing.file != coming.file || coming.isPaired) return true;
  coming.isPaired = true;
  step(m_pair.bind(1, coming.n));
  return true;
}

base::Status StandingRows::eachClosed(const std::function<base::Status(ClosingRange range, bool areIn)>& close) {
  if (!m_rows || m_failed) return status();
  auto rows = m_rows->prepare("SELECT id, state FROM standing WHERE state IN (2, 3) ORDER BY id", false);
  if (!rows) return tl::unexpected(rows.error());
  ClosingRange range;
  bool areIn = false;
  while (step(*rows)) {
    const std::int64_t index = rows->integer(0);
    const bool isIn = rows->integer(1) == ClosedIn;
    if (range.first > 0 && (index != range.last + 1 || isIn != areIn)) {
      if (auto closed = close(range, areIn); !closed) return closed;
      range.first = 0;
    }
    if (range.first == 0) range.first = index;
    range.last = index;
    areIn = isIn;
  }
  if (m_failed || range.first == 0) return status();
  return close(range, areIn);
}

}  // namespace twinlane::transfer
