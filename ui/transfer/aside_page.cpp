#include "transfer/aside_page.h"

namespace twinlane::ui {

base::Result<AsidePage> readAside(query::Reader& reader, std::int64_t after, const AsideFilter& filter, std::size_t most) {
  constexpr std::size_t slice = 1000;
  AsidePage page;
  for (;;) {
    auto rows = reader.quarantined(after, slice);
    if (!rows) return tl::unexpected(rows.error());
    for (store::QuarantinedRow& row : *rows) {
      after = row.index;
      if ((!filter.reason.empty() && row.reason != filter.reason) || (!filter.source.empty() && row.source != filter.source) || (filter.openOnly && row.repaired)) continue;
      if (page.rows.size() == most) {
        page.more = true;
        return page;
      }
      page.rows.push_back(std::move(row));
    }
    if (rows->size() < slice) return page;
  }
}

}  // namespace twinlane::ui
