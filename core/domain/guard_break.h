// Which guard a fact would have met, had it been a live command: facts pass none, and each break is told. The rules are those
// of commands, asked once more. Pure; any thread.
#pragma once

#include "domain/decide.h"

namespace twinlane::domain {

// Why the command that says what this event says would be refused where `before` is known; nothing where it would be accepted,
// or where no command says it. Stock and credit are of other streams and are not asked for.
std::optional<RejectionReason> guardBreak(const DecisionInput& before, const Event& event);

// What is known of a stream of this category after one more event.
void evolve(DecisionInput& known, Category category, const Event& event, Moment at);

}  // namespace twinlane::domain
