// The account of an import as rows by fate, and the check that every row read has exactly one and that the whole file was read.
// Pure functions.
#pragma once

#include "tables/row_table_model.h"
#include "transfer/import.h"

namespace twinlane::ui {

// The shop folder keeps how many rows were taken in before, not what they became nor how many their files held.
enum class AccountOf { ThisRun, AllBefore };

QList<Column> accountColumns(AccountOf what = AccountOf::ThisRun);
// Taken in, already taken in, not imported by reason, left out by rule, and the sum.
// `repaired`: how many that stood aside were taken in since, by reason.
QList<QList<Cell>> accountRows(const transfer::ImportAccount& account, AccountOf what = AccountOf::ThisRun, const std::map<std::string, std::int64_t>& repaired = {});
// All files taken in so far, a row each, and their sum.
QList<Column> fileColumns();
QList<QList<Cell>> fileRows(const store::ImportLedger::Account& account);
std::int64_t notImported(const transfer::ImportAccount& account);
std::int64_t leftOut(const transfer::ImportAccount& account);
// By how many rows the fates differ from the rows read; 0 when each row has exactly one.
std::int64_t missingRows(const transfer::ImportAccount& account);
// Every row of the file is in the account; false while rows are being taken in, after a cancel, and where it is not known.
bool wholeFile(const transfer::ImportAccount& account);
// Of what shares are told: all rows of the file, where they are known.
std::int64_t allRows(const transfer::ImportAccount& account);
// Nothing of the file was new.
bool allThereAlready(const transfer::ImportAccount& account);

}  // namespace twinlane::ui
