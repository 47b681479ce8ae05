// States of aggregates as the command service knows them: a committed layer, bounded, and a tentative layer that holds the
// effects of the group being decided. Entries are hints: the store's conditions judge. One thread.
#pragma once

#include "domain/order_state.h"
#include "domain/product_state.h"
#include "store/event_store.h"

#include <unordered_map>

namespace twinlane::command {

struct Aggregate {
  std::int64_t version = 0;
  std::int64_t stateVersion = 0;  // up to which its state is kept with the events
  std::variant<domain::OrderState, domain::ProductState, domain::CustomerState> state;
};

class AggregateCache {
 public:
  AggregateCache(store::EventStore& store, std::size_t capacity) : m_store(store), m_capacity(capacity) {}

  // Tentative, else committed, else from the store. The reference is valid until the next call.
  base::Result<const Aggregate*> load(const store::StreamRef& stream);
  // Free stock with the tentative effects; nothing when the product's stock is not tracked.
  base::Result<std::optional<base::Quantity>> available(const domain::ProductId& product);

  void putTentative(const store::StreamRef& stream, Aggregate aggregate) { m_tentative[stream] = std::move(aggregate); }
  void changeStock(const store::StockChange& change);
  // Whether what is known of it includes effects of the group at hand that are not stored yet.
  bool isTentative(const store::StreamRef& stream) const { return m_tentative.contains(stream); }
  bool isStockTentative() const { return m_stockTentative; }
  // A stream that was stored past this cache (facts, an order that got its number as id).
  void forget(const store::StreamRef& stream) { m_committed.erase(stream); }
  // After a commit: the tentative layer becomes the committed one, save for the streams in doubt, which are forgotten.
  void commit(const std::vector<store::StreamRef>& inDoubt);
  // After a commit that failed or is unknown.
  void forgetAll();

 private:

  store::EventStore& m_store;
  const std::size_t m_capacity;
  std::unordered_map<store::StreamRef, Aggregate> m_committed, m_tentative;
  std::unordered_map<domain::ProductId, std::optional<store::StockLevel>> m_stock;
  bool m_stockTentative = false;
};

// Its state as bytes when it has changed so often since it was last kept that it should be kept again; else nothing.
// An order of a usual length is never kept: its few events are read as quickly.
std::optional<base::Bytes> stateToKeep(Aggregate& aggregate);

// Applies an event to the state of its category.
void evolve(Aggregate& aggregate, const domain::Event& event, base::Timestamp when);
Aggregate emptyAggregate(domain::Category category);

}  // namespace twinlane::command
