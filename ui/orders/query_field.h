// The field in which orders are asked for: completes names of fields and their values, and with Alt+Down shows what was asked for before,
// kept in the settings file of the user. GUI thread; owned by the blotter.
#pragma once

#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace twinlane::ui {

class QueryField : public QLineEdit {
  Q_OBJECT

 public:
  static constexpr qsizetype kept = 20;

  // Without a file what was asked ends with the session.
  explicit QueryField(QString file, QWidget* parent = nullptr);

  // What was asked for and found its meaning.
  void remember(const QString& query);
  const QStringList& asked() const { return m_asked; }
  const QCompleter& completer() const { return *m_completer; }
  void showAsked();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void complete();
  void take(const QString& word);

  QString m_file;
  QStringList m_asked;  // the newest first
  QStringListModel* m_words;
  QCompleter* m_completer;
  bool m_isWhole = false;  // a whole query is chosen, not a word of one
};

}  // namespace twinlane::ui
