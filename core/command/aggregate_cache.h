// States of aggregates as the command service knows them: a committed layer, bounded, and a tentative layer that holds the
// effects of the group being decided. Entries are hints: the store's conditions judge. One thread.
#pragma once

#include "base/generation_cache.h"
#include "command/aggregate.h"
#include "store/event_store.h"

#include <map>
#include <unordered_map>

namespace twinlane::command {

class AggregateCache {
 public:
  AggregateCache(store::EventStore& store, std::size_t capacity) : m_store(store), m_capacity(capacity), m_committed(capacity) {}

  // Tentative: what is known includes effects of the group at hand that are not stored yet. Valid until the next call.
  struct Known {
    const Aggregate* aggregate = nullptr;
    bool tentative = false;
  };
  base::Result<Known> load(const store::StreamRef& stream);
  // Guard rows with the tentative effects: stock (nothing when it is not tracked), and what a customer owes.
  base::Result<std::optional<store::StockLevel>> stock(const domain::ProductId& product);
  base::Result<base::Amount> owed(const domain::CustomerId& customer, base::Currency currency);

  void putTentative(const store::StreamRef& stream, Aggregate aggregate) { m_tentative.insert_or_assign(stream, std::move(aggregate)); }
  // Takes the guard rows among the rows into account.
  void changeGuards(const std::vector<store::RowChange>& rows);
  bool isStockTentative() const { return m_stockTentative; }
  bool isCreditTentative() const { return m_creditTentative; }
  // A stream that was stored past this cache (facts, an order that got its number as id).
  void forget(const store::StreamRef& stream) { m_committed.erase(stream); }
  // After a commit: the tentative layer becomes the committed one, save for the streams in doubt, which are forgotten.
  void commit(const std::vector<store::StreamRef>& inDoubt);
  // After a commit that failed or is unknown.
  void forgetAll();

 private:
  using CreditKey = std::pair<domain::CustomerId, base::Currency>;
  void changeStock(const store::StockChange& change);
  void changeCredit(const store::CreditChange& change);

  store::EventStore& m_store;
  const std::size_t m_capacity;
  base::GenerationCache<store::StreamRef, Aggregate> m_committed;
  std::unordered_map<store::StreamRef, Aggregate> m_tentative;
  std::unordered_map<domain::ProductId, std::optional<store::StockLevel>> m_stock;
  std::map<CreditKey, base::Amount> m_credit;
  bool m_stockTentative = false, m_creditTentative = false;
};

}  // namespace twinlane::command
