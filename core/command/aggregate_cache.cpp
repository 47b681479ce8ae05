#include "command/aggregate_cache.h"

#include "domain/encoding.h"
#include "domain/state_encoding.h"

namespace twinlane::command {
namespace {

constexpr std::size_t loadSlice = 4096;
constexpr std::int64_t eventsPerState = 16;

}  // namespace

Aggregate emptyAggregate(domain::Category category) {
  switch (category) {
    case domain::Category::Product: return {0, 0, domain::ProductState{}};
    case domain::Category::Customer: return {0, 0, domain::CustomerState{}};
    case domain::Category::Order:
    case domain::Category::Return: break;
  }
  return {0, 0, domain::OrderState{}};
}

void evolve(Aggregate& aggregate, const domain::Event& event, base::Timestamp when) {
  ++aggregate.version;
  if (auto* order = std::get_if<domain::OrderState>(&aggregate.state)) domain::evolve(*order, event, when);
  else if (auto* product = std::get_if<domain::ProductState>(&aggregate.state)) domain::evolve(*product, event);
  else domain::evolve(std::get<domain::CustomerState>(aggregate.state), event);
}

std::optional<base::Bytes> stateToKeep(Aggregate& aggregate) {
  if (aggregate.version - aggregate.stateVersion < eventsPerState) return std::nullopt;
  aggregate.stateVersion = aggregate.version;
  return std::visit([](const auto& state) { return domain::encodeState(state); }, aggregate.state);
}

base::Result<const Aggregate*> AggregateCache::load(const store::StreamRef& stream) {
  if (const auto known = m_tentative.find(stream); known != m_tentative.end()) return &known->second;
  if (const auto known = m_committed.find(stream); known != m_committed.end()) return &known->second;
  auto loaded = m_store.load(stream, loadSlice);
  if (!loaded) return tl::unexpected(loaded.error());
  base::Result<std::vector<store::StoredEvent>> events = std::move(loaded->events);
  Aggregate aggregate = emptyAggregate(stream.category);
  if (loaded->stateVersion > 0) {
    if (std::visit([&](auto& state) { return domain::decodeState(loaded->state, state); }, aggregate.state)) {
      aggregate.version = aggregate.stateVersion = loaded->stateVersion;
    } else {
      // Kept by another version of this program.
      aggregate = emptyAggregate(stream.category);
      events = m_store.readStream(stream, 0, loadSlice);
    }
  }
  for (; events; events = m_store.readStream(stream, aggregate.version, loadSlice)) {
    for (const store::StoredEvent& stored : *events) {
      const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      evolve(aggregate, *event, stored.when());
    }
    if (events->size() < loadSlice) break;
  }
  if (!events) return tl::unexpected(events.error());
  if (m_committed.size() >= m_capacity) m_committed.clear();
  return &(m_committed[stream] = std::move(aggregate));
}

base::Result<std::optional<base::Quantity>> AggregateCache::available(const domain::ProductId& product) {
  auto known = m_stock.find(product);
  if (known == m_stock.end()) {
    const auto level = m_store.stock(product);
    if (!level) return tl::unexpected(level.error());
    if (m_stock.size() >= m_capacity) m_stock.clear();
    known = m_stock.emplace(product, *level).first;
  }
  if (!known->second) return std::nullopt;
  return known->second->available();
}

void AggregateCache::changeStock(const store::StockChange& change) {
  // Loaded first, so that a later command of the same group sees this change and not the store's older row.
  if (!available(change.product)) return;
  const auto known = m_stock.find(change.product);
  if (known == m_stock.end()) return;
  if (!known->second && change.track) known->second.emplace();
  if (!known->second) return;
  m_stockTentative = true;
  known->second->onHand += change.onHand;
  known->second->reserved += change.reserved;
}

void AggregateCache::commit(const std::vector<store::StreamRef>& inDoubt) {
  m_stockTentative = false;
  for (const store::StreamRef& stream : inDoubt) {
    m_tentative.erase(stream);
    m_committed.erase(stream);
  }
  // Stock has no layer of its own: what a request in doubt took from it is unknown, so it is read again.
  if (!inDoubt.empty()) m_stock.clear();
  if (m_committed.size() + m_tentative.size() > m_capacity) m_committed.clear();
  for (auto& [stream, aggregate] : m_tentative) m_committed[stream] = std::move(aggregate);
  m_tentative.clear();
}

void AggregateCache::forgetAll() {
  m_stockTentative = false;
  m_tentative.clear();
  m_committed.clear();
  m_stock.clear();
}

}  // namespace twinlane::command
