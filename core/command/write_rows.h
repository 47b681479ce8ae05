// Rows of the write tables that follow from an event: what it changes in the state. The command service stores them with
// the events; verification folds the journal through the same function and compares. Pure.
#pragma once

#include "command/aggregate.h"
#include "store/append.h"

namespace twinlane::command {

// Applies the stream's next event and adds the rows it changes. `index` is that of the stream in the request.
void evolveWithRows(Aggregate& aggregate, const store::StreamRef& stream, const domain::Event& event, base::Timestamp when, int index,
                    std::vector<store::RowChange>& rows);

}  // namespace twinlane::command
