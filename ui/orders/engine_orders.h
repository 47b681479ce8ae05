// The orders of the opened shop, asked through the bridge. GUI thread; owned by the orders page.
#pragma once

#include "bridge/engine_bridge.h"
#include "orders/order_source.h"

namespace twinlane::ui {

class EngineOrders final : public QObject, public OrderSource {
  Q_OBJECT

 public:
  EngineOrders(EngineBridge& bridge, QObject* parent) : QObject(parent), m_bridge(bridge) {}

  bool askVector(const query::OrderQuery& query, std::function<void(query::OrderVector)> answered) override;
  bool askRows(std::vector<std::int64_t> numbers, std::function<void(query::OrdersByNumber)> answered) override;

 signals:
  void failed(const QString& text);

 private:
  EngineBridge& m_bridge;
  std::shared_ptr<std::atomic<bool>> m_vectorAsked;
};

}  // namespace twinlane::ui
