#include "base/random.h"
#include "core/domain/order_after.h"
#include "domain/order/price.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace twinlane;
using namespace twinlane::domain;
using tests::after;
using tests::orderOf;
using tests::placedOf;

namespace {

struct Fact {
  Event event;
  Moment at;
};

Quantity pieces(base::Random& random, std::uint64_t most) { return {static_cast<std::int64_t>(random.below(most) + 1) * 1000}; }
LineQuantity part(base::Random& random) { return {static_cast<int>(random.below(3)) + 1, pieces(random, 3)}; }

OrderLine lineOf(int number, base::Random& random) {
  OrderLine line;
  line.line = number;
  line.product = ProductId("P" + std::to_string(number));
  line.quantity = pieces(random, 5);
  line.unitPrice = {static_cast<std::int64_t>(random.below(50'000))};
  line.net = {static_cast<std::int64_t>(random.below(200'000))};
  line.reserved = random.below(2) == 0;
  return line;
}

Event anyEvent(base::Random& random) {
  const std::string package = "P" + std::to_string(random.below(3));
  switch (random.below(16)) {
    case 0: return OrderLinesAdded{{lineOf(4, random)}, {{"carriage", {5'000}}}};
    case 1: return LinesAmended{{lineOf(1, random)}, {lineOf(5, random)}, {{"carriage", {-1'000}}}};
    case 2: return AddressChanged{"NL", "Lane " + std::to_string(random.below(9))};
    case 3: return OrderConfirmed{};
    case 4: return PaymentRecorded{{static_cast<std::int64_t>(random.below(90'000))}, ""};
    case 5: return PaymentRefunded{{static_cast<std::int64_t>(random.below(9'000))}};
    case 6: return LinesPicked{{part(random)}};
    case 7: return PackagePacked{package, {part(random), part(random)}};
    case 8: return PackageShipped{package, {part(random), part(random)}, "post " + std::to_string(random.below(9))};
    case 9: return PackageDelivered{package};
    case 10: return DeliveryFailed{package, "try " + std::to_string(random.below(9))};
    case 11: return OrderCancelled{"x"};
    case 12: return LinesReturned{tests::pounds, {{1, {1000}, {2'000}}}, "torn"};
    case 13: return OrderHeld{"why " + std::to_string(random.below(9))};
    case 14: return OrderReleased{};
    default: return NoteAdded{"n"};
  }
}

// Facts as a source may have them: each with its own time, some at the same one; the order is placed among them.
std::vector<Fact> someFacts(base::Random& random) {
  std::vector<Fact> facts;
  OrderPlaced placed = placedOf(orderOf("A1", "CUP", 6));
  placed.lines = {lineOf(1, random), lineOf(2, random), lineOf(3, random)};
  placed.paymentKnown = random.below(2) == 0;
  facts.push_back({placed, {}});
  for (std::uint64_t i = random.below(20); i > 0; --i) facts.push_back({anyEvent(random), {}});
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i].at = {{static_cast<std::int64_t>(1 + random.below(8))}, static_cast<std::int64_t>(i) + 1};
  return facts;
}

OrderState fold(const std::vector<Fact>& facts) {
  OrderState state;
  for (const Fact& fact : facts) evolve(state, fact.event, fact.at);
  return state;
}

}  // namespace

class OrderFoldTest : public QObject {
  Q_OBJECT
 private slots:
  void factsInAnyOrderEndEqual();
  void productsAndCustomersEndEqualToo();
  void aLaterFactOutweighsOneThatArrivesAfterIt();
  void whatIsNamedBeforeItIsKnownIsNotShown();
  void roundsHalfToEvenOnce();
  void statusFollowsTheTable_data();
  void statusFollowsTheTable();
  void paymentFollowsWhatIsDue_data();
  void paymentFollowsWhatIsDue();
};

void OrderFoldTest::factsInAnyOrderEndEqual() {
  QVERIFY(rc::check("an order is the same in any order of arrival", [](std::uint32_t seed) {
    base::SeededRandom random(seed);
    std::vector<Fact> facts = someFacts(random);
    const OrderState expected = fold(facts);
    for (std::size_t i = facts.size(); i > 1; --i) std::swap(facts[i - 1], facts[random.below(i)]);
    const OrderState shuffled = fold(facts);
    RC_ASSERT(shuffled == expected);
    RC_ASSERT(status(shuffled) == status(expected));
    RC_ASSERT(payment(shuffled) == payment(expected));
  }));
}

void OrderFoldTest::productsAndCustomersEndEqualToo() {
  QVERIFY(rc::check("a product and a customer are the same in any order of arrival", [](std::uint32_t seed) {
    base::SeededRandom random(seed);
    std::vector<Fact> facts{{ProductListed{"Cup", {100}, tests::pounds}, {}}, {PriceChanged{{200}, tests::pounds}, {}}, {PriceChanged{{300}, tests::pounds}, {}},
                            {StockAdjusted{{-1}, "x"}, {}}, {CustomerRegistered{"Ann", "a@example.org", "", ""}, {}},
                            {ProfileUpdated{"", "b@example.org", "1", "", Amount{100}, tests::pounds}, {}}, {ProfileUpdated{"Anna", "", "2", "", Amount{50}, {}}, {}}};
    for (std::size_t i = 0; i < facts.size(); ++i) facts[i].at = {{static_cast<std::int64_t>(random.below(4))}, static_cast<std::int64_t>(i) + 1};
    const auto fold = [&] {
      std::pair<ProductState, CustomerState> states;
      for (const Fact& fact : facts) {
        evolve(states.first, fact.event, fact.at);
        evolve(states.second, fact.event, fact.at);
      }
      return states;
    };
    const auto expected = fold();
    for (std::size_t i = facts.size(); i > 1; --i) std::swap(facts[i - 1], facts[random.below(i)]);
    RC_ASSERT(fold() == expected);
  }));
}

void OrderFoldTest::aLaterFactOutweighsOneThatArrivesAfterIt() {
  OrderState state;
  evolve(state, placedOf(orderOf("A1")), {{10}, 1});
  evolve(state, OrderReleased{}, {{30}, 2});
  evolve(state, OrderHeld{"late news"}, {{20}, 3});
  QVERIFY(!state.held());
  evolve(state, OrderHeld{"same time, later version"}, {{30}, 4});
  QVERIFY(state.held());
}

void OrderFoldTest::whatIsNamedBeforeItIsKnownIsNotShown() {
  OrderState state;
  evolve(state, LinesPicked{{{7, {1000}}}}, {{5}, 1});
  QCOMPARE(state.placedLines(), 0);
  QVERIFY(!state.exists);
  QCOMPARE(state.placedAt().micros, 5);
  evolve(state, placedOf(orderOf("A1")), {{10}, 2});
  QCOMPARE(state.placedLines(), 1);
  QCOMPARE(state.placedAt().micros, 10);
}

void OrderFoldTest::roundsHalfToEvenOnce() {
  // 0.5 of a piece at 0.0001, 0.0003 and with a discount of a third.
  QCOMPARE(lineNet({500}, {1}, {}, {})->tenThousandths, 0);
  QCOMPARE(lineNet({500}, {3}, {}, {})->tenThousandths, 2);
  QCOMPARE(lineNet({-500}, {3}, {}, {})->tenThousandths, -2);
  QCOMPARE(lineNet({3000}, {10'000}, Factor{333'333}, Amount{1})->tenThousandths, 19'999 + 1 - 1);
  QVERIFY(!lineNet({1'000'000'000'000}, {10'000'000'000'000}, {}, {}).has_value());
}

void OrderFoldTest::statusFollowsTheTable_data() {
  QTest::addColumn<QList<int>>("units");  // ordered, picked, boxed, shipped, delivered, failed, returned
  QTest::addColumn<QString>("flags");
  QTest::addColumn<QString>("status");
  const auto row = [](const char* what, QList<int> units, const char* flags, const char* status) { QTest::newRow(what) << units << QString(flags) << QString(status); };
  row("nothing yet", {3, 0, 0, 0, 0, 0, 0}, "", "placed");
  row("no lines yet", {0, 0, 0, 0, 0, 0, 0}, "", "placed");
  row("confirmed", {3, 0, 0, 0, 0, 0, 0}, "confirmed", "confirmed");
  row("picked before it was confirmed", {3, 1, 0, 0, 0, 0, 0}, "", "picking");
  row("some packed", {3, 3, 2, 0, 0, 0, 0}, "confirmed", "picking");
  row("all packed", {3, 0, 3, 0, 0, 0, 0}, "", "packed");
  row("some shipped, the rest packed", {3, 3, 1, 2, 0, 0, 0}, "", "part_shipped");
  row("all shipped", {3, 3, 0, 3, 0, 0, 0}, "", "shipped");
  row("more shipped than is ordered now", {2, 0, 0, 3, 0, 0, 0}, "", "shipped");
  row("some delivered", {3, 0, 0, 2, 1, 0, 0}, "", "part_delivered");
  row("all delivered", {3, 0, 0, 3, 3, 0, 0}, "", "delivered");
  row("2 of 3 delivered, 1 taken out", {2, 0, 0, 2, 2, 0, 0}, "", "delivered");
  row("one package failed, another delivered", {3, 0, 0, 3, 1, 2, 0}, "", "delivery_failed");
  row("2 shipped, 1 returned, 1 taken out", {2, 0, 0, 2, 0, 0, 1}, "", "part_returned");
  row("2 shipped, 1 returned, 1 cancelled by the source", {3, 0, 0, 2, 0, 0, 1}, "cancelled", "part_returned");
  row("2 shipped and returned, 1 still to ship", {3, 0, 0, 2, 2, 0, 2}, "", "part_returned");
  row("2 shipped and returned, 1 cancelled by the source", {3, 0, 0, 2, 2, 0, 2}, "cancelled", "returned");
  row("all returned", {3, 0, 0, 3, 3, 0, 3}, "", "returned");
  row("failed, then returned", {3, 0, 0, 3, 0, 3, 3}, "", "returned");
  row("held", {3, 1, 0, 0, 0, 0, 0}, "held", "on_hold");
  row("held with some delivered", {3, 0, 0, 1, 1, 0, 0}, "held", "on_hold");
  row("held when all is gone", {3, 0, 0, 3, 3, 0, 0}, "held", "delivered");
  row("held and cancelled", {3, 0, 0, 0, 0, 0, 0}, "held cancelled", "cancelled");
  row("picked and cancelled", {3, 3, 3, 0, 0, 0, 0}, "cancelled", "cancelled");
  row("cancelled by the source when half was gone", {4, 0, 0, 2, 2, 0, 0}, "cancelled", "delivered");
}

void OrderFoldTest::statusFollowsTheTable() {
  QFETCH(QList<int>, units);
  QFETCH(QString, flags);
  QFETCH(QString, status);
  TrackSums sums;
  int column = 0;
  for (Quantity* track : {&sums.ordered, &sums.picked, &sums.boxed, &sums.shipped, &sums.delivered, &sums.failed, &sums.returned}) *track = {units[column++] * 1000};
  sums.confirmed = flags.contains("confirmed");
  sums.held = flags.contains("held");
  sums.cancelled = flags.contains("cancelled");
  QCOMPARE(QString(name(domain::status(sums))), status);
}

void OrderFoldTest::paymentFollowsWhatIsDue_data() {
  QTest::addColumn<QList<int>>("amounts");  // paid, refunded, worth, returned
  QTest::addColumn<QString>("payment");
  QTest::newRow("nothing paid") << QList<int>{0, 0, 10, 0} << "unpaid";
  QTest::newRow("some paid") << QList<int>{4, 0, 10, 0} << "part_paid";
  QTest::newRow("paid") << QList<int>{10, 0, 10, 0} << "paid";
  QTest::newRow("too much") << QList<int>{11, 0, 10, 0} << "overpaid";
  QTest::newRow("goods came back") << QList<int>{10, 0, 10, 3} << "overpaid";
  QTest::newRow("and their money went") << QList<int>{10, 3, 10, 3} << "paid";
  QTest::newRow("all went back") << QList<int>{10, 10, 10, 0} << "refunded";
  QTest::newRow("free of charge") << QList<int>{0, 0, 0, 0} << "paid";
  QTest::newRow("all came back and nothing was paid") << QList<int>{0, 0, 10, 10} << "unpaid";
}

void OrderFoldTest::paymentFollowsWhatIsDue() {
  QFETCH(QList<int>, amounts);
  QFETCH(QString, payment);
  QCOMPARE(QString(name(domain::payment({true, {amounts[0]}, {amounts[1]}, {amounts[2]}, {amounts[3]}}))), payment);
  QCOMPARE(name(domain::payment({false, {}, {}, {10}, {}})), "unknown");
}

TWINLANE_TEST(OrderFoldTest)
#include "order_fold_test.moc"
