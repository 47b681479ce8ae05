// Long work that is going on: what it is, how far it has come, and how it is ended before its time. Whoever does the work tells of
// it here; its end becomes a message. GUI thread; owned by the shop session.
#pragma once

#include "bridge/messages.h"

#include <QList>
#include <QObject>

#include <functional>
#include <optional>

namespace twinlane::ui {

struct Task {
  int number = 0;
  QString name, detail = {};
  std::optional<double> share = {};  // of 1; none while it is not known
  QString page = {};                 // by its name, where it is to be seen
  std::function<void()> cancel = {};  // none: it cannot be ended before its time
  bool isCancelled = false;
};

class Tasks : public QObject {
  Q_OBJECT

 public:
  explicit Tasks(Messages& messages) : m_messages(messages) {}

  // The number that the others ask for.
  int begin(const QString& name, const QString& page, std::function<void()> cancel);
  void tell(int number, std::optional<double> share, const QString& detail);
  // How it ended, in a sentence.
  void end(int number, Tone tone, const QString& sentence);
  void cancel(int number);
  const QList<Task>& all() const { return m_all; }

 signals:
  void changed();

 private:
  Task* find(int number);

  Messages& m_messages;
  QList<Task> m_all;
  int m_last = 0;
};

}  // namespace twinlane::ui
