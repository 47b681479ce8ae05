// The slow fold of an engine's events against all that the engine answers: lists, documents, revenue, figures, stock and credit.
// For an engine whose lists have reached the head. One thread.
#pragma once

#include "simulation/oracle/history.h"

namespace twinlane::simulation {

// `zoneMicros`: what the shop's zone is ahead of UTC. The first figure that differs, with both values.
Finding compareWithSlowFold(engine::Engine& engine, base::FileSystem& files, std::int64_t zoneMicros);

}  // namespace twinlane::simulation
