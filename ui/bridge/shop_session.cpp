#include "bridge/shop_session.h"

#include <QDir>

namespace twinlane::ui {

base::Result<std::unique_ptr<ShopSession>> ShopSession::open(const SessionOptions& options) {
  engine::Options wanted;
  wanted.dataFolder = QDir(options.folder).absolutePath().toStdString();
  wanted.training = options.practice;
  auto engine = engine::Engine::open(wanted);
  if (!engine) return tl::unexpected(engine.error());
  return std::unique_ptr<ShopSession>(new ShopSession(options, std::move(*engine)));
}

ShopSession::ShopSession(const SessionOptions& options, std::unique_ptr<engine::Engine> engine)
    : m_options(options),
      m_engine(std::move(engine)),
      m_time(m_engine->zone()),
      m_bridge(std::make_unique<EngineBridge>(*m_engine)),
      m_feed(std::make_unique<LiveFeed>(*m_bridge)) {
  if (options.load) m_load = std::make_unique<PracticeLoad>(*m_engine, options.seed);
}

ShopSession::~ShopSession() {
  m_load.reset();
  m_feed.reset();
  m_bridge->stop();
  m_engine->stop();
  m_bridge.reset();
  m_engine.reset();
}

QString ShopSession::title() const { return QDir(m_options.folder).dirName(); }

}  // namespace twinlane::ui
