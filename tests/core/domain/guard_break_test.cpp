#include "core/domain/any_command.h"
#include "domain/guard_break.h"
#include "support/test_main.h"

#include <rapidcheck.h>

using namespace twinlane;
using namespace twinlane::domain;

class GuardBreakTest : public QObject {
  Q_OBJECT
 private slots:
  void whatCommandsDecideBreaksNothing();
  void aFactMeetsTheGuardOfItsCommand_data();
  void aFactMeetsTheGuardOfItsCommand();
};

void GuardBreakTest::whatCommandsDecideBreaksNothing() {
  std::int64_t accepted = 0;
  QVERIFY(rc::check("events of accepted commands break no guard", [&](std::uint64_t seed) {
    base::SeededRandom random(seed);
    DecisionInput input = tests::after({tests::cupsAndJugs()});
    for (std::int64_t version = 2; version < 60; ++version) {
      const auto decision = decide(random.below(4) == 0 ? tests::anyCatalogueCommand(random) : tests::anyCommand(random), input);
      if (!decision) continue;
      for (const Event& event : decision->events) {
        const auto broken = guardBreak(input, event);
        if (broken) RC_FAIL(std::string(typeName(event)) + " " + name(*broken));
        input = tests::then(std::move(input), event, version);
        ++accepted;
      }
    }
  }));
  QVERIFY(accepted > 1000);
}

void GuardBreakTest::aFactMeetsTheGuardOfItsCommand_data() {
  QTest::addColumn<std::vector<Event>>("before");
  QTest::addColumn<Event>("fact");
  QTest::addColumn<QString>("kind");
  using Events = std::vector<Event>;
  const OrderPlaced placed = tests::cupsAndJugs();
  const PackageShipped cups{"P1", {{1, {4'000}}}, ""}, all{"P1", {{1, {4'000}}, {2, {2'000}}}, ""};
  const PackagePacked packedCups{"P1", {{1, {4'000}}}};
  const LinesReturned cupsBack{tests::pounds, {{1, {1'000}, {2'5000}}}, ""};
  const auto row = [](const char* name, Events before, Event fact, const char* kind) { QTest::newRow(name) << std::move(before) << std::move(fact) << QString(kind); };
  row("placed", {}, placed, "");
  row("placed twice", {placed}, placed, "OrderExists");
  row("more lines", {placed}, OrderLinesAdded{placed.lines, {}}, "");
  row("a return that names no order", {}, ReturnReceived{{}, tests::pounds, placed.lines, ""}, "");
  row("paid before it was placed", {}, PaymentRecorded{{1'0000}, ""}, "OrderNotFound");
  row("paid more than owed", {placed}, PaymentRecorded{{999'0000}, ""}, "");
  row("paid after it was cancelled", {placed, OrderCancelled{""}}, PaymentRecorded{{1'0000}, ""}, "OrderIsCancelled");
  row("paid in a part of a penny", {placed}, PaymentRecorded{{1'0001}, ""}, "AmountTooFine");
  row("paid less than nothing", {placed}, PaymentRecorded{{-20'0000}, ""}, "InvalidFields");
  row("given back nothing", {placed, PaymentRecorded{{1'0000}, ""}}, PaymentRefunded{{0}}, "InvalidFields");
  OrderPlaced none = placed;
  none.lines.front().quantity = {0};
  row("none of a product", {}, none, "InvalidFields");
  row("more lines, less than none", {placed}, OrderLinesAdded{{{3, ProductId("CUP"), {-1'000}, {2'5000}, {-2'5000}, {}, {}, {}, {}, false}}, {}}, "InvalidFields");
  row("picked none", {placed}, LinesPicked{{{1, {0}}}}, "InvalidFields");
  row("given back more than was paid", {placed, PaymentRecorded{{1'0000}, ""}}, PaymentRefunded{{2'0000}}, "MoreThanPaid");
  row("shipped", {placed}, all, "");
  row("shipped as packed", {placed, packedCups}, cups, "");
  row("shipped with what was not packed", {placed, packedCups}, all, "");
  row("shipped with more than there is beside what was packed", {placed, packedCups}, PackageShipped{"P1", {{1, {4'000}}, {2, {3'000}}}, ""}, "MoreThanOrdered");
  row("shipped twice", {placed, cups}, cups, "PackageAlreadyShipped");
  row("shipped more than ordered", {placed, cups}, PackageShipped{"P2", {{1, {1'000}}}, ""}, "MoreThanOrdered");
  row("shipped while it was held", {placed, OrderHeld{""}}, cups, "OrderOnHold");
  row("shipped a line that it has not", {placed}, PackageShipped{"P1", {{7, {1'000}}}, ""}, "UnknownLine");
  row("picked more than ordered", {placed}, LinesPicked{{{1, {5'000}}}}, "MoreThanOrdered");
  row("delivered what never left", {placed, packedCups}, PackageDelivered{"P1"}, "PackageNotShipped");
  row("delivered an unknown package", {placed}, PackageDelivered{"P9"}, "PackageNotFound");
  row("delivered twice", {placed, cups, PackageDelivered{"P1"}}, PackageDelivered{"P1"}, "PackageAlreadyDelivered");
  row("came back before it left", {placed}, cupsBack, "MoreThanShipped");
  row("came back", {placed, cups}, cupsBack, "");
  row("cancelled after it left", {placed, cups}, OrderCancelled{""}, "OrderAlreadyShipped");
  row("cancelled twice", {placed, OrderCancelled{""}}, OrderCancelled{""}, "OrderIsCancelled");
  row("confirmed twice", {placed, OrderConfirmed{}}, OrderConfirmed{}, "OrderAlreadyConfirmed");
  row("released while it was not held", {placed}, OrderReleased{}, "OrderNotOnHold");
  row("amended by a line that it has not", {placed}, LinesAmended{{{9, ProductId("CUP"), {1'000}, {2'5000}, {2'5000}, {}, {}, {}, {}, false}}, {}, {}}, "UnknownLine");
  row("amended", {placed}, LinesAmended{{{1, ProductId("CUP"), {1'000}, {2'5000}, {2'5000}, {}, {}, {}, {}, false}}, {}, {}}, "");
}

void GuardBreakTest::aFactMeetsTheGuardOfItsCommand() {
  QFETCH(std::vector<Event>, before);
  QFETCH(Event, fact);
  QFETCH(QString, kind);
  const auto broken = guardBreak(tests::after(before), fact);
  QCOMPARE(QString(broken ? name(*broken) : ""), kind);
}

TWINLANE_TEST(GuardBreakTest)
#include "guard_break_test.moc"
