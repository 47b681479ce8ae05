// The lines of the charts over any window of time: the last ten minutes from the samples of the feed, what is older from what the
// engine keeps on disk, read on a thread of its own and asked for again as the window moves on. GUI thread; owned by the charts.
#pragma once

#include "bridge/background.h"
#include "bridge/shop_session.h"
#include "charts/live_chart.h"
#include "live/rate_history.h"
#include "live/stored_lines.h"
#include "live/time_window.h"

#include <QObject>

namespace twinlane::ui {

class LiveLines : public QObject {
  Q_OBJECT

 public:
  LiveLines(ShopSession& session, QObject* parent);

  // Sees to it that what the window shows is there, at two points a bucket; arrived() tells when more is.
  void want(const TimeWindow& window, int buckets);
  QList<QPointF> rate(RateHistory::Total total, const char* stored, const TimeWindow& window) const;
  QList<QPointF> behind(const std::string& list, const TimeWindow& window) const;
  // When the shop was not open.
  QList<ChartSpan> closed(const TimeWindow& window) const;
  // By the clock on the wall.
  base::Timestamp wallOf(base::SteadyTime at) const;
  base::SteadyTime newest() const;
  QString error() const { return QString::fromStdString(m_stored.error); }

 signals:
  void arrived();

 private:
  QList<QPointF> joined(const std::string& series, const QList<QPointF>& recent, const TimeWindow& window) const;
  double secondsOf(base::SteadyTime at) const;

  ShopSession& m_session;
  StoredLines m_stored;
  std::optional<TimeWindow> m_asked;
  int m_askedBuckets = 0;
  bool m_isAsking = false;
  Background m_reading;  // the first to go: its jobs answer to this
};

}  // namespace twinlane::ui
