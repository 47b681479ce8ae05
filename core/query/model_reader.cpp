#include "query/model_reader.h"

#include "base/fault/sabotage.h"
#include "base/zone.h"
#include "projection/generations.h"
#include "projection/read_model.h"
#include "query/cache/answer_bytes.h"
#include "query/customer_sql.h"
#include "query/operations_sql.h"
#include "query/order_document.h"
#include "query/order_cursor.h"
#include "query/order_listing.h"
#include "query/paging.h"
#include "query/product_sql.h"
#include "query/receipt_sql.h"
#include "query/shop_as_of.h"
#include "query/return_sql.h"
#include "query/revenue_sql.h"
#include "query/search_sql.h"
#include "sqlite/read_guard.h"
#include "store/journal_reader.h"

#include <algorithm>
#include <iterator>
#include <typeinfo>

namespace twinlane::query {
namespace {

using base::fail;
using sqlite::Statement;

// For how long columns are filled in one snapshot.
constexpr std::int64_t fillingMicros = 100'000;
// For how long orders are counted that no count is kept of.
constexpr std::int64_t countingMicros = 1'000'000;
// What reading a count that is kept never takes.
constexpr std::int64_t leastCountingMicros = 1'000;

// What is asked, so that no two questions read alike.
class Question {
 public:
  explicit Question(security::Query kind) { with(static_cast<std::int64_t>(kind)); }
  Question& with(std::int64_t value) {
    m_text += std::to_string(value) + ' ';
    return *this;
  }
  Question& with(std::string_view text) {
    with(static_cast<std::int64_t>(text.size()));
    m_text += text;
    return *this;
  }
  Question& with(const OrderCondition& condition) {
    with(static_cast<std::int64_t>(condition.kind)).with(static_cast<std::int64_t>(condition.field)).with(static_cast<std::int64_t>(condition.comparison));
    with(condition.from).with(condition.to).with(condition.text).with(condition.isPrefix ? 1 : 0).with(static_cast<std::int64_t>(condition.parts.size()));
    for (const OrderCondition& part : condition.parts) with(part);
    return *this;
  }
  const std::string& text() const { return m_text; }

 private:
  std::string m_text;
};

class ModelReader final : public Reader {
 public:
  explicit ModelReader(const ReaderSources& sources) : m_sources(sources) {}

  void heed(CancelFlag cancelled) override { m_cancelled = std::move(cancelled); }

  base::Result<OrderPage> orders(const OrderQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::OrderPage);
    if (auto fits = fitsAPage(query.limit, "orders"); !fits) return tl::unexpected(fits.error());
    if (!query.after.empty())
      if (auto cursor = cursorFrom(query.after, query.sort); !cursor) return tl::unexpected(cursor.error());
    return listed<OrderPage>(query, Question(security::Query::OrderPage).with(query.after).with(query.limit));
  }

  base::Result<OrderVector> orderVector(const OrderQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::OrderVector);
    return listed<OrderVector>(query, Question(security::Query::OrderVector));
  }

  base::Result<OrdersByNumber> ordersByNumber(std::span<const std::int64_t> numbers) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::OrdersByNumber);
    Question question(security::Query::OrdersByNumber);
    for (const std::int64_t number : numbers) question.with(number);
    return inSnapshot<OrdersByNumber>("order_list", question, [&](ViewReader& view, OrdersByNumber& answer) -> base::Status {
      auto select = view.statement(std::string("SELECT ") + orderColumns() + " FROM order_list WHERE number=?");
      if (!select) return tl::unexpected(select.error());
      for (const std::int64_t number : numbers) {
        (*select)->bind(1, number);
        if (auto read = eachRow(**select, [&](const Statement& row) { answer.orders.push_back(orderOf(row)); }); !read) return read;
      }
      return {};
    });
  }

  base::Result<OrderCounts> orderCounts() override {
    const Measured measured(m_sources.meter, m_asked = security::Query::OrderCounts);
    return inSnapshot<OrderCounts>("order_list", Question(security::Query::OrderCounts), [&](ViewReader& view, OrderCounts& counts) { return readFacets(view, counts.orders, counts.byStatus, counts.byPayment); });
  }

  base::Result<OrderDocument> order(const std::string& id, std::optional<std::int64_t> atVersion) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::OrderDocument);
    return inSnapshot<OrderDocument>("order_detail", std::nullopt, [&](ViewReader& view, OrderDocument& document) { return readOrderDocument(view, id, atVersion, document); });
  }

  base::Result<CustomerPage> customers(const CustomerQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Customers);
    return inSnapshot<CustomerPage>("customer_summary", Question(security::Query::Customers).with(static_cast<std::int64_t>(query.by)).with(query.currency.toText()).with(query.limit).with(query.after), [&](ViewReader& view, CustomerPage& page) { return readCustomers(view, query, page); });
  }

  base::Result<CustomerDocument> customer(const std::string& id) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Customer);
    return inSnapshot<CustomerDocument>("customer_summary", Question(security::Query::Customer).with(id), [&](ViewReader& view, CustomerDocument& document) { return readCustomer(view, id, document.summary); });
  }

  base::Result<ProductPage> products(const ProductQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Products);
    return inSnapshot<ProductPage>("product_sales", Question(security::Query::Products).with(static_cast<std::int64_t>(query.by)).with(query.currency.toText()).with(query.limit).with(query.after), [&](ViewReader& view, ProductPage& page) { return readProducts(view, query, page); });
  }

  base::Result<ProductDocument> product(const std::string& id) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Product);
    return inSnapshot<ProductDocument>("product_sales", Question(security::Query::Product).with(id), [&](ViewReader& view, ProductDocument& document) { return readProduct(view, id, document.summary); });
  }

  base::Result<ReturnPage> returns(const ReturnQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Returns);
    return inSnapshot<ReturnPage>("product_sales", Question(security::Query::Returns).with(query.limit).with(query.after), [&](ViewReader& view, ReturnPage& page) { return readReturns(view, query, page); });
  }

  base::Result<ReturnCounts> returnCounts() override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Returns);
    return inSnapshot<ReturnCounts>("product_sales", Question(security::Query::Returns), [&](ViewReader& view, ReturnCounts& counts) { return countReturns(view, counts); });
  }

  base::Result<OperationsAnswer> operations(std::optional<base::Timestamp> moment) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Operations);
    return inSnapshot<OperationsAnswer>("operations", std::nullopt, [&](ViewReader& view, OperationsAnswer& answer) -> base::Status {
      const auto zone = base::Zone::named(m_sources.zone);
      if (!zone) return tl::unexpected(zone.error());
      answer.at = moment.value_or(m_sources.clock->wall());
      return readOperations(view, *zone, answer);
    });
  }

  base::Result<WorkPage> workList(const WorkQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Operations);
    return inSnapshot<WorkPage>("operations", std::nullopt, [&](ViewReader& view, WorkPage& page) {
      page.at = query.at.value_or(m_sources.clock->wall());
      return readWorkList(view, query, page);
    });
  }

  base::Result<OutOfStockPage> outOfStock(const OutOfStockQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Operations);
    return inSnapshot<OutOfStockPage>("operations", Question(security::Query::Operations).with(query.limit).with(query.after), [&](ViewReader& view, OutOfStockPage& page) { return readOutOfStock(view, query, page); });
  }

  base::Result<SearchAnswer> search(const SearchQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Search);
    return inSnapshot<SearchAnswer>("search", Question(security::Query::Search).with(query.text).with(query.kind ? static_cast<std::int64_t>(*query.kind) : -1).with(query.limit).with(query.inPersons ? 1 : 0), [&](ViewReader& view, SearchAnswer& answer) { return readSearch(view, query, answer); });
  }

  base::Result<RevenueAnswer> revenue(const RevenueQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Revenue);
    Question question(security::Query::Revenue);
    question.with(static_cast<std::int64_t>(query.by)).with(query.fromDay.value_or(-1'000'000)).with(query.toDay.value_or(1'000'000'000)).with(query.newestFirst ? 1 : 0).with(query.limit).with(query.after);
    return inSnapshot<RevenueAnswer>("revenue", question, [&](ViewReader& view, RevenueAnswer& answer) {
      answer.zone = m_sources.zone;
      if (auto read = readRevenue(view, query, answer); !read) return read;
      return tellRestatements(answer.periods);
    });
  }

  base::Result<ShopAsOf> shopAsOf(base::Timestamp moment) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Stats);
    ShopAsOf answer;
    answer.moment = moment;
    OrderQuery page;
    page.sort = {{OrderSort::Number, false}};
    page.limit = 1000;
    for (bool more = true; more;) {
      const auto orders = this->orders(page);
      if (!orders) return tl::unexpected(orders.error());
      for (const OrderSummary& order : orders->orders)
        if (auto counted = countAsOf(*m_sources.store, order.order, moment, answer); !counted) return tl::unexpected(counted.error());
      // Which orders there are is as old as the oldest page.
      if (page.after.empty()) answer.freshness = orders->freshness;
      more = orders->next.has_value();
      page.after = orders->next.value_or("");
    }
    return answer;
  }

  base::Result<ShopStats> stats(const std::string& zone) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Stats);
    auto stats = inSnapshot<ShopStats>("order_list", Question(security::Query::Stats).with(zone), [&](ViewReader& view, ShopStats& s) -> base::Status {
      if (auto read = readFacets(view, s.orders, s.byStatus, s.byPayment); !read) return read;
      auto late = view.statement("SELECT orders FROM facets WHERE kind=2 AND value=1");
      if (!late) return tl::unexpected(late.error());
      if (auto read = eachRow(**late, [&](const Statement& row) { s.shippedLate = row.integer(0); }); !read) return read;
      auto totals = view.statement("SELECT lines, units FROM totals");
      if (!totals) return tl::unexpected(totals.error());
      if (auto read = eachRow(**totals, [&](const Statement& row) {
            s.orderLines = row.integer(0);
            s.units = {row.integer(1)};
          }); !read)
        return read;
      const auto customers = view.connection().number("SELECT count(*) FROM customers WHERE orders>0");
      if (!customers) return tl::unexpected(customers.error());
      s.customers = *customers;
      if (!zone.empty() && zone != m_sources.zone) return readMonthsIn(view, zone, s.months);
      return {};
    });
    if (!stats) return stats;
    auto money = inSnapshot<RevenueAnswer>("revenue", Question(security::Query::Stats), [&](ViewReader& view, RevenueAnswer& answer) { return readAllMonths(view, answer); });
    if (!money) return tl::unexpected(money.error());
    if (zone.empty() || zone == m_sources.zone) stats->months = money->periods;
    stats->undated = money->undated;
    std::map<base::Currency, RevenueSums> sums;
    std::vector<RevenuePeriod> all = std::move(money->periods);
    all.insert(all.end(), money->undated.begin(), money->undated.end());
    for (const RevenuePeriod& period : all) {
      RevenueSums& sum = sums[period.sums.currency];
      sum.currency = period.sums.currency;
      sum.gross += period.sums.gross;
      sum.charges += period.sums.charges;
      sum.returned += period.sums.returned;
      sum.cancelled += period.sums.cancelled;
    }
    for (const auto& [currency, sum] : sums) stats->revenue.push_back(sum);
    auto goods = inSnapshot<ShopStats>("product_sales", Question(security::Query::Stats), [&](ViewReader& view, ShopStats& s) -> base::Status {
      const auto products = view.connection().number("SELECT count(DISTINCT product) FROM sales WHERE orders>0");
      if (!products) return tl::unexpected(products.error());
      s.products = *products;
      return {};
    });
    if (!goods) return goods;
    stats->products = goods->products;
    stats->freshness = oldest(oldest(stats->freshness, money->freshness), goods->freshness);
    stats->position = stats->freshness.position;
    stats->events = stats->position;  // positions are gapless and start at 1
    return stats;
  }

  base::Result<EventPage> events(store::Position after, std::size_t limit, const std::string& stream) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Events);
    EventPage page;
    base::Result<std::vector<store::StoredEvent>> events;
    if (stream.empty()) {
      events = readUpTo(after, limit);
    } else {
      const std::size_t dash = stream.find('-');
      const auto category = domain::categoryFromName(stream.substr(0, dash));
      if (dash == std::string::npos || !category)
        return fail(base::ErrorCode::BadInput, "'" + stream + "' is not the name of a stream", "--stream", "write it as order-1, product-CUP, customer-ann or return-C1");
      events = m_sources.store->readStream({*category, stream.substr(dash + 1)}, 0, 1'000'000);
      if (events) {
        std::erase_if(*events, [&](const store::StoredEvent& event) { return event.position <= after; });
        if (events->size() > limit) events->resize(limit);
      }
    }
    if (!events) return tl::unexpected(events.error());
    page.events = std::move(*events);
    const auto head = m_sources.store->head();
    if (!head) return tl::unexpected(head.error());
    page.head = head->position;
    return page;
  }

  base::Result<std::vector<store::QuarantinedRow>> quarantined(std::int64_t afterIndex, std::size_t limit) override { return m_sources.ledger->quarantined(afterIndex, limit); }
  base::Result<store::ImportLedger::Account> importAccount() override { return m_sources.ledger->account(); }

  base::Result<std::vector<ListPosition>> positions() override {
    std::vector<ListPosition> all;
    for (const std::string& name : projection::readModelNames()) {
      auto view = viewOf(name);
      auto standing = view ? (*view)->standing() : tl::unexpected(view.error());
      if (!standing) {
        const std::string path = projection::viewPath(m_sources.viewsFolder, name, projection::generationsOf(*m_sources.files, m_sources.viewsFolder, name).current);
        ListPosition unknown;
        unknown.fault = m_sources.files->exists(path) ? standing.error() : base::Error{base::ErrorCode::NotFound, "the list is not made yet", path, "whoever opens the folder to write makes it; who has it open already must close it first"};
        standing = std::move(unknown);
      }
      standing->name = name;
      all.push_back(std::move(*standing));
    }
    return all;
  }

  base::Result<store::StoredOutcome> receipt(const base::CommandId& command) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Receipts);
    auto kept = m_sources.store->outcome(command);
    if (!kept) return tl::unexpected(kept.error());
    if (!*kept)
      return fail(base::ErrorCode::NotFound, "no command with this id is recorded", command.toText(), "one that was answered busy, or never came, leaves no receipt; give it again");
    return std::move(**kept);
  }

  base::Result<ReceiptPage> receipts(const ReceiptQuery& query) override {
    const Measured measured(m_sources.meter, m_asked = security::Query::Receipts);
    if (auto fits = fitsAPage(query.limit, "receipts"); !fits) return tl::unexpected(fits.error());
    if (m_sources.journal.empty()) return fail(base::ErrorCode::Missing, "a journal in memory does not list its receipts");
    // Not kept: the store closes all its connections when a COMMIT did not answer, and this is none of them.
    const auto journal = store::JournalReader::open(m_sources.journal, *m_sources.files);
    if (!journal) return tl::unexpected(journal.error());
    (*journal)->connection().allow(allowance());
    return readReceipts((*journal)->connection(), query);
  }

 private:
  bool isTakenBack() const { return m_cancelled && *m_cancelled; }
  static tl::unexpected<base::Error> takenBack() { return fail(base::ErrorCode::Stopped, "the question was taken back before it was answered", {}, "ask again if it is still wanted"); }
  tl::unexpected<base::Error> tookTooLong() const {
    return fail(base::ErrorCode::OverBudget, "the question took longer than the " + std::to_string(m_sources.mostMillis) + " ms it may take", {}, "ask for less: a narrower query, or what is found within a time");
  }
  sqlite::Allowance allowance() const { return {m_sources.clock, m_sources.mostMillis * 1000, m_cancelled}; }

  base::Result<ViewReader*> viewOf(const std::string& name) {
    auto& view = m_views[name];
    if (!view || !view->isCurrent(*m_sources.files)) {
      const auto head = m_sources.store->head();
      if (!head) return tl::unexpected(head.error());
      auto opened = ViewReader::open(m_sources.viewsFolder, name, head->identity, *m_sources.files);
      if (!opened) return tl::unexpected(opened.error());
      view = std::move(*opened);
    }
    return view.get();
  }

  // A list of orders: by an index of the list, or through the columns. What is not there of these yet is filled as far as the time of
  // a hurried question goes, of another one in short snapshots, since a long one would keep what is written meanwhile in the WAL. Of
  // more orders than there is memory for the list's file is asked, and by who is hurried while others are at the columns.
  template <class Answer>
  base::Result<Answer> listed(const OrderQuery& query, Question question) {
    if (auto fits = fitsASort(query.sort); !fits) return tl::unexpected(fits.error());
    question.with(query.filter.where).with(query.filter.inNames ? 1 : 0);
    for (const OrderSortKey& key : query.sort) question.with(static_cast<std::int64_t>(key.by)).with(key.descending ? 1 : 0);
    const bool isHurried = query.withinMs > 0;
    const base::SteadyTime began = m_sources.clock->steady();
    const auto isBefore = [&](base::SteadyTime start, std::int64_t micros) { return !isTakenBack() && m_sources.clock->steady().microsSince(start) < micros; };
    // Per cent of a hurried question's time; what comes behind the last look takes some as well.
    const auto share = [&](int percent) -> GoesOn {
      if (isHurried) return [&, percent] { return isBefore(began, query.withinMs * 10 * percent); };
      return [this] { return !isTakenBack(); };
    };
    if (walksAnIndex(query, m_columns.areThere()))
      return inSnapshot<Answer>("order_list", question.with("by index"), [&](ViewReader& view, Answer& answer) { return readWhole(view, query, began, share(80), answer); });
    const auto waits = [&] { return isHurried ? isBefore(began, query.withinMs * 200) : isBefore(began, m_sources.mostMillis * 1000); };
    auto use = m_columns.use(waits);
    if (!use) {
      if (isTakenBack()) return takenBack();
      if (!isHurried) return tookTooLong();
      return inSnapshot<Answer>("order_list", question.with("newest"), [&](ViewReader& view, Answer& answer) { return readNewestBySql(view, query, m_sources.zone, answer); });
    }
    for (;;) {
      bool goesOn = false;
      const base::SteadyTime now = m_sources.clock->steady();
      auto answer = inSnapshot<Answer>("order_list", question, [&](ViewReader& view, Answer& part) -> base::Status {
        const auto reached = view.position();
        if (!reached) return tl::unexpected(reached.error());
        const auto followed = m_columns.follow(view, {view.generation(), reached->position, reached->waiting}, *m_sources.store, now, share(40));
        if (!followed) return tl::unexpected(followed.error());
        if (isTakenBack()) return takenBack();
        if (!*followed) {
          use.unlock();
          return readNewestBySql(view, query, m_sources.zone, part);
        }
        if (isHurried || m_columns.mayBeWhole())
          if (auto filled = fillColumns(view, m_columns, isHurried ? share(40) : GoesOn([&] { return isBefore(now, fillingMicros); })); !filled) return filled;
        if (isTakenBack()) return takenBack();
        if (!isHurried && !m_columns.mayBeWhole()) {
          use.unlock();
          return readWhole(view, query, began, share(100), part);
        }
        goesOn = !isHurried && !m_columns.isWhole();
        if (goesOn) {
          part.partial.emplace();
          return isBefore(began, m_sources.mostMillis * 1000) ? base::Status() : tookTooLong();
        }
        auto read = readByColumns(view, m_columns, query, m_sources.zone, {share(70), share(95)}, part);
        if (!read || !isTakenBack()) return read;
        return takenBack();
      });
      if (!answer || !goesOn) return answer;
      // Others may ask in between.
      use.unlock();
      use = m_columns.use(waits);
      if (!use) return isTakenBack() ? takenBack() : tookTooLong();
    }
  }

  template <class Answer>
  base::Status readWhole(ViewReader& view, const OrderQuery& query, base::SteadyTime began, const GoesOn& goesOn, Answer& answer) {
    auto read = readBySql(view, query, m_sources.zone, goesOn, answer);
    if constexpr (requires { answer.matches; })
      if (read && !isTakenBack()) {
        // How many there are in all is worth a part of the question's time, and once: on the first page.
        const std::int64_t left = query.withinMs > 0 ? std::max(query.withinMs * 1000 - m_sources.clock->steady().microsSince(began), leastCountingMicros) : countingMicros;
        view.connection().allow({m_sources.clock, std::min({countingMicros, left, m_sources.mostMillis * 1000}), m_cancelled});
        read = countMatches(view, query, m_sources.zone, answer.matches);
        view.connection().allow(allowance());
      }
    if (!read || !isTakenBack()) return read;
    return takenBack();
  }

  // One snapshot of one read model: rows and the position they are true at; the head is read after it. A question that the hour
  // belongs to is none that could be asked again.
  template <class Answer, class Fill>
  base::Result<Answer> inSnapshot(const std::string& name, const std::optional<Question>& question, Fill fill) {
    const auto early = TWINLANE_SABOTAGE("head-before-snapshot") ? m_sources.store->head() : base::Result<store::StoreHead>();
    auto view = viewOf(name);
    if (!view) return tl::unexpected(view.error());
    if (isTakenBack()) return takenBack();
    (*view)->connection().allow(allowance());
    Answer answer;
    {
      const auto snapshot = sqlite::Transaction::snapshot((*view)->connection());
      if (!snapshot) return tl::unexpected(snapshot.error());
      const auto position = (*view)->position();
      if (!position) return tl::unexpected(position.error());
      if (auto filled = fillKept(**view, {(*view)->generation(), position->position, position->waiting}, name, question, answer, fill); !filled) return tl::unexpected(filled.error());
      if constexpr (requires { answer.orders.front().setAsideSince; })
        if (position->setAside > 0)
          if (auto marked = markSetAside(**view, answer.orders); !marked) return tl::unexpected(marked.error());
      answer.freshness.position = position->position;
      answer.freshness.setAside = position->setAside;
      answer.freshness.discarded = position->discarded;
    }
    const auto head = TWINLANE_SABOTAGE("head-before-snapshot") ? early : m_sources.store->head();
    if (!head) return tl::unexpected(head.error());
    Freshness& fresh = answer.freshness;
    fresh.head = std::max(head->position, fresh.position);
    fresh.lagEvents = fresh.head - fresh.position;
    if (fresh.lagEvents > 0) {
      const auto missing = m_sources.store->read(fresh.position, 1);
      if (!missing) return tl::unexpected(missing.error());
      if (!missing->empty()) fresh.lagMs = std::max<std::int64_t>((m_sources.clock->wall().micros - missing->front().recordedAt.micros + 999) / 1000, 0);
    }
    return answer;
  }

  // From what is kept of this question at this place, else from the list.
  template <class Answer, class Fill>
  base::Status fillKept(ViewReader& view, const AnswerPlace& place, const std::string& name, const std::optional<Question>& question, Answer& answer, Fill fill) {
    if constexpr (requires { bytesOf(answer); }) {
      if (m_sources.cache != nullptr && question) {
        const std::string key = std::string(typeid(Answer).name()) + ' ' + name + ' ' + std::to_string(m_sources.roles) + ' ' + question->text();
        if (const auto kept = m_sources.cache->find<Answer>(key, place)) {
          answer = *kept;
          if (const QueryMeter& meter = m_sources.meter; meter.telemetry != nullptr) meter.telemetry->recordCacheHit(meter.firstIndex + static_cast<std::size_t>(m_asked));
          return {};
        }
        auto filled = fill(view, answer);
        if constexpr (requires { answer.partial; })
          if (answer.partial) return filled;
        if (filled) m_sources.cache->keep(key, place, answer, bytesOf(answer));
        return filled;
      }
    }
    return fill(view, answer);
  }

  // Many periods may be restated by one event.
  base::Status tellRestatements(std::vector<RevenuePeriod>& periods) {
    std::map<store::Position, std::optional<base::Timestamp>> times;
    for (RevenuePeriod& period : periods) {
      if (period.restated == 0) continue;
      const auto [time, isNew] = times.try_emplace(period.restatedAt);
      if (isNew) {
        const auto event = m_sources.store->read(period.restatedAt - 1, 1);
        if (!event) return tl::unexpected(event.error());
        if (!event->empty()) time->second = event->front().recordedAt;
      }
      period.restatedTime = time->second;
    }
    return {};
  }

  // The store hands large events out in short pages.
  base::Result<std::vector<store::StoredEvent>> readUpTo(store::Position after, std::size_t limit) {
    auto events = m_sources.store->read(after, limit);
    while (events && !events->empty() && events->size() < limit) {
      auto more = m_sources.store->read(events->back().position, limit - events->size());
      if (!more || more->empty()) return more ? std::move(events) : std::move(more);
      std::move(more->begin(), more->end(), std::back_inserter(*events));
    }
    return events;
  }

  base::Status readFacets(ViewReader& view, std::int64_t& orders, std::map<domain::OrderStatus, std::int64_t>& byStatus, std::map<domain::PaymentStatus, std::int64_t>& byPayment) {
    auto select = view.statement("SELECT kind, value, orders FROM facets WHERE orders<>0");
    if (!select) return tl::unexpected(select.error());
    return eachRow(**select, [&](const Statement& row) {
      if (row.integer(0) == 0) {
        byStatus[static_cast<domain::OrderStatus>(row.integer(1))] = row.integer(2);
        orders += row.integer(2);
      } else if (row.integer(0) == 1) {
        byPayment[static_cast<domain::PaymentStatus>(row.integer(1))] = row.integer(2);
      }
    });
  }

  // Months of another zone than the shop's, their orders and gross: from the orders themselves, since buckets cannot be cut
  // again.
  base::Status readMonthsIn(ViewReader& view, const std::string& zoneName, std::vector<RevenuePeriod>& months) {
    const auto zone = base::Zone::named(zoneName);
    if (!zone) return tl::unexpected(zone.error());
    auto select = view.statement("SELECT placed_at, currency, gross FROM order_list WHERE placed_known=1");
    if (!select) return tl::unexpected(select.error());
    std::map<std::pair<std::string, std::string>, RevenuePeriod> found;
    auto read = eachRow(**select, [&](const Statement& row) {
      const base::CivilDay day = base::civilDayOf(zone->dayOf({row.integer(0)}));
      const std::string month = monthText(std::int64_t{day.year} * 12 + day.month - 1);
      RevenuePeriod& entry = found[{month, std::string(row.text(1))}];
      entry.period = month;
      entry.sums.currency = base::Currency::fromText(row.text(1)).value_or(base::Currency{});
      ++entry.orders;
      entry.sums.gross += base::Amount{row.integer(2)};
    });
    for (auto& [key, entry] : found) months.push_back(std::move(entry));
    return read;
  }

  const ReaderSources m_sources;
  OrderColumns m_ownColumns;
  OrderColumns& m_columns{m_sources.columns != nullptr ? *m_sources.columns : m_ownColumns};
  CancelFlag m_cancelled;
  security::Query m_asked = security::Query::OrderPage;  // what is being asked
  std::unordered_map<std::string, std::unique_ptr<ViewReader>> m_views;
};

}  // namespace

std::unique_ptr<Reader> makeReader(const ReaderSources& sources) { return std::make_unique<ModelReader>(sources); }

}  // namespace twinlane::query
