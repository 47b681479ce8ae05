// What is kept of a refused command beside its outcome, as CBOR: field problems, expected and actual version,
// and the stream it was for, which may not exist. Pure.
#pragma once

#include "command/receipt.h"
#include "store/append.h"

namespace twinlane::command {

base::Bytes encodeRefusal(const Receipt& receipt);

Outcome outcomeOf(store::OutcomeKind kind);

// The receipt that a stored outcome stands for.
Receipt receiptOf(const store::StoredOutcome& outcome);

}  // namespace twinlane::command
