#include "store/journal_schema.h"

#include "sqlite/statement.h"

#include <map>

namespace twinlane::store {
namespace {

constexpr const char* schema = R"sql(
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE fence(one INTEGER PRIMARY KEY CHECK(one = 1), value INTEGER NOT NULL) STRICT;
CREATE TABLE segments(first INTEGER PRIMARY KEY, last INTEGER, file TEXT NOT NULL, link BLOB NOT NULL) STRICT;
-- state is the fold of the stream's events up to state_version, kept now and then for streams of many events.
CREATE TABLE streams(stream INTEGER PRIMARY KEY, category INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  number INTEGER, state_version INTEGER, state BLOB, UNIQUE(category, id)) STRICT;
CREATE UNIQUE INDEX streams_by_number ON streams(number) WHERE number IS NOT NULL;
CREATE TABLE events(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, type INTEGER NOT NULL,
  schema_version INTEGER NOT NULL, payload BLOB NOT NULL, sealed BLOB, subject INTEGER, digest BLOB NOT NULL, occurred_at INTEGER,
  origin INTEGER NOT NULL, correlation BLOB, causation BLOB, UNIQUE(stream, version)) STRICT;
CREATE TABLE commits(last INTEGER PRIMARY KEY, first INTEGER NOT NULL, previous BLOB NOT NULL, link BLOB NOT NULL,
  fence INTEGER NOT NULL, recorded_at INTEGER NOT NULL, eventless INTEGER NOT NULL) STRICT;
CREATE TABLE principals(principal INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
-- seq is the position of the first event of an accepted command; outcomes without events count down from -1, so that the
-- command of an event is found without an index of its own. link chains those without events; commits.eventless is the last
-- of them before it.
CREATE TABLE outcomes(seq INTEGER PRIMARY KEY, command_id BLOB NOT NULL UNIQUE, content BLOB NOT NULL, outcome INTEGER NOT NULL,
  count INTEGER NOT NULL, stream INTEGER, version INTEGER, principal INTEGER NOT NULL, received_at INTEGER NOT NULL,
  decided_us INTEGER NOT NULL, recorded_us INTEGER NOT NULL, reason INTEGER, detail BLOB, body TEXT, link BLOB) STRICT;
CREATE TABLE orders(stream INTEGER PRIMARY KEY, status INTEGER NOT NULL, payment INTEGER NOT NULL, customer TEXT,
  currency TEXT NOT NULL, lines INTEGER NOT NULL, goods INTEGER NOT NULL, charges INTEGER NOT NULL, paid INTEGER NOT NULL,
  refunded INTEGER NOT NULL, returned INTEGER NOT NULL) STRICT;
CREATE TABLE order_lines(stream INTEGER NOT NULL, line INTEGER NOT NULL, product TEXT NOT NULL, ordered INTEGER NOT NULL,
  picked INTEGER NOT NULL, boxed INTEGER NOT NULL, shipped INTEGER NOT NULL, delivered INTEGER NOT NULL, returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, net INTEGER NOT NULL, reserved INTEGER NOT NULL,
  PRIMARY KEY(stream, line)) STRICT, WITHOUT ROWID;
CREATE TABLE products(stream INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL, currency TEXT NOT NULL) STRICT;
CREATE TABLE customers(stream INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
  address TEXT NOT NULL, credit_limit INTEGER, credit_currency TEXT NOT NULL) STRICT;
CREATE TABLE stock(product TEXT PRIMARY KEY, on_hand INTEGER NOT NULL, reserved INTEGER NOT NULL, version INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE credit(customer TEXT NOT NULL, currency TEXT NOT NULL, owed INTEGER NOT NULL, PRIMARY KEY(customer, currency))
  STRICT, WITHOUT ROWID;
-- chunk is the seq of the outcome it came with.
CREATE TABLE import_chunks(chunk INTEGER PRIMARY KEY, source TEXT NOT NULL, prefix BLOB NOT NULL, first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL, UNIQUE(source, prefix, first_row, last_row)) STRICT;
CREATE TABLE import_files(chunk INTEGER NOT NULL, file TEXT NOT NULL, rows INTEGER NOT NULL, accepted INTEGER NOT NULL,
  PRIMARY KEY(chunk, file)) STRICT, WITHOUT ROWID;
CREATE TABLE import_ignored(chunk INTEGER NOT NULL, file TEXT NOT NULL, rule TEXT NOT NULL, rows INTEGER NOT NULL,
  PRIMARY KEY(chunk, file, rule)) STRICT, WITHOUT ROWID;
CREATE TABLE import_quarantine(id INTEGER PRIMARY KEY, chunk INTEGER NOT NULL, file TEXT NOT NULL, row INTEGER NOT NULL,
  reason TEXT NOT NULL, raw TEXT NOT NULL) STRICT;
CREATE TABLE import_documents(source TEXT NOT NULL, document TEXT NOT NULL, stream INTEGER NOT NULL, chunk INTEGER NOT NULL,
  PRIMARY KEY(source, document)) STRICT, WITHOUT ROWID;
CREATE INDEX import_documents_by_chunk ON import_documents(chunk);
CREATE INDEX import_quarantine_by_chunk ON import_quarantine(chunk);
CREATE TABLE audit(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
INSERT INTO fence VALUES(1, 0);
INSERT INTO segments VALUES(1, NULL, 'journal.sqlite', zeroblob(16));
PRAGMA application_id=0x54574E4C;
PRAGMA user_version=4;
)sql";

tl::unexpected<base::Error> foreign(const std::string& path) {
  return base::fail(base::ErrorCode::Foreign, "this file was not made by Twinlane", path, "choose another folder; this one was left as it is");
}

tl::unexpected<base::Error> newer(const std::string& path, std::int64_t version) {
  return base::fail(base::ErrorCode::Newer, "this journal was made by a newer Twinlane (format " + std::to_string(version) + ", this one knows " + std::to_string(journalVersion) + ")", path,
                    "install the newer version; the folder was left as it is");
}

tl::unexpected<base::Error> older(const std::string& path, std::int64_t version) {
  return base::fail(base::ErrorCode::Foreign, "this journal was made by a Twinlane before the first release (format " + std::to_string(version) + ", this one knows " + std::to_string(journalVersion) + ")", path,
                    "import its files into a new folder; this one was left as it is");
}

constexpr const char* digestKey = "digest";

// Of all settings but itself, and of the segments.
base::Result<std::string> settingsDigest(sqlite::Connection& connection) {
  base::DigestWriter writer;
  for (const char* sql : {"SELECT key, value FROM settings WHERE key<>'digest' ORDER BY key", "SELECT first, last, file, link FROM segments ORDER BY first"}) {
    auto select = connection.prepare(sql, false);
    if (!select) return tl::unexpected(select.error());
    for (;;) {
      const auto row = select->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      for (int column = 0; column < select->columns(); ++column) writer.field(std::string_view(select->printable(column)));
    }
  }
  return base::toHex(writer.digest());
}

base::Status ofThisVersion(const std::string& path, std::int64_t version) {
  if (version > journalVersion) return newer(path, version);
  if (version < journalVersion) return older(path, version);
  return {};
}

// Big-endian, https://www.sqlite.org/fileformat.html.
std::int64_t numberAt(std::string_view bytes, std::size_t at, std::size_t count) {
  std::int64_t value = 0;
  for (std::size_t i = at; i < at + count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

constexpr std::size_t headerBytes = 100;  // of the first page

// The start of the first page as the WAL has it; empty when it has none. Section 4.1: a header of 32 bytes with the page size
// at 8 and the salts at 16, then frames of 24 bytes (page number at 0, salts at 8) and a page each.
base::Result<std::string> firstPageInWal(const std::string& path, const base::FileSystem& files) {
  constexpr std::size_t walHeader = 32, frameHeader = 24, saltBytes = 8;
  if (!files.exists(path + "-wal")) return std::string();
  const auto wal = files.read(path + "-wal");
  if (!wal) return tl::unexpected(wal.error());
  if (wal->size() < walHeader) return std::string();
  const auto pageBytes = static_cast<std::size_t>(numberAt(*wal, 8, 4));
  const std::string_view salts = std::string_view(*wal).substr(16, saltBytes);
  if (pageBytes < headerBytes) return std::string();
  for (std::size_t at = walHeader; at + frameHeader + pageBytes <= wal->size() && wal->compare(at + 8, saltBytes, salts) == 0; at += frameHeader + pageBytes)
    if (numberAt(*wal, at, 4) == 1) return wal->substr(at + frameHeader, headerBytes);
  return std::string();
}

base::Result<FirstPage> lookAtFirstPage(const std::string& path, const base::FileSystem& files) {
  // Section 1.3: page size at 16, user version at 60, application id at 68.
  constexpr std::string_view magic("SQLite format 3\0", 16);
  using Kind = FirstPage::Kind;
  const auto start = files.read(path, headerBytes);
  if (!start) return tl::unexpected(start.error());
  if (start->empty()) return FirstPage{Kind::Nothing, 0};
  const auto isOurs = [&](const std::string& page) { return page.size() == headerBytes && page.starts_with(magic) && numberAt(page, 68, 4) == journalApplicationId; };
  if (isOurs(*start)) return FirstPage{Kind::Journal, numberAt(*start, 60, 4)};
  // A power cut may have torn the page in the file while it was brought there from the WAL, and there it is whole.
  const auto inWal = firstPageInWal(path, files);
  if (!inWal) return tl::unexpected(inWal.error());
  return isOurs(*inWal) ? FirstPage{Kind::Journal, numberAt(*inWal, 60, 4)} : FirstPage{Kind::Foreign, 0};
}

}  // namespace

base::Result<FirstPage> readFirstPage(const std::string& path, const base::FileSystem& files) {
  auto looked = lookAtFirstPage(path, files);
  // Between the look at the file and that at its WAL an owner may have brought the page from one to the other; then the
  // second look finds it.
  return looked && looked->kind == FirstPage::Kind::Foreign ? lookAtFirstPage(path, files) : looked;
}

base::Status acceptable(const FirstPage& page, const std::string& path) {
  if (page.kind == FirstPage::Kind::Foreign) return foreign(path);
  return page.kind == FirstPage::Kind::Journal ? ofThisVersion(path, page.version) : base::Status();
}

base::Status checkFormat(sqlite::Connection& connection) {
  const auto application = connection.number("PRAGMA application_id");
  if (!application) return tl::unexpected(application.error());
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables == 0 && *application == 0) return base::fail(base::ErrorCode::NotFound, "there is no journal yet", connection.path(), "open the folder once for writing");
  if (*application != journalApplicationId) return foreign(connection.path());
  const auto version = connection.number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  return ofThisVersion(connection.path(), *version);
}

base::Status createJournal(const std::string& path, const std::string& storeId, const std::string& zone, base::FileSystem& files) {
  const auto wal = files.exists(path + "-wal") ? files.read(path + "-wal", 1) : base::Result<std::string>();
  if (!wal) return tl::unexpected(wal.error());
  if (!wal->empty())
    return base::fail(base::ErrorCode::Damaged, "there is a journal.sqlite-wal and nothing in journal.sqlite, which it belongs to", path,
                      "put journal.sqlite back beside it, or restore a backup; nothing was changed");
  auto connection = sqlite::Connection::open(":memory:", sqlite::Access::Create, files);
  if (!connection) return tl::unexpected(connection.error());
  if (auto made = connection->run(schema); !made) return made;
  for (const auto& [key, value] : {std::pair<const char*, std::string>{"store_id", storeId}, {"incarnation", "1"}, {"zone", zone}})
    if (auto put = writeSetting(*connection, key, value); !put) return put;
  auto content = connection->content();
  if (!content) return tl::unexpected(content.error());
  // Section 1.3.3: 2 in both versions is WAL mode. Were it switched on later, power could be cut at that.
  (*content)[18] = (*content)[19] = 2;
  return files.replace(path, *content);
}

base::Status writeSetting(sqlite::Connection& connection, const std::string& key, const std::string& value) {
  auto put = connection.prepare("INSERT OR REPLACE INTO settings VALUES(?,?)", false);
  if (!put) return tl::unexpected(put.error());
  if (auto done = put->bind(1, key).bind(2, value).execute(); !done) return done;
  const auto digest = settingsDigest(connection);
  if (!digest) return tl::unexpected(digest.error());
  return put->bind(1, digestKey).bind(2, *digest).execute();
}

base::Result<std::optional<std::string>> schemaFault(sqlite::Connection& connection, const base::FileSystem& files) {
  auto fresh = sqlite::Connection::open(":memory:", sqlite::Access::Create, files);
  if (!fresh) return tl::unexpected(fresh.error());
  if (auto made = fresh->run(schema); !made) return tl::unexpected(made.error());
  std::map<std::string, std::string> expected, found;
  for (const auto& [of, into] : {std::pair{&*fresh, &expected}, {&connection, &found}}) {
    auto select = of->prepare("SELECT type || ' ' || name, sql FROM sqlite_schema", false);
    if (!select) return tl::unexpected(select.error());
    for (;;) {
      const auto row = select->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      into->emplace(select->text(0), select->printable(1));
    }
  }
  for (const auto& [name, sql] : expected)
    if (const auto there = found.find(name); there == found.end() || there->second != sql) return "the " + name + (there == found.end() ? " is missing" : " was changed");
  for (const auto& [name, sql] : found)
    if (!expected.contains(name)) return "the " + name + " is none of this journal's";
  return std::nullopt;
}

base::Status checkSettings(sqlite::Connection& connection) {
  const auto expected = settingsDigest(connection);
  if (!expected) return tl::unexpected(expected.error());
  const auto stored = readSetting(connection, digestKey);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored == *expected) return {};
  return base::fail(base::ErrorCode::Damaged, "the settings of this journal (its identity, the zone of the shop, its segments) are not those that Twinlane wrote", connection.path(),
                    "restore a backup; nothing was changed");
}

base::Result<std::string> readSetting(sqlite::Connection& connection, const std::string& key) {
  auto select = connection.prepare("SELECT value FROM settings WHERE key=?", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->bind(1, key).step();
  if (!row) return tl::unexpected(row.error());
  return *row ? std::string(select->text(0)) : std::string();
}

base::Result<StoreIdentity> readIdentity(sqlite::Connection& connection) {
  const auto storeId = readSetting(connection, "store_id");
  if (!storeId) return tl::unexpected(storeId.error());
  const auto incarnation = readSetting(connection, "incarnation");
  if (!incarnation) return tl::unexpected(incarnation.error());
  return StoreIdentity{*storeId, std::strtoll(incarnation->c_str(), nullptr, 10)};
}

}  // namespace twinlane::store
