// Files that are given again with a mended profile: what the old one set aside comes in, and all is as if it had been right from the
// beginning.
#include "plain_shop.h"
#include "support/test_main.h"
#include "transfer/row_repair.h"

#include <random>

using namespace twinlane;
using tests::PlainShop;

namespace {

const std::string fiveColumns = "o;p;q;u;t\n";

transfer::Profile profileWith(const std::string& changed) {
  std::map<std::string, std::string> keys{{"decimal_sign", "\",\""}, {"date_format", "\"%Y-%m-%d\""}, {"classes", R"([{"name": "sale", "fate": "sale_line"}])"}, {"unreadable_rows", "\"quarantine\""}};
  if (const auto colon = changed.find(": "); colon != std::string::npos) keys[changed.substr(0, colon)] = changed.substr(colon + 2);
  std::string text = R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "separator": ";", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u", "placed_at": "t"})";
  for (const auto& [key, value] : keys) text += ", \"" + key + "\": " + value;
  const auto check = transfer::readProfile("p", text + "}");
  if (!check.problems.empty()) qFatal("%s: %s", check.problems[0].key.c_str(), check.problems[0].problem.c_str());
  return check.profile;
}

const std::string fiveOrders =
    "1;tea;1;2;2024-01-01\n1;cup;1;1,25;2024-01-01\n1;pot;2;3,5;02.01.2024\n"
    "2;cup;1;1,25;2024-01-02\n2;gift;1;0;2024-01-02\n"
    "3;tea;1;2;2024-01-03\n3;t\xC3\xBCr;1;7;2024-01-03\n3;cup;x;1;2024-01-03\n3;pot;2;3,5;2024-01-03\n"
    "4;pot;1;3,5;04.01.2024\n4;tea;1;2;2024-01-04\n5;tea;1;2;2024-01-05\n";

}  // namespace

class MendedProfileTest : public QObject {
  Q_OBJECT
 private slots:
  void whatWasSetAsideComesIn_data();
  void whatWasSetAsideComesIn();
  void whatIsInIsNotCalledLeftOut();
  void whatWasLeftOutIsNotCalledThere();
  void anotherEncodingTakesItsRowsIn();
  void halvesComeToTheWhole();
  void anyFilesComeToWhatTheyWouldHaveBeen_data();
  void anyFilesComeToWhatTheyWouldHaveBeen();
  void anOrderOfTwoFilesComesInOnce();
  void aNewLineInThePlaceOfOneThatCameInIsNew();
  void rowsThatWereRepairedStay();
  void aRowThatIsBadOtherwiseStandsUnderItsReasonOfNow();
  void aRowThatTheShopRefusesStaysOpen();
  void manyRowsComeInFewChunks();
  void anOldTextThatWasRepairedIsKnownWithTheOldProfile();
};

void MendedProfileTest::whatWasSetAsideComesIn_data() {
  QTest::addColumn<QString>("wrong");
  QTest::addColumn<int>("added");
  QTest::newRow("decimal sign") << R"(decimal_sign: ".")" << 3;
  QTest::newRow("date format") << R"(date_format: "%d/%m/%Y")" << 8;
  QTest::newRow("a class was missing") << R"(classes: [{"name": "sale", "fate": "sale_line", "when": [{"column": "p", "one_of": ["tea"]}]}])" << 4;
  QTest::newRow("a class was too strict") << R"(classes: [{"name": "odd", "fate": "quarantine", "when": [{"column": "o", "one_of": ["2", "5"]}]}, {"name": "sale", "fate": "sale_line"}])" << 2;
}

void MendedProfileTest::whatWasSetAsideComesIn() {
  QFETCH(QString, wrong);
  QFETCH(int, added);
  const transfer::Profile mended = profileWith(R"(classes: [{"name": "gift", "fate": "ignore", "when": [{"column": "p", "one_of": ["gift"]}]}, {"name": "sale", "fate": "sale_line"}])");
  PlainShop straight, shop;
  const auto all = straight.give("a.csv", fiveOrders, mended, fiveColumns);
  const auto first = shop.give("a.csv", fiveOrders, profileWith(wrong.toStdString()), fiveColumns);
  QCOMPARE(shop.give("a.csv", fiveOrders, profileWith(wrong.toStdString()), fiveColumns).alreadyImported, 12);
  const auto again = shop.give("a.csv", fiveOrders, mended, fiveColumns);
  QCOMPARE(again.accepted, added);
  QCOMPARE(again.rows, 12);
  // A gift that the old profile took in is in.
  const bool isGiftIn = first.accepted + again.accepted > all.accepted;
  if (!isGiftIn) {
    QCOMPARE(shop.journal.businessFacts(), straight.journal.businessFacts());
    QCOMPARE(shop.gross(), straight.gross());
  }
  // What is bad otherwise now was set aside anew.
  const auto sorted = [](const QString& open) {
    QStringList rows = open.split(QStringLiteral("; "));
    rows.sort();
    return rows;
  };
  QCOMPARE(sorted(shop.open()), sorted(straight.open()));
  QCOMPARE(shop.problem({{"a.csv", 12}}), QString());
  const std::size_t stored = shop.journal.store.chunks("s")->size();
  shop.give("a.csv", fiveOrders, mended, fiveColumns);
  QCOMPARE(shop.journal.store.chunks("s")->size(), stored);
  for (const transfer::Profile& profile : {mended, profileWith(wrong.toStdString()), mended}) {
    const std::size_t chunks = shop.journal.store.chunks("s")->size();
    const auto more = shop.give("a.csv", fiveOrders, profile, fiveColumns);
    // A row that stands aside does so for the reason that this profile has.
    std::int64_t asideAnew = 0;
    for (const auto& [reason, count] : more.quarantined) asideAnew += count;
    QCOMPARE(more.alreadyImported + asideAnew, 12);
    QVERIFY(asideAnew <= 3);
    QCOMPARE(more.events, 0);
    QCOMPARE(shop.problem({{"a.csv", 12}}), QString());
    // Beside that only the account follows what a profile says of a row.
    QVERIFY(static_cast<std::int64_t>(shop.journal.store.chunks("s")->size() - chunks) <= 1 + asideAnew);
  }
}

// A gift that the old profile left out stays out, and the account says so; a file of its own brings it in.
void MendedProfileTest::whatWasLeftOutIsNotCalledThere() {
  const transfer::Profile sales = profileWith(R"(classes: [{"name": "sale", "fate": "sale_line"}])");
  const transfer::Profile gifts = profileWith(R"(classes: [{"name": "gift", "fate": "ignore", "when": [{"column": "p", "one_of": ["gift"]}]}, {"name": "sale", "fate": "sale_line"}])");
  PlainShop shop;
  const std::string rows = "1;tea;1;2;2024-01-01\n2;gift;1;1;2024-01-01\n3;tea;1;x;2024-01-01\n";
  shop.give("a.csv", rows, gifts, fiveColumns);
  for (const transfer::Profile* profile : {&sales, &gifts, &sales, &sales}) {
    QCOMPARE(shop.give("a.csv", rows, *profile, fiveColumns).events, 0);
    const auto account = shop.journal.store.account("s", shop.folder / "a.csv");
    QCOMPARE(account->accepted, 1);
    QCOMPARE(account->ignored, (std::map<std::string, std::int64_t>{{"gift", 1}}));
    QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
  }
  QCOMPARE(shop.give("gift.csv", "2;gift;1;1;2024-01-01\n", sales, fiveColumns).accepted, 1);
  shop.give("a.csv", rows, sales, fiveColumns);
  QCOMPARE(shop.problem({{"a.csv", 3}, {"gift.csv", 1}}), QString());
}

// A gift that the old profile took in is in the shop, whatever the mended one makes of it.
void MendedProfileTest::whatIsInIsNotCalledLeftOut() {
  const transfer::Profile sales = profileWith(R"(classes: [{"name": "sale", "fate": "sale_line"}])");
  const transfer::Profile gifts = profileWith(R"(classes: [{"name": "gift", "fate": "ignore", "when": [{"column": "p", "one_of": ["gift"]}]}, {"name": "sale", "fate": "sale_line"}])");
  PlainShop shop;
  const std::string rows = "1;tea;1;2;2024-01-01\n1;gift;1;1;2024-01-01\n";
  shop.give("a.csv", rows, sales, fiveColumns);
  for (const std::string& more : {std::string(), std::string("2;gift;1;1;2024-01-01\n")}) {
    shop.give("a.csv", rows + more, gifts, fiveColumns);
    const auto account = shop.journal.store.account("s", shop.folder / "a.csv");
    QCOMPARE(account->accepted, std::int64_t{2});
    QCOMPARE(account->ignored, (more.empty() ? std::map<std::string, std::int64_t>() : std::map<std::string, std::int64_t>{{"gift", 1}}));
  }
}

void MendedProfileTest::anotherEncodingTakesItsRowsIn() {
  std::string rows = fiveOrders;
  rows.replace(rows.find("\xC3\xBC"), 2, "\xFC");
  for (int i = 0; i < 200; ++i) rows += "6;a" + std::to_string(i) + ";1;1;2024-01-05\n";
  PlainShop straight, shop;
  straight.give("a.csv", rows, profileWith(R"(encoding: "latin-1")"), fiveColumns);
  QCOMPARE(shop.give("a.csv", rows, profileWith(""), fiveColumns).quarantined.at("bad_encoding"), 1);
  QCOMPARE(shop.give("a.csv", rows, profileWith(R"(encoding: "latin-1")"), fiveColumns).accepted, 1);
  QCOMPARE(shop.journal.businessFacts(), straight.journal.businessFacts());
  QCOMPARE(shop.problem({{"a.csv", 212}}), QString());
}

// Cut anywhere, with rows of an order in both halves of which some were set aside.
void MendedProfileTest::halvesComeToTheWhole() {
  std::vector<std::string> rows;
  for (std::size_t at = 0; at < fiveOrders.size();) {
    const std::size_t end = fiveOrders.find('\n', at) + 1;
    rows.push_back(fiveOrders.substr(at, end - at));
    at = end;
  }
  PlainShop straight;
  straight.give("whole.csv", fiveOrders, profileWith(""), fiveColumns);
  for (std::size_t cut = 3; cut < 9; ++cut) {
    std::string half, rest;
    for (std::size_t i = 0; i < rows.size(); ++i) (i < cut ? half : rest) += rows[i];
    PlainShop shop;
    for (const transfer::Profile& profile : {profileWith(R"(decimal_sign: ".")"), profileWith("")}) {
      shop.give("a.csv", half, profile, fiveColumns);
      shop.give("b.csv", rest, profile, fiveColumns);
    }
    QCOMPARE(shop.gross(), straight.gross());
    QCOMPARE(shop.journal.businessFacts(), straight.journal.businessFacts());
    QCOMPARE(shop.problem({{"a.csv", static_cast<std::int64_t>(cut)}, {"b.csv", static_cast<std::int64_t>(rows.size() - cut)}}), QString());
  }
}

void MendedProfileTest::anyFilesComeToWhatTheyWouldHaveBeen_data() {
  QTest::addColumn<int>("overlap");
  QTest::newRow("one after the other") << 0;
  QTest::newRow("one goes on where the other ended some rows before") << 7;
}

void MendedProfileTest::anyFilesComeToWhatTheyWouldHaveBeen() {
  QFETCH(int, overlap);
  std::mt19937 random(9);
  for (int round = 0; round < tests::roundsOf(150); ++round) {
    std::vector<std::string> rows;
    for (int order = 1; order <= 10; ++order)
      for (std::size_t lines = 1 + random() % 4, line = 0; line < lines; ++line)
        rows.push_back(std::to_string(order) + ";p" + std::to_string(line) + ";" + (random() % 8 == 0 ? "x" : "1") + (random() % 2 == 0 ? ";1,25" : ";2") + ";2024-01-01\n");
    const std::size_t cut = 8 + random() % (rows.size() - 9);
    std::string first, second;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i < cut) first += rows[i];
      if (i + static_cast<std::size_t>(overlap) >= cut) second += rows[i];
    }
    PlainShop straight, shop;
    straight.limits.rows = shop.limits.rows = 5;
    for (const char* sign : {".", ","}) {
      const transfer::Profile profile = profileWith(std::string("decimal_sign: \"") + sign + "\"");
      for (PlainShop* one : {&shop, &straight}) {
        if (one == &straight && *sign == '.') continue;
        one->give("a.csv", first, profile, fiveColumns);
        one->give("b.csv", second, profile, fiveColumns);
      }
    }
    QVERIFY2(shop.gross() == straight.gross(), ("round " + std::to_string(round) + ": " + shop.gross() + ", not " + straight.gross() + "\n" + first + "and\n" + second).c_str());
    QVERIFY(shop.journal.businessFacts() == straight.journal.businessFacts());
  }
}

// What another file brought of the order is said in this one too, before the row that comes in and behind it.
void MendedProfileTest::anOrderOfTwoFilesComesInOnce() {
  PlainShop shop;
  shop.give("a.csv", "0;mug;1;2;2024-01-01\n1;tea;1;2;2024-01-01\n1;cup;1;3;2024-01-01\n", profileWith(""), fiveColumns);
  const std::string rows = "9;tea;1;2;2024-01-01\n1;tea;1;2;2024-01-01\n1;pot;1;1,50;2024-01-01\n1;cup;1;3;2024-01-01\n1;pan;1;1,50;2024-01-01\n8;tea;1;2;2024-01-01\n";
  shop.give("b.csv", rows, profileWith(R"(decimal_sign: ".")"), fiveColumns);
  QCOMPARE(shop.give("b.csv", rows, profileWith(""), fiveColumns).accepted, 2);
  QCOMPARE(shop.open(), QString());
  QCOMPARE(shop.gross(), std::string("14.00"));
  QCOMPARE(shop.problem({{"a.csv", 3}, {"b.csv", 6}}), QString());
}

// Its order and product are those of the row that stood there and that the mended profile took in.
void MendedProfileTest::aNewLineInThePlaceOfOneThatCameInIsNew() {
  PlainShop shop;
  const std::string first = "9;tea;1;2;2024-01-01\n1;tea;1;2;2024-01-01\n", cups = "1;cup;2;1,50;2024-01-01\n1;cup;1;1,50;2024-01-01\n", last = "2;tea;1;2;2024-01-01\n";
  for (const char* sign : {".", ","}) shop.give("a.csv", first + cups + last, profileWith(std::string("decimal_sign: \"") + sign + "\""), fiveColumns);
  QCOMPARE(shop.gross(), std::string("10.50"));
  QCOMPARE(shop.give("a.csv", first + "1;cup;4;1;2024-01-01\n" + cups + last, profileWith(""), fiveColumns).accepted, 1);
  QCOMPARE(shop.gross(), std::string("14.50"));
  QCOMPARE(shop.open(), QString());
  QCOMPARE(shop.problem({{"a.csv", 6}}), QString());
}

void MendedProfileTest::rowsThatWereRepairedStay() {
  PlainShop shop;
  const std::string rows = "1;tea;1;2;2024-01-01\n1;cup;1;1,25;2024-01-01\n1;pot;1;2,25;2024-01-01\n";
  const transfer::Profile wrong = profileWith(R"(decimal_sign: ".")");
  shop.give("a.csv", rows, wrong, fiveColumns);
  const auto repaired = transfer::takeInRepaired(wrong, {}, {{1, "1;cup;1;1.75;2024-01-01"}}, shop.journal.commands, shop.journal.store, shop.journal.store, "tester");
  QVERIFY(repaired && repaired->accepted == 1);
  QCOMPARE(shop.give("a.csv", rows, profileWith(""), fiveColumns).accepted, 1);
  QCOMPARE(shop.gross(), std::string("6.00"));
  QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
}

// As in a new shop: the class that set it aside may be gone.
void MendedProfileTest::aRowThatIsBadOtherwiseStandsUnderItsReasonOfNow() {
  const std::string rows = "1;tea;1;2;2024-01-01\n2;cup;1;two;2024-01-01\n2;pot;1;3;2024-01-01\n";
  const transfer::Profile strict = profileWith(R"(classes: [{"name": "odd", "fate": "quarantine", "when": [{"column": "o", "one_of": ["2"]}]}, {"name": "sale", "fate": "sale_line"}])");
  PlainShop straight, shop;
  straight.give("a.csv", rows, profileWith(""), fiveColumns);
  const auto openReasons = [](PlainShop& one) {
    const auto account = one.journal.store.account();
    return account->quarantined;
  };
  shop.give("a.csv", rows, strict, fiveColumns);
  const auto mended = shop.give("a.csv", rows, profileWith(""), fiveColumns);
  QCOMPARE(mended.accepted, 1);
  QCOMPARE(mended.quarantined.at("bad_price"), 1);
  QVERIFY(openReasons(shop) == openReasons(straight));
  QCOMPARE(shop.open(), straight.open());
  QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
  QCOMPARE(shop.give("a.csv", rows, profileWith(""), fiveColumns).alreadyImported, 3);
  // There and back: each row stands once.
  shop.give("a.csv", rows, strict, fiveColumns);
  QCOMPARE(openReasons(shop).at("odd"), 1);
  QCOMPARE(shop.problem({{"a.csv", 3}}), QString());
}

void MendedProfileTest::aRowThatTheShopRefusesStaysOpen() {
  PlainShop shop;
  const std::string rows = "1;tea;1;2;2024-01-01\n2;cup;1;1,25;2024-01-01\n";
  shop.give("a.csv", rows, profileWith(R"(decimal_sign: ".")"), fiveColumns);
  // Meanwhile the order came from elsewhere.
  transfer::Profile other = profileWith("");
  other.source = "other";
  shop.give("other.csv", "2;cup;1;1,25;2024-01-01\n", other, fiveColumns);
  QCOMPARE(shop.give("a.csv", rows, profileWith(""), fiveColumns).quarantined.at("order_exists"), 1);
  QCOMPARE(shop.give("a.csv", rows, profileWith(""), fiveColumns).alreadyImported, 2);
  QCOMPARE(shop.open(), QStringLiteral("a.csv:3 2;cup;1;1,25;2024-01-01"));
  QCOMPARE(shop.problem({{"a.csv", 2}}), QString());
}

void MendedProfileTest::manyRowsComeInFewChunks() {
  std::string rows;
  for (int order = 1; order <= 1000; ++order)
    for (const char* line : {";tea;1;2;", ";cup;1;1,25;", ";pot;2;3,5;"}) rows += std::to_string(order) + line + "2024-01-01\n";
  PlainShop straight, shop;
  straight.give("a.csv", rows, profileWith(""), fiveColumns);
  shop.give("a.csv", rows, profileWith(R"(decimal_sign: ".")"), fiveColumns);
  const std::size_t chunks = shop.journal.store.chunks("s")->size();
  QCOMPARE(shop.give("a.csv", rows, profileWith(""), fiveColumns).accepted, 2000);
  QVERIFY(shop.journal.store.chunks("s")->size() <= chunks + 8);
  QCOMPARE(shop.journal.businessFacts(), straight.journal.businessFacts());
  QCOMPARE(shop.problem({{"a.csv", 3000}}), QString());
}

// Also in another version of its file.
void MendedProfileTest::anOldTextThatWasRepairedIsKnownWithTheOldProfile() {
  PlainShop shop;
  const std::string rows = "1;tea;1;2;2024-01-01\n1;cup;1;1,25;2024-01-01\n1;pot;1;2,25;2024-01-01\n";
  for (const transfer::Profile& profile : {profileWith(R"(decimal_sign: ".")"), profileWith("")}) shop.give("a.csv", rows, profile, fiveColumns);
  const auto longer = shop.give("a.csv", "0;tea;1;2;2024-01-01\n" + rows, profileWith(R"(decimal_sign: ".")"), fiveColumns);
  QCOMPARE(longer.accepted, 1);
  QCOMPARE(longer.alreadyImported, 3);
  QCOMPARE(shop.problem({{"a.csv", 4}}), QString());
}

TWINLANE_TEST(MendedProfileTest)
#include "mended_profile_test.moc"
