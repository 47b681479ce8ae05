#include "projection/view_file.h"

#include "base/fault/sabotage.h"

namespace twinlane::projection {
namespace {

constexpr std::string_view inMemory = ":memory:";
// Small, since the flush of a slice keeps the journal waiting on the same disk.
constexpr int sliceFrames = 300;

constexpr std::int64_t viewApplicationId = 0x54574E56;  // "TWNV"

constexpr int beforeParking = 0;  // the version of a list that was made before it had all of today's own tables: none of today's

constexpr const char* ownTables = R"sql(
CREATE TABLE checkpoint(one INTEGER PRIMARY KEY CHECK(one = 1), store_id TEXT NOT NULL, incarnation INTEGER NOT NULL, version INTEGER NOT NULL,
  zone TEXT NOT NULL, zone_database TEXT NOT NULL, position INTEGER NOT NULL, link_position INTEGER NOT NULL, link BLOB NOT NULL) STRICT;
CREATE TABLE pause(one INTEGER PRIMARY KEY CHECK(one = 1), paused INTEGER NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, when_poisoned INTEGER NOT NULL) STRICT;
INSERT INTO pause VALUES(1, 0, '', '', 0);
PRAGMA application_id=0x54574E56;
)sql";

}  // namespace

base::Result<std::optional<ViewIdentity>> readIdentity(sqlite::Connection& connection) {
  const auto application = connection.number("PRAGMA application_id");
  if (!application) return tl::unexpected(application.error());
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema WHERE name='checkpoint'");
  if (!tables) return tl::unexpected(tables.error());
  if (*application != viewApplicationId || *tables == 0) return std::nullopt;
  const auto own = connection.number("SELECT count(*) FROM sqlite_schema WHERE name='discarded'");
  if (!own) return tl::unexpected(own.error());
  auto select = connection.prepare("SELECT store_id, incarnation, version, zone, zone_database FROM checkpoint", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  return ViewIdentity{{std::string(select->text(0)), select->integer(1)}, *own > 0 ? static_cast<int>(select->integer(2)) : beforeParking, std::string(select->text(3)), std::string(select->text(4))};
}

base::Result<Checkpoint> readCheckpoint(sqlite::Connection& connection) {
  auto select = connection.prepare("SELECT position, link_position, link FROM checkpoint", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(base::ErrorCode::Damaged, "the list does not say how far it has come", connection.path(), "make the list anew: rebuild LIST");
  Checkpoint checkpoint{select->integer(0), select->integer(1), {}};
  const base::ByteView link = select->bytes(2);
  std::copy_n(link.begin(), std::min(link.size(), checkpoint.link.size()), checkpoint.link.begin());
  return checkpoint;
}

namespace {

// A damaged read model is disposable, and so is what is none.
base::Result<std::unique_ptr<ViewFile>> unusable(const base::Error& error) {
  if (error.code == base::ErrorCode::Damaged || error.code == base::ErrorCode::Foreign) return std::unique_ptr<ViewFile>();
  return tl::unexpected(error);
}

}  // namespace

base::Result<std::unique_ptr<ViewFile>> ViewFile::openAt(const std::string& folder, int generation, ReadModel& model, const ViewIdentity& identity, base::FileSystem& files) {
  const std::string path = viewPath(folder, model.name(), generation);
  auto connection = sqlite::Connection::open(path, sqlite::Access::Create, files);
  if (!connection) return unusable(connection.error());
  const auto tables = connection->number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return std::unique_ptr<ViewFile>();
  if (*tables > 0) {
    const auto found = readIdentity(*connection);
    if (!found || !*found) return std::unique_ptr<ViewFile>();
    if (**found != identity && !TWINLANE_SABOTAGE("foreign-view-used")) return std::unique_ptr<ViewFile>();
  }
  if (auto set = connection->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=-1"); !set) return unusable(set.error());
  if (auto set = connection->setCache(65'536); !set) return unusable(set.error());
  if (*tables == 0) {
    auto transaction = sqlite::Transaction::begin(*connection);
    if (!transaction) return unusable(transaction.error());
    if (auto made = connection->run(ownTables); !made) return unusable(made.error());
    if (auto made = connection->run(RowDigests::schema()); !made) return unusable(made.error());
    if (auto made = connection->run(Parking::schema()); !made) return unusable(made.error());
    if (auto made = connection->run(model.schema()); !made) return unusable(made.error());
    auto insert = connection->prepare("INSERT INTO checkpoint VALUES(1,?,?,?,?,?,0,0,zeroblob(16))", false);
    if (!insert) return unusable(insert.error());
    if (auto put = insert->bind(1, identity.store.storeId).bind(2, identity.store.incarnation).bind(3, identity.version).bind(4, identity.zone).bind(5, identity.zoneDatabase).execute(); !put)
      return unusable(put.error());
    if (auto committed = transaction->commit(); !committed) return unusable(committed.error());
  }
  std::unique_ptr<ViewFile> view(new ViewFile(std::move(*connection)));
  if (path != inMemory) view->m_files = &files;
  if (auto read = view->readState(); !read) return unusable(read.error());
  if (auto ready = model.prepare(view->m_connection); !ready) return unusable(ready.error());
  if (path != inMemory) {
    sqlite::SliceLimits limits;
    limits.sliceFrames = sliceFrames;
    auto slices = sqlite::CheckpointSlices::open(view->m_connection, files, limits);
    if (!slices) return unusable(slices.error());
    view->m_slices.emplace(std::move(*slices));
  }
  view->m_generation = generation;
  return view;
}

base::Result<std::unique_ptr<ViewFile>> ViewFile::open(const std::string& folder, ReadModel& model, const ViewIdentity& identity, base::FileSystem& files) {
  auto view = openAt(folder, generationsOf(files, folder, model.name()).current, model, identity, files);
  if (!view || *view) return view;
  // Never one that is there: it may be the one that was gone back from, or that was refused.
  const int fresh = freshGeneration(files, folder, model.name());
  view = openAt(folder, fresh, model, identity, files);
  if (!view) return view;
  if (!*view) return base::fail(base::ErrorCode::Io, "no usable file for the list", folder, "remove the folder 'views'; lists are made anew from the log");
  if (auto pointed = pointTo(files, folder, model.name(), {fresh, 0}); !pointed) return tl::unexpected(pointed.error());
  return view;
}

base::Result<sqlite::Transaction> ViewFile::begin() {
  m_digests->begin();
  if (auto begun = m_parking->begin(); !begun) return tl::unexpected(begun.error());
  return sqlite::Transaction::begin(m_connection);
}

base::Status ViewFile::readState() {
  // Asked now, so that a WAL that is replaced later is noticed.
  if (m_files != nullptr)
    if (auto there = m_connection.inPlace(*m_files); !there) return there;
  auto put = m_connection.prepare("UPDATE checkpoint SET position=?, link_position=?, link=?");
  if (!put) return tl::unexpected(put.error());
  m_put = std::move(*put);
  auto digests = RowDigests::open(m_connection);
  if (!digests) return tl::unexpected(digests.error());
  m_digests = std::move(*digests);
  auto parking = Parking::open(m_connection);
  if (!parking) return tl::unexpected(parking.error());
  m_parking = std::move(*parking);
  const auto checkpoint = readCheckpoint(m_connection);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  m_checkpoint = *checkpoint;
  auto pause = m_connection.prepare("SELECT paused, actor, reason, when_poisoned FROM pause", false);
  if (!pause) return tl::unexpected(pause.error());
  const auto row = pause->step();
  if (!row) return tl::unexpected(row.error());
  m_pause = {pause->integer(0) != 0, std::string(pause->text(1)), std::string(pause->text(2)), pause->integer(3) != 0 ? WhenPoisoned::Pause : WhenPoisoned::Park};
  return {};
}

base::Status ViewFile::commit(sqlite::Transaction& transaction, const Checkpoint& checkpoint) {
  if (TWINLANE_SABOTAGE("checkpoint-apart")) (void)m_connection.run("COMMIT; BEGIN");
  if (auto put = m_digests->settle(); !put) return put;
  if (auto put = m_put.bind(1, checkpoint.position).bind(2, checkpoint.linkPosition).bind(3, base::ByteView(checkpoint.link)).execute(); !put) return put;
  if (m_files != nullptr)
    if (auto there = m_connection.inPlace(*m_files); !there) return there;
  if (auto committed = transaction.commit(); !committed) return committed;
  m_checkpoint = checkpoint;
  m_digests->settled();
  m_parking->settled();
  return {};
}

void ViewFile::upkeep() {
  // What cannot be copied now is tried again after the next commit.
  if (m_slices) (void)m_slices->step();
}

base::Status ViewFile::writePause(const PauseState& pause) {
  auto put = m_connection.prepare("UPDATE pause SET paused=?, actor=?, reason=?, when_poisoned=?", false);
  if (!put) return tl::unexpected(put.error());
  if (auto done = put->bind(1, pause.paused ? 1 : 0).bind(2, pause.actor).bind(3, pause.reason).bind(4, static_cast<int>(pause.whenPoisoned)).execute(); !done) return done;
  m_pause = pause;
  return {};
}

}  // namespace twinlane::projection
