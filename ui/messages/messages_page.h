// Messages: the long work that is going on, each piece with its progress and a way to end it, and under it everything a person was
// told, of one kind or all. Looking at it makes it read. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QPushButton>

namespace twinlane::ui {

class MessagesPage : public Page {
  Q_OBJECT

 public:
  MessagesPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void shown() override;
  QWidget* mainControl() override { return m_table; }
  // All kinds for none.
  void showKind(std::optional<MessageKind> kind);
  DataTable& table() { return *m_table; }

 signals:
  // By its name.
  void pageAsked(const QString& page);

 private:
  void list();
  void listWork();

  ShopSession& m_session;
  Card *m_work, *m_past;
  DataTable *m_workTable, *m_table;
  RowTableModel *m_workRows, *m_rows;
  EmptyState *m_idle, *m_empty;
  QPushButton *m_end, *m_open;
  QList<std::pair<std::optional<MessageKind>, QPushButton*>> m_kinds;
  std::optional<MessageKind> m_kind;
  QList<Message> m_listed;
};

}  // namespace twinlane::ui
