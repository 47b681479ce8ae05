// What both lanes hold of an order after one of its changes, as rows of a name and a value; where the change before left something
// else, the row says so. Pure functions.
#pragma once

#include "domain/order/state.h"
#include "query/order_results.h"
#include "tables/row_table_model.h"
#include "words/shop_time.h"

namespace twinlane::ui {

using NamedValues = QList<std::pair<QString, QString>>;

// The write lane's state: what the next command is decided on.
NamedValues writeValues(const domain::OrderState& state, std::int64_t version);
// The read lane's document: what screens show.
NamedValues readValues(const query::OrderDocument& document, const ShopTime& time);

// `before` empty: nothing to compare with.
QList<QList<Cell>> changedRows(const NamedValues& now, const NamedValues& before);

}  // namespace twinlane::ui
