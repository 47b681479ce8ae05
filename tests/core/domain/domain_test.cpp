#include "domain/decide.h"
#include "domain/decision_table.h"
#include "domain/encoding.h"
#include "domain/json_text.h"
#include "domain/price.h"
#include "base/random.h"
#include "support/sample_orders.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace twinlane;
using namespace twinlane::domain;
using tests::orderOf;

namespace {

DecisionInput after(const std::vector<Event>& events) {
  DecisionInput input;
  for (const Event& event : events) evolve(input.order, event, base::Timestamp{1});
  return input;
}

OrderPlaced placedOf(const PlaceOrder& command, DecisionInput input = {}) {
  const auto decision = decide(command, input);
  return std::get<OrderPlaced>(decision->events.front());
}

RejectionReason rejection(const Command& command, const DecisionInput& input) {
  const auto decision = decide(command, input);
  return decision ? RejectionReason::InvalidFields : decision.error().reason;
}

Node parse(const char* text) {
  const auto node = fromJson(text);
  if (!node) qFatal("%s", node.error().what.c_str());
  return *node;
}

std::string problemsOf(const char* json) {
  std::string all;
  for (const FieldProblem& problem : commandFromNode(parse(json)).problems) all += problem.name + ";";
  return all;
}

}  // namespace

class DecideTest : public QObject {
  Q_OBJECT
 private slots:
  void placesWithTheListedPrice();
  void refusesMoreThanIsFree();
  void shipsWhatIsLeft();
  void refusesMoreThanWasOrdered();
  void cancelsOnlyBeforeShipping();
  void everyStateAnswersEveryCommand();
};

void DecideTest::placesWithTheListedPrice() {
  PlaceOrder order = orderOf("A1");
  order.lines.front().unitPrice.reset();
  QCOMPARE(rejection(order, {}), RejectionReason::PriceNotKnown);
  DecisionInput input;
  input.products[ProductId("CUP")].state = {true, "Cup", {19'990}, tests::pounds, false};
  QCOMPARE(placedOf(order, input).lines.front().net.toText(), std::string("3.998"));
  input.products[ProductId("CUP")].state.currency = {{'E', 'U', 'R'}};
  QCOMPARE(rejection(order, input), RejectionReason::CurrencyMismatch);
}

void DecideTest::refusesMoreThanIsFree() {
  DecisionInput input;
  input.products[ProductId("CUP")].available = Quantity{3000};
  QCOMPARE(decide(orderOf("A1", "CUP", 3), input)->takes.front().second.thousandths, 3000);
  PlaceOrder twice = orderOf("A1", "CUP", 2);
  twice.lines.push_back(twice.lines.front());
  QCOMPARE(rejection(twice, input), RejectionReason::OutOfStock);
  QVERIFY(!placedOf(orderOf("A1")).lines.front().reserved);
}

void DecideTest::shipsWhatIsLeft() {
  const OrderPlaced placed = placedOf(orderOf("A1", "CUP", 5));
  const DecisionInput partly = after({placed, PackageShipped{"P1", {{1, {2000}}}, ""}});
  const auto decision = decide(ShipPackage{OrderId("A1"), "", {}, ""}, partly);
  const auto& shipped = std::get<PackageShipped>(decision->events.front());
  QCOMPARE(shipped.package, std::string("P2"));
  QCOMPARE(shipped.lines.front().quantity.thousandths, 3000);
  QCOMPARE(name(status(partly.order)), "part_shipped");
  QCOMPARE(rejection(ShipPackage{OrderId("A1"), "P1", {}, ""}, partly), RejectionReason::PackageExists);
}

void DecideTest::refusesMoreThanWasOrdered() {
  const DecisionInput placed = after({placedOf(orderOf("A1", "CUP", 2))});
  QCOMPARE(rejection(ShipPackage{OrderId("A1"), "", {{1, {1500}}, {1, {1000}}}, ""}, placed), RejectionReason::MoreThanOrdered);
  QCOMPARE(rejection(ShipPackage{OrderId("A1"), "", {{9, {1000}}}, ""}, placed), RejectionReason::UnknownLine);
}

void DecideTest::cancelsOnlyBeforeShipping() {
  const OrderPlaced placed = placedOf(orderOf("A1"));
  QCOMPARE(name(status(after({placed, OrderCancelled{"x"}}).order)), "cancelled");
  QCOMPARE(rejection(CancelOrder{OrderId("A1"), "x"}, after({placed, PackageShipped{"P1", {{1, {1000}}}, ""}})), RejectionReason::OrderAlreadyShipped);
  QCOMPARE(rejection(CancelOrder{OrderId("A1"), "x"}, after({placed, OrderCancelled{"x"}})), RejectionReason::OrderIsCancelled);
}

void DecideTest::everyStateAnswersEveryCommand() {
  std::set<std::string> commands;
  const Node table = decisionTable();
  for (const Node& row : table.items) {
    commands.insert(row.find("command")->text);
    QVERIFY(!row.find("outcome")->text.empty());
  }
  QCOMPARE(commands.size(), std::variant_size_v<Command>);
  QCOMPARE(table.items.size(), std::size_t{7 * 5 + 4 * 2 + 2 * 2});
}

class FieldsTest : public QObject {
  Q_OBJECT
 private slots:
  void everyEventComesBackFromItsBytes();
  void goldenBytesOfVersionOneStay();
  void arbitraryBytesAreRefusedNotTrusted();
  void problemsNameTheField();
  void digestsTellContentsApart();
  void numbersKeepTheirDigits();
};

namespace {

std::vector<Event> samples() {
  OrderPlaced placed = placedOf(orderOf("A1"));
  placed.customer = CustomerId("ann");
  placed.charges.push_back({"carriage", {49'500}});
  placed.shipTo = "3 Mill Lane";
  placed.lines.front().discount = Factor{50'000};
  return {placed, OrderLinesAdded{placed.lines, {}}, PaymentRecorded{{12'500}, "card"}, PackageShipped{"P1", {{1, {2000}}}, "post"}, PackageDelivered{"P1"},
          OrderCancelled{"changed her mind"}, ProductListed{"Cup", {25'000}, tests::pounds}, StockReceived{{10'000}},
          CustomerRegistered{"Ann", "ann@example.org", "", "3 Mill Lane"}, ProfileUpdated{"", "", "0123", ""}, ReturnReceived{CustomerId("ann"), tests::pounds, placed.lines, "EIRE"}};
}

}  // namespace

void FieldsTest::everyEventComesBackFromItsBytes() {
  std::set<int> types;
  for (const Event& event : samples()) {
    const EncodedEvent encoded = encode(event);
    types.insert(encoded.type);
    const auto back = decode(encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed);
    QVERIFY2(back.has_value(), typeName(event));
    QVERIFY2(*back == event, typeName(event));
  }
  QCOMPARE(types.size(), std::variant_size_v<Event>);
}

void FieldsTest::goldenBytesOfVersionOneStay() {
  const EncodedEvent paid = encode(PaymentRecorded{{12'500}, "card"});
  QCOMPARE(base::toHex(paid.payload), std::string("821930d46463617264"));
  const EncodedEvent cancelled = encode(OrderCancelled{"no"});
  QCOMPARE(base::toHex(cancelled.payload) + "/" + base::toHex(cancelled.sealed), std::string("80/81626e6f"));
  const EncodedEvent shipped = encode(PackageShipped{"P1", {{1, {2000}}}, ""});
  QCOMPARE(base::toHex(shipped.payload), std::string("8362503181820119" "07d060"));
  const EncodedEvent placed = encode(placedOf(orderOf("A1")));
  QCOMPARE(base::toHex(placed.payload), std::string("86f66347425081" "8a0163435550" "1907d01961a819c35063437570f6f6f6f4" "8060f5"));
}

void FieldsTest::arbitraryBytesAreRefusedNotTrusted() {
  QVERIFY(rc::check("bytes never decode to something else than what encodes to them", [](const std::vector<std::uint8_t>& bytes, std::uint8_t type) {
    const auto event = decode(type % 13, 1, bytes, {});
    if (event) RC_ASSERT(encode(*event).payload == bytes);
  }));
  const EncodedEvent paid = encode(PaymentRecorded{{12'500}, "card"});
  for (std::size_t length = 0; length < paid.payload.size(); ++length)
    QVERIFY(!decode(paid.type, 1, base::ByteView(paid.payload).first(length), {}).has_value());
  QCOMPARE(decode(99, 1, {}, {}).error().code, base::ErrorCode::Newer);
  QCOMPARE(decode(paid.type, 2, paid.payload, {}).error().code, base::ErrorCode::Newer);
}

void FieldsTest::problemsNameTheField() {
  QCOMPARE(problemsOf(R"({"type":"Fly"})"), std::string("type;"));
  QCOMPARE(problemsOf(R"({"type":"PlaceOrder"})"), std::string("customer;currency;lines;"));
  QCOMPARE(problemsOf(R"({"type":"PlaceOrder","customer":null,"currency":"GBP","lines":[{"product":"CUP","quantity":"-1"}]})"), std::string("lines[0].quantity;"));
  QCOMPARE(problemsOf(R"({"type":"PlaceOrder","customer":null,"currency":"pounds","lines":[]})"), std::string("currency;"));
  QCOMPARE(problemsOf(R"({"type":"PlaceOrder","customer":null,"currency":"GBP","lines":[]})"), std::string("lines;"));
  QCOMPARE(problemsOf(R"({"type":"RecordPayment","order":"A1","amount":"1.23456","colour":"red"})"), std::string("amount;colour;"));
  QCOMPARE(problemsOf(R"({"type":"RecordPayment","order":"","amount":"99999999999999999999"})"), std::string("order;amount;"));
  QCOMPARE(problemsOf(R"({"type":"CancelOrder","order":"A1","reason":"ok","command_id":"x","actor":"ann","expected_version":3})"), std::string());
  QCOMPARE(problemsOf(R"([1])"), std::string(";"));
}

void FieldsTest::digestsTellContentsApart() {
  const Command a = orderOf("A1"), b = orderOf("A2");
  QVERIFY(contentDigest(a) == contentDigest(orderOf("A1")));
  QVERIFY(contentDigest(a) != contentDigest(b));
  QVERIFY(contentDigest(RecordPayment{OrderId("A1"), {1}, ""}) != contentDigest(RecordDelivery{OrderId("A1"), ""}));
}

void FieldsTest::numbersKeepTheirDigits() {
  const char* text = R"({"a":0.10,"b":-3,"c":[true,null,"\u00e9\n"],"d":{"e":12345678901234567890.5}})";
  QCOMPARE(QString::fromStdString(toJson(parse(text))), QString::fromUtf8(R"({"a":0.10,"b":-3,"c":[true,null,"é\n"],"d":{"e":12345678901234567890.5}})"));
  QVERIFY(!fromJson("{\"a\":1,\"a\":2}").has_value());
  QVERIFY(!fromJson("{\"a\":").has_value());
  QVERIFY(!fromJson(std::string(100, '[')).has_value());
}

class OrderStateTest : public QObject {
  Q_OBJECT
 private slots:
  void deliveriesInAnyOrderEndEqual();
  void roundsHalfToEvenOnce();
  void importedOrdersHaveUnknownPayment();
};

void OrderStateTest::deliveriesInAnyOrderEndEqual() {
  QVERIFY(rc::check("payments and deliveries commute", [](std::uint32_t seed) {
    const OrderPlaced placed = placedOf(orderOf("A1", "CUP", 6));
    std::vector<Event> first{placed, PackageShipped{"P1", {{1, {1000}}}, ""}, PackageShipped{"P2", {{1, {5000}}}, ""}};
    std::vector<std::pair<Event, std::int64_t>> rest{{PackageDelivered{"P1"}, 5}, {PackageDelivered{"P2"}, 9}, {PaymentRecorded{{70'000}, ""}, 3}, {PaymentRecorded{{80'000}, ""}, 7}};
    auto fold = [&](const std::vector<std::pair<Event, std::int64_t>>& tail) {
      DecisionInput input = after(first);
      for (const auto& [event, when] : tail) evolve(input.order, event, {when});
      return input.order;
    };
    const OrderState expected = fold(rest);
    base::SeededRandom random(seed);
    for (std::size_t i = rest.size(); i > 1; --i) std::swap(rest[i - 1], rest[random.below(i)]);
    RC_ASSERT(fold(rest) == expected);
    RC_ASSERT(status(expected) == OrderStatus::Delivered);
    RC_ASSERT(payment(expected) == PaymentStatus::Paid);
  }));
}

void OrderStateTest::roundsHalfToEvenOnce() {
  // 0.5 of a piece at 0.0001, 0.0003 and with a discount of a third.
  QCOMPARE(lineNet({500}, {1}, {}, {})->tenThousandths, 0);
  QCOMPARE(lineNet({500}, {3}, {}, {})->tenThousandths, 2);
  QCOMPARE(lineNet({-500}, {3}, {}, {})->tenThousandths, -2);
  QCOMPARE(lineNet({3000}, {10'000}, Factor{333'333}, Amount{1})->tenThousandths, 19'999 + 1 - 1);
  QVERIFY(!lineNet({1'000'000'000'000}, {10'000'000'000'000}, {}, {}).has_value());
}

void OrderStateTest::importedOrdersHaveUnknownPayment() {
  OrderPlaced placed = placedOf(orderOf("A1"));
  placed.paymentKnown = false;
  QCOMPARE(name(payment(after({placed}).order)), "unknown");
  QCOMPARE(name(payment(after({placed, PaymentRecorded{{10'000}, ""}}).order)), "part_paid");
}

TWINLANE_TEST(DecideTest)
TWINLANE_TEST(FieldsTest)
TWINLANE_TEST(OrderStateTest)
#include "domain_test.moc"
