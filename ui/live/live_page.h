// Engine room, Live: the two lanes, throughput of both, how far each list is behind, how long things take, the levers. GUI
// thread; owned by the window. Fed only while on screen.
#pragma once

#include "bridge/shop_session.h"
#include "charts/live_chart.h"
#include "frame/page.h"
#include "frame/ui_clock.h"
#include "live/levers_card.h"
#include "live/pause_log.h"
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
  QWidget* actions() override { return m_actions; }
  void setSeconds(int seconds);
  void setFrozen(bool frozen);
  bool frozen() const { return m_frozen; }
  LeversCard& levers() { return *m_levers; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildActions();
  QWidget* buildCharts();
  QWidget* buildTimes();
  void feedThroughput();
  void feedBehind();
  void showLanes();
  void showTimes();

  const Theme& m_theme;
  ShopSession& m_session;
  const UiClock& m_clock;
  QWidget* m_actions;
  Card* m_lanesCard;
  Card* m_timesCard = nullptr;
  TwoLanes* m_lanes;
  LiveChart* m_throughput = nullptr;
  LiveChart* m_behind = nullptr;
  DataTable* m_times = nullptr;
  RowTableModel* m_timeRows = nullptr;
  LeversCard* m_levers;
  QPushButton* m_pause = nullptr;
  PauseLog m_pauses;
  TimingRows m_timing;
  int m_seconds = 60;
  int m_beats = 0;
  bool m_frozen = false;
};

}  // namespace twinlane::ui
