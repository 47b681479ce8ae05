#include "words/headline.h"

#include "words/formats.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

constexpr int mostCharacters = 90;

struct HeadlineTexts {
  Q_DECLARE_TR_FUNCTIONS(Headline)
};

// Names and causes come from outside; they may not push the sentence beyond its 90 characters.
QString fitted(const QString& text, int length) { return text.size() <= length ? text : text.left(length - 1) + QChar(0x2026); }

// The longest of the sentences with a name: the name gets what the rest leaves.
QString behind(const HeadlineState& s, const QString& list) {
  const QString pattern = HeadlineTexts::tr("All accepted orders are stored. %1 is %2 behind: do not enter orders again.");
  const QString age = formatAge(s.behindMs);
  return pattern.arg(fitted(list, mostCharacters - static_cast<int>(pattern.arg(QString(), age).size())), age);
}

QString refused(const HeadlineState& s) {
  const QString tail = HeadlineTexts::tr("Nothing accepted is lost.");
  if (s.since.isEmpty() || s.cause.isEmpty()) return HeadlineTexts::tr("New orders are refused. %1").arg(tail);
  return HeadlineTexts::tr("New orders refused since %1: %2. %3").arg(fitted(s.since, 8), fitted(s.cause, 24), tail);
}

}  // namespace

Headline headline(const HeadlineState& s) {
  const QString list = fitted(s.list.isEmpty() ? HeadlineTexts::tr("A list") : s.list, 18);
  if (s.store == StoreState::Halted) return {Severity::Alarm, refused(s)};
  if (s.lag == LagBand::Failed) return {Severity::Alarm, HeadlineTexts::tr("All accepted orders are stored. %1 needs help: it has stopped.").arg(list)};
  if (s.store == StoreState::Unanswered || s.lag == LagBand::Unanswered)
    return {Severity::Checking, HeadlineTexts::tr("Checking that all accepted orders are stored.")};
  if (s.store == StoreState::ReadOnly)
    return {Severity::Attention, HeadlineTexts::tr("Reading only: another program owns this folder. Stored orders are safe.")};
  if (s.lag == LagBand::Paused && s.behindChanges == 0)
    return {Severity::Attention, HeadlineTexts::tr("All accepted orders are stored. %1 is paused: new orders will wait.").arg(list)};
  if (s.lag == LagBand::Paused || s.lag == LagBand::Behind) return {Severity::Attention, behind(s, list)};
  if (s.store == StoreState::CatchingUp) return {Severity::Attention, HeadlineTexts::tr("All accepted orders are stored. Lists are catching up.")};
  if (s.setAside > 0 && s.discarded > 0)
    return {Severity::Attention, HeadlineTexts::tr("All accepted orders are stored. Changes set aside: %1, discarded: %2.").arg(formatCount(s.setAside), formatCount(s.discarded))};
  if (s.setAside > 0)
    return {Severity::Attention, HeadlineTexts::tr("All accepted orders are stored. Changes set aside: %1, see Views.").arg(formatCount(s.setAside))};
  // Somebody decided so, which is no reason to look; that it is so stays said.
  if (s.discarded > 0)
    return {Severity::Ok, HeadlineTexts::tr("All accepted orders are stored. Lists are current (%1), changes discarded: %2.").arg(formatAge(s.behindMs), formatCount(s.discarded))};
  return {Severity::Ok, HeadlineTexts::tr("All accepted orders are stored. Lists are current (%1).").arg(formatAge(s.behindMs))};
}

}  // namespace twinlane::ui
