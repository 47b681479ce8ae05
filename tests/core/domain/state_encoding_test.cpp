#include "domain/format/state_encoding.h"
#include "support/sample_orders.h"
#include "support/test_main.h"

#include <rapidcheck.h>

using namespace twinlane;
using namespace twinlane::domain;

namespace {

// Events of every kind, with every field filled.
std::vector<Event> samples() {
  OrderPlaced placed;
  placed.customer = CustomerId("ann");
  placed.currency = tests::pounds;
  placed.lines.push_back({1, ProductId("CUP"), {2000}, {25'000}, {47'500}, "Cup", Factor{50'000}, Amount{100}, Factor{200'000}, true});
  placed.charges.push_back({"carriage", {49'500}});
  placed.country = "EIRE";
  placed.shipTo = "3 Mill Lane";
  placed.note = "ring twice";
  OrderLinesAdded added{placed.lines, {{"wrapping", {5'000}}}};
  added.lines.front().line = 2;
  LinesAmended amended;
  amended.lines = placed.lines;
  return {placed, added, amended, AddressChanged{"GB", "4 Mill Lane"}, OrderConfirmed{}, PaymentRecorded{{12'500}, "card"}, PaymentRefunded{{500}},
          LinesPicked{{{1, {1000}}}}, PackagePacked{"P1", {{1, {1000}}}}, PackageShipped{"P1", {{1, {1000}}}, "post"}, PackageDelivered{"P1"},
          DeliveryFailed{"P1", "nobody there"}, OrderCancelled{"changed her mind"}, LinesReturned{tests::pounds, {{1, {1000}, {23'750}}}, "torn"}, OrderHeld{"credit"},
          OrderReleased{}, ProductListed{"Cup", {25'000}, tests::pounds}, PriceChanged{{26'000}, tests::pounds}, StockReceived{{10'000}},
          CustomerRegistered{"Ann", "ann@example.org", "0123", "3 Mill Lane", Amount{5}, tests::pounds}, ProfileUpdated{"Anna", "", "0456", "", Amount{9}, {}}};
}

// The fold of some of the samples, the same for the same choice.
template <class State>
State folded(const std::vector<std::uint8_t>& choice) {
  const std::vector<Event> events = samples();
  State state;
  std::int64_t version = 0, micros = 1'700'000'000'000'000;
  for (const std::uint8_t chosen : choice) {
    const Event& event = events[chosen % events.size()];
    evolve(state, event, Moment{{++micros}, ++version});
  }
  return state;
}

template <class State>
bool comesBack(const State& state) {
  State decoded;
  return decodeState(encodeState(state), decoded) && decoded == state;
}

}  // namespace

class StateEncodingTest : public QObject {
  Q_OBJECT
 private slots:
  void theStateOfAnyHistoryComesBack();
  void otherFormatsAndCutBytesAreRefused();
};

void StateEncodingTest::theStateOfAnyHistoryComesBack() {
  QVERIFY(rc::check("states come back from their bytes", [](const std::vector<std::uint8_t>& choice) {
    RC_ASSERT(comesBack(folded<OrderState>(choice)));
    RC_ASSERT(comesBack(folded<ProductState>(choice)));
    RC_ASSERT(comesBack(folded<CustomerState>(choice)));
  }));
  std::vector<std::uint8_t> all(samples().size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
  QVERIFY(comesBack(folded<OrderState>(all)));
}

void StateEncodingTest::otherFormatsAndCutBytesAreRefused() {
  const base::Bytes bytes = encodeState(folded<OrderState>({0, 1, 2, 3}));
  OrderState state;
  for (std::size_t length = 0; length < bytes.size(); ++length) QVERIFY(!decodeState(base::ByteView(bytes).first(length), state));
  base::Bytes newer = bytes;
  newer.front() = stateFormat + 1;
  QVERIFY(!decodeState(newer, state));
  ProductState product;
  QVERIFY(!decodeState(bytes, product));
}

TWINLANE_TEST(StateEncodingTest)
#include "state_encoding_test.moc"
