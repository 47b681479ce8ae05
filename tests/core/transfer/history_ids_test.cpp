// What has an id of its own in its source counts once, however often and however otherwise the source says it again.
#include "small_log.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

using namespace twinlane;
using tests::happened;
using tests::item;
using tests::logOf;
using tests::smallLog;
using tests::thing;
using tests::WholeJournal;
using tests::wrote;
using transfer::Profile;

namespace {

Profile paidTables() {
  return tests::readOrDie(R"({"name": "p", "source": "p", "shape": "several_tables", "date_format": "%Y-%m-%d", "currency": "EUR",
    "objects": [{"role": "order", "from": "orders", "columns": {"id": "id"}},
                {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "unit_price": "price"}, "constants": {"quantity": "1"}},
                {"role": "event", "from": "payments", "fact": "paid", "columns": {"id": "id", "order": "order", "at": "at", "amount": "amount"}}]})");
}

Profile idsOfEvents() {
  return tests::readOrDie(R"({"name": "t", "source": "t", "shape": "event_table", "date_format": "%Y-%m-%d", "currency": "EUR",
    "objects": [{"role": "event", "from": "ev", "columns": {"id": "id", "activity": "act", "at": "at", "order": "o", "amount": "amt"}}, {"role": "order", "from": "orders", "columns": {"id": "id"}}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "pay", "fact": "paid", "amount": "amt"}, {"type": "ship", "fact": "shipped"}]})");
}

base::Amount paidOf(WholeJournal& journal) {
  base::Amount paid;
  const auto events = journal.store.read(0, 1'000'000);
  for (const auto& event : *events) {
    const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
    if (const auto* one = std::get_if<domain::PaymentRecorded>(&*decoded)) paid += one->amount;
  }
  return paid;
}

constexpr base::Amount euros(int amount) { return {amount * 10'000}; }
using Counts = std::map<std::string, std::int64_t>;

}  // namespace

class HistoryIdsTest : public QObject {
  Q_OBJECT
 private slots:
  void anEventThatIsSaidOtherwiseCountsOnce_data();
  void anEventThatIsSaidOtherwiseCountsOnce();
  void aPaymentThatMovedToAnotherOrderCountsOnce();
  void aPackageThatMovedToAnotherOrderIsSentOnce();
  void anEventOfATableWithIdsCountsOnce();
  void anotherEventThatSaysTheSameIsOneMore();
  void idsThatWereGivenAnewAddNothing();
  void anEventTellsMoreWhenItsLinesComeIn();
  void anEventOfSeveralOrdersIsKnownOfEach();
  void aShopWithoutNamesOfEventsGoesOn();
};

void HistoryIdsTest::anEventThatIsSaidOtherwiseCountsOnce_data() {
  QTest::addColumn<QString>("again");
  const tests::Texts o1{"o1"};
  QTest::newRow("another time") << QString::fromStdString(happened("e2", "pay", "03", o1, "4"));
  QTest::newRow("another amount") << QString::fromStdString(happened("e2", "pay", "02", o1, "5"));
  QTest::newRow("another order") << QString::fromStdString(happened("e2", "pay", "02", {"o2"}, "4"));
  QTest::newRow("another kind") << QString::fromStdString(happened("e2", "arrive", "02", o1));
  QTest::newRow("an amount that is left") << QString::fromStdString(happened("e2", "pay", "03", o1));
}

void HistoryIdsTest::anEventThatIsSaidOtherwiseCountsOnce() {
  QFETCH(QString, again);
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order"), thing("o2", "order"), item("i1", "10", {"o1"}), item("i2", "20", {"o2"})};
  const tests::Texts placed{happened("e0", "place", "01", {"o1"}), happened("e1", "place", "01", {"o2"})};
  tests::Texts before = placed, after = placed;
  before.push_back(happened("e2", "pay", "02", {"o1"}, "4"));
  after.push_back(again.toStdString());
  // All of the log once more, or only what was corrected, or another file of it.
  for (const auto& [name, text] : {std::pair{"a.json", logOf(objects, after)}, {"b.json", logOf(objects, after)}, {"c.json", logOf({}, {again.toStdString()})}}) {
    WholeJournal journal;
    journal.import(profile, {wrote(folder / "a.json", logOf(objects, before))});
    const std::string second = wrote(folder / name, text);
    const auto facts = journal.facts();
    for (int pass = 0; pass < 2; ++pass) {
      const auto account = journal.import(profile, {second});
      QVERIFY(account.events == 0 && account.accepted == 0);
      QCOMPARE(account.quarantined, pass == 0 ? (Counts{{"document_differs", 1}}) : Counts{});
      QVERIFY(journal.facts() == facts);
    }
    QVERIFY(journal.import(profile, {wrote(folder / "a.json", logOf(objects, before))}).events == 0);
  }
}

void HistoryIdsTest::aPaymentThatMovedToAnotherOrderCountsOnce() {
  const tests::TempFolder folder;
  const Profile profile = paidTables();
  const std::vector<std::string> rest{wrote(folder / "orders.csv", "id\n1\n2\n"), wrote(folder / "lines.csv", "order,product,price\n1,tea,5\n2,tea,5\n")};
  const auto payments = [&](const std::string& rows) { return std::vector{rest[0], rest[1], wrote(folder / "payments.csv", "id,order,at,amount\n" + rows)}; };
  WholeJournal journal;
  journal.import(profile, payments("P1,1,2024-01-02,5\n"));
  QCOMPARE(journal.import(profile, payments("P1,2,2024-01-02,5\n")).quarantined, (Counts{{"document_differs", 1}}));
  QVERIFY(paidOf(journal) == euros(5));
  // A payment of its own comes in beside.
  QCOMPARE(journal.import(profile, payments("P1,1,2024-01-02,5\nP2,2,2024-01-02,5\n")).events, std::int64_t{1});
  QVERIFY(paidOf(journal) == euros(10));
}

// It has no event, only a column that says when.
void HistoryIdsTest::aPackageThatMovedToAnotherOrderIsSentOnce() {
  const tests::TempFolder folder;
  const Profile profile = tests::readOrDie(R"({"name": "p", "source": "p", "shape": "several_tables", "date_format": "%Y-%m-%d", "currency": "EUR",
    "objects": [{"role": "order", "from": "orders", "columns": {"id": "id"}},
                {"role": "package", "from": "boxes", "columns": {"id": "id", "order": "order"}, "facts": [{"fact": "shipped", "at": "sent"}, {"fact": "delivered", "at": "there"}]},
                {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "unit_price": "price"}, "constants": {"quantity": "1"}}]})");
  const std::vector<std::string> rest{wrote(folder / "orders.csv", "id\n1\n2\n"), wrote(folder / "lines.csv", "order,product,price\n1,tea,5\n2,tea,5\n")};
  const auto boxes = [&](const std::string& rows) { return std::vector{rest[0], rest[1], wrote(folder / "boxes.csv", "id,order,sent,there\n" + rows)}; };
  WholeJournal journal;
  journal.import(profile, boxes("b1,1,2024-01-02,\n"));
  QCOMPARE(journal.import(profile, boxes("b1,2,2024-01-02,\n")).quarantined, (Counts{{"document_differs", 1}}));
  QVERIFY(journal.factsOf("order-2").size() == 1);
  QCOMPARE(journal.import(profile, boxes("b1,1,2024-01-02,2024-01-05\nb2,2,2024-01-03,\n")).events, std::int64_t{2});
}

void HistoryIdsTest::anEventOfATableWithIdsCountsOnce() {
  const tests::TempFolder folder;
  const Profile profile = idsOfEvents();
  const std::string orders = wrote(folder / "orders.csv", "id\no1\no2\n"), header = "id,act,at,o,amt\nE1,place,2024-01-01,o1,\nE2,place,2024-01-01,o2,\n";
  WholeJournal journal;
  journal.import(profile, {orders, wrote(folder / "ev.csv", header + "E3,pay,2024-01-02,o1,5\n")});
  for (const char* other : {"E3,pay,2024-01-03,o1,5\n", "E3,pay,2024-01-02,o1,6\n", "E3,pay,2024-01-02,o2,5\n"}) {
    QCOMPARE(journal.import(profile, {orders, wrote(folder / "ev.csv", header + other)}).quarantined, (Counts{{"document_differs", 1}}));
    QVERIFY(paidOf(journal) == euros(5));
  }
  QCOMPARE(journal.import(profile, {orders, wrote(folder / "ev.csv", header + "E3,pay,2024-01-02,o1,5\nE4,pay,2024-01-03,o1,5\n")}).events, std::int64_t{1});
  QVERIFY(paidOf(journal) == euros(10));
}

// What was corrected is set aside; the other is no silent stand-in for it.
void HistoryIdsTest::anotherEventThatSaysTheSameIsOneMore() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order"), item("i1", "100", {"o1"})};
  const std::string placed = happened("e0", "place", "01", {"o1"}), first = happened("e1", "pay", "02", {"o1"}, "10"), second = happened("e2", "pay", "02", {"o1"}, "10");
  WholeJournal whole;
  whole.import(profile, {wrote(folder / "a.json", logOf(objects, {placed, first}))});
  QCOMPARE(whole.import(profile, {wrote(folder / "b.json", logOf(objects, {placed, second, first}))}).events, std::int64_t{1});
  QVERIFY(paidOf(whole) == euros(20));
  WholeJournal corrected;
  corrected.import(profile, {wrote(folder / "a.json", logOf(objects, {placed, first}))});
  QCOMPARE(corrected.import(profile, {wrote(folder / "b.json", logOf(objects, {placed, second, happened("e1", "pay", "02", {"o1"}, "20")}))}).quarantined, (Counts{{"document_differs", 2}}));
  QVERIFY(paidOf(corrected) == euros(10));
}

void HistoryIdsTest::idsThatWereGivenAnewAddNothing() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order"), item("i1", "100", {"o1"})};
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.json", logOf(objects, {happened("e1", "place", "01", {"o1"}), happened("e2", "pay", "02", {"o1"}, "10"), happened("e3", "pay", "03", {"o1"}, "20")}))});
  const auto account = journal.import(profile, {wrote(folder / "b.json", logOf(objects, {happened("e2", "place", "01", {"o1"}), happened("e3", "pay", "02", {"o1"}, "10"), happened("e4", "pay", "03", {"o1"}, "20")}))});
  QVERIFY(account.events == 0 && account.quarantined.empty());
}

void HistoryIdsTest::anEventTellsMoreWhenItsLinesComeIn() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const auto log = [&](const std::string& price) {
    return wrote(folder / "a.json", logOf({thing("o1", "order"), item("i1", "10", {"o1"}), item("i2", price, {"o1"}), thing("b1", "box", {"i1"}), thing("b2", "box", {"i2"})},
                                          {happened("e1", "place", "01", {"o1"}), happened("e2", "ship", "02", {"b1", "b2"})}));
  };
  WholeJournal whole, mended;
  whole.import(profile, {log("20")});
  mended.import(profile, {log("bad")});
  QVERIFY(mended.import(profile, {log("20")}).quarantined.empty());
  QVERIFY(mended.businessFacts() == whole.businessFacts());
}

void HistoryIdsTest::anEventOfSeveralOrdersIsKnownOfEach() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order"), thing("o2", "order"), item("i1", "10", {"o1"}), item("i2", "20", {"o2"}), thing("b1", "box", {"i1", "i2"})};
  const std::string first = happened("e1", "place", "01", {"o1"}), second = happened("e2", "place", "01", {"o2"}), sent = happened("e3", "ship", "02", {"i1", "i2"});
  const std::string path = wrote(folder / "whole.json", logOf(objects, {first, second, sent}));
  WholeJournal whole, parts;
  whole.import(profile, {path});
  QCOMPARE(whole.import(profile, {path}).events, std::int64_t{0});
  // The second order comes in later: the event tells of it as well.
  parts.import(profile, {wrote(folder / "part.json", logOf({objects[0], objects[2], objects[4]}, {first, sent}))});
  QVERIFY(parts.import(profile, {path}).quarantined.empty());
  QVERIFY(parts.businessFacts() == whole.businessFacts());
}

// As it was imported before events had names.
void HistoryIdsTest::aShopWithoutNamesOfEventsGoesOn() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  struct Unnaming : command::FactSink {
    command::FactSink& sink;
    explicit Unnaming(command::FactSink& to) : sink(to) {}
    std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
      std::erase_if(chunk.import.documents, [](const auto& document) { return document.first.starts_with("events-"); });
      return sink.post(std::move(chunk));
    }
  };
  WholeJournal journal;
  Unnaming old(journal.commands);
  const tests::Texts objects{thing("o1", "order"), item("i1", "100", {"o1"})}, events{happened("e1", "place", "01", {"o1"}), happened("e2", "pay", "02", {"o1"}, "10")};
  const std::string path = wrote(folder / "a.json", logOf(objects, events));
  QVERIFY(transfer::importFiles(profile, {path}, old, journal.store, journal.store, journal.clock, "tester", {}));
  QCOMPARE(journal.import(profile, {path}).alreadyImported, std::int64_t{4});
  QCOMPARE(journal.import(profile, {wrote(folder / "b.json", logOf(objects, {events[0], events[1], happened("e3", "pay", "03", {"o1"}, "5")}))}).events, std::int64_t{1});
  QVERIFY(paidOf(journal) == euros(15));
}

TWINLANE_TEST(HistoryIdsTest)
#include "history_ids_test.moc"
