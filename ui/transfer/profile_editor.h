// A mapping profile as a text that can be changed, beside the list of what is left to decide in it: what reading it would stop
// at, and what a proposal only guessed and nobody has touched since. GUI thread; owned by the import page.
#pragma once

#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/profile/profile.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>

namespace twinlane::ui {

class ProfileEditor : public Card {
  Q_OBJECT

 public:
  explicit ProfileEditor(const Theme& theme, QWidget* parent = nullptr);

  // `guesses`: what a proposal says is to be decided, by line.
  void edit(const QString& name, const QString& text, std::vector<transfer::ProfileProblem> guesses = {});
  QString text() const { return m_text->toPlainText(); }

 signals:
  // Shortly after the last key.
  void changed(const QString& text);
  void saveAsked();
  void closed();

 private:
  void check();
  // The line as it stood when it was proposed still stands.
  bool isUntouched(const transfer::ProfileProblem& guess) const;
  void goToLine(int row);

  QPlainTextEdit* m_text;
  DataTable* m_table;
  RowTableModel* m_rows;
  QLabel* m_verdict;
  QPushButton* m_save;
  QTimer m_pause;
  QString m_name;
  QStringList m_proposed;  // lines
  std::vector<transfer::ProfileProblem> m_guesses;
  std::vector<std::int64_t> m_lines;  // of the text, by row of the table
};

}  // namespace twinlane::ui
