// What a person is told whatever page is open: alerts, work that came to its end, notices; the newest first. Kept while the folder is
// open. GUI thread; owned by the shop session.
#pragma once

#include "base/clock.h"
#include "theme/state_mark.h"

#include <QList>
#include <QObject>
#include <QString>

namespace twinlane::ui {

enum class MessageKind { Alert, Task, Notice };

struct Message {
  std::int64_t number = 0;  // from 1 on
  MessageKind kind = MessageKind::Notice;
  StateMark mark = {};
  QString text;
  base::Timestamp at = {};
  QString page = {};  // by its name, where more is to be seen; empty for none
};

class Messages : public QObject {
  Q_OBJECT

 public:
  static constexpr qsizetype kept = 500;

  explicit Messages(const base::Clock& clock) : m_clock(clock) {}

  // The tone tells how good or bad it is, and with it the mark.
  void add(MessageKind kind, Tone tone, const QString& text, const QString& page = {});
  const QList<Message>& all() const { return m_all; }
  // Since somebody last looked.
  qsizetype unread() const { return m_unread; }
  void markRead();

 signals:
  void added(const twinlane::ui::Message& message);
  void changed();

 private:
  const base::Clock& m_clock;
  QList<Message> m_all;
  std::int64_t m_last = 0;
  qsizetype m_unread = 0;
};

}  // namespace twinlane::ui
