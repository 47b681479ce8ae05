// Where the time of one command went, hop by hop: bars on one axis from when it was queued until the order list showed it, each hop
// with its place among a hundred like it. GUI thread; owned by the page Under the hood.
#pragma once

#include "bridge/press_book.h"
#include "telemetry/trace_book.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

namespace twinlane::ui {

struct HopBar {
  QString name, where;
  std::int64_t fromNanos = 0, nanos = 0;
  std::optional<int> place;  // of a hundred like it, by time taken
  bool isRead = false;
};

// Of the stages, then of the hops of `list`; the places are counted among `others`. Of a command of this window (`press`, else null) from
// the key press on, and where the list was drawn with it, until then.
QList<HopBar> hopsOf(const telemetry::Trace& trace, const std::string& list, const std::vector<telemetry::Trace>& others, const Press* press = nullptr);

class HopsView : public QWidget {
  Q_OBJECT

 public:
  explicit HopsView(const Theme& theme, QWidget* parent = nullptr);

  void show(const QList<HopBar>& hops);
  void say(const QString& why);
  const QList<HopBar>& hops() const { return m_hops; }
  const QString& said() const { return m_said; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  QList<HopBar> m_hops;
  QString m_said;
};

}  // namespace twinlane::ui
