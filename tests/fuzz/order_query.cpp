// libFuzzer target: any bytes as what orders are asked for by. It ends in a fault that names its place within the text and what
// would be right, or in conditions that are the same when they were written and read again, with every value bound.
#include "query/language/order_language.h"
#include "query/order_sql.h"

#include <algorithm>
#include <cstdlib>

using namespace twinlane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = query::orderConditionFrom(text);
  if (!read) {
    const base::Error& error = read.error();
    if (!error.position || *error.position > size || error.what.empty() || error.where.empty() || error.remedy.empty()) std::abort();
    return 0;
  }
  const std::string written = query::textOf(*read);
  if (written.size() <= query::QueryLimits::bytes) {
    const auto again = query::orderConditionFrom(written);
    if (!again || *again != *read) std::abort();
  }
  const auto sql = query::orderSql({*read, true}, {query::OrderSortKey{}}, {}, "UTC", [](std::string_view each) { return std::string(each); });
  if (!sql || static_cast<std::size_t>(std::count(sql->where.begin(), sql->where.end(), '?')) != sql->values.size()) std::abort();
  return 0;
}
