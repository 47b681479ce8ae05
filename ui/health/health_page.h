// Health: what is stored and where, how each list stood when it was last held against the log, and the slowest fifty commands since
// the folder was opened with where their time went. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "parts/mark_label.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

namespace twinlane::ui {

class HopsView;

class HealthPage : public Page {
  Q_OBJECT

 public:
  HealthPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  void shown() override { show(); }
  QWidget* mainControl() override { return m_slowTable; }

 signals:
  void viewsAsked();

 private:
  QWidget* buildStored(const Theme& theme);
  QWidget* buildChecked(const Theme& theme);
  QWidget* buildSlowest(const Theme& theme);
  void show();
  void showStored();
  void showChecked();
  void showSlowest();
  void showHops();

  ShopSession& m_session;
  MarkLabel* m_state;
  QLabel *m_reason, *m_head, *m_orders, *m_size, *m_folder, *m_zone;
  DataTable *m_checkTable, *m_slowTable;
  RowTableModel *m_checkRows, *m_slowRows;
  EmptyState* m_empty;
  HopsView* m_hops;
  std::vector<telemetry::Trace> m_slowest;
  base::CommandId m_chosen;
  int m_beats = 0;
  bool m_isKeeping = false;
};

}  // namespace twinlane::ui
