// The lists as rows of the page Views. Pure functions of their statuses, any thread.
#pragma once

#include "projection/status.h"
#include "tables/row_table_model.h"
#include "words/shop_time.h"

namespace twinlane::ui {

QList<Column> viewColumns();
QList<int> viewWidths();
// `behind`: in milliseconds, once a second of the last minute.
QList<Cell> viewRow(const projection::Status& list, const QList<double>& behind, const ShopTime& time, base::Timestamp now);

// How far the copy that is made beside the one in use has come, of 100.
int percentAnew(const projection::Status& list);

// The values of a row that are not the same in both, where rows are told as values with bars between; all of it where they cannot
// be held against each other.
std::pair<QString, QString> differingParts(const std::string& one, const std::string& other);

}  // namespace twinlane::ui
