// One page of the rows that were set aside, read from the journal's tables in slices, so that no more than a page and a slice
// are ever held. Any thread, as its reader.
#pragma once

#include "query/reader.h"

namespace twinlane::ui {

struct AsideFilter {
  std::string reason;    // empty: all
  bool openOnly = true;  // without those whose repaired text was taken in
  std::string source = {};  // empty: all
  bool operator==(const AsideFilter&) const = default;
};

struct AsidePage {
  std::vector<store::QuarantinedRow> rows;
  bool more = false;  // rows of this kind behind these
};

// Rows behind the one of that index; 0 for the first ones. Errors: those of the reader.
base::Result<AsidePage> readAside(query::Reader& reader, std::int64_t after, const AsideFilter& filter, std::size_t most);

}  // namespace twinlane::ui
