// Where an operator starts: what needs a person, the person's own orders, today against the same weekday last week, and how many
// orders stand in which state, each a way into the filtered list. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

namespace twinlane::ui {

class Comparison;
class Mine;
class NeedsYou;

class TodayPage : public Page {
  Q_OBJECT

 public:
  TodayPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  QWidget* mainControl() override;
  void shown() override { ask(); }
  bool ready() const override;

 signals:
  void statusChosen(domain::OrderStatus status);
  void orderOpened(const QString& order);
  void listOpened(const QString& list);
  void newOrderAsked();

 private:
  std::int64_t positions() const;
  void ask();
  void show(const query::OrderCounts& counts);

  ShopSession& m_session;
  NeedsYou* m_needs;
  Mine* m_mine;
  Comparison* m_comparison;
  Card* m_counts;
  DataTable* m_table;
  RowTableModel* m_rows;
  QList<domain::OrderStatus> m_statuses;
  std::int64_t m_askedAt = -1;  // all positions of the lists together: asked again when one of them has moved
  int m_beats = 0;
  bool m_ready = false;
};

}  // namespace twinlane::ui
