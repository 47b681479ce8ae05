#include "transfer/history/history_preview.h"

#include "domain/format/encoding.h"
#include "transfer/history/history_files.h"
#include "transfer/history/known_facts.h"

#include <algorithm>
#include <set>

namespace twinlane::transfer {
namespace {

using domain::Node;

struct DocumentSaid {
  std::optional<domain::CustomerId> customer;
  base::Currency currency;
  base::Amount charges;
  bool isPaymentKnown = true;
};

DocumentSaid saidBy(const domain::Event& begin) {
  if (const auto* returned = std::get_if<domain::ReturnReceived>(&begin)) return {returned->customer, returned->currency, {}, true};
  const auto& placed = std::get<domain::OrderPlaced>(begin);
  DocumentSaid said{placed.customer, placed.currency, {}, placed.paymentKnown};
  for (const domain::Charge& charge : placed.charges) said.charges += charge.amount;
  return said;
}

Node orderNode(const History& history) {
  const DocumentSaid said = saidBy(history.begin->event);
  Node node = Node::record(), products = Node::list(), notSaid = Node::list(), facts = Node::list();
  const auto missing = [&](bool isMissing, const char* what) {
    if (isMissing) notSaid.items.push_back(Node::ofText(what));
  };
  base::Amount total = said.charges;
  std::set<domain::ProductId> seen;
  for (const HistoryLine& one : history.lines) {
    total += one.line.net;
    if (seen.insert(one.line.product).second) products.items.push_back(Node::ofText(one.line.product.text));
  }
  missing(!said.customer, "customer");
  missing(!history.begin->occurredAt, "placed_at");
  missing(history.lines.empty(), "lines");
  missing(!said.isPaymentKnown, "payment");
  missing(std::any_of(history.facts.begin(), history.facts.end(), [](const HistoryFact& one) { return !one.fact.occurredAt; }), "times");
  node.fields.emplace_back("order", Node::ofText(history.stream.id));
  node.fields.emplace_back("customer", said.customer ? Node::ofText(said.customer->text) : Node{});
  node.fields.emplace_back("placed_at", history.begin->occurredAt ? Node::ofText(history.begin->occurredAt->toText()) : Node{});
  node.fields.emplace_back("lines", Node::ofNumber(std::to_string(history.lines.size())));
  node.fields.emplace_back("products", std::move(products));
  node.fields.emplace_back("total", Node::ofText(total.toText()));
  node.fields.emplace_back("currency", Node::ofText(said.currency.toText()));
  node.fields.emplace_back("not_said", std::move(notSaid));
  const Addition addition = additionToNothing(history);
  for (const command::Fact& fact : addition.stream.facts) {
    Node& shown = facts.items.emplace_back(Node::record());
    shown.fields.emplace_back("type", Node::ofText(domain::typeName(fact.event)));
    shown.fields.emplace_back("occurred_at", fact.occurredAt ? Node::ofText(fact.occurredAt->toText()) : Node{});
    shown.fields.emplace_back("payload", domain::toNode(fact.event));
  }
  node.fields.emplace_back("facts", std::move(facts));
  return node;
}

}  // namespace

base::Result<HistoryPreview> previewHistory(const Profile& profile, const std::vector<std::string>& paths, std::size_t rows, std::size_t orders, const ReadingProgress& progress) {
  auto staging = Staging::open(profile);
  if (!staging) return tl::unexpected(staging.error());
  auto reading = readHistory(profile, paths, *staging, progress);
  if (!reading) return tl::unexpected(reading.error());
  HistoryPreview preview;
  preview.unusedFiles = std::move(reading->unused);
  for (std::int64_t file = 1; file <= staging->files(); ++file) {
    ProfilePreview& shown = preview.files.emplace_back();
    shown.file = staging->fileName(file);
    auto first = staging->firstRows(file, rows);
    if (!first) return tl::unexpected(first.error());
    shown.firstRows = std::move(*first);
  }
  const bool isPaymentKnown = tellsPayments(profile);
  for (std::size_t place = 1; place <= orders; ++place) {
    const auto order = staging->order(static_cast<std::int64_t>(place));
    if (!order) return tl::unexpected(order.error());
    if (!*order) break;
    preview.orders.push_back(orderNode(historyOf(**order, isPaymentKnown)));
  }
  return preview;
}

}  // namespace twinlane::transfer
