// What a conflict receipt tells: the changes since the version that was expected, by whom, and whether the command can be
// given again as it is (the table of domain/conflict.h). The command thread. Within the room.
#pragma once

#include "command/receipt.h"
#include "domain/commands.h"
#include "store/event_store.h"

namespace twinlane::command {

// Fills `since` (the oldest 100), how many more there are, and `commutes` from the log, between the receipt's expected and actual version. An event that
// cannot be read, or more of them than are shown, need a person.
void tellChangesSince(store::EventStore& store, const store::StreamRef& stream, const domain::Command& command, Receipt& receipt);

}  // namespace twinlane::command
