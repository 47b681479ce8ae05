#include "core/domain/order_after.h"
#include "domain/decision_table.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "support/places.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <fstream>
#include <map>
#include <set>

using namespace twinlane;
using namespace twinlane::domain;
using tests::after;
using tests::orderOf;
using tests::placedOf;

namespace {

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
  ProductState& cup = input.products[ProductId("CUP")].state;
  evolve(cup, ProductListed{"Cup", {19'990}, tests::pounds}, {});
  QCOMPARE(placedOf(order, input).lines.front().net.toText(), std::string("3.998"));
  evolve(cup, PriceChanged{{19'990}, {{'E', 'U', 'R'}}}, {});
  QCOMPARE(rejection(order, input), RejectionReason::CurrencyMismatch);
}

void DecideTest::refusesMoreThanIsFree() {
  DecisionInput input;
  input.products[ProductId("CUP")].stock = StockFigures{{5000}, {2000}};
  QCOMPARE(decide(orderOf("A1", "CUP", 3), input)->stock.front().available->thousandths, 3000);
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
  QCOMPARE(rejection(ShipPackage{OrderId("A1"), "P1", {}, ""}, partly), RejectionReason::PackageAlreadyShipped);
  QCOMPARE(rejection(ShipPackage{OrderId("A1"), "P9", {}, ""}, partly), RejectionReason::PackageNotFound);
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
  std::map<std::string, std::set<std::string>> commandsOf;
  const Node table = decisionTable();
  for (const Node& row : table.items) {
    const std::string state = row.find("aggregate")->text + " " + row.find("state")->text;
    QVERIFY2(commandsOf[state].insert(row.find("command")->text).second, state.c_str());
    QVERIFY(!row.find("outcome")->text.empty());
  }
  std::set<std::string> all;
  std::map<std::string, std::set<std::string>> ofAggregate;
  for (const auto& [state, commands] : commandsOf) {
    std::set<std::string>& known = ofAggregate[state.substr(0, state.find(' '))];
    QVERIFY2(known.empty() || known == commands, state.c_str());
    known = commands;
    all.insert(commands.begin(), commands.end());
  }
  QCOMPARE(all.size(), std::variant_size_v<Command>);
  QCOMPARE(ofAggregate.size(), std::size_t{3});
  // Every status that events can bring about is the name of a state.
  for (const char* status : orderStatusNames)
    QVERIFY2(std::string(status) == "out_of_stock" || commandsOf.contains("order " + std::string(status)), status);
}

class FieldsTest : public QObject {
  Q_OBJECT
 private slots:
  void everyEventComesBackFromItsBytes();
  void goldenBytesStay_data();
  void goldenBytesStay();
  void everyVersionHasItsGoldenBytes();
  void arbitraryBytesAreRefusedNotTrusted();
  void problemsNameTheField();
  void digestsTellContentsApart();
  void numbersKeepTheirDigits();
};

namespace {

std::vector<Event> eventSamples() {
  OrderPlaced placed = placedOf(orderOf("A1"));
  placed.customer = CustomerId("ann");
  placed.charges.push_back({"carriage", {49'500}});
  placed.shipTo = "3 Mill Lane";
  placed.lines.front().discount = Factor{50'000};
  return {placed, OrderLinesAdded{placed.lines, {}}, PaymentRecorded{{12'500}, "card"}, PackageShipped{"P1", {{1, {2000}}}, "post"}, PackageDelivered{"P1"},
          OrderCancelled{"changed her mind"}, ProductListed{"Cup", {25'000}, tests::pounds}, StockReceived{{10'000}},
          CustomerRegistered{"Ann", "ann@example.org", "", "3 Mill Lane"}, ProfileUpdated{"", "", "0123", "", Amount{900}, tests::pounds}, ReturnReceived{CustomerId("ann"), tests::pounds, placed.lines, "EIRE"},
          LinesAmended{placed.lines, placed.lines, placed.charges}, AddressChanged{"EIRE", "4 Mill Lane"}, OrderConfirmed{}, PaymentRefunded{{500}}, LinesPicked{{{1, {1000}}}},
          PackagePacked{"P1", {{1, {1000}}}}, DeliveryFailed{"P1", "nobody there"}, LinesReturned{tests::pounds, {{1, {1000}, {500}}}, "torn"}, OrderHeld{"no address"},
          OrderReleased{}, NoteAdded{"rang twice"}, PriceChanged{{26'000}, tests::pounds}, StockAdjusted{{-3000}, "broken"}};
}

}  // namespace

void FieldsTest::everyEventComesBackFromItsBytes() {
  std::set<int> types;
  for (const Event& event : eventSamples()) {
    const EncodedEvent encoded = encode(event);
    types.insert(encoded.type);
    const auto back = decode(encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed);
    QVERIFY2(back.has_value(), typeName(event));
    QVERIFY2(*back == event, typeName(event));
  }
  QCOMPARE(types.size(), std::variant_size_v<Event>);
}

// Bytes as they were first written, for every version of every event: "payload/sealed". Rows are added, never changed.
void FieldsTest::goldenBytesStay_data() {
  QTest::addColumn<int>("type");
  QTest::addColumn<int>("version");
  QTest::addColumn<QString>("bytes");
  QTest::addColumn<QString>("view");
  std::ifstream golden(tests::fixture("event_bytes.tsv"));
  for (std::string row; std::getline(golden, row);) {
    const QStringList cells = QString::fromStdString(row).split('\t');
    QTest::newRow(qPrintable(cells[0] + " " + cells[1])) << cells[0].toInt() << cells[1].toInt() << cells[2] << cells.value(3);
  }
}

void FieldsTest::goldenBytesStay() {
  QFETCH(int, type);
  QFETCH(int, version);
  QFETCH(QString, bytes);
  QFETCH(QString, view);
  const QStringList parts = bytes.split('/');
  const auto bytesOf = [](const QString& hex) {
    const QByteArray raw = QByteArray::fromHex(hex.toLatin1());
    return base::Bytes(raw.begin(), raw.end());
  };
  const auto event = decode(type, version, bytesOf(parts[0]), bytesOf(parts[1]));
  QVERIFY(event.has_value());
  QCOMPARE(QString::fromStdString(toJson(toNode(*event))), view);
  const EncodedEvent again = encode(*event);
  if (again.schemaVersion == version) QCOMPARE(QString::fromStdString(base::toHex(again.payload) + "/" + base::toHex(again.sealed)), bytes);
}

void FieldsTest::everyVersionHasItsGoldenBytes() {
  std::set<std::pair<int, int>> wanted, found;
  for (const Event& event : eventSamples())
    for (int version = 1; version <= encode(event).schemaVersion; ++version) wanted.emplace(encode(event).type, version);
  std::ifstream golden(tests::fixture("event_bytes.tsv"));
  for (int type = 0, version = 0; golden >> type >> version; golden.ignore(1'000'000, '\n')) found.emplace(type, version);
  for (const Event& event : eventSamples()) {
    const EncodedEvent encoded = encode(event);
    if (found.contains({encoded.type, encoded.schemaVersion})) continue;
    qWarning("a row to add: %d\t%d\t%s/%s\t%s", encoded.type, encoded.schemaVersion, base::toHex(encoded.payload).c_str(), base::toHex(encoded.sealed).c_str(), toJson(toNode(event)).c_str());
  }
  QVERIFY(wanted == found);
}

void FieldsTest::arbitraryBytesAreRefusedNotTrusted() {
  QVERIFY(rc::check("bytes never decode to something else than what encodes to them", [](const std::vector<std::uint8_t>& bytes, std::uint8_t type) {
    const int number = 1 + type % static_cast<int>(std::variant_size_v<Event>);
    for (int version : {1, 2}) {
      const auto event = decode(number, version, bytes, {});
      if (event && encode(*event).schemaVersion == version) RC_ASSERT(encode(*event).payload == bytes);
    }
  }));
  const EncodedEvent paid = encode(PaymentRecorded{{12'500}, "card"});
  for (std::size_t length = 0; length < paid.payload.size(); ++length)
    QVERIFY(!decode(paid.type, 1, base::ByteView(paid.payload).first(length), {}).has_value());
  QCOMPARE(decode(99, 1, {}, {}).error().code, base::ErrorCode::Newer);
  QCOMPARE(decode(paid.type, paid.schemaVersion + 1, paid.payload, {}).error().code, base::ErrorCode::Newer);
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

TWINLANE_TEST(DecideTest)
TWINLANE_TEST(FieldsTest)
#include "domain_test.moc"
