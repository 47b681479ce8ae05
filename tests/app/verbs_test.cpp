// The real program, verb by verb: what it prints is compared with files in tests/fixtures/golden, once times, durations and
// ids that are new each time have been masked. TWINLANE_GOLDEN=write writes the files anew; look at the difference then.
#include "app/verb_run.h"
#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>

#include <csignal>
#include <fstream>
#include <sstream>

using namespace twinlane;
using namespace twinlane::tests;

namespace {

const QByteArray aDelivery = R"("type":"ReceiveStock","product":"tea","quantity":1)";

// The program while its folder is open and commands come in one by one.
struct OpenDesk {
  QProcess process;
  QByteArray receipts;

  explicit OpenDesk(const QString& folder) { process.start(program(), {"--data", folder, "submit"}); }

  QByteArray give(int number) {
    process.write(withId(number, aDelivery));
    const qsizetype lines = receipts.count('\n');
    while (receipts.count('\n') == lines && process.waitForReadyRead(patienceMs)) receipts += process.readAllStandardOutput();
    return receipts.split('\n').value(lines);
  }
  int close() {
    process.closeWriteChannel();
    return process.waitForFinished(patienceMs) ? process.exitCode() : -1;
  }
};

}  // namespace

class VerbsTest : public QObject {
  Q_OBJECT
 private slots:
  void tablesNeedNoFolder();
  void profiles();
  void importsAndAccounts();
  void marksTimesThatNoSourceTells();
  void countsAndListsBreaksOfGuards();
  void commandsAndReads();
  void followsAnOrderThroughItsTracks();
  void pausesAndResumes();
  void setsAsideAndTakesIn();
  void saysWhatAListLacks();
  void namesTheEventThatCanNoLongerBeFolded();
  void resumingSaysThatAListStoppedAgain();
  void makesAListAnew();
  void waitsForTheListThatIsAskedAlone();
  void tellsSeriesAndTracesBesideAnOwner();
  void demoRepeats();
  void demoLeavesARealShopAlone();
  void benchmarksPrintTheirCases();
  void goalsAreHeldAgainstTheirCases();
  void goalsWithoutACaseAreExitOne();
  void aBenchmarkThatIsEndedLeavesNothing_data();
  void aBenchmarkThatIsEndedLeavesNothing();
  void saysWhatIsWrong();
  void errorsArePlainText();
  void readsBesideAnOwner();
  void tellsOfAListThatIsNotThereBesideItsOwner();
  void aListThatCannotBeOpenedStopsNothingElse();
  void leavesANewerFolderAlone();
  void aCheckMendsNothing();
  void saysThatItsAnswersCannotBeWritten();
  void aVersionIsExpectedOfWhatIsNamed();
  void saysThatTheJournalWasTakenAway();
  void saysThatTheJournalWasTakenOver();
};

void VerbsTest::tablesNeedNoFolder() {
  const QString folder = "(no folder)";
  COMPARE_GOLDEN("commands", (QStringList{"commands"}), 0, {});
  COMPARE_GOLDEN("domain_table", (QStringList{"domain", "table"}), 0, {});
  COMPARE_GOLDEN("domain_compensations", (QStringList{"domain", "compensations"}), 0, {});
  COMPARE_GOLDEN("domain_policy", (QStringList{"domain", "policy"}), 0, {});
  COMPARE_GOLDEN("profile_schema", (QStringList{"profile", "schema"}), 0, {});
}

void VerbsTest::profiles() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const QString good = QString::fromStdString(tests::fixture("shop.json"));
  COMPARE_GOLDEN("profile_check", (QStringList{"profile", "check", good, QString::fromStdString(tests::fixture("shop.csv"))}), 0, {});
  COMPARE_GOLDEN("profile_propose", (QStringList{"profile", "propose", QString::fromStdString(tests::fixture("shop.csv"))}), 0, {});
  COMPARE_GOLDEN_ERROR("profile_propose_no_file", (QStringList{"profile", "propose", folder + "/none.csv"}), 2);
  std::ofstream(temp / "bad.json") << "{\n  \"name\": \"x\",\n  \"source\": \"x\",\n  \"shape\": \"flat_lines\",\n  \"colour\": \"red\",\n  \"currency\": \"EUR\",\n"
                                      "  \"columns\": {\"order\": \"a\", \"product\": \"b\", \"quantity\": \"c\", \"unit_price\": \"d\"},\n"
                                      "  \"classes\": [{\"name\": \"sale\", \"fate\": \"sale_line\"}]\n}\n";
  const QString bad = QString::fromStdString(temp / "bad.json");
  COMPARE_GOLDEN_ERROR("profile_check_unknown_key", (QStringList{"--json", "profile", "check", bad}), 2);
  COMPARE_GOLDEN_ERROR("import_unknown_key", (QStringList{"--data", folder + "/s", "import", "--profile", bad, "x.csv"}), 2);
  std::ofstream(temp / "other.csv") << "Doc;Article\n1;2\n";
  COMPARE_GOLDEN_ERROR("profile_check_header", (QStringList{"profile", "check", good, folder + "/other.csv"}), 2);
  COMPARE_GOLDEN_ERROR("import_header", (QStringList{"--data", folder + "/s", "import", "--profile", good, folder + "/other.csv", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("import_no_file", (QStringList{"--data", folder + "/s", "import", "--profile", good, folder + "/none.csv"}), 2);
  QVERIFY(!std::filesystem::exists(temp / "s"));
}

void VerbsTest::importsAndAccounts() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const QStringList importing{"--data", folder, "import", "--profile", QString::fromStdString(tests::fixture("shop.json")), QString::fromStdString(tests::fixture("shop.csv"))};
  COMPARE_GOLDEN("import", importing, 0, {});
  COMPARE_GOLDEN("import_again", importing, 0, {});
  COMPARE_GOLDEN("quarantine", (QStringList{"--data", folder, "quarantine"}), 0, {});
  COMPARE_GOLDEN("stats_as_of", (QStringList{"--data", folder, "stats", "--as-of", "2023-06-01T10:30:00Z"}), 0, {});
  COMPARE_GOLDEN("stats_as_of_bad", (QStringList{"--data", folder, "stats", "--as-of", "yesterday"}), 2, {});
  COMPARE_GOLDEN("imports", (QStringList{"--data", folder, "imports"}), 0, {});
  COMPARE_GOLDEN("quarantine_limit", (QStringList{"--data", folder, "quarantine", "--limit", "2"}), 0, {});
  COMPARE_GOLDEN("import_stats", (QStringList{"--data", folder, "stats", "--zone", "Europe/Berlin"}), 0, {});
  COMPARE_GOLDEN("import_orders", (QStringList{"--data", folder, "orders"}), 0, {});
  COMPARE_GOLDEN("import_customers", (QStringList{"--data", folder, "customers"}), 0, {});
  COMPARE_GOLDEN("import_products", (QStringList{"--data", folder, "products", "--by", "units"}), 0, {});
  COMPARE_GOLDEN("revenue_day", (QStringList{"--data", folder, "revenue"}), 0, {});
  COMPARE_GOLDEN("revenue_country", (QStringList{"--data", folder, "revenue", "--by", "country"}), 0, {});
  COMPARE_GOLDEN("revenue_hour", (QStringList{"--data", folder, "revenue", "--by", "hour", "--from", "2023-03-26", "--to", "2023-10-29", "--newest-first", "--limit", "2"}), 0, {});
  COMPARE_GOLDEN_ERROR("revenue_from_bad", (QStringList{"--data", folder, "revenue", "--from", "June", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("revenue_cursor_bad", (QStringList{"--data", folder, "revenue", "--by", "month", "--after", "day.1.GBP", "--json"}), 2);
  COMPARE_GOLDEN("returns", (QStringList{"--data", folder, "returns"}), 0, {});
  COMPARE_GOLDEN("returns_summary", (QStringList{"--data", folder, "returns", "--summary"}), 0, {});
  COMPARE_GOLDEN_ERROR("returns_cursor", (QStringList{"--data", folder, "returns", "--after", "x", "--json"}), 2);
  COMPARE_GOLDEN("import_events", (QStringList{"--data", folder, "events"}), 0, {});
  COMPARE_GOLDEN("import_verify", (QStringList{"--data", folder, "verify", "--full"}), 0, {});
  const QStringList repairing{"--data", folder, "repair", "--profile", QString::fromStdString(tests::fixture("shop.json"))};
  COMPARE_GOLDEN("repair_as_it_is", repairing + QStringList{"1"}, 1, {});
  COMPARE_GOLDEN("repair", repairing + (QStringList{"2", "--text", "A3;tea;Black tea;2;3,50;30.10.2023 10:00;K2;Germany"}), 0, {});
  COMPARE_GOLDEN_ERROR("repair_no_row", repairing + QStringList{"99"}, 2);
  COMPARE_GOLDEN_ERROR("repair_two_rows", repairing + (QStringList{"1", "2", "--text", "x"}), 2);
  COMPARE_GOLDEN_ERROR("repair_text_beside_another", repairing + (QStringList{"1", "--another", "--text", "x"}), 2);
}

// What is printed for them is when the import brought them.
void VerbsTest::marksTimesThatNoSourceTells() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const QString shop = folder + "/shop";
  std::ofstream(temp / "flat.json") << R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "customer": "c"},
    "classes": [{"name": "sale", "fate": "sale_line", "when": [{"column": "q", "sign": "positive"}]}, {"name": "back", "fate": "return_line"}]})";
  std::ofstream(temp / "flat.csv") << "o,p,q,u,c\n1,tea,1,2,K1\nR1,tea,-1,2,K1\n";
  std::ofstream(temp / "tables.json") << R"({"name": "m", "source": "t", "shape": "several_tables", "currency": "EUR", "objects": [
    {"role": "order", "from": "orders", "columns": {"id": "o"}, "states": {"column": "state", "values": {"asked": "note"}}},
    {"role": "line", "from": "lines", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u"}}]})";
  std::ofstream(temp / "orders.csv") << "o,state\nT1,asked\n";
  std::ofstream(temp / "lines.csv") << "o,p,q,u\nT1,cup,1,2\n";
  QCOMPARE(run({"--data", shop, "import", "--profile", folder + "/flat.json", folder + "/flat.csv"}).exit, 0);
  QCOMPARE(run({"--data", shop, "import", "--profile", folder + "/tables.json", folder + "/orders.csv", folder + "/lines.csv"}).exit, 0);
  COMPARE_GOLDEN("undated_events", (QStringList{"--data", shop, "events"}), 0, {});
  COMPARE_GOLDEN("undated_orders", (QStringList{"--data", shop, "orders"}), 0, {});
  COMPARE_GOLDEN("undated_order", (QStringList{"--data", shop, "order", "T1"}), 0, {});
  COMPARE_GOLDEN("undated_returns", (QStringList{"--data", shop, "returns"}), 0, {});
  // A time that is told has no mark.
  QVERIFY(!run({"--data", shop, "submit"}, "{\"type\":\"PlaceOrder\",\"order\":\"L1\",\"customer\":null,\"currency\":\"EUR\",\"lines\":[{\"product\":\"tea\",\"quantity\":1,\"unit_price\":\"2\"}]}\n").out.isEmpty());
  for (const QStringList& verb : {QStringList{"order", "L1"}, {"events", "--stream", "order-L1"}}) QVERIFY(!run(QStringList{"--data", shop} + verb).out.contains("time_unknown"));
}

void VerbsTest::countsAndListsBreaksOfGuards() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  COMPARE_GOLDEN("guard_breaks_import", (QStringList{"--data", folder, "import", "--profile", QString::fromStdString(tests::fixture("guard_breaks.json")), QString::fromStdString(tests::fixture("guard_breaks"))}), 0, {});
  COMPARE_GOLDEN("guard_breaks", (QStringList{"--data", folder, "guard-breaks"}), 0, {});
  COMPARE_GOLDEN("guard_breaks_limit", (QStringList{"--data", folder, "guard-breaks", "--limit", "2"}), 0, {});
}

void VerbsTest::commandsAndReads() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QByteArray lines;
  lines += withId(1, R"("type":"ListProduct","product":"tea","name":"Black tea","price":3.50,"currency":"EUR")");
  lines += withId(2, R"("type":"ReceiveStock","product":"tea","quantity":10)");
  lines += withId(3, R"("type":"RegisterCustomer","customer":"K1","name":"Ada Appleyard")");
  lines += withId(4, R"("type":"PlaceOrder","order":"O-1","customer":"K1","currency":"EUR","lines":[{"product":"tea","quantity":2},{"product":"gift","quantity":"1.5","unit_price":"0.10","discount":"0.05"}],"charges":[{"kind":"shipping","amount":"4.90"}])");
  lines += withId(5, R"("type":"RecordPayment","order":"O-1","amount":"5","actor":"till")");
  lines += withId(6, R"("type":"ShipPackage","order":"O-1","expected_version":2)");
  lines += withId(7, R"("type":"RecordDelivery","order":"O-1","package":"P1")");
  lines += withId(8, R"("type":"PlaceOrder","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1}])");
  lines += withId(9, R"("type":"PlaceOrder","order":"O-3","customer":"K1","currency":"EUR","lines":[{"product":"tea","quantity":1}])");
  lines += withId(10, R"("type":"CancelOrder","order":"O-3","reason":"changed their mind")");
  lines += withId(4, R"("type":"PlaceOrder","order":"O-1","customer":"K1","currency":"EUR","lines":[{"product":"tea","quantity":2},{"product":"gift","quantity":"1.5","unit_price":"0.10","discount":"0.05"}],"charges":[{"kind":"shipping","amount":"4.90"}])");
  lines += withId(4, R"("type":"CancelOrder","order":"O-1","reason":"x")");
  lines += withId(11, R"("type":"RecordPayment","order":"O-1","amount":"1","expected_version":1)");
  lines += withId(12, R"("type":"PlaceOrder","order":"O-4","customer":"K1","currency":"EUR","lines":[{"product":"tea","quantity":100}])");
  lines += withId(13, R"("type":"PlaceOrder","order":"O-5","currency":"euro","lines":[{"product":"tea","quantity":-1,"colour":"red"}])");
  lines += withId(14, R"("type":"RecordPayment","order":"O-1","amount":1e309)");
  lines += withId(15, R"("type":"FlyToTheMoon")");
  lines += "\n{\"type\":\n[1,2]\n";
  COMPARE_GOLDEN("submit", (QStringList{"--data", folder, "submit"}), 0, lines);
  COMPARE_GOLDEN("stats", (QStringList{"--data", folder, "stats"}), 0, {});
  COMPARE_GOLDEN("orders", (QStringList{"--data", folder, "orders", "--sort", "number"}), 0, {});
  COMPARE_GOLDEN("orders_query", (QStringList{"--data", folder, "orders", "--query", "status:cancelled apple"}), 0, {});
  COMPARE_GOLDEN("orders_page", (QStringList{"--data", folder, "orders", "--limit", "2", "--sort", "-total"}), 0, {});
  COMPARE_GOLDEN("customers", (QStringList{"--data", folder, "customers", "--by", "orders"}), 0, {});
  COMPARE_GOLDEN("customer", (QStringList{"--data", folder, "customer", "K1"}), 0, {});
  COMPARE_GOLDEN("products", (QStringList{"--data", folder, "products", "--limit", "1"}), 0, {});
  COMPARE_GOLDEN("product", (QStringList{"--data", folder, "product", "tea"}), 0, {});
  COMPARE_GOLDEN("order", (QStringList{"--data", folder, "order", "O-1"}), 0, {});
  COMPARE_GOLDEN("order_at_version", (QStringList{"--data", folder, "order", "O-1", "--at-version", "1"}), 0, {});
  COMPARE_GOLDEN("events", (QStringList{"--data", folder, "events", "--after", "2", "--limit", "3"}), 0, {});
  COMPARE_GOLDEN("events_stream", (QStringList{"--data", folder, "events", "--stream", "order-O-3"}), 0, {});
  COMPARE_GOLDEN("projections", (QStringList{"--data", folder, "projections"}), 0, {});
  COMPARE_GOLDEN("verify", (QStringList{"verify", "--data", folder}), 0, {});
  COMPARE_GOLDEN("digest", (QStringList{"--data", folder, "digest"}), 0, {});
  COMPARE_GOLDEN_ERROR("order_unknown", (QStringList{"--data", folder, "order", "nobody", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("customer_unknown", (QStringList{"--data", folder, "customer", "nobody", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("product_unknown", (QStringList{"--data", folder, "product", "nothing", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("products_currency", (QStringList{"--data", folder, "products", "--currency", "euro", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("orders_timeout", (QStringList{"--data", folder, "orders", "--at-least", "999", "--timeout", "50", "--else", "error", "--json"}), 1);
  QCOMPARE(run({"--data", folder, "orders", "--at-least", "999", "--timeout", "50", "--else", "stale"}).exit, 0);

  // The pages together are the list, and a pipelined run answers in the order of its lines.
  QStringList seen;
  QString after;
  const QRegularExpression ids(R"re("order":"([^"]+)")re"), cursor(R"re("next":"([^"]+)")re");
  for (int page = 0; page < 5; ++page) {
    QStringList arguments{"--data", folder, "orders", "--limit", "1"};
    if (page > 0) arguments += {"--after", after};
    const Run done = run(arguments);
    QCOMPARE(done.exit, 0);
    for (auto found = ids.globalMatch(done.out); found.hasNext();) seen += found.next().captured(1);
    const auto next = cursor.match(done.out);
    if (!next.hasMatch()) break;
    after = next.captured(1);
  }
  seen.sort();
  QCOMPARE(seen, (QStringList{"2", "O-1", "O-3"}));
  QByteArray many;
  QStringList wanted;
  for (int i = 100; i < 400; ++i) {
    many += withId(i, i % 7 == 0 ? "\"type\":\"Nothing\"" : "\"type\":\"ReceiveStock\",\"product\":\"p" + QByteArray::number(i) + "\",\"quantity\":1");
    wanted += "00000000-0000-8000-8000-" + QString::number(i).rightJustified(12, '0');
  }
  for (const QStringList& how : {QStringList{"--in-flight", "64"}, QStringList{"--clients", "4", "--in-flight", "8"}}) {
    const Run done = run(QStringList{"--data", folder, "submit"} + how, many);
    QStringList got;
    const QRegularExpression first(R"re(^\{"command_id":"([^"]+)")re", QRegularExpression::MultilineOption);
    for (auto found = first.globalMatch(done.out); found.hasNext();) got += found.next().captured(1);
    QCOMPARE(got, wanted);
  }
}

void VerbsTest::followsAnOrderThroughItsTracks() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QByteArray lines;
  lines += withId(1, R"("type":"RegisterCustomer","customer":"K1","name":"Ada Appleyard","credit_limit":"50","credit_currency":"EUR")");
  lines += withId(2, R"("type":"PlaceOrder","order":"O-1","customer":"K1","currency":"EUR","lines":[{"product":"tea","quantity":4,"unit_price":"2.50"},{"product":"cup","quantity":1,"unit_price":"8"}])");
  lines += withId(3, R"("type":"AmendLines","order":"O-1","lines":[{"line":1,"quantity":3},{"product":"jam","quantity":1,"unit_price":"4"}],"charges":[{"kind":"shipping","amount":"4.90"}])");
  lines += withId(4, R"("type":"ChangeAddress","order":"O-1","ship_to":"4 Mill Lane","country":"NL")");
  lines += withId(5, R"("type":"ConfirmOrder","order":"O-1")");
  lines += withId(6, R"("type":"PickLines","order":"O-1","lines":[{"line":1,"quantity":3}])");
  lines += withId(7, R"("type":"PackLines","order":"O-1","package":"BOX","lines":[{"line":1,"quantity":2}])");
  lines += withId(8, R"("type":"ShipPackage","order":"O-1","package":"BOX","carrier":"post")");
  lines += withId(9, R"("type":"RecordDeliveryFailure","order":"O-1","package":"BOX","reason":"nobody there")");
  lines += withId(10, R"("type":"HoldOrder","order":"O-1","reason":"which address?")");
  lines += withId(11, R"("type":"AddNote","order":"O-1","text":"will ring tomorrow about the apples")");
  lines += withId(12, R"("type":"ShipPackage","order":"O-1")");
  lines += withId(13, R"("type":"RecordPayment","order":"O-1","amount":"20")");
  lines += withId(14, R"("type":"ReturnLines","order":"O-1","lines":[{"line":1,"quantity":1}],"reason":"torn")");
  lines += withId(15, R"("type":"RefundPayment","order":"O-1","amount":"2.50")");
  lines += withId(16, R"("type":"RefundPayment","order":"O-1","amount":"17.51")");
  lines += withId(17, R"("type":"PlaceOrder","order":"O-2","customer":"K1","currency":"EUR","lines":[{"product":"tea","quantity":100,"unit_price":"1"}])");
  lines += withId(18, R"("type":"ReceiveStock","product":"cup","quantity":1)");
  lines += withId(19, R"("type":"AdjustStock","product":"cup","quantity":-1,"reason":"broken")");
  COMPARE_GOLDEN("tracks_submit", (QStringList{"--data", folder, "submit"}), 0, lines);
  COMPARE_GOLDEN("tracks_order", (QStringList{"--data", folder, "order", "O-1"}), 0, {});
  COMPARE_GOLDEN("tracks_stats", (QStringList{"--data", folder, "stats"}), 0, {});
  COMPARE_GOLDEN("operations", (QStringList{"--data", folder, "operations"}), 0, {});
  COMPARE_GOLDEN("operations_failed", (QStringList{"--data", folder, "operations", "--list", "failed_deliveries", "--at", "2023-10-01T00:00:00Z"}), 0, {});
  COMPARE_GOLDEN("operations_late_imported", (QStringList{"--data", folder, "operations", "--list", "late", "--imported"}), 0, {});
  COMPARE_GOLDEN("operations_out_of_stock", (QStringList{"--data", folder, "operations", "--list", "out_of_stock"}), 0, {});
  COMPARE_GOLDEN_ERROR("operations_at_bad", (QStringList{"--data", folder, "operations", "--at", "yesterday", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("operations_list_bad", (QStringList{"--data", folder, "operations", "--list", "lost", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("operations_cursor_bad", (QStringList{"--data", folder, "operations", "--list", "open", "--after", "late.1.2", "--json"}), 2);
  COMPARE_GOLDEN("search", (QStringList{"--data", folder, "search", "appleyard mill"}), 0, {});
  COMPARE_GOLDEN("search_id", (QStringList{"--data", folder, "search", "O-1", "--kind", "order"}), 0, {});
  COMPARE_GOLDEN("search_all", (QStringList{"--data", folder, "search", "ap", "--limit", "1"}), 0, {});
  COMPARE_GOLDEN_ERROR("search_no_word", (QStringList{"--data", folder, "search", "\"*\"", "--json"}), 2);
  COMPARE_GOLDEN("tracks_verify", (QStringList{"--data", folder, "verify"}), 0, {});
}

void VerbsTest::pausesAndResumes() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QCOMPARE(run({"--data", folder, "submit"}, withId(1, R"("type":"ReceiveStock","product":"tea","quantity":10)")).exit, 0);
  COMPARE_GOLDEN("pause", (QStringList{"--data", folder, "pause", "revenue", "--reason", "looking at it"}), 0, {});
  COMPARE_GOLDEN("resume", (QStringList{"--data", folder, "resume", "revenue"}), 0, {});
  COMPARE_GOLDEN_ERROR("pause_unknown", (QStringList{"--data", folder, "pause", "nothing", "--reason", "x", "--json"}), 2);
}

void VerbsTest::setsAsideAndTakesIn() {
#ifdef TWINLANE_SABOTAGED
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto asked = [&](const QStringList& words) { return QStringList{"--data", folder} + words; };
  QByteArray lines = withId(1, R"("type":"PlaceOrder","order":"A1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])");
  lines += withId(2, R"("type":"AddNote","order":"A1","text":"odd")");
  lines += withId(3, R"("type":"ConfirmOrder","order":"A1")");
  lines += withId(4, R"("type":"PlaceOrder","order":"A2","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])");
  qputenv("TWINLANE_SABOTAGE", "notes-cannot-be-folded");
  const auto restored = qScopeGuard([] { qunsetenv("TWINLANE_SABOTAGE"); });
  QCOMPARE(run({"--data", folder, "submit"}, lines).exit, 0);
  COMPARE_GOLDEN("parked_list", asked({"parked", "list", "order_list"}), 0, {});
  COMPARE_GOLDEN("parked_orders", asked({"orders"}), 0, {});
  COMPARE_GOLDEN("parked_verify", asked({"verify"}), 0, {});
  COMPARE_GOLDEN_ERROR("parked_retry_in_vain", asked({"parked", "retry", "order_list", "--actor", "ann"}), 1);
  COMPARE_GOLDEN("parked_order", asked({"order", "A1"}), 0, {});
  COMPARE_GOLDEN_ERROR("parked_order_version", asked({"order", "A1", "--at-version", "3", "--json"}), 1);
  COMPARE_GOLDEN_ERROR("parked_order_no_version", asked({"order", "A1", "--at-version", "4", "--json"}), 2);
  const Run why = run(asked({"why", "order_list", "A1"}));
  QVERIFY2(why.exit == 0 && why.out.contains(R"("set_aside":[{"stream":"order-A1","position":2,"event":"NoteAdded")") && why.err.contains("lacks what was said of order-A1 since event 2"), qPrintable(why.out + why.err));
  QVERIFY(!run(asked({"why", "order_list", "A2"})).out.contains("set_aside"));
  COMPARE_GOLDEN("parked_rebuild", asked({"rebuild", "order_list"}), 0, {});
  COMPARE_GOLDEN("parked_policy", asked({"parked", "policy", "revenue", "pause"}), 0, {});
  qunsetenv("TWINLANE_SABOTAGE");
  const Run foretold = run(asked({"parked", "preview", "order_list", "--stream", "order-A1"}));
  QVERIFY2(foretold.exit == 0 && foretold.out.contains(R"("applied":2,"rows":3,"changes":[)") && foretold.out.contains(R"({"table":"order_list","key":"1","before":"1|A1|)"), qPrintable(foretold.out + foretold.err));
  // What a retry would refuse is not promised.
  COMPARE_GOLDEN_ERROR("parked_retry_search", asked({"parked", "preview", "search", "--stream", "order-A1", "--json"}), 1);
  COMPARE_GOLDEN("parked_retry", asked({"parked", "retry", "order_list"}), 0, {});
  COMPARE_GOLDEN("parked_discard", asked({"parked", "discard", "operations", "--stream", "order-A1", "--reason", "a slip"}), 0, {});
  COMPARE_GOLDEN("parked_discarded", asked({"parked", "list", "operations"}), 0, {});
  COMPARE_GOLDEN("parked_discarded_answer", asked({"operations", "--list", "on_hold"}), 0, {});
  COMPARE_GOLDEN("parked_discarded_stats", asked({"stats"}), 0, {});
  COMPARE_GOLDEN_ERROR("parked_retry_search", asked({"parked", "retry", "search", "--json"}), 1);
  COMPARE_GOLDEN_ERROR("parked_retry_nothing", asked({"parked", "retry", "order_list", "--stream", "order-A9", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("parked_list_unknown", asked({"parked", "list", "nothing", "--json"}), 2);
  QCOMPARE(run(asked({"verify"})).exit, 0);
#else
  QSKIP("only a debug build has events that cannot be folded");
#endif
}

void VerbsTest::saysWhatAListLacks() {
#ifdef TWINLANE_SABOTAGED
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto told = [&](const QStringList& words) { return run(QStringList{"--data", folder} + words); };
  QByteArray lines = withId(1, R"("type":"RegisterCustomer","customer":"ann","name":"Ann","email":"","phone":"","address":"")");
  lines += withId(2, R"("type":"PlaceOrder","order":"A1","customer":"ann","currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])");
  lines += withId(3, R"("type":"AddNote","order":"A1","text":"odd")");
  lines += withId(4, R"("type":"ConfirmOrder","order":"A1")");
  lines += withId(5, R"("type":"AddNote","order":"A1","text":"odd again")");
  qputenv("TWINLANE_SABOTAGE", "notes-cannot-be-folded");
  const auto restored = qScopeGuard([] { qunsetenv("TWINLANE_SABOTAGE"); });
  const Run given = run({"--data", folder, "submit"}, lines);
  QVERIFY2(given.exit == 0, qPrintable(given.out + given.err));
  // A row that the event in question would have made, of a table that is not by orders.
  const Run waits = told({"why", "order_detail", "3", "--table", "timeline"});
  QVERIFY2(waits.exit != 0 && waits.err.contains("order-A1 is set aside since event 3"), qPrintable(waits.out + waits.err));
  for (const char* list : {"order_detail", "order_list"}) QCOMPARE(told({"parked", "discard", list, "--stream", "order-A1", "--reason", "a slip", "--actor", "ben"}).exit, 0);
  const Run discarded = told({"why", "order_list", "A1"});
  QVERIFY2(discarded.exit == 0 && discarded.out.contains(R"("discarded":[{"stream":"order-A1","position":3,"actor":"ben","reason":"a slip"}],"events_discarded":1)") && discarded.out.contains(R"("set_aside":[{"stream":"order-A1","position":5)"), qPrintable(discarded.out + discarded.err));
  const auto version = [&](const char* which) { return told({"order", "A1", "--at-version", which}); };
  QVERIFY2(version("2").exit != 0 && version("2").err.contains("version 2 of order 'A1' is passed over"), qPrintable(version("2").err));
  QCOMPARE(version("3").exit, 0);
  QVERIFY2(version("4").err.contains("version 4 of order 'A1' is set aside since event 5"), qPrintable(version("4").err));
  QVERIFY2(version("5").err.contains("its newest is 4"), qPrintable(version("5").err));
#else
  QSKIP("only a debug build has events that cannot be folded");
#endif
}

void VerbsTest::namesTheEventThatCanNoLongerBeFolded() {
#ifdef TWINLANE_SABOTAGED
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto asked = [&](const QStringList& words) { return QStringList{"--data", folder} + words; };
  QByteArray lines = withId(1, R"("type":"PlaceOrder","order":"A1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])");
  lines += withId(2, R"("type":"AddNote","order":"A1","text":"odd")");
  QCOMPARE(run(asked({"submit"}), lines).exit, 0);
  qputenv("TWINLANE_SABOTAGE", "notes-cannot-be-folded");
  const auto restored = qScopeGuard([] { qunsetenv("TWINLANE_SABOTAGE"); });
  const QString told = R"("stream":"order-A1","position":2)";
  const Run verified = run(asked({"verify"})), why = run(asked({"why", "order_list", "A1"})), renewed = run(asked({"rebuild", "order_list"}));
  QVERIFY2(verified.exit == 1 && verified.out.contains(R"("what":"order_list","key":"1")") && verified.out.contains(R"("unfolded":{"projection":"order_list",)" + told), qPrintable(verified.out + verified.err));
  QVERIFY2(verified.err.contains("order_list differs from what the log says: it took in event 2 of order-A1 once, which this program cannot fold"), qPrintable(verified.err));
  QVERIFY2(why.exit == 1 && why.out.contains(R"("same":false)") && why.out.contains(R"("events":[1])") && why.out.contains(R"("unfolded":[{)" + told), qPrintable(why.out + why.err));
  QVERIFY2(renewed.exit == 1 && renewed.out.contains(R"("used":false)") && renewed.out.contains(R"("unfolded":[{)" + told) && renewed.out.contains(R"("table":"order_list","key":"1")"), qPrintable(renewed.out + renewed.err));
  // Its rows are the same either way, and what comes later would not be.
  COMPARE_GOLDEN_ERROR("unfolded_rebuild_alike", asked({"rebuild", "revenue"}), 1);
#else
  QSKIP("only a debug build has events that cannot be folded");
#endif
}

void VerbsTest::resumingSaysThatAListStoppedAgain() {
#ifdef TWINLANE_SABOTAGED
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto asked = [&](const QStringList& words) { return QStringList{"--data", folder} + words; };
  QCOMPARE(run(asked({"submit"}), withId(1, R"("type":"PlaceOrder","order":"A1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])")).exit, 0);
  QCOMPARE(run(asked({"parked", "policy", "order_list", "pause"})).exit, 0);
  qputenv("TWINLANE_SABOTAGE", "notes-cannot-be-folded");
  const auto restored = qScopeGuard([] { qunsetenv("TWINLANE_SABOTAGE"); });
  QCOMPARE(run(asked({"submit"}), withId(2, R"("type":"AddNote","order":"A1","text":"odd")")).exit, 0);
  COMPARE_GOLDEN_ERROR("resume_in_vain", asked({"resume", "order_list", "--json"}), 1);
  // Who asks later is told as well.
  const Run standing = run(asked({"projections"}));
  QVERIFY2(standing.out.contains(R"("name":"order_list","state":"paused")") && standing.out.contains(R"("failure":{)") && standing.out.contains(R"("event":2)") && standing.out.contains("set its order aside"), qPrintable(standing.out));
  // What it is told to do helps.
  QCOMPARE(run(asked({"parked", "policy", "order_list", "park"})).exit, 0);
  const Run resumed = run(asked({"resume", "order_list"}));
  QVERIFY2(resumed.exit == 0 && resumed.out.contains(R"("state":"live")") && !resumed.out.contains("failure"), qPrintable(resumed.out + resumed.err));
#else
  QSKIP("only a debug build has events that cannot be folded");
#endif
}

void VerbsTest::makesAListAnew() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto asked = [&](const QStringList& words) { return QStringList{"--data", folder} + words; };
  QCOMPARE(run({"--data", folder, "submit"}, withId(1, R"("type":"PlaceOrder","order":"A1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])")).exit, 0);
  COMPARE_GOLDEN("why", asked({"why", "order_list", "0|0", "--table", "facets"}), 0, {});
  // As checks print it, and an order by its id.
  COMPARE_GOLDEN("why", asked({"why", "order_list", "facets 0|0"}), 0, {});
  COMPARE_GOLDEN("why_order", asked({"why", "product_sales", "A1|tea|1", "--table", "lines"}), 0, {});
  // A list that has no table of its name: that whose rows it is asked for; an answer's row tells its key.
  QVERIFY(run(asked({"why", "order_detail", "A1"})).out.contains(R"("table":"orders","key":"A1")"));
  const QString key = QJsonDocument::fromJson(run(asked({"revenue", "--by", "month"})).out.toUtf8())["revenue"][0]["why"].toString();
  QVERIFY2(key.startsWith("periods 1|") && key.endsWith("||EUR"), qPrintable(key));
  for (const QString& said : {key, key.mid(8)}) QVERIFY(run(asked({"why", "revenue", said})).out.contains(R"("same":true)"));
  QVERIFY(run(asked({"why", "product_sales", "sales tea|EUR"})).out.contains(R"("same":true)"));
  COMPARE_GOLDEN("why_keys", asked({"why", "order_list"}), 0, {});
  COMPARE_GOLDEN_ERROR("why_no_key", asked({"why", "product_sales", "EUR", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("why_no_table_keys", asked({"why", "order_list", "--table", "nosuch", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("why_no_table", asked({"why", "order_detail", "A1", "--table", "order_detail", "--json"}), 2);
  QVERIFY(run({"why", "--help"}).out.contains("product_sales: sales (product|currency), lines (number|product|line), names (product), "));
  QVERIFY(run({"why", "--help"}).out.contains(R"(why revenue "1|24322||EUR")"));
  COMPARE_GOLDEN_ERROR("why_unknown", asked({"why", "order_list", "77", "--json"}), 2);
  // The last proof is known to later calls.
  QCOMPARE(run(asked({"verify"})).exit, 0);
  const Run proved = run(asked({"why", "order_list", "A1"}));
  QVERIFY2(proved.out.contains(R"("proof":{"same":true,"position":1,"root":")"), qPrintable(proved.out));
  COMPARE_GOLDEN("rebuild", asked({"rebuild", "order_list"}), 0, {});
  COMPARE_GOLDEN("rebuild_diff", asked({"rebuild", "order_list", "--diff"}), 0, {});
  QVERIFY(run(asked({"projections"})).out.contains(R"("rebuild":{"generation":3,"state":"held")"));
  COMPARE_GOLDEN_ERROR("rebuild_back_too_early", asked({"rebuild", "order_list", "--back", "--json"}), 1);
  COMPARE_GOLDEN("rebuild_accept", asked({"rebuild", "order_list", "--accept"}), 0, {});
  COMPARE_GOLDEN("rebuild_back", asked({"rebuild", "order_list", "--back"}), 0, {});
  COMPARE_GOLDEN_ERROR("rebuild_cancel_none", asked({"rebuild", "order_list", "--cancel", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("rebuild_unknown", asked({"rebuild", "nothing", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("rebuild_both", asked({"rebuild", "order_list", "--accept", "--cancel", "--json"}), 2);
#ifdef TWINLANE_SABOTAGED
  QCOMPARE(run({"--data", folder, "submit"}, withId(2, R"("type":"AddNote","order":"A1","text":"ring twice")")).exit, 0);
  qputenv("TWINLANE_SABOTAGE", "next-generation-drops-events");
  const auto restored = qScopeGuard([] { qunsetenv("TWINLANE_SABOTAGE"); });
  COMPARE_GOLDEN("rebuild_differs", asked({"rebuild", "revenue"}), 0, {});
  COMPARE_GOLDEN("rebuild_refused", asked({"rebuild", "search"}), 1, {});
#endif
}

void VerbsTest::waitsForTheListThatIsAskedAlone() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto placed = [](int number) { return withId(number, QByteArray(R"("type":"PlaceOrder","order":"O-)") + QByteArray::number(number) + R"(","customer":"K1","currency":"EUR","lines":[{"product":"a","quantity":1,"unit_price":"2"}])"); };
  QCOMPARE(run({"--data", folder, "submit"}, placed(1)).exit, 0);
  QCOMPARE(run({"--data", folder, "pause", "customer_summary", "--reason", "looking at it"}).exit, 0);
  QCOMPARE(run({"--data", folder, "submit"}, placed(2)).exit, 0);
  const QStringList wait{"--at-least", "2", "--timeout", "50", "--else"};
  for (const QStringList& verb : {QStringList{"customers"}, {"customer", "K1"}}) {
    const Run late = run(QStringList{"--data", folder} + verb + wait + QStringList{"error", "--json"});
    QCOMPARE(late.exit, 1);
    QVERIFY2(late.out.isEmpty() && late.err.contains("\"what\":\"stored as event 2; this list is at 1\"") && late.err.contains("customer_summary (paused)"), qPrintable(late.err));
    const Run stale = run(QStringList{"--data", folder} + verb + wait + QStringList{"stale"});
    QCOMPARE(stale.exit, 0);
    QVERIFY2(stale.out.contains("\"freshness\":{\"position\":1,\"head\":2,\"lag_events\":1") && stale.err.contains("stored as event 2; this list is at 1"), qPrintable(stale.out + stale.err));
  }
  // A list that stands still holds up no other.
  for (const QStringList& verb : {QStringList{"orders"}, {"products"}, {"product", "a"}, {"returns"}, {"operations"}, {"operations", "--list", "open"}, {"search", "a"}}) {
    const Run done = run(QStringList{"--data", folder} + verb + QStringList{"--at-least", "2", "--timeout", "20000", "--else", "error"});
    QVERIFY2(done.exit == 0 && done.out.contains("\"position\":2"), qPrintable(done.out + done.err));
  }
  QCOMPARE(run({"--data", folder, "stats"}).exit, 0);
  // Where figures lack one, what is advised is an option of the verb.
  QCOMPARE(run({"--data", folder, "pause", "revenue", "--reason", "looking at it"}).exit, 0);
  QCOMPARE(run({"--data", folder, "submit"}, placed(3)).exit, 0);
  const Run late = run({"--data", folder, "stats", "--timeout", "50"});
  QVERIFY2(late.exit == 1 && late.err.contains("revenue (paused)") && late.err.contains("resume the list") && !late.err.contains("--else"), qPrintable(late.err));
}

void VerbsTest::tellsSeriesAndTracesBesideAnOwner() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path()), shop = folder + "/shop";
  COMPARE_GOLDEN_ERROR("telemetry_no_shop", (QStringList{"--data", shop, "telemetry"}), 2);
  QCOMPARE(run({"--data", shop, "demo", "--commands", "40", "--seed", "7"}).exit, 0);
  COMPARE_GOLDEN("telemetry_series", (QStringList{"--data", shop, "telemetry", "--series", "commands.accepted", "--step", "60"}), 0, {});
  // Questions of programs that end count as well.
  QCOMPARE(run({"--data", shop, "orders", "--limit", "1"}).exit, 0);
  const Run asked = run({"--data", shop, "telemetry", "--series", "query.orders.count", "--step", "60"});
  QVERIFY2(asked.exit == 0 && asked.out.contains(R"("value":1})"), qPrintable(asked.out + asked.err));
  COMPARE_GOLDEN_ERROR("telemetry_no_such_series", (QStringList{"--data", shop, "telemetry", "--series", "no.such"}), 2);
  COMPARE_GOLDEN_ERROR("telemetry_bad_time", (QStringList{"--data", shop, "telemetry", "--series", "commits", "--from", "yesterday"}), 2);
  COMPARE_GOLDEN_ERROR("trace_not_kept", (QStringList{"--data", shop, "trace", "00000000-0000-8000-8000-000000000009"}), 2);
  OpenDesk desk(shop);
  QVERIFY(desk.give(1).contains("accepted"));
  // Of the run that is over, while the next one is on its way.
  const Run names = run({"--data", shop, "telemetry"});
  for (const char* name : {"commands.accepted", "events.stored", "answers.p99_us", "list.order_list.apply_p50_ns", "list.order_list.commit_p99_ns"})
    QVERIFY2(names.out.contains(QString("{\"name\":\"") + name + "\""), qPrintable(names.out));
  const Run slowest = run({"--data", shop, "trace", "--slowest", "2"});
  QCOMPARE(slowest.out.count('\n'), 2);
  const QString id = QRegularExpression(R"re("command_id":"([^"]*)")re").match(slowest.out).captured(1);
  QCOMPARE(run({"--data", shop, "trace", id}).out, slowest.out.section('\n', 0, 0) + "\n");
  QVERIFY(slowest.out.contains(R"("list":"order_list","us":{"pick_up":)"));
  QCOMPARE(run({"--data", shop, "telemetry", "--series", "commands.accepted", "--to", "2020-01-01T00:00:00Z"}).out.count("\"at\""), 0);
  QCOMPARE(desk.close(), 0);
}

void VerbsTest::demoRepeats() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  COMPARE_GOLDEN("demo", (QStringList{"--data", folder + "/a", "demo", "--commands", "2000", "--seed", "7"}), 0, {});
  QCOMPARE(run({"--data", folder + "/b", "demo", "--commands", "2000", "--seed", "7"}).exit, 0);
  COMPARE_GOLDEN("demo_digest", (QStringList{"--data", folder + "/a", "digest"}), 0, {});
  COMPARE_GOLDEN("demo_digest", (QStringList{"--data", folder + "/b", "digest"}), 0, {});
  QCOMPARE(run({"--data", folder + "/c", "demo", "--commands", "2000", "--seed", "8"}).exit, 0);
  QVERIFY(run({"--data", folder + "/c", "digest"}).out != run({"--data", folder + "/a", "digest"}).out);
  COMPARE_GOLDEN("demo_verify", (QStringList{"--data", folder + "/a", "verify"}), 0, {});
  QCOMPARE(run({"--data", folder + "/d", "demo", "--seconds", "1", "--rate", "200", "--seed", "1"}).exit, 0);
}

void VerbsTest::demoLeavesARealShopAlone() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const QString shop = folder + "/shop", began = folder + "/began";
  QCOMPARE(run({"--data", shop, "submit"}, withId(1, R"("type":"PlaceOrder","order":"O-1","customer":null,"currency":"EUR","lines":[{"product":"a","quantity":1,"unit_price":"2"}])")).exit, 0);
  COMPARE_GOLDEN_ERROR("demo_in_a_shop", (QStringList{"--data", shop, "demo", "--commands", "10", "--json"}), 2);
  QVERIFY(run({"--data", shop, "events"}).out.contains("\"head\":1}"));
  // Nothing stored yet, or a demo of the same seed; another seed's orders would get into each other's way.
  QCOMPARE(run({"--data", began, "submit"}).exit, 0);
  QVERIFY(run({"--data", began, "demo", "--commands", "10", "--seed", "7"}).out.contains("\"accepted\":10"));
  QVERIFY(run({"--data", began, "demo", "--commands", "15", "--seed", "7"}).out.contains("\"accepted\":5,\"duplicates\":10"));
  QCOMPARE(run({"--data", began, "demo", "--commands", "10", "--seed", "8"}).exit, 2);
}

void VerbsTest::benchmarksPrintTheirCases() {
  const tests::TempFolder temp;
  const QString place = QString::fromStdString(temp.path()) + "/b";
  for (const char* verb : {"write", "load", "overload", "import", "verify", "catchup", "rebuild", "query", "lag"}) {
    const Run done = run({"--data", place, "bench", verb, "--events", "120", "--seconds", "1"});
    QVERIFY2(done.exit == 0, qPrintable(done.err));
    QString text = done.out;
    // A short run may have nothing to show; but that the bare program makes the rows of the lists holds for any, whichever they are.
    if (QByteArray(verb) == "catchup") text.remove(QRegularExpression(R"re(,"stages":\{.*\}\}(?=\}))re"));
    else text.remove(QRegularExpression(R"re(,"unmeasured":"[^"]*")re"));
    text.replace(QRegularExpression(R"re(":(-?[0-9.]+|true|false))re"), "\":N").replace(QRegularExpression(R"re("sqlite":"[0-9.]+")re"), "\"sqlite\":\"V\"");
    const QString differs = difference(QString("bench_") + verb, text);
    QVERIFY2(differs.isEmpty(), qPrintable(differs));
  }
  const Run growth = run({"--data", place, "bench", "write", "--events", "120", "--only", "growth"});
  QCOMPARE(growth.out.count('\n'), 1);
  QVERIFY2(growth.out.contains("\"case\":\"growth_cpu\""), qPrintable(growth.out));
  QCOMPARE(run({"--data", place, "bench", "write", "--only", "speed"}).exit, 2);
  QVERIFY(std::filesystem::is_empty(temp.path()));
}

void VerbsTest::goalsAreHeldAgainstTheirCases() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto overload = [&](const QByteArray& goals) {
    std::ofstream(temp / "goals.json") << goals.toStdString();
    return run({"--data", folder + "/b", "bench", "overload", "--events", "4000", "--seconds", "1", "--check", folder + "/goals.json", "--json"});
  };
  QCOMPARE(overload(R"({"overload/memory": {"ratio_at_least": 0.01, "ratio_at_most": 100}})").exit, 0);
  const Run missed = overload(R"({"overload/memory": {"ratio_at_least": 100}})");
  QCOMPARE(missed.exit, 1);
  QVERIFY2(missed.out.contains(R"("goal":{"ratio_at_least":100.00},"reached":false})"), qPrintable(missed.out));
  QVERIFY2(missed.err.contains("overload/memory missed its goal"), qPrintable(missed.err));
  // A rate that hangs on the disk says nothing where that is too slow; what was missed besides decides all the same.
  const Run timed = overload(R"({"overload/accepted": {"ratio_at_least": 1000}})");
  const bool isJudged = QRegularExpression(R"re("case":"accepted"[^\n]*"answer":true)re").match(timed.out).hasMatch();
  QCOMPARE(timed.exit, isJudged ? 1 : 3);
  QCOMPARE(timed.err.contains("overload/accepted is not judged: "), !isJudged);
  QCOMPARE(overload(R"({"overload/busy_within": {"product_at_most": 0.001}, "overload/memory": {"product_at_most": 1}})").exit, 1);
  // Cases of one measurement have the probe beside it, not one of a time when nothing was measured.
  QSet<QString> probes;
  for (auto each = QRegularExpression(R"re("fdatasync_p50_us":([0-9]+))re").globalMatch(timed.out); each.hasNext();) probes += each.next().captured(1);
  QCOMPARE(probes.size(), 1);
  for (const char* bad : {R"({"overload/memory": {"ratio": 1}})", R"({"overload/memory": {}})", R"({"overload/memory": {"ratio_at_most": "1"}})", R"({"overload/memory": 1})"}) QCOMPARE(overload(bad).exit, 2);
}

void VerbsTest::goalsWithoutACaseAreExitOne() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto growth = [&](const QByteArray& goals) {
    std::ofstream(temp / "goals.json") << goals.toStdString();
    return run({"--data", folder + "/b", "bench", "write", "--only", "growth", "--events", "120", "--check", folder + "/goals.json"});
  };
  for (const char* slip : {"write/grwoth_cpu", "wirte/growth_cpu", "growth_cpu", "write/"}) {
    const Run done = growth(QByteArray("{\"") + slip + R"(": {"ratio_at_most": 1000}})");
    QCOMPARE(done.exit, 1);
    QVERIFY2(done.err.contains(QString(slip) + " is a goal without a case"), qPrintable(done.err));
  }
  // What was not asked for is told, and no failure.
  const Run part = growth(R"({"write/wal_bytes": {"ratio_at_most": 1}, "write/cpu_in_flight_64": {"ratio_at_most": 1}, "load/order_p99": {"ratio_at_most": 1}})");
  QCOMPARE(part.exit, 0);
  QCOMPARE(part.err, QString("not asked: load/order_p99, write/cpu_in_flight_64, write/wal_bytes\n"));
  // The project's own goals name cases that there are.
  std::ifstream in(tests::checkout() + "/tests/benchmarks/goals.json");
  const std::string goals((std::istreambuf_iterator<char>(in)), {});
  const Run own = growth(QByteArray::fromStdString(goals));
  QVERIFY2(!own.err.contains("without a case") && own.err.contains("write/in_flight_4096"), qPrintable(own.err));
  for (auto match = QRegularExpression(R"re("(\w+)/(\w+)")re").globalMatch(QString::fromStdString(goals)); match.hasNext();) {
    const auto goal = match.next();
    std::ifstream golden(tests::fixture("golden/bench_" + goal.captured(1).toStdString() + ".json"));
    const std::string cases((std::istreambuf_iterator<char>(golden)), {});
    QVERIFY2(cases.find("\"case\":\"" + goal.captured(2).toStdString() + "\"") != std::string::npos, qPrintable(goal.captured(0)));
  }
}

void VerbsTest::aBenchmarkThatIsEndedLeavesNothing_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("interrupted") << SIGINT;
  QTest::newRow("ended") << SIGTERM;
  QTest::newRow("killed") << SIGKILL;
}

void VerbsTest::aBenchmarkThatIsEndedLeavesNothing() {
  QFETCH(int, kind);
  const tests::TempFolder temp;
  QProcess bench;
  bench.start(program(), {"--data", QString::fromStdString(temp / "b"), "bench", "write", "--events", "100000"});
  QVERIFY(bench.waitForStarted());
  QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::is_empty(temp.path()) && !std::filesystem::is_empty(std::filesystem::directory_iterator(temp.path())->path()), patienceMs);
  QCOMPARE(::kill(static_cast<pid_t>(bench.processId()), kind), 0);
  QVERIFY(bench.waitForFinished(patienceMs));
  QCOMPARE(bench.exitStatus(), QProcess::CrashExit);
  QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::is_empty(temp.path()), patienceMs);
}

void VerbsTest::saysWhatIsWrong() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  COMPARE_GOLDEN_ERROR("usage_verb", (QStringList{"fly", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("usage_option", (QStringList{"--json", "stats", "--colour", "red"}), 2);
  COMPARE_GOLDEN_ERROR("usage_data", (QStringList{"stats", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("no_folder", (QStringList{"--data", folder + "/none", "stats", "--json"}), 2);
  QVERIFY(!std::filesystem::exists(temp / "none"));
  std::filesystem::create_directory(temp / "photos");
  std::ofstream(temp / "photos/cat.jpg") << "meow";
  COMPARE_GOLDEN_ERROR("foreign_folder", (QStringList{"--data", folder + "/photos", "demo", "--commands", "1", "--json"}), 2);
  QCOMPARE(std::distance(std::filesystem::directory_iterator(temp / "photos"), {}), 1);
  COMPARE_GOLDEN_ERROR("bad_query", (QStringList{"--data", folder + "/x", "demo"}), 2);
  QCOMPARE(run({"--data", folder + "/small", "demo", "--commands", "5"}).exit, 0);
  const Run endless = run({"--data", folder + "/small", "orders", "--query", QString(60'000, 'a')});
  QCOMPARE(endless.exit, 2);
  QVERIFY2(endless.err.contains("at most 4000 bytes"), qPrintable(endless.err));
  COMPARE_GOLDEN_ERROR("query_fault", (QStringList{"--data", folder + "/small", "orders", "--query", "ann (staus:paid OR total>100)", "--json"}), 2);
  // Numbers that have no room are told, not taken for the largest there is.
  for (const QStringList& beyond : {QStringList{"orders", "--at-least", "99999999999999999999"}, {"events", "--after", "99999999999999999999"}, {"events", "--after", "9223372036854775807"}, {"orders", "--limit", "0"},
                                    {"submit", "--clients", "65"}, {"demo", "--commands", "5", "--seed", "99999999999999999999"}, {"events", "--limit", "1e3"}}) {
    const Run done = run(QStringList{"--data", folder + "/none"} + beyond);
    QCOMPARE(done.exit, 2);
    QVERIFY2(done.err.contains("'" + beyond.last() + "' is no whole number from "), qPrintable(done.err));
  }
  const Run help = run({"--help"});
  QCOMPARE(help.exit, 0);
  for (const char* field : {"type (text, required): ", "command_id (uuid): ", "expected_version (integer): ", "actor (text): "}) QVERIFY2(help.out.contains(field), qPrintable(help.out));
  QVERIFY(run({"--version"}).out.startsWith("twinlanectl "));
}

void VerbsTest::errorsArePlainText() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QCOMPARE(run({"--data", folder, "demo", "--commands", "3"}).exit, 0);
  {
    // SQLite tells of a damaged schema in the words that it finds there.
    std::fstream file(temp / "journal.sqlite", std::ios::binary | std::ios::in | std::ios::out);
    std::ostringstream all;
    all << file.rdbuf();
    const std::string text = all.str();
    // Pages that were split keep a copy that is no longer used.
    for (auto at = text.find("CREATE TABLE import_chunks(chunk "); at != std::string::npos; at = text.find("CREATE TABLE import_chunks(chunk ", at + 1)) {
      file.seekp(static_cast<std::streamoff>(at + 6));
      file.write("\xFF\xC3", 2);
    }
  }
  QProcess process;
  process.start(program(), {"--data", folder, "stats"});
  QVERIFY(process.waitForFinished(patienceMs));
  const QByteArray said = process.readAllStandardError();
  QVERIFY2(process.exitCode() == 5 && said.contains("\\xFF\\xC3"), said.constData());
  QVERIFY2(std::none_of(said.begin(), said.end(), [](char c) { return c != '\n' && (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E); }), said.constData());
  // Letters of any language stand as they are; what commands the terminal, turns text round or ends a line does not.
  QVERIFY(run({"--data", folder + "/caf\u00e9\tx", "stats"}).err.contains("/caf\u00e9\\x09x: "));
  for (const char16_t character : {u'\u202A', u'\u202E', u'\u2066', u'\u2069', u'\u2028', u'\u2029'}) {
    const QString error = run({"--data", folder + "/a" + QChar(character) + "b", "stats"}).err;
    QVERIFY2(!error.contains(QChar(character)) && error.contains("/a\\xE2\\x8"), qPrintable(QString::number(character, 16) + error));
  }
}

void VerbsTest::readsBesideAnOwner() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QProcess owner;
  owner.start(program(), {"--data", folder, "submit"});
  owner.write(withId(1, R"("type":"PlaceOrder","order":"O-1","customer":null,"currency":"EUR","lines":[{"product":"a","quantity":1,"unit_price":"2"}])"));
  QVERIFY(owner.waitForReadyRead(patienceMs));  // the receipt comes while the input is still open
  const Run reading = run({"--data", folder, "orders", "--at-least", "1"});
  QCOMPARE(reading.exit, 0);
  QVERIFY(reading.out.contains("\"order\":\"O-1\""));
  for (const char* verb : {"stats", "customers", "products", "returns", "events", "projections", "digest"}) QCOMPARE(run({"--data", folder, verb}).exit, 0);
  const QString beside = run({"--data", folder, "projections"}).out;
  const Run writing = run({"--data", folder, "demo", "--commands", "1", "--json"});
  QCOMPARE(writing.exit, 4);
  QVERIFY(writing.err.contains("\"code\":\"in_use\""));
  owner.closeWriteChannel();
  QVERIFY(owner.waitForFinished(patienceMs));
  QCOMPARE(owner.exitCode(), 0);
  // Which version and generation a list is, its file tells an onlooker too.
  const QRegularExpression which(R"re("version":([1-9]\d*),"generation":([1-9]\d*))re");
  const auto all = [&](const QString& text) {
    QStringList found;
    for (auto each = which.globalMatch(text); each.hasNext();) found += each.next().captured();
    return found;
  };
  QCOMPARE(all(beside).size(), beside.count("\"name\""));
  QCOMPARE(all(beside), all(run({"--data", folder, "projections"}).out));
}

// A patience that no test has, so that who waits is seen.
void VerbsTest::tellsOfAListThatIsNotThereBesideItsOwner() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QProcess owner;
  owner.start(program(), {"--data", folder, "submit"});
  owner.write(withId(1, R"("type":"PlaceOrder","order":"O-1","customer":null,"currency":"EUR","lines":[{"product":"a","quantity":1,"unit_price":"2"}])"));
  QVERIFY(owner.waitForReadyRead(patienceMs));
  QCOMPARE(run({"--data", folder, "orders", "--at-least", "1"}).exit, 0);
  QVERIFY(std::filesystem::remove(temp / "views/revenue-1.sqlite"));
  const Run beside = run({"--data", folder, "projections", "--timeout", "3600000"});
  QCOMPARE(beside.exit, 0);
  QCOMPARE(beside.out.count("\"name\""), 7);
  QVERIFY2(beside.out.contains(R"("category":"not_made")") && beside.out.contains("the list is not made yet") && beside.out.contains(R"("state":"live")"), qPrintable(beside.out));
  owner.closeWriteChannel();
  QVERIFY(owner.waitForFinished(patienceMs));
}

void VerbsTest::aListThatCannotBeOpenedStopsNothingElse() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  const auto told = [&](const QStringList& words) { return run(QStringList{"--data", folder} + words); };
  QCOMPARE(told({"demo", "--commands", "40", "--seed", "7"}).exit, 0);
  QVERIFY(std::filesystem::remove(temp / "views/revenue-1.sqlite"));
  std::filesystem::create_directory(temp / "views/revenue-1.sqlite");
  const Run parked = told({"parked", "list"}), stats = told({"stats", "--timeout", "3600000"}), renewed = told({"rebuild", "all"}), verified = told({"verify"});
  QVERIFY2(parked.exit != 0 && parked.out.contains(R"("parked":[)") && parked.err.contains("'revenue'"), qPrintable(parked.out + parked.err));
  QVERIFY2(stats.exit != 0 && stats.err.contains("'revenue' cannot be opened") && stats.err.contains("move "), qPrintable(stats.err));
  QVERIFY2(renewed.exit != 0 && renewed.out.count(R"("used":true)") == 6 && renewed.err.contains("'revenue' could not be opened"), qPrintable(renewed.out + renewed.err));
  QVERIFY2(verified.exit == 1 && verified.err.contains("move what is there away") && !verified.err.contains("rebuild"), qPrintable(verified.err));
  // Nor does one whose WAL cannot be, or a file in the place of the folder that all are in.
  std::filesystem::remove(temp / "views/search-2.sqlite-wal");
  std::filesystem::create_directory(temp / "views/search-2.sqlite-wal");
  const Run wal = told({"verify"});
  QVERIFY2(wal.exit == 1 && wal.out.contains(R"({"what":"search",)") && wal.out.contains(R"("projection":"order_list")"), qPrintable(wal.out + wal.err));
  std::filesystem::remove_all(temp / "views");
  std::ofstream(temp / "views") << "a file";
  const Run none = told({"verify"});
  QVERIFY2(none.exit == 1 && none.err.contains("order_list differs from what the log says: move what is there away"), qPrintable(none.out + none.err));
}

void VerbsTest::leavesANewerFolderAlone() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QCOMPARE(run({"--data", folder, "demo", "--commands", "10"}).exit, 0);
  {
    // The format's number in SQLite's file header.
    std::fstream file(temp / "journal.sqlite", std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(60);
    file.write("\0\0\3\347", 4);
  }
  std::ostringstream before, after;
  before << std::ifstream(temp / "journal.sqlite", std::ios::binary).rdbuf();
  COMPARE_GOLDEN_ERROR("newer_folder", (QStringList{"--data", folder, "stats", "--json"}), 6);
  QCOMPARE(run({"--data", folder, "demo", "--commands", "10"}).exit, 6);
  after << std::ifstream(temp / "journal.sqlite", std::ios::binary).rdbuf();
  QVERIFY(before.str() == after.str());
}

void VerbsTest::aCheckMendsNothing() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QCOMPARE(run({"--data", folder, "demo", "--commands", "40", "--seed", "7"}).exit, 0);
  std::filesystem::remove(temp / "views/order_list-1.sqlite");
  COMPARE_GOLDEN("verify_without_a_list", (QStringList{"--data", folder, "verify"}), 0, {});
  for (const char* list : {"views/revenue-1.sqlite", "views/operations-1.sqlite"}) std::filesystem::resize_file(temp / list, 5000);
  const Run spoilt = run({"--data", folder, "verify"});
  QCOMPARE(spoilt.exit, 1);
  QVERIFY2(spoilt.out.contains(R"("what":"revenue","key":"the file")") && spoilt.err.contains("'rebuild revenue'") && spoilt.err.contains("'rebuild operations'"), qPrintable(spoilt.out + spoilt.err));
  QVERIFY2(spoilt.out.contains(R"("differences":[{"what":"revenue",)") && spoilt.out.contains(R"({"what":"operations","key":"the file",)"), qPrintable(spoilt.out));
  QVERIFY(!std::filesystem::exists(temp / "views/order_list-1.sqlite"));
  // Whoever opens it next makes the list.
  QCOMPARE(run({"--data", folder, "projections"}).exit, 0);
  COMPARE_GOLDEN("verify_with_the_list", (QStringList{"--data", folder, "verify"}), 0, {});
  QCOMPARE(run({"--data", folder + "/nowhere", "verify"}).exit, 2);
  QVERIFY(!std::filesystem::exists(temp / "nowhere"));
}

void VerbsTest::saysThatItsAnswersCannotBeWritten() {
  const tests::TempFolder temp;
  QProcess full;
  full.setStandardOutputFile("/dev/full");
  full.start(program(), {"--data", QString::fromStdString(temp.path()), "submit"});
  full.write(withId(1, aDelivery));
  full.closeWriteChannel();
  QVERIFY(full.waitForFinished(patienceMs));
  QCOMPARE(full.exitCode(), 1);
  const QByteArray said = full.readAllStandardError();
  QVERIFY2(said.contains("standard output"), said.constData());
}

void VerbsTest::aVersionIsExpectedOfWhatIsNamed() {
  const tests::TempFolder temp;
  const auto place = [&](int id, const QByteArray& more) {
    return run({"--data", QString::fromStdString(temp.path()), "submit"}, withId(id, R"("type":"PlaceOrder","customer":null,"currency":"EUR","lines":[{"product":"a","quantity":1,"unit_price":"2"}],)" + more)).out;
  };
  const QString refused = place(1, R"("expected_version":77)");
  QVERIFY2(refused.contains(R"("reason":"InvalidFields","fields":[{"name":"expected_version")"), qPrintable(refused));
  QVERIFY(place(2, R"("expected_version":0)").contains("accepted"));
  QVERIFY(place(3, R"("order":"A","expected_version":0)").contains("accepted"));
  QVERIFY(place(4, R"("order":"A","expected_version":0)").contains("conflict"));
}

void VerbsTest::saysThatTheJournalWasTakenAway() {
  const tests::TempFolder temp;
  OpenDesk desk(QString::fromStdString(temp.path()));
  QVERIFY(desk.give(1).contains("\"accepted\""));
  std::filesystem::remove(temp / "journal.sqlite");
  const QByteArray inFlight = desk.give(2), later = desk.give(3);
  QVERIFY2(inFlight.contains("\"unknown\"") && inFlight.contains("removed"), inFlight.constData());
  QVERIFY2(later.contains("\"busy\"") && later.contains("removed") && !later.contains("retry_after_ms"), later.constData());
  QCOMPARE(desk.close(), 5);
  const QByteArray said = desk.process.readAllStandardError();
  QVERIFY2(said.count("removed") == 1 && said.contains("journal.sqlite") && said.contains("put it back"), said.constData());
}

void VerbsTest::saysThatTheJournalWasTakenOver() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  OpenDesk desk(folder);
  QVERIFY(desk.give(1).contains("\"accepted\""));
  // Who takes the lock away, or mounts a disk twice, gets a second owner in.
  std::filesystem::remove(temp / "owner.lock");
  QCOMPARE(run({"--data", folder, "submit"}, withId(2, aDelivery)).exit, 0);
  for (int number : {3, 4}) {
    const QByteArray refused = desk.give(number);
    QVERIFY2(refused.contains("\"busy\"") && refused.contains("another program") && refused.contains("this try stored nothing") && !refused.contains("retry_after_ms"), refused.constData());
  }
  QCOMPARE(desk.close(), 4);
  QVERIFY(run({"--data", folder, "events"}).out.contains("\"head\":2}"));
}

TWINLANE_TEST(VerbsTest)
#include "verbs_test.moc"
