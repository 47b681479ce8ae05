#include "projection/view_file.h"
#include "query/model_reader.h"
#include "store/memory_event_store.h"
#include "support/disk_front.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

using namespace twinlane;

namespace {

// The machine's disk, on which something happens whenever a small file is read.
class WatchedDisk final : public tests::DiskFront {
 public:
  std::function<void()> onRead;
  base::Result<std::string> read(const std::string& path, std::size_t most) const override {
    if (onRead) onRead();
    return DiskFront::read(path, most);
  }
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
