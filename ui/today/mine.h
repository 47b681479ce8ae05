// Mine: the orders a person entered in this window, the newest first or only those that are pinned, with the times that were measured
// and where each stands now. Asks the readers. GUI thread; owned by the page Today.
#pragma once

#include "bridge/shop_session.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QPushButton>

namespace twinlane::ui {

class Mine : public Card {
  Q_OBJECT

 public:
  Mine(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void ask();
  DataTable& table() { return *m_table; }

 signals:
  void orderOpened(const QString& order);
  void newOrderAsked();

 private:
  QList<OwnOrder> wanted() const;
  void show();
  void faceButtons();

  ShopSession& m_session;
  DataTable* m_table;
  RowTableModel* m_rows;
  EmptyState* m_empty;
  QPushButton *m_last, *m_pinned, *m_pin;
  std::map<QString, query::OrderSummary> m_known;
};

}  // namespace twinlane::ui
