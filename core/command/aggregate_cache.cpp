#include "command/aggregate_cache.h"

#include "domain/format/encoding.h"
#include "domain/format/state_encoding.h"

namespace twinlane::command {
namespace {

constexpr std::size_t loadSlice = 4096;

}  // namespace

base::Result<AggregateCache::Known> AggregateCache::load(const store::StreamRef& stream) {
  if (const auto known = m_tentative.find(stream); known != m_tentative.end()) return Known{&known->second, true};
  if (const Aggregate* known = m_committed.find(stream)) return Known{known, false};
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
  return Known{&m_committed.put(stream, std::move(aggregate)), false};
}

base::Result<std::optional<store::StockLevel>> AggregateCache::stock(const domain::ProductId& product) {
  if (const auto known = m_stock.find(product); known != m_stock.end()) return known->second;
  const auto level = m_store.stock(product);
  if (!level) return tl::unexpected(level.error());
  // What the group at hand has changed is not in the store yet and must not be forgotten.
  if (m_stock.size() >= m_capacity && !m_stockTentative) m_stock.clear();
  return m_stock.emplace(product, *level).first->second;
}

base::Result<base::Amount> AggregateCache::owed(const domain::CustomerId& customer, base::Currency currency) {
  if (const auto known = m_credit.find({customer, currency}); known != m_credit.end()) return known->second;
  const auto owed = m_store.owed(customer, currency);
  if (!owed) return tl::unexpected(owed.error());
  if (m_credit.size() >= m_capacity && !m_creditTentative) m_credit.clear();
  return m_credit.emplace(CreditKey{customer, currency}, *owed).first->second;
}

void AggregateCache::changeGuards(const std::vector<store::RowChange>& rows) {
  for (const store::RowChange& row : rows)
    if (const auto* change = std::get_if<store::StockChange>(&row)) changeStock(*change);
    else if (const auto* credit = std::get_if<store::CreditChange>(&row)) changeCredit(*credit);
}

void AggregateCache::changeStock(const store::StockChange& change) {
  // Loaded first, so that a later command of the same group sees this change and not the store's older row.
  if (!stock(change.product)) return;
  const auto known = m_stock.find(change.product);
  if (!known->second && change.track) known->second.emplace();
  if (!known->second) return;
  m_stockTentative = true;
  known->second->onHand += change.onHand;
  known->second->reserved += change.reserved;
}

void AggregateCache::changeCredit(const store::CreditChange& change) {
  if (!owed(change.customer, change.currency)) return;
  m_creditTentative = true;
  m_credit[{change.customer, change.currency}] += change.owed;
}

void AggregateCache::commit(const std::vector<store::StreamRef>& inDoubt) {
  m_stockTentative = m_creditTentative = false;
  for (const store::StreamRef& stream : inDoubt) {
    m_tentative.erase(stream);
    forget(stream);
  }
  // Guard rows have no layer of their own: what a request in doubt took from them is unknown, so they are read again.
  if (!inDoubt.empty()) {
    m_stock.clear();
    m_credit.clear();
  }
  while (!m_tentative.empty()) m_committed.put(m_tentative.extract(m_tentative.begin()));
}

void AggregateCache::forgetAll() {
  m_stockTentative = m_creditTentative = false;
  m_tentative.clear();
  m_committed.clear();
  m_stock.clear();
  m_credit.clear();
}

}  // namespace twinlane::command
