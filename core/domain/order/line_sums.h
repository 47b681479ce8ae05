// Sums over lines and charges of an event. Pure; within the bounds of limits.h they cannot overflow.
#pragma once

#include "domain/events.h"

#include <algorithm>

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

// What an amendment adds to the order's gross, and what it takes out of it (zero or below); see LinesAmended.
inline Amount addedBy(const LinesAmended& event) {
  Amount sum = netOf(event.added);
  for (const OrderLine& line : event.lines) sum += std::max(line.net, Amount{});
  return sum;
}
inline Amount takenOutBy(const LinesAmended& event) {
  Amount sum;
  for (const OrderLine& line : event.lines) sum += std::min(line.net, Amount{});
  return sum;
}
inline Quantity unitsOf(const std::vector<LineQuantity>& parts) {
  Quantity sum;
  for (const LineQuantity& part : parts) sum += part.quantity;
  return sum;
}
inline Amount valueOf(const LinesReturned& event) {
  Amount sum;
  for (const ReturnedLine& line : event.lines) sum += line.net;
  return sum;
}
inline Quantity unitsOf(const LinesReturned& event) {
  Quantity sum;
  for (const ReturnedLine& line : event.lines) sum += line.quantity;
  return sum;
}

}  // namespace twinlane::domain
