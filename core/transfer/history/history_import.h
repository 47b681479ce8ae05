// Import of a history: all of it is read and joined first, then its documents go to the journal in chunks, each one commit
// with its account. A fact that the journal has from this source already is not said again, so that the same files add
// nothing, later ones add what is new, and an import that was killed goes on. One thread.
#pragma once

#include "transfer/import.h"

namespace twinlane::transfer {

base::Result<ImportAccount> importHistory(const Profile& profile, const std::vector<std::string>& paths, command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events,
                                          const base::Clock& clock, const std::string& actor, const ImportProgress& progress);

// Reads all of it to its end: what importHistory would refuse.
base::Status proveHistory(const Profile& profile, const std::vector<std::string>& paths);

}  // namespace twinlane::transfer
