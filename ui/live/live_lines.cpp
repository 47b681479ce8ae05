#include "live/live_lines.h"

#include <QCoreApplication>

#include <algorithm>

namespace twinlane::ui {

namespace {

// The window moves on, and what left the samples is on disk by then.
constexpr std::int64_t askAgainMicros = 30'000'000;
constexpr double closedSeconds = 5;

}  // namespace

LiveLines::LiveLines(ShopSession& session, QObject* parent) : QObject(parent), m_session(session) {}

base::SteadyTime LiveLines::newest() const {
  const auto& samples = m_session.feed().samples();
  return samples.empty() ? m_session.feed().state().steady : samples.back().at;
}

base::Timestamp LiveLines::wallOf(base::SteadyTime at) const {
  const LiveState& state = m_session.feed().state();
  return {state.now.micros + at.microsSince(state.steady)};
}

double LiveLines::secondsOf(base::SteadyTime at) const { return static_cast<double>(wallOf(at).micros) / 1e6; }

void LiveLines::want(const TimeWindow& window, int buckets) {
  const auto& samples = m_session.feed().samples();
  if (samples.empty() || window.begin() >= samples.front().at || m_isAsking) return;
  if (m_asked && m_asked->seconds == window.seconds && m_askedBuckets == buckets && std::abs(window.end.microsSince(m_asked->end)) < askAgainMicros) return;
  m_isAsking = true;
  m_asked = window;
  m_askedBuckets = buckets;
  StoredQuery query{m_session.engine().dataFolder(), {"events.stored", "events.applied", "queries"}, wallOf(window.begin()), wallOf(window.end), m_session.feed().state().now, buckets};
  for (const projection::Status& list : m_session.feed().state().lists) query.series.push_back("list." + list.name + ".lag_events");
  m_reading.post([guard = QPointer<LiveLines>(this), query = std::move(query)] {
    const auto read = std::make_shared<StoredLines>(readStoredLines(query));
    postToGui([guard, read] {
      if (!guard) return;
      guard->m_isAsking = false;
      guard->m_stored = std::move(*read);
      emit guard->arrived();
    });
  });
}

QList<QPointF> LiveLines::joined(const std::string& series, const QList<QPointF>& recent, const TimeWindow& window) const {
  const auto found = m_stored.lines.find(series);
  if (found == m_stored.lines.end()) return recent;
  const auto& samples = m_session.feed().samples();
  const double end = secondsOf(window.end), until = samples.empty() ? 0 : static_cast<double>(samples.front().at.nanos - window.end.nanos) / 1e9;
  QList<QPointF> line;
  for (const QPointF& point : found->second)
    if (const double x = point.x() - end; x >= -window.seconds && x <= 0 && x < until) line << QPointF(x, point.y());
  return line + recent;
}

QList<QPointF> LiveLines::rate(RateHistory::Total total, const char* stored, const TimeWindow& window) const {
  return joined(stored, RateHistory(m_session.feed().samples(), window.end).rate(total, window.seconds), window);
}

QList<QPointF> LiveLines::behind(const std::string& list, const TimeWindow& window) const {
  return joined("list." + list + ".lag_events", RateHistory(m_session.feed().samples(), window.end).behind(list, window.seconds), window);
}

QList<ChartSpan> LiveLines::closed(const TimeWindow& window) const {
  QList<ChartSpan> spans;
  const double end = secondsOf(window.end);
  const auto add = [&](double from, double to) {
    if (to >= end - window.seconds && from <= end) spans << ChartSpan{from - end, to - end, false, tr("closed"), tr("opened"), ChartSpan::Kind::Closed};
  };
  for (const auto& [from, to] : m_stored.closed) add(from, to);
  const auto& samples = m_session.feed().samples();
  if (samples.empty() || m_stored.until <= 0) return spans;
  if (const double opened = secondsOf(samples.front().at); opened - m_stored.until > closedSeconds) add(m_stored.until, opened);
  return spans;
}

}  // namespace twinlane::ui
