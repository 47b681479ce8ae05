// Lines of a history that stand under another number, and files that say documents piece by piece.
#include "dying_sink.h"
#include "small_log.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "transfer/history/renumbered_orders.h"
#include "transfer/row_repair.h"

#include <filesystem>
#include <random>

using namespace twinlane;
using tests::happened;
using tests::item;
using tests::logOf;
using tests::smallLog;
using tests::thing;
using tests::WholeJournal;
using tests::wrote;
using transfer::Profile;

namespace {

Profile movedTables() {
  return tests::readOrDie(R"({"name": "t", "source": "t", "shape": "several_tables", "currency": "EUR",
    "objects": [{"role": "order", "from": "orders", "columns": {"id": "id", "total": "total"}, "states": {"column": "state", "values": {"new": [], "paid": ["paid"], "sent": ["paid", "shipped"]}}},
                {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}}]})");
}

Profile movedAnywhere() {
  return tests::readOrDie(R"({"name": "f", "source": "f", "shape": "flat_lines", "date_format": "%Y-%m-%d", "currency": "EUR", "order_rows": "anywhere",
    "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "placed_at": "d", "customer": "c"}, "charges": {"postage": "post"}, "classes": [{"name": "sale", "fate": "sale_line"}]})");
}
const std::string movedHeader = "o,p,q,u,d,c,post\n";

std::int64_t worthOf(WholeJournal& journal) {
  std::int64_t worth = 0;
  const auto events = journal.store.read(0, 1'000'000);
  const auto add = [&](const std::vector<domain::OrderLine>& lines) {
    for (const domain::OrderLine& line : lines) worth += line.net.tenThousandths;
  };
  for (const auto& event : *events) {
    const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
    if (const auto* placed = std::get_if<domain::OrderPlaced>(&*decoded)) add(placed->lines);
    if (const auto* more = std::get_if<domain::OrderLinesAdded>(&*decoded)) add(more->lines);
  }
  return worth / 10'000;
}

QString textOf(const std::map<std::string, std::int64_t>& counts) {
  QString text;
  for (const auto& [name, count] : counts) text += QString::fromStdString(name) + " " + QString::number(count) + ";";
  return text;
}

}  // namespace

class HistoryMovedTest : public QObject {
  Q_OBJECT
 private slots:
  void aLineThatMovedBetweenTablesCountsOnce_data();
  void aLineThatMovedBetweenTablesCountsOnce();
  void aPaidOrderThatLosesALineIsToldOnce_data();
  void aPaidOrderThatLosesALineIsToldOnce();
  void aLineThatMovedAnywhereCountsOnce();
  void anOrderUnderAnotherNumberCountsOnce_data();
  void anOrderUnderAnotherNumberCountsOnce();
  void anOrderUnderAnotherNumberAnywhereCountsOnce();
  void whatHangsOnARenumberedOrderWaitsWithIt();
  void anyOrdersMayBeRenumbered();
  void equalOrdersArePairedWithoutALookAtAll_data();
  void equalOrdersArePairedWithoutALookAtAll();
  void newOrdersThatSayTheSameComeIn_data();
  void newOrdersThatSayTheSameComeIn();
  void anOrderThatAPersonCancelledIsNotThere();
  void aPersonSaysThatALineIsAnotherOne_data();
  void aPersonSaysThatALineIsAnotherOne();
  void equalLinesOfTwoOrdersBothComeIn();
  void aLineOfALogStaysWithTheOrderThatHasIt();
  void anOrderOfALogUnderAnotherNameCountsOnce();
  void aPieceOfAFileGoesOn_data();
  void aPieceOfAFileGoesOn();
  void anyCutOfAMixedFileGivesTheWhole();
  void anyCutOfASortedFileGivesTheWhole();
  void aPieceThatWasKilledGoesOn_data();
  void aPieceThatWasKilledGoesOn();
  void aPieceGivenWithOneThatWasStoppedKeepsItsCharges();
  void aPieceGivenWithTheWholeBringsItsChargesAlone();
  void aPieceAfterTheWholeIsThere();
  void aPieceGoesOnBesideLiveWork();
  void equalLinesOfAnotherPieceAreNotLost();
  void anOrderIsFoundUnderAnotherNumberBesideAPiece();
  void aCorrectedFileIsNoPiece_data();
  void aCorrectedFileIsNoPiece();
  void whatNobodyCanTellIsSetAside();
  void aLineThatIsAllOfAnOrderAtACutIsSetAside();
  void aCutBetweenLinesOfOneProductWaitsForTheWhole_data();
  void aCutBetweenLinesOfOneProductWaitsForTheWhole();
};

void HistoryMovedTest::aLineThatMovedBetweenTablesCountsOnce_data() {
  QTest::addColumn<QString>("orders");
  QTest::addColumn<QString>("to");
  QTest::newRow("an order that was there") << "100,,new\n101,,paid\n" << "101";
  QTest::newRow("a number nobody had") << "100,,new\n101,,paid\n1001,,paid\n" << "1001";
  QTest::newRow("an order with its total") << "100,,new\n101,,paid\n1001,20,new\n" << "1001";
}

void HistoryMovedTest::aLineThatMovedBetweenTablesCountsOnce() {
  QFETCH(QString, orders);
  QFETCH(QString, to);
  const tests::TempFolder folder;
  const Profile profile = movedTables();
  const auto tables = [&](const std::string& orderRows, const std::string& moved, const std::string& more = {}) {
    return std::vector{wrote(folder / "orders.csv", "id,total,state\n" + orderRows), wrote(folder / "lines.csv", "order,product,quantity,price\n100,A,1,10\n" + moved + ",B,1,20\n101,C,1,30\n" + more)};
  };
  const std::string before = "100,,new\n101,,paid\n";
  WholeJournal journal;
  journal.import(profile, tables(before, "100"));
  for (int pass = 0; pass < 2; ++pass) {
    const auto account = journal.import(profile, tables(orders.toStdString(), to.toStdString()));
    QCOMPARE(textOf(account.quarantined), pass == 0 ? QString("moved_line 1;") : QString());
    QCOMPARE(worthOf(journal), std::int64_t{60});
  }
  const auto facts = journal.facts();
  QVERIFY(std::none_of(facts.begin(), facts.end(), [](const std::string& fact) { return fact.find("PaymentRecorded") != std::string::npos && fact.find("\"20.00\"") != std::string::npos; }));
  QVERIFY(std::none_of(facts.begin(), facts.end(), [](const std::string& fact) { return fact.find("unexplained") != std::string::npos; }));
  // What the order says again is the other's own.
  QVERIFY(journal.import(profile, tables(orders.toStdString(), "100", to.toStdString() + ",B,1,20\n")).events > 0);
  QCOMPARE(worthOf(journal), std::int64_t{80});
  QVERIFY(journal.store.quarantined(0, 10)->front().repaired);
}

// What was paid is reckoned from its lines, so it is less without one.
void HistoryMovedTest::aPaidOrderThatLosesALineIsToldOnce_data() {
  QTest::addColumn<QString>("orders");
  QTest::addColumn<QString>("line");
  QTest::addColumn<QString>("told");
  QTest::newRow("to one behind it") << "100,,paid\n101,,paid\n" << "101,B,1,20\n" << "moved_line 1;";
  QTest::newRow("to one before it") << "100,,paid\n101,,paid\n" << "99,B,1,20\n" << "moved_line 1;";
  QTest::newRow("with its total") << "100,10,paid\n101,,paid\n" << "101,B,1,20\n" << "moved_line 1;";
  QTest::newRow("which was sent as well") << "100,,sent\n101,,paid\n" << "101,B,1,20\n" << "moved_line 1;";
  QTest::newRow("to nowhere") << "100,,paid\n101,,paid\n" << "" << "document_differs 1;";
  QTest::newRow("and is paid otherwise") << "100,,new\n101,,paid\n" << "101,B,1,20\n" << "moved_line 1;";
}

void HistoryMovedTest::aPaidOrderThatLosesALineIsToldOnce() {
  QFETCH(QString, orders);
  QFETCH(QString, line);
  QFETCH(QString, told);
  const tests::TempFolder folder;
  const Profile profile = movedTables();
  const auto tables = [&](const std::string& orderRows, const std::string& lines) {
    return std::vector{wrote(folder / "orders.csv", "id,total,state\n99,,new\n" + orderRows), wrote(folder / "lines.csv", "order,product,quantity,price\n99,D,1,1\n100,A,1,10\n101,C,1,30\n" + lines)};
  };
  WholeJournal journal;
  journal.import(profile, tables(orders.contains("100,10") ? "100,30,paid\n101,,paid\n" : orders.contains("sent") ? "100,,sent\n101,,paid\n" : "100,,paid\n101,,paid\n", "100,B,1,20\n"));
  const auto facts = journal.businessFacts();
  for (int pass = 0; pass < 2; ++pass) {
    QCOMPARE(textOf(journal.import(profile, tables(orders.toStdString(), line.toStdString())).quarantined), pass == 0 ? told : QString());
    QVERIFY(journal.businessFacts() == facts);
  }
}

void HistoryMovedTest::aLineThatMovedAnywhereCountsOnce() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  std::string more;
  for (int i = 0; i < 5; ++i) more += "20" + std::to_string(i) + ",E,1,5,2024-01-03,K3,\n";
  const auto file = [&](const std::string& name, const std::string& number, const std::string& next = {}) {
    return std::vector{wrote(folder / name, movedHeader + "100,A,1,10,2024-01-01,K1,\n101,C,1,30,2024-01-02,K2,\n" + number + ",B,1,20,2024-01-01,K1,\n" + more + next)};
  };
  for (const char* name : {"a.csv", "b.csv"})
    for (const char* number : {"101", "1001"}) {
      WholeJournal journal;
      journal.import(profile, file("a.csv", "100"));
      // Another customer's is another line.
      const auto account = journal.import(profile, file(name, number, "300,B,1,20,2024-01-04,K4,\n"));
      QCOMPARE(textOf(account.quarantined), QString("moved_line 1;"));
      QCOMPARE(worthOf(journal), std::int64_t{60 + 25 + 20});
      QVERIFY(journal.factsOf("order-1001").empty());
      QCOMPARE(journal.import(profile, file(name, number, "300,B,1,20,2024-01-04,K4,\n")).alreadyImported, std::int64_t{9});
    }
}

// ---- whole orders

namespace {

// Tables of orders of some lines each: number, day (empty: none) and products, every one at 10.
struct AnOrder {
  std::string id, day, products;
};

Profile datedTables() {
  return tests::readOrDie(R"({"name": "t", "source": "t", "shape": "several_tables", "currency": "EUR", "date_format": "%Y-%m-%d",
    "objects": [{"role": "order", "from": "orders", "columns": {"id": "id", "placed_at": "day"}},
                {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}}]})");
}

std::vector<std::string> tablesOf(const tests::TempFolder& folder, const std::vector<AnOrder>& all) {
  std::string orders = "id,day\n", lines = "order,product,quantity,price\n";
  for (const AnOrder& order : all) {
    orders += order.id + "," + order.day + "\n";
    for (const char product : order.products) lines += order.id + "," + product + ",1,10\n";
  }
  return {wrote(folder / "orders.csv", orders), wrote(folder / "lines.csv", lines)};
}

}  // namespace

void HistoryMovedTest::anOrderUnderAnotherNumberCountsOnce_data() {
  QTest::addColumn<std::vector<AnOrder>>("after");
  QTest::addColumn<int>("moved");
  using Orders = std::vector<AnOrder>;
  for (const std::string day : {"", "2024-01-01"}) {
    const auto row = [&](const char* name, Orders after, int moved) {
      for (AnOrder& order : after) order.day = day;
      QTest::addRow("%s%s", name, day.empty() ? "" : ", with its day") << after << moved;
    };
    row("in the middle", {{"1", "", "AB"}, {"20", "", "CD"}, {"3", "", "E"}}, 3);
    row("sorted to the end", {{"1", "", "AB"}, {"3", "", "E"}, {"20", "", "CD"}}, 3);
    row("the first", {{"10", "", "AB"}, {"2", "", "CD"}, {"3", "", "E"}}, 3);
    row("the last", {{"1", "", "AB"}, {"2", "", "CD"}, {"30", "", "E"}}, 2);
    row("two", {{"10", "", "AB"}, {"20", "", "CD"}, {"3", "", "E"}}, 6);
    row("its rows in another order", {{"1", "", "AB"}, {"20", "", "DC"}, {"3", "", "E"}}, 3);
    row("to one that was there", {{"1", "", "AB"}, {"3", "", "ECD"}}, 2);
    row("and a new one", {{"1", "", "AB"}, {"20", "", "CD"}, {"3", "", "E"}, {"4", "", "AB"}}, 3);
  }
}

void HistoryMovedTest::anOrderUnderAnotherNumberCountsOnce() {
  QFETCH(std::vector<AnOrder>, after);
  QFETCH(int, moved);
  const tests::TempFolder folder;
  const Profile profile = datedTables();
  std::vector<AnOrder> before{{"1", after[0].day, "AB"}, {"2", after[0].day, "CD"}, {"3", after[0].day, "E"}};
  const std::int64_t worth = after.back().id == "4" ? 70 : 50;
  WholeJournal journal;
  journal.import(profile, tablesOf(folder, before));
  for (int pass = 0; pass < 2; ++pass) {
    const auto account = journal.import(profile, tablesOf(folder, after));
    QCOMPARE(textOf(account.quarantined), pass == 0 ? QString("moved_line %1;").arg(moved) : QString());
    QCOMPARE(worthOf(journal), worth);
  }
  // Two that say the same are two when both are told.
  for (const AnOrder& order : before)
    if (std::none_of(after.begin(), after.end(), [&](const AnOrder& one) { return one.id == order.id; })) after.push_back(order);
  journal.import(profile, tablesOf(folder, after));
  WholeJournal fresh;
  fresh.import(profile, tablesOf(folder, after));
  QVERIFY(journal.businessFacts() == fresh.businessFacts());
  const auto rows = journal.store.quarantined(0, 100);
  QVERIFY(std::all_of(rows->begin(), rows->end(), [](const store::QuarantinedRow& row) { return row.repaired; }));
}

void HistoryMovedTest::anOrderUnderAnotherNumberAnywhereCountsOnce() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto file = [&](const char* name, const std::string& number) {
    return std::vector{wrote(folder / name, movedHeader + "1,A,1,10,2024-01-01,K1,2\n" + number + ",B,1,20,2024-01-02,K2,3\n3,C,1,30,2024-01-03,K3,\n" + number + ",D,1,40,2024-01-02,K2,\n4,B,1,20,2024-01-04,K2,\n")};
  };
  for (const char* name : {"a.csv", "b.csv"}) {
    WholeJournal journal;
    journal.import(profile, file("a.csv", "2"));
    for (int pass = 0; pass < 2; ++pass) {
      QCOMPARE(textOf(journal.import(profile, file(name, "20")).quarantined), pass == 0 ? QString("moved_line 2;") : QString());
      QCOMPARE(worthOf(journal), std::int64_t{120});
      QVERIFY(journal.factsOf("order-20").empty());
    }
  }
}

void HistoryMovedTest::whatHangsOnARenumberedOrderWaitsWithIt() {
  const tests::TempFolder folder;
  const Profile profile = tests::readOrDie(R"({"name": "t", "source": "t", "shape": "several_tables", "currency": "EUR", "date_format": "%Y-%m-%d",
    "objects": [{"role": "order", "from": "orders", "columns": {"id": "id"}},
                {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price", "package": "box"}},
                {"role": "package", "from": "boxes", "columns": {"id": "id"}, "facts": [{"fact": "shipped", "at": "sent"}]},
                {"role": "event", "from": "payments", "fact": "paid", "columns": {"order": "order", "at": "at", "amount": "amount"}}]})");
  const auto tables = [&](const std::string& two) {
    return std::vector{wrote(folder / "orders.csv", "id\n1\n" + two + "\n3\n"), wrote(folder / "lines.csv", "order,product,quantity,price,box\n1,A,1,10,b1\n" + two + ",B,1,20,b2\n3,C,1,30,b1\n"),
                       wrote(folder / "boxes.csv", "id,sent\nb1,2024-01-02\nb2,2024-01-02\n"), wrote(folder / "payments.csv", "order,at,amount\n1,2024-01-03,10\n" + two + ",2024-01-03,20\n")};
  };
  WholeJournal journal;
  journal.import(profile, tables("2"));
  const auto facts = journal.businessFacts();
  // The order, its line, its box and what was paid; the others say what they said.
  const auto account = journal.import(profile, tables("20"));
  QCOMPARE(textOf(account.quarantined), QString("moved_line 4;"));
  QCOMPARE(account.alreadyImported, std::int64_t{6});
  QVERIFY(journal.businessFacts() == facts);
  QVERIFY(journal.import(profile, tables("2")).quarantined.empty());
  QVERIFY(journal.businessFacts() == facts);
}

// Some orders of a file of several commits, at any place.
void HistoryMovedTest::anyOrdersMayBeRenumbered() {
  const tests::TempFolder folder;
  const Profile profile = datedTables();
  std::mt19937 random(5);
  for (int round = 0; round < tests::roundsOf(6); ++round) {
    std::vector<AnOrder> orders;
    for (int i = 0; i < 300; ++i) orders.push_back({"o" + std::to_string(1000 + i), round % 2 == 0 ? "" : "2024-01-0" + std::to_string(1 + i / 50), std::string{static_cast<char>('A' + random() % 5), static_cast<char>('A' + random() % 5)}});
    WholeJournal journal;
    journal.import(profile, tablesOf(folder, orders));
    const std::int64_t worth = worthOf(journal);
    const std::size_t count = 1 + random() % 20;
    for (std::size_t i = 0; i < count; ++i) {
      AnOrder& order = orders[random() % orders.size()];
      if (order.id.size() < 6) order.id += "X";
    }
    if (round % 3 == 0) std::stable_sort(orders.begin() + 1, orders.end() - 1, [](const AnOrder& a, const AnOrder& b) { return a.products < b.products; });
    QCOMPARE(journal.import(profile, tablesOf(folder, orders)).accepted, std::int64_t{0});
    QCOMPARE(worthOf(journal), worth);
  }
}

void HistoryMovedTest::equalOrdersArePairedWithoutALookAtAll_data() {
  QTest::addColumn<bool>("haveDays");
  QTest::addColumn<bool>("haveCustomers");
  for (const bool haveDays : {false, true})
    for (const bool haveCustomers : {false, true}) QTest::addRow("%s, %s", haveDays ? "days" : "no days", haveCustomers ? "customers" : "no customers") << haveDays << haveCustomers;
}

// All orders say one line, and most get new numbers.
void HistoryMovedTest::equalOrdersArePairedWithoutALookAtAll() {
  QFETCH(bool, haveDays);
  QFETCH(bool, haveCustomers);
  const tests::TempFolder folder;
  const auto looksFor = [&](int orders) {
    const auto rowsOf = [&](const char* prefix) {
      std::string rows = movedHeader;
      for (int i = 0; i < orders; ++i) rows += (i % 10 == 0 ? "o" : prefix) + std::to_string(10'000 + i) + ",A,1,10," + (haveDays ? "2024-01-0" + std::to_string(1 + 9 * i / orders) : "") + "," + (haveCustomers ? "K" + std::to_string(i) : "") + ",\n";
      return rows;
    };
    WholeJournal journal;
    const Profile undated = tests::readOrDie(R"({"name": "f", "source": "f", "shape": "flat_lines", "currency": "EUR", "order_rows": "anywhere",
      "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "customer": "c"}, "classes": [{"name": "sale", "fate": "sale_line"}]})");
    journal.import(haveDays ? movedAnywhere() : undated, {wrote(folder / "a.csv", rowsOf("o"))});
    const std::string file = "a.csv", source = "f";
    transfer::RenumberedOrders renumbered(journal.store, journal.store, source);
    const auto told = [](const store::StreamRef& stream) { return stream.id.back() == '0'; };
    for (int i = 0; i < orders; ++i) {
      const store::StreamRef was{domain::Category::Order, "o" + std::to_string(10'000 + i)};
      const auto known = transfer::KnownDocument::read(was, journal.store);
      if (told(was)) {
        renumbered.isToldAgain(file, **journal.store.document(source, was.toText()), *known);
        continue;
      }
      transfer::RenumberedOrders::Fresh fresh{{domain::Category::Order, "x" + was.id}, *base::Currency::fromText("EUR"), haveCustomers ? "K" + std::to_string(i) : "", known->begin->occurredAt, known->lines, false};
      if (!renumbered.read(fresh)) qFatal("not read");
    }
    if (!renumbered.find([&](const auto&) { return &file; }, [&](const store::StreamRef& stream) { return base::Result<bool>(told(stream)); }) || renumbered.isEmpty()) qFatal("not found");
    return renumbered.looked();
  };
  QVERIFY(looksFor(200) > 0);
  constexpr int many = tests::sanitized ? 400 : 1600;
  const std::int64_t looked = looksFor(many);
  QVERIFY2(looked <= 4 * many, std::to_string(looked).c_str());
}

void HistoryMovedTest::newOrdersThatSayTheSameComeIn_data() {
  QTest::addColumn<std::vector<AnOrder>>("after");
  using Orders = std::vector<AnOrder>;
  const AnOrder one{"1", "", "AB"}, two{"2", "", "AB"}, three{"3", "", "AB"};
  QTest::newRow("beside the others") << Orders{one, two, three, {"4", "", "AB"}};
  QTest::newRow("in between") << Orders{one, {"4", "", "AB"}, two, three};
  QTest::newRow("behind a window that moves") << Orders{two, three, {"4", "", "AB"}};
  QTest::newRow("an export that goes on") << Orders{three, {"4", "", "AB"}};
  QTest::newRow("the next export") << Orders{{"4", "2024-01-02", "AB"}, {"5", "2024-01-02", "AB"}};
  QTest::newRow("placed on another day") << Orders{one, {"4", "2024-01-02", "AB"}, three};
}

void HistoryMovedTest::newOrdersThatSayTheSameComeIn() {
  QFETCH(std::vector<AnOrder>, after);
  const tests::TempFolder folder;
  const Profile profile = datedTables();
  const bool isDated = std::any_of(after.begin(), after.end(), [](const AnOrder& order) { return !order.day.empty(); });
  const auto dated = [&](std::vector<AnOrder> orders) {
    for (AnOrder& order : orders)
      if (isDated && order.day.empty()) order.day = "2024-01-01";
    return tablesOf(folder, orders);
  };
  WholeJournal journal;
  journal.import(profile, dated({{"1", "", "AB"}, {"2", "", "AB"}, {"3", "", "AB"}}));
  QCOMPARE(textOf(journal.import(profile, dated(after)).quarantined), QString());
  QCOMPARE(worthOf(journal), std::int64_t{after.back().id == "5" ? 100 : 80});
}

// Who finds out that an order stands twice takes the old one back: then the new one comes in.
void HistoryMovedTest::anOrderThatAPersonCancelledIsNotThere() {
  const tests::TempFolder folder;
  const Profile profile = datedTables();
  const std::vector<AnOrder> after{{"1", "", "AB"}, {"20", "", "CD"}, {"3", "", "E"}};
  WholeJournal journal;
  journal.import(profile, tablesOf(folder, {{"1", "", "AB"}, {"2", "", "CD"}, {"3", "", "E"}}));
  QCOMPARE(journal.import(profile, tablesOf(folder, after)).quarantined.at("moved_line"), std::int64_t{3});
  QVERIFY(journal.give(domain::CancelOrder{domain::OrderId{"2"}, "stands under 20"}));
  QCOMPARE(journal.import(profile, tablesOf(folder, after)).accepted, std::int64_t{3});
  QVERIFY(!journal.factsOf("order-20").empty());
  const auto rows = journal.store.quarantined(0, 100);
  QVERIFY(std::all_of(rows->begin(), rows->end(), [](const store::QuarantinedRow& row) { return row.repaired; }));
}

void HistoryMovedTest::aPersonSaysThatALineIsAnotherOne_data() {
  QTest::addColumn<std::vector<AnOrder>>("after");
  using Orders = std::vector<AnOrder>;
  QTest::newRow("a whole order") << Orders{{"1", "", "AB"}, {"20", "", "CD"}, {"3", "", "E"}};
  QTest::newRow("a line of an order that was there") << Orders{{"1", "", "AB"}, {"2", "", "C"}, {"3", "", "ED"}};
  QTest::newRow("an order, to one that was there") << Orders{{"1", "", "AB"}, {"3", "", "ECD"}};
}

// Nobody can cancel an order that was shipped, so that only what the new rows are is left to say.
void HistoryMovedTest::aPersonSaysThatALineIsAnotherOne() {
  QFETCH(std::vector<AnOrder>, after);
  const tests::TempFolder folder;
  const Profile profile = datedTables();
  WholeJournal journal;
  journal.import(profile, tablesOf(folder, {{"1", "", "AB"}, {"2", "", "CD"}, {"3", "", "E"}}));
  const std::int64_t waiting = journal.import(profile, tablesOf(folder, after)).quarantined.at("moved_line");
  const auto aside = journal.store.quarantined(0, 100);
  std::vector<transfer::RepairedRow> rows;
  for (const store::QuarantinedRow& row : *aside) rows.push_back({row.index, std::nullopt, true});
  // Without the word of a person such rows are not taken in one by one.
  QVERIFY(!transfer::takeInRepaired(profile, {}, {{1, std::nullopt}}, journal.commands, journal.store, journal.store, "tester").has_value());
  const auto said = transfer::takeInRepaired(profile, {}, rows, journal.commands, journal.store, journal.store, "tester");
  QVERIFY(said && said->toCome == waiting && said->refused.empty());
  QVERIFY(!journal.store.quarantined(0, 1)->front().repaired);
  const auto account = journal.import(profile, tablesOf(folder, after));
  QCOMPARE(account.accepted, waiting);
  QCOMPARE(textOf(account.quarantined), QString());
  const auto closed = journal.store.quarantined(0, 100);
  QVERIFY(std::all_of(closed->begin(), closed->end(), [](const store::QuarantinedRow& row) { return row.repaired; }));
  const std::int64_t worth = worthOf(journal);
  QVERIFY(worth > 50);
  QCOMPARE(journal.import(profile, tablesOf(folder, after)).events, std::int64_t{0});
  QCOMPARE(worthOf(journal), worth);
}

void HistoryMovedTest::equalLinesOfTwoOrdersBothComeIn() {
  const tests::TempFolder folder;
  const Profile profile = movedTables();
  const auto import = [&](WholeJournal& journal, const std::string& orders, const std::string& lines) {
    return journal.import(profile, {wrote(folder / "orders.csv", "id,total,state\n" + orders), wrote(folder / "lines.csv", "order,product,quantity,price\n" + lines)});
  };
  WholeJournal journal;
  import(journal, "1,,new\n2,,new\n", "1,A,1,10\n1,B,1,10\n2,A,1,10\n");
  QVERIFY(import(journal, "1,,new\n2,,new\n3,,new\n", "1,A,1,10\n1,B,1,10\n2,A,1,10\n3,A,1,10\n3,B,1,10\n").quarantined.empty());
  // An export that only goes on.
  QVERIFY(import(journal, "3,,new\n4,,new\n", "3,A,1,10\n3,B,1,10\n4,A,1,10\n").quarantined.empty());
  QCOMPARE(worthOf(journal), std::int64_t{60});
}

void HistoryMovedTest::aLineOfALogStaysWithTheOrderThatHasIt() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts orders{thing("o1", "order"), thing("o2", "order"), item("i2", "20", {"o2"})}, events{happened("e1", "place", "01", {"o1"}), happened("e2", "place", "01", {"o2"})};
  const auto log = [&](const char* name, const std::string& of, tests::Texts more = {}) {
    tests::Texts objects = orders, all = events;
    objects.push_back(item("i1", "10", {of}));
    all.insert(all.end(), more.begin(), more.end());
    return wrote(folder / name, logOf(objects, all));
  };
  for (const char* name : {"a.json", "b.json"}) {
    WholeJournal journal;
    journal.import(profile, {log("a.json", "o1")});
    QCOMPARE(textOf(journal.import(profile, {log(name, "o2")}).quarantined), QString("moved_line 1;"));
    QCOMPARE(worthOf(journal), std::int64_t{30});
    // What happens to it happens there.
    QVERIFY(journal.import(profile, {log(name, "o2", {happened("e3", "ship", "02", {"i1"})})}).quarantined.empty());
    QVERIFY(journal.factsOf("order-o1").back().starts_with("PackageShipped") && journal.factsOf("order-o2").size() == 1);
  }
}

// By the ids of its lines or, where events have none and tables tell the lines, by what it says.
void HistoryMovedTest::anOrderOfALogUnderAnotherNameCountsOnce() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const auto log = [&](const std::string& order) {
    return wrote(folder / "log.json", logOf({thing(order, "order"), thing("o2", "order"), item("i1", "10", {order}), item("i2", "20", {"o2"}), item("i3", "30", {order})},
                                            {happened("e1", "place", "01", {order, "i1", "i3"}), happened("e2", "place", "01", {"o2", "i2"}), happened("e3", "pay", "02", {order}, "40"), happened("e4", "ship", "03", {"i1", "i3"})}));
  };
  WholeJournal journal;
  journal.import(profile, {log("o1")});
  const auto facts = journal.businessFacts();
  for (int pass = 0; pass < 2; ++pass) {
    const auto account = journal.import(profile, {log("o9")});
    QVERIFY(journal.businessFacts() == facts);
    QCOMPARE(account.quarantined.empty(), pass == 1);
  }
  const Profile eventTable = tests::readOrDie(R"({"name": "e", "source": "e", "shape": "event_table", "currency": "EUR", "date_format": "%Y-%m-%d",
    "objects": [{"role": "event", "from": "events", "columns": {"activity": "what", "at": "at", "order": "order"}}, {"role": "order", "from": "orders", "columns": {"id": "id"}},
                {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "ship", "fact": "shipped"}]})");
  const auto tables = [&](const std::string& order) {
    return std::vector{wrote(folder / "events.csv", "what,at,order\nplace,2024-01-01," + order + "\nplace,2024-01-02,o2\nship,2024-01-03," + order + "\n"), wrote(folder / "orders.csv", "id\n" + order + "\no2\n"),
                       wrote(folder / "lines.csv", "order,product,quantity,price\n" + order + ",A,1,10\n" + order + ",B,1,20\no2,C,1,30\n")};
  };
  WholeJournal other;
  other.import(eventTable, tables("o1"));
  const auto before = other.businessFacts();
  for (int pass = 0; pass < 2; ++pass) {
    QCOMPARE(textOf(other.import(eventTable, tables("o9")).quarantined), pass == 0 ? QString("moved_line 5;") : QString());
    QVERIFY(other.businessFacts() == before);
  }
}

// ---- pieces

void HistoryMovedTest::aPieceOfAFileGoesOn_data() {
  QTest::addColumn<QString>("rows");
  QTest::addColumn<int>("cut");
  QTest::newRow("an order at the border") << "o1,A,1,1|o1,B,1,2|o2,A,1,3|o2,B,1,4|o2,C,1,5|o3,A,1,6|o3,B,1,7" << 3;
  QTest::newRow("an equal line behind it") << "o1,A,1,1|o1,B,1,2|o2,A,1,3|o2,B,1,4|o2,C,1,4|o2,A,1,3|o2,D,1,5|o2,E,1,5|o3,A,1,6|o3,B,1,7" << 5;
  QTest::newRow("all orders") << "o1,A,1,1|o2,A,1,3|o3,A,1,6|o1,B,1,2|o2,B,1,4|o3,B,1,7" << 3;
  QTest::newRow("all orders, of one price") << "o1,A,1,1|o2,A,1,1|o3,A,1,1|o1,B,1,1|o2,B,1,1|o3,B,1,1" << 3;
  QTest::newRow("all orders, one equal line") << "o1,A,1,1|o2,A,1,3|o3,A,1,6|o1,B,1,2|o2,A,1,3|o3,B,1,7" << 3;
}

void HistoryMovedTest::aPieceOfAFileGoesOn() {
  QFETCH(QString, rows);
  QFETCH(int, cut);
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  std::string first, second;
  const QStringList all = rows.split('|');
  for (int i = 0; i < all.size(); ++i) (i < cut ? first : second) += all[i].toStdString() + ",2024-01-0" + std::to_string(i < cut ? 1 : 2) + ",K,1\n";
  const std::string a = wrote(folder / "a.csv", movedHeader + first), b = wrote(folder / "b.csv", movedHeader + second), ab = wrote(folder / "ab.csv", movedHeader + first + second), c = wrote(folder / "c.csv", movedHeader + second + first);
  WholeJournal whole;
  whole.import(profile, {ab});
  for (const auto& order : {std::pair(a, b), {b, a}}) {
    WholeJournal halves;
    halves.import(profile, {order.first});
    QVERIFY(halves.import(profile, {order.second}).quarantined.empty());
    QVERIFY(halves.businessFacts() == whole.businessFacts());
    QCOMPARE(halves.store.account()->accepted, std::int64_t{all.size()});
    for (const std::string& again : {a, b, ab, b, a, c, ab}) {
      const auto account = halves.import(profile, {again});
      QVERIFY2(account.events == 0 && account.accepted == 0, again.c_str());
      QCOMPARE(textOf(account.quarantined), QString());
    }
    QVERIFY(halves.businessFacts() == whole.businessFacts());
    // A longer file with the same beginning.
    QCOMPARE(halves.import(profile, {wrote(folder / "long.csv", movedHeader + first + second + "o9,A,1,1,2024-01-03,K,\n")}).events, std::int64_t{1});
  }
}

void HistoryMovedTest::anyCutOfAMixedFileGivesTheWhole() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  std::mt19937 random(7);
  std::vector<std::string> rows;
  for (int order = 0; order < 40; ++order)
    for (int line = 0; line < 2 + order % 7; ++line) rows.push_back("o" + std::to_string(order) + "," + std::string(1, static_cast<char>('A' + random() % 26)) + "," + std::to_string(1 + random() % 2) + ",5,2024-01-01,K,\n");
  std::shuffle(rows.begin(), rows.end(), random);
  std::string text = movedHeader;
  for (const std::string& row : rows) text += row;
  WholeJournal whole;
  whole.import(profile, {wrote(folder / "whole.csv", text)});
  for (std::size_t cut : {rows.size() / 4, rows.size() / 2, 3 * rows.size() / 4}) {
    std::string first = movedHeader, second = movedHeader;
    for (std::size_t i = 0; i < rows.size(); ++i) (i < cut ? first : second) += rows[i];
    const std::string a = wrote(folder / "a.csv", first), b = wrote(folder / "b.csv", second);
    WholeJournal halves;
    halves.import(profile, {a});
    QCOMPARE(textOf(halves.import(profile, {b}).quarantined), QString());
    QVERIFY(halves.businessFacts() == whole.businessFacts());
    for (const std::string& again : {b, a, folder / "whole.csv"}) QCOMPARE(halves.import(profile, {again}).alreadyImported, again == b ? std::int64_t(rows.size() - cut) : again == a ? std::int64_t(cut) : std::int64_t(rows.size()));
  }
}

// But within its first order, where it may as well be that order said otherwise.
void HistoryMovedTest::anyCutOfASortedFileGivesTheWhole() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  std::vector<std::string> rows;
  for (int order = 0; order < 9; ++order)
    for (int line = 0; line < 1 + (order * 2) % 5; ++line) rows.push_back("o" + std::to_string(order) + "," + std::string(1, static_cast<char>('A' + (order * 5 + line) % 26)) + ",1," + std::to_string(1 + line) + ",2024-01-01,K,\n");
  std::rotate(rows.begin(), rows.begin() + 1, rows.end());  // so that the first order has several lines
  const auto file = [&](const char* name, std::size_t from, std::size_t to) {
    std::string text = movedHeader;
    for (std::size_t i = from; i < to; ++i) text += rows[i];
    return wrote(folder / name, text);
  };
  WholeJournal whole;
  const std::string all = file("whole.csv", 0, rows.size());
  whole.import(profile, {all});
  for (std::size_t cut = 1; cut < rows.size(); cut += tests::sanitized ? 3 : 1) {
    const std::string a = file("a.csv", 0, cut), b = file("b.csv", cut, rows.size());
    for (const auto& order : {std::pair(a, b), {b, a}}) {
      WholeJournal halves;
      halves.import(profile, {order.first});
      const auto account = halves.import(profile, {order.second});
      if (rows[cut].starts_with(rows[0].substr(0, 2)) && order.first == a) {
        QVERIFY(account.quarantined.contains("document_differs"));
        QVERIFY(worthOf(halves) < worthOf(whole));
      } else {
        QVERIFY2(halves.businessFacts() == whole.businessFacts(), std::to_string(cut).c_str());
      }
      for (const std::string& again : {a, b, all}) halves.import(profile, {again});
      QVERIFY2(halves.businessFacts() == whole.businessFacts(), std::to_string(cut).c_str());
    }
  }
}

namespace {

// Two pieces of a file. `lines`: those of its one long order in each; the others have two in the first, and one or a new order in the second,
// which says a day and postage of its own.
std::pair<std::string, std::string> piecesOf(int lines, int orders, const std::string& postage = {}, const std::string& day = "2024-01-01") {
  std::string first = movedHeader, second = movedHeader;
  for (int i = 0; i < lines; ++i) {
    first += "long,A" + std::to_string(i) + ",1,1,2024-01-01,K,\n";
    second += (i % 9 == 0 ? "long,A" + std::to_string(i) : i % 100 == 1 ? std::string("long,D") : "long,C" + std::to_string(i)) + ",1,1,2024-01-01,K," + postage + "\n";
  }
  for (int i = 0; i < orders; ++i) {
    const std::string order = "o" + std::to_string(i);
    first += order + ",A,1,1,2024-01-01,K,\n" + order + ",B,1,2,2024-01-01,K,\n";
    second += order + (i % 9 == 0 ? ",A,1,1," : ",C,1,3,") + day + ",K," + postage + "\nn" + order + ",A,1,1,2024-01-01,K,\n";
  }
  return {first, second};
}

}  // namespace

void HistoryMovedTest::aPieceThatWasKilledGoesOn_data() {
  QTest::addColumn<int>("lines");
  QTest::addColumn<int>("orders");
  QTest::addColumn<QString>("day");
  QTest::newRow("many orders") << 0 << (tests::sanitized ? 200 : 600) << "2024-01-01";
  QTest::newRow("many orders of another day") << 0 << (tests::sanitized ? 200 : 400) << "2024-02-02";
  QTest::newRow("a long order") << (tests::sanitized ? 1300 : 2600) << 4 << "2024-01-01";
}

// Whichever commit was the last that came through: the piece again, or the whole first.
void HistoryMovedTest::aPieceThatWasKilledGoesOn() {
  QFETCH(int, lines);
  QFETCH(int, orders);
  QFETCH(QString, day);
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  for (const bool isWholeFirst : {false, true}) {
    // A half of what is there says the day of the whole otherwise.
    if (isWholeFirst && day != QStringLiteral("2024-01-01")) continue;
    // The whole says other charges than the first piece.
    const auto [first, second] = piecesOf(lines, orders, isWholeFirst ? "" : "1", day.toStdString());
    const std::string a = wrote(folder / "a.csv", first), b = wrote(folder / "b.csv", second), ab = wrote(folder / "ab.csv", first + second.substr(movedHeader.size()));
    WholeJournal whole;
    whole.import(profile, {a});
    whole.import(profile, {b});
    if (orders == 600) QCOMPARE(worthOf(whole), std::int64_t{1800 + 600 + 67 + 3 * 533});
    bool isWhole = false;
    for (std::size_t commits = 0; !isWhole; commits += tests::sanitized ? 3 : 1) {
      WholeJournal journal;
      journal.import(profile, {a});
      tests::DyingSink dying(journal.commands, commits);
      isWhole = transfer::importFiles(profile, {b}, dying, journal.store, journal.store, journal.clock, "tester", {}).has_value();
      if (isWholeFirst) QCOMPARE(textOf(journal.import(profile, {ab}).quarantined), QString());
      QCOMPARE(textOf(journal.import(profile, {b}).quarantined), QString());
      QCOMPARE(worthOf(journal), worthOf(whole));
      if (!isWholeFirst) QVERIFY(journal.businessFacts() == whole.businessFacts());
      QCOMPARE(journal.import(profile, {b}).alreadyImported, std::int64_t{2 * orders + lines});
      QCOMPARE(journal.import(profile, {ab}).alreadyImported, std::int64_t{4 * orders + 2 * lines});
    }
  }
}

// Each piece says postage of its own, which comes with its first lines.
void HistoryMovedTest::aPieceGivenWithOneThatWasStoppedKeepsItsCharges() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto [first, second] = piecesOf(1300, 4, "1");
  std::string third = movedHeader;
  for (int i = 0; i < 1300; ++i) third += "long,E" + std::to_string(i) + ",1,1,2024-01-01,K,2\n";
  for (int i = 0; i < 4; ++i) third += "o" + std::to_string(i) + ",F,1,1,2024-01-01,K,2\n";
  const std::string a = wrote(folder / "a.csv", first), b = wrote(folder / "b.csv", second), c = wrote(folder / "c.csv", third);
  WholeJournal whole;
  for (const std::string& file : {a, b, c}) whole.import(profile, {file});
  WholeJournal journal;
  journal.import(profile, {a});
  tests::DyingSink dying(journal.commands, 2);
  QVERIFY(!transfer::importFiles(profile, {b}, dying, journal.store, journal.store, journal.clock, "tester", {}).has_value());
  for (int pass = 0; pass < 2; ++pass) {
    QCOMPARE(textOf(journal.import(profile, {b, c}).quarantined), QString());
    QVERIFY(journal.businessFacts() == whole.businessFacts());
  }
}

void HistoryMovedTest::aPieceGivenWithTheWholeBringsItsChargesAlone() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  std::string first = movedHeader, second = movedHeader;
  for (int i = 0; i < 5; ++i) {
    const std::string order = "o" + std::to_string(i);
    first += order + ",A,1,1,2024-01-01,K,5\n" + order + ",B,1,2,2024-01-01,K,\n";
    second += order + ",C,1,3,2024-01-01,K,2\n";
  }
  const std::string a = wrote(folder / "a.csv", first), b = wrote(folder / "b.csv", second);
  WholeJournal apart, together;
  for (const std::string& file : {a, b}) apart.import(profile, {file});
  together.import(profile, {a});
  for (int pass = 0; pass < 2; ++pass) {
    QCOMPARE(textOf(together.import(profile, {a, b}).quarantined), QString());
    QVERIFY(together.businessFacts() == apart.businessFacts());
  }
}

// Its rows are in. What it says more than the whole is told of.
void HistoryMovedTest::aPieceAfterTheWholeIsThere() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto text = [](const char* postage) { return std::string("o1,C,1,2,2024-01-03,K,") + postage + "\no2,A,1,1,2024-01-02,K,1\n"; };
  const std::string whole = wrote(folder / "whole.csv", movedHeader + "o1,A,1,1,2024-01-01,K,4\no1,B,1,1,2024-01-02,K,\n" + text("3"));
  for (const auto& [postage, differ] : {std::pair("3", ""), {"", ""}, {"9", "document_differs 1;"}}) {
    WholeJournal journal;
    journal.import(profile, {whole});
    const auto facts = journal.businessFacts();
    const std::string piece = wrote(folder / "piece.csv", movedHeader + text(postage));
    const auto account = journal.import(profile, {piece});
    QCOMPARE(textOf(account.quarantined), QString(differ));
    QCOMPARE(account.alreadyImported, std::int64_t{*differ == '\0' ? 2 : 1});
    QCOMPARE(journal.import(profile, {piece}).alreadyImported, std::int64_t{2});
    QVERIFY(journal.businessFacts() == facts);
  }
}

// Between two of its commits somebody changes the order.
void HistoryMovedTest::aPieceGoesOnBesideLiveWork() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto [first, second] = piecesOf(2600, 4);
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.csv", first)});
  struct Between final : command::FactSink {
    WholeJournal& journal;
    int posts = 0;
    explicit Between(WholeJournal& of) : journal(of) {}
    std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
      if (++posts == 2) journal.give(domain::AddNote{domain::OrderId{"long"}, "still coming in"});
      return journal.commands.post(std::move(chunk));
    }
  } between(journal);
  const std::int64_t before = worthOf(journal);
  QVERIFY(transfer::importFiles(profile, {wrote(folder / "b.csv", second)}, between, journal.store, journal.store, journal.clock, "tester", {}).has_value());
  QCOMPARE(worthOf(journal), before + 2600 + 4 + 1 + 3 * 3);
}

// Lines of another piece that came in meanwhile may be equal: nobody can tell.
void HistoryMovedTest::equalLinesOfAnotherPieceAreNotLost() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto [first, second] = piecesOf(2600, 4);
  std::string third = movedHeader;
  for (int i = 0; i < 2600; ++i) third += "long,E" + std::to_string(i) + ",1,1,2024-01-01,K,\n";
  third += "long,C2599,1,1,2024-01-01,K,\nlong,C2598,1,1,2024-01-01,K,\n";
  for (int i = 0; i < 4; ++i) third += "o" + std::to_string(i) + ",F,1,1,2024-01-01,K,\n";
  const std::string b = wrote(folder / "b.csv", second), c = wrote(folder / "c.csv", third);
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.csv", first)});
  tests::DyingSink dying(journal.commands, 2);
  QVERIFY(!transfer::importFiles(profile, {b}, dying, journal.store, journal.store, journal.clock, "tester", {}).has_value());
  QCOMPARE(textOf(journal.import(profile, {c}).quarantined), QString());
  QCOMPARE(textOf(journal.import(profile, {b}).quarantined), QString("line_exists 2;"));
}

// Nor is what the piece says new taken for what is missing, or its orders for missing ones.
void HistoryMovedTest::anOrderIsFoundUnderAnotherNumberBesideAPiece() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto corrected = [&](const std::string& two) { return wrote(folder / "a.csv", movedHeader + "1,A,1,10,2024-01-01,K1,\n" + two + ",B,1,20,2024-01-02,K2,\n" + two + ",C,1,25,2024-01-02,K2,\n3,C,1,30,2024-01-03,K3,\n"); };
  const auto piece = [](const std::string& product, int price) {
    std::string rows = movedHeader;
    for (int order = 10; order < 14; ++order) rows += std::to_string(order) + "," + product + (product == "Y" ? std::to_string(order % 3) : "") + ",1," + std::to_string(price) + ",2024-01-02,K2,\n";
    return rows + (product == "Y" ? "14,X,1,1,2024-01-02,K2,\n14,Q,1,1,2024-01-02,K2,\n" : "");
  };
  WholeJournal journal;
  journal.import(profile, {corrected("2"), wrote(folder / "p1.csv", piece("X", 1))});
  const std::int64_t before = worthOf(journal);
  const std::string p2 = wrote(folder / "p2.csv", piece("Y", 2));
  for (int pass = 0; pass < 2; ++pass) {
    QCOMPARE(textOf(journal.import(profile, {corrected("20"), p2}).quarantined), pass == 0 ? QString("moved_line 2;") : QString());
    QCOMPARE(worthOf(journal), before + 8 + 2);
    QVERIFY(journal.factsOf("order-20").empty());
  }
}

void HistoryMovedTest::aCorrectedFileIsNoPiece_data() {
  QTest::addColumn<QString>("before");
  QTest::addColumn<QString>("after");
  QTest::addColumn<int>("differ");
  QTest::newRow("a quantity") << "o1,A,1,1|o2,A,1,2|o3,A,1,3" << "o1,A,1,1|o2,A,5,2|o3,A,1,3" << 1;
  QTest::newRow("the only line") << "o1,A,1,1" << "o1,A,2,1" << 1;
  QTest::newRow("all prices") << "o1,A,1,1|o1,B,1,1|o2,A,1,2|o3,A,1,3" << "o1,A,1,4|o1,B,1,4|o2,A,1,4|o3,A,1,4" << 4;
  QTest::newRow("all products") << "o1,A,1,1|o1,B,1,1|o2,A,1,2|o3,A,1,3" << "o1,XA,1,1|o1,XB,1,1|o2,XA,1,2|o3,XA,1,3" << 4;
  QTest::newRow("all products, and more orders") << "o1,A,1,1|o1,B,1,1|o2,A,1,2|o3,A,1,3" << "o1,XA,1,1|o1,XB,1,1|o2,XA,1,2|o3,XA,1,3|o4,XA,1,4" << 4;
  QTest::newRow("all products of an order, and other amounts") << "o1,A,1,1|o1,B,1,2" << "o1,X,1,3|o1,Y,1,5" << 2;
  QTest::newRow("and more lines") << "o1,A,1,1|o1,B,1,2" << "o1,X,1,3|o1,Y,1,5|o1,Z,1,6" << 3;
  QTest::newRow("beside an order as it was") << "o1,A,1,1|o1,B,1,2|o2,C,1,3" << "o1,X,1,4|o1,Y,1,5|o2,C,1,3" << 2;
  QTest::newRow("beside orders as they were, and more of them") << "o1,A,1,1|o2,A,1,1|o2,B,1,2|o2,D,1,3|o3,C,1,3" << "o1,A,1,1|o2,X,1,4|o2,Y,1,5|o2,Z,1,6|o3,C,1,3|o4,C,1,3" << 3;
  QTest::newRow("of two orders") << "o1,A,1,1|o1,B,1,2|o2,A,1,3" << "o1,X,1,4|o1,Y,1,5|o2,X,1,6" << 3;
  QTest::newRow("of all orders, which it calls otherwise") << "o1,A,1,1|o1,B,1,2|o2,A,1,3|o3,C,1,9" << "o1,X,1,4|o1,Y,1,5|o2,X,1,6|o3,Z,1,8" << 4;
  QTest::newRow("of one order alone") << "o1,A,1,1|o2,B,1,2|o2,C,1,3|o3,A,1,3" << "o2,X,1,4|o2,Y,1,5" << 2;
  QTest::newRow("of the first, and a new one") << "o1,A,1,1|o1,B,1,2" << "o1,X,1,4|o1,Y,1,5|o4,X,1,6" << 2;
  QTest::newRow("one product, and more orders") << "o1,A,1,1|o1,B,1,1|o2,A,1,2|o3,A,1,3" << "o1,A,1,1|o1,X,1,1|o2,A,1,2|o3,A,1,3|o4,A,1,4" << 1;
}

void HistoryMovedTest::aCorrectedFileIsNoPiece() {
  QFETCH(QString, before);
  QFETCH(QString, after);
  QFETCH(int, differ);
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto file = [&](const char* name, const QString& rows) {
    std::string text = movedHeader;
    for (const QString& row : rows.split('|')) text += row.toStdString() + ",2024-01-01,K,\n";
    return wrote(folder / name, text);
  };
  for (const char* name : {"a.csv", "b.csv"}) {
    WholeJournal journal;
    journal.import(profile, {file("a.csv", before)});
    const std::int64_t more = after.count("o4");
    for (int pass = 0; pass < 2; ++pass) {
      const auto account = journal.import(profile, {file(name, after)});
      QCOMPARE(textOf(account.quarantined), pass == 0 ? QString("document_differs %1;").arg(differ) : QString());
      QCOMPARE(account.events, pass == 0 ? more : 0);
    }
    const auto facts = journal.facts();
    QVERIFY(std::none_of(facts.begin(), facts.end(), [](const std::string& fact) { return fact.find("OrderLinesAdded") != std::string::npos; }));
  }
}

// A line that an order at the border has and the next file says again beside others: it may be one more.
void HistoryMovedTest::whatNobodyCanTellIsSetAside() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.csv", movedHeader + "o1,A,1,1,2024-01-01,K,\no2,A,1,3,2024-01-01,K,\no2,B,1,4,2024-01-01,K,\n")});
  const std::string b = wrote(folder / "b.csv", movedHeader + "o2,A,1,3,2024-01-01,K,\no2,C,1,5,2024-01-01,K,\no3,A,1,6,2024-01-01,K,\n");
  QCOMPARE(textOf(journal.import(profile, {b}).quarantined), QString("document_differs 1;line_exists 1;"));
  QCOMPARE(journal.import(profile, {b}).alreadyImported, std::int64_t{3});
  QCOMPARE(worthOf(journal), std::int64_t{1 + 7 + 6});
}

// The order has one line, and the next file goes on with an equal one: it may be that line, or one more.
void HistoryMovedTest::aLineThatIsAllOfAnOrderAtACutIsSetAside() {
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const std::string first = "o1,A,1,1,2024-01-01,K,\no1,B,1,2,2024-01-01,K,\no2,A,1,3,2024-01-01,K,\n", second = "o2,A,1,3,2024-01-01,K,\no3,A,1,6,2024-01-01,K,\n";
  WholeJournal journal, whole;
  const std::string b = wrote(folder / "b.csv", movedHeader + second), all = wrote(folder / "all.csv", movedHeader + first + second);
  whole.import(profile, {all});
  journal.import(profile, {wrote(folder / "a.csv", movedHeader + first)});
  for (int pass = 0; pass < 2; ++pass) {
    QCOMPARE(textOf(journal.import(profile, {b}).quarantined), pass == 0 ? QString("line_exists 1;") : QString());
    QVERIFY(!journal.store.quarantined(0, 1)->front().repaired);
  }
  // The whole says that they are two.
  QCOMPARE(journal.import(profile, {all}).accepted, std::int64_t{1});
  QVERIFY(journal.businessFacts() == whole.businessFacts());
  QVERIFY(journal.store.quarantined(0, 1)->front().repaired);
  QCOMPARE(journal.import(profile, {b}).alreadyImported, std::int64_t{2});
  QVERIFY(journal.store.quarantined(1, 1)->empty());
}

void HistoryMovedTest::aCutBetweenLinesOfOneProductWaitsForTheWhole_data() {
  QTest::addColumn<QString>("first");
  QTest::addColumn<QString>("second");
  QTest::newRow("at the border") << "o1,A,1,1|o1,B,1,1|o2,A,2,1" << "o2,A,1,1|o3,A,1,1|o4,A,1,1";
  QTest::newRow("in all orders") << "o1,A,1,1|o2,A,1,3|o3,A,1,6|o4,A,1,7" << "o1,A,2,1|o2,A,2,3|o3,A,2,6|o4,A,3,7";
}

// The second half may be a correction as well: nothing counts twice, and no row is lost.
void HistoryMovedTest::aCutBetweenLinesOfOneProductWaitsForTheWhole() {
  QFETCH(QString, first);
  QFETCH(QString, second);
  const tests::TempFolder folder;
  const Profile profile = movedAnywhere();
  const auto file = [&](const char* name, const QString& rows) {
    std::string text = movedHeader;
    for (const QString& row : rows.split('|')) text += row.toStdString() + ",2024-01-0" + row.toStdString()[1] + ",K,\n";
    return wrote(folder / name, text);
  };
  const std::string a = file("a.csv", first), b = file("b.csv", second), all = file("all.csv", first + "|" + second);
  WholeJournal whole;
  whole.import(profile, {all});
  for (const std::vector<std::string>& rest : {std::vector{all}, {a, b}})
    for (const auto& order : {std::pair(a, b), {b, a}}) {
      WholeJournal halves;
      const std::int64_t differ = first.contains("o4") ? 4 : 1;
      halves.import(profile, {order.first});
      QCOMPARE(textOf(halves.import(profile, {order.second}).quarantined), QString("document_differs %1;").arg(differ));
      QVERIFY(worthOf(halves) < worthOf(whole));
      QCOMPARE(halves.import(profile, rest).accepted, differ);
      QVERIFY(halves.businessFacts() == whole.businessFacts());
      const auto aside = halves.store.quarantined(0, 100);
      QVERIFY(std::all_of(aside->begin(), aside->end(), [](const store::QuarantinedRow& row) { return row.repaired; }));
    }
}

TWINLANE_TEST(HistoryMovedTest)
#include "history_moved_test.moc"
