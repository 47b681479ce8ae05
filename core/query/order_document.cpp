#include "query/order_document.h"

#include "domain/format/encoding.h"
#include "domain/order/state.h"

#include <algorithm>
#include <limits>

namespace twinlane::query {
namespace {

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
  for (const domain::Charge& charge : state.charges)
    if (charge.amount != base::Amount{}) document.charges.emplace_back(charge.kind, charge.amount);
  document.goods = state.goods();
  document.paid = state.paid;
  document.refunded = state.refunded;
  document.returned = state.returned();
  if (state.paymentKnown) document.due = state.due();
  document.shipTo = state.address.value.shipTo;
  document.summary.country = state.address.value.country;
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

// Until a name is given, the id stands for it.
base::Status readName(ViewReader& view, OrderSummary& summary) {
  summary.customerName = summary.customer;
  auto select = view.statement("SELECT name FROM names WHERE customer=?");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, summary.customer);
  return eachRow(**select, [&](const sqlite::Statement& row) { summary.customerName = row.text(0); });
}

store::StoredEvent saidIn(const sqlite::Statement& row) {
  store::StoredEvent stored;
  stored.position = row.integer(0);
  stored.version = row.integer(1);
  stored.type = static_cast<int>(row.integer(2));
  stored.schemaVersion = static_cast<int>(row.integer(3));
  stored.actor = row.text(4);
  stored.origin = static_cast<domain::Origin>(row.integer(5));
  stored.recordedAt = {row.integer(6)};
  if (!row.isNull(7)) stored.occurredAt = base::Timestamp{row.integer(7)};
  stored.payload = row.copyOfBytes(8);
  stored.sealed = row.copyOfBytes(9);
  return stored;
}

base::Status take(OrderDocument& document, domain::OrderState& state, const store::StoredEvent& stored) {
  const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
  if (!event) return tl::unexpected(event.error());
  domain::evolve(state, *event, {stored.when(), stored.version});
  if (const auto* note = std::get_if<domain::NoteAdded>(&*event)) document.notes.push_back({note->text, stored.actor, stored.when(), stored.isTimeKnown()});
  const bool isPlacing = std::holds_alternative<domain::OrderPlaced>(*event) || std::holds_alternative<domain::OrderLinesAdded>(*event);
  document.summary.isPlacedKnown = document.summary.isPlacedKnown || (isPlacing && stored.isTimeKnown());
  document.summary.version = stored.version;
  document.timeline.push_back({stored.version, stored.position, domain::typeName(*event), stored.actor, stored.origin, stored.recordedAt, stored.occurredAt, domain::toNode(*event)});
  return {};
}

// What waits of the order in the snapshot of the caller.
base::Status readAside(ViewReader& view, const std::string& id, std::optional<ChangesAside>& aside) {
  auto select = view.statement("SELECT position, event, (SELECT count(*) FROM parked behind WHERE behind.category=failed.category AND behind.id=failed.id) FROM parked failed WHERE category=? AND id=? AND error<>''");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, static_cast<int>(domain::Category::Order)).bind(2, id);
  return eachRow(**select, [&](const sqlite::Statement& row) { aside = ChangesAside{row.integer(0), std::string(row.text(1)), row.integer(2)}; });
}

// How many changes were made of the order, those with it that the list lacks, and how many of these it lacks for good.
struct Changes {
  std::int64_t all = 0, passedOver = 0;
};

base::Status countChanges(ViewReader& view, const std::string& id, std::int64_t number, Changes& changes) {
  auto select = view.statement("SELECT count(*), (SELECT count(*) FROM parked WHERE category=?2 AND id=?3), (SELECT count(*) FROM discarded WHERE category=?2 AND id=?3 AND position NOT IN (SELECT position FROM parked)) FROM timeline WHERE number=?1");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, number).bind(2, static_cast<int>(domain::Category::Order)).bind(3, id);
  return eachRow(**select, [&](const sqlite::Statement& row) { changes = {row.integer(0) + row.integer(1) + row.integer(2), row.integer(2)}; });
}

std::string told(const ChangesAside& aside) { return "set aside since event " + std::to_string(aside.since) + " (" + aside.event + ")"; }

constexpr const char* seeAside = "see why with: parked list order_detail";

}  // namespace

base::Status markSetAside(ViewReader& view, std::vector<OrderSummary>& orders) {
  for (OrderSummary& order : orders) {
    std::optional<ChangesAside> aside;
    if (auto read = readAside(view, order.order, aside); !read) return read;
    if (aside) order.setAsideSince = aside->since;
  }
  return {};
}

base::Status readOrderDocument(ViewReader& view, const std::string& id, std::optional<std::int64_t> atVersion, OrderDocument& document) {
  OrderSummary& summary = document.summary;
  auto find = view.statement("SELECT number FROM orders WHERE id=?");
  if (!find) return tl::unexpected(find.error());
  (*find)->bind(1, id);
  bool isThere = false;
  auto found = eachRow(**find, [&](const sqlite::Statement& row) {
    isThere = true;
    summary.number = row.integer(0);
  });
  if (!found) return found;
  if (auto waiting = readAside(view, id, document.aside); !waiting) return waiting;
  if (!isThere && document.aside) return base::fail(base::ErrorCode::Conflict, "all changes of order '" + id + "' are " + told(*document.aside), id, seeAside);
  if (!isThere) return base::fail(base::ErrorCode::NotFound, "there is no order '" + id + "'", id, "list the orders to see their ids");
  if (document.aside) summary.setAsideSince = document.aside->since;
  auto select = view.statement("SELECT position, version, type, schema_version, actor, origin, recorded_at, occurred_at, payload, sealed FROM timeline WHERE number=? AND version<=? ORDER BY version");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, summary.number).bind(2, atVersion.value_or(std::numeric_limits<std::int64_t>::max()));
  summary.order = id;
  summary.isPlacedKnown = false;
  domain::OrderState state;
  base::Status taken;
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    if (taken) taken = take(document, state, saidIn(row));
  });
  if (!read || !taken) return read ? taken : read;
  if (atVersion && *atVersion > summary.version) {
    Changes changes;
    if (auto counted = countChanges(view, id, summary.number, changes); !counted) return counted;
    const std::string version = std::to_string(*atVersion);
    if (*atVersion > changes.all) return base::fail(base::ErrorCode::NotFound, "order '" + id + "' has no version " + version, id, "its newest is " + std::to_string(changes.all));
    // What waits comes behind what was discarded.
    if (document.aside && *atVersion > changes.all - document.aside->changes)
      return base::fail(base::ErrorCode::Conflict, "version " + version + " of order '" + id + "' is " + told(*document.aside) + "; the newest that can be shown is " + std::to_string(summary.version), id, seeAside);
    return base::fail(base::ErrorCode::NotFound, "version " + version + " of order '" + id + "' is passed over: it was discarded", id, seeAside);
  }
  fill(document, state);
  bound(document.timeline);
  return summary.customer.empty() ? base::Status() : readName(view, summary);
}

}  // namespace twinlane::query
