#include "small_log.h"
#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <zlib.h>

using namespace twinlane;
using tests::happened;
using tests::item;
using tests::logOf;
using tests::wrote;
using tests::smallLog;
using tests::thing;
using tests::WholeJournal;
using transfer::Profile;

namespace {

Profile flatAnywhere() {
  return tests::readOrDie(R"({"name": "f", "source": "f", "shape": "flat_lines", "date_format": "%Y-%m-%d", "currency": "EUR", "order_rows": "anywhere",
    "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "placed_at": "d"},
    "classes": [{"name": "total", "fate": "ignore", "when": [{"column": "o", "one_of": ["TOTAL"]}]}, {"name": "sale", "fate": "sale_line"}]})");
}
const std::string flatRow = "o,p,q,u,d\n";

// Rows of an event table with lines and packages that events name, and a table of the prices of lines.
Profile eventTable(const std::string& more = {}) {
  return tests::readOrDie(R"({"name": "t", "source": "t", "shape": "event_table", "date_format": "%Y-%m-%d", "currency": "EUR",
    "objects": [{"role": "event", "from": "ev", "columns": {"activity": "act", "at": "at", "order": "o", "line": "l", "package": "p", "product": "g", "customer": "c"}},
                {"role": "order"}, {"role": "line", "constants": {"quantity": "1", "unit_price": "1"}}, {"role": "package"}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "ship", "fact": "shipped"}, {"type": "deliver", "fact": "delivered"}, {"type": "pick", "fact": "picked"}])" + more + "}");
}
const std::string eventRow = "act,at,o,l,p,g,c\n";

std::string joinedTexts(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += one + "\n";
  return text;
}

// Counts what each commit is asked to hold; may fail from the nth on.
struct CountingSink final : command::FactSink {
  command::FactSink& behind;
  std::size_t most = static_cast<std::size_t>(-1);
  std::vector<std::size_t> lines, facts, aside, bytes;
  explicit CountingSink(command::FactSink& sink) : behind(sink) {}
  std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
    if (facts.size() >= most) {
      std::promise<base::Result<command::FactReceipt>> refused;
      refused.set_value(base::fail(base::ErrorCode::Io, "the disk is gone"));
      return refused.get_future();
    }
    std::size_t lineCount = 0, factCount = 0, byteCount = 0;
    for (const command::FactStream& stream : chunk.streams)
      for (const command::Fact& fact : stream.facts) {
        ++factCount;
        if (const auto* placed = std::get_if<domain::OrderPlaced>(&fact.event)) lineCount += placed->lines.size();
        if (const auto* more = std::get_if<domain::OrderLinesAdded>(&fact.event)) lineCount += more->lines.size();
        if (const auto* shipped = std::get_if<domain::PackageShipped>(&fact.event)) lineCount += shipped->lines.size();
      }
    for (const store::QuarantinedRow& row : chunk.import.quarantined) byteCount += row.raw.size();
    lines.push_back(lineCount);
    facts.push_back(factCount);
    aside.push_back(chunk.import.quarantined.size());
    bytes.push_back(byteCount);
    return behind.post(std::move(chunk));
  }
};

}  // namespace

class HistoryPartsTest : public QObject {
  Q_OBJECT
 private slots:
  void equalRowsThatDifferAreEachSetAside();
  void filesWithEqualBadRowsEachCount();
  void aFileThatOnlyBeganAlikeIsKnownInAnyOrder();
  void equalRowsAfterAKillAreEachThere();
  void aPartShipsLinesThatItDoesNotRepeat();
  void aPartNamesLinesAndPackagesOfAnEarlierOne();
  void equalLinesAreToldApartByTheirIds();
  void aPackageOfTwoOrdersIsKnownOfBoth();
  void aLineMoreOfAPartIsAdded();
  void aPartReckonsWhatIsLeftToPay();
  void packagesWithoutANameGoOnInTheirNumbers();
  void aLaterPartFirstLosesNothing();
  void whenItWasPlacedMayComeLater();
  void goodsThatNobodyKnowsAreNotSent();
  void relationsToWhatNobodyHoldsAreCounted();
  void anEventAboutLinesThatAreNotHereIsSetAside();
  void ordersOfNoEventWait();
  void linesOfAnotherOrderAreNotSent();
  void statesSayNoPackageTwice();
  void laterPricesAreChanges();
  void eventsTimesLinesAreBounded();
  void longOrdersTakeSeveralCommits();
  void rowsThatAreLeftComeInSmallCommits();
  void rowsThatSayOtherwiseComeInFewCommits();
  void manyFactsWithoutATimeStandWhereOneDoes();
  void halvesOfThePublishedLogGiveTheWhole();
};

void HistoryPartsTest::equalRowsThatDifferAreEachSetAside() {
  const tests::TempFolder folder;
  const Profile profile = flatAnywhere();
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.csv", flatRow + "o1,A,1,10,2024-01-01\n")});
  const std::string other = wrote(folder / "b.csv", flatRow + "o1,A,2,10,2024-01-01\no1,B,1,5,2024-01-01\no1,B,1,5,2024-01-01\n");
  QCOMPARE(journal.import(profile, {other}).quarantined.at("document_differs"), std::int64_t{3});
  QCOMPARE(QString::fromStdString(journal.quarantineText()), QString("b.csv:2 document_differs\nb.csv:3 document_differs\nb.csv:4 document_differs\n"));
  QCOMPARE(journal.import(profile, {other}).alreadyImported, std::int64_t{3});
  QCOMPARE(journal.store.account()->quarantined.at("document_differs"), std::int64_t{3});
}

void HistoryPartsTest::filesWithEqualBadRowsEachCount() {
  const tests::TempFolder folder;
  const Profile profile = flatAnywhere();
  const std::string bad = flatRow + "TOTAL,,,,\no0,A,x,10,2024-01-01\n";
  const std::string a = wrote(folder / "a.csv", bad + "o1,A,1,10,2024-01-01\n"), b = wrote(folder / "b.csv", bad + "o2,A,1,10,2024-01-01\n");
  WholeJournal journal;
  const auto account = journal.import(profile, {a, b});
  QVERIFY(account.quarantined.at("bad_quantity") == 2 && account.ignored.at("total") == 2 && account.alreadyImported == 0);
  QCOMPARE(QString::fromStdString(journal.quarantineText()), QString("a.csv:3 bad_quantity\nb.csv:3 bad_quantity\n"));
  for (const auto& again : {std::vector{a, b}, {b, a}, {a}, {b}}) {
    const auto twice = journal.import(profile, again);
    QCOMPARE(twice.alreadyImported, twice.rows);
  }
  QVERIFY(journal.store.account()->rows == 6);
}

void HistoryPartsTest::aFileThatOnlyBeganAlikeIsKnownInAnyOrder() {
  const tests::TempFolder folder;
  const Profile profile = flatAnywhere();
  const std::string a = wrote(folder / "a.csv", flatRow + "o0,A,x,1,2024-01-01\n"), b = wrote(folder / "b.csv", flatRow + "o0,A,x,1,2024-01-01\no0,A,y,1,2024-01-01\n"),
                    c = wrote(folder / "c.csv", flatRow + "o0,A,x,1,2024-01-01\no0,A,z,1,2024-01-01\n");
  WholeJournal journal;
  QCOMPARE(journal.import(profile, {a, b, c}).quarantined.at("bad_quantity"), std::int64_t{5});
  for (const auto& again : {std::vector{a, b, c}, {c, b, a}, {b, a}, {b}, {c}, {a}}) {
    const auto twice = journal.import(profile, again);
    QCOMPARE(twice.alreadyImported, twice.rows);
  }
}

// Whichever commit is the last that came through.
void HistoryPartsTest::equalRowsAfterAKillAreEachThere() {
  const tests::TempFolder folder;
  const Profile profile = flatAnywhere();
  std::string rows = flatRow;
  for (int i = 0; i < 900; ++i) rows += "o0,A,x" + std::to_string(i) + ",1,2024-01-01\n";
  const std::string a = wrote(folder / "a.csv", rows), b = wrote(folder / "b.csv", rows + "o0,A,y,1,2024-01-01\n");
  for (std::size_t commits = 0; commits < 20; ++commits) {
    WholeJournal journal;
    CountingSink breaking(journal.commands);
    breaking.most = commits;
    const auto cut = transfer::importFiles(profile, {a, b}, breaking, journal.store, journal.store, journal.clock, "tester", {});
    journal.import(profile, {a, b});
    QCOMPARE(journal.store.account()->quarantined.at("bad_quantity"), std::int64_t{1801});
    if (cut) return;
  }
  QFAIL("never whole");
}

void HistoryPartsTest::aPartShipsLinesThatItDoesNotRepeat() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order", {"Ann"}), item("i1", "10", {"o1"}), item("i2", "20", {"o1"}, "P2"), thing("Ann", "client")};
  const std::string a = wrote(folder / "a.json", logOf(objects, {happened("e1", "place", "01", {"o1"})})), b = wrote(folder / "b.json", logOf({objects[0]}, {happened("e2", "ship", "02", {"o1"})})),
                    some = wrote(folder / "some.json", logOf({objects[0], objects[2]}, {happened("e2", "ship", "02", {"o1"})})),
                    whole = wrote(folder / "whole.json", logOf(objects, {happened("e1", "place", "01", {"o1"}), happened("e2", "ship", "02", {"o1"})}));
  WholeJournal right;
  right.import(profile, {whole});
  for (const std::string& second : {b, some}) {
    WholeJournal parts;
    parts.import(profile, {a});
    QVERIFY(parts.import(profile, {second}).quarantined.empty());
    QCOMPARE(QString::fromStdString(joinedTexts(parts.facts())), QString::fromStdString(joinedTexts(right.facts())));
    QCOMPARE(parts.import(profile, {whole}).events, std::int64_t{0});
  }
}

void HistoryPartsTest::aPartNamesLinesAndPackagesOfAnEarlierOne() {
  const tests::TempFolder folder;
  const Profile profile = eventTable();
  const std::string first = "place,2024-01-01,o1,\"i1,i2\",,,Ann\npick,2024-01-02,,i1,,Cup,\npick,2024-01-02,,i2,,Jug,\nship,2024-01-03,,\"i1,i2\",p1,,\n", second = "deliver,2024-01-04,,,p1,,\npick,2024-01-05,,i2,,,\n";
  WholeJournal whole, parts;
  whole.import(profile, {wrote(folder / "ev.csv", eventRow + first + second)});
  parts.import(profile, {wrote(folder / "a.csv", eventRow + first)});
  QVERIFY(parts.import(profile, {wrote(folder / "b.csv", eventRow + second)}).quarantined.empty());
  QCOMPARE(QString::fromStdString(joinedTexts(parts.facts())), QString::fromStdString(joinedTexts(whole.facts())));
  QVERIFY(parts.factsOf("order-o1").back() == "LinesPicked 2024-01-05T00:00:00Z {\"lines\":[{\"line\":2,\"quantity\":\"1\"}]}");
  QCOMPARE(parts.import(profile, {folder / "ev.csv"}).events, std::int64_t{0});
}

void HistoryPartsTest::equalLinesAreToldApartByTheirIds() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts lines{item("i1", "10", {"o1"}), item("i2", "10", {"o1"}), item("i3", "10", {"o1"})};
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.json", logOf({thing("o1", "order"), lines[0], lines[1], lines[2]}, {happened("e1", "place", "01", {"o1"})}))});
  journal.import(profile, {wrote(folder / "b.json", logOf({item("i3", "10", {})}, {happened("e2", "pick", "02", {"i3"})}))});
  journal.import(profile, {wrote(folder / "c.json", logOf({}, {happened("e3", "pick", "03", {"i2"})}))});
  const auto facts = journal.factsOf("order-o1");
  QCOMPARE(facts.size(), std::size_t{3});
  QVERIFY(facts[1] == "LinesPicked 2024-01-02T00:00:00Z {\"lines\":[{\"line\":3,\"quantity\":\"1\"}]}");
  QVERIFY(facts[2] == "LinesPicked 2024-01-03T00:00:00Z {\"lines\":[{\"line\":2,\"quantity\":\"1\"}]}");
}

void HistoryPartsTest::aPackageOfTwoOrdersIsKnownOfBoth() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.json", logOf({thing("o1", "order"), thing("o2", "order"), item("i1", "10", {"o1"}), item("i2", "20", {"o2"}), thing("b1", "box", {"i1", "i2"})},
                                                         {happened("e1", "place", "01", {"o1"}), happened("e2", "place", "01", {"o2"}), happened("e3", "ship", "02", {"b1"})}))});
  QVERIFY(journal.import(profile, {wrote(folder / "b.json", logOf({thing("b1", "box")}, {happened("e4", "arrive", "03", {"b1"})}))}).quarantined.empty());
  for (const char* order : {"order-o1", "order-o2"}) QVERIFY(journal.factsOf(order).back() == "PackageDelivered 2024-01-03T00:00:00Z {\"package\":\"b1\"}");
}

void HistoryPartsTest::aLineMoreOfAPartIsAdded() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "a.json", logOf({thing("o1", "order"), item("i1", "10", {"o1"})}, {happened("e1", "place", "01", {"o1"})}))});
  // Another line of it, and the first one said otherwise.
  const std::string b = wrote(folder / "b.json", logOf({thing("o1", "order"), item("i1", "11", {"o1"}), item("i2", "20", {"o1"})}, {happened("e2", "pick", "02", {"i2"})}));
  const auto account = journal.import(profile, {b});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"document_differs", 1}}) && account.accepted == 2);
  const auto facts = journal.factsOf("order-o1");
  QCOMPARE(facts.size(), std::size_t{3});
  QVERIFY(facts[1].starts_with("OrderLinesAdded 2024-01-01T00:00:00Z {\"lines\":[{\"line\":2,\"product\":\"P1\",\"quantity\":\"1\",\"unit_price\":\"20.00\""));
  QVERIFY(facts[2] == "LinesPicked 2024-01-02T00:00:00Z {\"lines\":[{\"line\":2,\"quantity\":\"1\"}]}");
  QCOMPARE(journal.import(profile, {b}).events, std::int64_t{0});
}

void HistoryPartsTest::aPartReckonsWhatIsLeftToPay() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts events{happened("e1", "place", "01", {"o1"}), happened("e2", "pay", "02", {"o1"}, "4"), happened("e3", "pay", "03", {"o1"})};
  const tests::Texts objects{thing("o1", "order"), item("i1", "10", {"o1"})};
  WholeJournal parts;
  parts.import(profile, {wrote(folder / "a.json", logOf(objects, {events[0], events[1]}))});
  parts.import(profile, {wrote(folder / "b.json", logOf({objects[0]}, {events[2]}))});
  QVERIFY(parts.factsOf("order-o1").back() == "PaymentRecorded 2024-01-03T00:00:00Z {\"amount\":\"6.00\",\"method\":null}");
  QCOMPARE(parts.import(profile, {wrote(folder / "whole.json", logOf(objects, events))}).events, std::int64_t{0});
}

void HistoryPartsTest::packagesWithoutANameGoOnInTheirNumbers() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order"), item("i1", "10", {"o1"}), item("i2", "20", {"o1"}), item("i3", "30", {"o1"}), thing("7", "box", {"i3"})};
  const tests::Texts events{happened("e1", "place", "01", {"o1"}), happened("e2", "ship", "02", {"i1"}), happened("e3", "ship", "03", {"7"}), happened("e4", "ship", "04", {"i2"}), happened("e5", "arrive", "05", {"o1", "i1"}), happened("e6", "arrive", "06", {"7"})};
  WholeJournal whole, parts;
  whole.import(profile, {wrote(folder / "whole.json", logOf(objects, events))});
  parts.import(profile, {wrote(folder / "a.json", logOf(objects, {events[0], events[1]}))});
  parts.import(profile, {wrote(folder / "b.json", logOf({objects[3], objects[4]}, {events[2]}))});
  parts.import(profile, {wrote(folder / "c.json", logOf({objects[0], objects[1], objects[2]}, {events[3], events[4], events[5]}))});
  QCOMPARE(QString::fromStdString(joinedTexts(parts.facts())), QString::fromStdString(joinedTexts(whole.facts())));
  QCOMPARE(parts.import(profile, {folder / "whole.json"}).events, std::int64_t{0});
}

// What cannot be told yet is set aside, and comes in when the file is given again behind the part before it.
void HistoryPartsTest::aLaterPartFirstLosesNothing() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order", {"Ann"}), item("i1", "10", {"o1"}), thing("Ann", "client")};
  const std::string a = wrote(folder / "a.json", logOf(objects, {happened("e1", "place", "01", {"o1"})})), b = wrote(folder / "b.json", logOf({thing("o1", "order")}, {happened("e2", "ship", "02", {"o1"}), happened("e3", "pay", "03", {"o1"}, "10")}));
  WholeJournal right, journal;
  right.import(profile, {a});
  right.import(profile, {b});
  const auto first = journal.import(profile, {b});
  QVERIFY((first.quarantined == std::map<std::string, std::int64_t>{{"not_placed", 3}}) && first.events == 0);
  QVERIFY(journal.import(profile, {a}).quarantined.empty());
  QVERIFY(journal.import(profile, {b}).quarantined.empty());
  QCOMPARE(QString::fromStdString(joinedTexts(journal.facts())), QString::fromStdString(joinedTexts(right.facts())));
}

// The later half of a log that has all objects in both: the order is whole but for its time.
void HistoryPartsTest::whenItWasPlacedMayComeLater() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order", {"Ann"}), item("i1", "10", {"o1"}), thing("Ann", "client")};
  const std::string a = wrote(folder / "a.json", logOf(objects, {happened("e1", "place", "01", {"o1"})})), b = wrote(folder / "b.json", logOf(objects, {happened("e2", "ship", "02", {"o1"})}));
  WholeJournal journal;
  journal.import(profile, {b});
  QVERIFY(journal.factsOf("order-o1").front().starts_with("OrderPlaced ?"));
  QVERIFY(journal.import(profile, {a}).quarantined.empty());
  QVERIFY(journal.factsOf("order-o1").back() == "OrderLinesAdded 2024-01-01T00:00:00Z {\"lines\":[],\"charges\":[]}");
  for (const std::string& again : {a, b}) QCOMPARE(journal.import(profile, {again}).events, std::int64_t{0});
}

// What an earlier part told of is known; what the profile gives no role is held.
void HistoryPartsTest::relationsToWhatNobodyHoldsAreCounted() {
  const tests::TempFolder folder;
  WholeJournal journal;
  const auto first = journal.import(smallLog(), {wrote(folder / "a.json", logOf({thing("o1", "order", {"K1", "gone1"}), thing("K1", "client"), item("i1", "10", {"o1"}), thing("x1", "pallet")},
                                                                             {happened("e1", "place", "01", {"o1", "i1", "x1", "gone1"}), happened("e2", "pick", "02", {"i1", "gone2"})}))});
  QVERIFY(first.unknownObjects == (std::map<std::string, std::int64_t>{{"event", 2}, {"order", 1}}));
  const auto second = journal.import(smallLog(), {wrote(folder / "b.json", logOf({thing("o2", "order", {"K1"}), item("i2", "10", {"o2"})}, {happened("e3", "place", "03", {"o2", "K1"}), happened("e4", "ship", "04", {"o1", "i1"})}))});
  QVERIFY(second.unknownObjects.empty());
}

void HistoryPartsTest::goodsThatNobodyKnowsAreNotSent() {
  const tests::TempFolder folder;
  Profile profile = smallLog();
  profile.events.erase(profile.events.begin());  // a log that tells no placings
  const std::string b = wrote(folder / "b.json", logOf({thing("o1", "order")}, {happened("e2", "ship", "02", {"o1"}), happened("e3", "pay", "03", {"o1"}, "10")}));
  WholeJournal journal;
  const auto account = journal.import(profile, {b});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"no_line", 1}}));
  QCOMPARE(journal.factsOf("order-o1").size(), std::size_t{2});
  // The fuller file brings it in.
  journal.import(profile, {wrote(folder / "c.json", logOf({thing("o1", "order"), item("i1", "10", {"o1"})}, {happened("e2", "ship", "02", {"o1"})}))});
  QVERIFY(journal.factsOf("order-o1").back() == "PackageShipped 2024-01-02T00:00:00Z {\"package\":\"1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"}],\"carrier\":null}");
}

void HistoryPartsTest::anEventAboutLinesThatAreNotHereIsSetAside() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  WholeJournal journal;
  const auto account = journal.import(profile, {wrote(folder / "a.json", logOf({thing("o1", "order"), item("i1", "10", {"o1"}), thing("Eve", "clerk")},
                                                                             {happened("e1", "place", "01", {"o1"}), happened("e2", "ship", "02", {"o1", "i9"}), happened("e3", "pick", "03", {"o1", "Eve"})}))});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"no_line", 1}}));
  QCOMPARE(journal.factsOf("order-o1").size(), std::size_t{2});
}

void HistoryPartsTest::ordersOfNoEventWait() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const tests::Texts objects{thing("o1", "order"), item("i1", "10", {"o1"}), thing("o2", "order"), item("i2", "20", {"o2"}), thing("b1", "box", {"i1"}), thing("b2", "box", {"i2"})};
  const std::string a = wrote(folder / "a.json", logOf(objects, {happened("e1", "place", "01", {"o1"})})), b = wrote(folder / "b.json", logOf(objects, {happened("e2", "place", "02", {"o2"}), happened("e3", "ship", "03", {"b1"}), happened("e4", "ship", "04", {"b2"})}));
  WholeJournal whole, parts;
  whole.import(profile, {wrote(folder / "whole.json", logOf(objects, {happened("e1", "place", "01", {"o1"}), happened("e2", "place", "02", {"o2"}), happened("e3", "ship", "03", {"b1"}), happened("e4", "ship", "04", {"b2"})}))});
  const auto first = parts.import(profile, {a});
  QVERIFY((first.ignored == std::map<std::string, std::int64_t>{{"no_event_yet", 3}}) && first.orders == 1 && first.quarantined.empty());
  const auto second = parts.import(profile, {b});
  QVERIFY(second.ignored.empty() && second.quarantined.empty());
  QCOMPARE(QString::fromStdString(joinedTexts(parts.facts())), QString::fromStdString(joinedTexts(whole.facts())));
}

void HistoryPartsTest::linesOfAnotherOrderAreNotSent() {
  const tests::TempFolder folder;
  WholeJournal journal;
  journal.import(smallLog(), {wrote(folder / "a.json", logOf({thing("o1", "order"), thing("o2", "order"), item("i1", "10", {"o1"}), item("i2", "20", {"o2"})},
                                                           {happened("e1", "place", "01", {"o1"}), happened("e2", "place", "01", {"o2"}), happened("e3", "ship", "02", {"o1", "i2"})}))});
  QCOMPARE(journal.factsOf("order-o1").size(), std::size_t{1});
  QCOMPARE(journal.factsOf("order-o2").size(), std::size_t{2});
}

void HistoryPartsTest::statesSayNoPackageTwice() {
  const tests::TempFolder folder;
  const Profile profile = tests::readOrDie(R"({"name": "s", "source": "s", "shape": "several_tables", "date_format": "%Y-%m-%d", "currency": "EUR",
    "objects": [{"role": "order", "from": "orders", "columns": {"id": "id"}, "states": {"column": "state", "values": {"done": ["confirmed", "shipped", "delivered"]}}},
                {"role": "line", "from": "lines", "columns": {"order": "o", "product": "p", "package": "b"}, "constants": {"quantity": "1", "unit_price": "1"}},
                {"role": "package", "from": "boxes", "columns": {"id": "id"}, "facts": [{"fact": "delivered", "at": "got"}]}]})");
  WholeJournal journal;
  const auto account = journal.import(profile, {wrote(folder / "orders.csv", "id,state\no1,done\n"), wrote(folder / "lines.csv", "o,p,b\no1,A,b1\no1,B,b2\n"), wrote(folder / "boxes.csv", "id,got\nb1,2024-01-05\nb2,\n")});
  std::string facts;
  for (const std::string& fact : journal.factsOf("order-o1")) facts += fact.substr(0, fact.find(",\"lines\"")) + "\n";
  QCOMPARE(QString::fromStdString(facts).section('\n', 1), QString("OrderConfirmed ? {}\nPackageShipped ? {\"package\":\"b1\"\nPackageShipped ? {\"package\":\"b2\"\nPackageDelivered 2024-01-05T00:00:00Z {\"package\":\"b1\"}\nPackageDelivered ? {\"package\":\"b2\"}\n"));
  QVERIFY(account.guardBreaks.empty() && account.quarantined.empty());
}

void HistoryPartsTest::laterPricesAreChanges() {
  const tests::TempFolder folder;
  const Profile profile = smallLog();
  const auto goods = [&](const std::string& name, const std::vector<std::pair<std::string, std::string>>& prices) {
    std::string text;
    for (const auto& [month, price] : prices) text += (text.empty() ? "" : ", ") + std::string("{\"name\": \"price\", \"time\": \"2024-") + month + "-01T00:00:00Z\", \"value\": \"" + price + "\"}";
    return wrote(folder / name, logOf({"{\"id\": \"Cup\", \"type\": \"goods\", \"attributes\": [" + text + "]}"}, {}));
  };
  const std::string a = goods("a.json", {{"01", "10"}}), b = goods("b.json", {{"02", "12"}, {"03", "13"}}), whole = goods("whole.json", {{"01", "10"}, {"02", "12"}, {"03", "13"}}), other = goods("other.json", {{"02", "99"}});
  for (const auto& order : {std::vector{a, b}, {b, a}}) {
    WholeJournal journal;
    for (const std::string& part : order) QVERIFY(journal.import(profile, {part}).quarantined.empty());
    QCOMPARE(journal.factsOf("product-Cup").size(), std::size_t{3});
    QCOMPARE(journal.import(profile, {whole}).events, std::int64_t{0});
    QCOMPARE(journal.import(profile, {other}).quarantined.at("document_differs"), std::int64_t{1});
  }
}

void HistoryPartsTest::eventsTimesLinesAreBounded() {
  const tests::TempFolder folder;
  const Profile profile = tests::readOrDie(R"({"name": "q", "source": "q", "shape": "event_table", "date_format": "%Y-%m-%d %H:%M", "currency": "EUR",
    "objects": [{"role": "event", "from": "ev", "columns": {"activity": "act", "at": "at", "order": "o"}}, {"role": "order", "from": "orders", "columns": {"id": "id"}},
                {"role": "line", "from": "lines", "columns": {"order": "o", "product": "p"}, "constants": {"quantity": "1", "unit_price": "1"}}],
    "events": [{"type": "ship", "fact": "shipped"}, {"type": "ok", "fact": "confirmed"}]})");
  std::string lines = "o,p\n", events = "act,at,o\n";
  for (int i = 0; i < 2000; ++i) lines += "o1,P" + std::to_string(i) + "\n";
  for (int i = 0; i < 300; ++i) events += "ship,2024-01-01 " + std::to_string(10 + i / 60) + ":" + std::to_string(10 + i % 50) + ",o1\n";
  events += "ok,2024-01-01 23:00,o1\n";
  WholeJournal journal;
  CountingSink counting(journal.commands);
  const auto account = transfer::importFiles(profile, {wrote(folder / "ev.csv", events), wrote(folder / "orders.csv", "id\no1\n"), wrote(folder / "lines.csv", lines)}, counting, journal.store, journal.store, journal.clock, "tester", {});
  QVERIFY(account && *std::max_element(counting.lines.begin(), counting.lines.end()) <= 3000);
  QVERIFY((account->quarantined == std::map<std::string, std::int64_t>{{"too_many_lines", 200}}));
  const auto facts = journal.factsOf("order-o1");
  QVERIFY(std::count_if(facts.begin(), facts.end(), [](const std::string& fact) { return fact.starts_with("PackageShipped"); }) == 100 && facts.back().starts_with("OrderConfirmed"));
  QCOMPARE(journal.import(profile, {folder / "ev.csv", folder / "orders.csv", folder / "lines.csv"}).events, std::int64_t{0});
}

void HistoryPartsTest::longOrdersTakeSeveralCommits() {
  const tests::TempFolder folder;
  const Profile profile = flatAnywhere();
  std::string rows = flatRow;
  for (int i = 0; i < 5000; ++i) rows += "o1,P" + std::to_string(i) + ",1,1,2024-01-01\n";
  const std::string path = wrote(folder / "a.csv", rows);
  WholeJournal straight;
  CountingSink counting(straight.commands);
  const auto account = transfer::importFiles(profile, {path}, counting, straight.store, straight.store, straight.clock, "tester", {});
  QVERIFY(account && account->accepted == 5000 && account->orders == 1 && account->balanced());
  QVERIFY(counting.lines.size() >= 4 && *std::max_element(counting.lines.begin(), counting.lines.end()) <= 1280);
  for (std::size_t commits = 0; commits < counting.lines.size(); commits += tests::sanitized ? 3 : 1) {
    WholeJournal journal;
    CountingSink breaking(journal.commands);
    breaking.most = commits;
    QVERIFY(!transfer::importFiles(profile, {path}, breaking, journal.store, journal.store, journal.clock, "tester", {}));
    const auto before = journal.store.account();
    QCOMPARE(journal.import(profile, {path}).alreadyImported, before->rows);
    QCOMPARE(joinedTexts(journal.facts()), joinedTexts(straight.facts()));
    QVERIFY(journal.store.account()->rows == 5000);
  }
}

void HistoryPartsTest::rowsThatAreLeftComeInSmallCommits() {
  const tests::TempFolder folder;
  std::string rows = flatRow;
  for (int i = 0; i < 200; ++i) rows += "o1,P,x" + std::string(4000, 'y') + ",1,2024-01-01\n";
  for (int i = 0; i < 3000; ++i) rows += "o1,P,x,1,2024-01-01\n";
  for (int i = 0; i < 30'000; ++i) rows += "TOTAL,,,,\n";
  WholeJournal journal;
  CountingSink counting(journal.commands);
  const auto account = transfer::importFiles(flatAnywhere(), {wrote(folder / "a.csv", rows)}, counting, journal.store, journal.store, journal.clock, "tester", {});
  QVERIFY(account && account->quarantined.at("bad_quantity") == 3200 && account->ignored.at("total") == 30'000 && account->balanced());
  QVERIFY(*std::max_element(counting.aside.begin(), counting.aside.end()) <= 400 && *std::max_element(counting.bytes.begin(), counting.bytes.end()) <= 70'000);
  // What is only counted takes few.
  QVERIFY(counting.aside.size() <= 30);
}

void HistoryPartsTest::rowsThatSayOtherwiseComeInFewCommits() {
  const tests::TempFolder folder;
  std::string before = flatRow, after = flatRow;
  for (int i = 0; i < 1500; ++i) {
    before += "o" + std::to_string(i) + ",A,1,10,2024-01-01\n";
    after += "o" + std::to_string(i) + ",A,2,10,2024-01-01\n";
  }
  WholeJournal journal;
  journal.import(flatAnywhere(), {wrote(folder / "a.csv", before)});
  const std::string path = wrote(folder / "b.csv", after);
  CountingSink counting(journal.commands);
  const auto account = transfer::importFiles(flatAnywhere(), {path}, counting, journal.store, journal.store, journal.clock, "tester", {});
  QVERIFY(account && account->quarantined.at("document_differs") == 1500 && account->balanced());
  QVERIFY(counting.aside.size() <= 25 && *std::max_element(counting.aside.begin(), counting.aside.end()) <= 400);
  QCOMPARE(journal.import(flatAnywhere(), {path}).alreadyImported, std::int64_t{1500});
  QCOMPARE(journal.store.account()->rows, std::int64_t{3000});
}

void HistoryPartsTest::manyFactsWithoutATimeStandWhereOneDoes() {
  const tests::TempFolder folder;
  const Profile profile = tests::readOrDie(R"({"name": "m", "source": "m", "shape": "event_table", "date_format": "%Y-%m-%d", "currency": "EUR",
    "objects": [{"role": "event", "from": "ev", "columns": {"activity": "act", "at": "at", "order": "o", "text": "t"}}, {"role": "order"}],
    "events": [{"type": "ok", "fact": "confirmed"}, {"type": "hold", "fact": "held"}, {"type": "note", "fact": "note"}, {"type": "free", "fact": "released"}]})");
  std::string events = "act,at,o,t\nnote,2024-01-01,o1,first\nok,2024-01-02,o1,\nnote,2024-01-03,o1,second\nfree,2024-01-04,o1,\n";
  for (int i = 0; i < 3; ++i) events += "hold,,o1,\nok,,o1,\nnote,,o1,last\n";
  WholeJournal journal;
  journal.import(profile, {wrote(folder / "ev.csv", events)});
  std::string order;
  for (const std::string& fact : journal.factsOf("order-o1")) order += fact.substr(0, fact.find(" {")) + "\n";
  QCOMPARE(QString::fromStdString(order), QString("OrderPlaced ?\nNoteAdded 2024-01-01T00:00:00Z\nOrderConfirmed 2024-01-02T00:00:00Z\nOrderConfirmed ?\nOrderConfirmed ?\nOrderConfirmed ?\nOrderHeld ?\nOrderHeld ?\nOrderHeld ?\n"
                                                  "NoteAdded 2024-01-03T00:00:00Z\nOrderReleased 2024-01-04T00:00:00Z\nNoteAdded ?\nNoteAdded ?\nNoteAdded ?\n"));
}

// All objects in both, or in each those that its events name.
void HistoryPartsTest::halvesOfThePublishedLogGiveTheWhole() {
  const auto path = tests::realData("ocel-order-management/order-management.json.gz");
  if (!path) QSKIP("the Order Management log is not beside this checkout (shared/data/ocel-order-management)");
  if (tests::sanitized) QSKIP("a whole log is read three times without a sanitizer");
  std::string text;
  gzFile packed = gzopen(path->c_str(), "rb");
  for (char block[65536];;) {
    const int got = gzread(packed, block, sizeof block);
    if (got <= 0) break;
    text.append(block, static_cast<std::size_t>(got));
  }
  gzclose(packed);
  const nlohmann::json log = nlohmann::json::parse(text);
  std::vector<const nlohmann::json*> events;
  for (const auto& event : log.at("events")) events.push_back(&event);
  std::stable_sort(events.begin(), events.end(), [](const auto* a, const auto* b) { return a->at("time").template get_ref<const std::string&>() < b->at("time").template get_ref<const std::string&>(); });
  const tests::TempFolder folder;
  const auto part = [&](const char* name, bool areObjectsCut, std::size_t from, std::size_t to) {
    nlohmann::json some{{"events", nlohmann::json::array()}, {"objects", nlohmann::json::array()}};
    std::set<std::string> named;
    for (std::size_t i = from; i < to; ++i) {
      some["events"].push_back(*events[i]);
      for (const auto& relation : events[i]->at("relationships")) named.insert(relation.at("objectId").get<std::string>());
    }
    for (const auto& object : log.at("objects"))
      if (!areObjectsCut || named.contains(object.at("id").get<std::string>())) some["objects"].push_back(object);
    return wrote(folder / name, some.dump());
  };
  const auto check = transfer::readProfile("order-management.json", tests::contentOf(tests::checkout() + "/resources/profiles/order-management.json"));
  WholeJournal whole;
  whole.import(check.profile, {*path});
  // Stats, lists and any time as of which are folds of these.
  const auto facts = whole.facts();
  for (const bool areObjectsCut : {false, true}) {
    WholeJournal halves;
    const std::size_t middle = events.size() / 2;
    for (const std::string& half : {part("a.json", areObjectsCut, 0, middle), part("b.json", areObjectsCut, middle, events.size())}) QVERIFY(halves.import(check.profile, {half}).quarantined.empty());
    QVERIFY(halves.facts() == facts);
    QCOMPARE(halves.import(check.profile, {*path}).events, std::int64_t{0});
  }
}

TWINLANE_TEST(HistoryPartsTest)
#include "history_parts_test.moc"
