// What the tour does in a shop of its own, since it does harm there: a program that takes orders in is killed and its shop is opened
// again; then one byte of a list's copy is flipped, found by a check, and the list is made anew. The folder ends with the object. Both
// calls take seconds: one thread at a time, not the GUI's; cancel() from any. Errors: Missing for a program that is not there, Stopped
// when cancelled, what the engine says; nothing that was confirmed is ever counted from anything but the program's own answers.
#pragma once

#include "base/result.h"

#include <QTemporaryDir>

#include <atomic>
#include <string>
#include <vector>

namespace twinlane::ui {

struct KilledShop {
  std::int64_t confirmed = 0;  // commands whose answer said accepted before the program was gone
  std::int64_t found = 0;      // of these, in the log when it was opened again
};

struct FlippedByte {
  std::string order;
  std::string inLog, inList;             // a customer's name as the events say, and as the list said after the flip
  std::string foundIn;                   // the list that the check named
  std::vector<std::int64_t> because;     // the positions of the events that the check told as the row's
  bool isEqualAgain = false;             // a second check, after the list was made anew
};

class TourSandbox {
 public:
  // `program` takes commands in: twinlanectl.
  explicit TourSandbox(QString program);

  base::Result<KilledShop> kill();
  // After kill(), whose orders it needs.
  base::Result<FlippedByte> flip();
  void cancel() { m_isCancelled = true; }

 private:
  std::string folder() const;

  QString m_program;
  QTemporaryDir m_place;
  std::atomic<bool> m_isCancelled = false;
};

}  // namespace twinlane::ui
