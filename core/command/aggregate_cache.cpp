#include "command/aggregate_cache.h"

#include "base/fault/buggify.h"
#include "domain/format/encoding.h"
#include "domain/format/state_encoding.h"

namespace twinlane::command {
namespace {

constexpr std::size_t loadSlice = 4096;

}  // namespace

AggregateCache::AggregateCache(store::EventStore& store, std::size_t capacity) : m_store(store), m_committed(capacity), m_stock(capacity), m_credit(capacity) {}

template <class Part, class Key>
auto* AggregateCache::newest(Part Layer::*part, const Key& key, bool& tentative) {
  for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer) {
    const auto known = ((*layer).*part).find(key);
    if (known == ((*layer).*part).end()) continue;
    tentative = layer == m_layers.rbegin();
    return &known->second;
  }
  tentative = false;
  return static_cast<decltype(&(m_layers.back().*part).begin()->second)>(nullptr);
}

base::Result<AggregateCache::Known> AggregateCache::load(const store::StreamRef& stream) {
  bool tentative = false;
  if (const Aggregate* known = newest(&Layer::streams, stream, tentative)) return Known{known, tentative};
  if (const Aggregate* known = m_committed.find(stream); known != nullptr && !TWINLANE_BUGGIFY("the cache lost a stream")) return Known{known, false};
  const std::size_t slice = TWINLANE_BUGGIFY("a stream is loaded event by event") ? 1 : loadSlice;
  auto loaded = m_store.load(stream, slice);
  if (!loaded) return tl::unexpected(loaded.error());
  base::Result<std::vector<store::StoredEvent>> events = std::move(loaded->events);
  Aggregate aggregate = emptyAggregate(stream.category);
  if (loaded->stateVersion > 0) {
    if (std::visit([&](auto& state) { return domain::decodeState(loaded->state, state); }, aggregate.state)) {
      aggregate.version = aggregate.stateVersion = loaded->stateVersion;
    } else {
      // Kept by another version of this program.
      aggregate = emptyAggregate(stream.category);
      events = m_store.readStream(stream, 0, slice);
    }
  }
  for (; events; events = m_store.readStream(stream, aggregate.version, slice)) {
    for (const store::StoredEvent& stored : *events) {
      const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      evolve(aggregate, *event, stored.when());
    }
    if (events->size() < slice) break;
  }
  if (!events) return tl::unexpected(events.error());
  return Known{&m_committed.put(stream, std::move(aggregate)), false};
}

base::Result<AggregateCache::Stock> AggregateCache::stock(const domain::ProductId& product) {
  bool tentative = false;
  if (const auto* known = newest(&Layer::stock, product, tentative)) return Stock{*known, tentative};
  if (const auto* known = m_stock.find(product); known != nullptr && !TWINLANE_BUGGIFY("the cache lost a stock level")) return Stock{*known, false};
  const auto level = m_store.stock(product);
  if (!level) return tl::unexpected(level.error());
  return Stock{m_stock.put(product, *level), false};
}

base::Result<AggregateCache::Credit> AggregateCache::owed(const domain::CustomerId& customer, base::Currency currency) {
  const CreditKey key{customer, currency};
  bool tentative = false;
  if (const auto* known = newest(&Layer::credit, key, tentative)) return Credit{*known, tentative};
  if (const auto* known = m_credit.find(key)) return Credit{*known, false};
  const auto owed = m_store.owed(customer, currency);
  if (!owed) return tl::unexpected(owed.error());
  return Credit{m_credit.put(key, *owed), false};
}

void AggregateCache::changeGuards(const std::vector<store::RowChange>& rows) {
  for (const store::RowChange& row : rows)
    if (const auto* change = std::get_if<store::StockChange>(&row)) changeStock(*change);
    else if (const auto* credit = std::get_if<store::CreditChange>(&row)) changeCredit(*credit);
}

void AggregateCache::changeStock(const store::StockChange& change) {
  auto known = stock(change.product);
  if (!known) return;
  if (!known->level && change.track) known->level.emplace();
  if (!known->level) return;
  known->level->onHand += change.onHand;
  known->level->reserved += change.reserved;
  m_layers.back().stock.insert_or_assign(change.product, known->level);
}

void AggregateCache::changeCredit(const store::CreditChange& change) {
  const auto known = owed(change.customer, change.currency);
  if (known) m_layers.back().credit.insert_or_assign(CreditKey{change.customer, change.currency}, known->owed + change.owed);
}

void AggregateCache::commit(const std::vector<store::StreamRef>& inDoubt) {
  Layer stored = std::move(m_layers.front());
  m_layers.pop_front();
  for (const store::StreamRef& stream : inDoubt) {
    stored.streams.erase(stream);
    forget(stream);
  }
  while (!stored.streams.empty()) m_committed.put(stored.streams.extract(stored.streams.begin()));
  // What a request in doubt took from guard rows is unknown, so they are read again.
  if (!inDoubt.empty()) {
    m_stock.clear();
    m_credit.clear();
    return;
  }
  while (!stored.stock.empty()) m_stock.put(stored.stock.extract(stored.stock.begin()));
  while (!stored.credit.empty()) m_credit.put(stored.credit.extract(stored.credit.begin()));
}

void AggregateCache::forgetAll() {
  abandon();
  m_committed.clear();
  m_stock.clear();
  m_credit.clear();
}

}  // namespace twinlane::command
