// An order that somebody changed between what a person saw of it and what the person gave: who changed what and how long ago, the order
// as it was seen beside the order as it is with what differs marked, and the two ways on: give it all the same, or leave it. What
// somebody else has done already is only told. Asks the readers for the order as it is. GUI thread; owned by the inspector.
#pragma once

#include "bridge/shop_session.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace twinlane::ui {

// What was given and what the person saw then.
struct GivenCommand {
  domain::Command command;
  QString what;  // in words: "Cancel the order"
  query::OrderDocument seen;
  bool isOfForm = false;  // typed in one, which stays open until it is stored
};

class ConflictView : public QFrame {
  Q_OBJECT

 public:
  ConflictView(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void show(const GivenCommand& given, const command::Receipt& receipt);
  // False when it was not open.
  bool leave();
  void close();

 signals:
  void left(const twinlane::ui::GivenCommand& given);
  // On top of the version that is shown as the present one.
  void again(const twinlane::ui::GivenCommand& given, std::int64_t version);

 private:
  void ask();
  void take(const query::OrderDocument& now);

  ShopSession& m_session;
  QLabel *m_who, *m_changes;
  DataTable* m_table;
  RowTableModel* m_rows;
  QPushButton *m_again, *m_leave;
  QTimer m_later;
  GivenCommand m_given;
  std::int64_t m_actual = 0;
  bool m_isDone = false;  // somebody has done it: there is nothing to give again
};

}  // namespace twinlane::ui
