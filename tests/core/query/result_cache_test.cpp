#include "core/projection/moody_model.h"
#include "core/projection/projected_shop.h"
#include "query/language/order_language.h"
#include "query/model_reader.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::query;

class ResultCacheTest : public QObject {
  Q_OBJECT
 private slots:
  void anAnswerIsGivenAgainOnlyWhereItHolds();
  void bytesAreBoundAndTheLongestUnaskedGoesFirst();
  void anAnswerThatIsKeptIsTheOneThatWouldBeMade();
  void theHeadIsReadAnew();
  void whatIsTakenInAfterAllIsShown();
  void whatWasDiscardedGoesOnBeingSaid();
  void nothingIsKeptAcrossRoles();
  void parametersMakeAnotherQuestion();
};

namespace {

struct KeptFigures {
  std::vector<RevenueSums> sums;
};

std::string told(const RevenueSums& sums) { return sums.currency.toText() + sums.gross.toText() + "," + sums.charges.toText() + "," + sums.returned.toText() + "," + sums.cancelled.toText() + ";"; }
std::string told(const Freshness& freshness) { return "@" + std::to_string(freshness.position) + "/" + std::to_string(freshness.head) + "-" + std::to_string(freshness.lagEvents); }
template <class Key>
std::string told(const std::map<Key, std::int64_t>& counts) {
  std::string text;
  for (const auto& [key, count] : counts) text += std::to_string(static_cast<int>(key)) + "=" + std::to_string(count) + ";";
  return text;
}
std::string told(const std::vector<OrderSummary>& orders) {
  std::string text;
  for (const OrderSummary& order : orders)
    text += order.order + "," + order.customer + "," + order.customerName + "," + domain::name(order.status) + "," + domain::name(order.payment) + "," + order.total.toText() + "," + std::to_string(order.version) + ";";
  return text;
}

// All that is kept, as one text.
std::string everything(Reader& reader) {
  std::string text;
  OrderQuery page;
  page.limit = 7;
  page.sort = {{OrderSort::Total, true}};
  for (bool more = true; more;) {
    const auto orders = reader.orders(page);
    text += told(orders->orders) + told(orders->freshness) + "\n";
    more = orders->next.has_value();
    page.after = orders->next.value_or("");
  }
  const auto vector = reader.orderVector({{*orderConditionFrom("status:shipped OR payment:paid OR ann"), true}, {{OrderSort::ChangedAt, true}}});
  for (const std::int64_t number : vector->numbers) text += std::to_string(number) + " ";
  text += told(reader.ordersByNumber(vector->numbers)->orders) + "\n";
  const auto counts = reader.orderCounts();
  text += std::to_string(counts->orders) + told(counts->byStatus) + told(counts->byPayment) + "\n";
  const auto customers = reader.customers({});
  for (const CustomerSummary& customer : customers->customers) {
    text += customer.customer + customer.name + std::to_string(customer.orders);
    const auto one = reader.customer(customer.customer);
    for (const RevenueSums& sums : one->summary.revenue) text += told(sums);
  }
  const auto products = reader.products({});
  for (const ProductSummary& product : products->products) text += product.product + product.name + product.units.toText() + std::to_string(reader.product(product.product)->summary.orders) + ";";
  const auto returns = reader.returnCounts();
  text += std::to_string(returns->lines) + told(returns->byMatch) + std::to_string(reader.returns({})->returns.size()) + "\n";
  text += std::to_string(reader.outOfStock({})->products.size());
  const auto found = reader.search({.text = "a"});
  for (const SearchHit& hit : found->hits) text += hit.id + hit.title + ";";
  for (const RevenueBy period : {RevenueBy::Day, RevenueBy::Month}) {
    const auto revenue = reader.revenue({.by = period});
    for (const RevenuePeriod& each : revenue->periods) text += each.period + std::to_string(each.orders) + told(each.sums);
    text += revenue->zone + "\n";
  }
  for (const char* zone : {"", "Asia/Tokyo"}) {
    const auto stats = reader.stats(zone);
    text += std::to_string(stats->orders) + "," + std::to_string(stats->customers) + "," + std::to_string(stats->products) + told(stats->byStatus) + told(stats->freshness);
    for (const RevenuePeriod& each : stats->months) text += each.period + std::to_string(each.orders) + told(each.sums);
    for (const RevenueSums& sums : stats->revenue) text += told(sums);
  }
  return text;
}

struct KeptShop : tests::ProjectedShop {
  ResultCache cache{1'000'000, telemetry.counters()};
  std::vector<std::unique_ptr<projection::Projection>> lists;

  KeptShop() {
    trade(20);
    for (const std::string& name : projection::readModelNames()) lists.push_back(open(name));
    fold();
  }
  void fold() {
    for (const auto& list : lists)
      while (list->step()) {
      }
  }
  std::unique_ptr<Reader> reader(ResultCache* with, std::uint8_t roles = 1) { return makeReader({&store, &store, files.get(), &clock, folder / "views", "UTC", {}, {}, 600'000, with, roles}); }
  std::int64_t hits() { return telemetry.counters().cacheHits; }
  std::int64_t misses() { return telemetry.counters().cacheMisses; }
};

}  // namespace

void ResultCacheTest::anAnswerIsGivenAgainOnlyWhereItHolds() {
  telemetry::Counters counters;
  ResultCache cache(100'000, counters);
  cache.keep("q", {2, 10}, KeptFigures{{{}, {}}}, 100);
  const auto sizeAt = [&](const std::string& question, AnswerPlace place) {
    const auto kept = cache.find<KeptFigures>(question, place);
    return kept ? static_cast<int>(kept->sums.size()) : -1;
  };
  QCOMPARE(sizeAt("q", {2, 10}), 2);
  QCOMPARE(sizeAt("q", {2, 11}), -1);
  QCOMPARE(sizeAt("q", {2, 9}), -1);
  QCOMPARE(sizeAt("q", {3, 10}), -1);
  QCOMPARE(sizeAt("p", {2, 10}), -1);
  // What a slower reader brings is older than what there is; another generation is newer whatever its position.
  cache.keep("q", {2, 8}, KeptFigures{}, 100);
  QCOMPARE(sizeAt("q", {2, 10}), 2);
  cache.keep("q", {3, 4}, KeptFigures{}, 100);
  QCOMPARE(sizeAt("q", {3, 4}), 0);
  QCOMPARE(sizeAt("q", {2, 10}), -1);
  // What was set aside is taken in after all.
  cache.keep("q", {3, 4, 5}, KeptFigures{{{}}}, 100);
  QCOMPARE(sizeAt("q", {3, 4}), 0);
  cache.keep("r", {3, 4, 5}, KeptFigures{{{}}}, 100);
  cache.keep("r", {3, 4, 2}, KeptFigures{{{}, {}}}, 100);
  QCOMPARE(sizeAt("r", {3, 4, 5}), -1);
  QCOMPARE(sizeAt("r", {3, 4, 2}), 2);
  QCOMPARE(counters.cacheHits.load(), 5);
  QCOMPARE(counters.cacheMisses.load(), 6);
}

void ResultCacheTest::bytesAreBoundAndTheLongestUnaskedGoesFirst() {
  telemetry::Counters counters;
  ResultCache cache(100'000, counters);
  cache.keep("large", {1, 1}, KeptFigures{}, 25'000);
  QVERIFY(!cache.find<KeptFigures>("large", {1, 1}));
  for (int i = 0; i < 1000; ++i) {
    cache.keep(std::to_string(i), {1, 1}, KeptFigures{}, 9'000);
    QVERIFY(counters.cacheBytes <= 100'000);
    QVERIFY(i == 0 || cache.find<KeptFigures>("0", {1, 1}));  // asked again and again
  }
  QVERIFY(cache.find<KeptFigures>("999", {1, 1}) && !cache.find<KeptFigures>("900", {1, 1}));
  // The same question at the next position takes no more.
  const std::int64_t bytes = counters.cacheBytes;
  cache.keep("999", {1, 2}, KeptFigures{}, 9'000);
  QCOMPARE(counters.cacheBytes.load(), bytes);
}

void ResultCacheTest::anAnswerThatIsKeptIsTheOneThatWouldBeMade() {
  KeptShop shop;
  const auto kept = shop.reader(&shop.cache), other = shop.reader(&shop.cache), fresh = shop.reader(nullptr);
  for (int round = 0; round < 6; ++round) {
    const std::string made = everything(*fresh);
    const std::int64_t before = shop.misses();
    QCOMPARE(everything(*kept), made);
    const std::int64_t asked = shop.misses() - before, hit = shop.hits();
    QVERIFY(asked > (round == 0 ? 20 : 0));
    QCOMPARE(everything(*kept), made);
    QCOMPARE(everything(*other), made);
    // Each question of the second and third time was answered from memory.
    QCOMPARE(shop.misses() - before, asked);
    QVERIFY(shop.hits() - hit >= 2 * asked);
    shop.give(tests::orderOf("N" + std::to_string(round), "CUP", 1 + round, 100));
    // Every second time only some lists see it.
    if (round % 2 == 0) shop.lists[static_cast<std::size_t>(round) % shop.lists.size()]->step();
    else shop.fold();
  }
}

void ResultCacheTest::theHeadIsReadAnew() {
  KeptShop shop;
  const auto kept = shop.reader(&shop.cache);
  const auto first = kept->orders({});
  shop.give(tests::orderOf("Z1", "CUP", 1, 100));
  const std::int64_t hits = shop.hits();
  const auto second = kept->orders({});
  QCOMPARE(shop.hits(), hits + 1);
  QCOMPARE(second->freshness.position, first->freshness.position);
  QCOMPARE(second->freshness.head, first->freshness.head + 1);
  QCOMPARE(second->freshness.lagEvents, 1);
  QVERIFY(second->freshness.lagMs > 0);
  shop.fold();
  QCOMPARE(kept->orders({})->freshness.position, first->freshness.head + 1);
}

void ResultCacheTest::whatIsTakenInAfterAllIsShown() {
  tests::ProjectedShop shop;
  ResultCache cache(1'000'000, shop.telemetry.counters());
  shop.give(tests::orderOf("A1"));
  shop.give(domain::RecordPayment{domain::OrderId("A1"), {25'000}, ""});
  shop.give(domain::AddNote{domain::OrderId("A1"), "n"});
  (void)shop.files->makeFolder(shop.folder / "views");
  const auto moods = std::make_shared<tests::Moods>();
  moods->bad = {1};
  auto list = *projection::Projection::open(std::make_unique<tests::MoodyModel>(*projection::makeReadModel("order_list", "UTC"), moods), shop.folder / "views", "UTC", shop.feed, shop.clock, shop.telemetry, *shop.files);
  const auto retry = [&] {
    list->requestRetry({"order-A1", {}, "ann", {}, false}, std::make_shared<projection::ParkedRetryAnswer>());
    while (list->step()) {
    }
  };
  while (list->step()) {
  }
  const auto kept = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}, {}, 600'000, &cache, 1});
  const auto nothing = kept->orders({});
  QVERIFY(nothing->orders.empty());
  QCOMPARE(nothing->freshness.setAside, 1);
  // The stream is still set aside, and the position the same.
  moods->bad = {3};
  retry();
  const auto some = kept->orders({});
  QCOMPARE(some->freshness.position, nothing->freshness.position);
  QCOMPARE(some->freshness.setAside, 1);
  QCOMPARE(some->orders.size(), std::size_t{1});
  QCOMPARE(some->orders.front().version, 2);
  moods->bad = {};
  retry();
  const auto all = kept->orders({});
  QCOMPARE(all->freshness.position, nothing->freshness.position);
  QCOMPARE(all->freshness.setAside, 0);
  QCOMPARE(all->orders.front().version, 3);
}

void ResultCacheTest::whatWasDiscardedGoesOnBeingSaid() {
  tests::ProjectedShop shop;
  ResultCache cache(1'000'000, shop.telemetry.counters());
  shop.give(tests::orderOf("A1"));
  shop.give(domain::RecordPayment{domain::OrderId("A1"), {25'000}, ""});
  shop.give(tests::orderOf("A2"));
  (void)shop.files->makeFolder(shop.folder / "views");
  const auto moods = std::make_shared<tests::Moods>();
  moods->bad = {2};
  auto list = *projection::Projection::open(std::make_unique<tests::MoodyModel>(*projection::makeReadModel("order_list", "UTC"), moods), shop.folder / "views", "UTC", shop.feed, shop.clock, shop.telemetry, *shop.files);
  const auto settle = [&] {
    while (list->step()) {
    }
  };
  settle();
  const auto kept = makeReader({&shop.store, &shop.store, shop.files.get(), &shop.clock, shop.folder / "views", "UTC", {}, {}, 600'000, &cache, 1});
  const auto told = [&] {
    std::string text;
    for (const Freshness& fresh : {kept->orders({})->freshness, kept->orders({})->freshness, kept->orderVector({{}, {{OrderSort::Total, true}}})->freshness, kept->orderCounts()->freshness})
      text += std::to_string(fresh.setAside) + std::to_string(fresh.discarded) + " ";
    const projection::Status status = list->status();
    const auto positions = kept->positions();
    const ListPosition& position = positions->front();
    return text + std::to_string(status.parked) + std::to_string(status.discarded) + " " + std::to_string(position.parked) + std::to_string(position.discarded);
  };
  for (const char* name : {"revenue", "customer_summary", "product_sales", "search", "operations", "order_detail"}) (void)shop.open(name);
  QCOMPARE(told(), std::string("10 10 10 10 10 10"));
  list->requestRetry({"order-A1", {}, "ann", "a slip", false}, std::make_shared<projection::ParkedRetryAnswer>());
  settle();
  QCOMPARE(told(), std::string("01 01 01 01 01 01"));
  // By the next generation as well.
  list->requestRebuild("ann", false);
  settle();
  QCOMPARE(list->status().generation, 2);
  QCOMPARE(told(), std::string("01 01 01 01 01 01"));
  QCOMPARE(oldest({3, 3, 0, 0, 0, 2}, {3, 3, 0, 0, 1, 0}).discarded, 2);
}

void ResultCacheTest::nothingIsKeptAcrossRoles() {
  KeptShop shop;
  const auto one = shop.reader(&shop.cache, 1), same = shop.reader(&shop.cache, 1), another = shop.reader(&shop.cache, 4);
  (void)everything(*one);
  const std::int64_t misses = shop.misses();
  (void)everything(*same);
  QCOMPARE(shop.misses(), misses);
  const std::int64_t hits = shop.hits();
  QCOMPARE(another->orders({})->orders.size(), std::size_t{20});
  QVERIFY(another->customers({}).has_value() && another->stats().has_value());
  QCOMPARE(shop.hits(), hits);
  QVERIFY(shop.misses() > misses);
}

void ResultCacheTest::parametersMakeAnotherQuestion() {
  KeptShop shop;
  const auto kept = shop.reader(&shop.cache), fresh = shop.reader(nullptr);
  for (const char* text : {"ann", "customer:ann", "\"customer:ann\"", "total>1", "total>2", "total>=2", "total:1..2", "lines:1", "units:1", "ann NOT paid", "NOT ann", "payment:paid", "status:shipped"})
    for (const bool inNames : {true, false}) {
      // Where no text is looked for it is the same question.
      if (!inNames && std::string_view(text).find("ann") == std::string_view::npos) continue;
      if (!inNames && std::string_view(text) == "customer:ann") continue;
      for (const OrderSort sort : {OrderSort::PlacedAt, OrderSort::Total})
        for (const bool descending : {true, false})
          for (const int limit : {3, 4}) {
            const OrderQuery query{{*orderConditionFrom(text), inNames}, {{sort, descending}}, limit, {}};
            const auto a = kept->orders(query), b = fresh->orders(query);
            QVERIFY(a->orders == b->orders && a->next == b->next);
          }
    }
  QCOMPARE(shop.hits(), 0);
}

TWINLANE_TEST(ResultCacheTest)
#include "result_cache_test.moc"
