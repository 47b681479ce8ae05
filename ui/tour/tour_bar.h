// What the tour says, over the lower edge of the window: which beat of how many, its caption, a button to hold it and one to take over;
// at the end the three ways on. GUI thread; owned by the frame.
#pragma once

#include "frame/page_id.h"
#include "parts/mark_label.h"
#include "theme/theme.h"
#include "tour/tour.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace twinlane::ui {

class TourBar : public QFrame {
  Q_OBJECT

 public:
  // Lies over `over`, `above` pixels from its lower edge, as long as the tour does.
  TourBar(const Theme& theme, Tour& tour, QWidget* over, int above);

  const QString& caption() const { return m_said; }

 signals:
  void takenOver();
  // A way on was chosen.
  void pageAsked(PageId page);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void show();
  void place();

  const Theme& m_theme;
  Tour& m_tour;
  int m_above;
  MarkLabel* m_beat;
  QLabel* m_caption;
  QWidget* m_ways;
  QPushButton *m_hold, *m_leave;
  QString m_said;
};

}  // namespace twinlane::ui
