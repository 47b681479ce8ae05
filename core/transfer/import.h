// Import of facts through a mapping profile. Runs on the calling thread in chunks; each
// chunk is one commit through the command room (origin import, no guards), so that what was taken in stays in when it is
// cancelled or killed, and the same rows are never taken in twice. Errors name file, line, key and remedy; a file that cannot
// be read from its first rows on leaves nothing behind.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "command/facts.h"
#include "store/event_store.h"
#include "transfer/profile/profile.h"

#include <functional>
#include <map>
#include <optional>

namespace twinlane::transfer {

// accepted + sum(quarantined) + sum(ignored) + already imported = rows, per file and in all.
struct ImportAccount {
  // Of all files together; nothing before each has been read to its end once. Less than this are in the account while rows
  // are still being taken in, and after a cancel.
  std::optional<std::int64_t> rowsInFiles;
  std::int64_t rows = 0, accepted = 0, alreadyImported = 0, events = 0, orders = 0;
  std::map<std::string, std::int64_t> quarantined, ignored;
  std::map<std::string, std::int64_t> guardBreaks;  // of the events, by why a live command would have been refused
  std::map<std::string, std::int64_t> records;  // of a history: what its rows are, by role, whenever they were taken in
  std::map<std::string, std::int64_t> unknownObjects;  // of a log: relations to objects that nobody told of, by the role of what has them
  std::vector<std::string> unusedFiles;  // of a folder, which no role of the profile asks for
  std::int64_t ambiguousTimes = 0, missingTimes = 0;
  bool cancelled = false;
  double seconds = 0;
  std::int64_t peakRssKb = 0;
  bool balanced() const;
  // How long it took so far, and the most memory the process held.
  void measure(const base::Clock& clock, base::SteadyTime started);
};

// Adds what became of a chunk that was stored.
void countGuardBreaks(ImportAccount& account, const command::FactReceipt& receipt);

struct ImportProgress {
  // Called after every chunk with the account so far and the bytes read of all bytes; returns false to cancel. May be empty.
  std::function<bool(const ImportAccount&, std::int64_t bytesRead, std::int64_t bytesTotal)> step;
};

// Reads all files to their ends: BadInput with file and line for what importFiles would refuse.
base::Status proveFiles(const Profile& profile, const std::vector<std::string>& paths);

// A chunk ends at the first border of documents after `rows` rows (fewer while live commands come: ChunkSize), or where it has
// `mostRows` or `mostBytes`: a document that is longer goes on in the next one.
struct ChunkLimits {
  std::int64_t rows = 400, mostRows = 1000;
  std::size_t mostBytes = 512 * 1024;
};

// Takes in all files in their order; `paths` are CSV files or .gz of them, of a history also folders or a log. `ledger` tells what was taken in before,
// `events` what it said.
base::Result<ImportAccount> importFiles(const Profile& profile, const std::vector<std::string>& paths, command::FactSink& sink,
                                        store::ImportLedger& ledger, store::EventStore& events, const base::Clock& clock,
                                        const std::string& actor, const ImportProgress& progress, const ChunkLimits& limits = {});

}  // namespace twinlane::transfer
