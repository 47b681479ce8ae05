// Everything the frame and the pages show about the running engine, taken together once a tick. Plain value.
#pragma once

#include "engine/engine.h"
#include "words/headline.h"

namespace twinlane::ui {

struct LiveState {
  std::shared_ptr<const telemetry::Snapshot> telemetry;
  std::vector<projection::Status> lists;
  engine::Health health;
  store::Position head = 0;
  query::Freshness freshness;   // over all lists: the smallest position
  base::Timestamp now;
  base::SteadyTime steady;
  // Asked for every two seconds; below 0 until the first answer.
  std::int64_t bytesOnDisk = -1, orders = -1;
  bool answered = false;
};

// What the headline is made of. Pure; the clock time of `since` is given by the caller's zone.
HeadlineState headlineStateOf(const LiveState& state, const QString& since);

}  // namespace twinlane::ui
