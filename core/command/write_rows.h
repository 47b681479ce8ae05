// Rows of the write tables that follow from an event and the state after it. The command service stores them with the
// events; verification folds the journal through the same function's rules and compares. Pure.
#pragma once

#include "domain/order_state.h"
#include "domain/product_state.h"
#include "store/append.h"

namespace twinlane::command {

// `stream` is the index that the rows refer to; `id` the text id of the stream (the product of a stock receipt).
void addOrderRows(std::vector<store::RowChange>& rows, int stream, const domain::OrderState& after, const domain::Event& event);
void addProductRows(std::vector<store::RowChange>& rows, int stream, const std::string& id, const domain::ProductState& after, const domain::Event& event);
void addCustomerRows(std::vector<store::RowChange>& rows, int stream, const domain::CustomerState& after, const domain::Event& event);

}  // namespace twinlane::command
