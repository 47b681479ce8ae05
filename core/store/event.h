// What the journal keeps, as its readers and writers see it: no SQL type, no integer stream key. Plain values.
#pragma once

#include "base/command_id.h"
#include "base/money.h"
#include "base/timestamp.h"
#include "domain/events.h"
#include "domain/types.h"

#include <string>
#include <vector>

namespace twinlane::store {

// Global position of an event: 1, 2, 3 ... without a gap. 0 is "before the first".
using Position = std::int64_t;

struct StreamRef {
  domain::Category category = domain::Category::Order;
  std::string id;  // empty in an append: an order that gets its dense number as id

  auto operator<=>(const StreamRef&) const = default;
  // "order-20418": what `events --stream` takes and prints.
  std::string toText() const { return std::string(domain::name(category)) + "-" + id; }
};

struct StoredEvent {
  Position position = 0;
  StreamRef stream;
  std::int64_t orderNumber = 0;  // dense number of the order; 0 in other categories
  std::int64_t version = 0;
  int type = 0;
  int schemaVersion = 0;
  base::Bytes payload;
  base::Bytes sealed;
  base::CommandId command;
  int index = 0;  // of the event within its command; (command, index) is the event's id
  std::string actor;
  domain::Origin origin = domain::Origin::Live;
  std::optional<base::Timestamp> occurredAt;  // only when it differs from recordedAt
  base::Timestamp recordedAt;
  base::Digest digest{};

  base::Timestamp when() const { return occurredAt.value_or(recordedAt); }
  // False for an imported fact whose source does not say when it happened: when() is then no more than when it was taken in.
  bool isTimeKnown() const { return origin != domain::Origin::Import || occurredAt.has_value(); }
};

struct StoreIdentity {
  std::string storeId;
  std::int64_t incarnation = 0;
  bool operator==(const StoreIdentity&) const = default;
};

struct StoreHead {
  StoreIdentity identity;
  Position position = 0;
  base::Digest link{};
};

}  // namespace twinlane::store

template <>
struct std::hash<twinlane::store::StreamRef> {
  // Not noexcept: the standard library then keeps the hash in each node instead of hashing names again on every look.
  std::size_t operator()(const twinlane::store::StreamRef& stream) const {
    return std::hash<std::string>{}(stream.id) * 31 + static_cast<std::size_t>(stream.category);
  }
};
