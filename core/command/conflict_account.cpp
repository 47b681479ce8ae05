#include "command/conflict_account.h"

#include "domain/format/encoding.h"

#include <algorithm>

namespace twinlane::command {
namespace {

using domain::Conflict;

constexpr std::int64_t shownChanges = 100;

Conflict conflictWith(const domain::Command& command, const store::StoredEvent& stored) {
  const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
  return event ? domain::commutes(command, *event) : Conflict::NeedsPerson;
}

// The one that asks for most: a person's look, else that there is nothing left to do.
Conflict both(Conflict a, Conflict b) {
  if (a == Conflict::NeedsPerson || b == Conflict::NeedsPerson) return Conflict::NeedsPerson;
  return a == Conflict::Superseded ? a : b;
}

}  // namespace

void tellChangesSince(store::EventStore& store, const store::StreamRef& stream, const domain::Command& command, Receipt& receipt) {
  if (!receipt.expected || !receipt.actual) return;
  receipt.commutes = Conflict::NeedsPerson;  // also when the version that was expected is yet to come
  const std::int64_t changes = *receipt.actual - *receipt.expected;
  if (changes <= 0) return;
  const auto events = store.readStream(stream, *receipt.expected, static_cast<std::size_t>(std::min(changes, shownChanges)));
  if (!events) return;
  Conflict all = Conflict::Commutes;
  for (const store::StoredEvent& event : *events) {
    const char* type = domain::typeNameOf(event.type);
    const Conflict conflict = conflictWith(command, event);
    receipt.since.push_back({event.version, type != nullptr ? type : std::to_string(event.type), event.actor, event.recordedAt, conflict});
    all = both(all, conflict);
  }
  receipt.sinceMore = changes - static_cast<std::int64_t>(receipt.since.size());
  if (receipt.sinceMore == 0) receipt.commutes = all;
}

}  // namespace twinlane::command
