#include "palette/action_list.h"

#include <QShortcut>
#include <QWidget>

namespace twinlane::ui {

ActionList::ActionList(QWidget* window) : QObject(window), m_window(window) {}

void ActionList::add(Action action) {
  if (!action.keys.isEmpty()) {
    m_shortcuts << new QShortcut(QKeySequence(action.keys), m_window);
    connect(m_shortcuts.constLast(), &QShortcut::activated, this, [this, act = action.act, whyNot = action.whyNot] {
      const QString why = whyNot ? whyNot() : QString();
      if (why.isEmpty()) act();
      else emit refused(why);
    });
  }
  m_all.append(std::move(action));
}

void ActionList::clear() {
  qDeleteAll(m_shortcuts);
  m_shortcuts.clear();
  m_all.clear();
}

}  // namespace twinlane::ui
