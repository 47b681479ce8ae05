// What the records of a history say, each in the words of its role, before they are put together. Plain values.
#pragma once

#include "domain/types.h"
#include "transfer/profile/role_rules.h"
#include "transfer/value/line_money.h"

#include <variant>

namespace twinlane::transfer {

struct SourceOrder {
  std::string id, customer, country, shipTo, note;
  base::Currency currency;
  std::optional<base::Timestamp> placedAt, promisedAt;
  std::optional<base::Amount> total;  // with all charges
  std::vector<std::pair<std::string, base::Amount>> charges;
};

// A line whose source names no line has an empty id.
struct SourceLine {
  std::string id, order, product, description, package;
  LineMoney money;
  std::vector<std::pair<std::string, base::Amount>> charges;  // count with the order's
  // What a row of a flat file says of its document.
  std::string customer = {};
  std::optional<base::Timestamp> placedAt = {};
};

// A row of a flat file: a line with what it says of its document.
struct SourceFlatRow {
  bool isReturn = false;
  SourceOrder document;
  SourceLine line;
};

struct SourceCustomer {
  std::string id, name, email, phone, address;
};

struct SourceProduct {
  struct Price {
    std::optional<base::Timestamp> at;
    base::Amount price;
  };
  std::string id, name;
  base::Currency currency;
  std::vector<Price> prices;  // as given
};

struct SourcePackage {
  std::string id, order, carrier;
};

// What a source calls an event, as a short hash of its id; zero: it calls it nothing.
using EventName = std::uint64_t;

// Something that happened, and to what.
struct SourceEvent {
  FactKind fact = FactKind::Note;
  std::optional<base::Timestamp> at;
  std::string id, method, carrier, reason, text;
  std::optional<base::Amount> amount;
  std::vector<std::pair<Role, std::string>> about;
};

struct MappedRecord {
  RowFate fate = RowFate::Quarantine;  // SaleLine: taken
  std::string reason;
  std::variant<std::monostate, SourceOrder, SourceLine, SourceCustomer, SourceProduct, SourcePackage> record;
  std::vector<SourceEvent> events;
  std::string asideLine, asideOrder;  // of a line that is set aside: what it is called, and of which order, as far as it says
  int ambiguousTimes = 0, missingTimes = 0;
};

}  // namespace twinlane::transfer
