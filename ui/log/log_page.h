// The log as it stands: all changes by number or those of one order, customer or product, of one kind, by one person; the chosen one whole, what was stored
// together with it and the command it came from. Follows the end while it is in sight. GUI thread; owned by the window.
#pragma once

#include "frame/page.h"
#include "log/log_model.h"
#include "parts/card.h"
#include "parts/choice_box.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace twinlane::ui {

class LogPage : public Page {
  Q_OBJECT

 public:
  LogPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  void shown() override;
  bool ready() const override { return m_isReady; }
  QWidget* mainControl() override { return m_table; }
  // A number of the log, or whose changes: "18204", "order 20418", "order-20418".
  void find(const QString& text);
  void follow(bool isFollowing);
  bool isFollowing() const { return m_follow->isChecked(); }
  // Changes of this kind and by this person; 0 and empty: of all.
  void pick(int type, const QString& person);
  LogModel& model() { return *m_model; }
  DataTable& table() { return *m_table; }

 signals:
  void orderOpened(const QString& order);

 private:
  void build(const Theme& theme);
  void buildDetails(const Theme& theme);
  void showChosen();
  void askCause(const store::StoredEvent& event);
  void show(const LogFilter& filter);
  void showWords();
  void toEnd();

  ShopSession& m_session;
  LogModel* m_model;
  DataTable *m_table, *m_together;
  RowTableModel* m_togetherRows;
  EmptyState* m_empty;
  Card *m_list, *m_details;
  QLineEdit *m_find, *m_person;
  ChoiceBox* m_kind;
  QPushButton *m_follow, *m_all, *m_open, *m_only;
  QLabel *m_cause, *m_facts;
  QPlainTextEdit* m_payload;
  store::Position m_chosen = 0, m_shown = 0, m_wanted = 0;
  bool m_isReady = false;
};

}  // namespace twinlane::ui
