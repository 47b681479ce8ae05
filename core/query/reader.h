// All questions of the read lane, answered over read-only connections. One thread at a time per Reader; every answer is
// taken in one short snapshot of one read model or of the journal. NotFound, Io and Foreign (a read model of another store) are errors,
// OverBudget where a list was asked for more than it can tell in the time that a question may take, Stopped where it was taken back.
#pragma once

#include "base/result.h"
#include "query/customer_results.h"
#include "query/operations_results.h"
#include "query/product_results.h"
#include "query/receipt_results.h"
#include "query/return_results.h"
#include "query/revenue_results.h"
#include "query/search_results.h"
#include "store/event_store.h"

#include <atomic>
#include <memory>
#include <span>

namespace twinlane::query {

// Raised by any thread to take a question back.
using CancelFlag = std::shared_ptr<const std::atomic<bool>>;

// Where a list stands, as its file tells it.
struct ListPosition {
  std::string name;
  store::Position position = 0;
  int version = 0, generation = 0;
  bool paused = false;
  std::string pausedBy, pauseReason;
  std::int64_t parked = 0, discarded = 0;  // streams, events
  std::optional<base::Error> fault = {};   // why nothing else is known of it
};

class Reader {
 public:
  virtual ~Reader() = default;

  // Questions to lists end when this is raised, from now until the next call; null: they run to their end.
  virtual void heed(CancelFlag) {}

  virtual base::Result<OrderPage> orders(const OrderQuery& query) = 0;
  // All of them: the limit and the cursor of the query do not count.
  virtual base::Result<OrderVector> orderVector(const OrderQuery& query) = 0;
  virtual base::Result<OrdersByNumber> ordersByNumber(std::span<const std::int64_t> numbers) = 0;
  virtual base::Result<OrderCounts> orderCounts() = 0;
  // The document as its list has it, as of the newest version there or of one before it.
  virtual base::Result<OrderDocument> order(const std::string& id, std::optional<std::int64_t> atVersion = {}) = 0;
  // NotFound for a customer or product that nothing names.
  virtual base::Result<CustomerPage> customers(const CustomerQuery& query) = 0;
  virtual base::Result<CustomerDocument> customer(const std::string& id) = 0;
  virtual base::Result<ProductPage> products(const ProductQuery& query) = 0;
  virtual base::Result<ProductDocument> product(const std::string& id) = 0;
  // Those that name no order. Counting walks them all.
  virtual base::Result<ReturnPage> returns(const ReturnQuery& query) = 0;
  virtual base::Result<ReturnCounts> returnCounts() = 0;
  // Judged at `moment`, else now: which orders are late, how old open ones are.
  virtual base::Result<OperationsAnswer> operations(std::optional<base::Timestamp> moment = {}) = 0;
  virtual base::Result<WorkPage> workList(const WorkQuery& query) = 0;
  virtual base::Result<OutOfStockPage> outOfStock(const OutOfStockQuery& query) = 0;
  virtual base::Result<SearchAnswer> search(const SearchQuery& query) = 0;
  virtual base::Result<RevenueAnswer> revenue(const RevenueQuery& query) = 0;
  // `zone` empty: the shop's own.
  virtual base::Result<ShopStats> stats(const std::string& zone = {}) = 0;
  // Walks all orders.
  virtual base::Result<ShopAsOf> shopAsOf(base::Timestamp moment) = 0;
  // Fewer than `limit` only at the end.
  virtual base::Result<EventPage> events(store::Position after, std::size_t limit, const std::string& stream = {}) = 0;
  virtual base::Result<std::vector<store::QuarantinedRow>> quarantined(std::int64_t afterIndex, std::size_t limit) = 0;
  virtual base::Result<store::ImportLedger::Account> importAccount() = 0;
  // Position of every read model, for waiting.
  virtual base::Result<std::vector<ListPosition>> positions() = 0;
  // What the journal keeps of a command; NotFound for one it never recorded.
  virtual base::Result<store::StoredOutcome> receipt(const base::CommandId& command) = 0;
  // Newest first.
  virtual base::Result<ReceiptPage> receipts(const ReceiptQuery& query) = 0;
};

}  // namespace twinlane::query
