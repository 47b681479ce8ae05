#include "simulation/operators.h"

#include "domain/decide.h"

#include <algorithm>

namespace twinlane::simulation {
namespace {

constexpr const char* actors[] = {"ann", "bob", "eve"};
constexpr std::uint64_t burst = 40;
constexpr int pageRows = 20;

}  // namespace

void Operators::act(engine::Engine& engine) {
  const auto kind = below(100);
  if (kind < 52) command(engine);
  else if (kind < 57) for (auto count = below(burst); count > 0; --count) command(engine);
  else if (kind < 68) repeat(engine);
  else if (kind < 72) otherContent(engine);
  else ask(engine);
}

void Operators::restarted() {
  ++m_life;
  m_seen.clear();
}

// ---- commands

void Operators::command(engine::Engine& engine) {
  command::Envelope envelope{m_ids.next(), m_desk.next(), actors[below(std::size(actors))], {}, {}, {}};
  const domain::Subject subject = domain::subjectOf(envelope.command);
  if (const auto written = m_written.find(subject.id); subject.category == domain::Category::Order && written != m_written.end() && below(4) == 0) {
    // Now and then an older one than it has.
    envelope.expectedVersion = std::max<std::int64_t>(written->second.version - (below(3) == 0 ? 1 : 0), 0);
    ++m_counts.expecting;
  }
  ++m_counts.commands;
  m_sent.push_back(envelope);
  send(engine, envelope);
}

void Operators::repeat(engine::Engine& engine) {
  if (m_sent.empty()) return;
  // The latest ones may still be on their way.
  const std::size_t back = below(2) == 0 ? below(std::min<std::size_t>(m_sent.size(), 5)) : below(m_sent.size());
  const command::Envelope envelope = m_sent[m_sent.size() - 1 - back];
  ++m_counts.repeated;
  send(engine, envelope);
}

void Operators::otherContent(engine::Engine& engine) {
  if (m_acknowledged.empty()) return;
  command::Envelope envelope = m_acknowledged[below(m_acknowledged.size())];
  envelope.command = domain::AddNote{domain::OrderId("W1"), "another content " + std::to_string(below(1'000'000))};
  ++m_counts.otherContent;
  send(engine, envelope);
}

void Operators::send(engine::Engine& engine, const command::Envelope& envelope) {
  m_history.submit(engine, envelope, [this, envelope](const command::Receipt& receipt) { heard(envelope, receipt); });
}

void Operators::heard(const command::Envelope& envelope, const command::Receipt& receipt) {
  m_trace.add(envelope.id.toText());
  m_trace.add(command::name(receipt.outcome));
  m_trace.add(receipt.position);
  m_trace.add(receipt.version);
  m_trace.add(receipt.reason);
  if (receipt.outcome == command::Outcome::Busy || receipt.outcome == command::Outcome::Unknown || receipt.outcome == command::Outcome::Duplicate) return;
  if (receipt.reason == domain::name(domain::RejectionReason::IdUsedForOtherContent)) return;
  m_acknowledged.push_back(envelope);
  if (receipt.outcome != command::Outcome::Accepted || !receipt.stream || receipt.stream->category != domain::Category::Order) return;
  Written& written = m_written[receipt.stream->id];
  if (receipt.version > written.version) written = {receipt.version, receipt.position + receipt.events - 1};
  m_desk.learn(receipt);
}

// ---- questions

void Operators::ask(engine::Engine& engine) {
  static constexpr Question questions[] = {&Operators::askOrders, &Operators::askOrders, &Operators::askCounts, &Operators::askRevenue, &Operators::askSales, &Operators::askOperations, &Operators::askSearch, &Operators::askDocument, &Operators::askEvents};
  const Question question = questions[below(std::size(questions))];
  engine.readers().post([this, question, &engine, life = m_life](query::Reader& reader) {
    if (life != m_life) return;
    auto fault = (this->*question)(reader, engine);
    // The machine went down at a call of this question itself: nobody hears its answer.
    if (life != m_life) return;
    if (!m_fault) m_fault = std::move(fault);
  });
}

Finding Operators::failed(const base::Error& error) {
  ++m_counts.unanswered;
  m_trace.add(error.what);
  return m_diskFails ? std::nullopt : Finding("a question was not answered: " + error.what + " " + error.where);
}

Finding Operators::judge(const std::string& list, const query::Freshness& freshness, engine::Engine& engine) {
  ++m_counts.answered;
  m_trace.add(list);
  m_trace.add(freshness.position);
  m_trace.add(freshness.head);
  const std::string says = list + " says position " + std::to_string(freshness.position) + ", head " + std::to_string(freshness.head);
  if (freshness.position > freshness.head) return says;
  if (freshness.lagEvents != freshness.head - freshness.position || freshness.lagMs < 0) return says + ", lag " + std::to_string(freshness.lagEvents);
  if (freshness.head < m_history.acknowledgedTo()) return says + ", but " + std::to_string(m_history.acknowledgedTo()) + " was acknowledged";
  if (freshness.head > engine.head().position) return says + ", but the journal ends at " + std::to_string(engine.head().position);
  store::Position& seen = m_seen[list];
  if (freshness.position < seen) return says + " after " + std::to_string(seen);
  seen = freshness.position;
  return std::nullopt;
}

Finding Operators::askOrders(query::Reader& reader, engine::Engine& engine) {
  static constexpr query::OrderSort sorts[] = {query::OrderSort::PlacedAt, query::OrderSort::Number, query::OrderSort::Total, query::OrderSort::ChangedAt};
  query::OrderQuery query;
  query.sort = {{sorts[below(std::size(sorts))], below(2) == 0}};
  query.limit = pageRows;
  std::string sought;
  if (!m_written.empty() && below(3) == 0) sought = std::next(m_written.begin(), static_cast<std::ptrdiff_t>(below(m_written.size())))->first;
  if (!sought.empty()) query.filter.where = query::textIs(sought);
  const auto answer = reader.orders(query);
  if (!answer) return failed(answer.error());
  if (auto fault = judge("order_list", answer->freshness, engine)) return fault;
  bool isThere = sought.empty() || answer->next || m_written[sought].position > answer->freshness.position;
  for (const query::OrderSummary& row : answer->orders) {
    m_trace.add(row.order);
    m_trace.add(row.version);
    isThere = isThere || row.order == sought;
    const auto written = m_written.find(row.order);
    if (written != m_written.end() && written->second.position <= answer->freshness.position && row.version < written->second.version)
      return "order " + row.order + " is shown in version " + std::to_string(row.version) + " at " + std::to_string(answer->freshness.position) + ", version " +
             std::to_string(written->second.version) + " was acknowledged at " + std::to_string(written->second.position);
  }
  return isThere ? std::nullopt : Finding("order " + sought + " is not shown at " + std::to_string(answer->freshness.position));
}

Finding Operators::askCounts(query::Reader& reader, engine::Engine& engine) {
  const auto answer = reader.orderCounts();
  if (!answer) return failed(answer.error());
  std::int64_t byStatus = 0, byPayment = 0;
  for (const auto& [status, count] : answer->byStatus) byStatus += count;
  for (const auto& [payment, count] : answer->byPayment) byPayment += count;
  m_trace.add(byStatus);
  if (byStatus != answer->orders || byPayment != answer->orders)
    return std::to_string(answer->orders) + " orders, by status " + std::to_string(byStatus) + ", by payment " + std::to_string(byPayment);
  return judge("order_list", answer->freshness, engine);
}

Finding Operators::askRevenue(query::Reader& reader, engine::Engine& engine) {
  const auto answer = reader.revenue({.by = static_cast<query::RevenueBy>(below(query::revenueByNames.size())), .newestFirst = below(2) == 0});
  if (!answer) return failed(answer.error());
  for (const query::RevenuePeriod& period : answer->periods) m_trace.add(period.sums.gross.tenThousandths);
  return judge("revenue", answer->freshness, engine);
}

Finding Operators::askSales(query::Reader& reader, engine::Engine& engine) {
  const auto customers = reader.customers({.limit = pageRows});
  if (!customers) return failed(customers.error());
  for (const query::CustomerSummary& row : customers->customers) m_trace.add(row.customer);
  if (auto fault = judge("customer_summary", customers->freshness, engine)) return fault;
  const auto products = reader.products({.limit = pageRows});
  if (!products) return failed(products.error());
  for (const query::ProductSummary& row : products->products) m_trace.add(row.product);
  return judge("product_sales", products->freshness, engine);
}

Finding Operators::askOperations(query::Reader& reader, engine::Engine& engine) {
  const auto counts = reader.operations();
  if (!counts) return failed(counts.error());
  m_trace.add(counts->live.orders);
  if (auto fault = judge("operations", counts->freshness, engine)) return fault;
  const auto page = reader.workList({.list = static_cast<projection::WorkList>(below(projection::workListNames.size())), .limit = pageRows});
  if (!page) return failed(page.error());
  for (const query::WorkOrder& row : page->orders) m_trace.add(row.order);
  return judge("operations", page->freshness, engine);
}

Finding Operators::askSearch(query::Reader& reader, engine::Engine& engine) {
  if (m_written.empty()) return std::nullopt;
  const auto& [order, written] = *std::next(m_written.begin(), static_cast<std::ptrdiff_t>(below(m_written.size())));
  const auto answer = reader.search({.text = order, .kind = query::SearchKind::Order, .limit = 1});
  if (!answer) return failed(answer.error());
  for (const query::SearchHit& hit : answer->hits) m_trace.add(hit.id);
  if (auto fault = judge("search", answer->freshness, engine)) return fault;
  const bool isThere = written.position > answer->freshness.position || (!answer->hits.empty() && answer->hits.front().id == order);
  return isThere ? std::nullopt : Finding("a search for order " + order + " does not find it at " + std::to_string(answer->freshness.position));
}

// Never older than what was acknowledged by the position it says it is true at.
Finding Operators::askDocument(query::Reader& reader, engine::Engine& engine) {
  if (m_written.empty()) return std::nullopt;
  const auto& [order, written] = *std::next(m_written.begin(), static_cast<std::ptrdiff_t>(below(m_written.size())));
  const auto answer = reader.order(order);
  if (!answer && answer.error().code == base::ErrorCode::NotFound) {
    // The list may not have come as far yet; it says so itself.
    const auto lists = reader.positions();
    if (!lists) return failed(lists.error());
    for (const query::ListPosition& list : *lists)
      if (list.name == "order_detail" && list.position >= written.position) return "there is no document of order " + order + ", which was acknowledged at " + std::to_string(written.position);
    return std::nullopt;
  }
  if (!answer) return failed(answer.error());
  m_trace.add(answer->summary.version);
  if (answer->freshness.position >= written.position && answer->summary.version < written.version)
    return "the document of order " + order + " has version " + std::to_string(answer->summary.version) + ", version " + std::to_string(written.version) + " was acknowledged";
  if (static_cast<std::int64_t>(answer->timeline.size()) != answer->summary.version) return "the timeline of order " + order + " has " + std::to_string(answer->timeline.size()) + " entries";
  return judge("order_detail", answer->freshness, engine);
}

Finding Operators::askEvents(query::Reader& reader, engine::Engine& engine) {
  const store::Position head = engine.head().position;
  store::Position position = static_cast<store::Position>(below(static_cast<std::uint64_t>(head) + 1));
  const auto answer = reader.events(position, pageRows);
  if (!answer) return failed(answer.error());
  const std::int64_t expected = std::min<std::int64_t>(head - position, pageRows);
  if (answer->head != head || static_cast<std::int64_t>(answer->events.size()) != expected)
    return std::to_string(answer->events.size()) + " events after " + std::to_string(position) + " of " + std::to_string(answer->head) + ", the head is " + std::to_string(head);
  for (const store::StoredEvent& event : answer->events)
    if (event.position != ++position) return "event " + std::to_string(event.position) + " came after " + std::to_string(position - 1);
  ++m_counts.answered;
  m_trace.add(position);
  return std::nullopt;
}

}  // namespace twinlane::simulation
