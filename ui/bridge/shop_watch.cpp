#include "bridge/shop_watch.h"

#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

const QString views = QStringLiteral("views");

QString from(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

void ShopWatch::look(const LiveState& state) {
  using H = engine::HealthState;
  const auto refuses = [](H health) { return health == H::ReadOnly || health == H::Halted; };
  if (state.health.answered && state.health.state != m_health) {
    if (refuses(state.health.state)) m_messages.add(MessageKind::Alert, Tone::Bad, tr("New orders are refused: %1. Nothing accepted is lost.").arg(from(state.health.reason)), QStringLiteral("health"));
    else if (refuses(m_health)) m_messages.add(MessageKind::Notice, Tone::Ok, tr("New orders are taken in again."));
    m_health = state.health.state;
  }
  for (const projection::Status& list : state.lists) lookAt(list);
}

void ShopWatch::lookAt(const projection::Status& list) {
  using S = projection::State;
  const QString title = listTitle(list.name);
  lookAtCopy(list);
  const auto [known, isNew] = m_lists.try_emplace(list.name, list);
  const projection::Status before = isNew ? projection::Status{} : std::exchange(known->second, list);
  if (list.state == S::Failed && before.state != S::Failed)
    m_messages.add(MessageKind::Alert, Tone::Bad, list.failure ? tr("%1 needs help: %2. %3").arg(title, from(list.failure->what), from(list.failure->action)) : tr("%1 needs help: %2").arg(title, from(list.error)), views);
  if (list.state == S::Paused && before.state != S::Paused)
    m_messages.add(MessageKind::Alert, Tone::Warn, list.pauseReason.empty() ? tr("%1 was paused by %2.").arg(title, from(list.pausedBy)) : tr("%1 was paused by %2: %3.").arg(title, from(list.pausedBy), from(list.pauseReason)), views);
  if (before.state == S::Paused && (list.state == S::CatchingUp || list.state == S::Live)) m_messages.add(MessageKind::Notice, Tone::Ok, tr("%1 goes on.").arg(title), views);
  if (list.parked > before.parked) m_messages.add(MessageKind::Alert, Tone::Warn, tr("%1 has set aside %2 whose changes it cannot read.").arg(title, counted(Counted::Orders, list.parked)), views);
  if (list.proof && !list.proof->isSame && (!before.proof || before.proof->isSame || before.proof->position != list.proof->position))
    m_messages.add(MessageKind::Alert, Tone::Bad, tr("%1 differs from the log: %2. Make it anew.").arg(title, from(list.proof->difference)), views);
}

// A copy is work until it waits for a person, or has come to its end.
void ShopWatch::lookAtCopy(const projection::Status& list) {
  const auto task = m_copies.find(list.name);
  const bool isFolding = list.rebuild && list.rebuild->state == projection::RebuildState::Folding;
  const QString title = listTitle(list.name);
  if (isFolding) {
    const int number = task != m_copies.end() ? task->second : m_copies.emplace(list.name, m_tasks.begin(tr("Make %1 anew").arg(title), views, [this, name = list.name] {
      m_bridge.fetch<base::Status>(EngineBridge::Length::Long, [&engine = m_bridge.engine(), name] { return engine.cancelRebuild(name); }, &m_bridge, [this](const base::Status& done) { m_bridge.report(done); });
    })).first->second;
    const double share = list.head > 0 ? static_cast<double>(list.rebuild->position) / static_cast<double>(list.head) : 0;
    QString detail = tr("log no. %1 of %2").arg(formatCount(list.rebuild->position), formatCount(list.head));
    if (list.rebuild->etaMs > 0) detail += tr(" · about %1 left").arg(formatAge(list.rebuild->etaMs));
    return m_tasks.tell(number, share, detail);
  }
  if (task == m_copies.end()) return;
  const auto before = m_lists.find(list.name);
  const bool isSwitched = before != m_lists.end() && before->second.generation != list.generation;
  const auto end = [&](Tone tone, const QString& sentence) { m_tasks.end(task->second, tone, sentence); };
  if (list.rebuild && list.rebuild->state == projection::RebuildState::Differs) end(Tone::Warn, tr("The new copy of %1 differs from the one shown: look at it in Views.").arg(title));
  else if (list.rebuild) end(Tone::Ok, tr("The new copy of %1 is ready.").arg(title));
  else if (isSwitched) end(Tone::Ok, tr("%1 was made anew and is in use.").arg(title));
  else end(Tone::Muted, tr("The new copy of %1 was given up; the one before is shown.").arg(title));
  m_copies.erase(task);
}

}  // namespace twinlane::ui
