#include "transfer/account_rows.h"

#include "transfer/row_reason.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

struct AccountRowsTexts {
  Q_DECLARE_TR_FUNCTIONS(AccountRows)
};

std::int64_t sumOf(const std::map<std::string, std::int64_t>& counts) {
  std::int64_t sum = 0;
  for (const auto& [name, count] : counts) sum += count;
  return sum;
}

QString shareOf(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return {};
  return AccountRowsTexts::tr("%1 %").arg(formatDecimal(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1));
}

QList<Cell> row(const StateMark& mark, const QString& fate, const QString& kind, std::int64_t rows, std::int64_t all, const QString& became) {
  return {{fate, mark, Tone::Text, false, {}},
          {kind, {}, Tone::Text, true, {}},
          {formatCount(rows), {}, Tone::Text, false, {}},
          {shareOf(rows, all), {}, Tone::Muted, false, {}},
          {became, {}, Tone::Text, false, {}}};
}

// What the account may claim: of the whole file only when the whole of it was read.
Cell verdict(const transfer::ImportAccount& a) {
  const auto said = [](const StateMark& mark, const QString& words, Tone tone = Tone::Text) { return Cell{words, mark, tone, false, {}}; };
  if (const std::int64_t missing = missingRows(a); missing != 0)
    return said({MarkShape::Square, Tone::Bad}, AccountRowsTexts::tr("the sum differs from the rows read by %1").arg(counted(Counted::Rows, missing)), Tone::Bad);
  if (wholeFile(a)) return said({MarkShape::Dot, Tone::Ok}, AccountRowsTexts::tr("the sum of all fates equals the file, no row is missing"));
  if (a.rowsInFiles) return said({MarkShape::Half, Tone::Accent}, AccountRowsTexts::tr("of %1 in the file; each row read has exactly one fate").arg(counted(Counted::Rows, *a.rowsInFiles)));
  return said({MarkShape::Dot, Tone::Ok}, AccountRowsTexts::tr("each row read has exactly one fate"));
}

}  // namespace

std::int64_t notImported(const transfer::ImportAccount& account) { return sumOf(account.quarantined); }
std::int64_t leftOut(const transfer::ImportAccount& account) { return sumOf(account.ignored); }

std::int64_t missingRows(const transfer::ImportAccount& account) {
  return account.rows - account.accepted - account.alreadyImported - notImported(account) - leftOut(account);
}

bool wholeFile(const transfer::ImportAccount& account) { return account.rowsInFiles == account.rows; }

std::int64_t allRows(const transfer::ImportAccount& account) { return account.rowsInFiles.value_or(account.rows); }

bool allThereAlready(const transfer::ImportAccount& account) { return wholeFile(account) && account.rows > 0 && account.alreadyImported == account.rows; }

QList<Column> accountColumns(AccountOf what) {
  return {{AccountRowsTexts::tr("Fate"), false}, {AccountRowsTexts::tr("Kind of row"), false}, {AccountRowsTexts::tr("Rows"), true}, {AccountRowsTexts::tr("Of all"), true}, {what == AccountOf::ThisRun ? AccountRowsTexts::tr("Became") : AccountRowsTexts::tr("Note"), false}};
}

QList<QList<Cell>> accountRows(const transfer::ImportAccount& a, AccountOf what, const std::map<std::string, std::int64_t>& repaired) {
  QList<QList<Cell>> rows;
  const std::int64_t mended = sumOf(repaired);
  const QString became = what == AccountOf::AllBefore ? mended == 0 ? AccountRowsTexts::tr("stand in the log") : AccountRowsTexts::tr("stand in the log; %1 stood aside before").arg(formatCount(mended))
                         : a.orders > 0               ? AccountRowsTexts::tr("%1, %2 in the log").arg(counted(Counted::Orders, a.orders), counted(Counted::Changes, a.events))
                                                      : QString();
  const std::int64_t all = allRows(a);
  rows << row({MarkShape::Dot, Tone::Ok}, AccountRowsTexts::tr("taken in"), AccountRowsTexts::tr("Rows that are in the shop now"), a.accepted, all, became);
  if (a.alreadyImported > 0)
    rows << row({MarkShape::Ring, Tone::Ok}, AccountRowsTexts::tr("there already"), AccountRowsTexts::tr("Rows taken in before"), a.alreadyImported, all, AccountRowsTexts::tr("nothing new"));
  for (const auto& [reason, count] : a.quarantined) rows << row({MarkShape::Square, Tone::Bad}, AccountRowsTexts::tr("not imported"), plainWords(reason), count, all, reason == transfer::unfinishedRow ? AccountRowsTexts::tr("no line end: it may be cut; give the whole file, or take the row in as it is") : AccountRowsTexts::tr("kept aside, with the reason"));
  for (const auto& [rule, count] : a.ignored) rows << row({MarkShape::Ring, Tone::Muted}, AccountRowsTexts::tr("left out"), plainWords(rule), count, all, {});
  rows << QList<Cell>{{{}, {}, Tone::Text, false, {}},
                      {wholeFile(a) ? AccountRowsTexts::tr("Rows in the file") : AccountRowsTexts::tr("Rows read"), {}, Tone::Text, true, {}},
                      {formatCount(a.rows), {}, Tone::Text, true, {}},
                      {all > a.rows ? shareOf(a.rows, all) : QString(), {}, Tone::Muted, false, {}},
                      verdict(a)};
  return rows;
}

QList<Column> fileColumns() {
  return {{.title = AccountRowsTexts::tr("File"), .freeText = true}, {AccountRowsTexts::tr("Rows"), true}, {AccountRowsTexts::tr("Taken in"), true}, {AccountRowsTexts::tr("Not imported"), true},
          {AccountRowsTexts::tr("Left out"), true}, {AccountRowsTexts::tr("Sum"), false}};
}

QList<QList<Cell>> fileRows(const store::ImportLedger::Account& account) {
  QList<QList<Cell>> rows;
  const auto add = [&](const QString& name, std::int64_t all, std::int64_t accepted, std::int64_t aside, std::int64_t left, bool strong) {
    const auto number = [strong](std::int64_t count) { return Cell{formatCount(count), {}, Tone::Text, strong, {}}; };
    const std::int64_t missing = all - accepted - aside - left;
    rows << QList<Cell>{{name, {}, Tone::Text, true, {}}, number(all), number(accepted), number(aside), number(left),
                        missing == 0 ? Cell{AccountRowsTexts::tr("adds up"), {MarkShape::Dot, Tone::Ok}, Tone::Text, false, {}}
                                     : Cell{AccountRowsTexts::tr("differs by %1").arg(counted(Counted::Rows, missing)), {MarkShape::Square, Tone::Bad}, Tone::Bad, false, {}}};
  };
  for (const store::FileAccount& file : account.files) add(QString::fromStdString(file.file), file.rows, file.accepted, sumOf(file.quarantined), sumOf(file.ignored), false);
  add(AccountRowsTexts::tr("All files"), account.rows, account.accepted, sumOf(account.quarantined), sumOf(account.ignored), true);
  return rows;
}

}  // namespace twinlane::ui
