// Lists that are proved and made anew while commands go in and questions are asked, all on threads of their own.
#include "care/verify.h"
#include "core/projection/projected_shop.h"
#include "engine/engine.h"
#include "projection/view_file.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>

#include <atomic>
#include <functional>
#include <malloc.h>
#include <thread>

using namespace twinlane;
using tests::envelope;
using tests::orderOf;

namespace {

std::unique_ptr<engine::Engine> openWorking(const std::string& folder, int proveEveryMs) {
  engine::Options options;
  options.dataFolder = folder;
  options.proveEveryMs = proveEveryMs;
  auto opened = engine::Engine::open(options);
  if (!opened) qFatal("%s", opened.error().what.c_str());
  return std::move(*opened);
}

void placeOrders(engine::Engine& shop, const std::string& prefix, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string id = prefix + std::to_string(i);
    if (shop.submitAndWait(envelope(shop.newCommandId(), orderOf(id))).outcome != command::Outcome::Accepted) qFatal("an order was refused");
  }
}

bool areProved(const engine::Engine& shop, bool isSame) {
  const auto lists = shop.projections();
  return std::all_of(lists.begin(), lists.end(), [&](const projection::Status& list) { return list.proof.has_value() && (list.name != "order_list" || list.proof->isSame == isSame); });
}

}  // namespace

class ListsAtWorkTest : public QObject {
  Q_OBJECT
 private slots:
  void listsAreProvedWhileTheShopIsAtWork();
  void aChangedRowIsFoundWhileTheShopIsAtWork();
  void whatIsKeptOfAComparisonIsOfOneFile_data();
  void whatIsKeptOfAComparisonIsOfOneFile();
  void aCheckOnItsWayEndsWithTheEngine();
  void aComparisonLooksWhetherItGoesOn();
  void listsAreMadeAnewWithoutAnUnreadableMoment();
  void toBeMadeAnewAListMayBeWaitedFor();
  void columnsOfOrdersAreGivenBack();
};

void ListsAtWorkTest::listsAreProvedWhileTheShopIsAtWork() {
  const tests::TempFolder temp;
  auto shop = openWorking(temp / "shop", 1);
  placeOrders(*shop, "A", 50);
  QTRY_VERIFY_WITH_TIMEOUT(areProved(*shop, true), 60'000);
  QCOMPARE(shop->health().state, engine::HealthState::Normal);
  for (const projection::Status& list : shop->projections()) QVERIFY2(list.proof->isSame, (list.name + ": " + list.proof->difference).c_str());
}

void ListsAtWorkTest::aChangedRowIsFoundWhileTheShopIsAtWork() {
  const tests::TempFolder temp;
  auto shop = openWorking(temp / "shop", 0);
  placeOrders(*shop, "A", 20);
  shop.reset();
  {
    const auto files = base::makeDiskFileSystem();
    auto connection = sqlite::Connection::open(temp / "shop/views/order_list-1.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("UPDATE order_list SET total=total+1 WHERE id='A7'").has_value());
  }
  shop = openWorking(temp / "shop", 1);
  QTRY_VERIFY_WITH_TIMEOUT(areProved(*shop, false), 60'000);
  QCOMPARE(shop->health().state, engine::HealthState::CatchingUp);
  QVERIFY2(shop->health().reason.find("order_list") != std::string::npos, shop->health().reason.c_str());
  // Made anew it is another file, which is right; that it differs is told first.
  QVERIFY(shop->beginRebuild("order_list", "ann", false).has_value());
  const auto compared = shop->awaitRebuild("order_list", {});
  QVERIFY2(compared.has_value(), compared ? "" : compared.error().what.c_str());
  QVERIFY(!compared->isUsed);
  QCOMPARE(compared->difference.changed, 1);
  QVERIFY(shop->acceptRebuild("order_list")->isUsed);
  QTRY_VERIFY_WITH_TIMEOUT(areProved(*shop, true), 60'000);
  QCOMPARE(shop->health().state, engine::HealthState::Normal);
}

void ListsAtWorkTest::whatIsKeptOfAComparisonIsOfOneFile_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<bool>("isKept");
  QTest::newRow("the same file") << "" << true;
  QTest::newRow("made anew") << "lost" << false;
  QTest::newRow("an older copy") << "older" << false;
}

void ListsAtWorkTest::whatIsKeptOfAComparisonIsOfOneFile() {
  QFETCH(QString, what);
  QFETCH(bool, isKept);
  const tests::TempFolder temp;
  const std::string list = temp / "shop/views/order_list-1.sqlite";
  const auto proofIn = [](const engine::Engine& shop) {
    for (const projection::Status& status : shop.projections())
      if (status.name == "order_list") return status.proof;
    return std::optional<projection::Proof>();
  };
  auto shop = openWorking(temp / "shop", 0);
  placeOrders(*shop, "A", 5);
  shop.reset();
  QVERIFY(QFile::copy(QString::fromStdString(list), QString::fromStdString(temp / "older")));
  shop = openWorking(temp / "shop", 0);
  placeOrders(*shop, "B", 5);
  shop.reset();
  {
    engine::Options options;
    options.dataFolder = temp / "shop";
    options.mode = engine::Mode::Check;
    const auto checking = *engine::Engine::open(options);
    const auto report = checking->verify();
    QVERIFY(report.has_value() && report->ok());
    checking->keepProofs(*report);
  }
  if (!what.isEmpty()) QVERIFY(QFile::remove(QString::fromStdString(list)));
  if (what == "older") QVERIFY(QFile::copy(QString::fromStdString(temp / "older"), QString::fromStdString(list)));
  {
    engine::Options options;
    options.dataFolder = temp / "shop";
    options.mode = engine::Mode::ReadOnly;
    const auto beside = *engine::Engine::open(options);
    QCOMPARE(proofIn(*beside).has_value(), isKept);
  }
  for (int time = 0; time < 2; ++time) {
    shop = openWorking(temp / "shop", 0);
    QVERIFY(shop->waitForProjections(shop->head().position, 30'000));
    const auto proof = proofIn(*shop);
    QCOMPARE(proof.has_value(), isKept);
    if (isKept) QVERIFY(proof->isSame && proof->position == shop->head().position);
    shop.reset();
  }
}

void ListsAtWorkTest::aCheckOnItsWayEndsWithTheEngine() {
  const tests::TempFolder temp;
  for (int round = 0; round < 5; ++round) {
    auto shop = openWorking(temp / "shop", 1);
    placeOrders(*shop, "R" + std::to_string(round) + "-", 20);
    shop.reset();
  }
  QVERIFY(!QDir(QString::fromStdString(temp / "shop/views/proof")).exists());
}

void ListsAtWorkTest::aComparisonLooksWhetherItGoesOn() {
  tests::ProjectedShop shop;
  for (int i = 0; i < 2 * projection::RowPace::rowsAtOnce; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  shop.folded("order_list", "SELECT 1");
  int looks = 0;
  const care::VerifySources sources{{}, false, shop.folder / "views", "UTC", &shop.feed, shop.files.get(), &shop.clock};
  const auto ended = care::proveList(sources, "order_list", {1'000'000, {}, [&] { return ++looks < 2; }});
  QVERIFY(!ended.has_value());
  QCOMPARE(ended.error().code, base::ErrorCode::Stopped);
  QCOMPARE(looks, 2);
}

void ListsAtWorkTest::listsAreMadeAnewWithoutAnUnreadableMoment() {
  const tests::TempFolder temp;
  auto shop = openWorking(temp / "shop", 0);
  placeOrders(*shop, "A", 200);
  QVERIFY(shop->waitForProjections(shop->head().position, 30'000));
  std::atomic<bool> isOver{false};
  std::atomic<int> orders{0}, questions{0}, refused{0}, stepsBack{0};
  // One order in ten questions: a rebuild that has a fifth of the time comes to its end however slow the build is.
  std::thread buyer([&] {
    while (!isOver) {
      placeOrders(*shop, "B" + std::to_string(orders++) + "-", 1);
      for (const int asked = questions; !isOver && questions < asked + 10;) questions.wait(questions);
    }
  });
  std::thread asker([&] {
    auto reader = *shop->openReader();
    store::Position seen = 0;
    while (!isOver) {
      const auto page = reader->orders({});
      ++questions;
      if (!page || page->orders.empty()) ++refused;
      else if (page->freshness.position < seen) ++stepsBack;
      if (page) seen = page->freshness.position;
      questions.notify_one();
    }
    ++questions;
    questions.notify_one();
  });
  bool areUsed = true;
  for (int round = 0; round < 3; ++round) {
    for (const projection::Status& list : shop->projections()) areUsed = areUsed && shop->beginRebuild(list.name, "ann", false);
    for (const projection::Status& list : shop->projections()) {
      const auto rebuilt = shop->awaitRebuild(list.name, {});
      areUsed = areUsed && rebuilt && rebuilt->isUsed;
    }
  }
  isOver = true;
  buyer.join();
  asker.join();
  QVERIFY(areUsed);
  QVERIFY(questions > 0);
  QCOMPARE(refused.load(), 0);
  QCOMPARE(stepsBack.load(), 0);
  for (const projection::Status& list : shop->projections()) QCOMPARE(list.generation, 4);
  QVERIFY(shop->waitForProjections(shop->head().position, 30'000));
  const auto report = shop->verify();
  QVERIFY(report->ok());
}

// Behind the steps of the others it may take longer than another request.
void ListsAtWorkTest::toBeMadeAnewAListMayBeWaitedFor() {
  const tests::TempFolder temp;
  engine::Options options;
  options.dataFolder = temp / "shop";
  options.requestMs = 0;
  const auto shop = *engine::Engine::open(options);
  placeOrders(*shop, "A", 20);
  const auto lists = shop->projections();
  for (const projection::Status& list : lists) {
    const auto begun = shop->beginRebuild(list.name, "ann", false);
    QVERIFY2(begun.has_value(), begun ? "" : begun.error().what.c_str());
  }
  for (const projection::Status& list : lists) QVERIFY(shop->awaitRebuild(list.name, {})->isUsed);
}

// A megabyte for the first orders, when nobody asked for ten minutes or the list is in another generation.
void ListsAtWorkTest::columnsOfOrdersAreGivenBack() {
#ifdef TWINLANE_SANITIZED
  QSKIP("memory is not given out by the system's own allocator");
#endif
  const tests::TempFolder temp;
  base::ManualClock clock({1'700'000'000'000'000});
  engine::Options options;
  options.dataFolder = temp / "shop";
  options.threads = false;
  options.clock = &clock;
  options.cachedAnswerBytes = 0;
  const auto shop = *engine::Engine::open(options);
  placeOrders(*shop, "A", 3);
  while (shop->step()) {
  }
  const auto reader = *shop->openReader();
  const auto held = [] {
    const auto now = ::mallinfo2();
    return static_cast<std::int64_t>(now.uordblks + now.hblkhd);
  };
  const auto givenBack = [&](const std::function<void()>& happens) {
    (void)reader->orders({{}, {{query::OrderSort::Total, true}}});
    const std::int64_t before = held();
    happens();
    clock.advanceMicros(1'000'000);
    (void)shop->step();
    return before - held();
  };
  constexpr std::int64_t most = 900'000;
  (void)givenBack([] {});
  QVERIFY(givenBack([] {}) < most);
  QVERIFY(givenBack([&] { clock.advanceMicros(600'000'000); }) > most);
  const std::int64_t switched = givenBack([&] {
    QVERIFY(shop->beginRebuild("order_list", "ann", false).has_value());
    QVERIFY(shop->awaitRebuild("order_list", {})->isUsed);
  });
  QVERIFY2(switched > most / 2, std::to_string(switched).c_str());
}

TWINLANE_TEST(ListsAtWorkTest)
#include "lists_at_work_test.moc"
