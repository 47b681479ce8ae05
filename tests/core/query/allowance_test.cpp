#include "core/projection/projected_shop.h"
#include "query/language/order_language.h"
#include "query/model_reader.h"
#include "query/worker_reader_pool.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::query;

namespace {

// Each look at it takes a millisecond of it, or longer.
class QuickClock final : public base::Clock {
 public:
  base::Timestamp wall() const override { return {}; }
  base::SteadyTime steady() const override {
    if (++m_looks == raiseAt) *flag = true;
    return {m_looks * nanosALook};
  }
  std::int64_t looks() const { return m_looks; }
  std::int64_t nanosALook = 1'000'000;
  // Raised by this look.
  std::int64_t raiseAt = -1;
  std::shared_ptr<std::atomic<bool>> flag = std::make_shared<std::atomic<bool>>(false);

 private:
  mutable std::int64_t m_looks = 0;
};

struct LargeShop : tests::ProjectedShop {
  QuickClock quick;
  OrderFilter slow;

  LargeShop() {
    for (int i = 1; i <= 400; ++i) give(tests::orderOf("A" + std::to_string(i), "CUP", 1, 100));
    auto view = open("order_list");
    while (view->step()) {
    }
    std::string text;
    for (int i = 0; i < 60; ++i) text += std::string(i > 0 ? " OR " : "") + "nobody" + std::to_string(i);
    slow.where = *orderConditionFrom(text);
  }
  std::unique_ptr<Reader> readerWith(std::int64_t millis) { return makeReader({&store, &store, files.get(), &quick, folder / "views", "UTC", {}, {}, millis}); }
};

}  // namespace

class AllowanceTest : public QObject {
  Q_OBJECT
 private slots:
  void aQuestionThatTakesTooLongIsEnded();
  void aCountThatTakesTooLongIsLeftOpen();
  void aQuestionIsTakenBackWhileItRuns();
  void aQuestionThatWasTakenBackDoesNotBegin();
  void allThatTheLanguageAllowsFitsTheLimits();
};

void AllowanceTest::aQuestionThatTakesTooLongIsEnded() {
  LargeShop shop;
  const auto whole = shop.readerWith(1'000'000)->orderVector({shop.slow});
  QVERIFY(whole.has_value() && whole->numbers.empty());
  const std::int64_t looks = shop.quick.looks();
  QVERIFY(looks > 10);
  const auto reader = shop.readerWith(5);
  const auto ended = reader->orderVector({shop.slow});
  QVERIFY(!ended.has_value());
  QCOMPARE(ended.error().code, base::ErrorCode::OverBudget);
  QVERIFY(ended.error().what.find("5 ms") != std::string::npos && !ended.error().remedy.empty());
  QVERIFY(shop.quick.looks() - looks < 10);
  // Each question has its own time.
  for (int i = 0; i < 10; ++i) QCOMPARE(reader->ordersByNumber(std::vector<std::int64_t>{1, 2})->orders.size(), std::size_t{2});
}

// The page is there long before all of it is counted.
void AllowanceTest::aCountThatTakesTooLongIsLeftOpen() {
  LargeShop shop;
  OrderQuery query{{anyOf({shop.slow.where, fieldIs(OrderField::Currency, 0)}), true}, {{}}, 3};
  query.filter.where.parts.back().text = "GBP";
  const auto whole = shop.readerWith(1'000'000)->orders(query);
  QVERIFY(whole.has_value() && whole->matches == 400);
  const auto open = shop.readerWith(5)->orders(query);
  QVERIFY2(open.has_value(), open ? "" : open.error().what.c_str());
  QVERIFY(open->orders == whole->orders && open->next == whole->next && !open->matches && !open->partial);
  // Nor does a question with much time spend it on that, and what comes after the first page is counted no more.
  const std::int64_t looks = shop.quick.looks();
  query.after = *whole->next;
  const auto second = shop.readerWith(1'000'000)->orders(query);
  QVERIFY(second.has_value() && second->orders.size() == 3 && !second->matches && !second->partial);
  QVERIFY(shop.quick.looks() - looks < 10);
  query.after.clear();
  shop.quick.nanosALook = 250'000'000;
  const auto longer = shop.readerWith(1'000'000)->orders(query);
  QVERIFY(longer.has_value() && longer->orders == whole->orders && !longer->matches && !longer->partial);
}

void AllowanceTest::aQuestionIsTakenBackWhileItRuns() {
  LargeShop shop;
  const auto reader = shop.readerWith(1'000'000);
  reader->heed(shop.quick.flag);
  shop.quick.raiseAt = 4;
  const auto ended = reader->orderVector({shop.slow});
  QVERIFY(!ended.has_value());
  QCOMPARE(ended.error().code, base::ErrorCode::Stopped);
  QVERIFY(shop.quick.looks() < 8);
  reader->heed({});
  QCOMPARE(reader->orders({})->orders.size(), std::size_t{50});
}

void AllowanceTest::aQuestionThatWasTakenBackDoesNotBegin() {
  LargeShop shop;
  WorkerReaderPool pool([&] { return shop.readerWith(1'000'000); }, 10, 1, false);
  const auto flag = std::make_shared<std::atomic<bool>>(true);
  std::vector<base::ErrorCode> ends;
  const auto ask = [&](Reader& reader) {
    const auto page = reader.orders({});
    ends.push_back(page ? base::ErrorCode::Unknown : page.error().code);
  };
  QVERIFY(pool.post(ask, flag));
  QVERIFY(pool.post(ask));
  while (pool.step()) {
  }
  QCOMPARE(ends, (std::vector{base::ErrorCode::Stopped, base::ErrorCode::Unknown}));
}

void AllowanceTest::allThatTheLanguageAllowsFitsTheLimits() {
  LargeShop shop;
  const auto reader = shop.readerWith(1'000'000);
  const auto times = [](std::size_t count, const std::string& piece) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  const std::string nested = times(QueryLimits::depth / 2, "NOT (x OR ") + "A1" + times(QueryLimits::depth / 2, ")");
  const std::string terms = times(QueryLimits::terms, "A "), longest = times(QueryLimits::textBytes, "%");
  for (const std::string& text : {nested, terms, longest, times(QueryLimits::depth, "(") + times(QueryLimits::terms - 1, "A OR ") + "A1" + times(QueryLimits::depth, ")")}) {
    OrderQuery query;
    const auto where = orderConditionFrom(text);
    QVERIFY2(where.has_value(), where ? "" : where.error().what.c_str());
    query.filter.where = *where;
    const auto page = reader->orders(query);
    QVERIFY2(page.has_value(), page ? "" : page.error().what.c_str());
  }
}

TWINLANE_TEST(AllowanceTest)
#include "allowance_test.moc"
