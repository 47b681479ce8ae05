// The account of each file of a history is that of its rows, whatever was taken in before, and rows that came in since stand in
// quarantine no more.
#include "dying_sink.h"
#include "support/temp_folder.h"
#include "support/test_main.h"
#include "whole_journal.h"

#include <filesystem>
#include <fstream>

using namespace twinlane;
using tests::WholeJournal;
using transfer::Profile;

namespace {

const std::string accountTables = R"({
  "name": "Tables", "source": "tables", "shape": "several_tables", "currency": "EUR",
  "objects": [
    {"role": "order", "from": "orders", "columns": {"id": "id"}, "states": {"column": "state", "values": {"new": [], "paid": ["shipped", "paid"]}},
     "classes": [{"name": "test", "fate": "ignore", "when": [{"column": "id", "prefix": "T"}]}, {"name": "real", "fate": "take"}]},
    {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}}
  ]
})";

struct AccountShop {
  tests::TempFolder folder;
  WholeJournal journal;
  std::map<std::string, std::int64_t> rows;
  std::map<std::string, std::int64_t> absent;  // of a file's earlier versions, which stand open
  Profile profile;

  bool isLastGivenAgain = true;

  // However often the files that came last are given again, nothing becomes another.
  ~AccountShop() {
    if (!isLastGivenAgain || m_last.empty() || QTest::currentTestFailed()) return;
    const std::string change = journal.changeBy([this] { journal.import(profile, m_last); });
    QTest::qVerify(change.empty(), "the files that came last, given again, change nothing", change.c_str(), __FILE__, __LINE__);
  }
  explicit AccountShop(const std::string& text) {
    const auto check = transfer::readProfile("invented.json", text);
    if (!check.problems.empty()) qFatal("%s: %s", check.problems[0].key.c_str(), check.problems[0].problem.c_str());
    profile = check.profile;
  }
  std::string file(const std::string& name, const std::string& text) {
    const std::string path = folder / name;
    std::ofstream(path, std::ios::binary) << text;
    rows[path] = std::count(text.begin(), text.end(), '\n') - 1;
    return path;
  }
  tests::ImportAccount take(const std::vector<std::string>& paths) {
    m_last = paths;
    return journal.import(profile, paths);
  }
  // What does not agree with the rows of the files; empty when all does.
  QString differences() {
    QString text;
    const auto account = journal.store.account().value();
    for (const store::FileAccount& file : account.files) {
      std::int64_t sum = file.accepted;
      for (const auto* some : {&file.quarantined, &file.ignored})
        for (const auto& [name, count] : *some) {
          sum += count;
          if (count < 0) text += "below zero; ";
        }
      const std::int64_t found = rows.at(file.file) + absent[file.file];
      if (sum != file.rows || file.rows != found) text += QStringLiteral("%1: %2 rows, sum %3, in the file %4; ").arg(QString::fromStdString(file.file)).arg(file.rows).arg(sum).arg(found);
    }
    return text;
  }
  std::string open() {
    std::string text;
    const auto aside = journal.store.quarantined(0, 1000).value();
    for (const auto& row : aside)
      if (!row.repaired) text += row.file.substr(row.file.rfind('/') + 1) + ":" + std::to_string(row.row) + " " + row.reason + "\n";
    return text;
  }
  std::int64_t accepted() { return journal.store.account()->accepted; }

 private:
  std::vector<std::string> m_last;
};

}  // namespace

class HistoryAccountTest : public QObject {
  Q_OBJECT
 private slots:
  void aLongerFileHasOneAccount();
  void theWholeUnderAnotherNameKnowsItsRows();
  void aMendedFileHasOneAccount();
  void aMendedLineGivesWhatTheMendedFilesGiveAlone();
  void aRowThatIsBadAgainStandsOnce();
  void aRowThatWasInAndIsBadAgainIsSetAsideAnew();
  void anUnrelatedFileGivenAgainClosesNothing();
  void aMendedEventWithoutAnIdCountsOnce_data();
  void aMendedEventWithoutAnIdCountsOnce();
  void anotherEventInTheSamePlaceClosesNothing();
  void aRowOfAnotherOrderInTheSamePlaceClosesNothing();
  void rowsThatAreMendedInTheirPlacesAreClosedInShortCommits();
  void filesGivenTogetherKeepTheirOwnRows();
  void aRowThatIsMerelyAbsentStaysOpen_data();
  void aRowThatIsMerelyAbsentStaysOpen();
  void manyEqualRowsThatMoveAreFoundAgain();
  void whatAKilledImportLeftOpenIsClosedByTheNext();
  void whateverIsKilledTheOtherFileKeepsItsRows();
  void aRowThatAMendedProfileLeavesOutIsClosed_data();
  void aRowThatAMendedProfileLeavesOutIsClosed();
  void aRowThatIsInIsNotCalledLeftOut_data();
  void aRowThatIsInIsNotCalledLeftOut();
  void aRowLeftOutUnderAnotherNameIsClosed();
  void aFileOfWhichAllRowsSayMoreHasOneAccount();
  void anotherFileUnderTheSameNameIsAdded();
  void rowsThatWaitedForTheirFirstEventAreLeftOutNoMore();
  void aMissingLineLeavesItsPriceUnexplained_data();
  void aMissingLineLeavesItsPriceUnexplained();
  void aLineOfTwoPlacingsWaits();
  void aLineOfTwoPlacingsInALogWaits();
};

const std::string someOrders = "id,state\nB1,paid\nT9,new\n";
const std::string someLines = "order,product,quantity,price\nB1,tea,1,2.50\nB2,tea,2,2.50\nB2,cup,x,4\nB3,cup,1,4\nB7,cup,1,4\n";

void HistoryAccountTest::aLongerFileHasOneAccount() {
  AccountShop shop(accountTables);
  shop.take({shop.file("orders.csv", someOrders), shop.file("lines.csv", someLines)});
  QCOMPARE(QString::fromStdString(shop.open()), QString("lines.csv:3 no_order\nlines.csv:4 bad_quantity\nlines.csv:5 no_order\nlines.csv:6 no_order\n"));
  QCOMPARE(shop.differences(), QString());
  for (int pass = 0; pass < 4; ++pass) {
    shop.take({shop.file("orders.csv", someOrders + "B2,paid\nB3,new\n"), shop.file("lines.csv", someLines)});
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(QString::fromStdString(shop.open()), QString("lines.csv:4 bad_quantity\nlines.csv:6 no_order\n"));
    QCOMPARE(shop.accepted(), std::int64_t{6});
    QCOMPARE(shop.journal.store.account()->repaired.at("no_order"), std::int64_t{2});
  }
}

// Rows that another file brought are there already, and counted once.
void HistoryAccountTest::theWholeUnderAnotherNameKnowsItsRows() {
  AccountShop shop(accountTables);
  QVERIFY(std::filesystem::create_directory(shop.folder / "a") && std::filesystem::create_directory(shop.folder / "b"));
  shop.take({shop.file("a/orders.csv", someOrders), shop.file("a/lines.csv", someLines)});
  for (int pass = 0; pass < 4; ++pass) {
    shop.take({shop.file("b/orders.csv", someOrders + "B2,paid\nB3,new\n"), shop.file("b/lines.csv", someLines)});
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(shop.accepted(), std::int64_t{6});
    // Of the rows that are in now none stands open, whichever file had it.
    QVERIFY2(shop.open().find("lines.csv:3") == std::string::npos && shop.open().find("lines.csv:5") == std::string::npos, shop.open().c_str());
  }
}

void HistoryAccountTest::aMendedFileHasOneAccount() {
  AccountShop shop(accountTables);
  const std::string orders = "id,state\nB1,paid\nT9,new\nB2,paid\nB3,new\n", header = "order,product,quantity,price\n";
  const std::string before = "B1,tea,1,2.50\n", after = "B3,cup,1,4\nB7,cup,1,4\n";
  shop.take({shop.file("orders.csv", orders), shop.file("lines.csv", header + before + "B2,cup,x,4\n" + after)});
  QCOMPARE(QString::fromStdString(shop.open()), QString("lines.csv:3 bad_quantity\nlines.csv:5 no_order\n"));
  for (int pass = 0; pass < 4; ++pass) {
    // One row more before, which moves the others.
    shop.take({shop.file("orders.csv", orders), shop.file("lines.csv", header + before + "B1,jug,1,1\nB2,cup,3,4\n" + after)});
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(QString::fromStdString(shop.open()), QString("lines.csv:5 no_order\n"));
    QCOMPARE(shop.accepted(), std::int64_t{7});
  }
}

// The order that grew is paid and sent whole; its own row, which says what it said, is known.
void HistoryAccountTest::aMendedLineGivesWhatTheMendedFilesGiveAlone() {
  const std::string orders = "id,state\nB1,paid\nB2,new\n", header = "order,product,quantity,price\n", first = "B1,tea,1,2.50\n";
  AccountShop whole(accountTables);
  whole.take({whole.file("orders.csv", orders), whole.file("lines.csv", header + first + "B1,cup,3,4\nB1,jug,1,9\n")});
  const auto facts = whole.journal.businessFacts();
  AccountShop shop(accountTables);
  for (const char* lines : {"B1,cup,x,4\nB1,jug,y,9\n", "B1,cup,3,4\nB1,jug,y,9\n", "B1,cup,3,4\nB1,jug,1,9\n", "B1,cup,3,4\nB1,jug,1,9\n"}) {
    const auto account = shop.take({shop.file("orders.csv", orders), shop.file("lines.csv", header + first + lines)});
    QVERIFY(!account.quarantined.contains("document_differs"));
    QCOMPARE(shop.differences(), QString());
  }
  QVERIFY(shop.journal.businessFacts() == facts);
  QCOMPARE(shop.open(), std::string());
}

void HistoryAccountTest::aRowThatIsBadAgainStandsOnce() {
  AccountShop shop(accountTables);
  const std::string orders = "id,state\nB1,paid\nB2,new\n", header = "order,product,quantity,price\nB1,tea,1,2.50\nB2,tea,1,2.50\n";
  for (const char* bad : {"x", "y", "x"}) {
    shop.take({shop.file("orders.csv", orders), shop.file("lines.csv", header + "B2,cup," + bad + ",4\n")});
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(shop.open(), std::string("lines.csv:4 bad_quantity\n"));
  }
}

// Mended and spoilt in turn, as often as it may be.
void HistoryAccountTest::aRowThatWasInAndIsBadAgainIsSetAsideAnew() {
  AccountShop shop(accountTables);
  const std::string header = "order,product,quantity,price\nB1,tea,1,2.50\n", bad = "B2,cup,1,4\n";
  for (const bool isThere : {false, true, false, true, false}) {
    // The line hangs on its order, which comes and goes.
    shop.take({shop.file("orders.csv", std::string("id,state\nB1,paid\n") + (isThere ? "B2,new\n" : "")), shop.file("lines.csv", header + bad)});
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(shop.open(), std::string(isThere ? "" : "lines.csv:3 no_order\n"));
  }
  AccountShop spoilt(accountTables);
  for (const char* quantity : {"x", "4", "x", "4", "x", "x"}) {
    spoilt.take({spoilt.file("orders.csv", "id,state\nB1,paid\nB2,new\n"), spoilt.file("lines.csv", header + "B2,cup," + quantity + ",4\n")});
    QCOMPARE(spoilt.differences(), QString());
    QCOMPARE(spoilt.open(), std::string(*quantity == 'x' ? "lines.csv:3 bad_quantity\n" : ""));
  }
}

// Files of one table share their name and nothing else.
void HistoryAccountTest::anUnrelatedFileGivenAgainClosesNothing() {
  AccountShop shop(accountTables);
  QVERIFY(std::filesystem::create_directory(shop.folder / "jan") && std::filesystem::create_directory(shop.folder / "feb"));
  const std::string header = "order,product,quantity,price\n";
  const std::vector<std::string> jan{shop.file("jan/orders.csv", "id,state\nJ1,new\nJ2,new\nT1,new\n"), shop.file("jan/lines.csv", header + "J1,tea,1,2\nJ2,tea,bad,700\n")};
  const std::vector<std::string> feb{shop.file("feb/orders.csv", "id,state\nF1,new\nF2,new\nT2,new\n"), shop.file("feb/lines.csv", header + "F1,tea,1,2\nF2,tea,1,3\n")};
  const std::int64_t counts[] = {1, 2, 2, 2, 2};
  const std::int64_t* count = counts;
  for (const auto& files : {jan, feb, feb, jan, feb}) {
    shop.take(files);
    QVERIFY(shop.journal.store.account()->ignored == (std::map<std::string, std::int64_t>{{"test", *count++}}));
    QCOMPARE(shop.open(), std::string("lines.csv:3 bad_quantity\n"));
    QCOMPARE(shop.differences(), QString());
  }
}

const std::string accountPayments = R"({"name": "n", "source": "s", "shape": "several_tables", "currency": "EUR", "date_format": "%d.%m.%Y",
  "objects": [{"role": "order", "from": "orders", "columns": {"id": "id", "placed_at": "day"}}, {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}},
              {"role": "event", "from": "pay", "fact": "paid", "columns": {"order": "order", "at": "at", "amount": "amount"}}]})";
const std::string accountEvents = R"({"name": "n", "source": "s", "shape": "event_table", "currency": "EUR", "date_format": "%d.%m.%Y",
  "objects": [{"role": "order", "from": "orders", "columns": {"id": "id", "placed_at": "day"}}, {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}},
              {"role": "event", "from": "pay", "columns": {"order": "order", "at": "at", "amount": "amount", "activity": "what"}}],
  "events": [{"type": "pay", "fact": "paid"}, {"type": "new", "fact": "placed"}]})";
const std::string payOrders = "id,day\nA1,01.01.2024\nA2,01.01.2024\n", payLines = "order,product,quantity,price\nA1,tea,1,5\nA2,tea,1,5\n";

void HistoryAccountTest::aMendedEventWithoutAnIdCountsOnce_data() {
  QTest::addColumn<QString>("profile");
  QTest::addColumn<QString>("bad");
  const QString payments = QString::fromStdString(accountPayments), events = QString::fromStdString(accountEvents);
  for (const auto& [name, bad] : {std::pair("amount", "A1,02.01.2024,z,pay"), {"time", "A1,02.13.2024,2,pay"}, {"order", ",02.01.2024,2,pay"}, {"order that is not there", "A9,02.01.2024,2,pay"}, {"amount and more", "A1,02.01.2024,z,pay,of these"}}) {
    QTest::addRow("table of payments, %s", name) << payments << bad;
    QTest::addRow("event table, %s", name) << events << bad;
  }
  QTest::addRow("event table, activity") << events << "A1,02.01.2024,2,paay";
}

// Whatever is stopped, a row that was set aside and the one that it was mended to never count both.
void HistoryAccountTest::aMendedEventWithoutAnIdCountsOnce() {
  QFETCH(QString, profile);
  QFETCH(QString, bad);
  const bool isWider = bad.count(',') > 3;
  const auto rowsWith = [&](const std::string& row) { return std::string("order,at,amount,what") + (isWider ? ",why" : "") + "\nA2,01.01.2024,1,pay" + (isWider ? "," : "") + "\n" + row + "\nA2,03.01.2024,1,pay" + (isWider ? "," : "") + "\n"; };
  bool isWhole = false;
  for (std::size_t commits = 0; !isWhole; ++commits) {
    AccountShop shop(profile.toStdString());
    std::vector<std::string> files{shop.file("orders.csv", payOrders), shop.file("lines.csv", payLines), shop.file("pay.csv", rowsWith(bad.toStdString()))};
    QCOMPARE(shop.take(files).accepted, std::int64_t{6});
    QCOMPARE(shop.open().find('\n'), shop.open().size() - 1);
    shop.file("pay.csv", rowsWith(isWider ? "A1,02.01.2024,2,pay,of these" : "A1,02.01.2024,2,pay"));
    tests::DyingSink dying(shop.journal.commands, commits);
    isWhole = transfer::importFiles(shop.profile, files, dying, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value();
    QCOMPARE(shop.accepted() + static_cast<std::int64_t>(shop.open().size() > 0), std::int64_t{7});
    QCOMPARE(shop.differences(), QString());
    for (int pass = 0; pass < 4; ++pass) {
      shop.take(files);
      QCOMPARE(shop.open(), std::string());
      QCOMPARE(shop.accepted(), std::int64_t{7});
      QCOMPARE(shop.differences(), QString());
    }
  }
}

// An export that moves on, or was sorted: what does not say the same but for one value is not the row that was mended.
void HistoryAccountTest::anotherEventInTheSamePlaceClosesNothing() {
  for (const std::string& profile : {accountPayments, accountEvents})
    for (const char* row : {"A2,05.01.2024,1,pay", "A1,05.01.2024,3,pay", "A2,02.01.2024,4,pay"}) {
      AccountShop shop(profile);
      const std::string header = "order,at,amount,what\n", rest = "A2,01.01.2024,1,pay\nA2,03.01.2024,1,pay\n";
      std::vector<std::string> files{shop.file("orders.csv", payOrders), shop.file("lines.csv", payLines), shop.file("pay.csv", header + "A1,02.01.2024,z,pay\n" + rest)};
      shop.take(files);
      const std::string open = shop.open();
      shop.file("pay.csv", header + row + "\n" + rest);
      shop.absent[files[2]] = 1;
      for (int pass = 0; pass < 4; ++pass) {
        QCOMPARE(shop.take(files).accepted, std::int64_t{pass == 0 ? 1 : 0});
        QCOMPARE(shop.open(), open);
        QCOMPARE(shop.differences(), QString());
      }
    }
}

const std::string accountFlat = R"({"name": "Flat", "source": "flat", "shape": "flat_lines", "order_rows": "anywhere", "currency": "EUR",
    "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}, "classes": [{"name": "sale", "fate": "sale_line"}]})";

void HistoryAccountTest::aRowThatIsMerelyAbsentStaysOpen_data() {
  QTest::addColumn<QString>("profile");
  QTest::newRow("tables") << QString::fromStdString(accountTables);
  QTest::newRow("flat, joined") << QString::fromStdString(accountFlat);
}

// At most 32 chunks of a commit, however many lie apart.
void HistoryAccountTest::rowsThatAreMendedInTheirPlacesAreClosedInShortCommits() {
  struct Watching : command::FactSink {
    command::FactSink& sink;
    std::size_t most = 0, closed = 0;
    explicit Watching(command::FactSink& to) : sink(to) {}
    std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
      most = std::max(most, chunk.with.size() + 1);
      closed += chunk.streams.empty() ? 0 : chunk.with.size();
      return sink.post(std::move(chunk));
    }
  };
  AccountShop shop(accountFlat);
  std::string bad = "order,product,quantity,price\n", half = bad;
  for (int row = 1; row <= 300; ++row) {
    bad += std::to_string(row) + ",a,x,2\n";
    half += std::to_string(row) + ",a," + (row % 2 == 0 ? "x" : "1") + ",2\n";
  }
  shop.take({shop.file("a.csv", bad)});
  const std::vector<std::string> files{shop.file("a.csv", half)};
  Watching watching(shop.journal.commands);
  QVERIFY(transfer::importFiles(shop.profile, files, watching, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value());
  QCOMPARE(watching.closed, std::size_t{150});
  QVERIFY2(watching.most <= 32, std::to_string(watching.most).c_str());
  QCOMPARE(shop.differences(), QString());
  shop.take(files);
}

// All else is the same, and it was not the order that was bad.
void HistoryAccountTest::aRowOfAnotherOrderInTheSamePlaceClosesNothing() {
  for (const std::string& profile : {accountFlat, accountPayments, accountEvents}) {
    AccountShop shop(profile);
    const bool isFlat = profile == accountFlat;
    const std::string header = isFlat ? "order,product,quantity,price\n" : "order,at,amount,what\n", behind = isFlat ? ",tea,1,\"1,50\"\n" : ",02.01.2024,\"1,50\",pay\n", rest = isFlat ? "A3,tea,1,2\nA3,cup,1,2\nA4,tea,1,2\nA5,tea,1,3\n" : "A2,03.01.2024,1,pay\n";
    const auto give = [&](const std::string& order) {
      std::vector<std::string> files{shop.file("pay.csv", header + order + behind + rest)};
      if (!isFlat) files.insert(files.end(), {shop.file("orders.csv", payOrders), shop.file("lines.csv", payLines)});
      return shop.take(files).accepted;
    };
    give("A1");
    const std::string open = shop.open();
    QVERIFY(open.starts_with("pay.csv:2 bad_"));
    shop.profile.decimalSign = ',';
    shop.absent[shop.folder / "pay.csv"] = 1;
    for (int pass = 0; pass < 4; ++pass) {
      QCOMPARE(give("A2"), std::int64_t{pass == 0 ? 1 : 0});
      QCOMPARE(QString::fromStdString(shop.open()), QString::fromStdString(open));
      QCOMPARE(shop.differences(), QString());
    }
    // It comes in beside it.
    shop.absent.clear();
    give("A1");
    QCOMPARE(shop.open(), std::string());
  }
}

// In whatever order files with the same bad rows are read.
void HistoryAccountTest::filesGivenTogetherKeepTheirOwnRows() {
  AccountShop shop(accountFlat);
  const std::string header = "order,product,quantity,price\n", bad = "B9,tea,bad,1\n";
  const std::string a = shop.file("a.csv", header + bad + "A1,tea,1,2\n"), b = shop.file("b.csv", header + bad + "B1,tea,1,2\n");
  shop.take({a});
  for (int pass = 0; pass < 4; ++pass) {
    shop.take({b, a});
    QCOMPARE(QString::fromStdString(shop.open()), QString("a.csv:2 bad_quantity\nb.csv:2 bad_quantity\n"));
    QCOMPARE(shop.differences(), QString());
  }
}

// An export that moves on.
void HistoryAccountTest::aRowThatIsMerelyAbsentStaysOpen() {
  QFETCH(QString, profile);
  AccountShop shop(profile.toStdString());
  const auto take = [&](int from, int to) {
    std::string orders = "id,state\n", lines = "order,product,quantity,price\n";
    for (int i = from; i <= to; ++i) {
      orders += "O" + std::to_string(i) + ",new\n";
      lines += "O" + std::to_string(i) + ",tea," + (i == 5 ? "bad" : "1") + ",2\n";
    }
    std::vector<std::string> files{shop.file("lines.csv", lines)};
    if (shop.profile.shape == "several_tables") files.push_back(shop.file("orders.csv", orders));
    shop.take(files);
    shop.absent[files[0]] = from > 5 ? 1 : 0;
  };
  for (const auto& [from, to] : {std::pair(1, 100), {41, 140}, {41, 140}, {1, 100}}) {
    take(from, to);
    QCOMPARE(shop.open(), std::string("lines.csv:6 bad_quantity\n"));
    QCOMPARE(shop.differences(), QString());
  }
}

// What only moves is no other row, however many are equal.
void HistoryAccountTest::manyEqualRowsThatMoveAreFoundAgain() {
  AccountShop shop(accountTables);
  std::string blank;
  constexpr int rows = tests::roundsOf(20'000);
  for (int i = 0; i < rows; ++i) blank += ",,,\n";
  const std::string header = "order,product,quantity,price\n";
  const std::string orders = shop.file("orders.csv", "id,state\nB1,paid\n");
  shop.take({orders, shop.file("lines.csv", header + blank)});
  shop.take({orders, shop.file("lines.csv", header + "B1,tea,1,2\n" + blank)});
  QCOMPARE(shop.differences(), QString());
  QCOMPARE(shop.journal.store.account()->quarantined.at("missing_order"), std::int64_t{rows});
}

// As an import that was killed between the facts and the closing leaves it.
void HistoryAccountTest::whatAKilledImportLeftOpenIsClosedByTheNext() {
  AccountShop shop(accountTables);
  QVERIFY(std::filesystem::create_directory(shop.folder / "a") && std::filesystem::create_directory(shop.folder / "b"));
  const std::string header = "order,product,quantity,price\n", line = "B2,cup,1,4\n", first = "B1,tea,1,2.50\nB1,cup,1,2\nB1,jug,1,2\nB1,pot,1,2\n";
  shop.take({shop.file("a/orders.csv", "id,state\nB1,paid\n"), shop.file("a/lines.csv", header + first + line)});
  QCOMPARE(shop.open(), std::string("lines.csv:6 no_order\n"));
  struct Dying : command::FactSink {
    command::FactSink& sink;
    explicit Dying(command::FactSink& to) : sink(to) {}
    std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
      if (chunk.import.lastRow >= 0) return sink.post(std::move(chunk));
      std::promise<base::Result<command::FactReceipt>> killed;
      killed.set_value(base::fail(base::ErrorCode::Io, "killed"));
      return killed.get_future();
    }
  } dying(shop.journal.commands);
  const std::vector<std::string> b{shop.file("b/orders.csv", "id,state\nB2,new\n"), shop.file("b/lines.csv", header + line)};
  QVERIFY(!transfer::importFiles(shop.profile, b, dying, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}));
  QCOMPARE(QString::fromStdString(shop.open()), QString("lines.csv:6 no_order\n"));
  shop.take(b);
  QCOMPARE(shop.open(), std::string());
  QCOMPARE(shop.differences(), QString());
}

// Its rows that were set aside and come in with another file.
void HistoryAccountTest::whateverIsKilledTheOtherFileKeepsItsRows() {
  bool isWhole = false;
  for (std::size_t commits = 0; !isWhole; ++commits) {
    AccountShop shop(accountTables);
    std::string lines = "order,product,quantity,price\n", some = "id,state\n", orders = some;
    for (int i = 0; i < 30; ++i) {
      const std::string id = "O" + std::to_string(i);
      orders += id + ",new\n";
      some += i % 3 == 0 ? "" : id + ",new\n";
      lines += id + ",tea,1,2\n";
    }
    std::filesystem::create_directories(shop.folder / "later");
    const std::string earlier = shop.file("lines.csv", lines);
    QCOMPARE(shop.take({shop.file("orders.csv", some), earlier}).quarantined.at("no_order"), std::int64_t{10});
    const std::vector<std::string> later{shop.file("later/orders.csv", orders), shop.file("later/lines.csv", lines)};
    tests::DyingSink dying(shop.journal.commands, commits);
    isWhole = transfer::importFiles(shop.profile, later, dying, shop.journal.store, shop.journal.store, shop.journal.clock, "tester", {}).has_value();
    QCOMPARE(shop.journal.store.account("tables", earlier)->rows, std::int64_t{30});
    shop.take(later);
    QCOMPARE(shop.open(), std::string());
    QCOMPARE(shop.differences(), QString());
  }
}

void HistoryAccountTest::aRowThatAMendedProfileLeavesOutIsClosed_data() {
  QTest::addColumn<QString>("strict");
  QTest::addColumn<QString>("mended");
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("leftOut");
  const auto row = [](const char* name, std::string profile, const std::string& cut, const std::string& text, int leftOut) {
    const std::string mended = profile;
    profile.erase(profile.find(cut), cut.size());
    QTest::newRow(name) << QString::fromStdString(profile) << QString::fromStdString(mended) << QString::fromStdString(text) << leftOut;
  };
  const std::string gone = R"({"name": "gone", "fate": "ignore", "when": [{"column": "quantity", "one_of": ["?", "??"]}]}, )";
  const std::string columns = R"("columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}, "classes": [)" + gone;
  const std::string header = "order,product,quantity,price\n", lines = header + "B1,tea,1,2\nB1,cup,?,2\nB1,cup,?,2\nB2,jug,??,3\nB2,tea,1,2\nB3,tea,x,2\n";
  row("tables", R"({"name": "Tables", "source": "t", "shape": "several_tables", "currency": "EUR", "objects": [{"role": "order", "from": "orders", "columns": {"id": "id"}}, {"role": "line", "from": "lines", )" + columns +
          R"({"name": "rest", "fate": "take"}]}]})", gone, lines, 3);
  row("flat, joined", R"({"name": "Flat", "source": "t", "shape": "flat_lines", "order_rows": "anywhere", "currency": "EUR", )" + columns + R"({"name": "rest", "fate": "sale_line"}]})", gone, lines, 3);
  for (const bool hasId : {false, true}) {
    const std::string named = hasId ? R"(, "id": "n")" : "", type = R"(, {"type": "look", "fact": "ignore"})";
    row(hasId ? "events with ids" : "events", R"({"name": "Log", "source": "t", "shape": "event_table", "currency": "EUR", "date_format": "%d.%m.%Y",
      "objects": [{"role": "order"}, {"role": "line", "constants": {"quantity": "1", "unit_price": "5", "product": "P"}},
        {"role": "event", "from": "lines", "columns": {"activity": "what", "at": "when", "order": "order", "line": "line")" + named + R"(}}],
      "events": [{"type": "place", "fact": "placed"})" + type + "]}", type, "n,what,when,order,line\n1,place,01.05.2024,B1,i1\n2,look,02.05.2024,B1,\n3,look,02.05.2024,B1,\n4,place,03.05.2024,B2,i2\n5,look,03.05.2024,B2,i2\n6,send,03.05.2024,B2,i2\n", 3);
  }
}

// Once, whatever profile is given how often, and as if it had been right from the beginning.
void HistoryAccountTest::aRowThatAMendedProfileLeavesOutIsClosed() {
  QFETCH(QString, strict);
  QFETCH(QString, mended);
  QFETCH(QString, text);
  QFETCH(int, leftOut);
  AccountShop straight(mended.toStdString()), shop(strict.toStdString());
  const std::string old = strict.toStdString(), now = mended.toStdString();
  const auto take = [&](AccountShop& to, const std::string& profile) {
    to.profile = transfer::readProfile("invented.json", profile).profile;
    std::vector<std::string> files{to.file("lines.csv", text.toStdString())};
    if (to.profile.shape == "several_tables") files.push_back(to.file("orders.csv", "id\nB1\nB2\nB3\n"));
    to.take(files);
  };
  take(straight, now);
  for (const std::string& profile : {old, now, now, old, now}) {
    take(shop, profile);
    QCOMPARE(shop.differences(), QString());
    const auto account = shop.journal.store.account().value();
    std::int64_t ignored = 0, aside = 0;
    for (const auto& [rule, count] : account.ignored) ignored += count;
    for (const auto& [reason, count] : account.quarantined) aside += count;
    QCOMPARE(ignored, std::int64_t{profile == now ? leftOut : 0});
    QCOMPARE(aside, std::int64_t{profile == now ? 1 : leftOut + 1});
    if (profile == now) QCOMPARE(QString::fromStdString(shop.open()), QString::fromStdString(straight.open()));
  }
  QVERIFY(shop.journal.businessFacts() == straight.journal.businessFacts());
}

void HistoryAccountTest::aRowThatIsInIsNotCalledLeftOut_data() {
  QTest::addColumn<QString>("profile");
  const std::string some = R"("classes": [{"name": "gone", "fate": "ignore", "when": [{"column": "product", "one_of": ["gift", "GONE"]}]}, )";
  const std::string columns = R"("columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}, )" + some;
  QTest::newRow("tables") << QString::fromStdString(R"({"name": "Tables", "source": "t", "shape": "several_tables", "currency": "EUR", "objects": [{"role": "order", "from": "orders", "columns": {"id": "id"}}, {"role": "line", "from": "lines", )" + columns + R"({"name": "rest", "fate": "take"}]}]})");
  QTest::newRow("flat, joined") << QString::fromStdString(R"({"name": "Flat", "source": "t", "shape": "flat_lines", "order_rows": "anywhere", "currency": "EUR", )" + columns + R"({"name": "rest", "fate": "sale_line"}]})");
}

// The cup was taken in before a mended profile leaves it out; the gift never was.
void HistoryAccountTest::aRowThatIsInIsNotCalledLeftOut() {
  QFETCH(QString, profile);
  const std::string old = profile.toStdString(), now = QString(profile).replace("GONE", "cup").toStdString();
  AccountShop shop(old);
  std::vector<std::string> files{shop.file("lines.csv", "order,product,quantity,price\nB1,tea,1,2\nB1,cup,1,3\nB2,gift,1,0\nB2,tea,1,2\n")};
  if (shop.profile.shape == "several_tables") files.push_back(shop.file("orders.csv", "id\nB1\nB2\n"));
  for (const std::string& given : {old, now, now, old, now}) {
    shop.profile = transfer::readProfile("invented.json", given).profile;
    const auto run = shop.take(files);
    QVERIFY(!run.ignored.contains("gone") || run.ignored.at("gone") == 1);
    const auto account = shop.journal.store.account("t", files[0]).value();
    QCOMPARE(account.accepted, std::int64_t{3});
    QVERIFY(account.ignored == (std::map<std::string, std::int64_t>{{"gone", 1}}));
    QCOMPARE(shop.differences(), QString());
  }
}

// Each row counts once over both files.
void HistoryAccountTest::aRowLeftOutUnderAnotherNameIsClosed() {
  const std::string gone = R"({"name": "gone", "fate": "ignore", "when": [{"column": "quantity", "one_of": ["?"]}]}, )";
  std::string mended = accountFlat;
  mended.insert(mended.find(R"({"name": "sale")"), gone);
  AccountShop shop(accountFlat);
  const std::string text = "order,product,quantity,price\nB1,tea,1,2\nB1,cup,?,2\n";
  shop.take({shop.file("a.csv", text)});
  shop.profile = transfer::readProfile("invented.json", mended).profile;
  for (int pass = 0; pass < 4; ++pass) {
    shop.take({shop.file("b.csv", text)});
    QCOMPARE(shop.open(), std::string());
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(shop.accepted(), std::int64_t{1});
    QCOMPARE(shop.journal.store.account()->ignored.at("gone"), std::int64_t{1});
  }
}

// The same records by their ids: orders that were sent since, packages that arrived, events that tell of more.
void HistoryAccountTest::aFileOfWhichAllRowsSayMoreHasOneAccount() {
  const auto lines = [](AccountShop& shop) { return shop.file("lines.csv", "order,product,quantity,price\nB1,tea,1,2\nB2,tea,1,2\nB3,tea,1,2\n"); };
  AccountShop shop(accountTables);
  for (const char* state : {"new", "paid", "paid"}) {
    std::string orders = "id,state\n";
    for (const char* order : {"B1", "B2", "B3"}) orders += std::string(order) + "," + state + "\n";
    shop.take({shop.file("orders.csv", orders), lines(shop)});
    QCOMPARE(shop.differences(), QString());
    QCOMPARE(shop.accepted(), std::int64_t{6});
  }
  AccountShop packs(R"({
    "name": "Tables", "source": "tables", "shape": "several_tables", "currency": "EUR", "date_format": "%d.%m.%Y",
    "objects": [
      {"role": "order", "from": "orders", "columns": {"id": "id"}},
      {"role": "line", "from": "lines", "columns": {"order": "order", "product": "product", "quantity": "quantity", "unit_price": "price"}},
      {"role": "package", "from": "packs", "columns": {"id": "id", "order": "order"}, "facts": [{"fact": "shipped", "at": "sent"}, {"fact": "delivered", "at": "came"}]}
    ]
  })");
  for (const char* came : {"", "03.05.2024", "03.05.2024"}) {
    packs.take({packs.file("orders.csv", "id\nB1\nB2\nB3\n"), lines(packs), packs.file("packs.csv", std::string("id,order,sent,came\nP1,B1,02.05.2024,") + came + "\nP2,B2,02.05.2024," + came + "\n")});
    QCOMPARE(packs.differences(), QString());
    QCOMPARE(packs.accepted(), std::int64_t{8});
  }
}

void HistoryAccountTest::anotherFileUnderTheSameNameIsAdded() {
  AccountShop shop(accountTables);
  shop.isLastGivenAgain = false;  // then it is the file of that name
  const std::string header = "order,product,quantity,price\n";
  shop.take({shop.file("orders.csv", "id,state\nB1,paid\n"), shop.file("lines.csv", header + "B1,tea,1,2.50\nB1,cup,x,1\n")});
  shop.take({shop.file("orders.csv", "id,state\nB2,paid\n"), shop.file("lines.csv", header + "B2,jug,1,2\nB2,cup,y,1\n")});
  for (auto& [file, rows] : shop.rows) rows *= 2;
  QCOMPARE(shop.differences(), QString());
  QCOMPARE(shop.accepted(), std::int64_t{4});
  QCOMPARE(QString::fromStdString(shop.open()), QString("lines.csv:3 bad_quantity\nlines.csv:3 bad_quantity\n"));
}

void HistoryAccountTest::rowsThatWaitedForTheirFirstEventAreLeftOutNoMore() {
  AccountShop shop(R"({
    "name": "Log", "source": "log", "shape": "event_table", "currency": "EUR", "date_format": "%d.%m.%Y",
    "objects": [
      {"role": "order", "from": "orders", "columns": {"id": "id"}},
      {"role": "line", "from": "items", "columns": {"id": "id", "order": "order", "product": "product", "unit_price": "price"}, "constants": {"quantity": "1"}},
      {"role": "event", "from": "events", "columns": {"activity": "what", "at": "when", "order": "order"}}
    ],
    "events": [{"type": "place", "fact": "placed"}]
  })");
  const std::string orders = shop.file("orders.csv", "id\no1\no2\n"), items = shop.file("items.csv", "id,order,product,price\ni1,o1,tea,2\ni2,o2,cup,3\n");
  std::string events = "what,when,order\nplace,01.05.2024,o1\n";
  shop.take({orders, items, shop.file("events.csv", events)});
  QCOMPARE(shop.journal.store.account()->ignored.at("no_event_yet"), std::int64_t{2});
  for (int pass = 0; pass < 4; ++pass) {
    shop.take({orders, items, shop.file("events.csv", events + "place,02.05.2024,o2\n")});
    QCOMPARE(shop.differences(), QString());
    QVERIFY(shop.journal.store.account()->ignored.empty());
    QCOMPARE(shop.accepted(), std::int64_t{6});
  }
}

// What a line costs that was set aside is no charge: it says what is missing, and comes right with the mended file.
void HistoryAccountTest::aMissingLineLeavesItsPriceUnexplained_data() {
  QTest::addColumn<QString>("mended");
  QTest::newRow("the same name") << QStringLiteral("log.json");
  QTest::newRow("another name") << QStringLiteral("mended.json");
}

void HistoryAccountTest::aMissingLineLeavesItsPriceUnexplained() {
  QFETCH(QString, mended);
  const std::string profile = R"({
    "name": "Log", "source": "log", "shape": "event_log", "currency": "EUR",
    "objects": [{"role": "order", "from": "order", "columns": {"total": "worth"}}, {"role": "line", "from": "piece", "columns": {"unit_price": "price", "product": "of"}, "constants": {"quantity": "1"}}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "send", "fact": "shipped"}, {"type": "pay", "fact": "paid"}]
  })";
  const auto log = [](const std::string& price) {
    const auto object = [](const std::string& id, const std::string& type, const std::string& attributes) { return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"attributes\":[" + attributes + "],\"relationships\":[]}"; };
    const auto value = [](const std::string& name, const std::string& text) { return "{\"name\":\"" + name + "\",\"value\":\"" + text + "\",\"time\":\"1970-01-01T00:00:00Z\"}"; };
    const auto event = [](const std::string& type, const std::string& about) {
      return "{\"id\":\"" + type + "\",\"type\":\"" + type + "\",\"time\":\"2024-05-01T08:00:00Z\",\"attributes\":[],\"relationships\":[" + about + "]}";
    };
    const std::string o = R"({"objectId":"o1","qualifier":""})", i1 = R"(,{"objectId":"i1","qualifier":""})", i2 = R"(,{"objectId":"i2","qualifier":""})";
    return "{\"objectTypes\":[],\"eventTypes\":[],\"events\":[" + event("place", o + i1 + i2) + "," + event("send", o) + "," + event("pay", o) + "],\"objects\":[" + object("o1", "order", value("worth", "40")) + "," +
           object("i1", "piece", value("price", price) + "," + value("of", "Cup")) + "," + object("i2", "piece", value("price", "25") + "," + value("of", "Jug")) + "]}";
  };
  AccountShop whole(profile);
  whole.take({whole.file("log.json", log("10"))});
  AccountShop shop(profile);
  shop.take({shop.file("log.json", log("abc"))});
  QVERIFY2(shop.journal.factsOf("order-o1").front().find(R"x("charges":[{"kind":"unexplained (without i1)","amount":"15.00"}])x") != std::string::npos, shop.journal.factsOf("order-o1").front().c_str());
  QCOMPARE(QString::fromStdString(shop.open()), QStringLiteral("log.json:5 bad_price\n"));
  for (int pass = 0; pass < 4; ++pass) {
    const auto account = shop.take({shop.file(mended.toStdString(), log("10"))});
    QVERIFY(account.quarantined.empty());
    QVERIFY(shop.journal.businessFacts() == whole.journal.businessFacts());
    QCOMPARE(shop.open(), std::string());
    QCOMPARE(shop.accepted(), std::int64_t{6});
    for (auto& [file, rows] : shop.rows) rows = 6;
    QCOMPARE(shop.differences(), QString());
  }
}

// Which order has it is not told: none is given it, and what is mended comes to what it is alone.
void HistoryAccountTest::aLineOfTwoPlacingsWaits() {
  const std::string profile = R"({
    "name": "Log", "source": "log", "shape": "event_table", "currency": "EUR", "date_format": "%d.%m.%Y",
    "objects": [{"role": "order"}, {"role": "line", "constants": {"quantity": "1", "unit_price": "5", "product": "P"}},
      {"role": "event", "from": "events", "columns": {"activity": "what", "at": "when", "order": "order", "line": "line"}}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "pay", "fact": "paid"}]
  })";
  const auto take = [&](AccountShop& shop, const std::string& first, const std::string& second) {
    return shop.take({shop.file("events.csv", "what,when,order,line\npay,03.05.2024,o1,\nplace,02.05.2024,o1," + first + "\nplace,01.05.2024,o2," + second + "\npay,03.05.2024,o2,\nplace,01.05.2024,o3,i9\n")});
  };
  for (const auto& [first, second] : {std::pair{"i2", "i1"}, {"i1", "i2"}, {"i2", "i3"}}) {
    AccountShop shop(profile), fresh(profile);
    take(shop, "i1", "i1");
    QCOMPARE(QString::fromStdString(shop.open()), QStringLiteral("events.csv:2 not_placed\nevents.csv:3 line_of_other_order\nevents.csv:4 line_of_other_order\nevents.csv:5 not_placed\n"));
    QVERIFY(shop.journal.factsOf("order-o1").empty() && shop.journal.factsOf("order-o2").empty() && shop.journal.factsOf("order-o3").size() == 1);
    take(fresh, first, second);
    for (int pass = 0; pass < 4; ++pass) {
      take(shop, first, second);
      QVERIFY(shop.journal.businessFacts() == fresh.journal.businessFacts());
      QCOMPARE(shop.open(), std::string());
      QCOMPARE(shop.differences(), QString());
      QCOMPARE(shop.accepted(), fresh.accepted());
    }
  }
}

// Beside other lines of orders that have rows of their own.
void HistoryAccountTest::aLineOfTwoPlacingsInALogWaits() {
  const std::string profile = R"({
    "name": "Log", "source": "log", "shape": "event_log", "currency": "EUR",
    "objects": [{"role": "order", "from": "order"}, {"role": "line", "from": "piece", "columns": {"product": "of"}, "constants": {"quantity": "1", "unit_price": "5"}}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "pay", "fact": "paid"}, {"type": "send", "fact": "shipped"}]
  })";
  const auto log = [](const std::string& first, const std::string& second) {
    const auto object = [](const std::string& id, const std::string& type) { return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"attributes\":[{\"name\":\"of\",\"value\":\"" + id + "\",\"time\":\"1970-01-01T00:00:00Z\"}],\"relationships\":[]}"; };
    const auto event = [](const std::string& type, const std::vector<std::string>& about) {
      std::string text;
      for (const std::string& id : about) text += (text.empty() ? "" : ",") + std::string("{\"objectId\":\"") + id + "\",\"qualifier\":\"\"}";
      return "{\"id\":\"" + type + about.front() + "\",\"type\":\"" + type + "\",\"time\":\"2024-05-0" + std::to_string(type.size()) + "T08:00:00Z\",\"attributes\":[],\"relationships\":[" + text + "]}";
    };
    return "{\"objectTypes\":[],\"eventTypes\":[],\"events\":[" + event("place", {"o1", "i5", first}) + "," + event("place", {"o2", "i6", second}) + "," + event("pay", {"o1"}) + "," + event("pay", {"o2"}) + "," + event("send", {"o1"}) +
           "],\"objects\":[" + object("o1", "order") + "," + object("o2", "order") + "," + object("i1", "piece") + "," + object("i2", "piece") + "," + object("i5", "piece") + "," + object("i6", "piece") + "]}";
  };
  for (const auto& [first, second] : {std::pair{"i2", "i1"}, {"i1", "i2"}}) {
    AccountShop shop(profile), fresh(profile);
    fresh.take({fresh.file("log.json", log(first, second))});
    fresh.rows[fresh.folder / "log.json"] = shop.rows[shop.folder / "log.json"] = 11;
    shop.take({shop.file("log.json", log("i1", "i1"))});
    QVERIFY(shop.open().find("line_of_other_order") != std::string::npos);
    for (int pass = 0; pass < 4; ++pass) {
      shop.take({shop.file("log.json", log(first, second))});
      shop.rows[shop.folder / "log.json"] = 11;
      QVERIFY(shop.journal.businessFacts() == fresh.journal.businessFacts());
      QCOMPARE(shop.open(), std::string());
      QCOMPARE(shop.differences(), QString());
      QCOMPARE(shop.accepted(), fresh.accepted());
    }
  }
}

TWINLANE_TEST(HistoryAccountTest)
#include "history_account_test.moc"
