// An opened shop folder: engine, bridge, feed and, for practice, the load. Ends them in the right order. GUI thread; owned
// by the window.
#pragma once

#include "bridge/engine_bridge.h"
#include "bridge/live_feed.h"
#include "bridge/own_orders.h"
#include "bridge/shop_watch.h"
#include "bridge/tasks.h"
#include "bridge/undo.h"
#include "words/shop_time.h"

#include <memory>

class QTemporaryDir;

namespace twinlane::ui {

class PracticeLoad;

struct SessionOptions {
  QString folder;  // empty for a practice shop that ends with the session
  bool practice = false;
  bool load = false;      // orders come in by themselves
  std::string zone;       // of days and months, for a shop without orders; empty: the computer's for a new one
  std::uint64_t seed = 7;
  QString settings;  // the file for what is the person's own; empty: nothing is kept
};

class ShopSession {
 public:
  static base::Result<std::unique_ptr<ShopSession>> open(const SessionOptions& options);
  ~ShopSession();

  engine::Engine& engine() { return *m_engine; }
  EngineBridge& bridge() { return *m_bridge; }
  LiveFeed& feed() { return *m_feed; }
  OwnOrders& own() { return m_own; }
  Messages& messages() { return m_messages; }
  Tasks& tasks() { return m_tasks; }
  Undo& undo() { return m_undo; }
  PracticeLoad* load() { return m_load.get(); }
  const ShopTime& time() const { return m_time; }
  const SessionOptions& options() const { return m_options; }
  QString title() const;
  // The folder ends with the session.
  bool scratch() const { return m_scratch != nullptr; }

 private:
  ShopSession(const SessionOptions& options, std::unique_ptr<QTemporaryDir> scratch, std::unique_ptr<engine::Engine> engine);

  std::unique_ptr<QTemporaryDir> m_scratch;  // the last to go
  SessionOptions m_options;
  std::unique_ptr<engine::Engine> m_engine;
  ShopTime m_time;
  std::unique_ptr<EngineBridge> m_bridge;
  std::unique_ptr<LiveFeed> m_feed;
  std::unique_ptr<PracticeLoad> m_load;
  OwnOrders m_own;
  Messages m_messages;
  Tasks m_tasks;
  ShopWatch m_watch;
  Undo m_undo;
};

}  // namespace twinlane::ui
