// A command on its way in: what is asked, by whom, under which id, and when the person pressed the key. Plain value.
#pragma once

#include "base/clock.h"
#include "base/command_id.h"
#include "domain/commands.h"
#include "domain/rejection.h"

namespace twinlane::command {

struct Envelope {
  base::CommandId id;
  domain::Command command;
  std::string actor;
  std::optional<std::int64_t> expectedVersion;
  // What was wrong with the text it came as: then `command` is what could be read of it, and it is rejected and kept as such.
  std::vector<domain::FieldProblem> misread = {};
  base::SteadyTime pressedAt;  // where the trace begins; zero when no key was pressed
};

}  // namespace twinlane::command
