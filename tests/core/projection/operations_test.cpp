#include "core/projection/projected_shop.h"
#include "projection/operations.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::domain;
using projection::workListNames;
using tests::ProjectedShop;

namespace {

base::Timestamp hour(int n) { return base::Timestamp{1'700'000'000'000'000 + n * 3'600'000'000LL}; }

const store::StreamRef firstOrder{Category::Order, "one"}, secondOrder{Category::Order, "two"};

OrderLine pieces(int number, const char* product, int count, bool reserved = false) {
  return {number, ProductId(product), {count * 1'000}, {10'000}, {count * 10'000}, "", {}, {}, {}, reserved};
}

// At one pound a piece.
OrderPlaced ofPieces(int count, std::optional<base::Timestamp> promisedAt = {}, bool paymentKnown = true) {
  OrderPlaced placed;
  placed.customer = CustomerId("ann");
  placed.currency = tests::pounds;
  placed.lines = {pieces(1, "cup", count)};
  placed.paymentKnown = paymentKnown;
  placed.promisedAt = promisedAt;
  return placed;
}

PackageShipped shipped(const char* package, int count) { return {package, {{1, {count * 1'000}}}, ""}; }
LinesReturned back(int count) { return {tests::pounds, {{1, {count * 1'000}, {count * 10'000}}}, "torn"}; }

constexpr int unsaid = -1;  // by the source of an import

struct Said {
  store::StreamRef stream;
  int at = 0;  // hour
  Event event;
  Origin origin = Origin::Live;
};

// The list over a connection of its own: a transaction after each `batch` events.
struct BareOperations {
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  sqlite::Connection connection = std::move(*sqlite::Connection::open(":memory:", sqlite::Access::Create, *files));
  std::unique_ptr<projection::ReadModel> model = std::move(*projection::makeReadModel("operations", "UTC"));
  std::map<store::StreamRef, std::int64_t> versions;

  BareOperations(const std::vector<Said>& all, std::size_t batch) {
    if (!connection.run(model->schema()) || !model->prepare(connection)) qFatal("not made");
    std::size_t next = 0;
    while (next < all.size()) {
      auto transaction = sqlite::Transaction::begin(connection);
      model->begin();
      for (std::size_t i = 0; i < batch && next < all.size(); ++i, ++next) apply(all[next]);
      if (!model->settle() || !transaction->commit()) qFatal("not stored");
    }
  }

  void apply(const Said& said) {
    store::StoredEvent stored;
    stored.stream = said.stream;
    if (said.stream.category == Category::Order) stored.orderNumber = said.stream == firstOrder ? 1 : 2;
    stored.version = ++versions[said.stream];
    stored.recordedAt = hour(said.at);
    if (said.origin == Origin::Import && said.at != unsaid) stored.occurredAt = hour(said.at);
    stored.origin = said.origin;
    if (auto applied = model->apply(stored, said.event); !applied) qFatal("%s", applied.error().what.c_str());
  }

  std::string rows(const std::string& sql) {
    auto select = connection.prepare(sql.c_str(), false);
    if (!select) qFatal("%s", select.error().what.c_str());
    std::string all;
    while (*select->step()) {
      for (int column = 0; column < select->columns(); ++column) all += (column > 0 ? " " : "") + select->printable(column);
      all += "\n";
    }
    return all;
  }

  // "one: shipped paid live; open, late": each order with its state and its lists.
  std::string told() {
    std::string all;
    auto select = connection.prepare("SELECT id, status, payment, is_live, (SELECT group_concat(list) FROM (SELECT list FROM listed l WHERE l.number=o.number ORDER BY list)) FROM orders o ORDER BY number", false);
    while (*select->step()) {
      all += std::string(select->text(0)) + ": " + name(static_cast<OrderStatus>(select->integer(1))) + " " + name(static_cast<PaymentStatus>(select->integer(2))) + (select->integer(3) != 0 ? "" : " imported") + ";";
      for (const char digit : std::string(select->isNull(4) ? "" : select->text(4))) all += digit == ',' ? std::string() : std::string(" ") + workListNames[static_cast<std::size_t>(digit - '0')];
      all += "\n";
    }
    return all;
  }

  // Every counter once more out of the rows themselves; empty when they agree.
  std::string miscounted() {
    using Kind = projection::Operations::Kind;
    const auto differing = [&](Kind kind, const std::string& truth) {
      const std::string counted = "SELECT is_live, value, orders FROM counts WHERE orders<>0 AND kind=" + std::to_string(static_cast<int>(kind));
      return rows("SELECT * FROM (SELECT * FROM (" + counted + ") EXCEPT SELECT * FROM (" + truth + ")) UNION ALL SELECT * FROM (SELECT * FROM (" + truth + ") EXCEPT SELECT * FROM (" + counted + "))");
    };
    return differing(Kind::Status, "SELECT is_live, status, count(*) FROM orders GROUP BY 1, 2") + differing(Kind::Payment, "SELECT is_live, payment, count(*) FROM orders GROUP BY 1, 2") +
           differing(Kind::Listed, "SELECT is_live, list, count(*) FROM listed GROUP BY 1, 2") +
           differing(Kind::OpenSince, "SELECT l.is_live, place/86400000000, count(*) FROM listed l JOIN orders o USING(number) WHERE list=0 AND placed_known GROUP BY 1, 2") +
           differing(Kind::PromisedBy, "SELECT is_live, place/86400000000, count(*) FROM listed WHERE list=1 GROUP BY 1, 2");
  }
};

}  // namespace

class OperationsTest : public QObject {
  Q_OBJECT
 private slots:
  void listsFollowWhatHappened_data();
  void listsFollowWhatHappened();
  void openOrdersAreCountedByTheDayOfTheShop();
  void stockFollowsWhatHappened_data();
  void stockFollowsWhatHappened();
  void whatWasRolledBackIsNotListed();
  void aLongTransactionIsWrittenInParts();
};

void OperationsTest::listsFollowWhatHappened_data() {
  QTest::addColumn<std::vector<Said>>("said");
  QTest::addColumn<QString>("told");
  const auto row = [](const char* name, const std::vector<Said>& said, const char* told) { QTest::newRow(name) << said << QString::fromLatin1(told); };
  const Said placed{firstOrder, 0, ofPieces(4)};
  const Said promised{firstOrder, 0, ofPieces(4, hour(24))};
  const Said paid{firstOrder, 1, PaymentRecorded{{40'000}, ""}};
  const Said sent{firstOrder, 2, shipped("P", 4)};
  row("placed", {placed}, "one: placed unpaid; open\n");
  row("shipped and not paid", {placed, sent}, "one: shipped unpaid; unpaid_shipped\n");
  row("shipped and paid", {placed, paid, sent}, "one: shipped paid;\n");
  row("shipped in part, paid in part", {placed, {firstOrder, 1, PaymentRecorded{{5'000}, ""}}, {firstOrder, 2, shipped("P", 1)}}, "one: part_shipped part_paid; open unpaid_shipped\n");
  row("shipped, a source that does not say what was paid", {{firstOrder, 0, ofPieces(4, {}, false)}, sent}, "one: shipped unknown;\n");
  row("all came back, nothing is owed", {placed, sent, {firstOrder, 3, back(4)}}, "one: returned unpaid;\n");
  row("some came back, the rest is owed", {placed, sent, {firstOrder, 3, back(3)}}, "one: part_returned unpaid; unpaid_shipped\n");
  row("paid and given back", {placed, paid, sent, {firstOrder, 3, PaymentRefunded{{40'000}}}}, "one: shipped refunded;\n");
  row("cancelled", {placed, {firstOrder, 1, OrderCancelled{"x"}}}, "one: cancelled unpaid;\n");
  row("promised and not sent", {promised}, "one: placed unpaid; open late\n");
  row("promised, sent in part", {promised, paid, {firstOrder, 3, shipped("P", 3)}}, "one: part_shipped paid; open late\n");
  row("promised, sent in time", {promised, paid, {firstOrder, 24, shipped("P", 4)}}, "one: shipped paid;\n");
  row("promised, sent late", {promised, paid, {firstOrder, 25, shipped("P", 4)}}, "one: shipped paid; shipped_late\n");
  row("promised, the last of it sent late", {promised, paid, {firstOrder, 3, shipped("P", 3)}, {firstOrder, 25, shipped("Q", 1)}}, "one: shipped paid; shipped_late\n");
  row("promised, cancelled", {promised, {firstOrder, 1, OrderCancelled{"x"}}}, "one: cancelled unpaid;\n");
  row("promised, the rest taken out", {promised, paid, {firstOrder, 3, shipped("P", 3)}, {firstOrder, 4, LinesAmended{{pieces(1, "cup", -1)}, {}, {}}}}, "one: shipped overpaid;\n");
  row("held", {placed, {firstOrder, 1, OrderHeld{"x"}}}, "one: on_hold unpaid; open on_hold\n");
  row("held and released", {placed, {firstOrder, 1, OrderHeld{"x"}}, {firstOrder, 2, OrderReleased{}}}, "one: placed unpaid; open\n");
  row("held, all of it had left", {placed, paid, sent, {firstOrder, 3, OrderHeld{"x"}}}, "one: shipped paid;\n");
  row("held, part of it had left", {placed, paid, {firstOrder, 2, shipped("P", 1)}, {firstOrder, 3, OrderHeld{"x"}}}, "one: on_hold paid; open on_hold\n");
  row("not handed over", {placed, paid, sent, {firstOrder, 3, DeliveryFailed{"P", "x"}}}, "one: delivery_failed paid; failed_deliveries\n");
  row("not handed over, then it was", {placed, paid, sent, {firstOrder, 3, DeliveryFailed{"P", "x"}}, {firstOrder, 4, PackageDelivered{"P"}}}, "one: delivered paid;\n");
  row("one of two not handed over, some of the other came back",
      {placed, paid, {firstOrder, 2, shipped("P", 2)}, {firstOrder, 2, shipped("Q", 2)}, {firstOrder, 3, DeliveryFailed{"P", "x"}}, {firstOrder, 4, PackageDelivered{"Q"}}, {firstOrder, 5, back(1)}},
      "one: part_returned overpaid; failed_deliveries\n");
  row("not handed over, all came back", {placed, paid, sent, {firstOrder, 3, DeliveryFailed{"P", "x"}}, {firstOrder, 5, back(4)}}, "one: returned overpaid;\n");
  row("2 shipped, 1 returned, 1 taken out", {placed, {firstOrder, 2, shipped("P", 2)}, {firstOrder, 3, back(1)}, {firstOrder, 4, LinesAmended{{pieces(1, "cup", -2)}, {}, {}}}}, "one: part_returned unpaid; unpaid_shipped\n");
  row("one product on two lines", {{firstOrder, 0, ofPieces(4)}, {firstOrder, 1, OrderLinesAdded{{pieces(2, "cup", 2)}, {}}}, {firstOrder, 2, shipped("P", 4)}}, "one: part_shipped unpaid; open unpaid_shipped\n");
  row("only its payment is known", {{firstOrder, 0, PaymentRecorded{{5'000}, ""}}}, "one: placed overpaid; open\n");
  row("only its shipment is known", {{firstOrder, 0, shipped("P", 4)}}, "one: shipped unknown;\n");
  row("came back, nothing says that it left", {promised, paid, {firstOrder, 5, back(4)}}, "one: returned overpaid;\n");
  row("some came back, nothing says that it left", {promised, paid, {firstOrder, 5, back(3)}}, "one: part_returned overpaid; open late\n");
  row("arrived, nothing says that it left", {promised, paid, {firstOrder, 5, PackageDelivered{"P"}}}, "one: placed paid;\n");
  row("arrived unpaid, nothing says that it left", {promised, {firstOrder, 5, PackageDelivered{"P"}}}, "one: placed unpaid; unpaid_shipped\n");
  row("packed and arrived, nothing says that it left", {promised, paid, {firstOrder, 1, PackagePacked{"P", {{1, {4'000}}}}}, {firstOrder, 5, PackageDelivered{"P"}}}, "one: packed paid;\n");
  row("packed in part and arrived", {promised, paid, {firstOrder, 1, PackagePacked{"P", {{1, {1'000}}}}}, {firstOrder, 5, PackageDelivered{"P"}}}, "one: picking paid; open late\n");
  row("packed in part and arrived, the rest left", {promised, paid, {firstOrder, 1, PackagePacked{"P", {{1, {1'000}}}}}, {firstOrder, 5, PackageDelivered{"P"}}, {firstOrder, 6, shipped("Q", 3)}}, "one: part_shipped paid;\n");
  row("one arrived with what nobody knows, another left", {promised, paid, {firstOrder, 1, shipped("P", 3)}, {firstOrder, 5, PackageDelivered{"Q"}}}, "one: part_shipped paid; open late\n");
  row("arrived, it left in part", {promised, paid, {firstOrder, 1, shipped("P", 3)}, {firstOrder, 5, PackageDelivered{"P"}}}, "one: part_delivered paid; open late\n");
  row("only its lines are known", {{firstOrder, 0, OrderLinesAdded{{pieces(1, "cup", 4)}, {}}}}, "one: placed unknown; open\n");
  row("imported", {{firstOrder, 0, ofPieces(4, hour(1), false), Origin::Import}}, "one: placed unknown imported; open late\n");
  row("imported, then somebody acts on it", {{firstOrder, 0, ofPieces(4, hour(1), false), Origin::Import}, {firstOrder, 3, OrderConfirmed{}}}, "one: confirmed unknown; open late\n");
  row("imported without a time, of no age", {{firstOrder, unsaid, ofPieces(4, hour(1), false), Origin::Import}}, "one: placed unknown imported; open late\n");
  row("two of them", {promised, {secondOrder, 1, ofPieces(1)}, sent, {secondOrder, 2, OrderHeld{"x"}}}, "one: shipped unpaid; unpaid_shipped\ntwo: on_hold unpaid; open on_hold\n");
}

void OperationsTest::listsFollowWhatHappened() {
  QFETCH(std::vector<Said>, said);
  QFETCH(QString, told);
  // As it happened, and turned round; an event a transaction, and all in one.
  for (const bool turned : {false, true})
    for (const std::size_t batch : {std::size_t{1}, said.size()}) {
      std::vector<Said> arrives = said;
      if (turned) std::reverse(arrives.begin(), arrives.end());
      BareOperations operations(arrives, batch);
      QCOMPARE(QString::fromStdString(operations.told()), told);
      QCOMPARE(operations.miscounted(), std::string());
    }
}

void OperationsTest::openOrdersAreCountedByTheDayOfTheShop() {
  ProjectedShop shop;
  // 23:30 UTC on 31 July is the first of August in London.
  shop.append(firstOrder, ofPieces(1), *base::Timestamp::fromText("2011-07-31T23:30:00Z"));
  const auto day = [&](const std::string& zone) {
    auto view = shop.open("operations", "views-" + zone.substr(0, 3), zone);
    while (view->step()) {
    }
    view.reset();
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / ("views-" + zone.substr(0, 3)), "operations", 1), sqlite::Access::ReadOnly, *shop.files);
    return *connection->number(("SELECT value FROM counts WHERE orders=1 AND kind=" + std::to_string(static_cast<int>(projection::Operations::Kind::OpenSince))).c_str());
  };
  QCOMPARE(day("UTC"), base::daysSince1970({2011, 7, 31}));
  QCOMPARE(day("Europe/London"), base::daysSince1970({2011, 8, 1}));
}

void OperationsTest::stockFollowsWhatHappened_data() {
  QTest::addColumn<std::vector<Said>>("said");
  QTest::addColumn<QString>("stock");  // on hand, reserved, whether it is out of stock
  const auto row = [](const char* name, const std::vector<Said>& said, const char* stock) { QTest::newRow(name) << said << QString::fromLatin1(stock); };
  const store::StreamRef cup{Category::Product, "cup"};
  const Said five{cup, 0, StockReceived{{5'000}}};
  const auto holding = [](const store::StreamRef& order, int count) {
    OrderPlaced placed = ofPieces(count);
    placed.lines = {pieces(1, "cup", count, true)};
    return Said{order, 1, placed};
  };
  row("never counted", {{firstOrder, 0, ofPieces(4)}, {firstOrder, 1, shipped("P", 4)}}, "");
  row("received", {five}, "cup 5 0 0\n");
  row("counted down to nothing", {five, {cup, 1, StockAdjusted{{-5'000}, "x"}}}, "cup 0 0 1\n");
  row("held for an order", {five, holding(firstOrder, 4)}, "cup 5 4 0\n");
  row("all held", {five, holding(firstOrder, 4), holding(secondOrder, 1)}, "cup 5 5 1\n");
  row("shipped", {five, holding(firstOrder, 4), {firstOrder, 2, shipped("P", 3)}}, "cup 2 1 0\n");
  row("cancelled after some of it left", {five, holding(firstOrder, 5), {firstOrder, 2, shipped("P", 3)}, {firstOrder, 3, OrderCancelled{"x"}}}, "cup 2 0 0\n");
  row("cancelled twice", {five, holding(firstOrder, 5), {firstOrder, 3, OrderCancelled{"x"}}, {firstOrder, 4, OrderCancelled{"x"}}}, "cup 5 0 0\n");
  row("amended", {five, holding(firstOrder, 2), {firstOrder, 2, LinesAmended{{pieces(1, "cup", 1, true)}, {pieces(2, "cup", 2, true)}, {}}}}, "cup 5 5 1\n");
  row("more was shipped than ordered", {five, holding(firstOrder, 2), {firstOrder, 2, shipped("P", 5)}}, "cup 0 0 1\n");
  row("a line that holds none", {five, {firstOrder, 1, ofPieces(4)}, {firstOrder, 2, shipped("P", 4)}}, "cup 5 0 0\n");
}

// In the order of the log alone: a line that holds stock was decided on, so it is known before anything is said of it.
void OperationsTest::stockFollowsWhatHappened() {
  QFETCH(std::vector<Said>, said);
  QFETCH(QString, stock);
  for (const std::size_t batch : {std::size_t{1}, said.size()}) {
    BareOperations operations(said, batch);
    QCOMPARE(QString::fromStdString(operations.rows("SELECT product, on_hand/1000, reserved/1000, is_tracked AND on_hand<=reserved FROM stock ORDER BY product")), stock);
  }
}

void OperationsTest::whatWasRolledBackIsNotListed() {
  BareOperations operations({}, 1);
  for (const bool comes : {false, true}) {
    auto transaction = sqlite::Transaction::begin(operations.connection);
    operations.model->begin();
    operations.apply({firstOrder, 0, ofPieces(4)});
    if (comes) QVERIFY(operations.model->settle().has_value() && transaction->commit().has_value());
  }
  QCOMPARE(operations.rows("SELECT goods FROM orders"), std::string("40000\n"));
  QCOMPARE(operations.miscounted(), std::string());
}

void OperationsTest::aLongTransactionIsWrittenInParts() {
  BareOperations operations({}, 1);
  operations.model->begin();
  std::int64_t number = 0;
  while (*operations.connection.number("SELECT count(*) FROM orders") == 0 && number < 5'000) {
    store::StoredEvent stored;
    stored.stream = {Category::Order, std::to_string(++number)};
    stored.orderNumber = number;
    QVERIFY(operations.model->apply(stored, ofPieces(1)).has_value());
  }
  QVERIFY(number <= 5'000);
  QCOMPARE(*operations.connection.number("SELECT count(*) FROM orders"), number);
}

TWINLANE_TEST(OperationsTest)
#include "operations_test.moc"
