#include "query/order_document.h"

#include "domain/customer/state.h"
#include "domain/format/encoding.h"
#include "domain/order/state.h"

#include <algorithm>

namespace twinlane::query {
namespace {

constexpr std::size_t slice = 4096;

base::Result<std::string> customerName(store::EventStore& store, const std::string& customer) {
  domain::CustomerState state;
  const auto events = store.readStream({domain::Category::Customer, customer}, 0, slice);
  if (!events) return tl::unexpected(events.error());
  for (const store::StoredEvent& stored : *events) {
    const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
    if (!event) return tl::unexpected(event.error());
    domain::evolve(state, *event, {stored.when(), stored.version});
  }
  return state.registered ? state.customerName.value : customer;
}

void fill(OrderDocument& document, const domain::OrderState& state) {
  OrderSummary& summary = document.summary;
  const domain::OrderHeader& header = state.header.value;
  summary.customer = header.customer ? header.customer->text : std::string();
  summary.status = domain::status(state);
  summary.payment = domain::payment(state);
  summary.currency = header.currency;
  summary.total = state.total();
  summary.lines = state.placedLines();
  summary.units = state.units();
  summary.placedAt = state.placedAt();
  summary.changedAt = state.changedAt;
  for (const domain::OrderLineState& line : state.lines)
    if (line.placed)
      document.lines.push_back({line.now.line, line.now.product.text, line.now.description, line.now.quantity, line.shipped, line.delivered,
                                state.cancelledOf(line), line.now.unitPrice, line.now.net, line.begun(), line.boxed + line.shipped, line.returned, line.now.taxRate});
  for (const domain::Charge& charge : state.charges) document.charges.emplace_back(charge.kind, charge.amount);
  document.goods = state.goods();
  document.paid = state.paid;
  document.refunded = state.refunded;
  document.returned = state.returned();
  if (state.paymentKnown) document.due = state.due();
  document.shipTo = state.address.value.shipTo;
  document.country = state.address.value.country;
  document.note = header.note;
  document.promisedAt = header.promisedAt;
  document.confirmed = state.confirmed;
  document.hold = state.hold.value;
  for (const domain::PackageState& package : state.packages) {
    DocumentPackage& shown = document.packages.emplace_back(DocumentPackage{package.package, package.carrier.value, package.isDelivered, package.isShipped});
    if (package.hasFailed()) shown.failure = package.failure.value;
    for (const domain::LineQuantity& part : package.contents()) shown.lines.emplace_back(part.line, part.quantity);
  }
  std::stable_sort(document.notes.begin(), document.notes.end(), [](const DocumentNote& a, const DocumentNote& b) { return a.at < b.at; });
}

// Facts are imported in the order in which they happened, as far as their source tells it.
void bound(std::vector<TimelineEntry>& timeline) {
  const auto pass = [&](auto from, auto to, std::optional<base::Timestamp> TimelineEntry::*side) {
    std::optional<base::Timestamp> known;
    for (; from != to; ++from)
      if (from->timeUnknown()) (*from).*side = known;
      else if (from->origin == domain::Origin::Import) known = from->occurredAt;
  };
  pass(timeline.begin(), timeline.end(), &TimelineEntry::notBefore);
  pass(timeline.rbegin(), timeline.rend(), &TimelineEntry::notAfter);
  // Sources tell of payments before the order, of goods that were picked before it was confirmed: what comes next in an order's
  // life need not have come later, so it bounds nothing where it came first.
  for (TimelineEntry& entry : timeline)
    if (entry.notBefore && entry.notAfter && *entry.notAfter < *entry.notBefore) entry.notAfter.reset();
}

}  // namespace

base::Result<OrderDocument> readOrderDocument(store::EventStore& store, const std::string& id, std::optional<std::int64_t> atVersion) {
  const auto before = store.head();
  if (!before) return tl::unexpected(before.error());
  OrderDocument document;
  domain::OrderState state;
  std::int64_t version = 0;
  bool isPlacedKnown = false;
  for (bool more = true; more;) {
    const auto events = store.readStream({domain::Category::Order, id}, version, slice);
    if (!events) return tl::unexpected(events.error());
    more = events->size() == slice;
    for (const store::StoredEvent& stored : *events) {
      if (atVersion && stored.version > *atVersion) {
        more = false;
        break;
      }
      const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      domain::evolve(state, *event, {stored.when(), stored.version});
      if (const auto* note = std::get_if<domain::NoteAdded>(&*event)) document.notes.push_back({note->text, stored.actor, stored.when()});
      version = stored.version;
      if (std::holds_alternative<domain::OrderPlaced>(*event) || std::holds_alternative<domain::OrderLinesAdded>(*event)) isPlacedKnown = isPlacedKnown || stored.isTimeKnown();
      document.summary.number = stored.orderNumber;
      document.timeline.push_back({stored.version, stored.position, domain::typeName(*event), stored.actor, stored.origin, stored.recordedAt, stored.occurredAt, domain::toNode(*event)});
    }
  }
  if (version == 0) return base::fail(base::ErrorCode::NotFound, "there is no order '" + id + "'", id, "list the orders to see their ids");
  if (atVersion && *atVersion > version) return base::fail(base::ErrorCode::NotFound, "order '" + id + "' has no version " + std::to_string(*atVersion), id, "its newest is " + std::to_string(version));
  fill(document, state);
  bound(document.timeline);
  document.summary.order = id;
  document.summary.isPlacedKnown = isPlacedKnown;
  document.summary.version = version;
  if (!document.summary.customer.empty()) {
    auto named = customerName(store, document.summary.customer);
    if (!named) return tl::unexpected(named.error());
    document.summary.customerName = std::move(*named);
  }
  const auto after = store.head();
  if (!after) return tl::unexpected(after.error());
  document.freshness = {before->position, after->position, after->position - before->position, 0};
  return document;
}

}  // namespace twinlane::query
