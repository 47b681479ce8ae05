#include "bridge/shop_session.h"

#include "base/zone.h"
#include "bridge/practice_load.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimeZone>

namespace twinlane::ui {

namespace {

constexpr int proveEveryMs = 30 * 60 * 1000;

// A shop that is made here lives where this computer does, until the first file says otherwise.
std::string zoneOfComputer() {
  const auto zone = base::Zone::named(QTimeZone::systemTimeZoneId().toStdString());
  return zone ? zone->name() : std::string();
}

}  // namespace

base::Result<std::unique_ptr<ShopSession>> ShopSession::open(const SessionOptions& options) {
  SessionOptions opened = options;
  std::unique_ptr<QTemporaryDir> scratch;
  if (opened.folder.isEmpty()) {
    scratch = std::make_unique<QTemporaryDir>();
    if (!scratch->isValid()) return base::fail(base::ErrorCode::Denied, "no temporary folder can be made", {}, "name a folder with --data");
    opened.folder = scratch->filePath(QStringLiteral("practice"));
  }
  engine::Options wanted;
  wanted.dataFolder = QDir(opened.folder).absolutePath().toStdString();
  wanted.training = opened.practice;
  wanted.proveEveryMs = proveEveryMs;
  wanted.telemetryKept = true;
  wanted.zone = opened.zone;
  if (wanted.zone.empty() && !QFileInfo::exists(opened.folder + QStringLiteral("/journal.sqlite"))) wanted.zone = zoneOfComputer();
  auto engine = engine::Engine::open(wanted);
  if (!engine) return tl::unexpected(engine.error());
  return std::unique_ptr<ShopSession>(new ShopSession(opened, std::move(scratch), std::move(*engine)));
}

ShopSession::ShopSession(const SessionOptions& options, std::unique_ptr<QTemporaryDir> scratch, std::unique_ptr<engine::Engine> engine)
    : m_scratch(std::move(scratch)),
      m_options(options),
      m_engine(std::move(engine)),
      m_time(m_engine->zone()),
      m_bridge(std::make_unique<EngineBridge>(*m_engine)),
      m_feed(std::make_unique<LiveFeed>(*m_bridge)),
      m_own(m_scratch ? QString() : options.settings, QDir(options.folder).absolutePath()),
      m_messages(m_engine->clock()),
      m_tasks(m_messages),
      m_watch(*m_bridge, m_messages, m_tasks),
      m_undo(*m_bridge, m_messages) {
  QObject::connect(m_feed.get(), &LiveFeed::updated, &m_messages, [this] { m_watch.look(m_feed->state()); });
  QObject::connect(m_bridge.get(), &EngineBridge::failed, &m_messages, [this](const QString& text) { m_messages.add(MessageKind::Alert, Tone::Bad, text); });
  if (options.load) m_load = std::make_unique<PracticeLoad>(*m_engine, options.seed);
}

ShopSession::~ShopSession() {
  // The load object outlives the engine's last answers, which it is told of.
  if (m_load) m_load->stop();
  m_feed.reset();
  m_bridge->stop();
  m_engine->stop();
  m_load.reset();
  m_bridge.reset();
  m_engine.reset();
}

QString ShopSession::title() const { return QDir(m_options.folder).dirName(); }

}  // namespace twinlane::ui
