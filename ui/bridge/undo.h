// Taking back what was given last in this window, by the command that undoes it (domain/compensation.h). Where money moves, goods come
// back or there is no way back from it, a person is asked first, by name and amount. What somebody has changed since is not touched.
// Asks the readers. GUI thread; owned by the shop session.
#pragma once

#include "bridge/engine_bridge.h"
#include "bridge/messages.h"

#include <QObject>

namespace twinlane::ui {

struct UndoOffer {
  QString question, action;  // "Refund GBP 12.40 to Ann?", "Refund payment"
  QString done;              // what it undoes, in words
  domain::Command command;
  std::int64_t expectedVersion = 0;
  base::CommandId undoes = {};
};

class Undo : public QObject {
  Q_OBJECT

 public:
  // What was given before is further back than anybody remembers.
  static constexpr qsizetype kept = 20;

  Undo(EngineBridge& bridge, Messages& messages);

  // The last thing that was given: asked for or done at once.
  void undoLast();
  void give(const UndoOffer& offer);

 signals:
  void offered(const twinlane::ui::UndoOffer& offer);

 private:
  struct Given {
    QString name;  // of the command
    command::Receipt receipt;
  };
  void took(const std::string& command, const command::Receipt& receipt);
  void consider(const Given& given);
  void forget(const base::CommandId& given);
  void refuse(const Given& given, const QString& why);
  static QString nameOf(const Given& given);

  EngineBridge& m_bridge;
  Messages& m_messages;
  QList<Given> m_given;  // the newest last
  std::vector<base::CommandId> m_own;  // that undo others
  bool m_isAsking = false;
};

}  // namespace twinlane::ui
