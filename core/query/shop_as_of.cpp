#include "query/shop_as_of.h"

#include "domain/format/encoding.h"
#include "domain/order/state.h"

namespace twinlane::query {

base::Status countAsOf(store::EventStore& store, const std::string& order, base::Timestamp moment, ShopAsOf& into) {
  constexpr std::size_t eventsAtOnce = 1024;
  domain::OrderState state;
  for (std::int64_t version = 0;;) {
    const auto events = store.readStream({domain::Category::Order, order}, version, eventsAtOnce);
    if (!events) return tl::unexpected(events.error());
    for (const store::StoredEvent& stored : *events) {
      version = stored.version;
      if (!stored.isTimeKnown() && stored.version == 1) {
        ++into.undated;
        return {};
      }
      if (stored.when() >= moment) continue;
      const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      domain::evolve(state, *event, {stored.when(), stored.version});
    }
    if (events->size() < eventsAtOnce) break;
  }
  if (!state.exists) return {};
  ++into.orders;
  ++into.byState[{domain::status(state), domain::payment(state)}];
  into.confirmed += state.confirmed ? 1 : 0;
  return {};
}

}  // namespace twinlane::query
