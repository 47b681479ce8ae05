// A small form for one command: its fields with what stands there now, a button that sends it, and what became of it. What is wrong
// with a field stands beside that field, whether found here or by the command service. GUI thread; owned by its page.
#pragma once

#include "bridge/shop_session.h"
#include "theme/theme.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace twinlane::ui {

// The key is the field's name in the contract.
struct FormField {
  QString key, label, value = {}, hint = {};
};

class CommandForm : public QFrame {
  Q_OBJECT

 public:
  using Values = QMap<QString, QString>;
  // The command, or the field it cannot be made with (`where` is its key).
  using Build = std::function<base::Result<domain::Command>(const Values&)>;

  CommandForm(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  // What is filled in is of `version`: where it is another one by then, nothing is stored and conflicted() tells it.
  void open(const QString& title, const QString& action, const QList<FormField>& fields, Build build, std::optional<std::int64_t> version = {});
  // What the person himself did meanwhile is no other version than he saw.
  void follow(std::int64_t before, std::int64_t after);
  void send();
  QLineEdit* field(const QString& key) const { return m_fields.value(key); }
  QString answer() const { return m_answer->text(); }

 signals:
  // The lists show it.
  void stored(const QString& id);
  void conflicted(const twinlane::domain::Command& command, const QString& title, const twinlane::command::Receipt& receipt);

 private:
  void clearProblems();
  void showProblem(const QString& key, const QString& problem);
  void answered(const TimedReceipt& timed, const domain::Command& command);

  const Theme& m_theme;
  ShopSession& m_session;
  QLabel *m_title, *m_answer;
  QGridLayout* m_grid;
  QPushButton *m_send, *m_close;
  QMap<QString, QLineEdit*> m_fields;
  QMap<QString, QLabel*> m_problems;
  Build m_build;
  std::optional<std::int64_t> m_version;
  base::CommandId m_id;  // of what is being sent: sent again it keeps it
  bool m_isSending = false;
};

// What is typed, as the domain has it; else the field and what would be right.
base::Result<base::Amount> amountIn(const CommandForm::Values& values, const QString& key);
base::Result<base::Quantity> quantityIn(const CommandForm::Values& values, const QString& key);
base::Result<base::Currency> currencyIn(const CommandForm::Values& values, const QString& key);

}  // namespace twinlane::ui
