// Two files of one read model at the same position: how many of their rows differ, the first of these, and which events made
// them. One thread.
#pragma once

#include "projection/lineage.h"
#include "projection/view_difference.h"

namespace twinlane::projection {

// At most `most` rows are told. Both in a snapshot of the caller's; the digests of the second are taken as they were kept.
base::Result<ViewDifference> compareViews(sqlite::Connection& first, sqlite::Connection& second, store::Position position, std::size_t most, const RowPace::GoesOn& goesOn = {});
// The first event that waits in one of them and not, or otherwise, in the other. Both have decided alike.
base::Result<std::optional<RowDifference>> compareParked(sqlite::Connection& first, sqlite::Connection& second, const RowPace::GoesOn& goesOn = {});
// Of the first `most` rows told: folds the log once more, event by event, into the file of `fold`, which is new and `shadow`.
base::Status explain(ViewDifference& difference, std::size_t most, Fold& fold, ViewFile& shadow);

}  // namespace twinlane::projection
