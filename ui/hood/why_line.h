// "Why this number?": a button that asks which events made a row of a list, and the answer under it: their numbers in the log to go to,
// as of where the list was, what its last check found, what it lacks. Folds the log on the bridge's slow thread. GUI thread; owned by
// the card whose row it explains.
#pragma once

#include "bridge/shop_session.h"
#include "theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace twinlane::ui {

class WhyLine : public QWidget {
  Q_OBJECT

 public:
  WhyLine(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  // `key` as Engine::why() takes it; empty: there is no row to ask about. The answer about another row goes.
  void setRow(const std::string& list, const std::string& table, const QString& key);
  QPushButton& button() { return *m_button; }
  QString answer() const { return m_answer->text(); }

 signals:
  void eventAsked(std::int64_t position);

 private:
  void ask();
  QString wordsOf(const engine::Engine::Why& why) const;

  ShopSession& m_session;
  QPushButton* m_button;
  QLabel* m_answer;
  std::string m_listName, m_table;
  QString m_key;
};

}  // namespace twinlane::ui
