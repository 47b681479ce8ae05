#include "core/projection/projected_shop.h"
#include "query/model_reader.h"
#include "support/test_main.h"

using namespace twinlane;

namespace {

using DatedFacts = std::vector<std::pair<domain::Event, int>>;

// A shop into which an import brings facts of one order, each with its day of January 2024; 0: not known.
struct DocumentShop : tests::ProjectedShop {
  void bring(const domain::Event& event, int day, const domain::Category category = domain::Category::Order, const char* id = "o1") {
    store::AppendRequest request;
    request.command = ids.next();
    request.origin = domain::Origin::Import;
    request.streams.push_back({{category, id}, std::nullopt});
    domain::EncodedEvent encoded = domain::encode(event);
    const auto at = day > 0 ? base::Timestamp::fromText("2024-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T00:00:00Z") : std::nullopt;
    request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, at});
    store.append({request}, clock.wall(), [](store::EventStore::AppendResult result) {
      if (!result) qFatal("%s", result.error().what.c_str());
    });
  }
  void fold() {
    for (auto view = open("order_detail"); view->step();) {
    }
  }
  base::Result<query::OrderDocument> read(const std::string& id = "o1", std::optional<std::int64_t> version = {}) {
    return query::makeReader({&store, &store, files.get(), &clock, folder / "views", "UTC", {}})->order(id, version);
  }
};

query::OrderDocument importedOrder(const DatedFacts& facts) {
  DocumentShop shop;
  for (const auto& [event, day] : facts) shop.bring(event, day);
  shop.fold();
  const auto document = shop.read();
  if (!document) qFatal("%s", document.error().what.c_str());
  return *document;
}

std::string dayOf(const std::optional<base::Timestamp>& at) { return at ? at->toText().substr(8, 2) : "?"; }

domain::OrderLine documentLine(int number, int pieces) { return {number, domain::ProductId("cup"), {pieces * 1'000}, {10'000}, {pieces * 10'000}, "", {}, {}, {}, false}; }

domain::OrderPlaced orderOfLines(std::vector<domain::OrderLine> lines) {
  domain::OrderPlaced placed;
  placed.currency = tests::pounds;
  placed.customer = domain::CustomerId("ann");
  placed.lines = std::move(lines);
  return placed;
}

// "shipped paid 7.00; 1: 4/4/1; v1 OrderPlaced 05": of each line what was ordered, shipped and returned.
std::string printed(const query::OrderDocument& document) {
  std::string text = std::string(domain::name(document.summary.status)) + " " + domain::name(document.summary.payment) + " " + document.summary.total.toText();
  for (const query::DocumentLine& line : document.lines)
    text += "; " + std::to_string(line.line) + ": " + line.quantity.toText() + "/" + line.shipped.toText() + "/" + line.returned.toText();
  for (const query::TimelineEntry& entry : document.timeline) text += "; v" + std::to_string(entry.version) + " " + entry.type + " " + dayOf(entry.occurredAt);
  return text;
}

}  // namespace

class OrderDocumentTest : public QObject {
  Q_OBJECT
 private slots:
  void unknownTimesLieBetweenTheirNeighbours_data();
  void unknownTimesLieBetweenTheirNeighbours();
  void isWhatWasSaidOfTheOrder_data();
  void isWhatWasSaidOfTheOrder();
  void isTheSameAtEachVersionAsItWasThen();
  void saysHowFreshItIs();
  void customersAreCalledByTheirLatestName();
};

void OrderDocumentTest::isWhatWasSaidOfTheOrder_data() {
  using namespace domain;
  QTest::addColumn<DatedFacts>("facts");
  QTest::addColumn<QString>("text");
  const auto row = [](const char* name, const DatedFacts& facts, const char* text) { QTest::newRow(name) << facts << QString::fromLatin1(text); };
  const std::pair<Event, int> placed{orderOfLines({documentLine(1, 4)}), 5};
  const auto sent = [](const char* package, int line, int pieces) { return Event(PackageShipped{package, {{line, {pieces * 1'000}}}, ""}); };
  const auto back = [](int line, int pieces) { return Event(LinesReturned{tests::pounds, {{line, {pieces * 1'000}, {pieces * 10'000}}}, "torn"}); };
  row("placed", {placed}, "placed unpaid 4.00; 1: 4/0/0; v1 OrderPlaced 05");
  row("a late fact", {placed, {sent("P", 1, 4), 9}, {PaymentRecorded{{40'000}, ""}, 7}}, "shipped paid 4.00; 1: 4/4/0; v1 OrderPlaced 05; v2 PackageShipped 09; v3 PaymentRecorded 07");
  row("one product on two lines", {{orderOfLines({documentLine(1, 4), documentLine(2, 3)}), 5}, {OrderLinesAdded{{documentLine(3, 1)}, {}}, 5}},
      "placed unpaid 8.00; 1: 4/0/0; 2: 3/0/0; 3: 1/0/0; v1 OrderPlaced 05; v2 OrderLinesAdded 05");
  row("cancelled", {placed, {OrderCancelled{"x"}, 6}}, "cancelled unpaid 4.00; 1: 4/0/0; v1 OrderPlaced 05; v2 OrderCancelled 06");
  row("returned", {placed, {sent("P", 1, 4), 6}, {back(1, 4), 8}}, "returned unpaid 4.00; 1: 4/4/4; v1 OrderPlaced 05; v2 PackageShipped 06; v3 LinesReturned 08");
  row("mixed", {{orderOfLines({documentLine(1, 4), documentLine(2, 3)}), 5}, {LinesAmended{{documentLine(2, -1)}, {}, {}}, 6}, {sent("P", 1, 4), 7}, {back(1, 1), 9}},
      "part_returned unpaid 6.00; 1: 4/4/1; 2: 2/0/0; v1 OrderPlaced 05; v2 LinesAmended 06; v3 PackageShipped 07; v4 LinesReturned 09");
  row("partly unknown: sent and paid, and no source says what", {{sent("P", 1, 4), 6}, {PaymentRecorded{{40'000}, ""}, 0}}, "shipped overpaid 0.00; v1 PackageShipped 06; v2 PaymentRecorded ?");
}

void OrderDocumentTest::isWhatWasSaidOfTheOrder() {
  QFETCH(DatedFacts, facts);
  QFETCH(QString, text);
  QCOMPARE(QString::fromStdString(printed(importedOrder(facts))), text);
  // Each fact in a transaction of its own.
  DocumentShop shop;
  for (const auto& [event, day] : facts) {
    shop.bring(event, day);
    shop.fold();
  }
  QCOMPARE(QString::fromStdString(printed(*shop.read())), text);
}

void OrderDocumentTest::isTheSameAtEachVersionAsItWasThen() {
  DocumentShop shop;
  const DatedFacts facts{{orderOfLines({documentLine(1, 4)}), 5}, {domain::PaymentRecorded{{40'000}, ""}, 7}, {domain::NoteAdded{"in a hurry"}, 6}, {domain::OrderCancelled{"x"}, 8}};
  std::vector<std::string> then;
  for (const auto& [event, day] : facts) {
    shop.bring(event, day);
    shop.fold();
    then.push_back(printed(*shop.read()));
  }
  for (std::size_t i = 0; i < then.size(); ++i) QCOMPARE(printed(*shop.read("o1", static_cast<std::int64_t>(i) + 1)), then[i]);
  QCOMPARE(static_cast<int>(shop.read("o1", 5).error().code), static_cast<int>(base::ErrorCode::NotFound));
  QCOMPARE(shop.read("o1", 5).error().remedy, std::string("its newest is 4"));
  QCOMPARE(static_cast<int>(shop.read("o2").error().code), static_cast<int>(base::ErrorCode::NotFound));
}

void OrderDocumentTest::saysHowFreshItIs() {
  DocumentShop shop;
  shop.bring(orderOfLines({documentLine(1, 4)}), 5);
  shop.fold();
  shop.bring(domain::OrderConfirmed{}, 6);
  const auto behind = shop.read();
  QCOMPARE(behind->freshness.position, 1);
  QCOMPARE(behind->freshness.head, 2);
  QCOMPARE(behind->summary.version, 1);
  shop.fold();
  QCOMPARE(shop.read()->freshness.lagEvents, 0);
  QCOMPARE(shop.read()->summary.version, 2);
}

void OrderDocumentTest::customersAreCalledByTheirLatestName() {
  DocumentShop shop;
  shop.bring(orderOfLines({documentLine(1, 4)}), 5);
  shop.fold();
  QCOMPARE(shop.read()->summary.customerName, std::string("ann"));
  shop.bring(domain::ProfileUpdated{"Ann Sayer", "", "", ""}, 4, domain::Category::Customer, "ann");
  shop.bring(domain::CustomerRegistered{"Ann", "", "", ""}, 2, domain::Category::Customer, "ann");
  shop.fold();
  QCOMPARE(shop.read()->summary.customerName, std::string("Ann Sayer"));
}

void OrderDocumentTest::unknownTimesLieBetweenTheirNeighbours_data() {
  QTest::addColumn<int>("placed");
  QTest::addColumn<int>("paid");
  QTest::addColumn<QString>("bounds");
  QTest::newRow("between") << 5 << 9 << "05 09";
  QTest::newRow("at once") << 5 << 5 << "05 05";
  QTest::newRow("paid before it was placed") << 9 << 5 << "09 ?";
  QTest::newRow("nobody knows when it was placed") << 0 << 5 << "? 05";
  QTest::newRow("nor when it was paid") << 5 << 0 << "05 ?";
}

void OrderDocumentTest::unknownTimesLieBetweenTheirNeighbours() {
  QFETCH(int, placed);
  QFETCH(int, paid);
  QFETCH(QString, bounds);
  domain::OrderPlaced begin;
  begin.currency = tests::pounds;
  const auto document = importedOrder({{begin, placed}, {domain::OrderConfirmed{}, 0}, {domain::PaymentRecorded{{10'000}, ""}, paid}});
  const query::TimelineEntry& confirmed = document.timeline[1];
  QCOMPARE(QString::fromStdString(dayOf(confirmed.notBefore) + " " + dayOf(confirmed.notAfter)), bounds);
}

TWINLANE_TEST(OrderDocumentTest)
#include "order_document_test.moc"
