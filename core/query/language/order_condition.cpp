#include "query/language/order_condition.h"

#include <utility>

namespace twinlane::query {
namespace {

OrderCondition joined(OrderCondition::Kind kind, std::vector<OrderCondition> parts) {
  OrderCondition all;
  all.kind = kind;
  for (OrderCondition& part : parts) {
    if (part.holdsForAll()) continue;
    if (part.kind != kind) {
      all.parts.push_back(std::move(part));
      continue;
    }
    for (OrderCondition& inner : part.parts) all.parts.push_back(std::move(inner));
  }
  if (all.parts.size() == 1) return OrderCondition(std::move(all.parts.front()));
  if (all.parts.empty()) all.kind = OrderCondition::Kind::All;
  return all;
}

}  // namespace

OrderCondition allOf(std::vector<OrderCondition> parts) { return joined(OrderCondition::Kind::All, std::move(parts)); }
OrderCondition anyOf(std::vector<OrderCondition> parts) {
  for (const OrderCondition& part : parts)
    if (part.holdsForAll()) return {};
  return joined(OrderCondition::Kind::Any, std::move(parts));
}

OrderCondition notOf(OrderCondition part) {
  OrderCondition negated;
  negated.kind = OrderCondition::Kind::Not;
  negated.parts.push_back(std::move(part));
  return negated;
}

OrderCondition fieldIs(OrderField field, std::int64_t value) {
  OrderCondition condition;
  condition.kind = OrderCondition::Kind::Field;
  condition.field = field;
  condition.from = condition.to = value;
  return condition;
}

OrderCondition textIs(std::string text) {
  OrderCondition condition;
  condition.kind = OrderCondition::Kind::Text;
  condition.text = std::move(text);
  return condition;
}

}  // namespace twinlane::query
