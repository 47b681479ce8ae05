#include "orders/engine_orders.h"

namespace twinlane::ui {

bool EngineOrders::askVector(const query::OrderQuery& query, std::function<void(query::OrderVector)> answered) {
  using Answer = base::Result<query::OrderVector>;
  // Nobody waits for the rows of what was asked before.
  if (m_vectorAsked) *m_vectorAsked = true;
  m_vectorAsked = std::make_shared<std::atomic<bool>>(false);
  return m_bridge.ask<Answer>(
      this, [query](query::Reader& reader) { return reader.orderVector(query); },
      [this, answered = std::move(answered)](Answer answer) {
        if (answer) answered(std::move(*answer));
        else if (answer.error().code != base::ErrorCode::Stopped) emit failed(QString::fromStdString(answer.error().what));
      },
      m_vectorAsked);
}

bool EngineOrders::askRows(std::vector<std::int64_t> numbers, std::function<void(query::OrdersByNumber)> answered) {
  using Answer = base::Result<query::OrdersByNumber>;
  return m_bridge.ask<Answer>(
      this, [numbers = std::move(numbers)](query::Reader& reader) { return reader.ordersByNumber(numbers); },
      [this, answered = std::move(answered)](Answer answer) {
        if (answer) return answered(std::move(*answer));
        // An empty answer keeps the asker's books straight.
        answered({});
        emit failed(QString::fromStdString(answer.error().what));
      });
}

}  // namespace twinlane::ui
