// The language in which orders are asked for, by `orders --query` and the window's search field (README.md of this room tells it
// to people): text to a tree and back. Pure; any thread.
//
//   query     = all { "OR" all }                  nothing at all asks for every order
//   all       = term { [ "AND" ] term }
//   term      = ( "NOT" | "-" ) term | "(" query ")" | condition
//   condition = field ( ":" | "=" | "<" | "<=" | ">" | ">=" ) value | text
//   value     = word | quoted [ "*" ] | from ".." to
//   text      = word [ "*" ] | quoted [ "*" ]
#pragma once

#include "base/result.h"
#include "query/language/order_condition.h"
#include "query/order_results.h"

namespace twinlane::query {

struct QueryLimits {
  static constexpr std::size_t bytes = 4000, terms = 64, textBytes = 1000;
  static constexpr int depth = 16;  // of parentheses and NOTs within each other
};

// BadInput with the position of the fault, what stood there and what would be right.
base::Result<OrderCondition> orderConditionFrom(std::string_view text);
// Read again it is the same tree, unless it has grown beyond the limit of bytes (a month is written as two days).
std::string textOf(const OrderCondition& condition);
// As a value or words of the language that stand for themselves.
std::string quotedForQuery(std::string_view text);

// "total:desc,placed:asc"; a leading minus goes down as well: "-total".
base::Result<OrderSorting> orderSortFrom(std::string_view text);

}  // namespace twinlane::query
