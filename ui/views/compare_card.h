// A list made anew beside the one in use: how far it is, what differs and because of which changes, the switch and the way back.
// Asks the engine through the bridge; what a comparison found may take a while to be explained. GUI thread; owned by the page
// Views.
#pragma once

#include "bridge/shop_session.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QProgressBar>
#include <QPushButton>

namespace twinlane::ui {

class CompareCard : public Card {
  Q_OBJECT

 public:
  CompareCard(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void show(const projection::Status& list);
  // The list shown last; held: it waits for a word before the new copy is used.
  void begin(bool isHeld);
  void goBack();

 private:
  void change(std::function<base::Status()> request);
  void ask();
  void take(base::Result<projection::RebuildOutcome> outcome);
  void showOutcome();
  void sayStanding(const projection::Status& list);
  void say(const QString& text, const char* tone = "muted");
  void forget();

  ShopSession& m_session;
  RowTableModel* m_rows;
  DataTable* m_table;
  EmptyState* m_empty;
  QLabel* m_words;
  QProgressBar* m_bar;
  QPushButton *m_anew, *m_cancel, *m_switch;
  std::string m_list;
  int m_generation = 0;                  // in use
  int m_asked = 0;                       // the copy whose comparison was asked for; 0: none
  bool m_isAsking = false, m_isCancelled = false;
  std::optional<projection::RebuildStatus> m_standing;
  std::optional<projection::RebuildOutcome> m_outcome;
};

}  // namespace twinlane::ui
