// Sums over lines and charges of an event. Pure; within the bounds of limits.h they cannot overflow.
#pragma once

#include "domain/events.h"

namespace twinlane::domain {

inline Amount netOf(const std::vector<OrderLine>& lines) {
  Amount sum;
  for (const OrderLine& line : lines) sum += line.net;
  return sum;
}
inline Amount sumOf(const std::vector<Charge>& charges) {
  Amount sum;
  for (const Charge& charge : charges) sum += charge.amount;
  return sum;
}
inline Quantity unitsOf(const std::vector<OrderLine>& lines) {
  Quantity sum;
  for (const OrderLine& line : lines) sum += line.quantity;
  return sum;
}

}  // namespace twinlane::domain
