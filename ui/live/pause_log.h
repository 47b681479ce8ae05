// Remembers when lists were paused and resumed while the window looked, for the shaded spans of the charts. GUI thread.
#pragma once

#include "charts/live_chart.h"
#include "projection/status.h"
#include "base/timestamp.h"

#include <map>
#include <vector>

namespace twinlane::ui {

class PauseLog {
 public:
  void see(const std::vector<projection::Status>& lists, base::SteadyTime now);
  QList<ChartSpan> spans(base::SteadyTime now) const;
  // How long the list has been paused; nothing when it is not.
  std::optional<std::int64_t> pausedMs(const std::string& list, base::SteadyTime now) const;

 private:
  struct Pause {
    std::string list;
    base::SteadyTime from, resumed, caughtUp;
    std::int64_t waiting = 0;  // changes that waited when it was resumed
    bool open = true;
    bool catching = false;
  };
  std::vector<Pause> m_pauses;
};

}  // namespace twinlane::ui
