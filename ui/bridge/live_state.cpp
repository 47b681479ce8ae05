#include "bridge/live_state.h"

#include "words/glossary.h"

#include <algorithm>

namespace twinlane::ui {

namespace {

StoreState storeStateOf(const engine::Health& health) {
  if (!health.answered) return StoreState::Unanswered;
  switch (health.state) {
    case engine::HealthState::Normal: return StoreState::Normal;
    case engine::HealthState::CatchingUp: return StoreState::CatchingUp;
    case engine::HealthState::ReadOnly: return StoreState::ReadOnly;
    case engine::HealthState::Halted: return StoreState::Halted;
  }
  return StoreState::Unanswered;
}

LagBand bandOf(const projection::Status& list) {
  using S = projection::State;
  if (list.state == S::Failed) return LagBand::Failed;
  if (list.state == S::Paused) return LagBand::Paused;
  return list.lagMs > lagTargetMs ? LagBand::Behind : LagBand::Current;
}

}  // namespace

HeadlineState headlineStateOf(const LiveState& state, const QString& since) {
  HeadlineState h;
  h.store = storeStateOf(state.health);
  h.since = since;
  h.cause = QString::fromStdString(state.health.reason);
  h.setAside = state.health.setAside;
  h.discarded = state.health.discarded;
  h.lag = state.answered && !state.lists.empty() ? LagBand::Current : LagBand::Unanswered;
  for (const projection::Status& list : state.lists) {
    // What only files tell of is told apart by none; an order that several lists lack is one.
    h.setAside = std::max(h.setAside, list.parked);
    if (state.health.discarded == 0) h.discarded = std::max(h.discarded, list.discarded);
    const LagBand band = bandOf(list);
    // The worst band wins; within one band the list that is furthest behind.
    if (band > h.lag || (band == h.lag && list.lagMs >= h.behindMs)) {
      h.lag = band;
      h.list = listTitle(list.name);
      h.behindMs = list.lagMs;
      h.behindChanges = list.lagEvents;
    }
  }
  return h;
}

}  // namespace twinlane::ui
