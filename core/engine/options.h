// How an engine is to be opened. The ports may be replaced (tests, simulation); null means the machine's own. Capacities
// bound every queue and cache.
#pragma once

#include "base/clock.h"
#include "base/file_system.h"
#include "base/random.h"
#include "security/principal.h"

namespace twinlane::engine {

enum class Mode {
  ReadWrite,  // owns the folder (one owner at a time)
  ReadOnly,   // beside a running owner: queries only, nothing is written
  Check,      // owns the folder and changes no file of it: for verify()
};

struct Options {
  std::string dataFolder;
  Mode mode = Mode::ReadWrite;
  bool create = true;            // false: a folder that does not exist is an error
  std::string zone;              // for a shop without events; empty leaves it as it is, UTC for a new one
  // Whose roles hold for commands and questions. A command may name another person; the roles stay those of the folder.
  security::Principal principal = security::Principal::local("operator");
  bool training = false;         // events get origin training, levers are allowed
  bool threads = true;           // false: the owner calls step()
  bool storesApart = false;      // without threads: groups are handed over to a step of the store, as they are with threads
  bool inMemory = false;         // journal in memory (tests)
  bool telemetryKept = false;    // whether an owner keeps its figures in telemetry.sqlite
  bool projections = true;       // false: write lane only (benchmarks)
  std::vector<std::string> lists = {};  // these alone (benchmarks); empty: all
  int workers = 2;               // projection threads
  int proveEveryMs = 0;          // the lists are compared with their events, the first time after so long; 0: only when asked
  int readers = 2;               // query threads, adjustable live
  std::size_t commandQueue = 4096;
  std::size_t groupLimit = 512;
  std::size_t queryQueue = 256;
  std::size_t cachedAnswerBytes = 16 * 1024 * 1024;
  std::size_t orderColumnBytes = 640 * 1024 * 1024;  // of eleven million orders; more are sorted by the list's file
  int questionMs = 30'000;       // that one question to a list may take
  int requestMs = 5'000;         // until a list answers what a person wants of it; what makes it anew may wait for others that are
  std::size_t tailEvents = 65536;
  std::size_t cachedAggregates = 20000;
  base::Clock* clock = nullptr;
  base::FileSystem* files = nullptr;
  base::Random* random = nullptr;
};

}  // namespace twinlane::engine
