// What the blotter asks for and how answers come back: a port, so that the table can be tested without an engine. Answers
// come on the GUI thread, later, or never when too many questions wait.
#pragma once

#include "query/order_results.h"

#include <functional>

namespace twinlane::ui {

class OrderSource {
 public:
  virtual ~OrderSource() = default;

  virtual bool askVector(const query::OrderQuery& query, std::function<void(query::OrderVector)> answered) = 0;
  virtual bool askRows(std::vector<std::int64_t> numbers, std::function<void(query::OrdersByNumber)> answered) = 0;
};

}  // namespace twinlane::ui
