// One contract for every engine of the journal. Each case runs over SQLite and over memory.
#include "base/format/cbor.h"
#include "base/file_system.h"
#include "sqlite/connection.h"
#include "store/closing_chunk.h"
#include "store/memory_event_store.h"
#include "store/sqlite_event_store.h"
#include "support/overlap.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <atomic>
#include <thread>

using namespace twinlane;
using store::AppendOutcome;
using store::AppendRequest;
using store::Position;

namespace {

struct Store {
  tests::TempFolder folder;
  base::SystemClock clock;
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  std::function<void()> beforeCommit;
  std::unique_ptr<store::EventStore> events;

  explicit Store(const QString& engine) {
    auto gate = [this] {
      if (beforeCommit) beforeCommit();
    };
    if (engine == "memory") {
      events = std::make_unique<store::MemoryEventStore>("test", gate);
      return;
    }
    auto opened = store::SqliteEventStore::open({folder / "journal.sqlite", false, "test", "UTC", gate}, *files, clock);
    if (!opened) qFatal("%s", opened.error().what.c_str());
    events = std::move(*opened);
  }

  std::vector<AppendOutcome> append(std::vector<AppendRequest> group) {
    std::vector<AppendOutcome> outcomes;
    events->append(std::move(group), clock.wall(), [&](store::EventStore::AppendResult result) {
      if (!result) qFatal("%s", result.error().what.c_str());
      outcomes = std::move(*result);
    });
    return outcomes;
  }
};

base::CommandId idOf(int n) {
  base::CommandId id;
  id.bytes[14] = static_cast<std::uint8_t>(n >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(n);
  return id;
}

AppendRequest request(int id, const std::string& stream, std::optional<std::int64_t> version, int events = 1) {
  AppendRequest request;
  request.command = idOf(id);
  request.content = base::DigestWriter{}.field(stream).digest();
  request.principal = "ann";
  request.streams.push_back({{domain::Category::Order, stream}, version});
  for (int i = 0; i < events; ++i) {
    base::CborWriter payload;
    payload.array(1);
    payload.text("P" + std::to_string(i));
    request.events.push_back({0, domain::PackageDelivered::type, 1, payload.take(), {}, {}});
  }
  return request;
}

}  // namespace

class ContractTest : public QObject {
  Q_OBJECT
  void engines() {
    QTest::addColumn<QString>("engine");
    QTest::newRow("sqlite") << "sqlite";
    QTest::newRow("memory") << "memory";
  }

 private slots:
  void positionsAreGaplessAndVersionsCount_data() { engines(); }
  void positionsAreGaplessAndVersionsCount();
  void aWrongVersionStoresNothing_data() { engines(); }
  void aWrongVersionStoresNothing();
  void theSameIdIsADuplicateForEver_data() { engines(); }
  void theSameIdIsADuplicateForEver();
  void twoWritersOfOneVersionGiveOneWinner_data() { engines(); }
  void twoWritersOfOneVersionGiveOneWinner();
  void aDelayedCommitIsSeenWholeOrNotAtAll_data() { engines(); }
  void aDelayedCommitIsSeenWholeOrNotAtAll();
  void guardRowsJudgeStock_data() { engines(); }
  void guardRowsJudgeStock();
  void guardRowsJudgeWhatIsOnHand_data() { engines(); }
  void guardRowsJudgeWhatIsOnHand();
  void guardRowsJudgeCredit_data() { engines(); }
  void guardRowsJudgeCredit();
  void aStreamMayBeAConditionOnly_data() { engines(); }
  void aStreamMayBeAConditionOnly();
  void ordersWithoutAnIdGetTheirNumber_data() { engines(); }
  void ordersWithoutAnIdGetTheirNumber();
  void aKeptStateIsLoadedWithWhatCameAfter_data() { engines(); }
  void aKeptStateIsLoadedWithWhatCameAfter();
  void refusalsAreKept_data() { engines(); }
  void refusalsAreKept();
  void linksChainTheCommits_data() { engines(); }
  void linksChainTheCommits();
  void everyEngineMakesTheSameLinks();
  void oneFileIsToldAsAmongAll_data() { engines(); }
  void oneFileIsToldAsAmongAll();
  void waitingEndsWithTheCommit_data() { engines(); }
  void waitingEndsWithTheCommit();
  void aStaleWriterIsFenced();
  void aTruncatedJournalIsToldByItsWitness();
  void aMissingEventIsTold();
  void whoReadsAJournalKeepsNobodyFromOpeningIt();
  void refusalsThatWereCutOffAreToldByTheWitness();
  void aTornWitnessTellsNothing();
  void nobodyIsKeptWhoOnlyRepeated();
};

void ContractTest::positionsAreGaplessAndVersionsCount() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "A", 0, 2), request(2, "B", 0)});
  s.append({request(3, "A", 2, 3)});
  const auto events = s.events->read(0, 100);
  QVERIFY(events.has_value());
  QCOMPARE(events->size(), std::size_t{6});
  for (std::size_t i = 0; i < events->size(); ++i) QCOMPARE((*events)[i].position, static_cast<Position>(i) + 1);
  const auto stream = s.events->readStream({domain::Category::Order, "A"}, 0, 100);
  QCOMPARE(stream->size(), std::size_t{5});
  for (std::size_t i = 0; i < stream->size(); ++i) {
    QCOMPARE((*stream)[i].version, static_cast<std::int64_t>(i) + 1);
    QCOMPARE((*stream)[i].orderNumber, 1);
  }
  QCOMPARE((*stream)[3].index, 1);
  QVERIFY((*stream)[3].command == idOf(3));
  QCOMPARE((*stream)[3].actor, std::string("ann"));
  QCOMPARE(s.events->read(4, 1)->front().position, 5);
}

void ContractTest::aWrongVersionStoresNothing() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "A", 0)});
  const auto outcomes = s.append({request(2, "A", 0), request(3, "B", 0), request(4, "B", 7)});
  QCOMPARE(outcomes[0].kind, AppendOutcome::Kind::StreamConflict);
  QCOMPARE(outcomes[0].actual, 1);
  QCOMPARE(outcomes[1].kind, AppendOutcome::Kind::Stored);
  // Within a group a neighbour's events count.
  QCOMPARE(outcomes[2].actual, 1);
  QCOMPARE(s.events->head()->position, 2);
  QVERIFY(!s.events->outcome(idOf(2))->has_value());
}

void ContractTest::theSameIdIsADuplicateForEver() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "A", 0, 2)});
  auto again = s.append({request(1, "A", 0, 2), request(1, "A", 2, 2)});
  QCOMPARE(again[0].kind, AppendOutcome::Kind::Duplicate);
  QCOMPARE(again[0].outcome.first, 1);
  QCOMPARE(again[0].outcome.count, 2);
  QCOMPARE(again[1].kind, AppendOutcome::Kind::Duplicate);
  AppendRequest other = request(1, "B", 0);
  QCOMPARE(s.append({other})[0].kind, AppendOutcome::Kind::OtherContent);
  QCOMPARE(s.events->head()->position, 2);
}

void ContractTest::twoWritersOfOneVersionGiveOneWinner() {
  QFETCH(QString, engine);
  Store s(engine);
  constexpr int rounds = 50;
  std::atomic<int> won{0}, lost{0};
  std::atomic<int> ready{0};
  auto write = [&](int writer) {
    for (int round = 0; round < rounds; ++round) {
      // Both writers have seen the same version before either appends.
      ++ready;
      while (ready.load() < 2 * (round + 1)) std::this_thread::yield();
      const tests::AtWork atWork;
      const auto outcome = s.append({request(1000 + round * 2 + writer, "A", round)});
      ++(outcome[0].kind == AppendOutcome::Kind::Stored ? won : lost);
    }
  };
  {
    std::jthread first([&] { write(0); });
    std::jthread second([&] { write(1); });
  }
  QCOMPARE(won.load(), rounds);
  QCOMPARE(lost.load(), rounds);
  QCOMPARE(s.events->head()->position, rounds);
}

void ContractTest::aDelayedCommitIsSeenWholeOrNotAtAll() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "A", 0)});
  std::atomic<bool> atGate{false}, open{false};
  s.beforeCommit = [&] {
    atGate = true;
    while (!open) std::this_thread::yield();
  };
  std::jthread writer([&] { s.append({request(2, "B", 0, 3)}); });
  while (!atGate) std::this_thread::yield();
  QCOMPARE(s.events->head()->position, 1);
  QCOMPARE(s.events->read(0, 100)->size(), std::size_t{1});
  QVERIFY(!s.events->waitFor(2, 0));
  open = true;
  QVERIFY(s.events->waitFor(4, 5000));
  QCOMPARE(s.events->read(1, 100)->size(), std::size_t{3});
}

void ContractTest::guardRowsJudgeStock() {
  QFETCH(QString, engine);
  Store s(engine);
  const domain::ProductId cup("CUP");
  AppendRequest receive = request(1, "R", 0);
  receive.rows.push_back(store::StockChange{cup, {5000}, {}, true});
  auto take = [&](int id, const char* stream, std::int64_t thousandths) {
    AppendRequest taking = request(id, stream, 0);
    taking.stock.push_back({cup, base::Quantity{thousandths}});
    taking.rows.push_back(store::StockChange{cup, {}, {thousandths}, false});
    return taking;
  };
  QVERIFY(!s.events->stock(cup)->has_value());
  const auto outcomes = s.append({receive, take(2, "A", 3000), take(3, "B", 3000), take(4, "C", 2000)});
  QCOMPARE(outcomes[1].kind, AppendOutcome::Kind::Stored);
  QCOMPARE(outcomes[2].kind, AppendOutcome::Kind::StockConflict);
  QCOMPARE(outcomes[2].actual, 2000);
  QCOMPARE(outcomes[3].kind, AppendOutcome::Kind::Stored);
  QCOMPARE((*s.events->stock(cup))->available().thousandths, 0);
}

void ContractTest::guardRowsJudgeWhatIsOnHand() {
  QFETCH(QString, engine);
  Store s(engine);
  const domain::ProductId cup("CUP");
  AppendRequest receive = request(1, "R", 0);
  receive.rows.push_back(store::StockChange{cup, {5000}, {6000}, true});
  // More is promised than there is: what is on hand can still be taken away.
  auto lose = [&](int id, const char* stream, std::int64_t thousandths) {
    AppendRequest losing = request(id, stream, 0);
    losing.stock.push_back({cup, std::nullopt, base::Quantity{thousandths}});
    losing.rows.push_back(store::StockChange{cup, {-thousandths}, {}, true});
    return losing;
  };
  const auto outcomes = s.append({receive, lose(2, "A", 3000), lose(3, "B", 3000)});
  QCOMPARE(outcomes[1].kind, AppendOutcome::Kind::Stored);
  QCOMPARE(outcomes[2].kind, AppendOutcome::Kind::StockConflict);
  QCOMPARE(outcomes[2].actual, 2000);
}

void ContractTest::guardRowsJudgeCredit() {
  QFETCH(QString, engine);
  Store s(engine);
  const domain::CustomerId ann("ann");
  const base::Currency pounds{{'G', 'B', 'P'}}, euros{{'E', 'U', 'R'}};
  auto owe = [&](int id, const char* stream, std::int64_t more, std::int64_t atMost, base::Currency currency) {
    AppendRequest owing = request(id, stream, 0);
    owing.credit = store::CreditCondition{ann, currency, {atMost}};
    owing.rows.push_back(store::CreditChange{ann, currency, {more}});
    return owing;
  };
  QCOMPARE(s.events->owed(ann, pounds)->tenThousandths, 0);
  const auto outcomes = s.append({owe(1, "A", 700, 0, pounds), owe(2, "B", 400, 600, pounds), owe(3, "C", 400, 700, pounds), owe(4, "D", 5, 0, euros)});
  QCOMPARE(outcomes[0].kind, AppendOutcome::Kind::Stored);
  QCOMPARE(outcomes[1].kind, AppendOutcome::Kind::CreditConflict);
  QCOMPARE(outcomes[1].actual, 700);
  QCOMPARE(outcomes[2].kind, AppendOutcome::Kind::Stored);
  QCOMPARE(outcomes[3].kind, AppendOutcome::Kind::Stored);
  QCOMPARE(s.events->owed(ann, pounds)->tenThousandths, 1100);
  QCOMPARE(s.events->owed(ann, euros)->tenThousandths, 5);
  QVERIFY(!s.events->outcome(idOf(2))->has_value());
}

void ContractTest::aStreamMayBeAConditionOnly() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "A", 0, 2)});
  auto restingOnA = [](int id, const char* stream, std::int64_t version) {
    AppendRequest resting = request(id, stream, 0);
    resting.streams.push_back({{domain::Category::Order, "A"}, version});
    return resting;
  };
  const auto outcomes = s.append({restingOnA(2, "B", 1), restingOnA(3, "C", 2)});
  QCOMPARE(outcomes[0].kind, AppendOutcome::Kind::StreamConflict);
  QCOMPARE(outcomes[0].failedCondition, std::size_t{1});
  QCOMPARE(outcomes[1].kind, AppendOutcome::Kind::Stored);
  QCOMPARE(outcomes[1].outcome.version, 1);
  QCOMPARE(s.append({request(4, "A", 2)})[0].outcome.version, 3);
}

void ContractTest::ordersWithoutAnIdGetTheirNumber() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "2", 0)});
  const auto outcomes = s.append({request(2, "", 0), request(3, "", 0)});
  QCOMPARE(outcomes[0].outcome.stream.id, std::string("2-2"));  // "2" was taken by name
  QCOMPARE(outcomes[1].outcome.stream.id, std::string("3"));
  const auto again = s.append({request(3, "", 0), request(4, "", 0)});
  QCOMPARE(again[0].kind, AppendOutcome::Kind::Duplicate);
  QCOMPARE(again[0].outcome.stream.id, std::string("3"));
  QCOMPARE(again[1].outcome.stream.id, std::string("4"));
  const auto events = s.events->read(0, 100);
  for (std::size_t i = 0; i < events->size(); ++i) QCOMPARE((*events)[i].orderNumber, static_cast<std::int64_t>(i) + 1);
}

void ContractTest::aKeptStateIsLoadedWithWhatCameAfter() {
  QFETCH(QString, engine);
  Store s(engine);
  const store::StreamRef stream{domain::Category::Order, "A"};
  QVERIFY(s.events->load(stream, 100)->events.empty());
  s.append({request(1, "A", 0, 2)});
  auto loaded = s.events->load(stream, 100);
  QCOMPARE(loaded->stateVersion, 0);
  QCOMPARE(loaded->events.size(), std::size_t{2});
  AppendRequest keeping = request(2, "A", 2, 3);
  keeping.rows.push_back(store::StateRow{0, {7, 8}});
  // What breaks its condition keeps nothing.
  AppendRequest late = request(3, "A", 2);
  late.rows.push_back(store::StateRow{0, {9}});
  s.append({keeping, late, request(4, "A", 5, 2)});
  loaded = s.events->load(stream, 1);
  QCOMPARE(loaded->stateVersion, 5);
  QVERIFY((loaded->state == base::Bytes{7, 8}));
  QCOMPARE(loaded->events.size(), std::size_t{1});
  const auto plain = s.events->readStream(stream, 5, 1);
  const store::StoredEvent& event = loaded->events.front();
  QCOMPARE(event.version, 6);
  QCOMPARE(event.position, plain->front().position);
  QCOMPARE(event.type, plain->front().type);
  QVERIFY(event.payload == plain->front().payload && event.when() == plain->front().when());
}

void ContractTest::refusalsAreKept() {
  QFETCH(QString, engine);
  Store s(engine);
  AppendRequest refused = request(1, "A", 0, 0);
  refused.refusal = store::Refusal{store::OutcomeKind::Rejected, 3, {1, 2, 3}, "{}"};
  s.append({refused, request(2, "B", 0)});
  const auto kept = s.events->outcome(idOf(1));
  QVERIFY(kept->has_value());
  QCOMPARE((*kept)->kind, store::OutcomeKind::Rejected);
  QCOMPARE((*kept)->reason, 3);
  QCOMPARE((*kept)->detail.size(), std::size_t{3});
  QCOMPARE((*kept)->principal, std::string("ann"));
  QCOMPARE(s.append({refused})[0].kind, AppendOutcome::Kind::Duplicate);
  QVERIFY(s.events->read(0, 10)->front().command == idOf(2));
}

void ContractTest::linksChainTheCommits() {
  QFETCH(QString, engine);
  Store s(engine);
  s.append({request(1, "A", 0, 2)});
  const auto first = s.events->head()->link;
  s.append({request(2, "B", 0)});
  QVERIFY(s.events->head()->link != first);
  QVERIFY(*s.events->linkAt(2) == first);
  QVERIFY(!s.events->linkAt(1)->has_value());
}

void ContractTest::everyEngineMakesTheSameLinks() {
  // Events, refusals, and rows that were taken in; the fence is that of a new journal.
  Store disk("sqlite"), memory("memory");
  const base::Timestamp at{1'700'000'000'000'000};
  for (Store* s : {&disk, &memory}) {
    AppendRequest refused = request(2, "A", 0, 0);
    refused.refusal = store::Refusal{store::OutcomeKind::Rejected, 3, {1, 2, 3}, "{}"};
    AppendRequest rows = request(3, "B", 0, 2);
    rows.import = store::ImportChunk{"shop", {}, 1, 5, {{"shop.csv", 5, 2, {{"cancelled", 2}}}, {"more.csv", 1, 1, {}}}, {{"shop.csv", 4, "bad_date", "x;y"}}, {{"B-1", 0}, {"A-1", 0}}};
    AppendRequest none = request(4, "", 0, 0);
    none.streams.clear();
    none.import = store::ImportChunk{"shop", {}, 6, 7, {{"shop.csv", 2, 0, {{"cancelled", 2}}}}, {}, {}};
    s->events->append({request(1, "A", 0), refused}, at, [](store::EventStore::AppendResult) {});
    s->events->append({rows, none}, {at.micros + 5}, [](store::EventStore::AppendResult) {});
    s->events->append({request(5, "A", 1)}, {at.micros + 9}, [](store::EventStore::AppendResult) {});
  }
  QCOMPARE(disk.events->head()->position, 4);
  QVERIFY(disk.events->head()->link == memory.events->head()->link);
  QVERIFY(*disk.events->linkAt(1) == *memory.events->linkAt(1));
}

void ContractTest::oneFileIsToldAsAmongAll() {
  QFETCH(QString, engine);
  Store s(engine);
  int id = 0;
  const auto store = [&](const store::ImportChunk& chunk) {
    AppendRequest none = request(++id, "", 0, 0);
    none.streams.clear();
    none.import = chunk;
    s.append({none});
  };
  // Two sources with files of one name, rows that are closed and one that was repaired.
  for (const char* source : {"shop", "other", "shop"}) {
    base::Digest prefix{};
    prefix[0] = static_cast<std::uint8_t>(id + 1);
    store({source, prefix, 1, 9, {{"a.csv", 6, 2, {{"gift", 1}}}, {"b.csv", 3, 1, {{"gift", 1}}}},
           {{"a.csv", 3, "bad_date", "x"}, {"a.csv", 4, "bad_date", "y"}, {"b.csv", 5, "bad_price", "z"}, {"a.csv", 6, "bad_price", "z"}}, {}});
  }
  store({"shop", {}, -2, -1, {}, {}, {}});
  store({"shop", {}, -11, -11, {{"b.csv", 1, 1, {}}}, {}, {}});
  // The next are closed since their lines came in otherwise; one of them had just been repaired.
  store({"shop", store::closingPrefix(), -11, -10, {{"a.csv", 1, 0, {{store::thereAlready, 1}}}}, {}, {}});
  store({"other", store::closingPrefix(), -6, -6, {}, {}, {}});
  base::Digest account{};
  account[0] = 0xAC;
  store({"shop", account, -4, -3, {}, {}, {}});
  auto& ledger = dynamic_cast<store::ImportLedger&>(*s.events);
  const auto all = ledger.account();
  QCOMPARE(all->files.size(), 4u);
  for (const store::FileAccount& file : all->files) {
    const auto one = ledger.account(file.source, file.file);
    QCOMPARE(one->rows, file.rows);
    QCOMPARE(one->accepted, file.accepted);
    QVERIFY(one->quarantined == file.quarantined && one->ignored == file.ignored && one->repaired == file.repaired);
  }
  QCOMPARE(ledger.account("shop", "a.csv")->quarantined.at("bad_date"), 1);
  QCOMPARE(ledger.account("shop", "a.csv")->repaired.at("bad_date"), 3);
  QCOMPARE(ledger.account("shop", "b.csv")->repaired.at("bad_price"), 1);
  QCOMPARE(ledger.account("other", "a.csv")->repaired.at("bad_date"), 1);
  QCOMPARE(ledger.account("shop", "c.csv")->rows, 0);
  std::vector<std::int64_t> indexes, closed;
  for (std::int64_t after = 0;;) {
    const auto some = ledger.quarantined("shop", after, 3);
    for (const store::QuarantinedRow& row : *some) {
      after = row.index;
      indexes.push_back(row.index);
      if (row.repaired) closed.push_back(row.index);
    }
    if (some->size() < 3) break;
  }
  QCOMPARE(indexes, (std::vector<std::int64_t>{1, 2, 3, 4, 9, 10, 11, 12}));
  QCOMPARE(closed, (std::vector<std::int64_t>{1, 2, 10, 11}));
}

void ContractTest::waitingEndsWithTheCommit() {
  QFETCH(QString, engine);
  Store s(engine);
  std::atomic<bool> reached{false};
  std::jthread waiter([&] { reached = s.events->waitFor(1, 20'000); });
  s.append({request(1, "A", 0)});
  waiter.join();
  QVERIFY(reached);
}

void ContractTest::aStaleWriterIsFenced() {
  Store s("sqlite");
  s.append({request(1, "A", 0)});
  auto second = store::SqliteEventStore::open({s.folder / "journal.sqlite", false, "test", "UTC", {}}, *s.files, s.clock);
  QVERIFY(second.has_value());
  base::ErrorCode code = base::ErrorCode::Io;
  s.events->append({request(2, "B", 0)}, s.clock.wall(), [&](store::EventStore::AppendResult result) { code = result ? base::ErrorCode::Io : result.error().code; });
  QCOMPARE(code, base::ErrorCode::Fenced);
  QCOMPARE((*second)->head()->position, 1);
}

void ContractTest::aTruncatedJournalIsToldByItsWitness() {
  Store s("sqlite");
  s.append({request(1, "A", 0)});
  std::filesystem::copy_file(s.folder / "journal.sqlite-wal", s.folder / "kept-wal");
  std::filesystem::copy_file(s.folder / "journal.sqlite", s.folder / "kept");
  s.append({request(2, "B", 0)});
  s.events.reset();
  for (const char* name : {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"}) std::filesystem::remove(s.folder / name);
  const auto codeOfOpening = [&] {
    const auto opened = store::SqliteEventStore::open({s.folder / "journal.sqlite", false, "test", "UTC", {}}, *s.files, s.clock);
    return opened ? std::string("opened") : std::string(base::name(opened.error().code));
  };
  QCOMPARE(codeOfOpening(), std::string("damaged"));
  QVERIFY(!s.files->exists(s.folder / "journal.sqlite"));
  // Before the first checkpoint all is in the WAL: the file alone holds no journal.
  std::filesystem::copy_file(s.folder / "kept", s.folder / "journal.sqlite");
  QCOMPARE(codeOfOpening(), std::string("damaged"));
  std::filesystem::remove(s.folder / "journal.sqlite");
  std::filesystem::rename(s.folder / "kept", s.folder / "journal.sqlite");
  std::filesystem::rename(s.folder / "kept-wal", s.folder / "journal.sqlite-wal");
  const auto before = s.files->read(s.folder / "journal.sqlite-wal");
  QCOMPARE(codeOfOpening(), std::string("damaged"));
  // Left as it was found: the rest may still be put back.
  const auto after = s.files->read(s.folder / "journal.sqlite-wal");
  QVERIFY(before && after && *before == *after);
}

void ContractTest::whoReadsAJournalKeepsNobodyFromOpeningIt() {
  Store s("sqlite");
  s.append({request(1, "A", 0)});
  // As a crash leaves it: with its WAL.
  const std::string killed = s.folder / "killed";
  std::filesystem::create_directory(killed);
  for (const char* name : {"/journal.sqlite", "/journal.sqlite-wal"}) std::filesystem::copy_file(s.folder.path() + name, killed + name);
  const auto saltsOfWal = [&] { return s.files->read(killed + "/journal.sqlite-wal", 24)->substr(16); };
  const std::string before = saltsOfWal();
  auto reader = sqlite::Connection::open(killed + "/journal.sqlite", sqlite::Access::ReadWrite, *s.files);
  auto snapshot = std::make_unique<sqlite::Transaction>(*sqlite::Transaction::snapshot(*reader));
  QCOMPARE(*reader->number("SELECT count(*) FROM events"), 1);
  auto opened = store::SqliteEventStore::open({killed + "/journal.sqlite", false, "test", "UTC", {}}, *s.files, s.clock);
  QVERIFY2(opened.has_value(), opened ? "" : opened.error().what.c_str());
  const auto answerTo = [&](const AppendRequest& asked) {
    std::string answer;
    (*opened)->append({asked}, s.clock.wall(), [&](const store::EventStore::AppendResult& result) { answer = result ? "stored" : base::name(result.error().code); });
    return answer;
  };
  // What is found in the WAL may be on no disk, so nothing is written behind it.
  QCOMPARE(answerTo(request(2, "B", 0)), std::string("in_use"));
  snapshot.reset();
  QCOMPARE(answerTo(request(2, "B", 0)), std::string("stored"));
  QVERIFY(saltsOfWal() != before);
}

void ContractTest::aMissingEventIsTold() {
  Store s("sqlite");
  s.append({request(1, "A", 0, 4)});
  auto connection = sqlite::Connection::open(s.folder / "journal.sqlite", sqlite::Access::ReadWrite, *s.files);
  QVERIFY(connection->run("DELETE FROM events WHERE position=3").has_value());
  QCOMPARE(s.events->read(0, 2)->size(), std::size_t{2});
  const auto beyond = s.events->read(0, 10);
  QCOMPARE(beyond.error().code, base::ErrorCode::Damaged);
  QVERIFY(beyond.error().what.find("event 3") != std::string::npos);
  QCOMPARE(s.events->read(2, 10).error().code, base::ErrorCode::Damaged);
  QCOMPARE(s.events->read(3, 10)->size(), std::size_t{1});
}

void ContractTest::refusalsThatWereCutOffAreToldByTheWitness() {
  Store s("sqlite");
  s.append({request(1, "A", 0)});
  const auto keep = [&](const char* name) { std::filesystem::copy_file(s.folder / name, s.folder / (std::string("kept-") + name)); };
  keep("journal.sqlite");
  keep("journal.sqlite-wal");
  AppendRequest refused = request(2, "A", 1, 0);
  refused.refusal = store::Refusal{store::OutcomeKind::Rejected, 3, {}, "{}"};
  s.append({refused});
  s.events.reset();
  const auto reopened = [&] { return store::SqliteEventStore::open({s.folder / "journal.sqlite", false, "test", "UTC", {}}, *s.files, s.clock); };
  std::filesystem::remove(s.folder / "journal.sqlite-shm");
  for (const char* name : {"journal.sqlite", "journal.sqlite-wal"}) std::filesystem::rename(s.folder / (std::string("kept-") + name), s.folder / name);
  QCOMPARE(reopened().error().code, base::ErrorCode::Damaged);
  // Without the witness nobody can tell.
  std::filesystem::remove(s.folder / "head.witness");
  QVERIFY(!(*reopened())->witnessed());
  QVERIFY((*reopened())->witnessed());
}

void ContractTest::aTornWitnessTellsNothing() {
  Store s("sqlite");
  const std::string path = s.folder / "head.witness";
  s.append({request(1, "A", 0)});
  s.events->upkeep();
  const std::string before = *s.files->read(path);
  s.append({request(2, "B", 0)});
  s.events->upkeep();
  const std::string after = *s.files->read(path);
  s.events.reset();
  const auto reopened = [&] { return store::SqliteEventStore::open({s.folder / "journal.sqlite", false, "test", "UTC", {}}, *s.files, s.clock); };
  // A power cut within the sector: the beginning is new, the end is old. The journal is whole.
  for (const std::size_t torn : {std::size_t{30}, std::size_t{40}, std::size_t{90}, after.size() - 4}) {
    QVERIFY(s.files->replace(path, after.substr(0, torn) + before.substr(torn)));
    const auto opened = reopened();
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().what.c_str());
    QVERIFY(!(*opened)->witnessed());
  }
  QVERIFY((*reopened())->witnessed());
}

void ContractTest::nobodyIsKeptWhoOnlyRepeated() {
  Store s("sqlite");
  s.append({request(1, "A", 0)});
  AppendRequest again = request(1, "A", 0);
  again.principal = "eve";
  QCOMPARE(s.append({again}).front().kind, AppendOutcome::Kind::Duplicate);
  // A condition that holds leads to the insert itself.
  again.streams.front().version = std::nullopt;
  QCOMPARE(s.append({again}).front().kind, AppendOutcome::Kind::Duplicate);
  s.events.reset();
  auto connection = sqlite::Connection::open(s.folder / "journal.sqlite", sqlite::Access::ReadOnly, *s.files);
  QCOMPARE(*connection->text("SELECT group_concat(name) FROM principals"), std::string("ann"));
}

TWINLANE_TEST(ContractTest)
#include "contract_test.moc"
