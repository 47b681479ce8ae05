// Learn, in five screens: what two lanes are, each told in a few sentences under the drawing of it, with the part of this program where
// it is seen at work. GUI thread; owned by the page Learn.
#pragma once

#include "frame/page_id.h"
#include "live/two_lanes.h"
#include "parts/card.h"

#include <QPushButton>

#include <array>

namespace twinlane::ui {

class LearnScreens : public QWidget {
  Q_OBJECT

 public:
  static constexpr int count = 5;

  explicit LearnScreens(const Theme& theme, QWidget* parent = nullptr);

  void turnTo(int screen);
  int current() const { return m_current; }
  QPushButton& step(int screen) { return *m_steps[static_cast<std::size_t>(screen)]; }

 signals:
  void pageAsked(PageId page);

 private:
  Card* m_card;
  std::array<QPushButton*, count> m_steps{};
  TwoLanes* m_lanes;
  QLabel *m_title, *m_text, *m_field;
  QPushButton *m_see, *m_before, *m_next;
  int m_current = 0;
};

}  // namespace twinlane::ui
