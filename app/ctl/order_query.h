// What `orders --query` and `--sort` take, as a question for the read lane. Pure.
//
//   status:shipped payment:unpaid customer:17850 placed:2011-11 smith
//
// placed: takes a month, a day or two of them joined by "..", in the shop's zone. All other words are searched for in order
// and customer. Sorts are placed_at, number, total and changed_at; a leading minus turns them round.
#pragma once

#include "base/result.h"
#include "query/order_results.h"

namespace twinlane::ctl {

base::Result<query::OrderFilter> filterFrom(const std::string& text, const std::string& zone);
base::Status sortFrom(const std::string& text, query::OrderQuery& into);

}  // namespace twinlane::ctl
