#include "domain/format/fact_share.h"

#include "domain/format/encoding.h"

#include <utility>

namespace twinlane::domain {
namespace {

template <class Take>
void eachPart(Event& event, const Take& take) {
  if (auto* picked = std::get_if<LinesPicked>(&event)) take(picked->lines);
  else if (auto* packed = std::get_if<PackagePacked>(&event)) take(packed->lines);
  else if (auto* shipped = std::get_if<PackageShipped>(&event)) take(shipped->lines);
  else if (auto* returned = std::get_if<LinesReturned>(&event)) take(returned->lines);
}

base::Amount* amountOf(Event& event) {
  if (auto* paid = std::get_if<PaymentRecorded>(&event)) return &paid->amount;
  auto* refunded = std::get_if<PaymentRefunded>(&event);
  return refunded != nullptr ? &refunded->amount : nullptr;
}

}  // namespace

bool hasShare(const Event& event) {
  return std::holds_alternative<LinesPicked>(event) || std::holds_alternative<PackagePacked>(event) || std::holds_alternative<PackageShipped>(event) || std::holds_alternative<LinesReturned>(event) ||
         std::holds_alternative<PaymentRecorded>(event) || std::holds_alternative<PaymentRefunded>(event);
}

FactShare takeShare(Event& event) {
  FactShare told;
  eachPart(event, [&](auto& parts) {
    for (const auto& part : parts) {
      auto& [quantity, net] = told.lines[part.line];
      quantity += part.quantity;
      if constexpr (requires { part.net; }) net += part.net;
    }
    parts.clear();
  });
  if (base::Amount* amount = amountOf(event); amount != nullptr) told.amount = std::exchange(*amount, {});
  return told;
}

void takeAway(Event& event, const FactShare& told) {
  eachPart(event, [&](auto& parts) { std::erase_if(parts, [&](const auto& part) { return told.lines.contains(part.line); }); });
  if (base::Amount* amount = amountOf(event); amount != nullptr) *amount -= told.amount;
}

void add(FactShare& sum, const FactShare& more) {
  for (const auto& [line, part] : more.lines) {
    auto& [quantity, net] = sum.lines[line];
    quantity += part.first;
    net += part.second;
  }
  sum.amount += more.amount;
}

std::string keyOf(const Event& event, const std::optional<base::Timestamp>& at) {
  const EncodedEvent encoded = encode(event);
  std::string key = std::to_string(encoded.type) + " " + (at ? std::to_string(at->micros) : std::string("?")) + " " + std::to_string(encoded.payload.size()) + " ";
  for (const base::Bytes* part : {&encoded.payload, &encoded.sealed}) key.append(reinterpret_cast<const char*>(part->data()), part->size());
  return key;
}

}  // namespace twinlane::domain
