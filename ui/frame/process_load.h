// The share of one core this program has used since it was last asked. GUI thread.
#pragma once

#include <QElapsedTimer>

#include <cstdint>

namespace twinlane::ui {

class ProcessLoad {
 public:
  ProcessLoad();
  // Per cent; the last value when asked again within a second.
  int percent();

 private:
  QElapsedTimer m_watch;
  std::int64_t m_usedMicros = 0;
  int m_percent = 0;
};

}  // namespace twinlane::ui
