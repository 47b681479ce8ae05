#include "core/projection/projected_shop.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::domain;
using tests::ProjectedShop;

namespace {

const std::string customerTable = "SELECT customer, currency, orders, gross/10000, charges/10000, returned/10000, cancelled/10000 FROM sales ORDER BY customer, currency";
// What is open: orders, units and what is to be paid; how often something came back, and how much.
const std::string openTable = "SELECT customer, open_orders, open_units/1000, due/10000, returns, returned_units/1000 FROM sales WHERE currency<>'' ORDER BY customer";
const std::string stockTable = "SELECT product, on_hand/1000, reserved/1000, is_tracked FROM stock ORDER BY product";
const std::string productTable = "SELECT product, currency, orders, units/1000, gross/10000, returned/10000, cancelled/10000 FROM sales WHERE currency<>'' OR orders<>0 ORDER BY product, currency";

base::Timestamp minute(int n) { return base::Timestamp{1'700'000'000'000'000 + n * 60'000'000LL}; }

// `pieces` at one pound each, below zero for what an amendment takes away or a return brings.
OrderLine lineOf(int number, const char* product, int pieces, const char* description = "") {
  return {number, ProductId(product), {pieces * 1'000}, {10'000}, {pieces * 10'000}, description, {}, {}, {}, false};
}

OrderPlaced placedBy(const char* customer, std::vector<OrderLine> lines, std::vector<Charge> charges = {}) {
  OrderPlaced placed;
  if (customer != nullptr) placed.customer = CustomerId(customer);
  placed.currency = tests::pounds;
  placed.lines = std::move(lines);
  placed.charges = std::move(charges);
  return placed;
}

ReturnReceived returnOf(const char* customer, std::vector<OrderLine> lines) {
  ReturnReceived received;
  if (customer != nullptr) received.customer = CustomerId(customer);
  received.currency = tests::pounds;
  received.lines = std::move(lines);
  return received;
}

LinesReturned backOf(int line, int pieces) { return {tests::pounds, {{line, {pieces * 1'000}, {pieces * 10'000}}}, "torn"}; }

const store::StreamRef orderA{Category::Order, "A"}, orderB{Category::Order, "B"}, returnR{Category::Return, "R"};

struct Happened {
  store::StreamRef stream;
  Event event;
};

}  // namespace

class SalesTest : public QObject {
  Q_OBJECT
 private slots:
  void figuresFollowWhatHappened_data();
  void figuresFollowWhatHappened();
  void openItemsFollowWhatHappened_data();
  void openItemsFollowWhatHappened();
  void ofAProfileTheLatestThatWasGivenHolds();
  void stockIsThatOfTheOperators();
  void customersWithoutAnOrderAreListedAndGuestsAreNot();
  void ordersOfACustomerHaveAFirstAndALast();
  void aProductIsCalledAsListedElseAsItsLatestLineSays();
  void customersProductsAndRevenueAgree();
  void whatWasRolledBackIsNotCounted();
  void soManyProductsAreNotKeptBack();
};

void SalesTest::figuresFollowWhatHappened_data() {
  QTest::addColumn<std::vector<Happened>>("happened");
  QTest::addColumn<QString>("customers");  // orders gross charges returned cancelled
  QTest::addColumn<QString>("products");   // orders units gross returned cancelled
  const auto row = [](const char* name, const std::vector<Happened>& happened, const char* customers, const char* products) {
    QTest::newRow(name) << happened << QString::fromLatin1(customers) << QString::fromLatin1(products);
  };
  const Happened placed{orderA, placedBy("ann", {lineOf(1, "cup", 4), lineOf(2, "jug", 1)}, {{"carriage", {50'000}}})};
  row("placed", {placed}, "ann GBP 1 5 5 0 0\n", "cup GBP 1 4 4 0 0\njug GBP 1 1 1 0 0\n");
  row("of a guest", {{orderA, placedBy(nullptr, {lineOf(1, "cup", 4)})}}, "", "cup GBP 1 4 4 0 0\n");
  row("one product on two lines is one order of it", {{orderA, placedBy("ann", {lineOf(1, "cup", 4), lineOf(2, "cup", 3)})}, {orderA, OrderLinesAdded{{lineOf(3, "cup", 1)}, {}}}},
      "ann GBP 1 8 0 0 0\n", "cup GBP 1 8 8 0 0\n");
  row("amended up and down", {placed, {orderA, LinesAmended{{lineOf(1, "cup", -1), lineOf(2, "jug", 2)}, {lineOf(3, "tin", 5)}, {}}}}, "ann GBP 1 12 5 0 -1\n",
      "cup GBP 1 3 4 0 -1\njug GBP 1 3 3 0 0\ntin GBP 1 5 5 0 0\n");
  row("cancelled", {placed, {orderA, OrderCancelled{"x"}}}, "ann GBP 1 5 0 0 -5\n", "cup GBP 1 4 4 0 -4\njug GBP 1 1 1 0 -1\n");
  row("amended, then cancelled", {placed, {orderA, LinesAmended{{lineOf(1, "cup", -1)}, {}, {}}}, {orderA, OrderCancelled{"x"}}}, "ann GBP 1 5 0 0 -5\n",
      "cup GBP 1 3 4 0 -4\njug GBP 1 1 1 0 -1\n");
  row("cancelled after some of it left", {placed, {orderA, OrderCancelled{"x"}}, {orderA, PackageShipped{"P", {{1, {1'000}}}, ""}}}, "ann GBP 1 5 5 0 0\n",
      "cup GBP 1 4 4 0 0\njug GBP 1 1 1 0 0\n");
  row("returned", {placed, {orderA, PackageShipped{"P", {{1, {4'000}}}, ""}}, {orderA, backOf(1, 3)}}, "ann GBP 1 5 5 -3 0\n", "cup GBP 1 4 4 -3 0\njug GBP 1 1 1 0 0\n");
  row("returned before it is known", {{orderA, backOf(1, 1)}, {orderA, backOf(1, 2)}, placed}, "ann GBP 1 5 5 -3 0\n", "cup GBP 1 4 4 -3 0\njug GBP 1 1 1 0 0\n");
  row("cancelled before it is known", {{orderA, OrderCancelled{"x"}}, placed}, "ann GBP 1 5 0 0 -5\n", "cup GBP 1 4 4 0 -4\njug GBP 1 1 1 0 -1\n");
  row("the rest of it comes first", {{orderA, OrderLinesAdded{{lineOf(3, "cup", 2)}, {}}}, {orderA, LinesAmended{{lineOf(3, "cup", -1)}, {}, {}}}, placed}, "ann GBP 1 7 5 0 -1\n",
      "cup GBP 1 5 6 0 -1\njug GBP 1 1 1 0 0\n");
  row("lines of an order that is not known yet have no currency", {{orderA, OrderLinesAdded{{lineOf(3, "cup", 2)}, {}}}}, "", "cup  1 2 2 0 0\n");
  row("a return without an order", {placed, {returnR, returnOf("ann", {lineOf(1, "cup", -2), lineOf(2, "tin", -1)})}}, "ann GBP 1 5 5 -3 0\n",
      "cup GBP 1 4 4 -2 0\njug GBP 1 1 1 0 0\ntin GBP 0 0 0 -1 0\n");
  row("a return of nobody", {placed, {returnR, returnOf(nullptr, {lineOf(1, "cup", -2)})}}, "ann GBP 1 5 5 0 0\n", "cup GBP 1 4 4 -2 0\njug GBP 1 1 1 0 0\n");
  row("two orders, one of them cancelled", {placed, {orderB, placedBy("ann", {lineOf(1, "cup", 10)})}, {orderB, OrderCancelled{"x"}}}, "ann GBP 2 15 5 0 -10\n",
      "cup GBP 2 14 14 0 -10\njug GBP 1 1 1 0 0\n");
}

void SalesTest::figuresFollowWhatHappened() {
  QFETCH(std::vector<Happened>, happened);
  QFETCH(QString, customers);
  QFETCH(QString, products);
  ProjectedShop shop;
  int at = 0;
  for (const Happened& one : happened) shop.append(one.stream, one.event, minute(++at));
  QCOMPARE(QString::fromStdString(shop.folded("customer_summary", customerTable)), customers);
  QCOMPARE(QString::fromStdString(shop.folded("product_sales", productTable)), products);
  // The same, however the events arrive.
  std::sort(happened.begin(), happened.end(), [](const Happened& a, const Happened& b) { return a.event.index() > b.event.index(); });
  ProjectedShop turned;
  for (const Happened& one : happened) turned.append(one.stream, one.event, minute(++at));
  QCOMPARE(QString::fromStdString(turned.folded("customer_summary", customerTable)), customers);
  QCOMPARE(QString::fromStdString(turned.folded("product_sales", productTable)), products);
}

void SalesTest::openItemsFollowWhatHappened_data() {
  QTest::addColumn<std::vector<Happened>>("happened");
  QTest::addColumn<QString>("open");
  const auto row = [](const char* name, const std::vector<Happened>& happened, const char* open) { QTest::newRow(name) << happened << QString::fromLatin1(open); };
  const auto sent = [](int line, int pieces) { return Event(PackageShipped{"P" + std::to_string(line), {{line, {pieces * 1'000}}}, ""}); };
  OrderPlaced unknown = placedBy("ann", {lineOf(1, "cup", 4)});
  unknown.paymentKnown = false;
  const Happened placed{orderA, placedBy("ann", {lineOf(1, "cup", 4), lineOf(2, "jug", 1)}, {{"carriage", {50'000}}})};
  row("placed", {placed}, "ann 1 5 10 0 0\n");
  row("partly paid and sent", {placed, {orderA, PaymentRecorded{{40'000}, ""}}, {orderA, sent(1, 4)}}, "ann 1 1 6 0 0\n");
  row("all sent, not paid", {placed, {orderA, sent(1, 4)}, {orderA, sent(2, 1)}}, "ann 0 0 10 0 0\n");
  row("paid too much", {placed, {orderA, PaymentRecorded{{120'000}, ""}}}, "ann 1 5 -2 0 0\n");
  row("cancelled", {placed, {orderA, OrderCancelled{"x"}}}, "ann 0 0 0 0 0\n");
  row("no source says what was paid", {{orderA, unknown}}, "ann 1 4 0 0 0\n");
  row("twice returned", {placed, {orderA, sent(1, 4)}, {orderA, sent(2, 1)}, {orderA, backOf(1, 1)}, {orderA, backOf(1, 2)}}, "ann 0 0 7 1 3\n");
  row("amended, mixed with another", {placed, {orderA, LinesAmended{{lineOf(1, "cup", -1)}, {lineOf(3, "tin", 5)}, {}}}, {orderB, placedBy("ann", {lineOf(1, "cup", 10)})}, {orderB, OrderCancelled{"x"}}}, "ann 1 9 14 0 0\n");
  row("a return without an order", {placed, {returnR, returnOf("ann", {lineOf(1, "cup", -2), lineOf(2, "tin", -1)})}}, "ann 1 5 10 1 3\n");
  row("partly unknown", {{orderA, PaymentRecorded{{40'000}, ""}}, {orderA, sent(1, 4)}}, "");
}

void SalesTest::openItemsFollowWhatHappened() {
  QFETCH(std::vector<Happened>, happened);
  QFETCH(QString, open);
  int at = 0;
  ProjectedShop shop;
  for (const Happened& one : happened) shop.append(one.stream, one.event, minute(++at));
  QCOMPARE(QString::fromStdString(shop.folded("customer_summary", openTable)), open);
  std::sort(happened.begin(), happened.end(), [](const Happened& a, const Happened& b) { return a.event.index() > b.event.index(); });
  ProjectedShop turned;
  for (const Happened& one : happened) {
    turned.append(one.stream, one.event, minute(++at));
    turned.folded("customer_summary", "SELECT 1");  // each a transaction of its own
  }
  QCOMPARE(QString::fromStdString(turned.folded("customer_summary", openTable)), open);
}

void SalesTest::ofAProfileTheLatestThatWasGivenHolds() {
  ProjectedShop shop;
  const store::StreamRef ann{Category::Customer, "ann"};
  shop.append(ann, ProfileUpdated{"", "ann@new.example", "", "Mill Lane 2"}, minute(3));
  shop.append(ann, CustomerRegistered{"Ann", "ann@old.example", "0123", "Mill Lane 1"}, minute(1));
  shop.append(ann, ProfileUpdated{"Ann Sayer", "", "", ""}, minute(2));
  QCOMPARE(shop.folded("customer_summary", "SELECT said FROM profiles WHERE customer='ann' ORDER BY field"), std::string("Ann Sayer\nann@new.example\n0123\nMill Lane 2\n"));
}

// Both lists fold it in one way; here are its cases from commands, which hold stock, in operations_test those of facts.
void SalesTest::stockIsThatOfTheOperators() {
  ProjectedShop shop;
  shop.trade(30);
  shop.give(ReceiveStock{ProductId("TIN"), {5'000}});
  const std::string stock = shop.folded("product_sales", stockTable);
  QVERIFY2(stock.starts_with("CUP ") && stock.ends_with("\nTIN 5 0 1\n") && !stock.starts_with("CUP 1000 0"), stock.c_str());
  QCOMPARE(shop.folded("operations", stockTable), stock);
  // What there is stock of is a product.
  QCOMPARE(shop.folded("product_sales", "SELECT count(*) FROM sales WHERE product='TIN'"), std::string("1\n"));
}

void SalesTest::customersWithoutAnOrderAreListedAndGuestsAreNot() {
  ProjectedShop shop;
  const store::StreamRef ann{Category::Customer, "ann"};
  shop.append(orderA, placedBy(nullptr, {lineOf(1, "cup", 1)}), minute(1));
  shop.append(ann, ProfileUpdated{"Ann Sayer", "", "", ""}, minute(3));
  shop.append(ann, CustomerRegistered{"Ann", "", "", ""}, minute(2));
  shop.append({Category::Customer, "cy"}, CustomerRegistered{"", "", "", ""}, minute(2));
  shop.append(orderB, placedBy("bob", {lineOf(1, "cup", 1)}), minute(1));
  shop.append(returnR, returnOf("dan", {lineOf(1, "cup", -1)}), minute(1));
  QCOMPARE(shop.folded("customer_summary", "SELECT customer, (SELECT said FROM profiles p WHERE p.customer=c.customer AND field=0), (SELECT sum(orders) FROM sales s WHERE s.customer=c.customer) FROM customers c ORDER BY customer"),
           std::string("ann Ann Sayer NULL\nbob NULL 1\ncy NULL NULL\ndan NULL 0\n"));
}

void SalesTest::ordersOfACustomerHaveAFirstAndALast() {
  ProjectedShop shop;
  shop.append(orderA, placedBy("ann", {lineOf(1, "cup", 1)}), minute(5));
  shop.append(orderB, placedBy("ann", {lineOf(1, "cup", 1)}), minute(9));
  shop.append(orderB, OrderLinesAdded{{lineOf(2, "cup", 1)}, {}}, minute(2));
  QCOMPARE(shop.folded("customer_summary", "SELECT min(placed_at), max(placed_at) FROM orders WHERE customer='ann'"), std::to_string(minute(2).micros) + " " + std::to_string(minute(5).micros) + "\n");
}

void SalesTest::aProductIsCalledAsListedElseAsItsLatestLineSays() {
  const std::string names = "SELECT product, ifnull((SELECT name FROM names n WHERE n.product=s.product), '-'), description FROM sales s ORDER BY product";
  ProjectedShop shop;
  shop.append(orderA, placedBy("ann", {lineOf(1, "cup", 1, "CUP RED"), lineOf(2, "jug", 1, "JUG")}), minute(5));
  shop.append(orderB, placedBy("ann", {lineOf(1, "cup", 1, "Cup"), lineOf(2, "jug", 1)}), minute(3));
  shop.append({Category::Product, "jug"}, ProductListed{"Jug, blue", {10'000}, tests::pounds}, minute(1));
  QCOMPARE(shop.folded("product_sales", names), std::string("cup - CUP RED\njug Jug, blue JUG\n"));
}

// What all customers and guests bought, and all products sold, is the shop's revenue.
void SalesTest::customersProductsAndRevenueAgree() {
  ProjectedShop shop;
  shop.trade(60);
  const std::string sums = "SELECT currency, sum(gross), sum(returned), sum(cancelled) FROM ";
  const std::string revenue = shop.folded("revenue", sums + "periods WHERE kind=1 GROUP BY currency");
  QVERIFY(revenue.starts_with("GBP ") && revenue.find(" 0 ") == std::string::npos);
  QCOMPARE(shop.folded("product_sales", sums + "sales WHERE currency<>'' GROUP BY currency"), revenue);
  // Ann's orders are every fourth; the others are of guests.
  const std::string ofAnn = shop.folded("customer_summary", sums + "sales GROUP BY currency");
  QCOMPARE(ofAnn, shop.folded("customer_summary", "SELECT currency, sum(gross), -sum(returned), sum(CASE WHEN order_cancelled AND shipped=0 THEN -gross ELSE goods-gross END) FROM orders WHERE customer='ann' GROUP BY currency"));
  QCOMPARE(shop.folded("customer_summary", "SELECT currency, sum(gross), -sum(returned), sum(CASE WHEN order_cancelled AND shipped=0 THEN -gross ELSE goods-gross END) FROM orders GROUP BY currency"), revenue);
}

// The list over a connection of its own, without the projection around it.
struct BareList {
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  sqlite::Connection connection = std::move(*sqlite::Connection::open(":memory:", sqlite::Access::Create, *files));
  std::unique_ptr<projection::ReadModel> model = std::move(*projection::makeReadModel("product_sales", "UTC"));

  BareList() {
    if (!connection.run(model->schema()) || !model->prepare(connection)) qFatal("not made");
  }
  void place(std::int64_t number, std::vector<OrderLine> lines) {
    store::StoredEvent stored;
    stored.stream = orderA;
    stored.orderNumber = number;
    if (!model->apply(stored, placedBy("ann", std::move(lines)))) qFatal("not applied");
  }
};

void SalesTest::whatWasRolledBackIsNotCounted() {
  BareList list;
  for (const bool comes : {false, true}) {
    auto transaction = sqlite::Transaction::begin(list.connection);
    list.model->begin();
    list.place(1, {lineOf(1, "cup", 1)});
    if (comes) QVERIFY(list.model->settle().has_value() && transaction->commit().has_value());
  }
  QCOMPARE(*list.connection.number("SELECT sum(gross) FROM sales"), 10'000);
}

void SalesTest::soManyProductsAreNotKeptBack() {
  BareList list;
  list.model->begin();
  std::int64_t number = 0;
  while (*list.connection.number("SELECT count(*) FROM sales") == 0 && number < 20'000) list.place(number, {lineOf(1, ("p" + std::to_string(number)).c_str(), 1)}), ++number;
  QVERIFY(number <= 10'000);
  list.place(number, {lineOf(1, "p0", 1)});
  QVERIFY(list.model->settle().has_value());
  QCOMPARE(*list.connection.number("SELECT count(*) FROM sales"), number);
  QCOMPARE(*list.connection.number("SELECT sum(gross) FROM sales"), (number + 1) * 10'000);
}

TWINLANE_TEST(SalesTest)
#include "sales_test.moc"
