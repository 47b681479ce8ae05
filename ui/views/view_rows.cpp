#include "views/view_rows.h"

#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>
#include <QStringList>

namespace twinlane::ui {

namespace {

struct ViewTexts {
  Q_DECLARE_TR_FUNCTIONS(ViewRows)
};

constexpr int sparkRow = 7;

QString dash() { return QString(QChar(0x2014)); }

// What goes on beside the state.
QString doingOf(const projection::Status& list) {
  QStringList parts;
  if (!list.error.empty()) parts << QString::fromStdString(list.error);
  if (list.state == projection::State::Paused) {
    const QString who = QString::fromStdString(list.pausedBy), why = QString::fromStdString(list.pauseReason);
    parts << (who.isEmpty() || why.isEmpty() ? who + why : ViewTexts::tr("%1, “%2”").arg(who, why));
  }
  if (list.rebuild) {
    using R = projection::RebuildState;
    const QString copy = formatCount(list.rebuild->generation);
    if (list.rebuild->told() == R::Folding) parts << ViewTexts::tr("making anew, %1 %").arg(percentAnew(list));
    else if (list.rebuild->told() == R::Held) parts << ViewTexts::tr("copy %1 ready").arg(copy);
    else parts << ViewTexts::tr("copy %1 differs").arg(copy);
  }
  if (list.discarded > 0) parts << ViewTexts::tr("changes discarded: %1").arg(formatCount(list.discarded));
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

Cell stateCell(const projection::Status& list) {
  const QString doing = doingOf(list), word = stateWord(list.state, list.lagMs);
  return {doing.isEmpty() ? word : word + QStringLiteral(" · ") + doing, stateMark(list.state, list.lagMs), Tone::Text, false, {}};
}

Cell proofCell(const projection::Status& list, const ShopTime& time, base::Timestamp now) {
  if (list.isBeingProved) return {ViewTexts::tr("checking"), {MarkShape::Half, Tone::Accent}, Tone::Text, false, {}};
  if (!list.proof) return {dash(), {}, Tone::Muted, false, {}};
  const QString at = time.moment(list.proof->at, now);
  if (list.proof->isSame) return {at, {MarkShape::Dot, Tone::Ok}, Tone::Text, false, {}};
  return {ViewTexts::tr("differs, %1").arg(at), {MarkShape::Square, Tone::Bad}, Tone::Bad, false, {}};
}

}  // namespace

int percentAnew(const projection::Status& list) {
  if (!list.rebuild || list.position <= 0) return 0;
  return static_cast<int>(std::min<std::int64_t>(100, list.rebuild->position * 100 / list.position));
}

QList<Column> viewColumns() {
  return {{.title = ViewTexts::tr("View"), .whole = true}, {.title = ViewTexts::tr("State"), .freeText = true}, {ViewTexts::tr("At log no."), true}, {ViewTexts::tr("Behind by"), true},
          {ViewTexts::tr("In time"), true}, {ViewTexts::tr("A second"), true}, {ViewTexts::tr("Caught up in"), true}, {ViewTexts::tr("60 s")},
          {ViewTexts::tr("Set aside"), true}, {.title = ViewTexts::tr("Checked"), .whole = true}};
}

QList<int> viewWidths() { return {184, 0, 88, 80, 72, 76, 96, 84, 76, 124}; }

QList<Cell> viewRow(const projection::Status& list, const QList<double>& behind, const ShopTime& time, base::Timestamp now) {
  const bool isBehind = list.lagEvents > 0 && stateMark(list.state, list.lagMs).tone != Tone::Ok;
  const Tone lag = isBehind ? Tone::Warn : Tone::Text;
  QList<Cell> row{{ViewTexts::tr("%1 · copy %2").arg(listTitle(list.name), formatCount(list.generation)), {}, Tone::Text, true, {}},
                  stateCell(list),
                  {formatCount(list.position), {}, Tone::Text, false, {}},
                  {formatCount(list.lagEvents), {}, lag, false, {}},
                  {formatAge(list.lagMs), {}, lag, false, {}},
                  {formatRate(list.eventsPerSecond), {}, Tone::Text, false, {}},
                  {list.etaMs > 0 ? formatAge(list.etaMs) : dash(), {}, Tone::Text, false, {}},
                  {{}, {}, isBehind ? Tone::Warn : Tone::Read, false, behind},
                  {formatCount(list.parked), {}, list.parked > 0 ? Tone::Bad : Tone::Text, list.parked > 0, {}},
                  proofCell(list, time, now)};
  if (behind.size() < 2) row[sparkRow] = {};
  return row;
}

std::pair<QString, QString> differingParts(const std::string& one, const std::string& other) {
  const QString first = QString::fromStdString(one), second = QString::fromStdString(other);
  const QStringList mine = first.split(QLatin1Char('|')), theirs = second.split(QLatin1Char('|'));
  if (mine.size() < 2 || mine.size() != theirs.size()) return {first, second};
  QStringList ofMine, ofTheirs;
  for (int i = 0; i < mine.size(); ++i) {
    if (mine[i] == theirs[i]) continue;
    ofMine << mine[i];
    ofTheirs << theirs[i];
  }
  if (ofMine.isEmpty()) return {first, second};
  return {ofMine.join(QStringLiteral(" · ")), ofTheirs.join(QStringLiteral(" · "))};
}

}  // namespace twinlane::ui
