// The drawing of the pattern at work: order entry, decide and store, the log, one lane per list, the screens. Used on the
// first page with a still picture and on Live with measured figures. GUI thread.
#pragma once

#include "live/lane_dots.h"
#include "theme/theme.h"

#include <QWidget>

namespace twinlane::ui {

struct LaneView {
  QString title;
  bool paused = false;
  double perSecond = 0;
};

struct LanesFigures {
  QString entry, decide, log, screens;  // the second line of each box
  double writesPerSecond = 0;
  QList<LaneView> views;
};

class TwoLanes : public QWidget {
  Q_OBJECT

 public:
  // What is spoken of; the rest stands back.
  enum class Part { All, Write, Log, Read };

  explicit TwoLanes(const Theme& theme, QWidget* parent = nullptr);

  void setFigures(const LanesFigures& figures);
  const LanesFigures& figures() const { return m_figures; }
  void setLit(Part part);
  // Moves the dots on and repaints.
  void advance(double seconds);
  // "one dot is one change" or "one dot is 5 changes".
  QString caption() const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  QSize minimumSizeHint() const override { return {720, 110}; }

 private:
  void drawLane(QPainter& painter, const QRectF& lane, const QColor& colour, double gap, const LaneDots& dots, bool paused) const;
  void drawBox(QPainter& painter, const QRectF& box, const QColor& border, const QString& title, const QString& figure, bool strong) const;
  void drawLog(QPainter& painter, const QRectF& box) const;
  void drawReadSide(QPainter& painter, double scale, const QRectF& log) const;

  const Theme& m_theme;
  LanesFigures m_figures;
  Part m_lit = Part::All;
  LaneDots m_entry{0.3}, m_store{0.3};
  QList<LaneDots> m_lists;
};

}  // namespace twinlane::ui
