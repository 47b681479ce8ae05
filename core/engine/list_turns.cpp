#include "engine/list_turns.h"

#include <algorithm>

namespace twinlane::engine {

ListTurns::ListTurns(std::vector<List> lists) {
  for (List& list : lists) {
    m_turns.push_back(std::make_unique<Turn>());
    m_turns.back()->list = std::move(list);
  }
}

bool ListTurns::step() {
  std::vector<std::pair<store::Position, Turn*>> round;
  round.reserve(m_turns.size());
  for (const auto& turn : m_turns) round.emplace_back(turn->list.position(), turn.get());
  std::stable_sort(round.begin(), round.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  bool worked = false;
  for (const auto& [position, turn] : round) {
    // Who is at it goes round once more when it was not in vain, and is woken by what comes then like every other worker.
    if (turn->isTaken.exchange(true, std::memory_order_acquire)) continue;
    worked = turn->list.step() || worked;
    turn->isTaken.store(false, std::memory_order_release);
  }
  return worked;
}

}  // namespace twinlane::engine
