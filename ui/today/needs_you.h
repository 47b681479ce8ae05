// What needs a person: six counts, and under them the list of the chosen one. Counts are of work done here; what imports brought is
// history. Asks the readers once a second while something changes, and now and then because orders become late by themselves. GUI
// thread; owned by the page Today.
#pragma once

#include "bridge/shop_session.h"
#include "parts/card.h"
#include "parts/count_tile.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <array>

namespace twinlane::ui {

class NeedsYou : public QWidget {
  Q_OBJECT

 public:
  enum Need { Late, UnpaidShipped, OutOfStock, OnHold, FailedDelivery, SetAside, Needs };

  NeedsYou(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void ask();
  bool ready() const { return m_ready; }
  // What a person chooses stays chosen; until then it is the first of which there is any.
  void choose(Need need);
  DataTable& table() { return *m_table; }

 signals:
  void orderOpened(const QString& order);
  void listOpened(const QString& list);  // of a read model with changes set aside

 private:
  struct Answer;
  void turnTo(Need need);
  void buildTiles(const Theme& theme);
  void askList();
  void take(const Answer& answer);
  void showSetAside();
  void showOrders(const query::WorkPage& page);
  void showProducts(const query::OutOfStockPage& page);
  void showList(Need need, QList<Column> columns, QList<int> widths, QList<QList<Cell>> rows, bool isMore);
  void open(int row);

  ShopSession& m_session;
  Card *m_counts, *m_list;
  std::array<CountTile*, Needs> m_tiles{};
  std::array<std::int64_t, Needs> m_found{};
  DataTable* m_table;
  RowTableModel* m_rows;
  EmptyState* m_empty;
  Need m_chosen = Late, m_shown = Needs;
  QStringList m_keys;  // of the rows: orders or lists
  bool m_ready = false, m_isChosen = false;  // by a person, else the first that has something
};

}  // namespace twinlane::ui
