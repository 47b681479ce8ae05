#include "transfer/history/history_preview.h"

#include "domain/format/encoding.h"
#include "transfer/history/history_files.h"
#include "transfer/history/known_facts.h"

namespace twinlane::transfer {
namespace {

domain::Node orderNode(const Addition& addition) {
  using domain::Node;
  Node node = Node::record();
  node.fields.emplace_back("order", Node::ofText(addition.stream.stream.id));
  Node facts = Node::list();
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

base::Result<HistoryPreview> previewHistory(const Profile& profile, const std::vector<std::string>& paths, std::size_t rows, std::size_t orders) {
  auto staging = Staging::open(profile);
  if (!staging) return tl::unexpected(staging.error());
  auto reading = readHistory(profile, paths, *staging, {});
  if (!reading) return tl::unexpected(reading.error());
  HistoryPreview preview;
  preview.unusedFiles = std::move(reading->unused);
  for (std::int64_t file = 1; file <= staging->files(); ++file) {
    ProfilePreview& shown = preview.files.emplace_back();
    auto path = staging->fileName(file);
    if (!path) return tl::unexpected(path.error());
    shown.file = std::move(*path);
    auto first = staging->firstRows(file, rows);
    if (!first) return tl::unexpected(first.error());
    shown.firstRows = std::move(*first);
  }
  const bool isPaymentKnown = tellsPayments(profile);
  for (std::size_t place = 1; place <= orders; ++place) {
    const auto order = staging->order(static_cast<std::int64_t>(place));
    if (!order) return tl::unexpected(order.error());
    if (!*order) break;
    preview.orders.push_back(orderNode(additionToNothing(historyOf(**order, isPaymentKnown))));
  }
  return preview;
}

}  // namespace twinlane::transfer
