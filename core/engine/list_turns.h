// Who of several workers is at which list: a list is one thread's at a time, and no list's own. A worker that is free goes round
// all that are free, those that are furthest behind first, so that lists which come up from the start stay beside each other and
// what is read and decoded for one serves the others; a list that takes long holds up one worker and itself. step(): the workers'
// threads. What is called is the caller's.
#pragma once

#include "store/event.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace twinlane::engine {

class ListTurns {
 public:
  struct List {
    std::function<store::Position()> position;  // at any time
    std::function<bool()> step;                 // by one thread at a time; whether there was anything to do
  };
  explicit ListTurns(std::vector<List> lists);
  // One step of each list that nobody is at; whether there was anything to do.
  bool step();

 private:
  struct Turn {
    List list;
    std::atomic<bool> isTaken{false};
  };
  std::vector<std::unique_ptr<Turn>> m_turns;
};

}  // namespace twinlane::engine
