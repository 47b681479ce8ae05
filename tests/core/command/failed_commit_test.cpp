// A command whose COMMIT failed, over the real journal and a disk that fails: what was stored is told by the journal opened
// again, nothing is stored twice, and nothing is accepted while the disk stays bad.
#include "base/file_system.h"
#include "base/id_source.h"
#include "command/command_service.h"
#include "store/sqlite_event_store.h"
#include "support/failing_disk.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

using namespace twinlane;
using command::Outcome;
using command::Receipt;
using tests::envelope;
using tests::orderOf;

namespace {

struct DeskOnDisk {
  tests::TempFolder folder;
  tests::FailingDisk disk;
  base::ManualClock clock{{1'700'000'000'000'000}};
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  std::unique_ptr<store::SqliteEventStore> store = std::move(*store::SqliteEventStore::open({folder / "journal.sqlite", false, "test", "UTC", {}}, *files, clock));
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  command::CommandService service{*store, clock, telemetry, [] {
                                    command::CommandServiceOptions options;
                                    options.driveInline = true;
                                    return options;
                                  }()};

  Receipt give(const domain::Command& command, base::CommandId id) {
    Receipt answer;
    service.submit(envelope(id, command), [&](const Receipt& receipt) { answer = receipt; });
    while (service.step()) {
    }
    return answer;
  }
  bool isStored(const base::CommandId& id) const {
    const auto found = store->outcome(id);
    return found && found->has_value();
  }
};

const domain::RecordPayment payment{domain::OrderId("A1"), {10'000}, "card"};

}  // namespace

class FailedCommitTest : public QObject {
  Q_OBJECT
 private slots:
  void aWriteThatFailedStoresNothing();
  void afterAFlushThatFailedTheJournalTells();
  void nothingIsAcceptedWhileTheDiskStaysBad();
  void whatIsNotKnownIsNotCalledNotStored();
  void aJournalTakenAwayIsUnknownOnceAndBusyWithItsReasonThen();
  void aJournalThatWasGoneWhenItWasOpenedAgainIsClosedForGood();
};

void FailedCommitTest::aWriteThatFailedStoresNothing() {
  DeskOnDisk desk;
  QCOMPARE(desk.give(orderOf("A1"), desk.ids.next()).outcome, Outcome::Accepted);
  const base::CommandId id = desk.ids.next();
  desk.disk.failWrites(1);
  const Receipt failed = desk.give(payment, id);
  QCOMPARE(command::name(failed.outcome), "busy");
  QVERIFY2(failed.reason.find("this try stored nothing") != std::string::npos, failed.reason.c_str());
  QVERIFY(!desk.isStored(id));
  QCOMPARE(command::name(desk.give(payment, id).outcome), "accepted");
  QCOMPARE(command::name(desk.give(payment, id).outcome), "duplicate");
  QCOMPARE(desk.store->read(0, 10)->size(), std::size_t{2});
}

void FailedCommitTest::afterAFlushThatFailedTheJournalTells() {
  DeskOnDisk desk;
  QCOMPARE(desk.give(orderOf("A1"), desk.ids.next()).outcome, Outcome::Accepted);
  const base::CommandId id = desk.ids.next();
  desk.disk.failSyncs(1);
  const Receipt told = desk.give(payment, id);
  QVERIFY2(told.outcome != Outcome::Unknown, told.reason.c_str());
  QCOMPARE(told.outcome == Outcome::Accepted, desk.isStored(id));
  if (told.outcome == Outcome::Accepted) QCOMPARE(told.position, 2);
  // The next one finds a journal that goes on without a gap.
  QCOMPARE(command::name(desk.give(domain::AddNote{domain::OrderId("A1"), "ring twice"}, desk.ids.next()).outcome), "accepted");
  const auto events = desk.store->read(0, 10);
  QVERIFY(events.has_value());
  QCOMPARE(events->size(), told.outcome == Outcome::Accepted ? std::size_t{3} : std::size_t{2});
  QCOMPARE(desk.store->head()->position, static_cast<store::Position>(events->size()));
  QVERIFY(desk.service.failure() == nullptr);
}

void FailedCommitTest::nothingIsAcceptedWhileTheDiskStaysBad() {
  DeskOnDisk desk;
  QCOMPARE(desk.give(orderOf("A1"), desk.ids.next()).outcome, Outcome::Accepted);
  const base::CommandId id = desk.ids.next();
  desk.disk.failSyncs(1'000'000);
  QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  for (int i = 0; i < 3; ++i) {
    const Outcome outcome = desk.give(domain::AddNote{domain::OrderId("A1"), "x"}, desk.ids.next()).outcome;
    QVERIFY(outcome == Outcome::Busy || outcome == Outcome::Unknown);
    // What the journal shows may not have reached the disk: it is no answer yet.
    QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  }
  QCOMPARE(desk.store->head()->position, 1);
  QCOMPARE(desk.store->read(0, 10)->size(), std::size_t{1});
  QVERIFY(desk.service.failure() != nullptr);
  desk.disk.failSyncs(0);
  const Receipt later = desk.give(payment, id);
  QVERIFY2(later.outcome == Outcome::Accepted || later.outcome == Outcome::Duplicate, later.reason.c_str());
  QVERIFY(desk.isStored(id));
  int payments = 0;
  const auto events = desk.store->read(0, 100);
  for (const store::StoredEvent& event : *events) payments += event.command == id ? 1 : 0;
  QCOMPARE(payments, 1);
}

void FailedCommitTest::aJournalTakenAwayIsUnknownOnceAndBusyWithItsReasonThen() {
  DeskOnDisk desk;
  QCOMPARE(desk.give(orderOf("A1"), desk.ids.next()).outcome, Outcome::Accepted);
  QVERIFY(desk.service.closedForGood() == nullptr);
  const base::CommandId id = desk.ids.next();
  QVERIFY(desk.files->remove(desk.folder / "journal.sqlite").has_value());
  // Its COMMIT went into a file that nobody finds again, or does: only who puts it back can tell.
  const Receipt inFlight = desk.give(payment, id);
  QCOMPARE(command::name(inFlight.outcome), "unknown");
  QVERIFY2(inFlight.reason.find("removed") != std::string::npos, inFlight.reason.c_str());
  for (int i = 0; i < 3; ++i) {
    const Receipt later = desk.give(domain::AddNote{domain::OrderId("A1"), "x"}, desk.ids.next());
    QCOMPARE(command::name(later.outcome), "busy");
    QVERIFY2(later.reason.find("removed") != std::string::npos && later.reason.find("this try stored nothing") != std::string::npos, later.reason.c_str());
    QCOMPARE(later.retryAfterMs, 0);
    QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  }
  QVERIFY(desk.service.closedForGood() != nullptr);
}

void FailedCommitTest::whatIsNotKnownIsNotCalledNotStored() {
  DeskOnDisk desk;
  QCOMPARE(desk.give(orderOf("A1"), desk.ids.next()).outcome, Outcome::Accepted);
  const base::CommandId id = desk.ids.next();
  desk.disk.failSyncs(1'000'000);
  desk.disk.failOpens(1'000'000);
  QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  // Not even its order can be read now: no reason to say that it is not stored, which it may be.
  for (int i = 0; i < 3; ++i) QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  const Receipt other = desk.give(domain::AddNote{domain::OrderId("A1"), "x"}, desk.ids.next());
  QCOMPARE(command::name(other.outcome), "busy");
  QVERIFY(other.retryAfterMs > 0);
  desk.disk.failSyncs(0);
  desk.disk.failOpens(0);
  const Receipt told = desk.give(payment, id);
  QVERIFY2(told.outcome == Outcome::Accepted || told.outcome == Outcome::Duplicate, told.reason.c_str());
  QCOMPARE(desk.store->read(0, 100)->size(), std::size_t{2});
}

void FailedCommitTest::aJournalThatWasGoneWhenItWasOpenedAgainIsClosedForGood() {
  DeskOnDisk desk;
  QCOMPARE(desk.give(orderOf("A1"), desk.ids.next()).outcome, Outcome::Accepted);
  desk.store->upkeep();  // the witness
  const base::CommandId id = desk.ids.next();
  desk.disk.failSyncs(1'000'000);
  desk.disk.failOpens(1'000'000);
  QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  QVERIFY(desk.service.closedForGood() == nullptr);
  QVERIFY(desk.files->remove(desk.folder / "journal.sqlite").has_value());
  desk.disk.failSyncs(0);
  desk.disk.failOpens(0);
  // One that needs no order too: nothing of it was tried.
  for (const domain::Command& later : {domain::Command(domain::AddNote{domain::OrderId("A1"), "x"}), domain::Command(domain::AddNote{domain::OrderId("A1"), ""})}) {
    const Receipt refused = desk.give(later, desk.ids.next());
    QCOMPARE(command::name(refused.outcome), "busy");
    QCOMPARE(refused.retryAfterMs, 0);
    QVERIFY2(refused.reason.find("there is no journal.sqlite") != std::string::npos, refused.reason.c_str());
  }
  QCOMPARE(command::name(desk.give(payment, id).outcome), "unknown");
  QVERIFY(desk.service.closedForGood() != nullptr);
}

TWINLANE_TEST(FailedCommitTest)
#include "failed_commit_test.moc"
