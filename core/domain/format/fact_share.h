// What facts say of lines and money, apart from what they are about: two facts about the same, one of some lines of an order and
// one of the others, say together what one fact of all lines says. Pure functions; any thread.
#pragma once

#include "domain/events.h"

#include <map>
#include <optional>

namespace twinlane::domain {

struct FactShare {
  std::map<int, std::pair<Quantity, Amount>> lines;  // of shipping and the like, by number
  base::Amount amount;                               // of a payment
  bool operator==(const FactShare&) const = default;
};

// Whether events of this kind have one, which may be nothing.
bool hasShare(const Event& event);
// Takes it out of the event, which then says what is left: what it is about.
FactShare takeShare(Event& event);
// Takes out of the event what others about the same say.
void takeAway(Event& event, const FactShare& told);
void add(FactShare& sum, const FactShare& more);

// The bytes of an event and when it happened, the same for equal facts.
std::string keyOf(const Event& event, const std::optional<base::Timestamp>& at = {});

}  // namespace twinlane::domain
