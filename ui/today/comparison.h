// Today against the same weekday last week: orders adding up over the hours, and the figures of the hours that are over, so that like
// is compared with like. Money is that of the currency with most orders. Asks the readers. GUI thread; owned by the page Today.
#pragma once

#include "bridge/shop_session.h"
#include "charts/step_chart.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/chart_table.h"
#include "tables/row_table_model.h"

#include <array>

namespace twinlane::ui {

// One currency's orders and money of one hour of the shop's day.
struct HourSums {
  std::int64_t orders = 0;
  base::Amount gross, returned;
};
using DaySums = std::map<std::string, std::array<HourSums, 24>>;  // by currency

class Comparison : public Card {
  Q_OBJECT

 public:
  Comparison(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void ask();

 private:
  struct Answer {
    DaySums today, before;
    query::Freshness freshness;
    std::int64_t day = 0;
  };
  void show(const Answer& answer);
  void fillTable();
  void showChart(const Answer& answer, double hour);
  void showFigures(const Answer& answer, int hours, const QString& before);

  ShopSession& m_session;
  StepChart* m_chart;
  ChartTable* m_stack;
  DataTable* m_table;
  RowTableModel* m_rows;
};

}  // namespace twinlane::ui
