// The same command for every order that a question finds, not for a list of them: they are found by their numbers, upwards, so that what
// it changes about them leaves none out and takes none twice. Some are under way at a time; what is refused is counted by reason, what
// was too much at once is sent again. A piece of work of the task list. GUI thread; owned by its page.
#pragma once

#include "bridge/engine_bridge.h"
#include "bridge/tasks.h"

#include <QTimer>

#include <map>

namespace twinlane::ui {

class BulkRun : public QObject {
  Q_OBJECT

 public:
  // Nothing for an order that it is not for.
  using Make = std::function<std::optional<domain::Command>(const query::OrderSummary&)>;
  struct Account {
    std::int64_t found = 0, stored = 0, passedOver = 0;
    std::map<QString, std::int64_t> refused;  // by reason, as a person says it
    bool isCancelled = false;
  };

  BulkRun(EngineBridge& bridge, Tasks& tasks, QObject* parent) : QObject(parent), m_bridge(bridge), m_tasks(tasks) {}

  // `about`: how many there are, for the progress.
  void start(const QString& name, query::OrderFilter filter, std::int64_t about, Make make);
  bool running() const { return m_running; }
  const Account& account() const { return m_account; }

 signals:
  void finished();

 private:
  static constexpr std::size_t mostUnderWay = 64;

  void askPage();
  void pump();
  void send(const domain::Command& command);
  void tell();
  void end();

  EngineBridge& m_bridge;
  Tasks& m_tasks;
  QString m_name;
  query::OrderQuery m_query;
  Make m_make;
  Account m_account;
  std::vector<query::OrderSummary> m_page;
  std::size_t m_next = 0, m_underWay = 0;
  std::int64_t m_about = 0;
  int m_task = 0;
  bool m_running = false, m_isAsking = false, m_isLast = false;
};

}  // namespace twinlane::ui
