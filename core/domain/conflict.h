// What an event that was stored since the version a command expected means for that command: whether it can be given again
// as it is. Pure; any thread.
#pragma once

#include "domain/events.h"

namespace twinlane::domain {

enum class Conflict : std::uint8_t {
  Commutes,     // the event touches nothing the command rests on: before it and after it the command decides the same
  NeedsPerson,  // it changed what the command rests on: a person has to look
  Superseded,   // it did what the command asks for, or left nothing to do it to
};
inline constexpr std::array<const char*, 3> conflictNames = {"commutes", "needs_person", "superseded"};
inline const char* name(Conflict conflict) { return conflictNames[static_cast<std::size_t>(conflict)]; }

// Asked for an event of the command's own stream, or of a product or customer it rests on.
Conflict commutes(const Command& command, const Event& since);

}  // namespace twinlane::domain
