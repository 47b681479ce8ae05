// The port of long-running processes (fulfilment, schedules): they react to events with commands. Each has a cursor of its own in the journal's history, never
// runs during a rebuild, and sees imported history only when it says so. One thread: the worker that steps it. (The first
// one comes with the fulfilment process; this is the seam it plugs into.)
#pragma once

#include "command/envelope.h"
#include "domain/events.h"
#include "store/event.h"

namespace twinlane::process {

class Reaction {
 public:
  virtual ~Reaction() = default;
  virtual const char* name() const = 0;
  virtual bool reactsToImportedHistory() const { return false; }
  // Commands that follow from the event. Their ids are derived from (event, index), so that a reaction repeated after a
  // crash is a duplicate.
  virtual std::vector<command::Envelope> react(const store::StoredEvent& stored, const domain::Event& event) = 0;
};

}  // namespace twinlane::process
