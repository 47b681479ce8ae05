// Commands for tests: small, valid, in pounds.
#pragma once

#include "command/envelope.h"

namespace twinlane::tests {

inline const base::Currency pounds{{'G', 'B', 'P'}};

inline domain::PlaceOrder orderOf(const std::string& id, const std::string& product = "CUP", std::int64_t pieces = 2, std::int64_t pence = 250) {
  domain::PlaceOrder place;
  if (!id.empty()) place.order = domain::OrderId(id);
  place.currency = pounds;
  place.lines.push_back({domain::ProductId(product), {pieces * 1000}, base::Amount{pence * 100}, "Cup", {}, {}, {}});
  return place;
}

inline command::Envelope envelope(base::CommandId id, domain::Command command, std::string actor = "ann") {
  command::Envelope envelope;
  envelope.id = id;
  envelope.command = std::move(command);
  envelope.actor = std::move(actor);
  return envelope;
}

}  // namespace twinlane::tests
