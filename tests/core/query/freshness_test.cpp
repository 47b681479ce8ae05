#include "projection/view_file.h"
#include "query/model_reader.h"
#include "store/memory_event_store.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

using namespace twinlane;

namespace {

// The machine's disk, on which something happens whenever a small file is read.
class WatchedDisk final : public base::FileSystem {
 public:
  std::function<void()> onRead;

  std::string vfsName() const override { return m_disk->vfsName(); }
  bool exists(const std::string& path) const override { return m_disk->exists(path); }
  bool isFolder(const std::string& path) const override { return m_disk->isFolder(path); }
  base::Result<std::vector<std::string>> list(const std::string& folder) const override { return m_disk->list(folder); }
  base::Status makeFolder(const std::string& path) override { return m_disk->makeFolder(path); }
  base::Result<std::string> read(const std::string& path, std::size_t most) const override {
    if (onRead) onRead();
    return m_disk->read(path, most);
  }
  base::Status replace(const std::string& path, std::string_view content) override { return m_disk->replace(path, content); }
  base::Status rename(const std::string& from, const std::string& to) override { return m_disk->rename(from, to); }
  base::Status remove(const std::string& path) override { return m_disk->remove(path); }
  base::Result<std::unique_ptr<base::RewritableFile>> openRewritable(const std::string& path) override { return m_disk->openRewritable(path); }
  base::Result<std::unique_ptr<base::FileLock>> lock(const std::string& path, const std::string& owner) override { return m_disk->lock(path, owner); }
  std::int64_t sizeOf(const std::string& path) const override { return m_disk->sizeOf(path); }
  base::Result<std::uint64_t> identityOf(const std::string& path) const override { return m_disk->identityOf(path); }
  base::Status lengthen(const std::string& path, std::int64_t bytes) override { return m_disk->lengthen(path, bytes); }

 private:
  std::unique_ptr<base::FileSystem> m_disk = base::makeDiskFileSystem();
};

store::AppendRequest delivery(std::uint8_t id) {
  store::AppendRequest request;
  request.command.bytes[15] = id;
  request.principal = "ann";
  request.streams.push_back({{domain::Category::Order, "A" + std::to_string(id)}, 0});
  request.events.push_back({0, domain::PackageDelivered::type, 1, {}, {}, {}});
  return request;
}

}  // namespace

class FreshnessTest : public QObject {
  Q_OBJECT
 private slots:
  void theHeadIsReadAfterTheRows();
};

void FreshnessTest::theHeadIsReadAfterTheRows() {
  const tests::TempFolder folder;
  WatchedDisk disk;
  base::SystemClock clock;
  store::MemoryEventStore events("test");
  auto model = *projection::makeReadModel("revenue", "UTC");
  QVERIFY(projection::ViewFile::open(folder.path(), *model, {events.head()->identity, model->version(), "UTC", "any"}, disk).has_value());
  // A commit comes while the answer is being made, before its rows are read.
  std::uint8_t commits = 0;
  disk.onRead = [&] { events.append({delivery(++commits)}, clock.wall(), [](const store::EventStore::AppendResult& result) { QVERIFY(result.has_value()); }); };
  query::ReaderSources sources;
  sources.store = &events;
  sources.ledger = &events;
  sources.files = &disk;
  sources.clock = &clock;
  sources.viewsFolder = folder.path();
  sources.zone = "UTC";
  const auto answer = query::makeReader(sources)->revenue({});
  QVERIFY(answer.has_value());
  QCOMPARE(int{commits}, 1);
  QCOMPARE(answer->freshness.position, 0);
  QCOMPARE(answer->freshness.head, 1);
  QCOMPARE(answer->freshness.lagEvents, 1);
}

TWINLANE_TEST(FreshnessTest)
#include "freshness_test.moc"
