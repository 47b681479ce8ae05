// Engine room, Live: the two lanes, the charts of throughput and of how far each list is behind, how long things take, the levers.
// GUI thread; owned by the window. Fed only while on screen.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "frame/ui_clock.h"
#include "live/levers_card.h"
#include "live/live_charts.h"
#include "live/timing_rows.h"
#include "live/two_lanes.h"
#include "parts/card.h"
#include "tables/data_table.h"

namespace twinlane::ui {

class LivePage : public Page {
  Q_OBJECT

 public:
  LivePage(const Theme& theme, ShopSession& session, const UiClock& clock, QWidget* parent = nullptr);

  void beat(int slot) override;
  bool ready() const override;
  bool closeTopmost() override { return m_charts->closeTopmost(); }
  QWidget* actions() override { return m_actions; }
  void setSeconds(int seconds);
  void setFrozen(bool frozen);
  bool frozen() const { return m_frozen; }
  LeversCard& levers() { return *m_levers; }
  LiveCharts& charts() { return *m_charts; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildActions();
  QWidget* buildTimes();
  void save();
  void showLanes();
  void showTimes();

  const Theme& m_theme;
  ShopSession& m_session;
  const UiClock& m_clock;
  QWidget* m_actions;
  Card* m_lanesCard;
  Card* m_timesCard = nullptr;
  TwoLanes* m_lanes;
  LiveCharts* m_charts;
  DataTable* m_times = nullptr;
  RowTableModel* m_timeRows = nullptr;
  LeversCard* m_levers;
  QPushButton *m_pause = nullptr, *m_back = nullptr;
  TimingRows m_timing;
  int m_beats = 0;
  bool m_frozen = false;
};

}  // namespace twinlane::ui
