#include "ctl/documents.h"

#include "command/refusal.h"
#include "ctl/answer.h"
#include "domain/format/encoding.h"
#include "projection/read_model.h"
#include "projection/row_digests.h"
#include "transfer/row_reason.h"

#include <algorithm>

namespace twinlane::ctl {

using domain::Node;

namespace {

// The overloads below stand beside those of the header, not before them.
using twinlane::ctl::nodeOf;

Node countsOf(const std::map<std::string, std::int64_t>& counts) {
  Node record = Node::record();
  for (const auto& [word, count] : counts) record.fields.emplace_back(word, Node::ofNumber(std::to_string(count)));
  return record;
}

template <class Key>
Node countsOf(const std::map<Key, std::int64_t>& counts) {
  Node record = Node::record();
  for (const auto& [key, count] : counts) record.fields.emplace_back(name(key), Node::ofNumber(std::to_string(count)));
  return record;
}

Node orNull(const std::string& text) { return text.empty() ? Node{} : Node::ofText(text); }
Node orNull(const std::optional<std::string>& text) { return text ? Node::ofText(*text) : Node{}; }

Node nodeOf(const command::ChangeSince& change) {
  return Document().number("version", change.version).text("type", change.type).text("actor", change.actor).text("recorded_at", change.recordedAt.toText()).text("conflict", domain::name(change.conflict)).take();
}

Node nodeOf(const domain::FieldProblem& problem) { return Document().text("name", problem.name).text("problem", problem.problem).take(); }

Node nodeOf(const query::DocumentLine& line) {
  return Document()
      .number("line", line.line)
      .text("product", line.product)
      .text("description", line.description)
      .text("quantity", line.quantity.toText())
      .text("shipped", line.shipped.toText())
      .text("delivered", line.delivered.toText())
      .text("cancelled", line.cancelled.toText())
      .text("unit_price", line.unitPrice.toText())
      .text("net", line.net.toText())
      .text("picked", line.picked.toText())
      .text("packed", line.packed.toText())
      .text("returned", line.returned.toText())
      .node("tax_rate", line.taxRate ? Node::ofText(line.taxRate->toText()) : Node{})
      .take();
}

Node nodeOf(const query::DocumentPackage& package) {
  Node lines = Node::list();
  for (const auto& [line, quantity] : package.lines) lines.items.push_back(Document().number("line", line).text("quantity", quantity.toText()).take());
  return Document()
      .text("package", package.package)
      .text("carrier", package.carrier)
      .boolean("delivered", package.delivered)
      .boolean("shipped", package.shipped)
      .node("failure", orNull(package.failure))
      .node("lines", std::move(lines))
      .take();
}

// A time that no source tells is when an import brought it, and says so.
Node marked(Document& document, bool isTimeKnown) {
  if (!isTimeKnown) document.boolean("time_unknown", true);
  return document.take();
}

Node nodeOf(const query::DocumentNote& note) {
  Document document;
  document.text("text", note.text).text("actor", note.actor).text("at", note.at.toText());
  return marked(document, note.isTimeKnown);
}

Node nodeOf(const query::TimelineEntry& entry) {
  Document document;
  document.number("version", entry.version)
      .number("position", entry.position)
      .text("type", entry.type)
      .text("actor", entry.actor)
      .text("origin", domain::name(entry.origin))
      .text("occurred_at", entry.occurredAt.value_or(entry.recordedAt).toText())
      .text("recorded_at", entry.recordedAt.toText())
      .node("payload", entry.payload);
  if (entry.timeUnknown()) {
    const auto side = [](const std::optional<base::Timestamp>& at) { return at ? Node::ofText(at->toText()) : Node{}; };
    document.boolean("time_unknown", true).node("not_before", side(entry.notBefore)).node("not_after", side(entry.notAfter));
  }
  return document.take();
}

Node nodeOf(const query::RevenueSums& sums) {
  return Document()
      .text("currency", sums.currency.toText())
      .text("gross", sums.gross.toText())
      .text("charges", sums.charges.toText())
      .text("returned", sums.returned.toText())
      .text("cancelled", sums.cancelled.toText())
      .text("net", sums.net().toText())
      .take();
}

Node nodeOf(const query::ProductSums& sums) {
  return Document()
      .text("currency", sums.currency.toText())
      .text("gross", sums.gross.toText())
      .text("returned", sums.returned.toText())
      .text("cancelled", sums.cancelled.toText())
      .text("net", sums.net().toText())
      .take();
}

Node nodeOf(const query::RevenuePeriod& period) {
  return Document()
      .text("month", period.period)
      .number("orders", period.orders)
      .text("gross", period.sums.gross.toText())
      .text("currency", period.sums.currency.toText())
      .take();
}

Node nodeOf(const care::CheckResult& check) {
  Document document;
  document.text("name", check.name).boolean("ok", check.ok).number("checked", check.checked);
  if (check.position) document.number("position", *check.position);
  return document.take();
}

Node nodeOf(const care::Certificate& certificate) {
  return Document()
      .text("projection", certificate.projection)
      .number("version", certificate.version)
      .number("position", certificate.position)
      .text("root", base::toHex(certificate.root))
      .number("rows", certificate.rows)
      .text("time", certificate.at.toText())
      .take();
}

Node nodeOf(const care::SetAside& aside) {
  return Document().text("projection", aside.projection).text("stream", aside.stream).number("position", aside.position).text("error", aside.error).take();
}

Node nodeOf(const care::Difference& difference) {
  Document document;
  document.text("what", difference.what).text("key", difference.key).text("expected", difference.expected).text("actual", difference.actual).number("position", difference.position);
  if (difference.divergedAfter) {
    document.number("diverged_after", *difference.divergedAfter);
    Node events = Node::list();
    for (const store::Position position : difference.events) events.items.push_back(Node::ofNumber(std::to_string(position)));
    document.node("events", std::move(events));
  }
  if (difference.unfolded) document.node("unfolded", nodeOf(*difference.unfolded));
  return document.take();
}

Node nodeOf(const query::CustomerSummary& customer);
Node nodeOf(const query::ProductSummary& product);
Node nodeOf(const query::ReturnLine& line);
Node nodeOf(const query::AgeBand& band);
Node nodeOf(const query::WorkOrder& order);
Node nodeOf(const query::ScarceProduct& product);
Node nodeOf(const query::SearchMatch& match);
Node nodeOf(const query::SearchHit& hit);

template <class Items>
Node listOf(const Items& items) {
  Node list = Node::list();
  for (const auto& item : items) list.items.push_back(nodeOf(item));
  return list;
}

Node orNull(const std::optional<base::Timestamp>& time) { return time ? Node::ofText(time->toText()) : Node{}; }

// Sums by currency, each with what `why` takes for its row.
template <class Sums>
Node figuresOf(const char* table, const std::string& id, const std::vector<Sums>& sums) {
  Node list = Node::list();
  for (const Sums& one : sums) {
    Node node = nodeOf(one);
    const std::string key[] = {id, one.currency.toText()};
    node.fields.emplace_back("why", Node::ofText(std::string(table) + " " + projection::printedKey(key)));
    list.items.push_back(std::move(node));
  }
  return list;
}

Node nodeOf(const query::CustomerSummary& customer) {
  Node due = Node::list();
  for (const auto& [currency, amount] : customer.due) due.items.push_back(Document().text("currency", currency.toText()).text("amount", amount.toText()).take());
  return Document()
      .text("customer", customer.customer)
      .text("name", customer.name)
      .number("orders", customer.orders)
      .node("revenue", figuresOf("sales", customer.customer, customer.revenue))
      .node("first_order_at", orNull(customer.firstOrderAt))
      .node("last_order_at", orNull(customer.lastOrderAt))
      .node("email", orNull(customer.email))
      .node("phone", orNull(customer.phone))
      .node("address", orNull(customer.address))
      .node("open", Document().number("orders", customer.openOrders).text("units", customer.openUnits.toText()).node("due", std::move(due)).take())
      .node("returns", Document().number("times", customer.returns).text("units", customer.returnedUnits.toText()).take())
      .take();
}

Node nodeOf(const query::ProductSummary& product) {
  const auto stockOf = [](const query::ProductSummary::Stock& stock) {
    return Document().text("on_hand", stock.onHand.toText()).text("reserved", stock.reserved.toText()).text("available", stock.available().toText()).take();
  };
  return Document()
      .text("product", product.product)
      .text("name", product.name)
      .number("orders", product.orders)
      .text("units", product.units.toText())
      .node("revenue", figuresOf("sales", product.product, product.revenue))
      .node("stock", product.stock ? stockOf(*product.stock) : Node{})
      .take();
}

Node nodeOf(const query::ReturnProposal& proposal) {
  Document document;
  document.text("confidence", query::name(proposal.confidence)).text("why", query::name(proposal.why)).number("lines", proposal.lines);
  if (!proposal.line) return document.take();
  document.text("order", proposal.line->order).number("line", proposal.line->line).text("quantity", proposal.line->quantity.toText()).text("placed_at", proposal.line->placedAt.toText());
  return marked(document, proposal.line->isPlacedKnown);
}

Node nodeOf(const query::ReturnLine& line) {
  Document document;
  document.text("return", line.returned)
      .number("line", line.line)
      .node("customer", orNull(line.customer))
      .text("product", line.product)
      .text("quantity", line.quantity.toText())
      .text("net", line.net.toText())
      .text("currency", line.currency.toText())
      .text("received_at", line.receivedAt.toText())
      .node("proposal", nodeOf(line.proposal));
  return marked(document, line.isReceivedKnown);
}

Node nodeOf(const query::AgeBand& band) {
  return Document().number("from_days", band.fromDays).node("to_days", band.toDays ? Node::ofNumber(std::to_string(*band.toDays)) : Node{}).number("orders", band.orders).take();
}

Node nodeOf(const query::WorkOrder& order) {
  Document document;
  document.text("order", order.order)
      .node("customer", orNull(order.customer))
      .text("status", domain::name(order.status))
      .text("payment", domain::name(order.payment))
      .text("currency", order.currency.toText())
      .text("total", order.total.toText())
      .node("due", order.due ? Node::ofText(order.due->toText()) : Node{})
      .text("units", order.units.toText())
      .text("shipped", order.shipped.toText())
      .text("placed_at", order.placedAt.toText())
      .node("promised_at", orNull(order.promisedAt))
      .number("version", order.version);
  return marked(document, order.isPlacedKnown);
}

Node nodeOf(const query::ScarceProduct& product) {
  return Document().text("product", product.product).text("on_hand", product.onHand.toText()).text("reserved", product.reserved.toText()).text("available", product.available().toText()).take();
}

Node nodeOf(const query::WorkCounts& counts) {
  Document document;
  document.number("orders", counts.orders).node("by_status", countsOf(counts.byStatus)).node("by_payment", countsOf(counts.byPayment));
  for (std::size_t i = 0; i < projection::workListNames.size(); ++i) {
    const auto found = counts.byList.find(static_cast<projection::WorkList>(i));
    document.number(projection::workListNames[i], found == counts.byList.end() ? 0 : found->second);
  }
  return document.node("open_by_age", listOf(counts.ages)).node("oldest_days", counts.oldestDays ? Node::ofNumber(std::to_string(*counts.oldestDays)) : Node{}).take();
}

Node nodeOf(const query::SearchMatch& match) { return Document().text("in", match.in).text("snippet", match.snippet).take(); }

Node nodeOf(const query::SearchHit& hit) {
  return Document().text("kind", query::name(hit.kind)).text("id", hit.id).node("title", orNull(hit.title)).node("matches", listOf(hit.matches)).take();
}

Node withFreshness(Node summary, const query::Freshness& freshness) {
  summary.fields.emplace_back("freshness", nodeOf(freshness));
  return summary;
}

// What ranked, with a page of it.
Node rankedPage(const char* key, Node rows, base::Currency currency, const std::optional<std::string>& next, const query::Freshness& freshness) {
  return Document().node(key, std::move(rows)).node("currency", orNull(currency.toText())).node("next", orNull(next)).node("freshness", nodeOf(freshness)).take();
}

// Every word of a closed list has its count, also none.
template <class Word, std::size_t n>
Node allCountsOf(const std::map<Word, std::int64_t>& counts, const std::array<const char*, n>& names) {
  Document document;
  for (std::size_t i = 0; i < n; ++i) {
    const auto found = counts.find(static_cast<Word>(i));
    document.number(names[i], found == counts.end() ? 0 : found->second);
  }
  return document.take();
}

}  // namespace

Node nodeOf(const command::Receipt& receipt) {
  Document document;
  document.text("command_id", receipt.command.toText()).text("outcome", command::name(receipt.outcome));
  if (receipt.position > 0) document.number("position", receipt.position).number("events", receipt.events);
  if (receipt.stream) document.text("stream", receipt.stream->toText());
  if (receipt.version > 0) document.number("version", receipt.version);
  document.textIfAny("reason", receipt.reason);
  if (!receipt.fields.empty()) document.node("fields", listOf(receipt.fields));
  if (receipt.expected) document.number("expected", *receipt.expected);
  if (receipt.actual) document.number("actual", *receipt.actual);
  if (!receipt.since.empty()) document.node("since", listOf(receipt.since)).number("since_more", receipt.sinceMore);
  if (receipt.commutes) document.text("commutes", domain::name(*receipt.commutes));
  if (receipt.retryAfterMs > 0) document.number("retry_after_ms", receipt.retryAfterMs);
  if (receipt.first) document.node("first", nodeOf(*receipt.first));
  Document us;
  for (const auto& [name, micros] : {std::pair<const char*, std::int64_t>{"queue", receipt.micros.queue}, {"decide", receipt.micros.decide}, {"commit", receipt.micros.commit}, {"total", receipt.micros.total}}) {
    if (micros == command::Receipt::notKept) us.null(name);
    else us.number(name, micros);
  }
  document.node("us", us.take());
  return document.take();
}

Node nodeOf(const store::StoredOutcome& outcome) {
  Document rest;
  rest.text("actor", outcome.principal).text("received_at", outcome.receivedAt.toText()).text("recorded_at", outcome.recordedAt.toText());
  Node receipt = nodeOf(command::receiptOf(outcome));
  for (auto& field : rest.take().fields) receipt.fields.push_back(std::move(field));
  return receipt;
}

Node nodeOf(const query::ReceiptPage& page) {
  return Document().node("receipts", listOf(page.receipts)).node("next", page.next ? Node::ofText(*page.next) : Node{}).number("head", page.head).take();
}

Node nodeOf(const query::Freshness& freshness) {
  Document document;
  document.number("position", freshness.position)
      .number("head", freshness.head)
      .number("lag_events", freshness.lagEvents)
      .number("lag_ms", freshness.lagMs);
  if (freshness.setAside > 0) document.number("set_aside", freshness.setAside);
  if (freshness.discarded > 0) document.number("discarded", freshness.discarded);
  return document.take();
}

Node nodeOf(const query::OrderSummary& order) {
  Document document;
  document.text("order", order.order)
      .node("customer", orNull(order.customer))
      .node("customer_name", orNull(order.customerName))
      .node("country", orNull(order.country))
      .text("status", domain::name(order.status))
      .text("payment", domain::name(order.payment))
      .text("currency", order.currency.toText())
      .text("total", order.total.toText())
      .number("lines", order.lines)
      .text("units", order.units.toText())
      .text("placed_at", order.placedAt.toText())
      .text("changed_at", order.changedAt.toText())
      .number("version", order.version);
  if (order.setAsideSince > 0) document.number("set_aside_since", order.setAsideSince);
  return marked(document, order.isPlacedKnown);
}

Node nodeOf(const query::OrderPage& page) {
  Document document;
  document.node("orders", listOf(page.orders)).node("next", page.next ? Node::ofText(*page.next) : Node{});
  document.node("matches", page.matches ? Node::ofNumber(std::to_string(*page.matches)) : Node{});
  if (page.partial) document.node("partial", Document().number("looked", page.partial->looked).number("of", page.partial->of).take());
  return document.node("freshness", nodeOf(page.freshness)).take();
}

Node nodeOf(const query::OrderDocument& document) {
  Node summary = nodeOf(document.summary);
  // A line count stands in the list; here are the lines themselves.
  std::erase_if(summary.fields, [](const auto& field) { return field.first == "lines"; });
  Node charges = Node::list();
  for (const auto& [kind, amount] : document.charges) charges.items.push_back(Document().text("kind", kind).text("amount", amount.toText()).take());
  Document rest;
  rest.node("lines", listOf(document.lines))
      .node("charges", std::move(charges))
      .text("goods", document.goods.toText())
      .text("paid", document.paid.toText())
      .node("ship_to", orNull(document.shipTo))
      .node("note", orNull(document.note))
      .node("packages", listOf(document.packages))
      .text("refunded", document.refunded.toText())
      .text("returned", document.returned.toText())
      .node("due", document.due ? Node::ofText(document.due->toText()) : Node{})
      .boolean("confirmed", document.confirmed)
      .node("hold", orNull(document.hold))
      .node("notes", listOf(document.notes))
      .node("promised_at", document.promisedAt ? Node::ofText(document.promisedAt->toText()) : Node{})
      .node("timeline", listOf(document.timeline));
  if (document.aside) rest.node("set_aside", Document().number("since", document.aside->since).text("event", document.aside->event).number("changes", document.aside->changes).take());
  rest.node("freshness", nodeOf(document.freshness));
  for (auto& field : rest.take().fields) summary.fields.push_back(std::move(field));
  return summary;
}

Node nodeOf(const query::CustomerPage& page) { return rankedPage("customers", listOf(page.customers), page.currency, page.next, page.freshness); }
Node nodeOf(const query::CustomerDocument& document) { return withFreshness(nodeOf(document.summary), document.freshness); }
Node nodeOf(const query::ProductPage& page) { return rankedPage("products", listOf(page.products), page.currency, page.next, page.freshness); }
Node nodeOf(const query::ProductDocument& document) { return withFreshness(nodeOf(document.summary), document.freshness); }

Node nodeOf(const query::ReturnPage& page) {
  return Document().node("returns", listOf(page.returns)).node("next", orNull(page.next)).node("freshness", nodeOf(page.freshness)).take();
}

Node nodeOf(const query::ReturnCounts& counts) {
  return Document()
      .number("return_lines", counts.lines)
      .node("by_match", allCountsOf(counts.byMatch, query::returnMatchNames))
      .node("by_confidence", allCountsOf(counts.byConfidence, query::confidenceNames))
      .node("freshness", nodeOf(counts.freshness))
      .take();
}

Node nodeOf(const query::OperationsAnswer& answer) {
  return Document()
      .text("at", answer.at.toText())
      .node("live", nodeOf(answer.live))
      .node("imported", nodeOf(answer.imported))
      .number("out_of_stock", answer.outOfStock)
      .node("freshness", nodeOf(answer.freshness))
      .take();
}

Node nodeOf(const query::WorkPage& page) {
  return Document().text("at", page.at.toText()).node("orders", listOf(page.orders)).node("next", orNull(page.next)).node("freshness", nodeOf(page.freshness)).take();
}

Node nodeOf(const query::OutOfStockPage& page) {
  return Document().node("products", listOf(page.products)).node("next", orNull(page.next)).node("freshness", nodeOf(page.freshness)).take();
}

Node nodeOf(const query::SearchAnswer& answer) {
  Node more = Node::list();
  for (const query::SearchKind kind : answer.cutShort) more.items.push_back(Node::ofText(query::name(kind)));
  return Document().node("results", listOf(answer.hits)).node("more", std::move(more)).node("freshness", nodeOf(answer.freshness)).take();
}

Node nodeOf(const query::RevenueAnswer& answer) {
  const bool isByCountry = answer.by == query::RevenueBy::Country;
  const auto rowOf = [&](const query::RevenuePeriod& row, bool isDated) {
    Document document;
    if (isByCountry) document.node("country", orNull(row.country));
    else if (isDated) document.text("period", row.period);
    document.number("orders", row.orders);
    Node sums = nodeOf(row.sums);
    for (auto& [key, value] : sums.fields) document.node(key.c_str(), std::move(value));
    document.node("why", row.key.empty() ? Node{} : Node::ofText("periods " + row.key));
    if (isDated) document.number("restated", row.restated).node("restated_at", row.restated > 0 ? Node::ofNumber(std::to_string(row.restatedAt)) : Node{}).node("restated_time", orNull(row.restatedTime));
    return document.take();
  };
  Node rows = Node::list(), undated = Node::list();
  for (const query::RevenuePeriod& row : answer.periods) rows.items.push_back(rowOf(row, true));
  for (const query::RevenuePeriod& row : answer.undated) undated.items.push_back(rowOf(row, false));
  return Document()
      .text("by", query::name(answer.by))
      .text("zone", answer.zone)
      .node("revenue", std::move(rows))
      .node("undated", std::move(undated))
      .node("next", orNull(answer.next))
      .node("freshness", nodeOf(answer.freshness))
      .take();
}

Node nodeOf(const query::ShopAsOf& then) {
  std::map<domain::OrderStatus, std::int64_t> byStatus;
  std::map<domain::PaymentStatus, std::int64_t> byPayment;
  Node states = Node::list();
  for (const auto& [state, orders] : then.byState) {
    byStatus[state.first] += orders;
    byPayment[state.second] += orders;
    states.items.push_back(Document().text("status", domain::name(state.first)).text("payment", domain::name(state.second)).number("orders", orders).take());
  }
  return Document()
      .text("as_of", then.moment.toText())
      .number("orders", then.orders)
      .number("confirmed", then.confirmed)
      .number("undated", then.undated)
      .node("orders_by_status", countsOf(byStatus))
      .node("orders_by_payment", countsOf(byPayment))
      .node("orders_by_state", std::move(states))
      .node("freshness", nodeOf(then.freshness))
      .take();
}

Node nodeOf(const query::ShopStats& stats, const std::vector<projection::Status>& projections) {
  Node lists = Node::list();
  for (const auto& status : projections) {
    Document list;
    list.text("name", status.name)
        .text("state", projection::name(status.state))
        .number("position", status.position)
        .number("lag_events", status.lagEvents)
        .number("lag_ms", status.lagMs)
        .number("parked", status.parked);
    if (status.discarded > 0) list.number("discarded", status.discarded);
    lists.items.push_back(list.take());
  }
  Document document;
  document.number("position", stats.position)
      .number("events", stats.events)
      .number("orders", stats.orders)
      .number("order_lines", stats.orderLines)
      .text("units", stats.units.toText())
      .number("customers", stats.customers)
      .number("products", stats.products)
      .node("orders_by_status", countsOf(stats.byStatus))
      .node("orders_by_payment", countsOf(stats.byPayment))
      .number("shipped_late", stats.shippedLate)
      .node("revenue", listOf(stats.revenue))
      .node("orders_by_month", listOf(stats.months));
  // What no source says the time of is in no month.
  if (!stats.undated.empty()) {
    Node undated = listOf(stats.undated);
    for (Node& each : undated.items) std::erase_if(each.fields, [](const auto& field) { return field.first == "month"; });
    document.node("undated", std::move(undated));
  }
  return document.node("projections", std::move(lists)).take();
}

Node nodeOf(const store::StoredEvent& event) {
  const char* type = domain::typeNameOf(event.type);
  const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
  Document document;
  document.number("position", event.position)
      .text("stream", event.stream.toText())
      .number("version", event.version)
      .text("type", type != nullptr ? type : "Unknown(" + std::to_string(event.type) + ")")
      .number("schema_version", event.schemaVersion)
      .text("command_id", event.command.toText())
      .text("origin", domain::name(event.origin))
      .text("actor", event.actor)
      .text("occurred_at", event.when().toText())
      .text("recorded_at", event.recordedAt.toText())
      .node("payload", decoded ? domain::toNode(*decoded) : Document().text("unreadable", decoded.error().what).take());
  return marked(document, event.isTimeKnown());
}

Node nodeOf(const query::EventPage& page) { return Document().node("events", listOf(page.events)).number("head", page.head).take(); }

Node stagesOf(const telemetry::Snapshot& snapshot) {
  Document all;
  const auto micros = [](std::int64_t nanos) { return static_cast<double>(nanos) / 1000; };
  for (const telemetry::StageSummary& stage : snapshot.stages)
    all.node(telemetry::stageNames[static_cast<std::size_t>(stage.stage)], Document()
                                                                                .number("count", stage.count)
                                                                                .decimal("p50_us", micros(stage.p50Nanos), 1)
                                                                                .decimal("p99_us", micros(stage.p99Nanos), 1)
                                                                                .decimal("max_us", micros(stage.maxNanos), 1)
                                                                                .take());
  return all.take();
}

Node nodeOf(const telemetry::Trace& trace, const std::string& type) {
  const auto micros = [](std::int64_t nanos) { return static_cast<double>(nanos) / 1000; };
  Document us;
  for (std::size_t i = 0; i < telemetry::stageNames.size(); ++i) us.decimal(telemetry::stageNames[i], micros(trace.stageNanos[i]), 3);
  us.decimal("total", micros(trace.totalNanos()), 3);
  Node lists = Node::list();
  for (const telemetry::ListHops& list : trace.lists) {
    Document hops;
    for (std::size_t i = 0; i < telemetry::hopNames.size(); ++i) hops.decimal(telemetry::hopNames[i], micros(list.nanos[i]), 3);
    hops.decimal("total", micros(trace.totalNanos() + list.totalNanos()), 3);
    lists.items.push_back(Document().text("list", list.list).node("us", hops.take()).take());
  }
  Document document;
  document.text("command_id", trace.command.toText()).text("type", type).text("received_at", trace.receivedAt.toText()).node("us", us.take()).node("lists", std::move(lists));
  // Lists that had not shown it when the figures were written, or that forgot when they did.
  Node unknown = Node::list();
  for (const std::string& name : projection::readModelNames())
    if (std::none_of(trace.lists.begin(), trace.lists.end(), [&](const telemetry::ListHops& list) { return list.list == name; })) unknown.items.push_back(Node::ofText(name));
  if ((trace.position > 0 || !trace.lists.empty()) && !unknown.items.empty()) document.node("lists_unknown", std::move(unknown));
  return document.take();
}

Node nodeOf(const telemetry::Snapshot& snapshot) {
  const auto traces = [&](const std::vector<telemetry::Trace>& kept) {
    Node list = Node::list();
    for (const telemetry::Trace& trace : kept) list.items.push_back(nodeOf(trace, snapshot.latencies[trace.kind].name));
    return list;
  };
  return Document()
      .node("stages", stagesOf(snapshot))
      .node("slowest", traces(snapshot.traces.slowest))
      .node("sampled", traces(snapshot.traces.sampled))
      .number("dropped", snapshot.traces.dropped)
      .take();
}

Node nodeOf(const projection::RebuildStatus& rebuild) {
  return Document()
      .number("generation", rebuild.generation)
      .text("state", projection::name(rebuild.told()))
      .number("position", rebuild.position)
      .decimal("events_per_second", rebuild.eventsPerSecond, 1)
      .number("eta_ms", rebuild.etaMs)
      .number("parked", rebuild.parked)
      .text("started_by", rebuild.startedBy)
      .take();
}

Node nodeOf(const projection::Proof& proof) {
  Document document;
  document.boolean("same", proof.isSame).number("position", proof.position);
  if (proof.isSame) document.text("root", base::toHex(proof.root)).number("rows", proof.rows);
  return document.textIfAny("difference", proof.difference).text("time", proof.at.toText()).take();
}

Node nodeOf(const projection::Failure& failure) {
  Document document;
  document.text("category", failure.category);
  if (failure.event) document.number("event", *failure.event);
  return document.text("since", failure.since.toText()).text("what", failure.what).text("action", failure.action).take();
}

Node nodeOf(const projection::Status& status) {
  Document document;
  document.text("name", status.name)
      .text("state", projection::name(status.state))
      .number("position", status.position)
      .number("head", status.head)
      .number("lag_events", status.lagEvents)
      .number("lag_ms", status.lagMs);
  // Of a list that another program keeps nothing is known but its file; of one that stands still no end is in sight.
  if (status.isWatched) document.decimal("events_per_second", status.eventsPerSecond, 1);
  else document.null("events_per_second");
  if (status.lagEvents == 0 || status.etaMs > 0) document.number("eta_ms", status.etaMs);
  else document.null("eta_ms");
  if (status.isWatched) document.number("heartbeat_age_ms", status.heartbeatAgeMs);
  else document.null("heartbeat_age_ms");
  document.number("applied", status.applied)
      .number("parked", status.parked)
      .number("discarded", status.discarded)
      .number("version", status.version)
      .number("generation", status.generation)
      .text("at_poison", projection::name(status.whenPoisoned));
  document.textIfAny("paused_by", status.pausedBy).textIfAny("pause_reason", status.pauseReason).textIfAny("error", status.error);
  if (status.isBeingProved) document.boolean("being_proved", true);
  if (status.proof) document.node("proof", nodeOf(*status.proof));
  if (status.rebuild) document.node("rebuild", nodeOf(*status.rebuild));
  if (status.failure) document.node("failure", nodeOf(*status.failure));
  return document.take();
}

Node streamsNode(const std::vector<projection::ParkedStream>& streams) {
  constexpr std::size_t most = 20;
  Node list = Node::list();
  for (const projection::ParkedStream& each : streams)
    if (list.items.size() < most) list.items.push_back(Document().text("stream", each.stream.toText()).number("position", each.position).text("event", each.event).text("error", each.error).take());
  return list;
}

Node nodeOf(const care::VerifyReport& report) {
  Document document;
  document.boolean("ok", report.ok()).number("position", report.position).node("checks", listOf(report.checks));
  Node versions = Node::list();
  for (const auto& [version, events] : report.versions) {
    const char* type = domain::typeNameOf(version.first);
    versions.items.push_back(Document()
                                 .text("type", type != nullptr ? type : std::to_string(version.first))
                                 .number("schema_version", version.second)
                                 .number("events", events)
                                 .decimal("share", static_cast<double>(events) / static_cast<double>(report.position), 6)
                                 .take());
  }
  document.node("versions", std::move(versions));
  Node notes = Node::list();
  for (const std::string& note : report.notes) notes.items.push_back(Node::ofText(note));
  document.node("notes", std::move(notes));
  document.node("certificates", listOf(report.certificates));
  if (!report.setAside.empty()) document.node("set_aside", listOf(report.setAside));
  if (report.firstDifference() != nullptr) document.node("first_difference", nodeOf(*report.firstDifference())).node("differences", listOf(report.differences));
  return document.take();
}

Node nodeOf(const transfer::ImportAccount& account) {
  Document document;
  document.number("rows", account.rows)
      .number("accepted", account.accepted)
      .node("quarantined", countsOf(account.quarantined))
      .node("ignored", countsOf(account.ignored))
      .number("already_imported", account.alreadyImported)
      .boolean("balanced", account.balanced())
      .number("events", account.events)
      .number("orders", account.orders)
      .decimal("seconds", account.seconds, 3)
      .number("peak_rss_kb", account.peakRssKb)
      .number("ambiguous_times", account.ambiguousTimes)
      .number("missing_times", account.missingTimes)
      .node("guard_breaks", countsOf(account.guardBreaks));
  if (!account.records.empty()) document.node("records", countsOf(account.records));
  if (!account.unknownObjects.empty()) document.node("unknown_objects", countsOf(account.unknownObjects));
  if (!account.unusedFiles.empty()) {
    Node unused = Node::list();
    for (const std::string& file : account.unusedFiles) unused.items.push_back(Node::ofText(file));
    document.node("unused_files", std::move(unused));
  }
  if (account.cancelled) document.boolean("cancelled", true);
  return document.take();
}

Node nodeOf(const store::FileAccount& file) {
  return Document()
      .text("source", file.source)
      .text("file", file.file)
      .number("rows", file.rows)
      .number("accepted", file.accepted)
      .node("quarantined", countsOf(file.quarantined))
      .node("ignored", countsOf(file.ignored))
      .take();
}

Node nodeOf(const store::ImportLedger::Account& account) {
  return Document()
      .number("rows", account.rows)
      .number("accepted", account.accepted)
      .node("quarantined", countsOf(account.quarantined))
      .node("ignored", countsOf(account.ignored))
      .node("files", listOf(account.files))
      .take();
}

Node nodeOf(const query::GuardBreak& broken) {
  Document document;
  document.number("position", broken.position).text("stream", broken.stream.toText()).number("version", broken.version).text("type", domain::typeNameOf(broken.type)).text("kind", domain::name(broken.kind));
  if (broken.occurredAt) document.text("occurred_at", broken.occurredAt->toText());
  else document.null("occurred_at");
  return document.take();
}

Node nodeOf(const transfer::RepairAccount& account) {
  Node refused = Node::list();
  for (const auto& [index, reason] : account.refused) refused.items.push_back(Document().number("index", index).text("reason", reason).text("remedy", std::string(transfer::rowReason(reason).remedy)).take());
  return Document().number("accepted", account.accepted).number("ignored", account.ignored).number("already_imported", account.already).number("to_come", account.toCome).node("refused", std::move(refused)).take();
}

Node nodeOf(const store::QuarantinedRow& row) {
  return Document().text("file", row.file).number("row", row.row).text("reason", row.reason).text("raw", row.raw).text("remedy", std::string(transfer::rowReason(row.reason).remedy)).boolean("repaired", row.repaired).number("index", row.index).take();
}

}  // namespace twinlane::ctl
