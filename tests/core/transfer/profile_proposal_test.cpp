#include "transfer/profile/profile_proposal.h"

#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <fstream>

using namespace twinlane;
using transfer::Profile;

namespace {

transfer::ProfileProposal proposed(const std::string& file) {
  const tests::TempFolder folder;
  std::ofstream(folder / "old-shop.csv", std::ios::binary) << file;
  auto proposal = transfer::proposeProfile(folder / "old-shop.csv");
  if (!proposal) qFatal("%s", proposal.error().what.c_str());
  return std::move(*proposal);
}

Profile profileOf(const transfer::ProfileProposal& proposal) { return transfer::readProfile("", proposal.text).profile; }

std::vector<std::string> decided(const transfer::ProfileProposal& proposal) {
  std::vector<std::string> keys;
  for (const auto& each : proposal.toDecide) keys.push_back(each.key);
  return keys;
}

}  // namespace

class ProfileProposalTest : public QObject {
  Q_OBJECT
 private slots:
  void tellsWhatTheFileShows();
  void readsAnotherCountrysFile();
  void whatIsNotKnownIsLeftToThePerson();
  void twoMeaningsOfADateAreTold();
  void onlyColumnOfDatesIsTheOrdersTime();
  void severalColumnsOfDatesAreToDecide();
  void unknownTimeIsTold();
  void sharesAreToldFromPerCents_data();
  void sharesAreToldFromPerCents();
  void ownFilesNeedOnlyAFewDecisions();
  void refusesAFileWithoutRows_data();
  void refusesAFileWithoutRows();
};

void ProfileProposalTest::tellsWhatTheFileShows() {
  const auto proposal = proposed("Order ID,SKU,Product Name,Qty,Unit Price,Order Date,Customer,Currency,Remark\n1,A-1,Cup,2,3.50,2024-01-31 12:00:00,n/a,EUR,x\n2,A-2,\"Jug, small\",-1,10,2024-02-01 09:30:00,K7,EUR,\n");
  const Profile profile = profileOf(proposal);
  const std::map<std::string, std::string> columns{{"order", "Order ID"}, {"product", "SKU"}, {"description", "Product Name"}, {"quantity", "Qty"}, {"unit_price", "Unit Price"}, {"placed_at", "Order Date"}, {"customer", "Customer"}, {"currency", "Currency"}};
  QVERIFY(profile.columns == columns);
  QCOMPARE(profile.separator, ',');
  QVERIFY(profile.dateFormats == std::vector<std::string>{"%Y-%m-%d %H:%M:%S"} && profile.missing == std::vector<std::string>{"n/a"});
  QCOMPARE(profile.source, std::string("old-shop"));
  // What is never seen in a file.
  QVERIFY(decided(proposal) == (std::vector<std::string>{"source", "zone"}));
}

void ProfileProposalTest::readsAnotherCountrysFile() {
  const auto proposal = proposed("Belegnr;Artikelnr;Bezeichnung;Menge;Einzelpreis;W\xe4hrung;Belegdatum\n7;T\xfcr;T\xfcr;1;1234,50;EUR;31.12.2023 08:15\n8;x;;2;1;EUR;01.01.2024 10:00\n");
  const Profile profile = profileOf(proposal);
  QCOMPARE(profile.encoding, std::string("latin-1"));
  QCOMPARE(profile.separator, ';');
  QCOMPARE(profile.decimalSign, ',');
  QVERIFY(profile.dateFormats == std::vector<std::string>{"%d.%m.%Y %H:%M"});
  QCOMPARE(profile.columns.at("currency"), std::string("W\u00e4hrung"));
  QCOMPARE(profile.columns.at("order"), std::string("Belegnr"));
}

// An empty value is what reading the profile stops at, with its line.
void ProfileProposalTest::whatIsNotKnownIsLeftToThePerson() {
  const auto proposal = proposed("a,b,c\n1,2,3\n");
  const auto check = transfer::readProfile("p.json", proposal.text);
  QVERIFY(!check.problems.empty());
  const auto keys = decided(proposal);
  for (const char* key : {"source", "columns.order", "columns.product", "columns.quantity", "columns.unit_price", "currency"}) QVERIFY2(std::count(keys.begin(), keys.end(), key) == 1, key);
  for (const auto& each : proposal.toDecide) QVERIFY2(each.line > 1 && !each.remedy.empty(), each.key.c_str());
}

void ProfileProposalTest::twoMeaningsOfADateAreTold() {
  const std::string columns = "order,item,qty,price,date,currency\n";
  const auto both = proposed(columns + "1,x,1,1,03/04/2024,EUR\n");
  QVERIFY(profileOf(both).dateFormats == std::vector<std::string>{"%d/%m/%Y"});
  QVERIFY(decided(both) == (std::vector<std::string>{"source", "date_format", "zone"}));
  const auto slip = proposed(columns + "1,x,1,1,13/04/2024,EUR\n2,x,1,1,14/04/2024,EUR\n3,x,1,1,soon,EUR\n");
  QVERIFY(profileOf(slip).dateFormats == std::vector<std::string>{"%d/%m/%Y"});
  QVERIFY(decided(slip) == (std::vector<std::string>{"source", "date_format", "zone"}));
  // A day above twelve says which it is.
  QVERIFY(profileOf(proposed(columns + "1,x,1,1,03/04/2024,EUR\n2,x,1,1,03/14/2024,EUR\n")).dateFormats == std::vector<std::string>{"%m/%d/%Y"});
}

void ProfileProposalTest::onlyColumnOfDatesIsTheOrdersTime() {
  const auto proposal = proposed("order,item,qty,price,currency,at\n1,x,1,1,EUR,2024-01-01 10:00\n2,x,1,1,EUR,n/a\n");
  const Profile profile = profileOf(proposal);
  QVERIFY(profile.columns.contains("placed_at") && profile.columns.at("placed_at") == "at");
  QVERIFY(profile.dateFormats == std::vector<std::string>{"%Y-%m-%d %H:%M"} && profile.missing == std::vector<std::string>{"n/a"});
  QVERIFY(decided(proposal) == (std::vector<std::string>{"source", "zone", "columns.placed_at"}));
  QVERIFY(proposal.toDecide.back().remedy.find("'at' is the only column of dates") != std::string::npos);
  // Numbers are none, nor is a column that another field has.
  QVERIFY(!profileOf(proposed("order,item,qty,price,currency,batch\n2024-01-01,x,1,1,EUR,20240101\n")).columns.contains("placed_at"));
}

void ProfileProposalTest::severalColumnsOfDatesAreToDecide() {
  const auto proposal = proposed("order,item,qty,price,currency,came,went\n1,x,1,1,EUR,2024-01-01 10:00,2024-01-02 10:00\n");
  QVERIFY(!profileOf(proposal).columns.contains("placed_at"));
  QVERIFY(decided(proposal) == (std::vector<std::string>{"source", "columns.placed_at"}));
  QCOMPARE(proposal.toDecide.back().problem, std::string("several columns hold dates: 'came', 'went'"));
}

void ProfileProposalTest::unknownTimeIsTold() {
  const auto proposal = proposed("order,item,qty,price,currency\n1,x,1,1,EUR\n");
  QVERIFY(decided(proposal) == (std::vector<std::string>{"source", "columns.placed_at"}));
  QCOMPARE(proposal.toDecide.back().problem, std::string("the order's time is not said by any column: orders will be marked 'time unknown'"));
  const auto line = static_cast<std::ptrdiff_t>(proposal.text.find("\"columns\""));
  QCOMPARE(proposal.toDecide.back().line, std::count(proposal.text.begin(), proposal.text.begin() + line, '\n') + 1);
  // One that is known needs no word.
  const auto known = proposed("order,item,qty,price,currency,date\n1,x,1,1,EUR,2024-01-31\n");
  const auto keys = decided(known);
  QCOMPARE(std::count(keys.begin(), keys.end(), "columns.placed_at"), 0);
}

void ProfileProposalTest::sharesAreToldFromPerCents_data() {
  QTest::addColumn<QString>("values");
  QTest::addColumn<QString>("field");
  QTest::newRow("shares") << "0.15 0 1 0.5" << "discount";
  QTest::newRow("per cents") << "0 5 2.5" << "discount_percent";
  QTest::newRow("nothing said") << "0 0" << "discount";
}

void ProfileProposalTest::sharesAreToldFromPerCents() {
  QFETCH(QString, values);
  QFETCH(QString, field);
  std::string file = "order,item,qty,price,discount,currency\n";
  for (const QString& value : values.split(' ')) file += "1,x,1,1," + value.toStdString() + ",EUR\n";
  const Profile profile = profileOf(proposed(file));
  QCOMPARE(profile.columns.count(field.toStdString()), std::size_t{1});
  QCOMPARE(profile.columns.count("discount") + profile.columns.count("discount_percent"), std::size_t{1});
}

void ProfileProposalTest::ownFilesNeedOnlyAFewDecisions() {
  const auto proposal = transfer::proposeProfile(tests::fixture("shop.csv"));
  QVERIFY(proposal.has_value());
  const Profile known = transfer::readProfile("", tests::contentOf(tests::fixture("shop.json"))).profile, profile = profileOf(*proposal);
  QVERIFY(profile.columns == known.columns && profile.dateFormats == known.dateFormats);
  QCOMPARE(profile.separator, known.separator);
  QCOMPARE(profile.decimalSign, known.decimalSign);
}

void ProfileProposalTest::refusesAFileWithoutRows_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("nothing") << "";
  QTest::newRow("a header alone") << "order,item,qty\n";
  QTest::newRow("a log") << "{\"events\": [\n{}]}\n";
  QTest::newRow("no text") << QString(QChar(0)).repeated(50);
}

void ProfileProposalTest::refusesAFileWithoutRows() {
  QFETCH(QString, text);
  const tests::TempFolder folder;
  std::ofstream(folder / "f.csv", std::ios::binary) << text.toStdString();
  const auto proposal = transfer::proposeProfile(folder / "f.csv");
  QVERIFY(!proposal.has_value());
  QVERIFY(proposal.error().code == base::ErrorCode::BadInput && !proposal.error().remedy.empty());
  QCOMPARE(proposal.error().what.find("looks like an event log") != std::string::npos, text.startsWith('{'));
  const auto ofFolder = transfer::proposeProfile(folder.path());
  QVERIFY(ofFolder.error().what.ends_with("this is a folder"));
}

TWINLANE_TEST(ProfileProposalTest)
#include "profile_proposal_test.moc"
