// Revenue by day and by month with the change against the period before, and by country; the chosen month is drawn beside the one before
// it. Enter on a period or a country opens its orders. Asks the readers. GUI thread; owned by the page Catalogue.
#pragma once

#include "bridge/shop_session.h"
#include "catalogue/revenue_chart.h"
#include "hood/why_line.h"
#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <array>

namespace twinlane::ui {

class RevenuePart : public QWidget {
  Q_OBJECT

 public:
  RevenuePart(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void ask();
  DataTable& table() { return *m_tables[0].table; }
  RevenueChart& chart() { return *m_chart; }
  WhyLine& why() { return *m_why; }

 signals:
  void ordersAsked(const QString& query);
  void eventAsked(std::int64_t position);

 private:
  struct Table {
    query::RevenueBy by;
    DataTable* table;
    RowTableModel* rows;
    QStringList queries;  // of the rows: what finds their orders
  };
  Card* build(const Theme& theme, Table& table, const QString& name, const QString& title, const QString& what);
  void show(Table& table, const query::RevenueAnswer& answer);
  void showMonths(const query::RevenueAnswer& answer);

  ShopSession& m_session;
  std::array<Table, 3> m_tables;
  RevenueChart* m_chart;
  WhyLine* m_why;
  QList<std::pair<QString, QString>> m_months;  // of the rows: month and currency
  QStringList m_keys;  // of the rows of months, in the list
  std::optional<int> m_firstChosen;  // row of what the chart shows before anybody chose
};

}  // namespace twinlane::ui
