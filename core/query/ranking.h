// Keys of a list by a value, largest first, equal ones by key, page by page; a cursor names the last one shown. Within the room.
#pragma once

#include "base/money.h"
#include "query/view_reader.h"

namespace twinlane::query {

struct Ranking {
  std::string by;  // the word for it, so that a cursor of another ranking is told
  const char* values;  // SQL that gives key and value of each row; ?1 is the currency
  base::Currency currency;
  int limit = 0;
  std::string after;
};

struct RankedPage {
  std::vector<std::string> keys;
  std::optional<std::string> next;
};

// BadInput for a limit out of range or a cursor of another list.
base::Result<RankedPage> ranked(ViewReader& view, const Ranking& ranking);

// The one in which most orders were placed, of a list with a table `sales`. Empty in a shop that sold nothing.
base::Result<base::Currency> mainCurrency(ViewReader& view);

}  // namespace twinlane::query
