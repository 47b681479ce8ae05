#include "bridge/tasks.h"

#include <algorithm>

namespace twinlane::ui {

Task* Tasks::find(int number) {
  const auto found = std::find_if(m_all.begin(), m_all.end(), [number](const Task& task) { return task.number == number; });
  return found == m_all.end() ? nullptr : &*found;
}

int Tasks::begin(const QString& name, const QString& page, std::function<void()> cancel) {
  m_all.append({.number = ++m_last, .name = name, .page = page, .cancel = std::move(cancel)});
  emit changed();
  return m_last;
}

void Tasks::tell(int number, std::optional<double> share, const QString& detail) {
  Task* task = find(number);
  if (task == nullptr || (task->share == share && task->detail == detail)) return;
  task->share = share;
  task->detail = detail;
  emit changed();
}

void Tasks::end(int number, Tone tone, const QString& sentence) {
  Task* task = find(number);
  if (task == nullptr) return;
  const QString page = task->page;
  m_all.removeAt(task - m_all.constData());
  m_messages.add(MessageKind::Task, tone, sentence, page);
  emit changed();
}

void Tasks::cancel(int number) {
  Task* task = find(number);
  if (task == nullptr || !task->cancel || task->isCancelled) return;
  task->isCancelled = true;
  const auto end = task->cancel;  // it may end at once
  emit changed();
  end();
}

}  // namespace twinlane::ui
