// How a command is undone once its events are stored: by another command, or not at all and why. Pure; any thread.
#pragma once

#include "domain/commands.h"
#include "domain/format/node.h"

namespace twinlane::domain {

struct Compensation {
  const char* command = nullptr;  // name of the command that undoes it; nullptr for none
  const char* because = nullptr;  // why there is none
};

Compensation compensationOf(const Command& command);

// The printed table: [{"command","compensation","because"?}], a row a command.
Node compensationTable();

}  // namespace twinlane::domain
