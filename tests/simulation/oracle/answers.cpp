#include "simulation/oracle/answers.h"

#include "base/bytes.h"
#include "domain/format/json_text.h"

#include <sstream>

namespace twinlane::simulation {
namespace {

using namespace query;

constexpr int ordersAtOnce = 500;
constexpr std::size_t rowsAtOnce = 1000;

// Puts values side by side; a value that is several is put as its parts.
class Writer {
 public:
  const std::string& text() const { return m_text; }

  template <class... T>
  void line(const T&... values) {
    (put(values), ...);
    m_text += '\n';
  }

  void put(const std::string& value) { m_text += value + "|"; }
  void put(const char* value) { put(std::string(value)); }
  template <class T>
    requires std::is_integral_v<T>
  void put(T value) { put(std::to_string(value)); }
  template <class T>
    requires std::is_enum_v<T>
  void put(T value) { put(static_cast<int>(value)); }
  template <class T>
    requires requires(const T& value) { value.toText(); }
  void put(const T& value) { put(value.toText()); }
  template <class T>
  void put(const std::optional<T>& value) {
    if (value) put(*value);
    else put("-");
  }
  void put(base::Timestamp value) { put(value.micros); }
  void put(const base::Bytes& value) { put(base::toHex(value)); }
  void put(const OrderSummary& s) {
    line(s.number, s.order, s.customer, s.customerName, s.country, s.status, s.payment, s.currency, s.total, s.lines, s.units, s.placedAt, s.changedAt, s.version);
  }
  void put(const RevenueSums& s) { line(s.currency, s.gross, s.charges, s.returned, s.cancelled); }
  void put(const RevenuePeriod& p) { line(p.period, p.country, p.orders, p.sums, p.restated, p.restatedAt); }
  void put(const ProductSums& s) { line(s.currency, s.gross, s.returned, s.cancelled); }
  void put(const CustomerSummary& c) {
    line(c.customer, c.name, c.orders, c.firstOrderAt, c.lastOrderAt, c.email, c.phone, c.address, c.openOrders, c.openUnits, c.returns, c.returnedUnits);
    for (const auto& [currency, amount] : c.due) line(currency, amount);
    all(c.revenue);
  }
  void put(const ProductSummary& p) {
    line(p.product, p.name, p.orders, p.units);
    if (p.stock) line(p.stock->onHand, p.stock->reserved);
    all(p.revenue);
  }
  void put(const ReturnLine& r) {
    line(r.returned, r.line, r.customer, r.product, r.quantity, r.net, r.currency, r.receivedAt, r.proposal.confidence, r.proposal.why, r.proposal.lines);
    if (r.proposal.line) line(r.proposal.line->order, r.proposal.line->line);
  }
  void put(const DocumentLine& l) {
    line(l.line, l.product, l.description, l.quantity, l.shipped, l.delivered, l.cancelled, l.unitPrice, l.net, l.picked, l.packed, l.returned);
  }
  void put(const DocumentPackage& p) {
    line(p.package, p.carrier, p.delivered, p.shipped, p.failure);
    for (const auto& [number, quantity] : p.lines) line(number, quantity);
  }
  void put(const DocumentNote& n) { line(n.text, n.actor, n.at); }
  void put(const TimelineEntry& e) { line(e.version, e.position, e.type, e.actor, e.origin, e.recordedAt, e.occurredAt, domain::toJson(e.payload)); }
  void put(const OrderDocument& d) {
    line(d.summary, d.goods, d.paid, d.shipTo, d.note, d.refunded, d.returned, d.confirmed, d.hold);
    for (const auto& [kind, amount] : d.charges) line(kind, amount);
    all(d.lines);
    all(d.packages);
    all(d.notes);
    all(d.timeline);
  }
  void put(const store::StoredEvent& e) {
    line(e.position, e.stream, e.orderNumber, e.version, e.type, e.schemaVersion, e.payload, e.sealed, e.command, e.index, e.actor, e.origin, e.occurredAt, e.recordedAt);
  }
  void put(const store::QuarantinedRow& row) { line(row.file, row.row, row.reason, row.raw); }
  void put(const ListPosition& list) { line(list.name, list.position, list.version, list.paused, list.pausedBy, list.pauseReason); }
  template <class K>
  void put(const std::map<K, std::int64_t>& counts) {
    for (const auto& [key, count] : counts) line(key, count);
  }
  template <class T>
  void all(const std::vector<T>& values) {
    for (const T& value : values) put(value);
  }

 private:
  std::string m_text;
};

class Questions {
 public:
  explicit Questions(Reader& reader) : m_reader(reader) {}

  void askAll() {
    ask("positions", positions(), [](Writer& w, const auto& lists) { w.all(lists); });
    OrderQuery query;
    query.sort = {{OrderSort::Number, true}};
    query.limit = ordersAtOnce;
    const auto orders = m_reader.orders(query);
    ask("orders", orders, [](Writer& w, const OrderPage& page) { w.all(page.orders); });
    ask("orders by number", m_reader.orderVector({}), [](Writer& w, const OrderVector& vector) { w.all(vector.numbers); });
    ask("counts", m_reader.orderCounts(), [](Writer& w, const OrderCounts& counts) { w.line(counts.orders, counts.byStatus, counts.byPayment); });
    if (orders)
      for (const OrderSummary& row : orders->orders) ask("order " + row.order, m_reader.order(row.order), [](Writer& w, const OrderDocument& document) { w.put(document); });
    for (const char* by : revenueByNames)
      ask(std::string("revenue by ") + by, m_reader.revenue({.by = *revenueByFromName(by), .limit = ordersAtOnce}), [](Writer& w, const RevenueAnswer& answer) {
        w.line(answer.zone);
        w.all(answer.periods);
        w.all(answer.undated);
      });
    ask("customers", m_reader.customers({.limit = ordersAtOnce}), [](Writer& w, const CustomerPage& page) { w.all(page.customers); });
    ask("products", m_reader.products({.limit = ordersAtOnce}), [](Writer& w, const ProductPage& page) { w.all(page.products); });
    ask("returns", m_reader.returns({.limit = ordersAtOnce}), [](Writer& w, const ReturnPage& page) { w.all(page.returns); });
    ask("figures", m_reader.stats(), [](Writer& w, const ShopStats& s) {
      w.line(s.events, s.orders, s.orderLines, s.customers, s.products, s.units, s.byStatus, s.byPayment);
      w.all(s.revenue);
      w.all(s.months);
    });
    ask("events", m_reader.events(0, rowsAtOnce), [](Writer& w, const EventPage& page) { w.all(page.events); });
    ask("quarantined rows", m_reader.quarantined(0, rowsAtOnce), [](Writer& w, const auto& rows) { w.all(rows); });
    ask("imports", m_reader.importAccount(), [](Writer& w, const auto& account) { w.line(account.rows, account.accepted, account.quarantined, account.ignored); });
  }

  std::vector<ReadAnswer> take() { return std::move(m_answers); }

  // Of a list whose fault is told nothing is known.
  base::Result<std::vector<ListPosition>> positions() {
    auto lists = m_reader.positions();
    if (!lists) return lists;
    for (const ListPosition& list : *lists)
      if (list.fault) return tl::unexpected(*list.fault);
    return lists;
  }

 private:
  template <class T, class Write>
  void ask(const std::string& question, const base::Result<T>& answer, Write write) {
    if (!answer) {
      m_answers.push_back({question, std::nullopt, answer.error().what});
      return;
    }
    Writer writer;
    if constexpr (requires { answer->freshness.position; }) writer.line("at", answer->freshness.position);
    write(writer, *answer);
    m_answers.push_back({question, writer.text(), {}});
  }

  Reader& m_reader;
  std::vector<ReadAnswer> m_answers;
};

}  // namespace

std::vector<ReadAnswer> answersOf(engine::Engine& engine) {
  auto reader = engine.openReader();
  if (!reader) return {{"a reader", std::nullopt, reader.error().what}};
  Questions questions(**reader);
  questions.askAll();
  return questions.take();
}

std::string firstDifference(const std::string& expected, const std::string& found) {
  std::istringstream first(expected), second(found);
  while (first || second) {
    std::string left, right;
    if (!std::getline(first, left)) left = "nothing more";
    if (!std::getline(second, right)) right = "nothing more";
    if (left != right) return "expected " + left + ", found " + right;
  }
  return "no difference";
}

}  // namespace twinlane::simulation
