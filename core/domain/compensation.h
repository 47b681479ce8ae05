// How a command is undone once its events are stored: by another command, or not at all and why. Pure; any thread.
#pragma once

#include "base/result.h"
#include "domain/commands.h"
#include "domain/format/node.h"
#include "domain/order/state.h"

#include <span>

namespace twinlane::domain {

struct Compensation {
  const char* command = nullptr;  // name of the command that undoes it; nullptr for none
  const char* because = nullptr;  // why there is none
};

Compensation compensationOf(const Command& command);

// The command that undoes the last of these facts, which are all of one stream and in their order, or why there is none. `before` is
// the order without that fact (nothing for other streams); `reason` stands where the command wants one.
tl::expected<Command, std::string> undo(const std::string& id, std::span<const Event> history, const OrderState& before, const std::string& reason);

// The printed table: [{"command","compensation","because"?}], a row a command.
Node compensationTable();

}  // namespace twinlane::domain
