#include "bridge/engine_bridge.h"

#include <QString>

namespace twinlane::ui {

EngineBridge::EngineBridge(engine::Engine& engine)
    : m_engine(engine), m_actor(qEnvironmentVariable("USER", QStringLiteral("operator")).toStdString()), m_watch(engine) {}

EngineBridge::~EngineBridge() { stop(); }

void EngineBridge::stop() {
  m_watch.stop();
  m_background.stop();
  m_slow.stop();
}

void EngineBridge::submit(command::Envelope envelope, QObject* context, std::function<void(const TimedReceipt&)> answered, Kind kind) {
  if (envelope.id == base::CommandId{}) envelope.id = m_engine.newCommandId();
  if (envelope.actor.empty()) envelope.actor = m_actor;
  if (envelope.pressedAt.nanos == 0) envelope.pressedAt = m_engine.clock().steady();
  const base::SteadyTime pressed = envelope.pressedAt;
  const base::Clock* clock = &m_engine.clock();
  const std::string type = domain::typeName(envelope.command);
  if (kind == Kind::Single) m_presses.pressed(envelope.id, pressed);
  m_engine.submit(std::move(envelope), [guard = QPointer<QObject>(context), bridge = QPointer<EngineBridge>(kind == Kind::Single ? this : nullptr), type, pressed, clock, answered = std::move(answered)](const command::Receipt& receipt) {
    const auto timed = std::make_shared<TimedReceipt>(TimedReceipt{receipt, clock->steady().microsSince(pressed)});
    postToGui([guard, bridge, type, timed, answered] {
      if (bridge && timed->receipt.outcome == command::Outcome::Accepted) {
        bridge->m_presses.stored(timed->receipt.command, timed->receipt.position + timed->receipt.events - 1);
        emit bridge->stored(type, timed->receipt);
      }
      if (guard && answered) answered(*timed);
    });
  });
}

void EngineBridge::awaitVisible(store::Position position, base::SteadyTime since, QObject* context, std::function<void(std::int64_t)> seen) {
  m_watch.await(position, [guard = QPointer<QObject>(context), since, seen = std::move(seen)](base::SteadyTime at) {
    const std::int64_t micros = at.microsSince(since);
    postToGui([guard, micros, seen] {
      if (guard) seen(micros);
    });
  });
}

void EngineBridge::report(const base::Status& status) {
  if (status) return;
  const QString text = QString::fromStdString(status.error().what + (status.error().remedy.empty() ? "" : ". " + status.error().remedy));
  postToGui([guard = QPointer<EngineBridge>(this), text] {
    if (guard) emit guard->failed(text);
  });
}

void EngineBridge::pause(const std::string& projection, const std::string& reason) {
  m_background.post([this, projection, reason] { report(m_engine.pause(projection, m_actor, reason)); });
}

void EngineBridge::resume(const std::string& projection) {
  m_background.post([this, projection] { report(m_engine.resume(projection, m_actor)); });
}

void EngineBridge::inBackground(std::function<void()> work, QObject* context, std::function<void()> done) { post(m_background, std::move(work), context, std::move(done)); }

void EngineBridge::post(Background& thread, std::function<void()> work, QObject* context, std::function<void()> done) {
  thread.post([work = std::move(work), guard = QPointer<QObject>(context), done = std::move(done)] {
    work();
    postToGui([guard, done] {
      if (guard && done) done();
    });
  });
}

}  // namespace twinlane::ui
