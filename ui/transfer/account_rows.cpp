#include "transfer/account_rows.h"

#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("AccountRows", text); }

std::int64_t sumOf(const std::map<std::string, std::int64_t>& counts) {
  std::int64_t sum = 0;
  for (const auto& [name, count] : counts) sum += count;
  return sum;
}

QString shareOf(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return {};
  return tr("%1 %").arg(QString::number(100.0 * static_cast<double>(part) / static_cast<double>(whole), 'f', 1));
}

QList<Cell> row(const StateMark& mark, const QString& fate, const QString& kind, std::int64_t rows, std::int64_t all, const QString& became) {
  return {{fate, mark, Tone::Text, false, {}},
          {kind, {}, Tone::Text, true, {}},
          {formatCount(rows), {}, Tone::Text, false, {}},
          {shareOf(rows, all), {}, Tone::Muted, false, {}},
          {became, {}, Tone::Text, false, {}}};
}

}  // namespace

std::int64_t notImported(const transfer::ImportAccount& account) { return sumOf(account.quarantined); }
std::int64_t leftOut(const transfer::ImportAccount& account) { return sumOf(account.ignored); }

std::int64_t missingRows(const transfer::ImportAccount& account) {
  return account.rows - account.accepted - account.alreadyImported - notImported(account) - leftOut(account);
}

QList<Column> accountColumns(AccountOf what) {
  return {{tr("Fate"), false}, {tr("Kind of row"), false}, {tr("Rows"), true}, {tr("Of all"), true}, {what == AccountOf::ThisRun ? tr("Became") : tr("Note"), false}};
}

QList<QList<Cell>> accountRows(const transfer::ImportAccount& a, AccountOf what) {
  QList<QList<Cell>> rows;
  const QString became = what == AccountOf::AllBefore ? tr("stand in the log")
                         : a.orders > 0               ? tr("%1, %2 in the log").arg(counted(Counted::Orders, a.orders), counted(Counted::Changes, a.events))
                                                      : QString();
  rows << row({MarkShape::Dot, Tone::Ok}, tr("taken in"), tr("Lines of orders and returns"), a.accepted, a.rows, became);
  if (a.alreadyImported > 0)
    rows << row({MarkShape::Ring, Tone::Ok}, tr("there already"), tr("Rows taken in before"), a.alreadyImported, a.rows, tr("nothing new"));
  for (const auto& [reason, count] : a.quarantined)
    rows << row({MarkShape::Square, Tone::Bad}, tr("not imported"), plainWords(reason), count, a.rows, tr("kept aside, with the reason"));
  for (const auto& [rule, count] : a.ignored) rows << row({MarkShape::Ring, Tone::Muted}, tr("left out"), plainWords(rule), count, a.rows, {});
  const std::int64_t missing = missingRows(a);
  const StateMark check = missing == 0 ? StateMark{MarkShape::Dot, Tone::Ok} : StateMark{MarkShape::Square, Tone::Bad};
  const QString verdict = missing == 0 ? tr("the sum of all fates equals the file, no row is missing") : tr("the sum differs from the file by %1").arg(counted(Counted::Rows, missing));
  rows << QList<Cell>{{{}, {}, Tone::Text, false, {}},
                      {tr("Rows in the file"), {}, Tone::Text, true, {}},
                      {formatCount(a.rows), {}, Tone::Text, true, {}},
                      {{}, {}, Tone::Text, false, {}},
                      {verdict, check, missing == 0 ? Tone::Text : Tone::Bad, false, {}}};
  return rows;
}

}  // namespace twinlane::ui
