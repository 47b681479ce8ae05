// What is asked of lists while one of them is held up: at the writing of a small file, as by a disk that is slow.
#include "engine/engine.h"
#include "support/gated_files.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <atomic>
#include <future>

using namespace twinlane;
using namespace std::chrono_literals;

namespace {

constexpr auto tooLong = 20s;

struct HeldUpShop {
  tests::TempFolder temp;
  tests::GatedFiles files;
  std::unique_ptr<engine::Engine> shop;

  explicit HeldUpShop(int workers) {
    engine::Options options;
    options.dataFolder = temp / "shop";
    options.files = &files;
    options.workers = workers;
    options.requestMs = 600'000;
    auto opened = engine::Engine::open(options);
    if (!opened) qFatal("%s", opened.error().what.c_str());
    shop = std::move(*opened);
    if (shop->submitAndWait(tests::envelope(shop->newCommandId(), tests::orderOf("A1"))).outcome != command::Outcome::Accepted) qFatal("an order was refused");
    if (!shop->waitForProjections(shop->head().position, 60'000)) qFatal("the lists do not come up");
  }
  std::future<base::Status> begin(const std::string& list) {
    return std::async(std::launch::async, [this, list] { return shop->beginRebuild(list, "ann", false); });
  }
};

template <class T>
bool isReady(const std::future<T>& future) {
  return future.wait_for(tooLong) == std::future_status::ready;
}

}  // namespace

class ListRequestsTest : public QObject {
  Q_OBJECT
 private slots:
  void aLongRequestOfOneListHoldsUpNoOther();
  void anAnswerIsToldBeforeTheRoundIsOver();
  void whoWaitsIsToldThatTheEngineStops();
  void whoWaitsForARebuildIsToldThatTheEngineStops();
};

void ListRequestsTest::aLongRequestOfOneListHoldsUpNoOther() {
  HeldUpShop held(2);
  held.files.shut("search.rebuild");
  auto begun = held.begin("search");
  held.files.waitForOneAt("search.rebuild");
  auto paused = std::async(std::launch::async, [&] { return held.shop->pause("order_list", "ann", "stocktaking"); });
  const bool isPaused = isReady(paused);
  // Another request of the same list waits for its turn.
  auto cancelled = std::async(std::launch::async, [&] { return held.shop->cancelRebuild("search"); });
  held.files.open("search.rebuild");
  QVERIFY(isPaused);
  QVERIFY(paused.get().has_value());
  QVERIFY(begun.get().has_value());
  (void)cancelled.get();
}

// Where both are asked for in one round; else it is told at the end of one that is over.
void ListRequestsTest::anAnswerIsToldBeforeTheRoundIsOver() {
  HeldUpShop held(1);
  const std::string first = held.shop->projections().front().name, last = held.shop->projections().back().name;
  held.files.shut(first + ".rebuild");
  held.files.shut(last + ".rebuild");
  auto begun = held.begin(first);
  held.files.waitForOneAt(first + ".rebuild");
  auto other = held.begin(last);
  held.files.open(first + ".rebuild");
  const bool isTold = isReady(begun);
  held.files.open(last + ".rebuild");
  QVERIFY(isTold);
  QVERIFY(begun.get().has_value());
  QVERIFY(other.get().has_value());
}

void ListRequestsTest::whoWaitsIsToldThatTheEngineStops() {
  HeldUpShop held(1);
  held.files.shut("search.rebuild");
  auto begun = held.begin("search");
  held.files.waitForOneAt("search.rebuild");
  auto stopped = std::async(std::launch::async, [&] { held.shop.reset(); });
  const bool isTold = isReady(begun);
  held.files.open("search.rebuild");
  stopped.get();
  QVERIFY(isTold);
  QCOMPARE(begun.get().error().code, base::ErrorCode::Stopped);
}

void ListRequestsTest::whoWaitsForARebuildIsToldThatTheEngineStops() {
  HeldUpShop held(1);
  held.files.shut("search.generation");
  QVERIFY(held.begin("search").get().has_value());
  auto rebuilt = std::async(std::launch::async, [&] { return held.shop->awaitRebuild("search", {}); });
  held.files.waitForOneAt("search.generation");
  auto stopped = std::async(std::launch::async, [&] { held.shop->stop(); });
  const bool isTold = isReady(rebuilt);
  held.files.open("search.generation");
  stopped.get();
  QVERIFY(isTold);
  QCOMPARE(rebuilt.get().error().code, base::ErrorCode::Stopped);
}

TWINLANE_TEST(ListRequestsTest)
#include "list_requests_test.moc"
