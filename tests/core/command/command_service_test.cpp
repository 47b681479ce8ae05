#include "base/id_source.h"
#include "command/command_service.h"
#include "command/refusal.h"
#include "domain/format/encoding.h"
#include "domain/format/state_encoding.h"
#include "store/memory_event_store.h"
#include "support/sample_orders.h"
#include "support/test_main.h"

using namespace twinlane;
using command::Outcome;
using command::Receipt;
using tests::envelope;
using tests::orderOf;

namespace {

// A service over a journal in memory, stepped by the test.
struct Desk {
  base::ManualClock clock{{1'700'000'000'000'000}};
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  store::MemoryEventStore store{"test"};
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  command::CommandService service;
  std::vector<Receipt> receipts;

  explicit Desk(command::CommandServiceOptions options = {}, bool driveInline = true) : service(store, clock, telemetry, [&] {
    options.driveInline = driveInline;
    return options;
  }()) {}

  void queue(const domain::Command& command, std::optional<std::int64_t> expected = {}, std::optional<base::CommandId> id = {}) {
    command::Envelope asked = envelope(id.value_or(ids.next()), command);
    asked.expectedVersion = expected;
    const std::size_t at = receipts.size();
    receipts.emplace_back();
    service.submit(std::move(asked), [this, at](const Receipt& receipt) { receipts[at] = receipt; });
  }
  void run() {
    while (service.step()) {
    }
  }
  command::FactChunk chunk(const std::string& stream) {
    command::FactChunk facts;
    facts.id = ids.next();
    facts.actor = "import";
    domain::OrderPlaced placed;
    placed.currency = tests::pounds;
    facts.streams.push_back({{domain::Category::Order, stream}, true, {{placed, {}}}});
    return facts;
  }
  const Receipt& give(const domain::Command& command, std::optional<std::int64_t> expected = {}, std::optional<base::CommandId> id = {}) {
    queue(command, expected, id);
    run();
    return receipts.back();
  }
};

// Each commit takes a millisecond.
struct SlowCommits final : store::CommitListener {
  explicit SlowCommits(Desk& desk) : clock(desk.clock) { desk.store.setListener(this); }
  void committed(std::shared_ptr<const store::Commit>) override { clock.advanceMicros(1000); }
  base::ManualClock& clock;
};

std::ptrdiff_t stored(const std::vector<std::future<base::Result<command::FactReceipt>>>& answers) {
  return std::count_if(answers.begin(), answers.end(), [](const auto& answer) { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
}

}  // namespace

class CommandServiceTest : public QObject {
  Q_OBJECT
 private slots:
  void neighboursOfAGroupSeeEachOther();
  void duplicatesWithinAGroupGetTheFirstAnswer();
  void aConflictSaysWhatHappenedSince();
  void aConflictSaysWhetherToGiveItAgain();
  void rejectionsNameTheFieldsAndAreKept();
  void whatCouldNotBeReadIsKeptAsRejected();
  void theLastPieceIsSoldOnce();
  void amendmentsMoveWhatIsReserved();
  void creditIsGuardedWithinAGroup();
  void whatIsOwedFollowsTheOrders();
  void aLimitFromOutsideIsDecidedAnew();
  void aLimitIsNotMovedAwayFromWhatIsOwed();
  void aChangeFromOutsideIsDecidedAnew();
  void nothingIsDecidedAfterClosing();
  void factsPassNoGuard();
  void whatComesWithFactsIsStoredWithThemOrNot();
  void factsAndCommandsTakeTurns();
  void factsGiveWayWhileCommandsCome();
  void commandsWithoutAGapWaitForAChunkNowAndThen();
  void aChunkThatComesAfterACommandDoesNotOvertakeIt();
  void factsThatWaitAreLookedAtWhenTheirTimeComes();
  void factsNumberedByAnOlderStateAreRefused();
  void aResentNeighbourBurnsNoId();
  void anOrderAskedForTooEarlyIsFoundLater();
  void theStagesOfACommandAddUpToItsTotal();
  void aLongStreamIsLoadedFromItsKeptState();
  void aStateInAnotherFormatIsFoldedAnew();
  void theLastWordCountsThoughTheClockWasSetBack();
};

void CommandServiceTest::neighboursOfAGroupSeeEachOther() {
  Desk desk;
  desk.queue(orderOf("A1"));
  desk.queue(domain::RecordPayment{domain::OrderId("A1"), {50'000}, ""});
  desk.queue(domain::CancelOrder{domain::OrderId("A1"), "x"});
  desk.queue(domain::RecordPayment{domain::OrderId("A1"), {10'000}, ""});
  QVERIFY(desk.service.step());
  QCOMPARE(desk.telemetry.counters().commits.load(), 1);
  QCOMPARE(desk.receipts[2].version, 3);
  // The refusal rests on the cancellation, so it waits until that is stored.
  QCOMPARE(desk.receipts[3].events, 0);
  desk.run();
  QCOMPARE(desk.receipts[3].reason, std::string("OrderIsCancelled"));
}

void CommandServiceTest::duplicatesWithinAGroupGetTheFirstAnswer() {
  Desk desk;
  const base::CommandId id = desk.ids.next();
  desk.queue(orderOf("A1"), {}, id);
  desk.queue(orderOf("A1"), {}, id);
  desk.queue(orderOf("A2"), {}, id);
  desk.run();
  QCOMPARE(desk.receipts[0].outcome, Outcome::Accepted);
  QCOMPARE(desk.receipts[1].outcome, Outcome::Duplicate);
  QCOMPARE(desk.receipts[1].first->position, 1);
  QCOMPARE(desk.receipts[2].reason, std::string("IdUsedForOtherContent"));
  QCOMPARE(desk.store.head()->position, 1);
}

void CommandServiceTest::aConflictSaysWhatHappenedSince() {
  Desk desk;
  desk.give(orderOf("A1"));
  desk.give(domain::RecordPayment{domain::OrderId("A1"), {10'000}, ""});
  const Receipt& conflict = desk.give(domain::CancelOrder{domain::OrderId("A1"), "x"}, 1);
  QCOMPARE(conflict.outcome, Outcome::Conflict);
  QCOMPARE(*conflict.expected, 1);
  QCOMPARE(*conflict.actual, 2);
  QCOMPARE(conflict.since.size(), std::size_t{1});
  QCOMPARE(conflict.since.front().type, std::string("PaymentRecorded"));
  QCOMPARE(conflict.since.front().actor, std::string("ann"));
  QCOMPARE(desk.give(domain::CancelOrder{domain::OrderId("A1"), "x"}, 2).outcome, Outcome::Accepted);
}

void CommandServiceTest::aConflictSaysWhetherToGiveItAgain() {
  using domain::Conflict;
  Desk desk;
  const domain::OrderId order("A1");
  desk.give(orderOf("A1"));
  desk.give(domain::AddNote{order, "ring twice"});
  // A note changes nothing that a payment rests on.
  const base::CommandId id = desk.ids.next();
  const Receipt harmless = desk.give(domain::RecordPayment{order, {10'000}, ""}, 1, id);
  QVERIFY(harmless.commutes == Conflict::Commutes);
  // Asked again by its id it says the same, whatever has happened after it.
  desk.give(domain::HoldOrder{order, "credit"});
  const Receipt& again = desk.give(domain::RecordPayment{order, {10'000}, ""}, 1, id);
  QCOMPARE(again.outcome, Outcome::Duplicate);
  QVERIFY(again.first->commutes == Conflict::Commutes);
  QCOMPARE(again.first->since.size(), std::size_t{1});
  QVERIFY(desk.give(domain::PickLines{order, {{1, {1'000}}}}, 2).commutes == Conflict::NeedsPerson);
  desk.give(domain::ReleaseOrder{order});
  desk.give(domain::ConfirmOrder{order});
  const Receipt done = desk.give(domain::ConfirmOrder{order}, 4);
  QVERIFY(done.commutes == Conflict::Superseded);
  QVERIFY(done.since.front().conflict == Conflict::Superseded);
  // The one that asks for most speaks for all.
  QVERIFY(desk.give(domain::PickLines{order, {{1, {1'000}}}}, 1).commutes == Conflict::NeedsPerson);
  // A version that is yet to come cannot be judged.
  const Receipt early = desk.give(domain::AddNote{order, "x"}, 99);
  QVERIFY(early.commutes == Conflict::NeedsPerson && early.since.empty());
  // More than are shown are not judged by those that are.
  for (int i = 0; i < 101; ++i) desk.give(domain::AddNote{order, "n" + std::to_string(i)});
  const Receipt many = desk.give(domain::RecordPayment{order, {10'000}, ""}, 5);
  QCOMPARE(many.since.size(), std::size_t{100});
  QCOMPARE(many.sinceMore, *many.actual - 5 - 100);
  QVERIFY(many.sinceMore > 0);
  QVERIFY(many.commutes == Conflict::NeedsPerson);
  QVERIFY(desk.give(domain::RecordPayment{order, {10'000}, ""}, 7).commutes == Conflict::Commutes);
}

void CommandServiceTest::rejectionsNameTheFieldsAndAreKept() {
  Desk desk;
  domain::PlaceOrder absurd = orderOf("A1");
  absurd.lines.front().quantity = {0};
  absurd.currency = {};
  const base::CommandId id = desk.ids.next();
  const Receipt rejected = desk.give(absurd, {}, id);
  QCOMPARE(rejected.reason, std::string("InvalidFields"));
  QCOMPARE(rejected.fields.size(), std::size_t{2});
  QCOMPARE(rejected.fields[0].name, std::string("currency"));
  QCOMPARE(rejected.fields[1].name, std::string("lines[0].quantity"));
  const Receipt& again = desk.give(absurd, {}, id);
  QCOMPARE(again.outcome, Outcome::Duplicate);
  QCOMPARE(again.first->outcome, Outcome::Rejected);
  QVERIFY(again.first->fields == rejected.fields);
}

void CommandServiceTest::whatCouldNotBeReadIsKeptAsRejected() {
  Desk desk;
  const base::CommandId id = desk.ids.next();
  Receipt answer;
  const auto send = [&](const std::string& order, const std::string& problem) {
    command::Envelope misread = envelope(id, orderOf(order), "ann");
    if (!problem.empty()) misread.misread.push_back({"lines[0].quantity", problem});
    desk.service.submit(std::move(misread), [&](const Receipt& receipt) { answer = receipt; });
    desk.run();
  };
  send("A1", "must be a decimal number");
  QCOMPARE(answer.outcome, Outcome::Rejected);
  QCOMPARE(answer.reason, std::string("InvalidFields"));
  const auto stored = desk.store.outcome(id);
  QVERIFY(stored && stored->has_value());
  QCOMPARE((*stored)->principal, std::string("ann"));
  QVERIFY(command::receiptOf(**stored).fields == answer.fields);
  send("A1", "must be a decimal number");
  QCOMPARE(answer.outcome, Outcome::Duplicate);
  // Put right it is another command, and wants an id of its own.
  send("A1", "");
  QCOMPARE(answer.reason, std::string("IdUsedForOtherContent"));
  // What is no id names no stream, however long it is.
  for (const std::string& order : {std::string(1'000'000, 'x'), std::string("A\n1"), std::string("\xff")}) {
    const Receipt& rejected = desk.give(orderOf(order));
    QCOMPARE(rejected.reason, std::string("InvalidFields"));
    QVERIFY(!rejected.stream);
  }
}

void CommandServiceTest::theLastPieceIsSoldOnce() {
  Desk desk;
  desk.queue(domain::ReceiveStock{domain::ProductId("CUP"), {3000}});
  desk.queue(orderOf("A1", "CUP", 2));
  desk.queue(orderOf("A2", "CUP", 2));
  desk.queue(domain::CancelOrder{domain::OrderId("A1"), "x"});
  desk.queue(orderOf("A3", "CUP", 3));
  desk.run();
  QCOMPARE(desk.receipts[1].outcome, Outcome::Accepted);
  QCOMPARE(desk.receipts[2].reason, std::string("OutOfStock"));
  QCOMPARE(desk.receipts[4].outcome, Outcome::Accepted);
  QCOMPARE((*desk.store.stock(domain::ProductId("CUP")))->available().thousandths, 0);
}

void CommandServiceTest::amendmentsMoveWhatIsReserved() {
  Desk desk;
  const domain::OrderId order("A1");
  const domain::ProductId cup("CUP");
  const auto amend = [&](std::int64_t quantity) { return domain::AmendLines{order, {{1, {}, {quantity}, {}, {}, {}, {}, {}}}, {}}; };
  desk.queue(domain::ReceiveStock{cup, {5000}});
  desk.queue(orderOf("A1", "CUP", 2));
  desk.queue(amend(5000));
  desk.run();
  QCOMPARE(desk.receipts.back().outcome, Outcome::Accepted);
  QCOMPARE((*desk.store.stock(cup))->available().thousandths, 0);
  QCOMPARE(desk.give(amend(6000)).reason, std::string("OutOfStock"));
  QCOMPARE(desk.give(amend(1000)).outcome, Outcome::Accepted);
  QCOMPARE((*desk.store.stock(cup))->reserved.thousandths, 1000);
  // Goods that are lost are promised still.
  QCOMPARE(desk.give(domain::AdjustStock{cup, {-4500}, "flood"}).outcome, Outcome::Accepted);
  QCOMPARE((*desk.store.stock(cup))->available().thousandths, -500);
  QCOMPARE(desk.give(domain::AdjustStock{cup, {-600}, "flood"}).reason, std::string("StockBelowZero"));
  QCOMPARE(desk.give(domain::CancelOrder{order, "x"}).outcome, Outcome::Accepted);
  QCOMPARE((*desk.store.stock(cup))->reserved.thousandths, 0);
}

namespace {

domain::PlaceOrder ordersFor(const std::string& customer, const std::string& id, std::int64_t pieces) {
  domain::PlaceOrder order = orderOf(id, "CUP", pieces);  // 2.50 each
  order.customer = domain::CustomerId(customer);
  return order;
}

}  // namespace

void CommandServiceTest::creditIsGuardedWithinAGroup() {
  Desk desk;
  desk.queue(domain::RegisterCustomer{domain::CustomerId("ann"), "Ann", "", "", "", base::Amount{150'000}, tests::pounds});
  desk.queue(ordersFor("ann", "A1", 4));
  desk.queue(ordersFor("ann", "A2", 4));
  desk.queue(ordersFor("ann", "A3", 2));
  desk.queue(ordersFor("ben", "B1", 99));
  desk.run();
  QCOMPARE(desk.receipts[1].outcome, Outcome::Accepted);
  QCOMPARE(desk.receipts[2].reason, std::string("CreditExceeded"));
  QCOMPARE(desk.receipts[2].fields.front().name, std::string("customer"));
  QCOMPARE(desk.receipts[3].outcome, Outcome::Accepted);
  QCOMPARE(desk.receipts[4].outcome, Outcome::Accepted);
  QCOMPARE(desk.store.owed(domain::CustomerId("ann"), tests::pounds)->toText(), std::string("15.00"));
}

void CommandServiceTest::whatIsOwedFollowsTheOrders() {
  Desk desk;
  const domain::OrderId order("A1");
  const auto owed = [&] { return desk.store.owed(domain::CustomerId("ann"), tests::pounds)->toText(); };
  desk.give(ordersFor("ann", "A1", 4));
  QCOMPARE(owed(), std::string("10.00"));
  desk.give(domain::AmendLines{order, {{1, {}, {2000}, {}, {}, {}, {}, {}}}, {{"carriage", {10'000}}}});
  QCOMPARE(owed(), std::string("6.00"));
  desk.give(domain::RecordPayment{order, {40'000}, ""});
  QCOMPARE(owed(), std::string("2.00"));
  desk.give(domain::ShipPackage{order, "", {}, ""});
  desk.give(domain::ReturnLines{order, {{1, {1000}}}, "torn"});
  QCOMPARE(owed(), std::string("-0.50"));
  desk.give(domain::RefundPayment{order, {5'000}});
  QCOMPARE(owed(), std::string("0.00"));
  desk.give(ordersFor("ann", "A2", 1));
  desk.give(domain::CancelOrder{domain::OrderId("A2"), "x"});
  QCOMPARE(owed(), std::string("0.00"));
}

void CommandServiceTest::aLimitFromOutsideIsDecidedAnew() {
  Desk desk;
  const store::StreamRef ann{domain::Category::Customer, "ann"};
  desk.give(domain::RegisterCustomer{domain::CustomerId("ann"), "Ann", "", "", "", base::Amount{900'000}, tests::pounds});
  desk.give(ordersFor("ann", "A1", 4));
  // Another writer lowers the limit; what is cached here is only a hint.
  store::AppendRequest other;
  other.command = desk.ids.next();
  other.principal = "ben";
  other.streams.push_back({ann, 1});
  domain::EncodedEvent lowered = domain::encode(domain::ProfileUpdated{"", "", "", "", base::Amount{100'000}, {}});
  other.events.push_back({0, lowered.type, lowered.schemaVersion, lowered.payload, lowered.sealed, {}});
  desk.store.append({other}, desk.clock.wall(), [](store::EventStore::AppendResult) {});
  QCOMPARE(desk.give(ordersFor("ann", "A2", 1)).reason, std::string("CreditExceeded"));
  QCOMPARE(desk.store.head()->position, 3);
}

void CommandServiceTest::aLimitIsNotMovedAwayFromWhatIsOwed() {
  Desk desk;
  const domain::CustomerId ann("ann");
  const domain::OrderId order("A1");
  const base::Currency euros{{'E', 'U', 'R'}};
  const domain::UpdateProfile moved{ann, "", "", "", "", base::Amount{150'000}, euros};
  desk.queue(domain::RegisterCustomer{ann, "Ann", "", "", "", base::Amount{150'000}, tests::pounds});
  desk.queue(ordersFor("ann", "A1", 4));
  desk.queue(moved);
  desk.run();
  QCOMPARE(desk.receipts.back().reason, std::string("OwedInOtherCurrency"));
  QCOMPARE(desk.receipts.back().fields.front().name, std::string("credit_currency"));
  desk.give(domain::RecordPayment{order, {100'000}, ""});
  // Another writer makes her owe again; what is cached here is only a hint.
  store::AppendRequest other;
  other.command = desk.ids.next();
  other.principal = "ben";
  other.streams.push_back({{domain::Category::Order, "B1"}, 0});
  domain::EncodedEvent note = domain::encode(domain::NoteAdded{"by ben"});
  other.events.push_back({0, note.type, note.schemaVersion, note.payload, note.sealed, {}});
  other.rows.push_back(store::CreditChange{ann, tests::pounds, {10'000}});
  desk.store.append({other}, desk.clock.wall(), [](store::EventStore::AppendResult) {});
  QCOMPARE(desk.give(moved).reason, std::string("OwedInOtherCurrency"));
  desk.give(domain::RecordPayment{order, {10'000}, ""});
  QCOMPARE(desk.give(moved).outcome, Outcome::Accepted);
  // From then on orders are in euros.
  QCOMPARE(desk.give(ordersFor("ann", "A2", 1)).reason, std::string("CurrencyMismatch"));
}

void CommandServiceTest::aChangeFromOutsideIsDecidedAnew() {
  Desk desk;
  desk.give(orderOf("A1"));
  // Another writer of the same store moves the stream; the cached state is only a hint.
  store::AppendRequest other;
  other.command = desk.ids.next();
  other.principal = "ben";
  other.streams.push_back({{domain::Category::Order, "A1"}, 1});
  domain::EncodedEvent cancelled = domain::encode(domain::OrderCancelled{"by ben"});
  other.events.push_back({0, cancelled.type, cancelled.schemaVersion, cancelled.payload, cancelled.sealed, {}});
  desk.store.append({other}, desk.clock.wall(), [](store::EventStore::AppendResult) {});
  QCOMPARE(desk.give(domain::RecordPayment{domain::OrderId("A1"), {10'000}, ""}).reason, std::string("OrderIsCancelled"));
  QCOMPARE(desk.store.head()->position, 2);
}

void CommandServiceTest::nothingIsDecidedAfterClosing() {
  Desk desk;
  desk.queue(orderOf("A1"));
  desk.service.close();
  desk.queue(orderOf("A2"));
  QCOMPARE(desk.receipts[1].outcome, Outcome::Busy);
  desk.run();
  QCOMPARE(desk.receipts[0].outcome, Outcome::Accepted);
  QCOMPARE(desk.store.head()->position, 1);
}

// Such as close rows that the facts stand for.
void CommandServiceTest::whatComesWithFactsIsStoredWithThemOrNot() {
  Desk desk;
  command::FactChunk bad;
  bad.id = desk.ids.next();
  bad.actor = "import";
  bad.import.source = "shop";
  bad.import.firstRow = bad.import.lastRow = 1;
  bad.import.files = {{"shop.csv", 1, 0, {}}};
  bad.import.quarantined = {{"shop.csv", 2, "bad_quantity", "1,tea,x"}};
  QVERIFY(desk.service.accept(bad).has_value());
  desk.give(orderOf("A1"));
  const auto commits = [&] { return desk.telemetry.counters().commits.load(); };
  const auto chunkOf = [&](const std::string& order) {
    command::FactChunk chunk = desk.chunk(order);
    chunk.import.source = "shop";
    chunk.import.prefix[0] = 1;
    chunk.import.firstRow = chunk.import.lastRow = 2;
    chunk.import.files = {{"shop.csv", 1, 1, {}}};
    command::FactChunk& closing = chunk.with.emplace_back();
    closing.id = desk.ids.next();
    closing.actor = "import";
    closing.import.source = "shop";
    closing.import.firstRow = closing.import.lastRow = -1;
    return chunk;
  };
  QCOMPARE(desk.service.accept(chunkOf("A1")).error().code, base::ErrorCode::Conflict);
  QVERIFY(!desk.store.quarantined(0, 1)->front().repaired);
  const auto before = commits();
  command::FactChunk chunk = chunkOf("A2");
  QVERIFY(desk.service.accept(chunk).has_value());
  QCOMPARE(commits() - before, 1);
  QVERIFY(desk.store.quarantined(0, 1)->front().repaired);
  QCOMPARE(desk.service.accept(chunk)->kind, store::AppendOutcome::Kind::Duplicate);
  QCOMPARE(desk.store.account()->rows, 1);
}

void CommandServiceTest::factsPassNoGuard() {
  Desk desk;
  command::FactChunk chunk;
  chunk.id = desk.ids.next();
  chunk.actor = "import";
  domain::OrderPlaced placed;
  placed.currency = tests::pounds;
  placed.paymentKnown = false;
  placed.lines.push_back({1, domain::ProductId("X"), {1000}, {10'000}, {10'000}, "", {}, {}, {}, false});
  chunk.streams.push_back({{domain::Category::Order, "536365"}, true, {{placed, base::Timestamp{5}}}});
  chunk.import.source = "shop";
  chunk.import.firstRow = chunk.import.lastRow = 1;
  chunk.import.files = {{"shop.csv", 1, 1, {}}};
  chunk.import.documents.emplace_back("order-536365", 0);
  QVERIFY(desk.service.accept(chunk).has_value());
  QCOMPARE(desk.service.accept(chunk)->kind, store::AppendOutcome::Kind::Duplicate);
  chunk.id = desk.ids.next();
  const auto conflict = desk.service.accept(chunk);
  QCOMPARE(conflict.error().code, base::ErrorCode::Conflict);
  QCOMPARE(conflict.error().where, std::string("order-536365"));
  const auto events = desk.store.read(0, 10);
  QCOMPARE(events->size(), std::size_t{1});
  QCOMPARE(events->front().origin, domain::Origin::Import);
  QCOMPARE(events->front().when().micros, 5);
  QCOMPARE(desk.store.account()->accepted, 1);
  QCOMPARE((*desk.store.document("shop", "order-536365"))->lines, 1);
}

void CommandServiceTest::factsGiveWayWhileCommandsCome() {
  Desk desk({}, false);
  SlowCommits slow(desk);
  std::vector<std::future<base::Result<command::FactReceipt>>> answers;
  for (int i = 0; i < 4; ++i) answers.push_back(desk.service.post(desk.chunk("F" + std::to_string(i))));
  const auto chunks = [&] {
    desk.run();
    return stored(answers);
  };
  const auto giveOne = [&] { desk.queue(orderOf("A" + std::to_string(desk.receipts.size()))); };
  giveOne();
  QCOMPARE(chunks(), 1);  // behind the command, and no second one while the next may come
  giveOne();
  QCOMPARE(chunks(), 1);  // too soon for another: a command would meet facts too often
  QVERIFY(answers[0].get()->heldMicros == 1000);
  answers.erase(answers.begin());
  desk.clock.advanceMicros(14'500);
  QCOMPARE(chunks(), 0);  // within a gap they would be in the way of the command that ends it
  giveOne();
  QVERIFY(desk.service.step());
  QCOMPARE(stored(answers), 0);  // which is first, though the facts were before it
  QCOMPARE(desk.receipts.back().outcome, Outcome::Accepted);
  QCOMPARE(chunks(), 1);
  desk.clock.advanceMicros(20'000);
  QCOMPARE(chunks(), 2);  // between two commands, and no more than their share
  desk.clock.advanceMicros(15'000);
  QCOMPARE(chunks(), 3);
  QVERIFY(answers.back().get()->heldMicros.has_value());
  answers.pop_back();
  desk.clock.advanceMicros(5'000'000);
  answers.push_back(desk.service.post(desk.chunk("F9")));
  QCOMPARE(chunks(), 3);  // nobody is at work
  QVERIFY(!answers.back().get()->heldMicros);
  answers.pop_back();
  giveOne();
  for (int i = 4; i < 6; ++i) answers.push_back(desk.service.post(desk.chunk("F" + std::to_string(i))));
  QCOMPARE(chunks(), 2);
  desk.service.close();
  QCOMPARE(chunks(), 4);  // what was taken in is answered before the end
  for (const Receipt& receipt : desk.receipts) QCOMPARE(receipt.outcome, Outcome::Accepted);
}

// However long none came before.
void CommandServiceTest::aChunkThatComesAfterACommandDoesNotOvertakeIt() {
  Desk desk({}, false);
  SlowCommits slow(desk);
  desk.queue(orderOf("A1"));
  desk.run();
  desk.clock.advanceMicros(30'000);
  desk.queue(orderOf("A2"));
  std::vector<std::future<base::Result<command::FactReceipt>>> answers;
  answers.push_back(desk.service.post(desk.chunk("F1")));
  QVERIFY(desk.service.step());
  QCOMPARE(desk.receipts.back().outcome, Outcome::Accepted);
  QCOMPARE(stored(answers), 0);
}

void CommandServiceTest::factsThatWaitAreLookedAtWhenTheirTimeComes() {
  Desk desk({}, false);
  SlowCommits slow(desk);
  QVERIFY(desk.service.untilFacts() > std::chrono::seconds(1));
  std::vector<std::future<base::Result<command::FactReceipt>>> answers;
  for (int i = 0; i < 2; ++i) answers.push_back(desk.service.post(desk.chunk("F" + std::to_string(i))));
  desk.queue(orderOf("A1"));
  desk.run();
  QCOMPARE(stored(answers), 1);
  // Who sleeps as long as it says finds the other one due: at thirty commands a second there is a gap after each.
  const auto idle = desk.service.untilFacts();
  QVERIFY(idle.count() > 15'000 && idle.count() <= 20'000);
  desk.clock.advanceMicros(idle.count());
  desk.run();
  QCOMPARE(stored(answers), 2);
  QVERIFY(desk.service.untilFacts() > std::chrono::seconds(1));
}

void CommandServiceTest::commandsWithoutAGapWaitForAChunkNowAndThen() {
  command::CommandServiceOptions options;
  options.groupLimit = 1;
  Desk desk(options, false);
  SlowCommits slow(desk);
  std::vector<std::future<base::Result<command::FactReceipt>>> answers;
  for (int i = 0; i < 3; ++i) answers.push_back(desk.service.post(desk.chunk("F" + std::to_string(i))));
  desk.queue(orderOf("B"));
  std::vector<std::ptrdiff_t> seen{0};
  std::vector<int> waits{0};  // steps until each chunk, and since the last
  for (int i = 0; i < 100; ++i) {
    desk.queue(orderOf("A" + std::to_string(i)));
    desk.service.step();
    ++waits.back();
    if (stored(answers) == seen.back()) continue;
    seen.push_back(stored(answers));
    waits.push_back(0);
  }
  waits.pop_back();
  // A millisecond of facts, then at least twenty of commands.
  QCOMPARE(stored(answers), 3);
  QCOMPARE(seen, (std::vector<std::ptrdiff_t>{0, 1, 2, 3}));
  QVERIFY2(*std::min_element(waits.begin(), waits.end()) >= 20 && *std::max_element(waits.begin(), waits.end()) <= 40, "commands between two chunks");
}

void CommandServiceTest::factsNumberedByAnOlderStateAreRefused() {
  Desk desk;
  desk.give(orderOf("A1"));
  desk.give(domain::AddNote{domain::OrderId("A1"), "later"});
  command::FactChunk chunk = desk.chunk("A1");
  chunk.streams.front().stream.id = "A1";
  chunk.streams.front().mustBeNew = false;
  chunk.streams.front().version = 1;
  const auto refused = desk.service.accept(chunk);
  QCOMPARE(refused.error().code, base::ErrorCode::Conflict);
  QCOMPARE(refused.error().where, std::string("order-A1"));
  QCOMPARE(desk.store.head()->position, 2);
  chunk.streams.front().version = 2;
  QCOMPARE(desk.service.accept(chunk)->kind, store::AppendOutcome::Kind::Stored);
}

void CommandServiceTest::factsAndCommandsTakeTurns() {
  Desk desk;
  const base::CommandId id = desk.ids.next();
  // A command that meets a conflict in the store waits for another round while chunks are taken in between.
  desk.give(orderOf("A1"));
  store::AppendRequest other;
  other.command = desk.ids.next();
  other.principal = "ben";
  other.streams.push_back({{domain::Category::Order, "A1"}, 1});
  domain::EncodedEvent paid = domain::encode(domain::PaymentRecorded{{10'000}, ""});
  other.events.push_back({0, paid.type, paid.schemaVersion, paid.payload, paid.sealed, {}});
  desk.store.append({other}, desk.clock.wall(), [](store::EventStore::AppendResult) {});
  for (int i = 0; i < 3; ++i) {
    desk.queue(domain::RecordPayment{domain::OrderId("A1"), {10'000}, ""}, {}, i == 0 ? id : desk.ids.next());
    QVERIFY(desk.service.accept(desk.chunk("F" + std::to_string(i))).has_value());
  }
  desk.run();
  for (std::size_t i = 1; i < desk.receipts.size(); ++i) QCOMPARE(desk.receipts[i].outcome, Outcome::Accepted);
  QCOMPARE(desk.store.head()->position, 1 + 1 + 3 + 3);
}

void CommandServiceTest::aResentNeighbourBurnsNoId() {
  Desk desk;
  desk.give(orderOf("A1", "CUP", 4));
  const base::CommandId first = desk.ids.next();
  const domain::ShipPackage two{domain::OrderId("A1"), "", {{1, {2000}}}, ""};
  desk.give(two, {}, first);
  // The first is sent again; decided anew it would ship the last two, which the second asks for.
  desk.queue(two, {}, first);
  desk.queue(two);
  desk.run();
  QCOMPARE(desk.receipts[2].outcome, Outcome::Duplicate);
  QCOMPARE(desk.receipts[3].outcome, Outcome::Accepted);
}

void CommandServiceTest::anOrderAskedForTooEarlyIsFoundLater() {
  Desk desk;
  QCOMPARE(desk.give(domain::RecordPayment{domain::OrderId("1"), {10'000}, ""}).reason, std::string("OrderNotFound"));
  QCOMPARE(desk.give(orderOf("")).stream->id, std::string("1"));
  QCOMPARE(desk.give(domain::RecordPayment{domain::OrderId("1"), {10'000}, ""}).outcome, Outcome::Accepted);
}

void CommandServiceTest::aLongStreamIsLoadedFromItsKeptState() {
  Desk desk;
  desk.give(orderOf("A1"));
  for (int i = 0; i < 1000; ++i) desk.queue(domain::RecordPayment{domain::OrderId("A1"), {100}, "card"});
  desk.run();
  QCOMPARE(desk.receipts.back().version, 1001);
  const store::StreamRef stream{domain::Category::Order, "A1"};
  QVERIFY(desk.store.load(stream, 5000)->events.size() < 16);
  command::AggregateCache fresh(desk.store, 10);
  const auto aggregate = fresh.load(stream);
  QCOMPARE(aggregate->aggregate->version, 1001);
  const auto& order = std::get<domain::OrderState>(aggregate->aggregate->state);
  QCOMPARE(order.paid.tenThousandths, 100'000);
  QCOMPARE(order.lines.size(), std::size_t{1});
}

void CommandServiceTest::aStateInAnotherFormatIsFoldedAnew() {
  Desk desk;
  desk.give(orderOf("A1"));
  for (int i = 0; i < 40; ++i) desk.give(domain::RecordPayment{domain::OrderId("A1"), {100}, "card"});
  store::AppendRequest other;
  other.command = desk.ids.next();
  other.streams.push_back({{domain::Category::Order, "A1"}, 41});
  const auto event = domain::encode(domain::PaymentRecorded{{5}, "cash"});
  other.events.push_back({0, event.type, event.schemaVersion, event.payload, event.sealed, {}});
  other.rows.push_back(store::StateRow{0, {domain::stateFormat + 1, 0x80}});
  desk.store.append({other}, desk.clock.wall(), [](store::EventStore::AppendResult) {});
  command::AggregateCache fresh(desk.store, 10);
  const auto aggregate = fresh.load({domain::Category::Order, "A1"});
  QCOMPARE(aggregate->aggregate->version, 42);
  QCOMPARE(std::get<domain::OrderState>(aggregate->aggregate->state).paid.tenThousandths, 4'005);
}

void CommandServiceTest::theStagesOfACommandAddUpToItsTotal() {
  Desk desk;
  desk.queue(orderOf("A1"));
  desk.clock.advanceMicros(300);
  desk.queue(orderOf("A2"));
  desk.clock.advanceMicros(40);
  desk.run();
  desk.telemetry.sample({}, {}, {}, 0, 0);
  const auto snapshot = desk.telemetry.snapshot();
  QCOMPARE(snapshot->traces.slowest.size(), std::size_t{2});
  for (std::size_t i = 0; i < 2; ++i) {
    const telemetry::Trace& trace = snapshot->traces.slowest[i];
    QVERIFY(trace.command == desk.receipts[i].command);
    QCOMPARE(trace.totalNanos(), desk.receipts[i].micros.total * 1000);
  }
  QCOMPARE(snapshot->traces.slowest[0].stageNanos[static_cast<std::size_t>(telemetry::Stage::Queue)], 340'000);
}

void CommandServiceTest::theLastWordCountsThoughTheClockWasSetBack() {
  Desk desk;
  const domain::OrderId order("A1");
  const domain::ProductId tea("tea");
  const domain::CustomerId ann("ann");
  for (const domain::Command& command : {domain::Command(orderOf("A1")), domain::Command(domain::HoldOrder{order, "check"}), domain::Command(domain::ListProduct{tea, "Tea", {10'000}, tests::pounds}),
                                         domain::Command(domain::RegisterCustomer{ann, "Ann", {}, {}, {}})})
    QCOMPARE(command::name(desk.give(command).outcome), "accepted");
  desk.clock.setWall({desk.clock.wall().micros - 3'600'000'000});
  QCOMPARE(command::name(desk.give(domain::ReleaseOrder{order}).outcome), "accepted");
  QCOMPARE(desk.give(domain::ReleaseOrder{order}).reason, std::string("OrderNotOnHold"));
  QCOMPARE(command::name(desk.give(domain::ChangePrice{tea, {20'000}, {}}).outcome), "accepted");
  QCOMPARE(command::name(desk.give(domain::UpdateProfile{ann, "Anna", {}, {}, {}}).outcome), "accepted");
  command::AggregateCache fresh(desk.store, 10);
  QVERIFY(!std::get<domain::OrderState>(fresh.load({domain::Category::Order, "A1"})->aggregate->state).held());
  QCOMPARE(std::get<domain::ProductState>(fresh.load({domain::Category::Product, "tea"})->aggregate->state).price.value.amount.tenThousandths, 20'000);
  QCOMPARE(std::get<domain::CustomerState>(fresh.load({domain::Category::Customer, "ann"})->aggregate->state).customerName.value, std::string("Anna"));
  // What adds up is booked when the clock says, which may be set right again.
  QCOMPARE(command::name(desk.give(domain::RecordPayment{order, {10'000}, ""}).outcome), "accepted");
  QVERIFY(!desk.store.read(0, 100)->back().occurredAt.has_value());
  // It is told that the clock said otherwise; a stream of its own has the clock's time.
  const auto events = desk.store.read(0, 100);
  QVERIFY(events->at(4).occurredAt.has_value() && events->at(4).recordedAt < *events->at(4).occurredAt);
  QCOMPARE(command::name(desk.give(orderOf("A2")).outcome), "accepted");
  QVERIFY(!desk.store.read(0, 100)->back().occurredAt.has_value());
}

TWINLANE_TEST(CommandServiceTest)
#include "command_service_test.moc"
