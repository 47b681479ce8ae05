// Which role may ask what, and whether it may see what names a person. A table of its own, apart from that of commands;
// asked in the query room before each question, and denied unless a row allows it. Pure; any thread.
#pragma once

#include "security/principal.h"

#include <array>
#include <cstddef>

namespace twinlane::security {

// All questions of the read lane, in the order in which their latencies are registered after the commands.
enum class Query : std::size_t { OrderPage, OrderVector, OrdersByNumber, OrderCounts, OrderDocument, Revenue, Stats, Events, Quarantine, ImportAccount, Positions, Receipts, Customers, Customer, Products, Product, Returns, Operations, Search };
inline constexpr std::array<const char*, 19> queryNames = {"orders", "order_vector", "orders_by_number", "order_counts", "order",    "revenue",
                                                           "stats",  "events",       "quarantine",       "import_account", "positions",
                                                           "receipts", "customers", "customer", "products", "product", "returns", "operations", "search"};

bool mayAsk(const Principal& principal, Query query);
// Names, addresses and free text; false: they come masked.
bool seesPersons(const Principal& principal, Query query);

}  // namespace twinlane::security
