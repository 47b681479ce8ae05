#include "base/file_system.h"
#include "base/random.h"
#include "query/language/order_language.h"
#include "query/order_sql.h"
#include "sqlite/text_folding.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace twinlane;
using namespace twinlane::query;

class OrderLanguageTest : public QObject {
  Q_OBJECT
 private slots:
  void findsWhatIsMeant_data();
  void findsWhatIsMeant();
  void findsTextsInNamesOnlyForWhoMaySeeThem();
  void tellsWhereItIsWrong_data();
  void tellsWhereItIsWrong();
  void hasLimits();
  void whatIsWrittenIsReadTheSame();
  void anythingIsReadOrRefused();
  void valuesAreBound();
  void sorts();
};

namespace {

// Orders of a hand-made table, by what a text asks for.
struct Asked {
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  sqlite::Connection connection = std::move(*sqlite::Connection::open(":memory:", sqlite::Access::Create, *files));

  Asked() {
    (void)connection.run("CREATE TABLE order_list(number INTEGER PRIMARY KEY, id TEXT, customer TEXT, customer_name TEXT, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known, country)");
    // A day of UTC begins an hour earlier in Berlin, in winter.
    add(1, "A-1", "ann", "Ann Mill", 0, 1, "GBP", 100'0000, 1, 1'000, "2011-11-29T23:30:00Z");
    add(2, "A-2", "anna", "Anna Other", 5, 3, "GBP", 250'5000, 2, 2'500, "2011-11-30T23:30:00Z");
    add(3, "B(3)", "ben", "Ben \"Mill\" Smith", 5, 1, "EUR", 9'9900, 3, 3'000, "2011-12-31T12:00:00Z");
    add(4, "OR", "", "", 11, 5, "EUR", 0, 4, 4'000, "2012-03-01T00:00:00Z", false);
    (void)connection.guardReads();
  }
  void add(int number, const char* id, const char* customer, const char* name, int status, int payment, const char* currency, std::int64_t total, int lines, int units, const char* at, bool isKnown = true) {
    auto insert = connection.prepare("INSERT INTO order_list VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?11,?1,?12,CASE ?1 WHEN 1 THEN 'FR' WHEN 2 THEN 'France' WHEN 3 THEN 'fr' ELSE '' END)", false);
    (void)insert->bind(1, number).bind(2, id).bind(3, customer).bind(4, name).bind(5, status).bind(6, payment).bind(7, currency).bind(8, total).bind(9, lines).bind(10, units)
        .bind(11, base::Timestamp::fromText(at)->micros).bind(12, isKnown ? 1 : 0).execute();
  }
  // "1 3", or the fault.
  std::string found(const std::string& text, bool inNames = true) {
    const auto where = orderConditionFrom(text);
    if (!where) return where.error().what;
    const auto sql = orderSql({*where, inNames}, {{OrderSort::Number, false}}, {}, "Europe/Berlin", [this](std::string_view raw) { return std::string(connection.folding().of(raw)); });
    auto select = connection.prepare(("SELECT number FROM order_list" + sql->where + sql->orderBy).c_str(), false);
    if (!select) return select.error().what;
    sql->bind(*select);
    std::string numbers;
    while (*select->step()) numbers += (numbers.empty() ? "" : " ") + std::to_string(select->integer(0));
    return numbers;
  }
};

// By chance, of the signs that mean something.
std::string anyQueryText(base::Random& random) {
  static const std::vector<std::string> pieces = {"status:shipped", "status:paid", "payment:unpaid", "customer:ann", "customer:an*", "currency:GBP", "total>100", "total:1..2.5", "lines<=3", "units>=2.5",
                                                  "placed:2011-11", "placed<2011", "placed>=2011-12-31", "changed:2011-01..2012", "version:1", "number:1..20", "ann", "ann*", "\"a b\"", "\"a\\\"b\\\\\"*", "\"OR\"",
                                                  "(", ")", "(", ")", "OR", "AND", "NOT", "-", "*", "\"", ":", ">", "é", "x:y", "\\", "\xFF"};
  std::string text;
  for (std::uint64_t i = random.below(14); i > 0; --i) text += pieces[random.below(pieces.size())] + (random.below(4) != 0 ? " " : "");
  return text;
}

OrderCondition anyCondition(base::Random& random, int depth) {
  const std::uint64_t kind = random.below(depth > 0 ? 6 : 3);
  if (kind == 0) {
    OrderCondition text = textIs(std::vector<std::string>{"ann", "a b", "NOT", "-x", "x*", "a\"b\\", "é", "a:b", "(", "\n"}[random.below(10)]);
    text.isPrefix = random.below(2) == 0;
    return text;
  }
  if (kind == 1) {
    OrderCondition customer = fieldIs(OrderField::Customer, 0);
    customer.text = std::vector<std::string>{"ann", "a b", "OR", ">=", "x*"}[random.below(5)];
    customer.isPrefix = random.below(2) == 0;
    if (random.below(2) == 0) customer.field = OrderField::Country;
    return customer;
  }
  if (kind == 2) {
    static const std::vector<OrderField> numbers = {OrderField::Total, OrderField::Lines, OrderField::Units, OrderField::Version, OrderField::Number, OrderField::Placed, OrderField::Changed};
    OrderCondition number = fieldIs(numbers[random.below(numbers.size())], static_cast<std::int64_t>(random.below(40'000)));
    number.comparison = static_cast<Comparison>(random.below(5));
    if (number.comparison == Comparison::Is) number.to += static_cast<std::int64_t>(random.below(3));
    return number;
  }
  if (kind == 3) return notOf(anyCondition(random, depth - 1));
  std::vector<OrderCondition> parts;
  for (std::uint64_t i = 2 + random.below(2); i > 0; --i) parts.push_back(anyCondition(random, depth - 1));
  return kind == 4 ? allOf(std::move(parts)) : anyOf(std::move(parts));
}

}  // namespace

void OrderLanguageTest::findsWhatIsMeant_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("numbers");
  const std::pair<const char*, const char*> rows[] = {
      {"", "1 2 3 4"}, {"  ", "1 2 3 4"},
      {"status:placed", "1"}, {"status=placed", "1"}, {"status:paid", "2"}, {"payment:unpaid", "1 3"},
      {"customer:ann", "1"}, {"customer:ann*", "1 2"}, {"customer:\"an\"*", "1 2"}, {"country:fr", "1 2 3"}, {"country:France", "1 2 3"}, {"country:de", ""}, {"country:\"fr|france\"", ""}, {"country:FR*", "1 2 3"}, {"-country:fr*", "4"}, {"status:shipped customer:ben total>9 country:fr placed:2011-12 \"mill\"", "3"}, {"currency:EUR", "3 4"},
      {"total>100", "2"}, {"total>=100", "1 2"}, {"total<100", "3 4"}, {"total<=9.99", "3 4"}, {"total:250.5", "2"}, {"total:9.99..100", "1 3"},
      {"lines>2", "3 4"}, {"units>=2.5", "2 3 4"}, {"units<2.5", "1"}, {"version:2..3", "2 3"}, {"number>3", "4"},
      // In the shop's zone the second order is of December; what has no time is in no month.
      {"placed:2011-11", "1"}, {"placed:2011-12", "2 3"}, {"placed:2011-11-30", "1"}, {"placed:2011-11-30..2011-12-01", "1 2"}, {"placed:2011", "1 2 3"}, {"placed:2012", ""}, {"changed:2012", "4"},
      {"placed<2011-12", "1"}, {"placed<=2011-12-01", "1 2"}, {"placed>2011-12-01", "3"}, {"placed>=2011-12", "2 3"},
      {"ann", "1 2"}, {"mill", "1 3"}, {"ann mill", "1"}, {"\"Ann Mill\"", "1"}, {"ben mill", "3"}, {"\"Ben Mill\"", ""}, {"smith", "3"}, {"smith*", ""}, {"ben*", "3"},
      {"\"\\\"Mill\\\"\"", "3"}, {"\"B(3)\"", "3"}, {"\"OR\"", "4"}, {"or", "4"}, {"a-", "1 2"},
      {"status:shipped total>100", "2"}, {"status:shipped AND total>100", "2"}, {"status:placed OR status:cancelled", "1 4"}, {"status:shipped (customer:ben OR customer:ann)", "3"},
      {"customer:ann OR status:shipped total<100", "1 3"}, {"-status:shipped", "1 4"}, {"NOT status:shipped", "1 4"}, {"NOT (status:shipped OR customer:ann)", "4"}, {"-(mill)", "2 4"}, {"-mill -other", "4"}, {"NOT NOT mill", "1 3"},
      {"status:paid customer:anna total>100 placed:2011-12 \"na oth\"", "2"}};
  for (const auto& [text, numbers] : rows) QTest::newRow(*text == 0 ? "nothing" : text) << QString::fromUtf8(text) << QString::fromUtf8(numbers);
}

void OrderLanguageTest::findsWhatIsMeant() {
  QFETCH(QString, text);
  QFETCH(QString, numbers);
  QCOMPARE(QString::fromStdString(Asked().found(text.toStdString())), numbers);
}

void OrderLanguageTest::findsTextsInNamesOnlyForWhoMaySeeThem() {
  Asked asked;
  QCOMPARE(asked.found("smith", true), std::string("3"));
  QCOMPARE(asked.found("smith", false), std::string());
  QCOMPARE(asked.found("ann OR (x NOT smith)", false), std::string("1 2"));
}

void OrderLanguageTest::tellsWhereItIsWrong_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("position");
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("remedy");
  const std::tuple<const char*, int, const char*, const char*> rows[] = {
      {"staus:paid", 0, "'staus' is no field", "known are status, payment"},
      {"ann town:fr", 4, "'town' is no field", "known are status, payment"},
      {"ann status:gone", 11, "'gone' is no status", "placed, confirmed"},
      {"payment:shipped", 8, "'shipped' is no state of payment", "unpaid"},
      {"currency:gbp", 9, "'gbp' is no currency", "currency:GBP"},
      {"total>much", 6, "'much' is no number", "total>100"},
      {"total>1.23456", 6, "is no number", "total>100"},
      {"lines:2.5", 6, "is no number", "whole number"},
      {"total:5..2", 6, "ends before it begins", "smaller one first"},
      {"total>1..2", 7, "a range has no order", "total:1..2"},
      {"status>paid", 6, "no order that '>' could compare", "write status:"},
      {"total:5*", 7, "takes no '*'", "an amount"},
      {"placed:2011-13", 7, "no year, month or day", "placed:2011"},
      {"placed:2011-02-30", 7, "no year, month or day", "placed:2011"},
      {"status:", 7, "a value is missing behind status:", "placed, confirmed"},
      {"total > 100", 6, "a field is missing before '>'", "without blanks"},
      {"(ann OR ben", 0, "this '(' is not closed", "close it"},
      {"ann)", 3, "closes nothing", "leave it out"},
      {"()", 1, "a condition is missing before ')'", "write a condition"},
      {"OR ann", 0, "a condition is missing before 'OR'", "in quotes are words"},
      {"ann OR", 6, "a condition is missing before the end", "write a condition"},
      {"ann AND OR ben", 8, "a condition is missing before 'OR'", "write a condition"},
      {"ann NOT", 7, "nothing stands behind NOT", "right behind it"},
      {"ann - ben", 5, "nothing stands behind '-'", "right behind it"},
      {"ann \"ben", 4, "this quote is not closed", "close it"},
      {"\"\"", 0, "nothing to look for", "letters or digits"},
      {"*", 0, "nothing to look for", "letters or digits"},
      // Characters, not bytes.
      {"é\u20AC x:1", 3, "'x' is no field", "known are"},
      {"ann \xFF", 4, "no UTF-8", "UTF-8"}};
  for (const auto& [text, position, what, remedy] : rows) QTest::addRow("%s", text) << QString::fromLatin1(text) << position << QString::fromLatin1(what) << QString::fromLatin1(remedy);
}

void OrderLanguageTest::tellsWhereItIsWrong() {
  QFETCH(QString, text);
  QFETCH(int, position);
  QFETCH(QString, what);
  QFETCH(QString, remedy);
  const auto read = orderConditionFrom(text.toLatin1().toStdString());
  QVERIFY(!read.has_value());
  const base::Error& error = read.error();
  QCOMPARE(error.code, base::ErrorCode::BadInput);
  QCOMPARE(static_cast<int>(error.position.value_or(9'999)), position);
  QVERIFY2(error.what.find(what.toStdString()) != std::string::npos, error.what.c_str());
  QVERIFY2(error.remedy.find(remedy.toStdString()) != std::string::npos, error.remedy.c_str());
  QCOMPARE(error.where, "query, character " + std::to_string(position + 1));
}

void OrderLanguageTest::hasLimits() {
  const auto times = [](std::size_t count, const std::string& piece) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  const auto place = [](const std::string& text) {
    const auto read = orderConditionFrom(text);
    return read ? -1 : static_cast<int>(read.error().position.value_or(9'999));
  };
  QCOMPARE(place(times(QueryLimits::terms, "ab ")), -1);
  QCOMPARE(place(times(QueryLimits::terms + 1, "ab ")), static_cast<int>(3 * QueryLimits::terms));
  QCOMPARE(place(times(QueryLimits::depth, "(") + "a" + times(QueryLimits::depth, ")")), -1);
  QCOMPARE(place(times(QueryLimits::depth + 1, "(") + "a" + times(QueryLimits::depth + 1, ")")), QueryLimits::depth + 1);
  QCOMPARE(place(times(QueryLimits::depth + 1, "-") + "a"), QueryLimits::depth + 1);
  QCOMPARE(place(times(QueryLimits::textBytes, "a")), -1);
  QCOMPARE(place("x " + times(QueryLimits::textBytes + 1, "a")), 2);
  QCOMPARE(place(times(QueryLimits::bytes + 1, " ")), static_cast<int>(QueryLimits::bytes));
  // All that the limits allow, SQLite takes.
  Asked asked;
  QCOMPARE(asked.found(times(QueryLimits::terms - 1, "zzz OR ") + "b"), std::string("3"));
  QCOMPARE(asked.found(times(QueryLimits::depth / 2, "-(b ") + "b" + times(QueryLimits::depth / 2, ")")), std::string("1 2 3 4"));
}

void OrderLanguageTest::whatIsWrittenIsReadTheSame() {
  QVERIFY(rc::check("a tree that is written and read is the same tree", [](std::uint64_t seed) {
    base::SeededRandom random(seed);
    const OrderCondition tree = anyCondition(random, 4);
    const std::string text = textOf(tree);
    const auto read = orderConditionFrom(text);
    const bool isTooLarge = text.size() > QueryLimits::bytes || (!read && read.error().what.find("at most") != std::string::npos);
    if (isTooLarge) return;
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == tree);
    RC_ASSERT(textOf(*read) == text);
  }));
}

void OrderLanguageTest::anythingIsReadOrRefused() {
  int wereRead = 0;
  QVERIFY(rc::check("what signs by chance mean is read the same again, or they are refused with a place", [&](std::uint64_t seed, const std::string& bytes) {
    base::SeededRandom random(seed);
    for (const std::string& text : {anyQueryText(random), bytes}) {
      const auto read = orderConditionFrom(text);
      if (!read) {
        RC_ASSERT(read.error().position.has_value() && *read.error().position <= text.size());
        RC_ASSERT(!read.error().what.empty() && !read.error().remedy.empty());
        continue;
      }
      ++wereRead;
      const auto again = orderConditionFrom(textOf(*read));
      RC_ASSERT(again.has_value() && *again == *read);
    }
  }));
  QVERIFY(wereRead > 10);
}

void OrderLanguageTest::valuesAreBound() {
  QVERIFY(rc::check("no value stands in the text of a query", [](std::uint64_t seed) {
    base::SeededRandom random(seed);
    OrderCondition hostile = fieldIs(OrderField::Customer, 0);
    hostile.text = "' OR 1=1";
    const OrderFilter filter{allOf({anyCondition(random, 4), hostile, textIs("'; DROP TABLE order_list; --")}), random.below(2) == 0};
    const auto sql = orderSql(filter, {{OrderSort::Total, true}}, {}, "UTC", [](std::string_view text) { return std::string(text); });
    RC_ASSERT(sql.has_value());
    RC_ASSERT(static_cast<std::size_t>(std::count(sql->where.begin(), sql->where.end(), '?')) == sql->values.size());
    RC_ASSERT(sql->where.find("DROP") == std::string::npos && sql->where.find("1=1") == std::string::npos);
  }));
}

void OrderLanguageTest::sorts() {
  QCOMPARE(*orderSortFrom("total"), (OrderSorting{{OrderSort::Total, false}}));
  QCOMPARE(*orderSortFrom("-changed_at"), (OrderSorting{{OrderSort::ChangedAt, true}}));
  QCOMPARE(*orderSortFrom("total:desc,placed:asc,-number"), (OrderSorting{{OrderSort::Total, true}, {OrderSort::PlacedAt, false}, {OrderSort::Number, true}}));
  QVERIFY(orderSortFrom("name").error().remedy.find("placed_at") != std::string::npos);
  for (const char* text : {"", "total,", ",total", "total:", "total:up", "-total:asc", "total desc", "total;number"}) QCOMPARE(orderSortFrom(text).error().code, base::ErrorCode::BadInput);
}

TWINLANE_TEST(OrderLanguageTest)
#include "order_language_test.moc"
