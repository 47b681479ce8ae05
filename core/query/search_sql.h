// Searches in the read model search. What a person types is never taken for the index's own query language. Within the room.
#pragma once

#include "query/search_results.h"
#include "query/view_reader.h"

namespace twinlane::query {

// BadInput for a text without a word, or of too many, and a limit out of range.
base::Status readSearch(ViewReader& view, const SearchQuery& query, SearchAnswer& answer);

}  // namespace twinlane::query
