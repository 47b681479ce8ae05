#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "whole_journal.h"

#include "base/random.h"
#include "sqlite/statement.h"
#include "transfer/log/ocel_log.h"
#include "transfer/history/history_preview.h"
#include "transfer/history/table_name.h"

#include <fstream>
#include <set>
#include <zlib.h>

using namespace twinlane;
using tests::WholeJournal;
using transfer::Profile;

namespace {

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

Profile profileFrom(const std::string& text) {
  const auto check = transfer::readProfile("invented.json", text);
  if (!check.problems.empty()) qFatal("%s: %s", check.problems[0].key.c_str(), check.problems[0].problem.c_str());
  return check.profile;
}

// A shop that was invented for this: columns in no sensible order, semicolons, comma decimals, Latin-1, wall clocks of Berlin.
const std::string inventedProfile = R"({
  "name": "Invented", "source": "invented", "shape": "several_tables", "encoding": "latin-1", "separator": ";", "decimal_sign": ",",
  "date_format": ["%d.%m.%Y %H:%M", "%d.%m.%Y"], "zone": "Europe/Berlin", "currency": "EUR", "missing": ["-"],
  "objects": [
    {"role": "order", "from": "Auftraege",
     "columns": {"id": "Nr", "customer": "Kunde", "placed_at": "Eingang", "promised_at": "Zusage", "country": "Land", "ship_to": ["Strasse", "Ort"], "note": "Notiz"},
     "charges": {"postage": "Porto"},
     "facts": [{"fact": "confirmed", "at": "Bestaetigt"}],
     "states": {"column": "Stand", "values": {"neu": [], "storniert": ["cancelled"], "versandt": ["shipped"], "bezahlt": ["shipped", "paid"]}},
     "classes": [{"name": "test_order", "fate": "ignore", "when": [{"column": "Nr", "prefix": "T"}]}, {"name": "real", "fate": "take"}]},
    {"role": "line", "from": "Positionen",
     "columns": {"order": "Auftrag", "product": "Artikel", "quantity": "Menge", "unit_price": "Preis", "discount_percent": "Rabatt", "tax_percent": "MwSt", "package": "Paket",
                 "description": {"column": "Artikel", "table": "Artikel", "key": "Nummer", "value": "Bezeichnung"}}},
    {"role": "customer", "from": "Kunden", "optional": true, "columns": {"id": "Nummer", "name": "Name"}},
    {"role": "package", "from": "Pakete", "optional": true, "columns": {"id": "Paket", "carrier": "Bote"},
     "facts": [{"fact": "shipped", "at": "Ab"}, {"fact": "delivered", "at": "An"}]},
    {"role": "event", "from": "Zahlungen", "optional": true, "fact": "paid", "columns": {"order": "Auftrag", "at": "Tag", "amount": "Betrag", "method": "Art"}}
  ]
})";

const std::string orderHeader = "Notiz;Stand;Ort;Eingang;Kunde;Nr;Zusage;Land;Porto;Strasse;Bestaetigt\n";
const std::string lineHeader = "Paket;MwSt;Preis;Artikel;Menge;Auftrag;Rabatt\n";
const std::string articles = "Bezeichnung;Nummer\nT\xFCr, blau;A1\nGriff;A2\n";

struct Invented {
  tests::TempFolder folder;
  Profile profile = profileFrom(inventedProfile);

  Invented() {
    table("Artikel", articles);
    table("Auftraege", orderHeader + "-;bezahlt;K\xF6ln;27.10.2024 02:30;K1;B1;31.10.2024;DE;4,90;Gasse 1;27.10.2024 09:00\n"
                                     "bitte leise;storniert;Bonn;31.03.2024 02:30;;B2;-;DE;;;\n"
                                     ";neu;Bonn;01.01.2024 00:00;K1;T9;-;DE;;;\n"
                                     ";unterwegs;Bonn;02.01.2024 00:00;K1;B3;-;DE;;;\n");
    table("Positionen", lineHeader + "P1;19;1234,50;A1;2;B1;12,5\n;7;3;A2;0,5;B1;\n;;1;A1;1;B2;\n;;1;A1;1;B7;\n;;1;A1;x;B1;\n");
  }
  std::string path(const std::string& table) const { return folder / (table + ".csv"); }
  void table(const std::string& name, const std::string& text) const { write(path(name), text); }
};

// A log that was invented for this; the pieces in any order say the same.
const std::string logProfile = R"({
  "name": "Log", "source": "log", "shape": "event_log", "currency": "EUR", "amounts": {"round_to": 2},
  "objects": [
    {"role": "order", "from": "order", "columns": {"total": "worth"}},
    {"role": "line", "from": "piece", "columns": {"unit_price": "price"}, "constants": {"quantity": "1"}},
    {"role": "package", "from": "box"},
    {"role": "customer", "from": "client"},
    {"role": "product", "from": "article", "columns": {"price": "price"}}
  ],
  "events": [
    {"type": "place", "fact": "placed"}, {"type": "pay", "fact": "paid"}, {"type": "pick", "fact": "picked"}, {"type": "pack", "fact": "packed"},
    {"type": "send", "fact": "shipped"}, {"type": "arrive", "fact": "delivered"}, {"type": "ring", "fact": "delivery_failed", "reason": "why"}, {"type": "call", "fact": "note"},
    {"type": "sweep", "fact": "ignore"}
  ]
})";

struct LogPieces {
  std::vector<std::string> objects, events;

  std::string json() const {
    const auto joined = [](const std::vector<std::string>& all) {
      std::string text;
      for (const std::string& one : all) text += (text.empty() ? "" : ",\n") + one;
      return text;
    };
    return "{\"objectTypes\": [], \"eventTypes\": [{\"name\": \"place\", \"attributes\": [{\"name\": \"x\", \"type\": \"y\"}]}],\n\"events\": [" + joined(events) + "],\n\"objects\": [" + joined(objects) + "]}";
  }
};

std::string objectOf(const std::string& id, const std::string& type, const std::string& attributes = {}, const std::vector<std::pair<std::string, std::string>>& relations = {}) {
  std::string text = "{\"id\": \"" + id + "\", \"type\": \"" + type + "\", \"attributes\": [" + attributes + "], \"relationships\": [";
  for (std::size_t i = 0; i < relations.size(); ++i) text += (i > 0 ? ", " : "") + std::string("{\"objectId\": \"") + relations[i].first + "\", \"qualifier\": \"" + relations[i].second + "\"}";
  return text + "]}";
}
std::string eventOf(const std::string& id, const std::string& type, const std::string& time, const std::vector<std::string>& about, const std::string& attributes = {}) {
  std::vector<std::pair<std::string, std::string>> relations;
  for (const std::string& one : about) relations.emplace_back(one, "it");
  std::string text = objectOf(id, type, attributes, relations);
  return text.insert(1, "\"time\": \"" + time + "\", ");
}

// Two orders of which one package holds pieces of both, and one order goes out in two packages.
LogPieces inventedLog() {
  const auto price = [](const std::string& value, const std::string& time) { return "{\"name\": \"price\", \"value\": " + value + ", \"time\": \"" + time + "\"}"; };
  LogPieces log;
  log.objects = {objectOf("o1", "order", "{\"name\": \"worth\", \"value\": 35.000000000000004, \"time\": \"2024-05-01T10:00:00+02:00\"}", {{"i1", "has"}, {"i2", "has"}}),
                 objectOf("o2", "order", {}, {{"i3", "has"}}),
                 objectOf("i1", "piece", price("9.99", "2024-05-01T10:00:00+02:00"), {{"Cup", "is a"}}),
                 objectOf("i2", "piece", price("20.01", "2024-05-01T10:00:00+02:00"), {{"Jug", "is a"}}),
                 objectOf("i3", "piece", price("9.99", "2024-05-02T10:00:00+02:00"), {{"Cup", "is a"}}),
                 objectOf("b1", "box", {}, {{"i1", "holds"}, {"i3", "holds"}}),
                 objectOf("b2", "box", {}, {{"i2", "holds"}}),
                 objectOf("Ann B", "client", {}, {{"o1", "gives"}, {"o2", "gives"}}),
                 objectOf("Cup", "article", price("10.5", "2024-06-01T00:00:00+02:00") + ", " + price("9.99", "2024-01-01T00:00:00+01:00")),
                 objectOf("Jug", "article", price("20.01", "2024-01-01T00:00:00+01:00")),
                 objectOf("Eve", "clerk")};
  log.events = {eventOf("e1", "place", "2024-05-01T08:00:00Z", {"o1", "i1", "i2", "Ann B"}),
                eventOf("e2", "place", "2024-05-02T08:00:00Z", {"o2", "i3", "Ann B"}),
                eventOf("e3", "pick", "2024-05-03T08:00:00Z", {"i1", "Eve"}),
                eventOf("e4", "pack", "2024-05-03T09:00:00Z", {"b1", "i1", "i3"}),
                eventOf("e5", "send", "2024-05-03T10:00:00Z", {"b1"}),
                eventOf("e6", "ring", "2024-05-04T10:00:00Z", {"b1"}, "{\"name\": \"why\", \"value\": \"nobody in\"}"),
                eventOf("e7", "arrive", "2024-05-05T10:00:00Z", {"b1"}),
                eventOf("e8", "send", "2024-05-06T10:00:00Z", {"b2", "i2"}),
                eventOf("e9", "pay", "2024-05-07T10:00:00Z", {"o1"}),
                eventOf("e10", "call", "2024-05-07T10:00:00Z", {"o1"}),
                eventOf("e11", "sweep", "2024-05-07T10:00:00Z", {}),
                eventOf("e12", "dance", "2024-05-07T10:00:00Z", {"o1"}),
                eventOf("e13", "pay", "2024-05-07T10:00:00Z", {"Eve"})};
  return log;
}

template <class T>
void shuffle(std::vector<T>& items, base::SeededRandom& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[static_cast<std::size_t>(random.below(i))]);
}

std::string listOf(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += one + "\n";
  return text;
}

std::string refusal(const Profile& profile, const std::vector<std::string>& paths) {
  WholeJournal journal;
  const auto account = transfer::importFiles(profile, paths, journal.commands, journal.store, journal.store, journal.clock, "tester", {});
  if (account) return "taken in";
  return journal.store.head()->position == 0 ? account.error().what + " | " + account.error().where + " | " + account.error().remedy : "something was taken in";
}

}  // namespace

class HistoryTest : public QObject {
  Q_OBJECT
 private slots:
  void tablesBecomeOrders();
  void accountsForTheRowsOfEachFile();
  void timesThatAreNotKnownStandBetweenTheirNeighbours();
  void packagesOfATableHoldLines();
  void paymentsOfATableArePayments();
  void sameFilesAddNothing();
  void aLaterExportAddsWhatIsNew();
  void whatIsSaidOtherwiseIsSetAsideOnce();
  void linesInAnotherOrderShipNothingAgain();
  void whatIsReckonedAnewIsNotAddedTwice_data();
  void whatIsReckonedAnewIsNotAddedTwice();
  void aFewMoreBadRowsAreSetAsideOnceEach();
  void oneEventCountsOnce();
  void anAmountForSeveralOrdersIsSetAside();
  void anEventAboutAMissingLineIsAboutNoOther();
  void twoPackagesOfOneEventGoOutEachWithItsGoods();
  void twoFilesOfOneTableAreRefused();
  void keysThatWouldDoNothingAreRefused_data();
  void keysThatWouldDoNothingAreRefused();
  void rowsOfOneOrderMayLieAnywhere();
  void chargesOfLinesAddUp();
  void rowsOfAFlatFileMayLieAnywhere();
  void flatRowsAnywhereSayWhatTheyDoTogether();
  void longOrdersGoOnInFurtherEvents();
  void halvesGiveTheWhole();
  void goesOnAfterAKill();
  void anOrderOfAnotherSourceIsLeftAlone();
  void amountsAreRoundedAsTheProfileSays_data();
  void amountsAreRoundedAsTheProfileSays();
  void namesTheTableThatIsMissing();
  void previewTellsOrdersAndWhatIsNotSaid();
  void previewEndsWhenItIsTold();
  void filesOfNoRoleAreToldByTheirNames();
  void aLogBecomesOrders();
  void theThreeFormsOfALogSayTheSame();
  void shuffledLogsGiveTheSameFacts();
  void halfALogThenTheWholeGivesTheWhole();
  void twoPartsOfALogGiveTheWhole();
  void relationsMayPointEitherWay();
  void eventsTellWhatNoRelationDoes();
  void anEventTableBecomesOrders();
  void refusesBadLogs_data();
  void refusesBadLogs();
  void aPackedDatabaseIsAsLongAsItSays();
  void cancelBeforeTheFirstCommitLeavesNothing();
};

void HistoryTest::tablesBecomeOrders() {
  const Invented shop;
  shop.table("Kunden", "Name;Nummer\nM\xFCller;K1\nFriedrich;K2\n");
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(QString::fromStdString(listOf(journal.factsOf("order-B1"))),
           QString("OrderPlaced 2024-10-27T00:30:00Z {\"customer\":\"K1\",\"currency\":\"EUR\",\"lines\":[{\"line\":1,\"product\":\"A1\",\"quantity\":\"2\",\"unit_price\":\"1234.50\",\"net\":\"2160.375\",\"description\":\"Tür, blau\",\"discount\":\"0.125\",\"discount_amount\":null,\"tax_rate\":\"0.19\",\"reserved\":false},"
                   "{\"line\":2,\"product\":\"A2\",\"quantity\":\"0.5\",\"unit_price\":\"3.00\",\"net\":\"1.50\",\"description\":\"Griff\",\"discount\":null,\"discount_amount\":null,\"tax_rate\":\"0.07\",\"reserved\":false}],"
                   "\"charges\":[{\"kind\":\"postage\",\"amount\":\"4.90\"}],\"country\":\"DE\",\"payment_known\":true,\"ship_to\":\"Gasse 1, Köln\",\"note\":null,\"promised_at\":\"2024-10-31T22:59:59.999999Z\"}\n"
                   "OrderConfirmed 2024-10-27T08:00:00Z {}\n"
                   "PackageShipped ? {\"package\":\"1\",\"lines\":[{\"line\":2,\"quantity\":\"0.5\"}],\"carrier\":null}\n"
                   "PackageShipped ? {\"package\":\"P1\",\"lines\":[{\"line\":1,\"quantity\":\"2\"}],\"carrier\":null}\n"
                   "PaymentRecorded ? {\"amount\":\"2166.775\",\"method\":null}\n"));
  QCOMPARE(QString::fromStdString(listOf(journal.factsOf("customer-K1"))), QString("CustomerRegistered ? {\"name\":\"Müller\",\"email\":null,\"phone\":null,\"address\":null,\"credit_limit\":null,\"credit_currency\":null}\n"));
  // The hour that never was is shifted.
  QVERIFY(journal.factsOf("order-B2").front().starts_with("OrderPlaced 2024-03-31T01:30:00Z {\"customer\":null,"));
  QVERIFY(journal.factsOf("order-B2").back() == "OrderCancelled ? {\"reason\":null}");
  QVERIFY(journal.factsOf("order-T9").empty());
}

void HistoryTest::accountsForTheRowsOfEachFile() {
  const Invented shop;
  WholeJournal journal;
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(account.rows, std::int64_t{11});
  QCOMPARE(account.accepted, std::int64_t{5});
  QVERIFY((account.ignored == std::map<std::string, std::int64_t>{{"lookup", 2}, {"test_order", 1}}));
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"bad_quantity", 1}, {"no_order", 1}, {"unknown_state", 1}}));
  QCOMPARE(account.ambiguousTimes, std::int64_t{1});
  QCOMPARE(account.missingTimes, std::int64_t{1});
  QCOMPARE(QString::fromStdString(journal.quarantineText()), QString("Auftraege.csv:5 unknown_state\nPositionen.csv:5 no_order\nPositionen.csv:6 bad_quantity\n"));
  std::map<std::string, std::vector<std::int64_t>> files;
  const auto kept = journal.store.account();
  for (const auto& file : kept->files) files[file.file.substr(file.file.rfind('/') + 1)] = {file.rows, file.accepted};
  QVERIFY((files == std::map<std::string, std::vector<std::int64_t>>{{"Artikel.csv", {2, 0}}, {"Auftraege.csv", {4, 2}}, {"Positionen.csv", {5, 3}}}));
}

// It was shipped, nobody says when: after the confirmation, before the payment.
void HistoryTest::timesThatAreNotKnownStandBetweenTheirNeighbours() {
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";bezahlt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;02.01.2024\n");
  shop.table("Positionen", lineHeader + ";;1;A1;1;B1;\n");
  shop.table("Zahlungen", "Auftrag;Tag;Betrag;Art\nB1;05.01.2024;1;bar\n");
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  std::string order;
  for (const std::string& fact : journal.factsOf("order-B1")) order += fact.substr(0, fact.find(" {")) + "\n";
  QCOMPARE(QString::fromStdString(order), QString("OrderPlaced 2023-12-31T23:00:00Z\nOrderConfirmed 2024-01-01T23:00:00Z\nPackageShipped ?\nPaymentRecorded 2024-01-04T23:00:00Z\n"));
}

void HistoryTest::packagesOfATableHoldLines() {
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n;neu;Bonn;01.01.2024 00:00;K1;B2;-;DE;;;\n");
  shop.table("Positionen", lineHeader + "P1;;1;A1;1;B1;\nP2;;1;A2;1;B1;\nP1;;1;A1;3;B2;\n");
  shop.table("Pakete", "Paket;Bote;Ab;An\nP1;Post;03.01.2024;04.01.2024\nP2;;05.01.2024;\nP3;;05.01.2024;\n");
  WholeJournal journal;
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"no_order", 1}}));
  QCOMPARE(QString::fromStdString(listOf(journal.factsOf("order-B2"))).section('\n', 1), QString("PackageShipped 2024-01-02T23:00:00Z {\"package\":\"P1\",\"lines\":[{\"line\":1,\"quantity\":\"3\"}],\"carrier\":\"Post\"}\n"
                                                                                                "PackageDelivered 2024-01-03T23:00:00Z {\"package\":\"P1\"}\n"));
  QCOMPARE(journal.factsOf("order-B1").size(), std::size_t{4});
}

void HistoryTest::paymentsOfATableArePayments() {
  const Invented shop;
  shop.table("Zahlungen", "Auftrag;Tag;Betrag;Art\nB2;01.04.2024;0,40;bar\nB2;02.04.2024;0,60;Karte\nB8;02.04.2024;1;Karte\n");
  WholeJournal journal;
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(account.quarantined.at("no_order"), std::int64_t{2});
  const auto facts = journal.factsOf("order-B2");
  QCOMPARE(QString::fromStdString(facts[1]), QString("PaymentRecorded 2024-03-31T22:00:00Z {\"amount\":\"0.40\",\"method\":\"bar\"}"));
  QCOMPARE(QString::fromStdString(facts[2]), QString("PaymentRecorded 2024-04-01T22:00:00Z {\"amount\":\"0.60\",\"method\":\"Karte\"}"));
}

void HistoryTest::sameFilesAddNothing() {
  const Invented shop;
  WholeJournal journal;
  const auto first = journal.import(shop.profile, {shop.folder.path()});
  const std::string text = journal.text(), aside = journal.quarantineText();
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(account.alreadyImported, first.rows);
  QVERIFY(journal.text() == text && journal.quarantineText() == aside);
}

void HistoryTest::aLaterExportAddsWhatIsNew() {
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n");
  shop.table("Positionen", lineHeader + ";;1;A1;1;B1;\n");
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  // It was confirmed and shipped since, has a line more, and there is another order before it.
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.02.2024 00:00;K1;B0;-;DE;;;\n;versandt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;03.01.2024\n");
  shop.table("Positionen", lineHeader + ";;2;A2;1;B1;\n;;1;A1;1;B1;\n;;1;A1;1;B0;\n");
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(account.accepted, std::int64_t{4});  // the new order and its line, the line, and the old order's row for what it tells anew
  QCOMPARE(account.alreadyImported, std::int64_t{3});
  QVERIFY(account.quarantined.empty());
  const auto facts = journal.factsOf("order-B1");
  QCOMPARE(facts.size(), std::size_t{4});
  QVERIFY(facts[1].starts_with("OrderLinesAdded 2023-12-31T23:00:00Z {\"lines\":[{\"line\":2,\"product\":\"A2\""));
  QVERIFY(facts[2] == "OrderConfirmed 2024-01-02T23:00:00Z {}");
  QVERIFY(facts[3] == "PackageShipped ? {\"package\":\"1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"},{\"line\":2,\"quantity\":\"1\"}],\"carrier\":null}");
}

void HistoryTest::whatIsSaidOtherwiseIsSetAsideOnce() {
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n;neu;Bonn;01.01.2024 00:00;K1;B2;-;DE;;;\n");
  shop.table("Positionen", lineHeader + ";;1;A1;1;B1;\n;;1;A1;1;B2;\n");
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  const std::string text = journal.text();
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n;neu;Trier;01.01.2024 00:00;K1;B2;-;DE;;;\n");
  shop.table("Positionen", lineHeader + ";;1;A1;5;B1;\n;;1;A1;1;B2;\n");
  for (int times = 0; times < 2; ++times) {
    const auto account = journal.import(shop.profile, {shop.folder.path()});
    QCOMPARE(account.accepted, std::int64_t{0});
    if (times == 0) QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"document_differs", 2}}));
  }
  QCOMPARE(journal.text(), text);
  QCOMPARE(QString::fromStdString(journal.quarantineText()), QString("Positionen.csv:2 document_differs\nAuftraege.csv:3 document_differs\n"));
}

void HistoryTest::linesInAnotherOrderShipNothingAgain() {
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";versandt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n");
  shop.table("Positionen", lineHeader + ";;1;A1;1;B1;\n;;2;A2;1;B1;\n");
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  const std::string text = journal.text();
  shop.table("Positionen", lineHeader + ";;2;A2;1;B1;\n;;1;A1;1;B1;\n");
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(account.alreadyImported, account.rows);
  QCOMPARE(journal.text(), text);
}

void HistoryTest::whatIsReckonedAnewIsNotAddedTwice_data() {
  QTest::addColumn<QString>("order");
  QTest::addColumn<QString>("lines");
  QTest::addColumn<QString>("payments");
  const QString order = ";bezahlt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;02.01.2024\n";
  QTest::newRow("a date corrected") << QString(";bezahlt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;03.01.2024\n") << ";;1;A1;1;B1;\n" << "";
  QTest::newRow("the payment itself") << order << ";;1;A1;1;B1;\n" << "B1;05.01.2024;1;bar\n";
}

void HistoryTest::whatIsReckonedAnewIsNotAddedTwice() {
  QFETCH(QString, order);
  QFETCH(QString, lines);
  QFETCH(QString, payments);
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";bezahlt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;02.01.2024\n");
  shop.table("Positionen", lineHeader + ";;1;A1;1;B1;\n");
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  const auto countOf = [&](const char* type) {
    const auto facts = journal.factsOf("order-B1");
    return std::count_if(facts.begin(), facts.end(), [type](const std::string& fact) { return fact.starts_with(std::string(type) + " "); });
  };
  shop.table("Auftraege", orderHeader + order.toStdString());
  shop.table("Positionen", lineHeader + lines.toStdString());
  shop.table("Zahlungen", "Auftrag;Tag;Betrag;Art\n" + payments.toStdString());
  for (int times = 0; times < 2; ++times) {
    const auto account = journal.import(shop.profile, {shop.folder.path()});
    QVERIFY(times == 1 || account.quarantined.contains("document_differs"));
    for (const char* type : {"PaymentRecorded", "PackageShipped", "OrderConfirmed"}) QVERIFY2(countOf(type) == 1, type);
  }
}

void HistoryTest::aFewMoreBadRowsAreSetAsideOnceEach() {
  const Invented shop;
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n");
  std::string lines = lineHeader;
  WholeJournal journal;
  for (int bad = 1; bad <= 3; ++bad) {
    lines += ";;x;A1;" + std::to_string(bad) + ";B1;\n";
    shop.table("Positionen", lines);
    journal.import(shop.profile, {shop.folder.path()});
  }
  QCOMPARE(journal.store.account()->quarantined.at("bad_price"), std::int64_t{3});
  QCOMPARE(journal.store.account()->rows, std::int64_t{6});  // with the order and two rows that are looked up
}

void HistoryTest::oneEventCountsOnce() {
  const tests::TempFolder folder;
  LogPieces log = inventedLog();
  log.events.push_back(log.events[8]);  // paid
  write(folder / "log.json", log.json());
  WholeJournal journal;
  const auto account = journal.import(profileFrom(logProfile), {folder / "log.json"});
  QCOMPARE(account.quarantined.at("duplicate_event"), std::int64_t{1});
  QCOMPARE(journal.factsOf("order-o1").size(), std::size_t{9});
}

void HistoryTest::anAmountForSeveralOrdersIsSetAside() {
  const tests::TempFolder folder;
  LogPieces log = inventedLog();
  std::string profile = logProfile;
  profile.insert(profile.find("\"fact\": \"paid\"") + 14, ", \"amount\": \"why\"");
  log.events.push_back(eventOf("e20", "pay", "2024-05-08T10:00:00Z", {"o1", "o2"}, "{\"name\": \"why\", \"value\": \"3\"}"));
  write(folder / "log.json", log.json());
  WholeJournal journal;
  const auto account = journal.import(profileFrom(profile), {folder / "log.json"});
  QCOMPARE(account.quarantined.at("several_orders"), std::int64_t{1});
  QCOMPARE(journal.factsOf("order-o2").size(), std::size_t{5});
}

void HistoryTest::anEventAboutAMissingLineIsAboutNoOther() {
  const tests::TempFolder folder;
  LogPieces log = inventedLog();
  log.objects.push_back(objectOf("i9", "piece", "{\"name\": \"price\", \"value\": \"x\", \"time\": \"2024-05-01T10:00:00Z\"}", {{"Cup", "is a"}}));
  log.events.push_back(eventOf("e20", "pick", "2024-05-08T10:00:00Z", {"o1", "i9"}));
  write(folder / "log.json", log.json());
  WholeJournal journal;
  const auto account = journal.import(profileFrom(logProfile), {folder / "log.json"});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"bad_price", 1}, {"no_line", 1}, {"no_order", 1}, {"unknown_event", 1}}));
  QCOMPARE(journal.factsOf("order-o1").size(), std::size_t{9});
}

void HistoryTest::twoPackagesOfOneEventGoOutEachWithItsGoods() {
  const tests::TempFolder folder;
  LogPieces log = inventedLog();
  log.events = {eventOf("e1", "place", "2024-05-01T08:00:00Z", {"o1", "i1", "i2"}), eventOf("e2", "place", "2024-05-02T08:00:00Z", {"o2", "i3"}), eventOf("e3", "send", "2024-05-03T08:00:00Z", {"b1", "b2"})};
  write(folder / "log.json", log.json());
  WholeJournal journal;
  journal.import(profileFrom(logProfile), {folder / "log.json"});
  const auto one = journal.factsOf("order-o1"), other = journal.factsOf("order-o2");
  QCOMPARE(one.size(), std::size_t{3});
  QVERIFY(one[1] == "PackageShipped 2024-05-03T08:00:00Z {\"package\":\"b1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"}],\"carrier\":null}");
  QVERIFY(one[2] == "PackageShipped 2024-05-03T08:00:00Z {\"package\":\"b2\",\"lines\":[{\"line\":2,\"quantity\":\"1\"}],\"carrier\":null}");
  QCOMPARE(other.size(), std::size_t{2});
}

void HistoryTest::twoFilesOfOneTableAreRefused() {
  const Invented shop;
  write(shop.folder / "positionen.txt", lineHeader);
  QVERIFY(QString::fromStdString(refusal(shop.profile, {shop.folder.path()})).contains("two files are the table 'positionen'"));
  const tests::TempFolder folder;
  write(folder / "log.json", inventedLog().json());
  QVERIFY(QString::fromStdString(refusal(profileFrom(logProfile), {folder / "log.json", folder / "log.json"})).contains("given twice"));
}

void HistoryTest::keysThatWouldDoNothingAreRefused_data() {
  QTest::addColumn<QString>("entry");
  QTest::addColumn<QString>("key");
  QTest::newRow("classes without a table") << "{\"role\": \"package\", \"classes\": [{\"name\": \"all\", \"fate\": \"take\", \"when\": [{\"column\": \"x\", \"prefix\": \"y\"}]}]}" << "objects[5].classes";
  QTest::newRow("columns without a table") << "{\"role\": \"package\", \"columns\": {\"id\": \"x\"}}" << "objects[5].columns";
  QTest::newRow("facts of a customer") << "{\"role\": \"customer\", \"from\": \"k\", \"columns\": {\"id\": \"x\"}, \"facts\": [{\"fact\": \"shipped\", \"at\": \"y\"}]}" << "objects[5].facts";
  QTest::newRow("links of a table") << "{\"role\": \"customer\", \"from\": \"k\", \"columns\": {\"id\": \"x\"}, \"links\": {\"order\": \"y\"}}" << "objects[5].links";
}

void HistoryTest::keysThatWouldDoNothingAreRefused() {
  QFETCH(QString, entry);
  QFETCH(QString, key);
  std::string text = inventedProfile;
  text.insert(text.rfind(']'), ", " + entry.toStdString());
  const auto check = transfer::readProfile("p.json", text);
  QVERIFY(std::any_of(check.problems.begin(), check.problems.end(), [&](const auto& problem) { return problem.key == key.toStdString(); }));
}

void HistoryTest::rowsOfOneOrderMayLieAnywhere() {
  const Invented shop;
  std::string orders = orderHeader, lines = lineHeader;
  for (int i = 0; i < 50; ++i) orders += ";neu;Bonn;01.01.2024 00:00;K1;B" + std::to_string(i) + ";-;DE;;;\n";
  for (int line = 0; line < 40; ++line)
    for (int i = 0; i < 50; ++i) lines += ";;1;A" + std::to_string(line) + ";1;B" + std::to_string(i) + ";\n";
  shop.table("Auftraege", orders);
  shop.table("Positionen", lines);
  WholeJournal journal;
  const auto account = journal.import(shop.profile, {shop.folder.path()});
  QCOMPARE(account.accepted, std::int64_t{2050});
  QCOMPARE(account.events, std::int64_t{50});  // one of each source document
}

namespace {

Profile flatShop(bool isAnywhere) {
  const auto check = transfer::readProfile("shop.json", tests::contentOf(tests::fixture("shop.json")));
  Profile profile = check.profile;
  profile.areRowsAnywhere = isAnywhere;
  return profile;
}

const std::string flatHeader = "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\n";

}  // namespace

void HistoryTest::chargesOfLinesAddUp() {
  const Invented shop;
  std::string profile = inventedProfile;
  profile.insert(profile.find("\"columns\": {\"order\": \"Auftrag\", \"product\""), "\"charges\": {\"postage\": \"MwSt\", \"gift wrap\": \"Rabatt\"}, ");
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;1,5;;\n");
  shop.table("Positionen", lineHeader + ";2;1;A1;1;B1;\n;3;1;A2;1;B1;0,5\n");
  WholeJournal journal;
  journal.import(profileFrom(profile), {shop.folder.path()});
  QVERIFY(journal.factsOf("order-B1").front().find("\"charges\":[{\"kind\":\"gift wrap\",\"amount\":\"0.50\"},{\"kind\":\"postage\",\"amount\":\"6.50\"}]") != std::string::npos);

  Profile flat = flatShop(true);
  flat.charges = {{"postage", "Text"}};
  const tests::TempFolder folder;
  write(folder / "flat.csv", flatHeader + "N1;a;1,5;1;1;02.06.2023 12:00;;\nN2;b;x;1;1;02.06.2023 12:00;;\nN1;b;2;1;1;02.06.2023 12:00;;\n");
  WholeJournal charged;
  const auto account = charged.import(flat, {folder / "flat.csv"});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"bad_charge", 1}}));
  QVERIFY(charged.factsOf("order-N1").front().find("\"charges\":[{\"kind\":\"postage\",\"amount\":\"3.50\"}]") != std::string::npos);
}

void HistoryTest::rowsOfAFlatFileMayLieAnywhere() {
  const tests::TempFolder folder;
  std::string rows = flatHeader;
  for (int line = 0; line < 40; ++line)
    for (int order = 0; order < 50; ++order) rows += "N" + std::to_string(order) + ";p" + std::to_string(line) + ";;1;1,25;" + (line == 7 ? "01" : "02") + ".06.2023 12:00;" + (line == 3 ? "K1" : "") + ";\n";
  write(folder / "flat.csv", rows);
  WholeJournal journal;
  const auto account = journal.import(flatShop(true), {folder / "flat.csv"});
  QCOMPARE(account.accepted, std::int64_t{2000});
  QCOMPARE(account.events, std::int64_t{50});
  const std::string first = journal.factsOf("order-N0").front();
  QVERIFY2(first.starts_with("OrderPlaced 2023-06-01T10:00:00Z {\"customer\":\"K1\",") && first.find("\"line\":40,\"product\":\"p39\"") != std::string::npos, first.c_str());
  QCOMPARE(journal.import(flatShop(true), {folder / "flat.csv"}).alreadyImported, std::int64_t{2000});
  // A longer file with the same beginning adds the rest.
  write(folder / "longer.csv", rows + "N0;more;;1;1;02.06.2023 12:00;;\nN77;more;;1;1;02.06.2023 12:00;;\n");
  QCOMPARE(journal.import(flatShop(true), {folder / "longer.csv"}).accepted, std::int64_t{2});
  QVERIFY(journal.factsOf("order-N0").back().starts_with("OrderLinesAdded 2023-06-01T10:00:00Z {\"lines\":[{\"line\":41,"));
}

// The same file by both ways: no fact, figure or account differs where rows lie together.
void HistoryTest::flatRowsAnywhereSayWhatTheyDoTogether() {
  WholeJournal together, anywhere;
  const auto a = together.import(flatShop(false), {tests::fixture("shop.csv")}), b = anywhere.import(flatShop(true), {tests::fixture("shop.csv")});
  QCOMPARE(listOf(anywhere.facts()), listOf(together.facts()));
  QVERIFY(a.quarantined == b.quarantined && a.ignored == b.ignored && a.accepted == b.accepted && a.rows == b.rows && a.ambiguousTimes == b.ambiguousTimes && a.missingTimes == b.missingTimes);
}

void HistoryTest::longOrdersGoOnInFurtherEvents() {
  const Invented shop;
  std::string lines = lineHeader;
  for (int line = 0; line < 600; ++line) lines += ";;1;A" + std::to_string(line) + ";1;B1;\n";
  shop.table("Auftraege", orderHeader + ";versandt;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n");
  shop.table("Positionen", lines);
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  std::string types;
  for (const std::string& fact : journal.factsOf("order-B1")) types += fact.substr(0, fact.find(' ')) + " ";
  QCOMPARE(QString::fromStdString(types), QString("OrderPlaced OrderLinesAdded OrderLinesAdded PackageShipped "));
  QCOMPARE(journal.import(shop.profile, {shop.folder.path()}).alreadyImported, std::int64_t{603});
}

void HistoryTest::halvesGiveTheWhole() {
  const Invented shop;
  const auto put = [&](int from, int to) {
    std::string orders = orderHeader, lines = lineHeader;
    for (int i = from; i < to; ++i) {
      orders += ";versandt;Bonn;01.01.2024 00:0" + std::to_string(i % 10) + ";K1;B" + std::to_string(i) + ";-;DE;1,5;;\n";
      for (int line = 0; line < i % 7; ++line) lines += ";;1;A" + std::to_string(line) + ";1;B" + std::to_string(i) + ";\n";
    }
    shop.table("Auftraege", orders);
    shop.table("Positionen", lines);
  };
  WholeJournal whole, halves;
  put(0, 400);
  whole.import(shop.profile, {shop.folder.path()});
  put(0, 200);
  halves.import(shop.profile, {shop.folder.path()});
  put(200, 400);
  halves.import(shop.profile, {shop.folder.path()});
  QCOMPARE(listOf(halves.facts()), listOf(whole.facts()));
  // The whole after its halves adds nothing.
  put(0, 400);
  QCOMPARE(halves.import(shop.profile, {shop.folder.path()}).events, std::int64_t{0});
}

namespace {

// Takes so many chunks, then the disk is gone.
struct BreakingSink final : command::FactSink {
  command::FactSink& behind;
  int left;
  BreakingSink(command::FactSink& sink, int chunks) : behind(sink), left(chunks) {}
  std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
    if (left-- > 0) return behind.post(std::move(chunk));
    std::promise<base::Result<command::FactReceipt>> refused;
    refused.set_value(base::fail(base::ErrorCode::Io, "the disk is gone"));
    return refused.get_future();
  }
};

}  // namespace

void HistoryTest::goesOnAfterAKill() {
  const Invented shop;
  std::string orders = orderHeader, lines = lineHeader;
  for (int i = 0; i < 900; ++i) {
    orders += std::string(i % 50 == 3 ? ";verloren" : ";versandt") + ";Bonn;01.01.2024 00:00;K1;B" + std::to_string(i) + ";-;DE;;;\n";
    lines += ";;1;A1;1;B" + std::to_string(i) + ";\n";
  }
  shop.table("Auftraege", orders);
  shop.table("Positionen", lines);
  WholeJournal straight;
  const auto whole = straight.import(shop.profile, {shop.folder.path()});
  for (int chunks = 0; chunks < 8; ++chunks) {
    WholeJournal journal;
    BreakingSink breaking(journal.commands, chunks);
    const auto cut = transfer::importFiles(shop.profile, {shop.folder.path()}, breaking, journal.store, journal.store, journal.clock, "tester", {});
    if (cut) break;
    const auto before = journal.store.account();
    const auto account = journal.import(shop.profile, {shop.folder.path()});
    QCOMPARE(listOf(journal.facts()), listOf(straight.facts()));
    QCOMPARE(account.alreadyImported, before->rows);
    const auto kept = journal.store.account(), right = straight.store.account();
    QVERIFY(kept->rows == whole.rows && kept->accepted == right->accepted && kept->quarantined == right->quarantined);
  }
}

void HistoryTest::anOrderOfAnotherSourceIsLeftAlone() {
  const Invented shop;
  WholeJournal journal;
  journal.import(shop.profile, {shop.folder.path()});
  const std::string text = journal.text();
  Profile other = shop.profile;
  other.source = "other";
  const auto account = journal.import(other, {shop.folder.path()});
  QCOMPARE(account.accepted, std::int64_t{0});
  QCOMPARE(account.quarantined.at("order_exists"), std::int64_t{5});
  QCOMPARE(journal.text(), text);
  QCOMPARE(journal.import(other, {shop.folder.path()}).quarantined.size(), std::size_t{0});
}

void HistoryTest::amountsAreRoundedAsTheProfileSays_data() {
  QTest::addColumn<QString>("rules");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("answer");
  QTest::newRow("as it stands") << "" << "1,2345" << "1.2345";
  QTest::newRow("too fine") << "" << "1,23456" << "too_many_decimals";
  QTest::newRow("half to even, down") << "\"round_to\": 2" << "1,225" << "1.22";
  QTest::newRow("half to even, up") << "\"round_to\": 2" << "1,235" << "1.24";
  QTest::newRow("half up") << "\"round_to\": 2, \"rounding\": \"half_up\"" << "1,225" << "1.23";
  QTest::newRow("more than half") << "\"round_to\": 2" << "1,2250000001" << "1.23";
  QTest::newRow("a binary fraction") << "\"round_to\": 2" << "2345,98999999999978" << "2345.99";
  QTest::newRow("carries") << "\"round_to\": 2" << "99,999" << "100.00";
  QTest::newRow("below zero") << "\"round_to\": 2" << "-0,005" << "0.00";
  QTest::newRow("to whole") << "\"round_to\": 0" << "2,5" << "2.00";
  QTest::newRow("to whole, odd") << "\"round_to\": 0" << "3,5" << "4.00";
  QTest::newRow("cents") << "\"minor_units\": 2" << "1999" << "19.99";
  QTest::newRow("cents with a fraction") << "\"minor_units\": 2" << "19,5" << "bad_price";
  QTest::newRow("yen") << "\"minor_units\": 0" << "1999" << "1999.00";
  QTest::newRow("no number") << "\"round_to\": 2" << "1,2x5" << "bad_price";
}

void HistoryTest::amountsAreRoundedAsTheProfileSays() {
  QFETCH(QString, rules);
  QFETCH(QString, text);
  QFETCH(QString, answer);
  const Invented shop;
  std::string profile = inventedProfile;
  profile.insert(profile.find("\"name\""), "\"amounts\": {" + rules.toStdString() + "}, ");
  shop.table("Auftraege", orderHeader + ";neu;Bonn;01.01.2024 00:00;K1;B1;-;DE;;;\n");
  shop.table("Positionen", lineHeader + ";;" + text.toStdString() + ";A1;1;B1;\n");
  WholeJournal journal;
  const auto account = journal.import(profileFrom(profile), {shop.folder.path()});
  const std::string placed = journal.factsOf("order-B1").front();
  const auto price = placed.find("\"unit_price\":\"");
  QCOMPARE(QString::fromStdString(account.quarantined.empty() ? placed.substr(price + 14, placed.find('"', price + 14) - price - 14) : account.quarantined.begin()->first), answer);
}

void HistoryTest::namesTheTableThatIsMissing() {
  const Invented shop;
  std::filesystem::remove(shop.path("Positionen"));
  QVERIFY(QString::fromStdString(refusal(shop.profile, {shop.folder.path()})).contains("there is no file of the table 'Positionen'"));
  shop.table("Positionen", "Paket;MwSt;Preis;Artikel;Menge;Auftrag\n");
  const QString column = QString::fromStdString(refusal(shop.profile, {shop.folder.path()}));
  QVERIFY2(column.contains("there is no column 'Rabatt'") && column.contains("Positionen.csv, line 1") && column.contains("columns found: Paket, MwSt"), qPrintable(column));
  shop.table("Kassen", "x\n");
  QVERIFY(QString::fromStdString(refusal(shop.profile, {shop.path("Kassen")})).contains("no role of the profile asks for a table 'kassen'"));
  QVERIFY(QString::fromStdString(refusal(shop.profile, {shop.folder / "nowhere"})).contains("nowhere"));
}

void HistoryTest::previewTellsOrdersAndWhatIsNotSaid() {
  const Invented shop;
  const auto preview = transfer::previewHistory(shop.profile, {shop.folder.path()}, 2, 9);
  QVERIFY(preview.has_value());
  QCOMPARE(preview->orders.size(), std::size_t{2});
  const auto start = [&](std::size_t order) {
    const std::string text = domain::toJson(preview->orders[order]);
    return QString::fromStdString(text.substr(0, text.find(R"(,"facts":)")));
  };
  // 2 x 1234.50 less an eighth, 0.5 x 3, postage.
  QCOMPARE(start(0), QStringLiteral(R"({"order":"B1","customer":"K1","placed_at":"2024-10-27T00:30:00Z","lines":2,"products":["A1","A2"],"total":"2166.775","currency":"EUR","not_said":["times"])"));
  QCOMPARE(start(1), QStringLiteral(R"({"order":"B2","customer":null,"placed_at":"2024-03-31T01:30:00Z","lines":1,"products":["A1"],"total":"1.00","currency":"EUR","not_said":["customer","times"])"));
}

void HistoryTest::previewEndsWhenItIsTold() {
  const Invented shop;
  std::string rows = lineHeader;
  for (int i = 0; i < 20'000; ++i) rows += ";;1;A1;1;B2;\n";
  shop.table("Positionen", rows);
  int looks = 0;
  const auto preview = transfer::previewHistory(shop.profile, {shop.folder.path()}, 2, 9, [&](std::int64_t, std::int64_t) { return ++looks < 1; });
  QVERIFY(!preview.has_value() && preview.error().code == base::ErrorCode::Stopped);
  QCOMPARE(looks, 1);
}

void HistoryTest::filesOfNoRoleAreToldByTheirNames() {
  const Invented shop;
  const std::vector<std::string> all{"x/Kunden.csv.gz", "x/POSITIONEN.txt", "x/Artikel.csv", "x/Kassen.csv", "x/notes.md", shop.folder.path()};
  QVERIFY(transfer::filesOfNoRole(shop.profile, all) == (std::vector<std::string>{"x/Kassen.csv", "x/notes.md"}));
}

void HistoryTest::aLogBecomesOrders() {
  const tests::TempFolder folder;
  write(folder / "log.json", inventedLog().json());
  WholeJournal journal;
  const auto account = journal.import(profileFrom(logProfile), {folder / "log.json"});
  QCOMPARE(QString::fromStdString(listOf(journal.factsOf("order-o1"))),
           QString("OrderPlaced 2024-05-01T08:00:00Z {\"customer\":\"Ann B\",\"currency\":\"EUR\",\"lines\":[{\"line\":1,\"product\":\"Cup\",\"quantity\":\"1\",\"unit_price\":\"9.99\",\"net\":\"9.99\",\"description\":null,\"discount\":null,\"discount_amount\":null,\"tax_rate\":null,\"reserved\":false},"
                   "{\"line\":2,\"product\":\"Jug\",\"quantity\":\"1\",\"unit_price\":\"20.01\",\"net\":\"20.01\",\"description\":null,\"discount\":null,\"discount_amount\":null,\"tax_rate\":null,\"reserved\":false}],"
                   "\"charges\":[{\"kind\":\"rest\",\"amount\":\"5.00\"}],\"country\":null,\"payment_known\":true,\"ship_to\":null,\"note\":null,\"promised_at\":null}\n"
                   "LinesPicked 2024-05-03T08:00:00Z {\"lines\":[{\"line\":1,\"quantity\":\"1\"}]}\n"
                   "PackagePacked 2024-05-03T09:00:00Z {\"package\":\"b1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"}]}\n"
                   "PackageShipped 2024-05-03T10:00:00Z {\"package\":\"b1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"}],\"carrier\":null}\n"
                   "DeliveryFailed 2024-05-04T10:00:00Z {\"package\":\"b1\",\"reason\":\"nobody in\"}\n"
                   "PackageDelivered 2024-05-05T10:00:00Z {\"package\":\"b1\"}\n"
                   "PackageShipped 2024-05-06T10:00:00Z {\"package\":\"b2\",\"lines\":[{\"line\":2,\"quantity\":\"1\"}],\"carrier\":null}\n"
                   "PaymentRecorded 2024-05-07T10:00:00Z {\"amount\":\"35.00\",\"method\":null}\n"
                   "NoteAdded 2024-05-07T10:00:00Z {\"text\":\"call\"}\n"));
  QCOMPARE(journal.factsOf("order-o2").size(), std::size_t{5});  // its part of the same package
  // What an article costs, and what it costs since.
  QCOMPARE(QString::fromStdString(listOf(journal.factsOf("product-Cup"))), QString("ProductListed 2023-12-31T23:00:00Z {\"name\":\"Cup\",\"price\":\"9.99\",\"currency\":\"EUR\"}\nPriceChanged 2024-05-31T22:00:00Z {\"price\":\"10.50\",\"currency\":\"EUR\"}\n"));
  QVERIFY((account.ignored == std::map<std::string, std::int64_t>{{"sweep", 1}, {"type clerk", 1}}));
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"no_order", 1}, {"unknown_event", 1}}));
  QCOMPARE(account.records.at("event"), std::int64_t{10});
}

namespace {

std::vector<transfer::LogRecord> recordsOf(const std::string& path) {
  std::vector<transfer::LogRecord> records;
  auto source = transfer::ByteSource::open(path);
  const auto read = transfer::readOcelJson(*source, [&](const transfer::LogRecord& record) {
    records.push_back(record);
    return base::Status();
  });
  if (!read) qFatal("%s", read.error().what.c_str());
  return records;
}

std::string xmlOf(const std::vector<transfer::LogRecord>& records, bool isEvent) {
  std::string text;
  for (const transfer::LogRecord& record : records) {
    if (record.isEvent != isEvent) continue;
    const std::string element = isEvent ? "event" : "object";
    text += "<" + element + " id=\"" + record.id + "\" type=\"" + record.type + "\"" + (isEvent ? " time=\"" + record.time + "\"" : "") + "><attributes>";
    for (const auto& attribute : record.attributes) text += "<attribute name=\"" + attribute.name + "\"" + (isEvent ? "" : " time=\"" + attribute.time + "\"") + ">" + attribute.value + "</attribute>";
    text += "</attributes><objects>";
    for (const auto& relation : record.relations) text += "<relationship object-id=\"" + relation.id + "\" qualifier=\"" + relation.qualifier + "\"/>";
    text += "</objects></" + element + ">";
  }
  return text;
}

// As the standard lays it out: a table a type, with a row for each change of an attribute.
void putSqlite(const std::vector<transfer::LogRecord>& records, const std::string& path) {
  const auto files = base::makeDiskFileSystem();
  auto connection = sqlite::Connection::open(path, sqlite::Access::Create, *files);
  std::string sql =
      "CREATE TABLE event(ocel_id TEXT PRIMARY KEY, ocel_type TEXT); CREATE TABLE object(ocel_id TEXT PRIMARY KEY, ocel_type TEXT);"
      "CREATE TABLE event_map_type(ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT); CREATE TABLE object_map_type(ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);"
      "CREATE TABLE event_object(ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT); CREATE TABLE object_object(ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);";
  std::set<std::string> types;
  for (const transfer::LogRecord& record : records) {
    const std::string kind = record.isEvent ? "event" : "object", table = kind + "_" + record.type;
    if (types.insert(table).second)
      sql += "INSERT INTO " + kind + "_map_type VALUES('" + record.type + "','" + record.type + "'); CREATE TABLE " + table + "(ocel_id TEXT, ocel_time TEXT, price REAL, worth REAL, why TEXT, ocel_changed_field TEXT);";
    sql += "INSERT INTO " + kind + " VALUES('" + record.id + "','" + record.type + "');";
    if (record.isEvent || record.attributes.empty()) sql += "INSERT INTO " + table + "(ocel_id, ocel_time) VALUES('" + record.id + "','" + record.time + "');";
    for (const auto& attribute : record.attributes)
      sql += record.isEvent ? "UPDATE " + table + " SET " + attribute.name + "='" + attribute.value + "' WHERE ocel_id='" + record.id + "';"
                            : "INSERT INTO " + table + "(ocel_id, ocel_time, " + attribute.name + ", ocel_changed_field) VALUES('" + record.id + "','" + attribute.time + "','" + attribute.value + "','" + attribute.name + "');";
    for (const auto& relation : record.relations) sql += "INSERT INTO " + std::string(record.isEvent ? "event_object" : "object_object") + " VALUES('" + record.id + "','" + relation.id + "','" + relation.qualifier + "');";
  }
  // A change tells of the field that it names, whatever else stands in its row.
  sql += "INSERT INTO object_order(ocel_id, ocel_time, worth, ocel_changed_field) VALUES('o1','2030-01-01T00:00:00Z','777','why');";
  if (const auto made = connection->run(sql.c_str()); !made) qFatal("%s", made.error().what.c_str());
}

}  // namespace

void HistoryTest::theThreeFormsOfALogSayTheSame() {
  const tests::TempFolder folder;
  const Profile profile = profileFrom(logProfile);
  write(folder / "log.json", inventedLog().json());
  const auto records = recordsOf(folder / "log.json");
  write(folder / "log.xml", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<log><object-types><object-type name=\"order\"><attributes><attribute name=\"worth\" type=\"float\"/></attributes></object-type></object-types><objects>" +
                                xmlOf(records, false) + "</objects><events>" + xmlOf(records, true) + "</events></log>");
  putSqlite(records, folder / "log.sqlite");
  WholeJournal json, xml, sqlite;
  json.import(profile, {folder / "log.json"});
  xml.import(profile, {folder / "log.xml"});
  sqlite.import(profile, {folder / "log.sqlite"});
  QCOMPARE(xml.text(), json.text());
  QCOMPARE(sqlite.text(), json.text());
}

void HistoryTest::shuffledLogsGiveTheSameFacts() {
  const tests::TempFolder folder;
  const Profile profile = profileFrom(logProfile);
  LogPieces log = inventedLog();
  write(folder / "log.json", log.json());
  WholeJournal sorted;
  sorted.import(profile, {folder / "log.json"});
  base::SeededRandom random(7);
  for (int round = 0; round < 30; ++round) {
    shuffle(log.objects, random);
    shuffle(log.events, random);
    write(folder / "shuffled.json", log.json());
    WholeJournal journal;
    journal.import(profile, {folder / "shuffled.json"});
    QCOMPARE(journal.text(), sorted.text());
    QCOMPARE(sorted.import(profile, {folder / "shuffled.json"}).events, std::int64_t{0});
  }
}

void HistoryTest::halfALogThenTheWholeGivesTheWhole() {
  const tests::TempFolder folder;
  const Profile profile = profileFrom(logProfile);
  LogPieces log = inventedLog();
  write(folder / "whole.json", log.json());
  WholeJournal whole;
  whole.import(profile, {folder / "whole.json"});
  for (std::size_t half = 1; half < log.events.size(); ++half) {
    LogPieces part = log;
    part.events.resize(half);
    write(folder / "part.json", part.json());
    WholeJournal journal;
    journal.import(profile, {folder / "part.json"});
    journal.import(profile, {folder / "whole.json"});
    if (half >= 2) QCOMPARE(listOf(journal.facts()), listOf(whole.facts()));
  }
}

// Each part has all objects and its own events; an order is paid in both.
void HistoryTest::twoPartsOfALogGiveTheWhole() {
  const tests::TempFolder folder;
  std::string text = logProfile;
  text.insert(text.find("\"fact\": \"paid\"") + 14, ", \"amount\": \"why\"");
  const Profile profile = profileFrom(text);
  LogPieces log = inventedLog();
  const auto pay = [](const std::string& id, const std::string& time, const std::string& amount) { return eventOf(id, "pay", time, {"o1"}, "{\"name\": \"why\", \"value\": \"" + amount + "\"}"); };
  log.events = {log.events[0], log.events[1], log.events[2], pay("p1", "2024-05-03T08:30:00Z", "5"), log.events[3], log.events[4], pay("p2", "2024-05-05T08:30:00Z", "6"), log.events[6], log.events[7], pay("p3", "2024-05-07T08:30:00Z", "7")};
  write(folder / "whole.json", log.json());
  WholeJournal whole;
  whole.import(profile, {folder / "whole.json"});
  for (std::size_t cut = 2; cut < log.events.size(); ++cut) {
    const auto part = [&](std::size_t from, std::size_t to, const std::string& name) {
      LogPieces some = log;
      some.events.assign(log.events.begin() + static_cast<std::ptrdiff_t>(from), log.events.begin() + static_cast<std::ptrdiff_t>(to));
      write(folder / name, some.json());
      return folder / name;
    };
    WholeJournal parts;
    parts.import(profile, {part(0, cut, "first.json")});
    const auto account = parts.import(profile, {part(cut, log.events.size(), "second.json")});
    QVERIFY2(!account.quarantined.contains("document_differs"), std::to_string(cut).c_str());
    QCOMPARE(listOf(parts.facts()), listOf(whole.facts()));
  }
}

void HistoryTest::relationsMayPointEitherWay() {
  const tests::TempFolder folder;
  const Profile profile = profileFrom(logProfile);
  LogPieces log = inventedLog();
  // Nothing but relations tells what hangs on what.
  log.events = {eventOf("e1", "place", "2024-05-01T08:00:00Z", {"o1"}), eventOf("e2", "place", "2024-05-02T08:00:00Z", {"o2"}), eventOf("e3", "send", "2024-05-03T08:00:00Z", {"b1"}), eventOf("e4", "send", "2024-05-04T08:00:00Z", {"b2"})};
  write(folder / "log.json", log.json());
  WholeJournal journal;
  journal.import(profile, {folder / "log.json"});
  const auto facts = journal.factsOf("order-o1");
  QCOMPARE(facts.size(), std::size_t{3});
  QVERIFY(facts[0].find("\"customer\":\"Ann B\"") != std::string::npos && facts[0].find("\"line\":2,\"product\":\"Jug\"") != std::string::npos);
  // Pieces name their order and box, orders their client.
  log.objects = {log.objects[2], log.objects[3], log.objects[4], log.objects[8], log.objects[9], log.objects[10],
                 objectOf("o1", "order", "{\"name\": \"worth\", \"value\": \"35\", \"time\": \"2024-05-01T10:00:00+02:00\"}", {{"Ann B", "of"}}), objectOf("o2", "order", {}, {{"Ann B", "of"}}), objectOf("b1", "box"), objectOf("b2", "box"), objectOf("Ann B", "client")};
  const auto add = [](std::string& object, const std::string& relation) { object.insert(object.rfind("]}"), ", {\"objectId\": \"" + relation + "\", \"qualifier\": \"in\"}"); };
  add(log.objects[0], "o1");
  add(log.objects[0], "b1");
  add(log.objects[1], "o1");
  add(log.objects[1], "b2");
  add(log.objects[2], "o2");
  add(log.objects[2], "b1");
  write(folder / "turned.json", log.json());
  WholeJournal turned;
  turned.import(profile, {folder / "turned.json"});
  QCOMPARE(turned.text(), journal.text());
}

void HistoryTest::eventsTellWhatNoRelationDoes() {
  const tests::TempFolder folder;
  LogPieces log;
  log.objects = {objectOf("o1", "order"), objectOf("i1", "piece", "{\"name\": \"price\", \"value\": 2, \"time\": \"2024-05-01T10:00:00Z\"}"), objectOf("b1", "box"), objectOf("Ann", "client"), objectOf("Cup", "article", "{\"name\": \"price\", \"value\": 2, \"time\": \"2024-05-01T10:00:00Z\"}")};
  log.events = {eventOf("e1", "place", "2024-05-01T08:00:00Z", {"o1", "i1", "Ann"}), eventOf("e2", "pick", "2024-05-02T08:00:00Z", {"i1", "Cup"}), eventOf("e3", "pack", "2024-05-03T08:00:00Z", {"i1", "b1"}), eventOf("e4", "send", "2024-05-04T08:00:00Z", {"b1"})};
  write(folder / "log.json", log.json());
  WholeJournal journal;
  const auto account = journal.import(profileFrom(logProfile), {folder / "log.json"});
  QVERIFY(account.quarantined.empty());
  const auto facts = journal.factsOf("order-o1");
  QCOMPARE(facts.size(), std::size_t{4});
  QVERIFY(facts[0].find("\"customer\":\"Ann\"") != std::string::npos && facts[0].find("\"product\":\"Cup\"") != std::string::npos);
  QVERIFY(facts[3] == "PackageShipped 2024-05-04T08:00:00Z {\"package\":\"b1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"}],\"carrier\":null}");
}

void HistoryTest::anEventTableBecomesOrders() {
  const tests::TempFolder folder;
  write(folder / "anything.csv",
        "what,when,orders,items,boxes,articles,who,euro\n"
        "place,2024-05-01 08:00,o1,\"['i1', 'i2']\",,,Ann,35\n"
        "pick,2024-05-02 08:00,,i1,,Cup,,\n"
        "pick,2024-05-02 09:00,,i2,,\"[\"\"Jug, blue\"\"]\",,\n"
        "send,2024-05-03 08:00,,\"i1, i2\",b1,,,\n"
        "pay,2024-05-04 08:00,o1,,,,,35\n"
        "dance,2024-05-04 08:00,o1,,,,,\n"
        "pay,yesterday,o1,,,,,\n");
  const Profile profile = profileFrom(R"({
    "name": "Events", "source": "events", "shape": "event_table", "date_format": "%Y-%m-%d %H:%M", "currency": "EUR",
    "objects": [
      {"role": "event", "from": "events", "columns": {"activity": "what", "at": "when", "order": "orders", "line": "items", "package": "boxes", "product": "articles", "customer": "who", "amount": "euro"}},
      {"role": "order"}, {"role": "line", "constants": {"quantity": "1", "unit_price": "0"}}, {"role": "package"}
    ],
    "events": [{"type": "place", "fact": "placed"}, {"type": "pick", "fact": "picked"}, {"type": "send", "fact": "shipped"}, {"type": "pay", "fact": "paid"}]
  })");
  WholeJournal journal;
  const auto account = journal.import(profile, {folder / "anything.csv"});
  QVERIFY((account.quarantined == std::map<std::string, std::int64_t>{{"bad_date", 1}, {"unknown_event", 1}}));
  QCOMPARE(account.accepted, std::int64_t{5});
  QCOMPARE(QString::fromStdString(listOf(journal.factsOf("order-o1"))),
           QString("OrderPlaced 2024-05-01T08:00:00Z {\"customer\":\"Ann\",\"currency\":\"EUR\",\"lines\":[{\"line\":1,\"product\":\"Cup\",\"quantity\":\"1\",\"unit_price\":\"0.00\",\"net\":\"0.00\",\"description\":null,\"discount\":null,\"discount_amount\":null,\"tax_rate\":null,\"reserved\":false},"
                   "{\"line\":2,\"product\":\"Jug, blue\",\"quantity\":\"1\",\"unit_price\":\"0.00\",\"net\":\"0.00\",\"description\":null,\"discount\":null,\"discount_amount\":null,\"tax_rate\":null,\"reserved\":false}],\"charges\":[],\"country\":null,\"payment_known\":true,\"ship_to\":null,\"note\":null,\"promised_at\":null}\n"
                   "LinesPicked 2024-05-02T08:00:00Z {\"lines\":[{\"line\":1,\"quantity\":\"1\"}]}\n"
                   "LinesPicked 2024-05-02T09:00:00Z {\"lines\":[{\"line\":2,\"quantity\":\"1\"}]}\n"
                   "PackageShipped 2024-05-03T08:00:00Z {\"package\":\"b1\",\"lines\":[{\"line\":1,\"quantity\":\"1\"},{\"line\":2,\"quantity\":\"1\"}],\"carrier\":null}\n"
                   "PaymentRecorded 2024-05-04T08:00:00Z {\"amount\":\"35.00\",\"method\":null}\n"));
}

void HistoryTest::refusesBadLogs_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("told");
  const std::string good = inventedLog().json();
  QTest::newRow("empty") << QByteArray() << "neither JSON nor XML nor SQLite";
  QTest::newRow("no log") << QByteArray("hello") << "neither JSON nor XML nor SQLite";
  QTest::newRow("JSON of something else") << QByteArray("{\"a\": [1]}") << "neither events nor objects";
  QTest::newRow("cut short") << QByteArray(good.data(), static_cast<qsizetype>(good.size() / 2)) << "no log in JSON";
  QTest::newRow("events that are a word") << QByteArray("{\"events\": \"x\", \"objects\": []}") << "its 'events' are no list";
  QTest::newRow("objects that are an object") << QByteArray("{\"events\": [], \"objects\": {\"id\": \"o1\"}}") << "its 'objects' are no list";
  QTest::newRow("an event that is a number") << QByteArray("{\"events\": [1]}") << "one of its 'events' is no object";
  QTest::newRow("an event that is a list") << QByteArray("{\"events\": [[]]}") << "one of its 'events' is no object";
  QTest::newRow("nested") << QByteArray("{\"events\": [{\"attributes\": ") + QByteArray(100'000, '[') << "nested too deep";
  QTest::newRow("no UTF-8") << QByteArray("{\"events\": [{\"id\": \"\xFF\"}]}") << "no log in JSON";
  QTest::newRow("a text without end") << QByteArray("{\"events\": [{\"id\": \"") + QByteArray(3'000'000, 'x') << "longer than 1 MiB";
  QTest::newRow("blanks without end") << QByteArray("{\"events\": ") + QByteArray(3'000'000, ' ') << "longer than 1 MiB";
  QTest::newRow("XML of something else") << QByteArray("<html><body/></html>") << "its first element is no log";
  QTest::newRow("XML cut short") << QByteArray("<log><events><event id=\"e1\" type=\"place\">") << "no event log in XML";
  QTest::newRow("XML nested") << QByteArray("<log>") + QByteArray("<a>").repeated(1000) << "nested too deep";
  QTest::newRow("entities that grow") << QByteArray("<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><log>&b;</log>") << "document type declaration";
  QTest::newRow("a tag without end") << QByteArray("<log><events><event id=\"") + QByteArray(3'000'000, 'x') << "longer than 1 MiB";
  QTest::newRow("SQLite's first words alone") << QByteArray("SQLite format 3\0 and more", 25) << "export the log again";
}

void HistoryTest::refusesBadLogs() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, told);
  const tests::TempFolder folder;
  write(folder / "bad.log", bytes.toStdString());
  const QString answer = QString::fromStdString(refusal(profileFrom(logProfile), {folder / "bad.log"}));
  QVERIFY2(answer.contains(told) && answer.contains("bad.log"), qPrintable(answer.left(500)));
}

void HistoryTest::aPackedDatabaseIsAsLongAsItSays() {
  const tests::TempFolder folder;
  const Profile profile = profileFrom(logProfile);
  write(folder / "log.json", inventedLog().json());
  putSqlite(recordsOf(folder / "log.json"), folder / "log.sqlite");
  std::ifstream file(folder / "log.sqlite", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto pack = [&](const std::string& unpacked) {
    const std::string path = folder / "log.sqlite.gz";
    gzFile into = gzopen(path.c_str(), "wb");
    gzwrite(into, unpacked.data(), static_cast<unsigned>(unpacked.size()));
    gzclose(into);
    return path;
  };
  WholeJournal plain, packed;
  plain.import(profile, {folder / "log.sqlite"});
  packed.import(profile, {pack(bytes)});
  QCOMPARE(packed.text(), plain.text());
  // A few kilobytes could be unpacked to gigabytes.
  const QString longer = QString::fromStdString(refusal(profile, {pack(bytes + std::string(1'000'000, '\0'))}));
  QVERIFY2(longer.contains("more in the packed file than the database") && longer.contains("log.sqlite.gz"), qPrintable(longer));
  std::string silent = bytes, huge = bytes;
  silent.replace(28, 4, std::string(4, '\0'));
  QVERIFY(QString::fromStdString(refusal(profile, {pack(silent)})).contains("does not say how long it is"));
  huge.replace(28, 4, "\x7F\xFF\xFF\xFF");  // 8 TB
  QVERIFY(QString::fromStdString(refusal(profile, {pack(huge)})).contains("longer than anything that a packed file of"));
  std::string damaged = bytes;
  std::fill(damaged.begin() + 4096, damaged.end(), '\x55');
  QVERIFY(QString::fromStdString(refusal(profile, {pack(damaged)})).contains("export the log again"));
}

void HistoryTest::cancelBeforeTheFirstCommitLeavesNothing() {
  const Invented shop;
  std::string lines = lineHeader;
  for (int i = 0; i < 30'000; ++i) lines += ";;1;A1;1;B1;\n";
  shop.table("Positionen", lines);
  WholeJournal journal;
  transfer::ImportProgress progress;
  progress.step = [](const transfer::ImportAccount&, std::int64_t, std::int64_t) { return false; };
  const auto account = transfer::importFiles(shop.profile, {shop.folder.path()}, journal.commands, journal.store, journal.store, journal.clock, "tester", progress);
  QVERIFY(account.has_value() && account->cancelled);
  QCOMPARE(journal.store.head()->position, std::int64_t{0});
}

TWINLANE_TEST(HistoryTest)
#include "history_test.moc"
