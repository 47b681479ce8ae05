// Everything that can be done by name: its keys, what it does, and why it cannot be done now. The keys that work everywhere, the
// palette and the sheet of keys are made of this one list. GUI thread; owned by the window.
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QShortcut;
class QWidget;

namespace twinlane::ui {

struct Action {
  QString name;
  QString keys = {};  // as QKeySequence reads them; empty for none
  std::function<void()> act = {};
  std::function<QString()> whyNot = {};  // a sentence, empty while it can be done; none: always
  bool inPalette = true;                 // false: only a key
};

class ActionList : public QObject {
  Q_OBJECT

 public:
  explicit ActionList(QWidget* window);

  void add(Action action);
  void clear();
  const QList<Action>& all() const { return m_all; }

 signals:
  // A key was pressed for what cannot be done now.
  void refused(const QString& why);

 private:
  QWidget* m_window;
  QList<Action> m_all;
  QList<QShortcut*> m_shortcuts;
};

}  // namespace twinlane::ui
