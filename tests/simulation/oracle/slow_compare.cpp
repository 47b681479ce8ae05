#include "simulation/oracle/slow_compare.h"

#include "simulation/oracle/slow_fold.h"
#include "store/journal_reader.h"

namespace twinlane::simulation {
namespace {

constexpr std::size_t eventPage = 5000;
constexpr int orderPage = 200;
constexpr std::size_t searchedWords = 40;

template <class T>
std::string text(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) return value;
  else if constexpr (std::is_enum_v<T>) return domain::name(value);
  else if constexpr (std::is_integral_v<T>) return std::to_string(value);
  else return value.toText();
}

// Runs of letters and digits, small; what is beyond ASCII counts as a letter.
std::vector<std::string> wordsIn(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool isUpper = c >= 'A' && c <= 'Z';
    if (isUpper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) words.back() += isUpper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// By the beginning of one of its words, or by any part of its id.
bool isFoundBy(const std::string& word, const std::string& id, const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    for (const std::string& each : wordsIn(text))
      if (word.size() < 2 ? each == word : each.starts_with(word)) return true;
  std::string small = id;
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word.size() >= 3 && small.find(word) != std::string::npos;
}

class Comparison {
 public:
  Comparison(const SlowFold& fold, query::Reader& reader) : m_fold(fold), m_reader(reader) {}

  Finding list() {
    query::OrderQuery query{.filter = {}, .sort = {{query::OrderSort::Number, false}}, .limit = orderPage, .after = {}};
    std::size_t found = 0;
    for (;;) {
      const auto page = m_reader.orders(query);
      if (!page) return page.error().what;
      for (const query::OrderSummary& row : page->orders) {
        ++found;
        compareSummary("list", row);
        compareDocument(row.order);
        if (m_fault) return m_fault;
      }
      if (!page->next) break;
      query.after = *page->next;
    }
    same("orders in the list", m_fold.orders().size(), found);
    return m_fault;
  }

  Finding revenue(query::RevenueBy by) {
    using Cut = SlowFold::Cut;
    const bool isByCountry = by == query::RevenueBy::Country;
    auto expected = m_fold.revenue(isByCountry ? Cut::Country : by == query::RevenueBy::Day ? Cut::Day : by == query::RevenueBy::Month ? Cut::Month : Cut::Hour);
    std::vector<query::RevenuePeriod> rows, undated;
    query::RevenueQuery query{.by = by, .newestFirst = by == query::RevenueBy::Month, .limit = 7};
    for (bool more = true; more;) {
      const auto answer = m_reader.revenue(query);
      if (!answer) return answer.error().what;
      rows.insert(rows.end(), answer->periods.begin(), answer->periods.end());
      undated.insert(undated.end(), answer->undated.begin(), answer->undated.end());
      more = answer->next.has_value();
      query.after = answer->next.value_or("");
    }
    if (isByCountry) {
      auto withoutTime = m_fold.revenue(Cut::UndatedCountry);
      if (auto fault = compareRevenue("undated revenue of ", withoutTime, undated)) return fault;
    } else {
      rows.insert(rows.end(), undated.begin(), undated.end());
    }
    return compareRevenue("revenue of ", expected, rows);
  }

  Finding compareRevenue(const std::string& what, std::map<std::pair<std::string, std::string>, SlowSums>& expected, const std::vector<query::RevenuePeriod>& rows) {
    for (const query::RevenuePeriod& row : rows) {
      const std::pair<std::string, std::string> key{row.period + row.country, row.sums.currency.toText()};
      const SlowSums& sums = expected[key];
      const std::string where = what + key.first + " in " + key.second + ": ";
      same(where + "orders", sums.orders, row.orders);
      same(where + "gross", sums.gross, row.sums.gross);
      same(where + "charges", sums.charges, row.sums.charges);
      same(where + "returned", sums.returned, row.sums.returned);
      same(where + "cancelled", sums.cancelled, row.sums.cancelled);
      expected.erase(key);
    }
    for (const auto& [key, sums] : expected) same(what + key.first + " in " + key.second, sums.gross.toText() + " of " + std::to_string(sums.orders), std::string("no row"));
    return m_fault;
  }

  Finding customers() {
    auto expected = m_fold.customersSold();
    query::CustomerQuery query{.by = query::CustomerSort::Orders, .limit = orderPage};
    for (bool more = true; more;) {
      const auto page = m_reader.customers(query);
      if (!page) return page.error().what;
      for (const query::CustomerSummary& row : page->customers) {
        const std::string what = "customer " + row.customer + ": ";
        SlowSales& sales = expected[row.customer];
        same(what + "orders", sales.orders, row.orders);
        same(what + "first order", sales.first.value_or(base::Timestamp{}), row.firstOrderAt.value_or(base::Timestamp{}));
        same(what + "last order", sales.last.value_or(base::Timestamp{}), row.lastOrderAt.value_or(base::Timestamp{}));
        same(what + "open orders", sales.openOrders, row.openOrders);
        same(what + "open units", sales.openUnits, row.openUnits);
        same(what + "returns", sales.returns, row.returns);
        same(what + "returned units", sales.returnedUnits, row.returnedUnits);
        const std::vector<std::string> profile = m_fold.profile(row.customer);
        same(what + "name", profile[0].empty() ? row.customer : profile[0], row.name);
        same(what + "e-mail", profile[1], row.email);
        same(what + "address", profile[2], row.address);
        same(what + "telephone", profile[3], row.phone);
        for (const query::RevenueSums& sums : row.revenue) {
          same(what + "charges", sales.sums[sums.currency.toText()].charges, sums.charges);
          base::Amount due;
          for (const auto& [currency, amount] : row.due) due += currency == sums.currency ? amount : base::Amount{};
          same(what + "still to be paid in " + sums.currency.toText(), m_fold.owed(row.customer, sums.currency), due);
        }
        compareSums(what, sales, row.revenue);
        expected.erase(row.customer);
      }
      more = page->next.has_value();
      query.after = page->next.value_or("");
    }
    for (const auto& [customer, sales] : expected) same("customer " + customer, std::string("listed"), std::string("not there"));
    return m_fault;
  }

  Finding products() {
    auto expected = m_fold.productsSold();
    query::ProductQuery query{.by = query::ProductSort::Units, .limit = orderPage};
    for (bool more = true; more;) {
      const auto page = m_reader.products(query);
      if (!page) return page.error().what;
      for (const query::ProductSummary& row : page->products) {
        const std::string what = "product " + row.product + ": ";
        SlowSales& sales = expected[row.product];
        same(what + "orders", sales.orders, row.orders);
        same(what + "units", sales.units, row.units);
        const SlowStock stock = m_fold.stock(row.product);
        same(what + "whether its stock is tracked", stock.isTracked, row.stock.has_value());
        if (row.stock) {
          same(what + "on hand", stock.onHand, row.stock->onHand);
          same(what + "reserved", stock.reserved, row.stock->reserved);
        }
        compareSums(what, sales, row.revenue);
        expected.erase(row.product);
      }
      more = page->next.has_value();
      query.after = page->next.value_or("");
    }
    for (const auto& [product, sales] : expected) same("product " + product, std::string("listed"), std::string("not there"));
    return m_fault;
  }

  // Some words of what is there, and of names and addresses that were there once.
  Finding search() {
    const std::array<std::map<std::string, std::vector<std::string>>, 3> texts{m_fold.textsOfOrders(), m_fold.textsOfCustomers(), m_fold.textsOfProducts()};
    std::set<std::string> words;
    const auto take = [&](const std::string& text) {
      for (const std::string& word : wordsIn(text)) words.insert(word);
    };
    for (const std::string& text : m_fold.personalTexts()) take(text);
    for (const auto& kind : texts)
      for (const auto& [id, all] : kind)
        for (const std::string& text : all) take(text);
    const std::size_t every = words.size() / searchedWords + 1;
    std::size_t number = 0;
    for (const std::string& word : words)
      if (number++ % every == 0)
        for (std::size_t i = 0; i < texts.size() && !m_fault; ++i)
          if (auto fault = searchFor(word, static_cast<query::SearchKind>(i), texts[i])) return fault;
    return m_fault;
  }

  Finding searchFor(const std::string& word, query::SearchKind kind, const std::map<std::string, std::vector<std::string>>& texts) {
    const auto answer = m_reader.search({.text = word, .kind = kind, .limit = 1000});
    if (!answer) return answer.error().what;
    std::string expected, found;
    std::set<std::string> ids;
    for (const query::SearchHit& hit : answer->hits) ids.insert(hit.id);
    for (const std::string& id : ids) found += id + " ";
    for (const auto& [id, all] : texts)
      if (isFoundBy(word, id, all)) expected += id + " ";
    if (answer->cutShort.empty()) same(std::string(query::name(kind)) + "s that '" + word + "' finds", expected, found);
    return m_fault;
  }

  // At the moment of the newest fact, and a month before it.
  Finding operations() {
    base::Timestamp newest;
    for (const auto& [id, order] : m_fold.orders()) newest = std::max(newest, order.changedAt());
    for (const std::int64_t daysBack : {0, 30}) {
      const base::Timestamp at{newest.micros - daysBack * base::microsPerDay};
      const auto answer = m_reader.operations(at);
      if (!answer) return answer.error().what;
      countWork(at, answer->live, false);
      countWork(at, answer->imported, true);
      same("products out of stock", m_fold.outOfStock().size(), static_cast<std::size_t>(answer->outOfStock));
      for (std::size_t i = 0; i < projection::workListNames.size() && !m_fault; ++i)
        for (const bool imported : {false, true})
          if (auto fault = workList(static_cast<projection::WorkList>(i), imported, at)) return fault;
    }
    auto scarce = m_fold.outOfStock();
    const auto page = m_reader.outOfStock({.limit = orderPage});
    if (!page) return page.error().what;
    for (const query::ScarceProduct& product : page->products) same("out of stock is " + product.product, scarce.erase(product.product), std::size_t{1});
    return m_fault;
  }

  void countWork(base::Timestamp at, const query::WorkCounts& found, bool imported) {
    const std::string what = imported ? "imported orders " : "live orders ";
    query::WorkCounts expected;
    std::map<std::string, std::int64_t> lists;
    std::vector<std::int64_t> ages(found.ages.size());
    for (const auto& [id, order] : m_fold.orders()) {
      if (order.isImported() != imported) continue;
      ++expected.orders;
      ++expected.byStatus[order.status()];
      ++expected.byPayment[order.payment()];
      for (const auto& [list, place] : order.workLists()) lists[list] += list != "late" || place < at ? 1 : 0;
      if (!order.workLists().contains("open") || !order.isPlacedKnown()) continue;
      const std::int64_t days = std::max<std::int64_t>(m_fold.dayOf(at) - m_fold.dayOf(order.placedAt()), 0);
      for (std::size_t i = 0; i < ages.size(); ++i) ages[i] += days >= found.ages[i].fromDays && (!found.ages[i].toDays || days <= *found.ages[i].toDays) ? 1 : 0;
    }
    same(what + "in all", expected.orders, found.orders);
    for (const auto& [status, count] : expected.byStatus) same(what + domain::name(status), count, found.byStatus.contains(status) ? found.byStatus.at(status) : 0);
    for (const auto& [payment, count] : expected.byPayment) same(what + domain::name(payment), count, found.byPayment.contains(payment) ? found.byPayment.at(payment) : 0);
    for (std::size_t i = 0; i < projection::workListNames.size(); ++i) {
      const auto counted = found.byList.find(static_cast<projection::WorkList>(i));
      same(what + projection::workListNames[i], lists[projection::workListNames[i]], counted == found.byList.end() ? std::int64_t{0} : counted->second);
    }
    for (std::size_t i = 0; i < ages.size(); ++i) same(what + "open for " + std::to_string(found.ages[i].fromDays) + " days", ages[i], found.ages[i].orders);
  }

  Finding workList(projection::WorkList list, bool imported, base::Timestamp at) {
    std::map<std::string, base::Timestamp> expected;
    for (const auto& [id, order] : m_fold.orders())
      if (order.isImported() == imported)
        for (const auto& [name, place] : order.workLists())
          if (name == projection::name(list) && (name != "late" || place < at)) expected[id] = place;
    const std::string what = std::string("list ") + projection::name(list) + ": order ";
    base::Timestamp before;
    query::WorkQuery query{.list = list, .imported = imported, .at = at, .limit = 7};
    for (bool more = true; more && !m_fault;) {
      const auto page = m_reader.workList(query);
      if (!page) return page.error().what;
      for (const query::WorkOrder& row : page->orders) {
        const auto found = expected.find(row.order);
        same(what + row.order + " is", std::string("in it"), std::string(found == expected.end() ? "not" : "in it"));
        if (m_fault) return m_fault;
        same(what + row.order + " after the one before it", true, found->second >= before);
        same(what + row.order + " shipped", m_fold.orders().at(row.order).shippedUnits(), row.shipped);
        before = found->second;
        expected.erase(found);
      }
      more = page->next.has_value();
      query.after = page->next.value_or("");
    }
    for (const auto& [order, place] : expected) same(what + order, std::string("in it"), std::string("not there"));
    return m_fault;
  }

  Finding figures() {
    const auto stats = m_reader.stats();
    if (!stats) return stats.error().what;
    std::int64_t lines = 0;
    base::Quantity units;
    std::set<std::string> customers, products;
    std::map<domain::OrderStatus, std::int64_t> byStatus;
    std::map<domain::PaymentStatus, std::int64_t> byPayment;
    for (const auto& [id, order] : m_fold.orders()) {
      for (const auto& [number, line] : order.lines()) products.insert(line.product.text), ++lines;
      units += order.units();
      if (const auto customer = order.customer()) customers.insert(customer->text);
      ++byStatus[order.status()];
      ++byPayment[order.payment()];
    }
    same("orders", m_fold.orders().size(), static_cast<std::size_t>(stats->orders));
    same("order lines", lines, stats->orderLines);
    same("units", units, stats->units);
    same("customers with orders", customers.size(), static_cast<std::size_t>(stats->customers));
    same("products ordered", products.size(), static_cast<std::size_t>(stats->products));
    for (const auto& [status, count] : byStatus) same(std::string("orders ") + domain::name(status), count, stats->byStatus.contains(status) ? stats->byStatus.at(status) : 0);
    for (const auto& [payment, count] : byPayment) same(std::string("orders ") + domain::name(payment), count, stats->byPayment.contains(payment) ? stats->byPayment.at(payment) : 0);
    return m_fault;
  }

  Finding guards(store::JournalReader& journal) {
    for (const std::string& product : m_fold.products()) {
      const SlowStock expected = m_fold.stock(product);
      const auto found = journal.stock(domain::ProductId(product));
      if (!found) return found.error().what;
      same("whether the stock of " + product + " is tracked", expected.isTracked, found->has_value());
      if (!*found) continue;
      same("on hand of " + product, expected.onHand, (*found)->onHand);
      same("reserved of " + product, expected.reserved, (*found)->reserved);
      same("available of " + product, expected.onHand - expected.reserved, (*found)->available());
    }
    std::set<std::pair<std::string, base::Currency>> accounts;
    for (const auto& [id, order] : m_fold.orders())
      if (const auto customer = order.customer()) accounts.insert({customer->text, order.currency()});
    for (const auto& [customer, currency] : accounts) {
      const auto found = journal.owed(domain::CustomerId(customer), currency);
      if (!found) return found.error().what;
      same("owed by " + customer + " in " + currency.toText(), m_fold.owed(customer, currency), *found);
    }
    return m_fault;
  }

 private:
  template <class T>
  void same(const std::string& what, const T& expected, const T& found) {
    if (!m_fault && !(expected == found)) m_fault = what + ": by the slow fold " + text(expected) + ", found " + text(found);
  }

  // A currency that one of both does not have is as one in which nothing was sold.
  template <class Sums>
  void compareSums(const std::string& what, const SlowSales& expected, const std::vector<Sums>& found) {
    std::map<std::string, std::pair<SlowSums, Sums>> both;
    for (const auto& [currency, sums] : expected.sums) both[currency].first = sums;
    for (const Sums& sums : found) both[sums.currency.toText()].second = sums;
    for (const auto& [currency, pair] : both) {
      same(what + "gross in " + currency, pair.first.gross, pair.second.gross);
      same(what + "returned in " + currency, pair.first.returned, pair.second.returned);
      same(what + "cancelled in " + currency, pair.first.cancelled, pair.second.cancelled);
    }
  }

  const SlowOrder* find(const std::string& id) {
    const auto order = m_fold.orders().find(id);
    if (order != m_fold.orders().end()) return &order->second;
    if (!m_fault) m_fault = "order " + id + " is in the list and has no events";
    return nullptr;
  }

  void compareSummary(const char* where, const query::OrderSummary& row) {
    const SlowOrder* order = find(row.order);
    if (order == nullptr) return;
    const std::string what = std::string(where) + ", order " + row.order + ": ";
    same(what + "status", order->status(), row.status);
    same(what + "payment", order->payment(), row.payment);
    same(what + "total", order->total(), row.total);
    same(what + "currency", order->currency().toText(), row.currency.toText());
    same(what + "customer", order->customer().value_or(domain::CustomerId{}).text, row.customer);
    same(what + "country", order->country(), row.country);
    same(what + "lines", static_cast<int>(order->lines().size()), row.lines);
    same(what + "units", order->units(), row.units);
    same(what + "placed", order->placedAt(), row.placedAt);
    same(what + "whether that is known", order->isPlacedKnown(), row.isPlacedKnown);
    same(what + "changed", order->changedAt(), row.changedAt);
    same(what + "version", static_cast<std::int64_t>(order->facts.size()), row.version);
  }

  // As of a version in the middle of what was said of it.
  void compareWithBefore(const std::string& id, const SlowOrder& order) {
    const std::size_t version = (order.facts.size() + 1) / 2;
    const SlowOrder before{{order.facts.begin(), order.facts.begin() + static_cast<std::ptrdiff_t>(version)}};
    const auto document = m_reader.order(id, static_cast<std::int64_t>(version));
    if (!document) {
      if (!m_fault) m_fault = "document of order " + id + " at version " + std::to_string(version) + ": " + document.error().what;
      return;
    }
    const std::string what = "document, order " + id + " at version " + std::to_string(version) + ": ";
    same(what + "version", static_cast<std::int64_t>(version), document->summary.version);
    same(what + "status", before.status(), document->summary.status);
    same(what + "payment", before.payment(), document->summary.payment);
    same(what + "total", before.total(), document->summary.total);
    same(what + "units", before.units(), document->summary.units);
  }

  void compareDocument(const std::string& id) {
    const auto document = m_reader.order(id);
    if (!document) {
      if (!m_fault) m_fault = "document of order " + id + ": " + document.error().what;
      return;
    }
    compareSummary("document", document->summary);
    const SlowOrder* order = find(id);
    if (order == nullptr) return;
    const std::string what = "document, order " + id + ": ";
    same(what + "entries of the timeline", order->facts.size(), document->timeline.size());
    for (std::size_t i = 0; i < document->timeline.size() && !m_fault; ++i) {
      const query::TimelineEntry& entry = document->timeline[i];
      same(what + "version of an entry", order->facts[i].version, entry.version);
      same(what + "time of version " + std::to_string(entry.version), order->facts[i].when, entry.occurredAt.value_or(entry.recordedAt));
    }
    compareWithBefore(id, *order);
    same(what + "address", order->shipTo(), document->shipTo);
    same(what + "goods", order->goods(), document->goods);
    same(what + "paid", order->paid(), document->paid);
    same(what + "refunded", order->refunded(), document->refunded);
    same(what + "returned", order->returned(), document->returned);
    const auto lines = order->lines();
    same(what + "number of lines", lines.size(), document->lines.size());
    for (const query::DocumentLine& line : document->lines) {
      const auto expected = lines.find(line.line);
      const std::string where = what + "line " + std::to_string(line.line) + ", ";
      same(where + "there", true, expected != lines.end());
      if (expected == lines.end()) return;
      same(where + "ordered", expected->second.ordered, line.quantity);
      same(where + "shipped", expected->second.shipped, line.shipped);
      same(where + "returned", expected->second.returned, line.returned);
      same(where + "net", expected->second.net, line.net);
    }
  }

  const SlowFold& m_fold;
  query::Reader& m_reader;
  Finding m_fault;
};

}  // namespace

Finding compareWithSlowFold(engine::Engine& engine, base::FileSystem& files, std::int64_t zoneMicros) {
  auto reader = engine.openReader();
  if (!reader) return reader.error().what;
  SlowFold fold(zoneMicros);
  for (store::Position position = 0;;) {
    const auto events = (*reader)->events(position, eventPage);
    if (!events) return events.error().what;
    for (const store::StoredEvent& event : events->events)
      if (auto taken = fold.take(event); !taken) return taken.error().what;
    if (events->events.size() < eventPage) break;
    position = events->events.back().position;
  }
  auto journal = store::JournalReader::open(engine.dataFolder() + "/journal.sqlite", files);
  if (!journal) return journal.error().what;
  Comparison comparison(fold, **reader);
  if (auto fault = comparison.list()) return fault;
  for (std::size_t by = 0; by < query::revenueByNames.size(); ++by)
    if (auto fault = comparison.revenue(static_cast<query::RevenueBy>(by))) return fault;
  if (auto fault = comparison.customers()) return fault;
  if (auto fault = comparison.products()) return fault;
  if (auto fault = comparison.operations()) return fault;
  if (auto fault = comparison.search()) return fault;
  if (auto fault = comparison.figures()) return fault;
  return comparison.guards(**journal);
}

}  // namespace twinlane::simulation
