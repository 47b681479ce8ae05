// The list of orders by columns, in memory: what sorts by several columns and filters by any go through. It is filled from the
// list's file, newest orders first, as far as questions need it, each part in the snapshot of its question; what changed since is
// told by the log, whose events name the orders they are of, so that all that is filled is as the snapshot has it. Another
// generation, or a log that went on too far meanwhile, begins anew.
//
// Any thread, one at a time: who asks holds use() from before his snapshot until he has read of it what he wants; so no snapshot is
// older than what is here. Who goes on in the list's file gives it back before. It takes 63 bytes an order, and some for each customer, is filled up to `mostBytes`, and freed when it was not used
// for a while or its list is in another generation. What takes long goes in steps: before each but the first `goesOn` says whether there is time for it.
#pragma once

#include "base/clock.h"
#include "base/turn.h"
#include "query/cache/result_cache.h"
#include "query/vectors/order_block.h"
#include "query/view_reader.h"
#include "store/event_store.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace twinlane::query {

using GoesOn = std::function<bool()>;

class OrderColumns {
 public:
  // In steps of so many events they follow the log.
  explicit OrderColumns(std::size_t mostBytes = 640 * 1024 * 1024, std::size_t step = 1000) : m_mostBytes(mostBytes), m_eventsAtOnce(step) {}

  // Not owned when others did not come to an end while `goesOn` held.
  std::unique_lock<base::Turn> use(const GoesOn& goesOn = [] { return true; }) {
    return m_turn.lockWhile(goesOn) ? std::unique_lock(m_turn, std::adopt_lock) : std::unique_lock<base::Turn>();
  }
  // Whether all orders were here when they were last used.
  bool areThere() const { return m_areThere.load(std::memory_order_relaxed); }
  // For who does not hold use(): frees what was last used before the time given, and what is of another generation of the list than
  // this one.
  void freeUnused(base::SteadyTime before, int generation);

  // All else is for who holds use().

  // What is filled becomes as the snapshot of `view`, taken at `place`, has it. False when there was not the time for it: nothing may
  // be read of it, and the next one goes on from there. After an error nothing is filled, but what a question that was taken back
  // had read.
  base::Result<bool> follow(ViewReader& view, const AnswerPlace& place, store::EventStore& store, base::SteadyTime now, const GoesOn& goesOn);
  // Blocks in the order of their numbers. Null: not filled.
  std::size_t blocks() const { return m_blocks.size(); }
  const OrderBlock* block(std::size_t index) const { return m_blocks[index].get(); }
  // Fills one from the snapshot that was followed last; false when that would take more than it may.
  base::Result<bool> fill(ViewReader& view, std::size_t index);
  // Whether all orders are here; whether no more may be; and whether all could be.
  bool isWhole() const { return m_filled == m_blocks.size(); }
  bool isFull() const { return bytes() + sizeof(OrderBlock) > m_mostBytes; }
  bool mayBeWhole() const { return isWhole() || (!isFull() && bytes() + (m_blocks.size() - m_filled) * sizeof(OrderBlock) <= m_mostBytes); }
  // Of the list's file, so far.
  std::int64_t rowsRead() const { return m_rowsRead; }
  std::size_t bytes() const { return m_filled * sizeof(OrderBlock) + m_customers.bytes() + m_countries.bytes(); }

  // Texts by their places in OrderBlock; what is not there is "".
  class Names {
   public:
    const std::vector<std::string>& all() const { return m_all; }
    std::optional<std::uint32_t> placeOf(const std::string& name) const;
    std::uint32_t take(std::string name);
    std::size_t bytes() const;

   private:
    std::vector<std::string> m_all;
    std::unordered_map<std::string, std::uint32_t> m_places;
  };
  const Names& customers() const { return m_customers; }
  const Names& countries() const { return m_countries; }

  std::int64_t valueOf(OrderSort by, std::int64_t number) const {
    const auto at = static_cast<std::size_t>(number);
    return m_blocks[at / OrderBlock::orders]->valueOf(by, at % OrderBlock::orders);
  }

 private:
  base::Status begin(ViewReader& view);
  // From m_place, which moves with it, to the position.
  base::Result<bool> followLog(ViewReader& view, store::Position position, store::EventStore& store, const GoesOn& goesOn);
  base::Status readAgain(ViewReader& view, std::vector<std::int64_t> numbers);
  // The orders that waited at m_place, whose rows may change without a new event, and then those that wait now.
  base::Status readSetAside(ViewReader& view);
  void take(const sqlite::Statement& row);
  OrderBlock& filledBlock(std::size_t index);
  void clear();
  void note() { m_areThere.store(!m_blocks.empty() && isWhole(), std::memory_order_relaxed); }

  const std::size_t m_mostBytes, m_eventsAtOnce;
  base::Turn m_turn;
  std::atomic<bool> m_areThere{false};
  base::SteadyTime m_usedAt;
  AnswerPlace m_place;
  std::vector<std::string> m_setAside;  // orders of which events waited in the snapshot that was followed last
  std::vector<std::unique_ptr<OrderBlock>> m_blocks;
  std::size_t m_filled = 0;
  std::int64_t m_rowsRead = 0;
  Names m_customers, m_countries;
};

// The bytes of a folded id, or of its beginning, as OrderBlock::idStart has them.
std::uint64_t idStartOf(std::string_view id);

}  // namespace twinlane::query
