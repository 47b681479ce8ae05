#include "core/projection/projected_shop.h"
#include "query/order_document.h"
#include "support/test_main.h"

using namespace twinlane;

namespace {

// Facts of one order as an import brings them, each with its day of January 2024; 0: not known.
query::OrderDocument importedOrder(const std::vector<std::pair<domain::Event, int>>& facts) {
  tests::ProjectedShop shop;
  for (const auto& [event, day] : facts) {
    store::AppendRequest request;
    request.command = shop.ids.next();
    request.origin = domain::Origin::Import;
    request.streams.push_back({{domain::Category::Order, "o1"}, std::nullopt});
    domain::EncodedEvent encoded = domain::encode(event);
    const auto at = day > 0 ? base::Timestamp::fromText("2024-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T00:00:00Z") : std::nullopt;
    request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, at});
    shop.store.append({request}, shop.clock.wall(), [](store::EventStore::AppendResult result) {
      if (!result) qFatal("%s", result.error().what.c_str());
    });
  }
  const auto document = query::readOrderDocument(shop.store, "o1", std::nullopt);
  if (!document) qFatal("%s", document.error().what.c_str());
  return *document;
}

std::string dayOf(const std::optional<base::Timestamp>& at) { return at ? at->toText().substr(8, 2) : "?"; }

}  // namespace

class OrderDocumentTest : public QObject {
  Q_OBJECT
 private slots:
  void unknownTimesLieBetweenTheirNeighbours_data();
  void unknownTimesLieBetweenTheirNeighbours();
};

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
