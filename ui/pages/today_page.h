// Today, as far as it goes: how many orders stand in which state, each a way into the filtered list, and the sums of the last
// days and months. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

namespace twinlane::ui {

class TodayPage : public Page {
  Q_OBJECT

 public:
  TodayPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  QWidget* mainControl() override { return m_table; }
  void shown() override { ask(); }
  bool ready() const override { return m_ready; }

 signals:
  void statusChosen(domain::OrderStatus status);

 private:
  void ask();
  void show(const query::OrderCounts& counts);
  void askRevenue(query::RevenueBy by, RowTableModel* rows);

  ShopSession& m_session;
  QWidget* buildPeriods(const Theme& theme);

  Card* m_counts;
  DataTable* m_table;
  RowTableModel *m_rows, *m_dayRows, *m_monthRows;
  QList<domain::OrderStatus> m_statuses;
  store::Position m_askedAt = -1;
  int m_beats = 0;
  bool m_ready = false;
};

}  // namespace twinlane::ui
