// What comes back from a command, whatever happened: the contract's receipt as a value. Any thread.
#pragma once

#include "domain/conflict.h"
#include "domain/rejection.h"
#include "store/event.h"

#include <memory>

namespace twinlane::command {

enum class Outcome : std::uint8_t { Accepted, Rejected, Conflict, Duplicate, Busy, Denied, Unknown };
inline constexpr std::array<const char*, 7> outcomeNames = {"accepted", "rejected", "conflict", "duplicate", "busy", "denied", "unknown"};
inline const char* name(Outcome outcome) { return outcomeNames[static_cast<std::size_t>(outcome)]; }

// A change by somebody else since the version that was expected.
struct ChangeSince {
  std::int64_t version = 0;
  std::string type;
  std::string actor;
  base::Timestamp recordedAt;
  domain::Conflict conflict = domain::Conflict::NeedsPerson;  // of the command with it
};

struct Receipt {
  base::CommandId command;
  Outcome outcome = Outcome::Unknown;
  store::Position position = 0;  // of the first event; accepted only
  int events = 0;
  std::optional<store::StreamRef> stream;
  std::int64_t version = 0;
  std::string reason;  // name of the rejection, or what went wrong in words
  std::vector<domain::FieldProblem> fields;
  std::optional<std::int64_t> expected, actual;
  std::vector<ChangeSince> since;            // conflict only, the oldest 100
  std::int64_t sinceMore = 0;                // changes after those
  std::optional<domain::Conflict> commutes;  // conflict only: with all that happened since
  int retryAfterMs = 0;                  // busy only; 0 when to try again helps nothing
  std::shared_ptr<const Receipt> first;  // duplicate only
  // Of a first receipt only what the journal remembers of the command is known.
  static constexpr std::int64_t notKept = -1;
  struct Micros {
    std::int64_t queue = 0, decide = 0, commit = 0, total = 0;
  } micros;
};

}  // namespace twinlane::command
