// The list of orders with its filters, views with names, the choice of columns, the pill for new ones and the footer. Values live, positions frozen. GUI thread; owned
// by the orders page.
#pragma once

#include "bridge/shop_session.h"
#include "orders/bulk_bar.h"
#include "orders/engine_orders.h"
#include "orders/order_table_model.h"
#include "orders/query_field.h"
#include "orders/saved_views.h"
#include "parts/choice_box.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"

#include <QLabel>
#include <QLineEdit>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSet>
#include <QTimer>

namespace twinlane::ui {

class Blotter : public QFrame {
  Q_OBJECT

 public:
  Blotter(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void reload();
  void refresh();
  // Columns that fit beside order entry.
  void setNarrow(bool narrow);
  void filterByStatus(std::optional<domain::OrderStatus> status);
  void filterByText(const QString& text);
  void focusFilter();
  BulkBar& bulk() { return *m_bulk; }
  QueryField& queryField() { return *m_text; }
  // What is asked for and how it stands there, under a name.
  void saveView(const QString& name);
  void showView(const OrderView& view);
  void setColumnShown(int column, bool isShown);
  // The first order there is, also when the list is still on its way or empty so far. What a person chooses, looks for or
  // turns to instead goes before: then it is not wanted any more.
  void selectFirst();
  void wantNoFirst() { m_firstWanted = false; }
  // Marks this order as new and shows it.
  void markArrived(const std::string& order);
  bool ready() const;
  DataTable& table() { return *m_table; }
  OrderTableModel& model() { return *m_model; }

 signals:
  // Empty when nothing is chosen.
  void chosen(const QString& order);
  void opened(const QString& order);
  void newOrderAsked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* buildFilter();
  QWidget* buildFooter();
  QWidget* buildViews();
  void listViews();
  QPushButton* addChip(const OrderView& view);
  void markView();
  void showColumns();
  void nameView();
  // With Shift, where rows are equal by the columns chosen before.
  void sortBy(int column);
  void showNew(const query::OrderCounts& counts);
  void showFooter();
  void showEmpty();
  bool filtered() const;
  void clearFilter();
  void choose();
  void askCounts();
  // Of the text in the filter: where it is no query, and what would be right.
  void showFault(const base::Error& error);

  const Theme& m_theme;
  ShopSession& m_session;
  EngineOrders* m_source;
  OrderTableModel* m_model;
  DataTable* m_table;
  QueryField* m_text = nullptr;
  SavedViews m_views;
  QHBoxLayout* m_viewRow = nullptr;
  QList<std::pair<OrderView, QPushButton*>> m_viewChips;
  QPushButton* m_moreViews = nullptr;
  QPushButton *m_saveView = nullptr, *m_columns = nullptr, *m_all = nullptr;
  BulkBar* m_bulk = nullptr;
  query::OrderFilter m_asked;  // of the rows shown
  QLineEdit* m_viewName = nullptr;
  QSet<int> m_hidden;  // columns that a person does not want to see
  bool m_isNarrow = false;
  ChoiceBox* m_status = nullptr;
  QLabel* m_matches = nullptr;
  QPushButton* m_pill = nullptr;
  QLabel *m_rows = nullptr, *m_fixed = nullptr, *m_problem = nullptr;
  EmptyState* m_empty = nullptr;
  QString m_fixedAt;  // since when the order of rows is
  QString m_askedText;  // of the rows shown, as m_askedStatus
  std::optional<domain::OrderStatus> m_askedStatus;
  QTimer m_typing;
  query::OrderSorting m_sort = {{}};
  std::int64_t m_ordersThen = -1, m_ordersNow = 0;
  store::Position m_refreshedAt = -1;
  store::Position m_drawnAt = -1;
  std::int64_t m_chosen = 0;  // dense number: the choice survives a new order of rows
  bool m_arrived = false;     // the next vector shows the order just placed
  bool m_counting = false;
  bool m_keeping = false;  // the choice is being restored
  bool m_awaited = false;  // the chosen row has not arrived yet
  bool m_firstWanted = false;
};

}  // namespace twinlane::ui
