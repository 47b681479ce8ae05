#include "core/projection/projected_shop.h"
#include "query/model_reader.h"
#include "query/return_proposal.h"
#include "support/test_main.h"

#include <set>

using namespace twinlane;
using namespace twinlane::query;

namespace {

// A shop whose lists have been read to the end, and its reader.
struct ReadShop : tests::ProjectedShop {
  std::unique_ptr<Reader> reader;

  void read() {
    for (const std::string& name : projection::readModelNames())
      for (auto view = open(name); view->step();) {
      }
    reader = makeReader({&store, &store, files.get(), &clock, folder / "views", "UTC", {}});
  }
  void place(const std::string& id, const char* customer, const char* product, int pieces, base::Currency currency = tests::pounds) {
    domain::PlaceOrder place = tests::orderOf(id, product, pieces, 100);
    if (customer != nullptr) place.customer = domain::CustomerId(customer);
    place.currency = currency;
    give(place);
  }
  // A minute after the last thing that happened.
  void comeBack(const std::string& id, const char* customer, const char* product, int pieces, std::int64_t minutesLater = 0) {
    domain::ReturnReceived received;
    if (customer != nullptr) received.customer = domain::CustomerId(customer);
    received.currency = tests::pounds;
    received.lines = {{1, domain::ProductId(product), {-pieces * 1'000}, {10'000}, {-pieces * 10'000}, "", {}, {}, {}, false}};
    append({domain::Category::Return, id}, received, {clock.wall().micros + minutesLater * 60'000'000});
  }
};

std::string told(const ReturnProposal& proposal) {
  return std::string(name(proposal.confidence)) + " " + name(proposal.why) + " " + std::to_string(proposal.lines) + (proposal.line ? " " + proposal.line->order + "/" + std::to_string(proposal.line->line) : "");
}

// Twelve orders of a month, each 70 hours after the one before, in three countries and two currencies; and one without a time.
struct EarningShop : ReadShop {
  EarningShop() {
    for (int i = 0; i < 12; ++i) sell(std::array{"", "France", "Spain"}[static_cast<std::size_t>(i % 3)], i % 4 == 0 ? *base::Currency::fromText("EUR") : tests::pounds, base::Timestamp{1'320'105'600'000'000 + i * 70 * 3'600'000'000LL});  // 2011-11-01
    sell("France", tests::pounds, {});
    read();
  }
  void sell(const char* country, base::Currency currency, std::optional<base::Timestamp> when) {
    domain::OrderPlaced placed;
    placed.country = country;
    placed.currency = currency;
    placed.lines = {{1, domain::ProductId("cup"), {1'000}, {10'000}, {10'000}, "", {}, {}, {}, false}};
    store::AppendRequest request;
    request.command = ids.next();
    request.origin = domain::Origin::Import;
    request.streams.push_back({{domain::Category::Order, "S" + std::to_string(++sold)}, std::nullopt});
    domain::EncodedEvent encoded = domain::encode(placed);
    request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, when});
    store.append({request}, clock.wall(), [](store::EventStore::AppendResult result) {
      if (!result) qFatal("%s", result.error().what.c_str());
    });
  }
  int sold = 0;
};

std::string rowsOf(const std::vector<RevenuePeriod>& rows) {
  std::string all;
  for (const RevenuePeriod& row : rows) all += row.period + row.country + " " + row.sums.currency.toText() + " " + std::to_string(row.orders) + "; ";
  return all;
}

}  // namespace

class SalesReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void aProposalSaysHowSureItIs_data();
  void aProposalSaysHowSureItIs();
  void aReturnIsMatchedWithWhatWasBoughtByThen();
  void returnsAreCountedByTheirMatch();
  void pagesOfReturnsGoThroughEachOnce();
  void pagesRankEachCustomerAndProductOnce_data();
  void pagesRankEachCustomerAndProductOnce();
  void revenueRanksInOneCurrency();
  void aCursorOfAnotherRankingIsRefused();
  void whatNothingNamesIsNotFound();
  void pagesOfRevenueGoThroughEachRowOnce_data();
  void pagesOfRevenueGoThroughEachRowOnce();
  void revenueOfARangeIsOfItsWholeDays();
  void aRestatedPeriodSaysSinceWhen();
};

void SalesReaderTest::aProposalSaysHowSureItIs_data() {
  QTest::addColumn<std::vector<int>>("bought");  // pieces, oldest first; 4 came back
  QTest::addColumn<QString>("proposal");
  QTest::newRow("the same once") << std::vector{4} << "high same_quantity 1 A1/1";
  QTest::newRow("the same among others") << std::vector{9, 4, 2} << "high same_quantity 1 A2/1";
  QTest::newRow("the same twice: the latest") << std::vector{4, 9, 4, 9} << "medium same_quantity 2 A3/1";
  QTest::newRow("a larger one") << std::vector{2, 9, 3} << "medium larger_quantity 1 A2/1";
  QTest::newRow("larger ones: the latest") << std::vector{9, 2, 8} << "low larger_quantity 2 A3/1";
  QTest::newRow("only smaller ones") << std::vector{1, 3} << "low smaller_quantity 2 A2/1";
  QTest::newRow("none") << std::vector<int>{} << "none never_bought 0";
}

void SalesReaderTest::aProposalSaysHowSureItIs() {
  QFETCH(std::vector<int>, bought);
  QFETCH(QString, proposal);
  std::vector<BoughtLine> lines;
  for (const int pieces : bought) lines.push_back({"A" + std::to_string(lines.size() + 1), 1, {pieces * 1'000}, {}});
  QCOMPARE(QString::fromStdString(told(propose({4'000}, lines))), proposal);
}

void SalesReaderTest::aReturnIsMatchedWithWhatWasBoughtByThen() {
  ReadShop shop;
  shop.place("A1", "ann", "cup", 4);
  shop.place("A2", "ann", "jug", 4);   // another product
  shop.place("A3", "bob", "cup", 4);   // another customer
  shop.place("A4", nullptr, "cup", 4);
  shop.place("A5", "ann", "cup", 6);
  shop.give(domain::CancelOrder{domain::OrderId("A5"), "x"});  // nothing of it left
  shop.comeBack("R1", "ann", "cup", 4);
  shop.comeBack("R2", "ann", "cup", 6);
  shop.comeBack("R3", nullptr, "cup", 4);
  // Bought at the very same time is not later.
  shop.comeBack("R4", "ann", "tin", 4);
  shop.place("A6", "ann", "tin", 4);
  shop.place("A7", "ann", "cup", 6);
  shop.read();
  std::map<std::string, std::string> found;
  const auto page = shop.reader->returns({});
  for (const ReturnLine& line : page->returns) found[line.returned] = told(line.proposal);
  QCOMPARE(found["R1"], std::string("high same_quantity 1 A1/1"));
  QCOMPARE(found["R2"], std::string("low smaller_quantity 1 A1/1"));
  QCOMPARE(found["R3"], std::string("none no_customer 0"));
  QCOMPARE(found["R4"], std::string("high same_quantity 1 A6/1"));
}

void SalesReaderTest::returnsAreCountedByTheirMatch() {
  ReadShop shop;
  shop.place("A1", "ann", "cup", 4);
  for (int pieces = 1; pieces < 8; ++pieces) shop.comeBack("R" + std::to_string(pieces), "ann", "cup", pieces);
  shop.comeBack("S", nullptr, "cup", 1);
  shop.comeBack("T", "bob", "cup", 1);
  shop.read();
  const auto counts = shop.reader->returnCounts();
  QCOMPARE(counts->lines, 9);
  QVERIFY((counts->byMatch == std::map<ReturnMatch, std::int64_t>{{ReturnMatch::SameQuantity, 1}, {ReturnMatch::LargerQuantity, 3}, {ReturnMatch::SmallerQuantity, 3}, {ReturnMatch::NeverBought, 1}, {ReturnMatch::NoCustomer, 1}}));
  QVERIFY((counts->byConfidence == std::map<Confidence, std::int64_t>{{Confidence::High, 1}, {Confidence::Medium, 3}, {Confidence::Low, 3}, {Confidence::None, 2}}));
  QCOMPARE(counts->freshness.position, shop.store.head()->position);
}

void SalesReaderTest::pagesOfReturnsGoThroughEachOnce() {
  ReadShop shop;
  for (int i = 0; i < 20; ++i) shop.comeBack("R." + std::to_string(i), "ann", "cup", 1, i / 3);
  shop.read();
  std::set<std::string> seen;
  ReturnQuery query{3, {}};
  base::Timestamp last{std::numeric_limits<std::int64_t>::max()};
  for (int pages = 0; pages < 7; ++pages) {
    const auto page = shop.reader->returns(query);
    for (const ReturnLine& line : page->returns) {
      QVERIFY(line.receivedAt <= last);
      last = line.receivedAt;
      QVERIFY(seen.insert(line.returned).second);
    }
    QCOMPARE(page->next.has_value(), pages < 6);
    query.after = page->next.value_or("");
  }
  QCOMPARE(seen.size(), std::size_t{20});
}

void SalesReaderTest::pagesRankEachCustomerAndProductOnce_data() {
  QTest::addColumn<bool>("byRevenue");
  QTest::newRow("by revenue") << true;
  QTest::newRow("by orders or units") << false;
}

void SalesReaderTest::pagesRankEachCustomerAndProductOnce() {
  QFETCH(bool, byRevenue);
  ReadShop shop;
  for (int i = 0; i < 40; ++i) shop.place("A" + std::to_string(i), ("c." + std::to_string(i % 11)).c_str(), ("p." + std::to_string(i % 7)).c_str(), 1 + i % 3);
  shop.give(domain::RegisterCustomer{domain::CustomerId("zoe"), "Zoe", "", "", ""});
  shop.give(domain::ListProduct{domain::ProductId("pen"), "Pen", {10'000}, tests::pounds});
  shop.read();
  std::vector<std::string> customers, products;
  CustomerQuery byCustomer{.by = byRevenue ? CustomerSort::Revenue : CustomerSort::Orders, .limit = 3};
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  for (bool more = true; more;) {
    const auto page = shop.reader->customers(byCustomer);
    for (const CustomerSummary& one : page->customers) {
      const std::int64_t value = one.revenue.empty() ? 0 : byRevenue ? one.revenue[0].gross.tenThousandths : one.orders;
      QVERIFY(value <= last);
      last = value;
      customers.push_back(one.customer);
    }
    more = page->next.has_value();
    byCustomer.after = page->next.value_or("");
  }
  QCOMPARE(customers.size(), std::size_t{12});
  QCOMPARE(std::set<std::string>(customers.begin(), customers.end()).size(), customers.size());
  QCOMPARE(customers.back(), std::string("zoe"));
  ProductQuery byProduct{.by = byRevenue ? ProductSort::Revenue : ProductSort::Units, .limit = 3};
  last = std::numeric_limits<std::int64_t>::max();
  for (bool more = true; more;) {
    const auto page = shop.reader->products(byProduct);
    for (const ProductSummary& one : page->products) {
      const std::int64_t value = byRevenue ? one.revenue[0].gross.tenThousandths : one.units.thousandths;
      QVERIFY(value <= last);
      last = value;
      products.push_back(one.product);
    }
    more = page->next.has_value();
    byProduct.after = page->next.value_or("");
  }
  QCOMPARE(products.size(), std::size_t{8});
  QCOMPARE(std::set<std::string>(products.begin(), products.end()).size(), products.size());
  QCOMPARE(products.back(), std::string("pen"));
}

// Amounts of different currencies are never held against each other.
void SalesReaderTest::revenueRanksInOneCurrency() {
  const base::Currency euros{{'E', 'U', 'R'}};
  ReadShop shop;
  shop.place("A1", "ann", "cup", 2);
  shop.place("A2", "ann", "cup", 2);
  shop.place("A3", "bob", "cup", 3);
  shop.place("A4", "cy", "jug", 100, euros);
  shop.read();
  const auto usual = shop.reader->customers({});
  QCOMPARE(usual->currency.toText(), std::string("GBP"));
  QCOMPARE(usual->customers[0].customer, std::string("ann"));
  QCOMPARE(usual->customers[2].customer, std::string("cy"));
  QCOMPARE(usual->customers[2].revenue[0].currency.toText(), std::string("EUR"));
  QCOMPARE(shop.reader->customers({.currency = euros})->customers[0].customer, std::string("cy"));
  QCOMPARE(shop.reader->products({.currency = euros})->products[0].product, std::string("jug"));
  QCOMPARE(shop.reader->products({})->products[0].product, std::string("cup"));
}

void SalesReaderTest::aCursorOfAnotherRankingIsRefused() {
  ReadShop shop;
  shop.place("A1", "ann", "cup", 2);
  shop.place("A2", "bob", "cup", 3);
  shop.read();
  const std::string next = *shop.reader->customers({.limit = 1})->next;
  QVERIFY(shop.reader->customers({.after = next}).has_value());
  const auto refused = shop.reader->customers({.by = CustomerSort::Orders, .after = next});
  QCOMPARE(refused.error().code, base::ErrorCode::BadInput);
  QVERIFY(!refused.error().remedy.empty());
  for (const char* text : {"x", "revenue.GBP.", "revenue.GBP.x.ann", "revenue.EUR.1.ann"}) QVERIFY2(!shop.reader->customers({.after = text}), text);
  for (const char* text : {"x", "1", "1.", "1.x.R", ".1.R"}) QVERIFY2(!shop.reader->returns({50, text}), text);
  for (const int limit : {0, 10'001}) QVERIFY(!shop.reader->customers({.limit = limit}) && !shop.reader->products({.limit = limit}) && !shop.reader->returns({limit, {}}));
}

void SalesReaderTest::whatNothingNamesIsNotFound() {
  ReadShop shop;
  shop.place("A1", "ann", "cup", 2);
  shop.read();
  QCOMPARE(shop.reader->customer("ann")->summary.orders, 1);
  QCOMPARE(shop.reader->product("cup")->summary.name, std::string("Cup"));
  QCOMPARE(shop.reader->customer("bob").error().code, base::ErrorCode::NotFound);
  QCOMPARE(shop.reader->customer("").error().code, base::ErrorCode::NotFound);
  QCOMPARE(shop.reader->product("jug").error().code, base::ErrorCode::NotFound);
  QCOMPARE(shop.reader->product("").error().code, base::ErrorCode::NotFound);
}

void SalesReaderTest::pagesOfRevenueGoThroughEachRowOnce_data() {
  QTest::addColumn<int>("by");
  QTest::addColumn<bool>("newestFirst");
  QTest::addColumn<int>("rows");
  const auto row = [](RevenueBy by, bool newestFirst, int rows) { QTest::addRow("%s%s", name(by), newestFirst ? ", newest first" : "") << static_cast<int>(by) << newestFirst << rows; };
  for (const bool newestFirst : {false, true}) {
    row(RevenueBy::Hour, newestFirst, 12);
    row(RevenueBy::Day, newestFirst, 12);
    row(RevenueBy::Month, newestFirst, 3);
  }
  row(RevenueBy::Country, false, 6);
}

void SalesReaderTest::pagesOfRevenueGoThroughEachRowOnce() {
  QFETCH(int, by);
  QFETCH(bool, newestFirst);
  QFETCH(int, rows);
  EarningShop shop;
  RevenueQuery query{.by = static_cast<RevenueBy>(by), .newestFirst = newestFirst, .limit = 100};
  const auto all = shop.reader->revenue(query);
  QVERIFY(all && !all->next);
  QCOMPARE(static_cast<int>(all->periods.size()), rows);
  QCOMPARE(rowsOf(all->undated), std::string(query.by == RevenueBy::Country ? "France GBP 1; " : " GBP 1; "));
  query.limit = 3;
  std::vector<RevenuePeriod> paged;
  for (bool more = true; more;) {
    const auto page = shop.reader->revenue(query);
    QVERIFY(page && page->periods.size() <= 3 && page->undated.empty() != query.after.empty());
    paged.insert(paged.end(), page->periods.begin(), page->periods.end());
    more = page->next.has_value();
    query.after = page->next.value_or("");
  }
  QCOMPARE(rowsOf(paged), rowsOf(all->periods));
  QVERIFY(std::is_sorted(paged.begin(), paged.end(), [&](const RevenuePeriod& a, const RevenuePeriod& b) {
    const auto key = [](const RevenuePeriod& each) { return std::tuple(each.period, each.country, each.sums.currency.toText()); };
    return newestFirst ? key(b) < key(a) : key(a) < key(b);
  }));
  query.after = query.by == RevenueBy::Hour ? "day.15279.GBP" : "hour.1.GBP";
  QCOMPARE(static_cast<int>(shop.reader->revenue(query).error().code), static_cast<int>(base::ErrorCode::BadInput));
}

void SalesReaderTest::revenueOfARangeIsOfItsWholeDays() {
  EarningShop shop;
  const std::int64_t first = base::daysSince1970({2011, 11, 1});
  const auto asked = [&](RevenueBy by, std::int64_t from, std::int64_t to) {
    const auto answer = shop.reader->revenue({.by = by, .fromDay = first + from, .toDay = first + to});
    return answer && answer->undated.empty() ? rowsOf(answer->periods) : "wrong";
  };
  QCOMPARE(asked(RevenueBy::Day, 2, 8), std::string("2011-11-03 GBP 1; 2011-11-06 GBP 1; 2011-11-09 GBP 1; "));
  QCOMPARE(asked(RevenueBy::Hour, 2, 8), std::string("2011-11-03T22 GBP 1; 2011-11-06T20 GBP 1; 2011-11-09T18 GBP 1; "));
  QCOMPARE(asked(RevenueBy::Country, 2, 8), std::string(" GBP 1; France GBP 1; Spain GBP 1; "));
  QCOMPARE(asked(RevenueBy::Month, 0, 29), std::string("2011-11 EUR 3; 2011-11 GBP 8; "));
  QCOMPARE(asked(RevenueBy::Month, 1, 30), std::string("2011-12 GBP 1; "));
}

void SalesReaderTest::aRestatedPeriodSaysSinceWhen() {
  tests::ProjectedShop shop;
  shop.clock.advanceMicros(5'000'000);
  const auto placed = [&](const char* id, std::int64_t day) {
    domain::OrderPlaced order;
    order.currency = tests::pounds;
    order.lines.push_back({1, domain::ProductId("CUP"), {1000}, base::Amount{10'000}, base::Amount{10'000}, "", {}, {}, {}});
    shop.append({domain::Category::Order, id}, order, {day * base::microsPerDay});
    shop.clock.advanceMicros(60'000'000);
  };
  placed("B", 19'500);
  const base::Timestamp late = shop.clock.wall();
  placed("A", 19'000);
  placed("C", 19'501);
  shop.folded("revenue", "SELECT 1");
  const auto reader = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}});
  const auto answer = reader->revenue({.by = RevenueBy::Day});
  QVERIFY(answer.has_value());
  QCOMPARE(answer->periods.size(), std::size_t{3});
  QVERIFY(answer->periods[0].restated == 1 && answer->periods[0].restatedAt == 2 && answer->periods[0].restatedTime == late);
  QVERIFY(!answer->periods[1].restatedTime && !answer->periods[2].restatedTime);
}

TWINLANE_TEST(SalesReaderTest)
#include "sales_reader_test.moc"
