// Why a row of a list is what it is: told by the events that made it, and by the orders that these are of it is made again.
#include "domain/format/encoding.h"
#include "engine/engine.h"
#include "projection/view_file.h"
#include "support/places.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace twinlane;
using tests::envelope;
using tests::orderOf;

namespace {

using Cell = std::pair<std::string, std::string>;  // table and key

std::unique_ptr<engine::Engine> openPlain(const std::string& folder) {
  engine::Options options;
  options.dataFolder = folder;
  auto opened = engine::Engine::open(options);
  if (!opened) qFatal("%s", opened.error().what.c_str());
  return std::move(*opened);
}

// Each row as likely as any other.
std::vector<Cell> someRows(const std::string& path, std::size_t count, base::Random& random) {
  const auto files = base::makeDiskFileSystem();
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly, *files);
  const auto tables = projection::provenTables(*connection);
  std::vector<Cell> chosen;
  std::uint64_t seen = 0;
  for (const projection::ProvenTable& table : *tables) {
    auto select = connection->prepare(table.rows().c_str(), false);
    while (*select->step()) {
      if (!projection::bucketOf(table, *select)) continue;
      ++seen;
      if (chosen.size() < count) chosen.emplace_back(table.name, table.keyOf(*select));
      else if (const std::uint64_t place = random.below(seen); place < count) chosen[place] = {table.name, table.keyOf(*select)};
    }
  }
  return chosen;
}

std::vector<store::StoredEvent> allEvents(engine::Engine& shop) {
  auto reader = *shop.openReader();
  std::vector<store::StoredEvent> all;
  for (;;) {
    auto page = reader->events(static_cast<store::Position>(all.size()), 10'000);
    if (!page || page->events.empty()) return all;
    std::move(page->events.begin(), page->events.end(), std::back_inserter(all));
  }
}

// The row when there was nothing but the streams of these events: one may rest on what its order began with.
std::string madeBy(const std::vector<store::Position>& positions, const std::vector<store::StoredEvent>& events, const std::map<store::StreamRef, std::vector<store::Position>>& streams, const std::string& list, const std::string& zone, const Cell& cell) {
  const auto files = base::makeDiskFileSystem();
  auto model = *projection::makeReadModel(list, zone);
  auto file = *projection::ViewFile::open(":memory:", *model, {}, *files);
  std::set<store::Position> all;
  for (const store::Position position : positions) {
    const std::vector<store::Position>& ofOne = streams.at(events.at(static_cast<std::size_t>(position - 1)).stream);
    all.insert(ofOne.begin(), ofOne.end());
  }
  auto transaction = file->begin();
  model->begin();
  for (const store::Position position : all) {
    const store::StoredEvent& stored = events.at(static_cast<std::size_t>(position - 1));
    const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
    if (!model->apply(stored, *event)) qFatal("an event could not be folded");
  }
  if (!model->settle() || !file->commit(*transaction, {})) qFatal("the events could not be folded");
  const auto tables = projection::provenTables(file->connection());
  for (const projection::ProvenTable& table : *tables) {
    if (table.name != cell.first) continue;
    auto select = file->connection().prepare(table.rows().c_str(), false);
    while (*select->step()) {
      if (table.keyOf(*select) != cell.second) continue;
      std::string row;
      for (int column = 0; column < select->columns(); ++column) row += (column > 0 ? "|" : "") + select->printable(column);
      return row;
    }
  }
  return projection::noRow;
}

}  // namespace

class LineageEngineTest : public QObject {
  Q_OBJECT
 private slots:
  void theEventsOfARowAreTold();
  void aRowThatIsNotSoIsTold();
  void anOrderIsNamedByItsIdToo();
  void valuesOfAKeyMayHaveBars();
  void rowsAreMadeByTheStreamsOfTheirEvents();
  void whatWaitsOfTheCustomerIsToldOfItsOrders();
  void whatANewGenerationTakesInIsTold();
  void whatAKilledQuestionLeftIsRemoved();
};

// Two events wait in the list in use that can be folded by now.
void LineageEngineTest::whatANewGenerationTakesInIsTold() {
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  (void)shop->submitAndWait(envelope(shop->newCommandId(), orderOf("A1")));
  for (const char* note : {"n", "m"}) (void)shop->submitAndWait(envelope(shop->newCommandId(), domain::AddNote{domain::OrderId("A1"), note}));
  QVERIFY(shop->waitForProjections(3, 30'000));
  shop.reset();
  {
    const auto files = base::makeDiskFileSystem();
    auto connection = sqlite::Connection::open(temp / "shop/views/order_list-1.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("INSERT INTO parked VALUES(2,1,'A1','NoteAdded','odd','1',1,0,0,''),(3,1,'A1','NoteAdded','','',0,0,0,''); UPDATE order_list SET version=1").has_value());
  }
  shop = openPlain(temp / "shop");
  QVERIFY(shop->beginRebuild("order_list", "ann", false).has_value());
  const auto rebuilt = shop->awaitRebuild("order_list", {});
  QVERIFY2(rebuilt && !rebuilt->isUsed && !rebuilt->difference.first.empty(), rebuilt ? "" : rebuilt.error().what.c_str());
  const projection::RowDifference& row = rebuilt->difference.first.back();
  QCOMPARE(row.table + " " + row.key, std::string("order_list 1"));
  QCOMPARE(row.events, (std::vector<store::Position>{1, 2, 3}));
}

// Whose name the row tells.
void LineageEngineTest::whatWaitsOfTheCustomerIsToldOfItsOrders() {
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  (void)shop->submitAndWait(envelope(shop->newCommandId(), domain::RegisterCustomer{domain::CustomerId("ann"), "Ann", "", "", ""}));
  domain::PlaceOrder placed = orderOf("A1");
  placed.customer = domain::CustomerId("ann");
  (void)shop->submitAndWait(envelope(shop->newCommandId(), placed));
  (void)shop->submitAndWait(envelope(shop->newCommandId(), orderOf("A2")));
  (void)shop->submitAndWait(envelope(shop->newCommandId(), domain::UpdateProfile{domain::CustomerId("ann"), "Ann Sayer", "", "", ""}));
  QVERIFY(shop->waitForProjections(4, 30'000));
  shop.reset();
  {
    const auto files = base::makeDiskFileSystem();
    auto connection = sqlite::Connection::open(temp / "shop/views/order_list-1.sqlite", sqlite::Access::ReadWrite, *files);
    const std::string parks = "INSERT INTO parked VALUES(4," + std::to_string(static_cast<int>(domain::Category::Customer)) + ",'ann','ProfileUpdated','odd','1',1,0,0,'')";
    QVERIFY(connection->run(parks.c_str()).has_value());
  }
  shop = openPlain(temp / "shop");
  const auto hers = shop->why("order_list", {{"order_list", "1"}}), other = shop->why("order_list", {{"order_list", "2"}});
  QVERIFY2(hers && other, hers ? "" : hers.error().what.c_str());
  QCOMPARE(hers->setAside.size(), std::size_t{1});
  QCOMPARE(hers->setAside.front().stream.toText(), std::string("customer-ann"));
  QVERIFY(other->setAside.empty());
}

void LineageEngineTest::whatAKilledQuestionLeftIsRemoved() {
  const tests::TempFolder temp;
  openPlain(temp / "shop")->stop();
  const std::filesystem::path left = temp / "shop/views/why";
  std::filesystem::create_directories(left);
  std::ofstream(left / "order_list-1.sqlite") << "half a list";
  const auto shop = openPlain(temp / "shop");
  QVERIFY(!std::filesystem::exists(left));
}

void LineageEngineTest::theEventsOfARowAreTold() {
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  for (const char* id : {"A1", "A2"}) (void)shop->submitAndWait(envelope(shop->newCommandId(), orderOf(id)));
  (void)shop->submitAndWait(envelope(shop->newCommandId(), domain::ConfirmOrder{domain::OrderId("A1")}));
  QVERIFY(shop->waitForProjections(3, 30'000));
  const auto why = shop->why("order_list", {{"order_list", "1"}, {"facets", "0|0"}, {"facets", "0|1"}});
  QVERIFY2(why.has_value(), why ? "" : why.error().what.c_str());
  QCOMPARE(why->position, 3);
  QVERIFY(why->rows[0].events == (std::vector<store::Position>{1, 3}));
  QVERIFY(why->rows[1].events == (std::vector<store::Position>{1, 2, 3}));
  QCOMPARE(why->rows[1].row, std::string("0|0|1"));
  QVERIFY(why->rows[2].events == std::vector<store::Position>{3});
  for (const projection::RowLineage& row : why->rows) QCOMPARE(row.row, row.sought);
  QVERIFY(!shop->why("order_list", {{"order_list", "77"}}).has_value());
  QVERIFY(!shop->why("order_list", {{"lost", "1"}}).has_value());
  QVERIFY(!shop->why("lost", {{"order_list", "1"}}).has_value());
}

void LineageEngineTest::anOrderIsNamedByItsIdToo() {
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  // The first has the number of the second for its id.
  for (const char* id : {"2", "A|2"}) (void)shop->submitAndWait(envelope(shop->newCommandId(), orderOf(id)));
  QVERIFY(shop->waitForProjections(2, 30'000));
  const auto keyOf = [&](const std::string& list, const std::string& table, const std::string& text) {
    const auto why = shop->why(list, {{table, text}});
    if (!why) return why.error().what;
    return why->rows[0].row == why->rows[0].sought ? why->rows[0].key : why->rows[0].sought + " is not " + why->rows[0].row;
  };
  QCOMPARE(keyOf("order_list", "order_list", "2"), std::string("2"));
  QCOMPARE(keyOf("order_list", "order_list", "order-2"), std::string("1"));
  QCOMPARE(keyOf("order_list", "order_list", "A|2"), std::string("2"));
  QCOMPARE(keyOf("order_list", "order_list", "order-A\\|2"), std::string("2"));
  QCOMPARE(keyOf("product_sales", "lines", "A|2|CUP|1"), std::string("2|CUP|1"));
  QCOMPARE(shop->why("order_list", {{"order_list", "B"}}).error().code, base::ErrorCode::NotFound);
  const auto tooFew = shop->why("product_sales", {{"lines", "1|CUP"}});
  QVERIFY2(tooFew.error().code == base::ErrorCode::BadInput && tooFew.error().remedy.find("number|product|line") != std::string::npos, tooFew.error().remedy.c_str());
  // Named in two ways it is one row.
  QCOMPARE(shop->why("order_list", {{"order_list", "2"}, {"order_list", "A|2"}})->rows.size(), std::size_t{1});
}

void LineageEngineTest::valuesOfAKeyMayHaveBars() {
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  (void)shop->submitAndWait(envelope(shop->newCommandId(), orderOf("A", "TEA|RED\\|")));
  QVERIFY(shop->waitForProjections(1, 30'000));
  // As it is, and as checks print it.
  for (const char* text : {"TEA|RED\\||GBP", "TEA\\|RED\\\\\\||GBP"}) {
    const auto why = shop->why("product_sales", {{"sales", text}});
    QVERIFY2(why.has_value(), text);
    QCOMPARE(why->rows[0].key, std::string("TEA\\|RED\\\\\\||GBP"));
    QVERIFY(why->rows[0].events == std::vector<store::Position>{1});
    QCOMPARE(why->rows[0].row, why->rows[0].sought);
  }
}

void LineageEngineTest::aRowThatIsNotSoIsTold() {
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  (void)shop->submitAndWait(envelope(shop->newCommandId(), orderOf("A1")));
  QVERIFY(shop->waitForProjections(1, 30'000));
  shop.reset();
  {
    const auto files = base::makeDiskFileSystem();
    auto connection = sqlite::Connection::open(temp / "shop/views/order_list-1.sqlite", sqlite::Access::ReadWrite, *files);
    QVERIFY(connection->run("UPDATE facets SET orders=7 WHERE kind=0").has_value());
  }
  shop = openPlain(temp / "shop");
  const auto why = shop->why("order_list", {{"facets", "0|0"}});
  QCOMPARE(why->rows[0].sought, std::string("0|0|7"));
  QCOMPARE(why->rows[0].row, std::string("0|0|1"));
}

void LineageEngineTest::rowsAreMadeByTheStreamsOfTheirEvents() {
#ifdef TWINLANE_SANITIZED
  QSKIP("half a million rows are for a build that is quicker");
#endif
  const auto path = tests::realData("online-retail/online-retail.csv.gz");
  if (!path) QSKIP("the published orders are not beside the checkout");
  const tests::TempFolder temp;
  auto shop = openPlain(temp / "shop");
  const std::string profilePath = tests::checkout() + "/resources/profiles/online-retail.json";
  const auto profile = transfer::readProfile(profilePath, *base::makeDiskFileSystem()->read(profilePath));
  QVERIFY(shop->importFiles(profile.profile, {*path}, {}).has_value());
  QVERIFY(shop->waitForProjections(shop->head().position, 120'000));
  const std::vector<store::StoredEvent> events = allEvents(*shop);
  QCOMPARE(static_cast<store::Position>(events.size()), shop->head().position);
  std::map<store::StreamRef, std::vector<store::Position>> streams;
  for (const store::StoredEvent& event : events) streams[event.stream].push_back(event.position);
  base::SeededRandom random(7);
  std::size_t told = 0, madeAgain = 0;
  for (const projection::Status& list : shop->projections()) {
    if (list.name == "search") continue;  // documents are numbered as they come: they hang on all events before
    const std::vector<Cell> cells = someRows(temp / "shop/views/" + list.name + "-1.sqlite", 200, random);
    const auto why = shop->why(list.name, cells);
    QVERIFY2(why.has_value(), why ? "" : why.error().what.c_str());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const projection::RowLineage& row = why->rows[i];
      ++told;
      QCOMPARE(row.row, row.sought);
      if (row.changes > static_cast<std::int64_t>(projection::RowLineage::mostEvents)) continue;
      ++madeAgain;
      const std::string alone = madeBy(row.events, events, streams, list.name, shop->zone(), cells[i]);
      QVERIFY2(alone == row.row, (list.name + " " + row.table + " " + row.key + ": " + alone + " is not " + row.row).c_str());
    }
  }
  QVERIFY2(told >= 1000, std::to_string(told).c_str());
  QVERIFY2(madeAgain >= 900, std::to_string(madeAgain).c_str());
}

TWINLANE_TEST(LineageEngineTest)
#include "lineage_engine_test.moc"
