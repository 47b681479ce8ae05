#include "live/pause_log.h"

#include "words/formats.h"

#include <QCoreApplication>

#include <algorithm>

namespace twinlane::ui {

namespace {
struct PauseLogTexts {
  Q_DECLARE_TR_FUNCTIONS(PauseLog)
};
double secondsAgo(base::SteadyTime at, base::SteadyTime now) { return static_cast<double>(at.nanos - now.nanos) / 1e9; }
constexpr std::size_t pausesKept = 32;
constexpr std::int64_t shortestMs = 100;
}  // namespace

void PauseLog::see(const std::vector<projection::Status>& lists, base::SteadyTime now) {
  for (const projection::Status& list : lists) {
    const bool paused = list.state == projection::State::Paused;
    const auto known = std::find_if(m_pauses.rbegin(), m_pauses.rend(), [&list](const Pause& p) { return p.list == list.name; });
    const bool running = known != m_pauses.rend() && known->open;
    if (paused && !running) {
      m_pauses.push_back({list.name, now, {}, {}, list.lagEvents, true, false});
    } else if (paused && running) {
      known->waiting = list.lagEvents;
    } else if (!paused && running) {
      known->open = false;
      known->catching = true;
      known->resumed = now;
    } else if (known != m_pauses.rend() && known->catching && list.lagEvents <= 1) {
      known->catching = false;
      known->caughtUp = now;
    }
  }
  if (m_pauses.size() > pausesKept) m_pauses.erase(m_pauses.begin());
}

QList<ChartSpan> PauseLog::spans(base::SteadyTime now) const {
  QList<ChartSpan> spans;
  for (const Pause& pause : m_pauses) {
    ChartSpan span;
    span.from = secondsAgo(pause.from, now);
    span.open = pause.open;
    span.to = pause.open ? 0 : secondsAgo(pause.resumed, now);
    span.startLabel = PauseLogTexts::tr("paused");
    span.endLabel = PauseLogTexts::tr("resumed");
    if (!pause.open && !pause.catching) {
      // The state is taken ten times a second; less than that cannot be told apart.
      const std::int64_t ms = pause.caughtUp.microsSince(pause.resumed) / 1000;
      span.endLabel = ms < shortestMs ? PauseLogTexts::tr("resumed: %1 in under 0.1 s").arg(formatCount(pause.waiting)) : PauseLogTexts::tr("resumed: %1 in %2").arg(formatCount(pause.waiting), formatAge(ms));
    }
    spans << span;
  }
  return spans;
}

std::optional<std::int64_t> PauseLog::pausedMs(const std::string& list, base::SteadyTime now) const {
  for (auto it = m_pauses.rbegin(); it != m_pauses.rend(); ++it)
    if (it->list == list) return it->open ? std::optional(now.microsSince(it->from) / 1000) : std::nullopt;
  return std::nullopt;
}

}  // namespace twinlane::ui
