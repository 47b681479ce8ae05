// What must hold of an engine that was opened after whatever happened to it. The cheap one is for each image of a disk, the
// full one for some of them and for the end. One thread; both drive the engine, which has none of its own.
#pragma once

#include "simulation/oracle/history.h"

namespace twinlane::simulation {

// Every command acknowledged from the one moment to the other answers with its own first receipt, the last events have no gap and end at the
// head, no list is ahead of it.
Finding cheapOracle(engine::Engine& engine, const History& history, std::size_t moment = History::now, std::size_t from = 0);

// Also: all lists reach the head, Engine::verify(), each command's events once and whole, and the slow fold.
Finding fullOracle(engine::Engine& engine, base::FileSystem& files, const History& history, std::int64_t zoneMicros = 0, std::size_t moment = History::now);

}  // namespace twinlane::simulation
