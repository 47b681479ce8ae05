#include "transfer/history/known_document.h"

#include "domain/format/encoding.h"

#include <algorithm>
#include <map>

namespace twinlane::transfer {
namespace {
constexpr std::size_t eventsAtOnce = 1024;
}  // namespace

void addCharges(std::vector<domain::Charge>& sums, const std::vector<domain::Charge>& more) {
  for (const domain::Charge& charge : more) {
    const auto sum = std::find_if(sums.begin(), sums.end(), [&](const domain::Charge& one) { return one.kind == charge.kind; });
    if (sum == sums.end()) sums.push_back(charge);
    else sum->amount += charge.amount;
  }
  std::erase_if(sums, [](const domain::Charge& sum) { return sum.amount.tenThousandths == 0; });
}

std::vector<domain::OrderLine>* linesOfDocument(domain::Event& event) {
  if (auto* placed = std::get_if<domain::OrderPlaced>(&event)) return &placed->lines;
  auto* returned = std::get_if<domain::ReturnReceived>(&event);
  return returned != nullptr ? &returned->lines : nullptr;
}

int KnownDocument::lastLineAt(store::Position at) const {
  const auto later = std::upper_bound(grew.begin(), grew.end(), at, [](store::Position sought, const auto& one) { return sought < one.first; });
  return later == grew.begin() ? 0 : std::prev(later)->second;
}

base::Result<KnownDocument> KnownDocument::read(const store::StreamRef& stream, store::EventStore& events) {
  KnownDocument known;
  std::map<int, base::Quantity> amendedBy;
  for (std::int64_t version = 0;;) {
    const auto slice = events.readStream(stream, version, eventsAtOnce);
    if (!slice) return tl::unexpected(slice.error());
    if (slice->empty()) return known;
    for (const store::StoredEvent& stored : *slice) {
      version = stored.version;
      if (known.position == 0) known.position = stored.position;
      auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      const bool isImported = stored.origin == domain::Origin::Import;
      const auto addLines = [&](std::vector<domain::OrderLine>& some) {
        for (const domain::OrderLine& line : some) known.lastLine = std::max(known.lastLine, line.line);
        known.grew.emplace_back(stored.position, known.lastLine);
        if (isImported && stream.category == domain::Category::Return)
          for (const domain::OrderLine& line : some) known.cameAt[line.line] = stored.occurredAt;
        if (isImported) known.lines.insert(known.lines.end(), some.begin(), some.end());
        some.clear();
      };
      if (auto* amended = std::get_if<domain::LinesAmended>(&*event)) {
        for (const domain::OrderLine& line : amended->added) known.lastLine = std::max(known.lastLine, line.line);
        for (const domain::OrderLine& change : amended->lines) {
          const auto line = std::find_if(known.lines.begin(), known.lines.end(), [&](const domain::OrderLine& one) { return one.line == change.line; });
          if (line == known.lines.end()) continue;
          if ((amendedBy[change.line] += change.quantity) + line->quantity == base::Quantity{}) known.takenBack.insert(change.line);
          else known.takenBack.erase(change.line);
        }
      }
      if (!isImported && std::holds_alternative<domain::OrderCancelled>(*event))
        for (const domain::OrderLine& line : known.lines) known.takenBack.insert(line.line);
      if (auto* more = std::get_if<domain::OrderLinesAdded>(&*event)) {
        addLines(more->lines);
        if (auto* placed = isImported && known.begin ? std::get_if<domain::OrderPlaced>(&known.begin->event) : nullptr) addCharges(placed->charges, more->charges);
        // When it was placed may have been told after it was made, or be earlier than was told first.
        if (isImported && known.begin && stored.occurredAt) known.begin->occurredAt = std::min(known.begin->occurredAt.value_or(*stored.occurredAt), *stored.occurredAt);
        continue;
      }
      std::vector<domain::OrderLine>* ofBegin = linesOfDocument(*event);
      if (ofBegin != nullptr) addLines(*ofBegin);
      if (!isImported) continue;
      if (ofBegin != nullptr && known.begin) {
        // Each part of a return has a time of its own.
        if (stored.occurredAt) known.begin->occurredAt = std::min(known.begin->occurredAt.value_or(*stored.occurredAt), *stored.occurredAt);
        continue;
      }
      command::Fact fact{std::move(*event), stored.occurredAt};
      if (ofBegin != nullptr) known.begin = std::move(fact);
      else known.facts.push_back({std::move(fact), stored.version});
    }
  }
}

}  // namespace twinlane::transfer
