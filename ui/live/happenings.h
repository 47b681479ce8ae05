// What happened while the window looked, as the charts mark it: pauses of lists, imports, lists made anew, levers that were moved.
// Told by the state of the engine alone but the levers. Bounded. GUI thread; owned by Live.
#pragma once

#include "bridge/live_state.h"
#include "live/pause_log.h"

namespace twinlane::ui {

class Happenings {
 public:
  void see(const LiveState& state);
  // A lever: further ones of the same name within two seconds take its place.
  void mark(const QString& lever, const QString& words, base::SteadyTime at);
  // With times in seconds before `end`.
  QList<ChartSpan> spans(base::SteadyTime end) const;
  const PauseLog& pauses() const { return m_pauses; }

 private:
  struct Work {
    QString name;  // of the lever or the list; empty: the import
    base::SteadyTime from, to;
    QString startLabel, endLabel;
    bool open = true;
    ChartSpan::Kind kind = ChartSpan::Kind::Work;
  };
  void seeImport(const LiveState& state);
  void seeRebuilds(const LiveState& state);
  Work* running(const QString& name);
  void keep(Work work);

  PauseLog m_pauses;
  std::vector<Work> m_works;
  std::int64_t m_factSlices = -1;  // of an import, as counted last
};

}  // namespace twinlane::ui
