// States of aggregates and guard rows as the command service knows them: what is committed, bounded, and above it one layer
// for each group that is decided and not settled yet, with its effects. Entries are hints: the store's conditions judge.
// One thread.
#pragma once

#include "base/generation_cache.h"
#include "command/aggregate.h"
#include "store/event_store.h"

#include <deque>
#include <unordered_map>

namespace twinlane::command {

// What a customer owes is kept by currency.
struct CreditKey {
  domain::CustomerId customer;
  base::Currency currency;
  bool operator==(const CreditKey&) const = default;
};

}  // namespace twinlane::command

template <>
struct std::hash<twinlane::command::CreditKey> {
  std::size_t operator()(const twinlane::command::CreditKey& key) const noexcept { return std::hash<std::string>{}(key.customer.text); }
};

namespace twinlane::command {

class AggregateCache {
 public:
  AggregateCache(store::EventStore& store, std::size_t capacity);

  // Tentative: what is known is an effect of the group being decided. Effects of groups before it do not count as such,
  // since it is stored after them or not at all. Valid until the next call.
  struct Known {
    const Aggregate* aggregate = nullptr;
    bool tentative = false;
  };
  struct Stock {
    std::optional<store::StockLevel> level;  // nothing when it is not tracked
    bool tentative = false;
  };
  struct Credit {
    base::Amount owed;
    bool tentative = false;
  };
  base::Result<Known> load(const store::StreamRef& stream);
  base::Result<Stock> stock(const domain::ProductId& product);
  base::Result<Credit> owed(const domain::CustomerId& customer, base::Currency currency);

  // Effects of the group being decided.
  void putTentative(const store::StreamRef& stream, Aggregate aggregate) { m_layers.back().streams.insert_or_assign(stream, std::move(aggregate)); }
  void changeGuards(const std::vector<store::RowChange>& rows);
  // The group being decided is complete and another one begins; unseal() while that one has no effects yet: goes on with it.
  void seal() { m_layers.emplace_back(); }
  void unseal() { m_layers.pop_back(); }
  // The oldest group is stored, save for the streams in doubt, which are forgotten.
  void commit(const std::vector<store::StreamRef>& inDoubt);
  // No group on its way will be stored as it was decided; those are decided anew.
  void abandon() { m_layers = std::deque<Layer>(1); }
  // After a commit that failed or is unknown.
  void forgetAll();
  // A stream that was stored past this cache (facts, an order that got its number as id).
  void forget(const store::StreamRef& stream) { m_committed.erase(stream); }

 private:
  struct Layer {
    std::unordered_map<store::StreamRef, Aggregate> streams;
    std::unordered_map<domain::ProductId, std::optional<store::StockLevel>> stock;
    std::unordered_map<CreditKey, base::Amount> credit;
  };
  // The newest value of a key in a part of the layers; null when none has it.
  template <class Part, class Key>
  auto* newest(Part Layer::*part, const Key& key, bool& tentative);
  void changeStock(const store::StockChange& change);
  void changeCredit(const store::CreditChange& change);

  store::EventStore& m_store;
  std::deque<Layer> m_layers{1};  // oldest first; the last is of the group being decided
  base::GenerationCache<store::StreamRef, Aggregate> m_committed;
  base::GenerationCache<domain::ProductId, std::optional<store::StockLevel>> m_stock;
  base::GenerationCache<CreditKey, base::Amount> m_credit;
};

}  // namespace twinlane::command
