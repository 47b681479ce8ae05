#include "core/projection/projected_shop.h"
#include "support/test_main.h"

#include "projection/rebuild.h"
#include "projection/shadow.h"
#include "projection/view_comparison.h"
#include "support/disk_front.h"

#include <fstream>

using namespace twinlane;
using projection::Projection;
using projection::RebuildState;
using tests::orderOf;
using Shop = tests::ProjectedShop;

namespace {

std::string pointerOf(Shop& shop, const std::string& name = "order_list") { return shop.files->read(shop.folder / "views/" + name + ".generation").value_or("none"); }

std::string listed(Shop& shop, int generation) { return shop.content("order_list", "views", generation); }

// A row of the file in use made wrong, as a fault of an earlier program would have.
void spoil(Shop& shop, int generation, const char* sql = "UPDATE order_list SET total=total+1 WHERE number=2") {
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", generation), sqlite::Access::ReadWrite, *shop.files);
  auto digests = projection::RowDigests::open(*connection);
  (*digests)->begin();
  auto transaction = sqlite::Transaction::begin(*connection);
  if (!connection->run(sql) || !(*digests)->settle() || !transaction->commit()) qFatal("the row was not changed");
}

// As no program would.
void runIn(Shop& shop, const std::string& name, const char* sql, int generation = 1) {
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", name, generation), sqlite::Access::ReadWrite, *shop.files);
  if (const auto done = connection->run(sql); !done) qFatal("%s", done.error().what.c_str());
}

// A rename that took hold and was not told of.
class ForgetfulDisk final : public tests::DiskFront {
 public:
  bool forgets = false;
  base::Status replace(const std::string& path, std::string_view content) override {
    auto done = DiskFront::replace(path, content);
    return forgets && done ? base::fail(base::ErrorCode::Io, "cannot flush the folder", path) : done;
  }
};

// Tells of each file that is opened as a database.
class TellingDisk final : public tests::DiskFront {
 public:
  std::function<void()> opened;
  std::string vfsName() const override {
    if (opened) opened();
    return DiskFront::vfsName();
  }
};

// How often the reckoning of the rows does.
int reckoningLooksOf(Shop& shop, const std::string& name) {
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", name, 1), sqlite::Access::ReadOnly, *shop.files);
  int looks = 0;
  (void)projection::reckonSums(*connection, *projection::provenTables(*connection), projection::RowPace([&] { return ++looks > 0; }));
  return looks;
}

// How often a comparison looks up; it is not gone on with at the one of that number.
int looksOf(Shop& shop, const std::string& name, int last = 0) {
  auto is = sqlite::Connection::open(projection::viewPath(shop.folder / "views", name, 1), sqlite::Access::ReadWrite, *shop.files);
  auto other = sqlite::Connection::open(projection::viewPath(shop.folder / "whole", name, 1), sqlite::Access::ReadWrite, *shop.files);
  int looks = 0;
  const auto found = projection::compareViews(*is, *other, 1, 10, [&] { return ++looks != last; });
  return found ? looks : found.error().code == base::ErrorCode::Stopped ? -looks : 0;
}

bool ask(Projection& list) {
  list.step();
  return list.answer().has_value();
}

// Of the order A1, by a newer version of the program.
void giveFromTheFuture(Shop& shop) {
  store::AppendRequest future;
  future.command = shop.ids.next();
  future.streams.push_back({{domain::Category::Order, "A1"}, 1});
  future.events.push_back({0, 200, 1, {0x80}, {}, {}});
  shop.store.append({future}, shop.clock.wall(), [](store::EventStore::AppendResult) {});
}

}  // namespace

class RebuildTest : public QObject {
  Q_OBJECT
 private slots:
  void aRebuildThatIsTheSameIsUsed_data();
  void aRebuildThatIsTheSameIsUsed();
  void theListInUseGoesOnMeanwhile();
  void oneThatDiffersWaitsForAWord();
  void whatIsSpoiltBesideItsDigestsIsTold();
  void wordsAreComparedToo();
  void aKeyThatIsThereTwiceIsToldTwice();
  void heldOnesWaitThoughTheyAreTheSame();
  void goesOnWhereItWasAfterARestart();
  void aCancelledOneLeavesNothing();
  void theWayBackIsAPointer();
  void theWayBackThatTookHoldIsGone();
  void whatWaitsForARebuildIsNotPassedOver();
  void aListGoesOnWhileItIsCompared();
  void whatCameSinceIsComparedToo();
  void aComparisonIsPutOffForAPause();
  void whatWasFoundGoesWithTheOneThatIsCancelled();
  void aLongComparisonLooksUp_data();
  void aLongComparisonLooksUp();
  void whatIsSetAsideIsSetAsideAgain();
  void aListThatStoppedIsMadeAnew();
  void aListWhoseRowsCannotBeReadIsReplaced();
  void aPausedListKeepsItsPause();
  void aFileThatIsThereTakesNoPlaceByItself_data();
  void aFileThatIsThereTakesNoPlaceByItself();
  void whatWasDiscardedMeanwhileStaysSo();
  void aMarkWithoutItsFileIsNothing();
  void whatWasCutOffIsRemoved();
};

void RebuildTest::aRebuildThatIsTheSameIsUsed_data() {
  QTest::addColumn<QString>("name");
  for (const std::string& name : projection::readModelNames()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void RebuildTest::aRebuildThatIsTheSameIsUsed() {
  QFETCH(QString, name);
  Shop shop;
  shop.trade(10);
  auto list = shop.open(name.toStdString());
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  QVERIFY(ask(*list));
  QCOMPARE(list->status().rebuild->startedBy, std::string("ann"));
  while (list->step()) {
  }
  QVERIFY(!list->status().rebuild);
  QVERIFY(list->rebuilt()->isUsed);
  QVERIFY(list->rebuilt()->difference.isNone());
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->position(), shop.store.head()->position);
  QCOMPARE(pointerOf(shop, name.toStdString()), std::string("2 1"));
  QVERIFY(!shop.files->exists(shop.folder / "views/" + name.toStdString() + ".rebuild"));
  QCOMPARE(shop.content(name.toStdString(), "views", 2), shop.content(name.toStdString(), "views", 1));
  // It goes on in the new file, also when the folder is opened again; the one before the one before is gone.
  shop.give(orderOf("Z1"));
  QVERIFY(list->step());
  list = shop.open(name.toStdString());
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->position(), shop.store.head()->position);
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(pointerOf(shop, name.toStdString()), std::string("3 2"));
  QVERIFY(!shop.files->exists(projection::viewPath(shop.folder / "views", name.toStdString(), 1)));
}

void RebuildTest::theListInUseGoesOnMeanwhile() {
  Shop shop;
  shop.trade(40);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  QVERIFY(ask(*list));
  int steps = 0;
  // Each step of the list at work leaves the other one a slice at most.
  while (list->status().rebuild && steps < 100) {
    shop.give(orderOf("L" + std::to_string(++steps)));
    (void)list->step();
    QCOMPARE(list->position(), shop.store.head()->position);
  }
  while (list->step()) {
  }
  QVERIFY(!list->status().rebuild);
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(listed(shop, 2), [&] {
    auto whole = shop.open("order_list", "whole");
    while (whole->step()) {
    }
    return shop.content("order_list", "whole");
  }());
}

void RebuildTest::oneThatDiffersWaitsForAWord() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list.reset();
  spoil(shop, 1);
  list = shop.open();
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QVERIFY(list->status().rebuild.has_value());
  QCOMPARE(list->status().rebuild->state, RebuildState::Differs);
  QCOMPARE(list->status().generation, 1);
  QCOMPARE(pointerOf(shop), std::string("none"));
  const projection::ViewDifference found = list->rebuilt()->difference;
  QCOMPARE(found.changed, 1);
  QCOMPARE(found.missing + found.extra, 0);
  QCOMPARE(found.first.front().table, std::string("order_list"));
  QCOMPARE(found.first.front().key, std::string("2"));
  // It is kept up while it waits.
  shop.give(orderOf("Z1"));
  while (list->step()) {
  }
  QCOMPARE(list->status().rebuild->position, list->position());
  list->requestAccept();
  QVERIFY(ask(*list));
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
  QVERIFY(list->rebuilt()->isUsed);
}

// Bytes that flipped leave the digests as they were.
void RebuildTest::whatIsSpoiltBesideItsDigestsIsTold() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  runIn(shop, "order_list", "UPDATE order_list SET total=total+1 WHERE number=2");
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 1);
  QCOMPARE(list->status().rebuild->state, RebuildState::Differs);
  const projection::ViewDifference found = list->rebuilt()->difference;
  QVERIFY(found.areDigestsStale);
  QCOMPARE(found.changed, 1);
  QCOMPARE(found.first.front().key, std::string("2"));
}

// No digest is kept of what finds rows by their words. In use they came in two transactions, in the new file in one.
void RebuildTest::wordsAreComparedToo() {
  Shop shop;
  shop.give(domain::RegisterCustomer{domain::CustomerId("ann"), "Ann Zebra", "", "", ""});
  auto list = shop.open("search");
  while (list->step()) {
  }
  shop.give(domain::UpdateProfile{domain::CustomerId("ann"), "Ann Sayer", "", "", ""});
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
  runIn(shop, "search", "INSERT INTO words(rowid, id, customer, products, text, person, notes) VALUES(1, 'ann', '', '', '', 'Zebra', '')", 2);
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->status().rebuild->state, RebuildState::Differs);
  QVERIFY(list->rebuilt()->difference.schema.has_value());
  QCOMPARE(list->rebuilt()->difference.schema->table, std::string("words"));
}

// As where a flipped byte made one key another's.
void RebuildTest::aKeyThatIsThereTwiceIsToldTwice() {
  Shop shop;
  shop.trade(5);
  const projection::ListPlace place{shop.folder / "shadow", "order_list", "UTC", {shop.store.head()->identity, (*projection::makeReadModel("order_list", "UTC"))->version(), "UTC", ""}};
  const auto shadow = projection::Shadow::open(place, {}, shop.feed, shop.clock, *shop.files);
  projection::ViewDifference found;
  found.position = shop.store.head()->position;
  for (const char* is : {"one", "another"}) found.first.push_back({"order_list", "2", is, "as it should be"});
  found.first.push_back({"order_list", "3", projection::noRow, "as it should be"});
  QVERIFY(projection::explain(found, 3, (*shadow)->fold(), (*shadow)->file()).has_value());
  QVERIFY(!found.first[0].events.empty());
  QCOMPARE(found.first[1].events, found.first[0].events);
  QVERIFY(!found.first[2].events.empty());
  QVERIFY(found.first[2].events != found.first[0].events);
  QCOMPARE(found.first[0].divergedAfter.value(), 0);
}

void RebuildTest::heldOnesWaitThoughTheyAreTheSame() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestAccept();
  QVERIFY(!ask(*list));
  list->requestRebuild("ann", true);
  QVERIFY(ask(*list));
  list->requestAccept();  // not compared yet: what would be accepted is not known
  QVERIFY(!list->step() || !list->answer().has_value());
  while (list->step()) {
  }
  QCOMPARE(list->status().rebuild->state, RebuildState::Held);
  QVERIFY(list->rebuilt()->difference.isNone());
  QCOMPARE(list->status().generation, 1);
  // The next opening compares once more; until it has, what was found is told.
  list.reset();
  list = shop.open();
  QCOMPARE(list->status().rebuild->state, RebuildState::Folding);
  QCOMPARE(list->status().rebuild->told(), RebuildState::Held);
  while (list->step()) {
  }
  QCOMPARE(list->status().rebuild->state, RebuildState::Held);
  list->requestAccept();
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
}

void RebuildTest::goesOnWhereItWasAfterARestart() {
  Shop shop;
  for (int i = 0; i < 2500; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  QVERIFY(ask(*list));
  shop.give(orderOf("L"));
  QVERIFY(list->step());  // at work: a slice of a thousand
  const auto begun = list->status().rebuild;
  QCOMPARE(begun->position, 1000);
  list.reset();
  list = shop.open();
  QCOMPARE(list->status().rebuild->position, 1000);
  QCOMPARE(list->status().rebuild->startedBy, std::string("ann"));
  QCOMPARE(list->status().generation, 1);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
  QVERIFY(!list->status().rebuild);
}

void RebuildTest::aCancelledOneLeavesNothing() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestCancel();
  QVERIFY(!ask(*list));
  list->requestRebuild("ann", true);
  QVERIFY(ask(*list));
  QVERIFY(shop.files->exists(projection::viewPath(shop.folder / "views", "order_list", 2)));
  list->requestCancel();
  QVERIFY(ask(*list));
  QVERIFY(!list->status().rebuild);
  QVERIFY(!shop.files->exists(projection::viewPath(shop.folder / "views", "order_list", 2)));
  QVERIFY(!shop.files->exists(shop.folder / "views/order_list.rebuild"));
  QCOMPARE(list->status().generation, 1);
}

void RebuildTest::theWayBackIsAPointer() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestGoBack();
  QVERIFY(!ask(*list));
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  shop.give(orderOf("Z1"));
  while (list->step()) {
  }
  list->requestGoBack();
  QVERIFY(ask(*list));
  QCOMPARE(list->status().generation, 1);
  QCOMPARE(pointerOf(shop), std::string("1 2"));
  while (list->step()) {
  }
  QCOMPARE(list->position(), shop.store.head()->position);
  QCOMPARE(listed(shop, 1), listed(shop, 2));
  // And forth.
  list->requestGoBack();
  QVERIFY(ask(*list));
  QCOMPARE(list->status().generation, 2);
  // A rebuild after that does not write over the one that is kept.
  list->requestGoBack();
  QVERIFY(ask(*list));
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(pointerOf(shop), std::string("3 1"));
}

void RebuildTest::theWayBackThatTookHoldIsGone() {
  Shop shop;
  auto disk = std::make_unique<ForgetfulDisk>();
  ForgetfulDisk& files = *disk;
  shop.files = std::move(disk);
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  files.forgets = true;
  list->requestGoBack();
  QVERIFY(ask(*list));
  QCOMPARE(pointerOf(shop), std::string("1 2"));
  QCOMPARE(list->status().generation, 1);
}

// Of a list whose rows hang on the order of events.
void RebuildTest::whatWaitsForARebuildIsNotPassedOver() {
  Shop shop;
  shop.give(orderOf("A1"));
  giveFromTheFuture(shop);
  auto list = shop.open("search");
  while (list->step()) {
  }
  auto answer = std::make_shared<projection::ParkedRetryAnswer>();
  list->requestRetry({"order-A1", {}, "ann", "of a later version", false}, answer);
  QVERIFY(ask(*list));
  QVERIFY(answer->streams.front().came.stopped->what.ends_with("rebuild search --accept"));
  const auto counted = [&] { return std::pair(list->status().parked, list->status().discarded); };
  QCOMPARE(counted(), std::pair(std::int64_t{1}, std::int64_t{0}));
  list = shop.open("search");
  QCOMPARE(counted(), std::pair(std::int64_t{1}, std::int64_t{0}));
  list->requestRebuild("ann", true);
  while (list->step()) {
  }
  list->requestAccept();
  while (list->step()) {
  }
  QCOMPARE(counted(), std::pair(std::int64_t{0}, std::int64_t{1}));
  list->requestGoBack();
  QVERIFY(ask(*list));
  QCOMPARE(counted(), std::pair(std::int64_t{1}, std::int64_t{0}));
}

void RebuildTest::aListGoesOnWhileItIsCompared() {
  Shop shop;
  for (int i = 0; i < 2 * projection::RowPace::rowsAtOnce; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  auto files = std::make_unique<TellingDisk>();
  TellingDisk& disk = *files;
  shop.files = std::move(files);
  const auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  QVERIFY(ask(*list));
  bool isCompared = false;
  disk.opened = [&] {
    if (!std::exchange(isCompared, true)) shop.give(orderOf("late"));
  };
  const store::Position before = list->position();
  while (!isCompared && list->step()) {
  }
  QVERIFY(isCompared);
  QCOMPARE(list->position(), before + 1);
  QCOMPARE(list->status().generation, 1);
  while (list->step()) {
  }
  QVERIFY(list->rebuilt()->isUsed && list->rebuilt()->isCompared);
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->position(), before + 1);
  QCOMPARE(listed(shop, 2), listed(shop, 1));
}

// It came to both while they were compared, and the one in use took it in wrongly.
void RebuildTest::whatCameSinceIsComparedToo() {
  Shop shop;
  for (int i = 0; i < 2 * projection::RowPace::rowsAtOnce; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  auto files = std::make_unique<TellingDisk>();
  TellingDisk& disk = *files;
  shop.files = std::move(files);
  const auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  QVERIFY(ask(*list));
  bool isCompared = false;
  disk.opened = [&] {
    if (!std::exchange(isCompared, true)) shop.give(orderOf("late"));
  };
  while (!isCompared && list->step()) {
  }
  QVERIFY(isCompared);
  spoil(shop, 1, "UPDATE order_list SET total=total+1 WHERE id='late'");
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 1);
  QCOMPARE(list->status().rebuild->state, RebuildState::Differs);
  QCOMPARE(list->rebuilt()->difference.changed, 1);
}

void RebuildTest::aComparisonIsPutOffForAPause() {
  Shop shop;
  for (int i = 0; i < 2 * projection::RowPace::rowsAtOnce; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  auto files = std::make_unique<TellingDisk>();
  TellingDisk& disk = *files;
  shop.files = std::move(files);
  const auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  QVERIFY(ask(*list));
  bool isCompared = false;
  disk.opened = [&] {
    if (std::exchange(isCompared, true)) return;
    list->requestPause("ann", "stocktaking");
    shop.give(orderOf("late"));
  };
  const store::Position before = list->position();
  while (!isCompared && list->step()) {
  }
  QVERIFY(isCompared);
  QVERIFY(!list->answered());
  QCOMPARE(list->position(), before);
  while (list->step()) {
  }
  QCOMPARE(list->status().state, projection::State::Paused);
  QCOMPARE(list->position(), before);
  QVERIFY(list->rebuilt()->isUsed && list->rebuilt()->isCompared);
  QCOMPARE(list->status().generation, 2);
}

void RebuildTest::whatWasFoundGoesWithTheOneThatIsCancelled() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", true);
  while (list->step()) {
  }
  QVERIFY(list->rebuilt().has_value());
  list->requestCancel();
  QVERIFY(ask(*list));
  QVERIFY(!list->rebuilt());
}

void RebuildTest::aLongComparisonLooksUp_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("spoil");
  QTest::newRow("rows") << "order_list" << "UPDATE order_list SET changed_at=changed_at+1";
  QTest::newRow("words") << "search" << "UPDATE documents SET title=title||'x'";
}

void RebuildTest::aLongComparisonLooksUp() {
  QFETCH(QString, name);
  QFETCH(QString, spoil);
  Shop shop;
  for (int i = 0; i < 2 * projection::RowPace::rowsAtOnce; ++i) shop.append({domain::Category::Order, "B" + std::to_string(i)}, domain::NoteAdded{"n"}, {i});
  for (const char* views : {"views", "whole"}) {
    const auto list = shop.open(name.toStdString(), views);
    while (list->step()) {
    }
  }
  const int alike = looksOf(shop, name.toStdString()), reckoned = reckoningLooksOf(shop, name.toStdString());
  QVERIFY(reckoned >= 2);
  QCOMPARE(alike > reckoned, name == "search");
  for (int last = 1; last <= alike; ++last) QCOMPARE(looksOf(shop, name.toStdString(), last), -last);
  runIn(shop, name.toStdString(), spoil.toUtf8());
  QVERIFY(looksOf(shop, name.toStdString()) > reckoned);
}

void RebuildTest::whatIsSetAsideIsSetAsideAgain() {
  Shop shop;
  shop.give(orderOf("A1"));
  giveFromTheFuture(shop);
  shop.give(orderOf("A2"));
  auto list = shop.open();
  while (list->step()) {
  }
  QCOMPARE(list->status().parked, 1);
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->status().parked, 1);
  // What was discarded is passed over by the next one.
  auto answer = std::make_shared<projection::ParkedRetryAnswer>();
  list->requestRetry({"order-A1", {}, "ann", "of a later version", false}, answer);
  QVERIFY(ask(*list));
  QCOMPARE(list->status().parked, 0);
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 3);
  QCOMPARE(list->status().parked, 0);
}

void RebuildTest::aListThatStoppedIsMadeAnew() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  {
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
    QVERIFY(connection->run("DROP TABLE order_list").has_value());
  }
  shop.give(orderOf("Z1"));
  (void)list->step();
  QCOMPARE(list->status().state, projection::State::Failed);
  QCOMPARE(list->status().failure->action, std::string("make the list anew: rebuild order_list"));
  list->requestResume("ann");
  QVERIFY(!ask(*list));
  QCOMPARE(list->answer().error().remedy, std::string("make the list anew: rebuild order_list"));
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().state, projection::State::Live);
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->position(), shop.store.head()->position);
  QVERIFY(!list->rebuilt()->isCompared);
}

void RebuildTest::aListWhoseRowsCannotBeReadIsReplaced() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list.reset();
  const std::string path = projection::viewPath(shop.folder / "views", "order_list", 1);
  std::int64_t page = 0, bytes = 0;
  {
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite, *shop.files);
    page = *connection->number("SELECT rootpage FROM sqlite_schema WHERE name='order_list'");
    bytes = *connection->number("PRAGMA page_size");
    QVERIFY(connection->run("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
  }
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp((page - 1) * bytes) << std::string(static_cast<std::size_t>(bytes), '\x55');
  list = shop.open();
  QCOMPARE(list->status().generation, 1);
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QVERIFY(!list->rebuilt()->failure);
  QVERIFY(!list->rebuilt()->isCompared);
  QVERIFY(list->rebuilt()->isUsed);
  QCOMPARE(list->status().generation, 2);
  QVERIFY(!listed(shop, 2).empty());
}

void RebuildTest::aPausedListKeepsItsPause() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestPause("ann", "stocktaking");
  (void)list->step();
  const store::Position paused = list->position();
  shop.give(orderOf("Z1"));
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(list->status().state, projection::State::Paused);
  QCOMPARE(list->position(), paused);
  list = shop.open();
  QCOMPARE(list->status().pauseReason, std::string("stocktaking"));
  list->requestGoBack();
  QVERIFY(ask(*list));
  QCOMPARE(list->status().state, projection::State::Paused);
  QCOMPARE(list->status().pauseReason, std::string("stocktaking"));
}

// The one that was gone back from, or that was refused: neither is used because the one in use cannot be.
void RebuildTest::aFileThatIsThereTakesNoPlaceByItself_data() {
  QTest::addColumn<bool>("isAhead");
  QTest::newRow("ahead of the log") << true;
  QTest::newRow("damaged") << false;
}

void RebuildTest::aFileThatIsThereTakesNoPlaceByItself() {
  QFETCH(bool, isAhead);
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  list->requestGoBack();
  QVERIFY(ask(*list));
  list.reset();
  {
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
    QVERIFY(connection->run(isAhead ? "UPDATE checkpoint SET position=9999" : "DROP TABLE checkpoint").has_value());
    auto other = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 2), sqlite::Access::ReadWrite, *shop.files);
    QVERIFY(other->run("UPDATE order_list SET total=total+1").has_value());
  }
  list = shop.open();
  QCOMPARE(list->status().generation, 3);
  QCOMPARE(list->position(), 0);
  while (list->step()) {
  }
  const auto whole = shop.open("order_list", "whole");
  while (whole->step()) {
  }
  QCOMPARE(listed(shop, 3), shop.content("order_list", "whole"));
}

void RebuildTest::whatWasDiscardedMeanwhileStaysSo() {
  Shop shop;
  shop.give(orderOf("A1"));
  giveFromTheFuture(shop);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", true);
  while (list->step()) {
  }
  QCOMPARE(list->status().rebuild->state, RebuildState::Held);
  auto answer = std::make_shared<projection::ParkedRetryAnswer>();
  list->requestRetry({"order-A1", {}, "ann", "of a later version", false}, answer);
  QVERIFY(ask(*list));
  // What was compared still had it waiting: it is made once more.
  list->requestAccept();
  while (list->step()) {
  }
  QVERIFY(list->status().rebuild.has_value());
  list->requestAccept();
  while (list->step()) {
  }
  QVERIFY(!list->status().rebuild);
  QCOMPARE(list->status().parked, 0);
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", list->status().generation), sqlite::Access::ReadOnly, *shop.files);
  QCOMPARE(projection::parkedIn(*connection)->discarded.size(), std::size_t{1});
  // And the way back to a file that still counts on it is shut.
  shop.append({domain::Category::Order, "A9"}, domain::NoteAdded{"n"}, {1});
  auto other = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
  QVERIFY(other->run("DELETE FROM discarded").has_value());
  list->requestGoBack();
  QVERIFY(!ask(*list));
}

void RebuildTest::aMarkWithoutItsFileIsNothing() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list.reset();
  QVERIFY(shop.files->replace(shop.folder / "views/order_list.rebuild", "7 0 ann").has_value());
  list = shop.open();
  QVERIFY(!list->status().rebuild);
  while (list->step()) {
  }
  QCOMPARE(list->status().generation, 1);
  QVERIFY(!shop.files->exists(shop.folder / "views/order_list.rebuild"));
  QVERIFY(!shop.files->exists(projection::viewPath(shop.folder / "views", "order_list", 7)));
}

void RebuildTest::whatWasCutOffIsRemoved() {
  Shop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  list->requestRebuild("ann", true);
  QVERIFY(ask(*list));
  list.reset();
  QVERIFY(shop.files->replace(projection::viewPath(shop.folder / "views", "order_list", 9), "left").has_value());
  list = shop.open();
  QVERIFY(!shop.files->exists(projection::viewPath(shop.folder / "views", "order_list", 9)));
  QVERIFY(list->status().rebuild.has_value());
  QVERIFY(shop.files->exists(projection::viewPath(shop.folder / "views", "order_list", 2)));
}

TWINLANE_TEST(RebuildTest)
#include "rebuild_test.moc"
