// What an answer takes in memory, near enough to bound how many are kept. Pure; within the room.
#pragma once

#include "query/customer_results.h"
#include "query/operations_results.h"
#include "query/product_results.h"
#include "query/return_results.h"
#include "query/revenue_results.h"
#include "query/search_results.h"

namespace twinlane::query {

std::size_t bytesOf(const OrderPage& answer);
std::size_t bytesOf(const OrderVector& answer);
std::size_t bytesOf(const OrdersByNumber& answer);
std::size_t bytesOf(const OrderCounts& answer);
std::size_t bytesOf(const CustomerPage& answer);
std::size_t bytesOf(const CustomerDocument& answer);
std::size_t bytesOf(const ProductPage& answer);
std::size_t bytesOf(const ProductDocument& answer);
std::size_t bytesOf(const ReturnPage& answer);
std::size_t bytesOf(const ReturnCounts& answer);
std::size_t bytesOf(const OutOfStockPage& answer);
std::size_t bytesOf(const SearchAnswer& answer);
std::size_t bytesOf(const RevenueAnswer& answer);
std::size_t bytesOf(const ShopStats& answer);

}  // namespace twinlane::query
