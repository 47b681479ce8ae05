// The one sentence that is always in sight: is every accepted order safe, and is what I see current? Pure function over
// the state; every combination gives exactly one sentence of at most 90 characters.
#pragma once

#include <QString>

#include <cstdint>

namespace twinlane::ui {

enum class StoreState { Unanswered, Normal, CatchingUp, ReadOnly, Halted };
enum class LagBand { Unanswered, Current, Behind, Paused, Failed };
enum class Severity { Checking, Ok, Attention, Alarm };

struct HeadlineState {
  StoreState store = StoreState::Unanswered;
  LagBand lag = LagBand::Unanswered;
  QString list;              // title of the list that is furthest behind
  std::int64_t behindMs = 0;
  std::int64_t behindChanges = 0;
  std::int64_t setAside = 0, discarded = 0;
  QString since;             // "14:02", when the store is not normal
  QString cause;             // short, when the store is not normal
};

struct Headline {
  Severity severity = Severity::Checking;
  QString text;
  bool operator==(const Headline&) const = default;
};

Headline headline(const HeadlineState& state);

// How late a list may be before the headline turns amber.
inline constexpr std::int64_t lagTargetMs = 1000;

}  // namespace twinlane::ui
