#include "core/projection/projected_shop.h"
#include "support/test_main.h"

#include <algorithm>

using namespace twinlane;
using namespace twinlane::domain;
using tests::ProjectedShop;

namespace {

const store::StreamRef streamA{Category::Order, "A"}, streamB{Category::Order, "B"}, streamC{Category::Order, "C"}, streamR{Category::Return, "R"};

struct DatedFact {
  store::StreamRef stream;
  Event event;
  const char* at;  // "2011-11-30T14:00"; empty: no source says
};

// `pieces` at one pound each.
std::vector<OrderLine> piecesOf(int pieces) { return {{1, ProductId("cup"), {pieces * 1'000}, {10'000}, {pieces * 10'000}, "", {}, {}, {}, false}}; }

OrderPlaced placedTo(const char* country, int pieces, const char* currency = "GBP") {
  OrderPlaced placed;
  placed.currency = *base::Currency::fromText(currency);
  placed.country = country;
  placed.lines = piecesOf(pieces);
  return placed;
}

ReturnReceived receivedFrom(const char* country, int pieces) { return {{}, tests::pounds, piecesOf(-pieces), country}; }
LinesReturned cameBack(int pieces) { return {tests::pounds, {{1, {pieces * 1'000}, {pieces * 10'000}}}, "torn"}; }
LinesAmended fewerBy(int pieces) { return {piecesOf(-pieces), {}, {}}; }

void say(ProjectedShop& shop, const DatedFact& said, Origin origin = Origin::Import) {
  store::AppendRequest request;
  request.command = shop.ids.next();
  request.streams.push_back({said.stream, std::nullopt});
  EncodedEvent encoded = encode(said.event);
  std::optional<base::Timestamp> when;
  if (*said.at != 0) when = base::Timestamp::fromText(std::string(said.at) + ":00Z");
  request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, when});
  request.origin = origin;
  shop.store.append({request}, shop.clock.wall(), [](store::EventStore::AppendResult result) {
    if (!result) qFatal("%s", result.error().what.c_str());
  });
}

const char* kindName(std::int64_t kind) { return std::array{"day", "month", "undated", "hour", "country", "country undated"}[static_cast<std::size_t>(kind)]; }

// Rows of the kinds asked for that hold something: "2011-11-30 GBP 1 5 0 -1 *2@4" is orders, gross, returned, cancelled, how often restated
// and by which event last.
std::string figures(ProjectedShop& shop, std::initializer_list<std::int64_t> kinds) {
  std::string all;
  for (const std::int64_t kind : kinds) {
    const std::string period = kind == 0 || kind == 4 ? "date((period * 86400), 'unixepoch')" : kind == 3 ? "strftime('%Y-%m-%dT%H', period * 3600, 'unixepoch')" :
                               kind == 1 ? "printf('%04d-%02d', period / 12, period % 12 + 1)" : "'-'";
    all += std::string(kindName(kind)) + ": " +
           shop.folded("revenue", "SELECT group_concat(row, '; ') FROM (SELECT trim(" + period + " || ' ' || country) || ' ' || currency || ' ' || orders || ' ' || (gross/10000) || ' ' || (returned/10000) || ' ' || (cancelled/10000) || "
                                  "CASE WHEN restated THEN ' *' || restated || '@' || restated_at ELSE '' END AS row FROM periods WHERE kind=" + std::to_string(kind) + " AND (orders OR gross OR charges OR returned OR cancelled) ORDER BY period, country, currency)");
  }
  return all;
}

std::string withoutMarks(std::string text) {
  for (std::size_t mark; (mark = text.find(" *")) != std::string::npos;) text.erase(mark, text.find_first_of(";\n", mark) - mark);
  return text;
}

}  // namespace

class RevenueTest : public QObject {
  Q_OBJECT
 private slots:
  void figuresStandWhereTheyBelong_data();
  void figuresStandWhereTheyBelong();
  void aPeriodIsRestatedByWhatComesWhenItIsOver_data();
  void aPeriodIsRestatedByWhatComesWhenItIsOver();
  void whateverHappensLiveEndsThePeriodsBeforeIt();
  void hoursAreThoseOfTheShopsZone();
};

void RevenueTest::figuresStandWhereTheyBelong_data() {
  QTest::addColumn<std::vector<DatedFact>>("said");
  QTest::addColumn<QString>("figures");
  const auto row = [](const char* name, const std::vector<DatedFact>& said, const char* figures) { QTest::newRow(name) << said << QString::fromLatin1(figures); };
  const DatedFact placed{streamA, placedTo("France", 5), "2011-11-30T14:10"};
  row("placed", {placed}, "hour: 2011-11-30T14 GBP 1 5 0 0\ncountry: 2011-11-30 France GBP 1 5 0 0\ncountry undated: NULL\n");
  row("two of one hour, two currencies, no country", {placed, {streamB, placedTo("France", 2), "2011-11-30T14:59"}, {streamC, placedTo("", 1, "EUR"), "2011-11-30T15:00"}},
      "hour: 2011-11-30T14 GBP 2 7 0 0; 2011-11-30T15 EUR 1 1 0 0\ncountry: 2011-11-30 EUR 1 1 0 0; 2011-11-30 France GBP 2 7 0 0\ncountry undated: NULL\n");
  row("more of it, said of an earlier hour", {placed, {streamA, OrderLinesAdded{piecesOf(1), {}}, "2011-11-30T13:00"}},
      "hour: 2011-11-30T13 GBP 1 6 0 0\ncountry: 2011-11-30 France GBP 1 6 0 0\ncountry undated: NULL\n");
  row("cancelled", {placed, {streamA, OrderCancelled{"x"}, "2011-12-01T10:00"}}, "hour: 2011-11-30T14 GBP 1 5 0 -5\ncountry: 2011-11-30 France GBP 1 5 0 -5\ncountry undated: NULL\n");
  row("amended down, then returned", {placed, {streamA, fewerBy(1), "2011-11-30T15:00"}, {streamA, PackageShipped{"P", {{1, {4'000}}}, ""}, "2011-11-30T16:00"}, {streamA, cameBack(2), "2011-12-02T09:30"}},
      "hour: 2011-11-30T14 GBP 1 5 0 -1; 2011-12-02T09 GBP 0 0 -2 0\ncountry: 2011-11-30 France GBP 1 5 0 -1; 2011-12-02 France GBP 0 0 -2 0\ncountry undated: NULL\n");
  row("sent to another country after some of it came back", {placed, {streamA, cameBack(2), "2011-12-02T09:30"}, {streamA, AddressChanged{"Spain", "here"}, "2011-12-03T08:00"}},
      "hour: 2011-11-30T14 GBP 1 5 0 0; 2011-12-02T09 GBP 0 0 -2 0\ncountry: 2011-11-30 Spain GBP 1 5 0 0; 2011-12-02 Spain GBP 0 0 -2 0\ncountry undated: NULL\n");
  row("an older address changes nothing", {placed, {streamA, AddressChanged{"Spain", "here"}, "2011-11-29T08:00"}},
      "hour: 2011-11-30T14 GBP 1 5 0 0\ncountry: 2011-11-30 France GBP 1 5 0 0\ncountry undated: NULL\n");
  row("returns without an order have a country of their own", {placed, {streamR, receivedFrom("Spain", 3), "2011-11-30T14:00"}},
      "hour: 2011-11-30T14 GBP 1 5 -3 0\ncountry: 2011-11-30 France GBP 1 5 0 0; 2011-11-30 Spain GBP 0 0 -3 0\ncountry undated: NULL\n");
  row("no source says when", {{streamA, placedTo("France", 5), ""}, {streamA, cameBack(2), ""}, {streamR, receivedFrom("", 1), ""}},
      "hour: NULL\ncountry: NULL\ncountry undated: - GBP 0 0 -1 0; - France GBP 1 5 -2 0\n");
  row("partly unknown: a return of an order that nothing is said of", {{streamA, cameBack(2), "2011-12-02T09:30"}},
      "hour: 2011-12-02T09 GBP 0 0 -2 0\ncountry: 2011-12-02 GBP 0 0 -2 0\ncountry undated: NULL\n");
}

void RevenueTest::figuresStandWhereTheyBelong() {
  QFETCH(std::vector<DatedFact>, said);
  QFETCH(QString, figures);
  ProjectedShop shop;
  for (const DatedFact& one : said) say(shop, one);
  QCOMPARE(QString::fromStdString(withoutMarks(::figures(shop, {3, 4, 5}))), figures);
  // The same, in whatever order the facts arrive; only what was restated by them is another.
  std::reverse(said.begin(), said.end());
  ProjectedShop turned;
  for (const DatedFact& one : said) say(turned, one);
  QCOMPARE(QString::fromStdString(withoutMarks(::figures(turned, {3, 4, 5}))), figures);
}

void RevenueTest::aPeriodIsRestatedByWhatComesWhenItIsOver_data() {
  QTest::addColumn<std::vector<DatedFact>>("said");
  QTest::addColumn<QString>("figures");
  const auto row = [](const char* name, const std::vector<DatedFact>& said, const char* figures) { QTest::newRow(name) << said << QString::fromLatin1(figures); };
  const DatedFact november{streamA, placedTo("France", 5), "2011-11-30T14:10"}, december{streamB, placedTo("Spain", 2), "2011-12-01T09:00"};
  row("in their order", {november, december}, "day: 2011-11-30 GBP 1 5 0 0; 2011-12-01 GBP 1 2 0 0\nmonth: 2011-11 GBP 1 5 0 0; 2011-12 GBP 1 2 0 0\n"
      "country: 2011-11-30 France GBP 1 5 0 0; 2011-12-01 Spain GBP 1 2 0 0\n");
  row("a late order", {december, november}, "day: 2011-11-30 GBP 1 5 0 0 *1@2; 2011-12-01 GBP 1 2 0 0\nmonth: 2011-11 GBP 1 5 0 0 *1@2; 2011-12 GBP 1 2 0 0\n"
      "country: 2011-11-30 France GBP 1 5 0 0 *1@2; 2011-12-01 Spain GBP 1 2 0 0\n");
  row("the month goes on, the day is over", {november, {streamB, placedTo("France", 2), "2011-11-29T09:00"}},
      "day: 2011-11-29 GBP 1 2 0 0 *1@2; 2011-11-30 GBP 1 5 0 0\nmonth: 2011-11 GBP 2 7 0 0\ncountry: 2011-11-29 France GBP 1 2 0 0 *1@2; 2011-11-30 France GBP 1 5 0 0\n");
  row("cancelled later, then shipped after all", {november, december, {streamA, OrderCancelled{"x"}, "2011-12-01T10:00"}, {streamA, PackageShipped{"P", {{1, {1'000}}}, ""}, "2011-12-01T11:00"}},
      "day: 2011-11-30 GBP 1 5 0 0 *2@4; 2011-12-01 GBP 1 2 0 0\nmonth: 2011-11 GBP 1 5 0 0 *2@4; 2011-12 GBP 1 2 0 0\ncountry: 2011-11-30 France GBP 1 5 0 0 *2@4; 2011-12-01 Spain GBP 1 2 0 0\n");
  row("another country moves the country's figures alone", {november, december, {streamA, AddressChanged{"Spain", "here"}, "2011-12-02T08:00"}},
      "day: 2011-11-30 GBP 1 5 0 0; 2011-12-01 GBP 1 2 0 0\nmonth: 2011-11 GBP 1 5 0 0; 2011-12 GBP 1 2 0 0\ncountry: 2011-11-30 Spain GBP 1 5 0 0 *1@3; 2011-12-01 Spain GBP 1 2 0 0\n");
  row("what changes no figure restates none", {november, december, {streamA, OrderConfirmed{}, "2011-12-01T10:00"}, {streamA, PackageShipped{"P", {{1, {5'000}}}, ""}, "2011-12-01T11:00"}},
      "day: 2011-11-30 GBP 1 5 0 0; 2011-12-01 GBP 1 2 0 0\nmonth: 2011-11 GBP 1 5 0 0; 2011-12 GBP 1 2 0 0\ncountry: 2011-11-30 France GBP 1 5 0 0; 2011-12-01 Spain GBP 1 2 0 0\n");
  row("a return is of its own day", {november, december, {streamA, cameBack(2), "2011-12-02T09:30"}},
      "day: 2011-11-30 GBP 1 5 0 0; 2011-12-01 GBP 1 2 0 0; 2011-12-02 GBP 0 0 -2 0\nmonth: 2011-11 GBP 1 5 0 0; 2011-12 GBP 1 2 -2 0\n"
      "country: 2011-11-30 France GBP 1 5 0 0; 2011-12-01 Spain GBP 1 2 0 0; 2011-12-02 France GBP 0 0 -2 0\n");
  row("cancelled in December, in which nothing was sold", {november, {streamA, OrderCancelled{"x"}, "2011-12-05T10:00"}},
      "day: 2011-11-30 GBP 1 5 0 -5 *1@2\nmonth: 2011-11 GBP 1 5 0 -5 *1@2\ncountry: 2011-11-30 France GBP 1 5 0 -5 *1@2\n");
  row("cancelled on its day", {november, {streamA, OrderCancelled{"x"}, "2011-11-30T23:59"}}, "day: 2011-11-30 GBP 1 5 0 -5\nmonth: 2011-11 GBP 1 5 0 -5\ncountry: 2011-11-30 France GBP 1 5 0 -5\n");
  row("amended on the next day, no source says when cancelled", {november, {streamA, fewerBy(1), "2011-12-01T00:00"}, {streamA, OrderCancelled{"x"}, ""}},
      "day: 2011-11-30 GBP 1 5 0 -5 *1@2\nmonth: 2011-11 GBP 1 5 0 -5 *1@2\ncountry: 2011-11-30 France GBP 1 5 0 -5 *1@2\n");
  row("facts of one order come before those of the next", {{streamC, placedTo("", 1), "2011-11-01T08:00"}, {streamC, PackageShipped{"P", {{1, {1'000}}}, ""}, "2011-12-20T11:00"}, november},
      "day: 2011-11-01 GBP 1 1 0 0; 2011-11-30 GBP 1 5 0 0\nmonth: 2011-11 GBP 2 6 0 0\ncountry: 2011-11-01 GBP 1 1 0 0; 2011-11-30 France GBP 1 5 0 0\n");
  row("a time that is still to come begins nothing", {{streamC, placedTo("", 1), "2099-01-01T08:00"}, november},
      "day: 2011-11-30 GBP 1 5 0 0; 2099-01-01 GBP 1 1 0 0\nmonth: 2011-11 GBP 1 5 0 0; 2099-01 GBP 1 1 0 0\ncountry: 2011-11-30 France GBP 1 5 0 0; 2099-01-01 GBP 1 1 0 0\n");
}

void RevenueTest::aPeriodIsRestatedByWhatComesWhenItIsOver() {
  QFETCH(std::vector<DatedFact>, said);
  QFETCH(QString, figures);
  ProjectedShop all;
  for (const DatedFact& one : said) say(all, one);
  QCOMPARE(QString::fromStdString(::figures(all, {0, 1, 4})), figures);
  // The same when each event is a transaction of its own.
  ProjectedShop single;
  for (const DatedFact& one : said) {
    say(single, one);
    single.folded("revenue", "SELECT 1");
  }
  QCOMPARE(QString::fromStdString(::figures(single, {0, 1, 4})), figures);
}

void RevenueTest::whateverHappensLiveEndsThePeriodsBeforeIt() {
  for (const Origin origin : {Origin::Live, Origin::Import}) {
    ProjectedShop shop;
    say(shop, {streamA, placedTo("France", 5), "2011-11-30T14:10"}, origin);
    say(shop, {streamA, OrderConfirmed{}, "2011-11-30T15:00"}, origin);
    say(shop, {{Category::Product, "cup"}, StockReceived{{1'000}}, "2011-12-01T08:00"}, origin);
    // What comes late is an import's, and of a time before.
    say(shop, {streamB, placedTo("France", 2), "2011-11-30T14:20"});
    const bool isLive = origin == Origin::Live;
    QCOMPARE(figures(shop, {3, 0, 1}), std::string(isLive ? "hour: 2011-11-30T14 GBP 2 7 0 0 *1@4\nday: 2011-11-30 GBP 2 7 0 0 *1@4\nmonth: 2011-11 GBP 2 7 0 0 *1@4\n"
                                                          : "hour: 2011-11-30T14 GBP 2 7 0 0\nday: 2011-11-30 GBP 2 7 0 0\nmonth: 2011-11 GBP 2 7 0 0\n"));
  }
}

void RevenueTest::hoursAreThoseOfTheShopsZone() {
  ProjectedShop shop;
  // Berlin: half past one in summer, an hour and two later, when clocks were put back between: 02 comes twice.
  for (const DatedFact& one : {DatedFact{streamA, placedTo("", 1), "2011-10-29T23:30"}, DatedFact{streamB, placedTo("", 1), "2011-10-30T00:30"}, DatedFact{streamC, placedTo("", 1), "2011-10-30T01:30"}}) say(shop, one);
  auto view = shop.open("revenue", "berlin", "Europe/Berlin");
  while (view->step()) {
  }
  view.reset();
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "berlin", "revenue", 1), sqlite::Access::ReadOnly, *shop.files);
  auto select = connection->prepare("SELECT group_concat(strftime('%H', period * 3600, 'unixepoch') || ' ' || orders, '; ') FROM periods WHERE kind=3", false);
  QVERIFY(*select->step());
  QCOMPARE(std::string(select->text(0)), std::string("01 1; 02 2"));
}

TWINLANE_TEST(RevenueTest)
#include "revenue_test.moc"
