// What lies under the search field while somebody types there: actions by name with their keys, those that cannot be done now with
// the reason, and orders, customers and products that are found. Arrows choose, Enter does it, Esc puts it away. With an empty field
// it is the sheet of keys. Asks the readers. GUI thread; owned by the frame.
#pragma once

#include "bridge/shop_session.h"
#include "palette/action_list.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace twinlane::ui {

class Palette : public QFrame {
  Q_OBJECT

 public:
  // Lies over `over`, under `field`.
  Palette(const Theme& theme, ShopSession& session, const ActionList& actions, QLineEdit* field, QWidget* over);

  void open();
  DataTable& table() { return *m_table; }

 signals:
  void orderChosen(const QString& order);
  void customerChosen(const QString& customer);
  void productChosen(const QString& product);
  // All orders that a text finds.
  void ordersAsked(const QString& text);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Entry {
    QList<Cell> cells;
    std::function<void()> act;
    bool isPossible = true;
  };

  void typed();
  void find();
  void show(const QString& text, int chosen = 0);
  void choose(int row);
  void step(int rows);
  void place();
  QList<Entry> actionsFor(const QString& text) const;
  Entry hitEntry(const query::SearchHit& hit);

  ShopSession& m_session;
  const ActionList& m_actions;
  QLineEdit* m_field;
  RowTableModel* m_rows;
  DataTable* m_table;
  QLabel* m_foot;
  QList<Entry> m_entries;
  QString m_foundFor;  // the text of the hits
  std::vector<query::SearchHit> m_hits;
  QTimer m_typing;
};

}  // namespace twinlane::ui
