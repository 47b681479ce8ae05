#include "base/random.h"
#include "core/domain/any_command.h"
#include "domain/conflict.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <map>

using namespace twinlane;
using namespace twinlane::domain;
using tests::anyCatalogueCommand;
using tests::anyCommand;
using tests::contested;
using tests::orderOf;
using tests::then;

namespace {

// How often a command that commutes with an event was accepted before and after it; none when it decided differently.
std::optional<std::int64_t> commutesTrulyFrom(DecisionInput input, base::Random& random, Command (*any)(base::Random&)) {
  std::int64_t compared = 0;
  for (std::int64_t version = 2; version < 30; ++version) {
    const auto event = decide(any(random), input);
    if (!event) continue;
    DecisionInput later = then(input, event->events.front(), version);
    for (int i = 0; i < 10; ++i) {
      const Command command = any(random);
      if (commutes(command, event->events.front()) != Conflict::Commutes) continue;
      const auto before = decide(command, input), after = decide(command, later);
      // Refused for the same reason, or it was not the same answer.
      if (before.has_value() != after.has_value() || (!before && before.error().reason != after.error().reason)) return std::nullopt;
      if (!before) continue;
      if (before->events != after->events) return std::nullopt;
      ++compared;
    }
    input = std::move(later);
  }
  return compared;
}

}  // namespace

class ConflictTest : public QObject {
  Q_OBJECT
 private slots:
  void whatCommutesDecidesTheSameBeforeAndAfter();
  void sayWhatAPersonHasToLookAt_data();
  void sayWhatAPersonHasToLookAt();
};

void ConflictTest::whatCommutesDecidesTheSameBeforeAndAfter() {
  std::int64_t compared = 0;
  QVERIFY(rc::check("a command that commutes with an event decides the same before and after it", [&](std::uint32_t seed) {
    base::SeededRandom random(seed);
    // Many in each: some cells of the table are met once in thousands.
    for (int part = 0; part < tests::roundsOf(20); ++part) {
      for (const auto any : {anyCommand, anyCatalogueCommand}) {
        const auto same = commutesTrulyFrom(tests::after({tests::cupsAndJugs()}), random, any);
        RC_ASSERT(same.has_value());
        compared += *same;
      }
    }
  }));
  QVERIFY(compared > 10'000);
}

void ConflictTest::sayWhatAPersonHasToLookAt_data() {
  QTest::addColumn<QString>("command");
  QTest::addColumn<int>("event");
  QTest::addColumn<QString>("verdict");
  // Which event: an index into the list below.
  QTest::newRow("a note and a payment") << "AddNote" << 0 << "commutes";
  QTest::newRow("a payment and a payment") << "RecordPayment" << 0 << "needs_person";
  QTest::newRow("a payment and a return") << "RecordPayment" << 7 << "needs_person";
  QTest::newRow("a payment and a delivery") << "RecordPayment" << 1 << "commutes";
  QTest::newRow("a delivery of one package and of another") << "RecordDelivery P2" << 1 << "commutes";
  QTest::newRow("a delivery and the same delivery") << "RecordDelivery P1" << 1 << "superseded";
  QTest::newRow("a failed delivery and another package that ships") << "RecordDeliveryFailure" << 8 << "needs_person";
  QTest::newRow("a failed delivery and another package that arrives") << "RecordDeliveryFailure" << 9 << "commutes";
  QTest::newRow("a failed delivery and a return") << "RecordDeliveryFailure" << 7 << "needs_person";
  QTest::newRow("a delivery and a return") << "RecordDelivery P1" << 7 << "commutes";
  QTest::newRow("shipping and cancelling") << "ShipPackage" << 2 << "superseded";
  QTest::newRow("refunding and cancelling") << "RefundPayment" << 2 << "needs_person";
  QTest::newRow("shipping and holding") << "ShipPackage" << 3 << "needs_person";
  QTest::newRow("shipping and another address") << "ShipPackage" << 4 << "needs_person";
  QTest::newRow("holding and lines of which nothing is left to ship") << "HoldOrder" << 10 << "needs_person";
  QTest::newRow("a phone number and an address") << "UpdateProfile" << 5 << "commutes";
  QTest::newRow("a phone number and a phone number") << "UpdateProfile" << 6 << "needs_person";
}

void ConflictTest::sayWhatAPersonHasToLookAt() {
  QFETCH(QString, command);
  QFETCH(int, event);
  QFETCH(QString, verdict);
  const std::map<QString, Command> commands{{"AddNote", AddNote{contested, "x"}}, {"RecordPayment", RecordPayment{contested, {1}, ""}}, {"RecordDelivery P1", RecordDelivery{contested, "P1"}},
                                            {"RecordDelivery P2", RecordDelivery{contested, "P2"}}, {"RecordDeliveryFailure", RecordDeliveryFailure{contested, "P1", "x"}}, {"ShipPackage", ShipPackage{contested, "", {}, ""}}, {"RefundPayment", RefundPayment{contested, {1}}},
                                            {"HoldOrder", HoldOrder{contested, "x"}},
                                            {"UpdateProfile", UpdateProfile{CustomerId("ann"), "", "", "0123", ""}}};
  const std::vector<Event> events{PaymentRecorded{{1}, ""}, PackageDelivered{"P1"}, OrderCancelled{"x"}, OrderHeld{"x"}, AddressChanged{"", "x"}, ProfileUpdated{"", "", "", "x"}, ProfileUpdated{"", "", "4", ""},
                                  LinesReturned{tests::pounds, {{1, {1'000}, {1}}}, ""}, PackageShipped{"P2", {{1, {1'000}}}, ""}, PackageDelivered{"P2"}, LinesAmended{}};
  QCOMPARE(QString(name(commutes(commands.at(command), events[static_cast<std::size_t>(event)]))), verdict);
}

TWINLANE_TEST(ConflictTest)
#include "conflict_test.moc"
