// Commands about an order; see commands.h. Plain values.
#pragma once

#include "domain/format/command_parts.h"

namespace twinlane::domain {

struct PlaceOrder {
  static constexpr const char* name = "PlaceOrder";
  std::optional<OrderId> order;
  std::optional<CustomerId> customer;
  Currency currency;
  std::vector<LineRequest> lines;
  std::vector<Charge> charges;
  std::string shipTo;
  std::string country;
  std::string note;
};

// `charges` are what each kind named comes to from now on.
struct AmendLines {
  static constexpr const char* name = "AmendLines";
  OrderId order;
  std::vector<LineAmendment> lines;
  std::vector<Charge> charges;
};

// A country that is not given stays as it was.
struct ChangeAddress {
  static constexpr const char* name = "ChangeAddress";
  OrderId order;
  std::string shipTo;
  std::string country;
};

struct ConfirmOrder {
  static constexpr const char* name = "ConfirmOrder";
  OrderId order;
};

struct RecordPayment {
  static constexpr const char* name = "RecordPayment";
  OrderId order;
  Amount amount;
  std::string method;
};

struct PickLines {
  static constexpr const char* name = "PickLines";
  OrderId order;
  std::vector<LineQuantity> lines;
};

struct PackLines {
  static constexpr const char* name = "PackLines";
  OrderId order;
  std::string package;
  std::vector<LineQuantity> lines;
};

// With the package of an earlier PackLines it ships what that holds; else it packs and ships in one step.
struct ShipPackage {
  static constexpr const char* name = "ShipPackage";
  OrderId order;
  std::string package;
  std::vector<LineQuantity> lines;
  std::string carrier;
};

struct RecordDelivery {
  static constexpr const char* name = "RecordDelivery";
  OrderId order;
  std::string package;
};

struct RecordDeliveryFailure {
  static constexpr const char* name = "RecordDeliveryFailure";
  OrderId order;
  std::string package;
  std::string reason;
};

struct CancelOrder {
  static constexpr const char* name = "CancelOrder";
  OrderId order;
  std::string reason;
};

struct ReturnLines {
  static constexpr const char* name = "ReturnLines";
  OrderId order;
  std::vector<LineQuantity> lines;
  std::string reason;
};

struct RefundPayment {
  static constexpr const char* name = "RefundPayment";
  OrderId order;
  Amount amount;
};

struct HoldOrder {
  static constexpr const char* name = "HoldOrder";
  OrderId order;
  std::string reason;
};

struct ReleaseOrder {
  static constexpr const char* name = "ReleaseOrder";
  OrderId order;
};

struct AddNote {
  static constexpr const char* name = "AddNote";
  OrderId order;
  std::string text;
};

template <class V>
void describe(V& v, PlaceOrder& c) {
  v.field("order", c.order, optionalId);
  v.field("customer", c.customer, FieldRule{.required = true, .nullable = true, .min = 1, .max = limits::idLength, .text = TextKind::Id});
  v.field("currency", c.currency, FieldRule{.required = true});
  v.list("lines", c.lines, FieldRule{.required = true, .min = 1, .max = limits::linesPerEvent});
  v.list("charges", c.charges, FieldRule{.max = limits::charges});
  v.field("ship_to", c.shipTo, personalText);
  v.field("country", c.country, shortText);
  v.field("note", c.note, personalText);
}

template <class V>
void describe(V& v, AmendLines& c) {
  v.field("order", c.order, requiredId);
  v.list("lines", c.lines, FieldRule{.max = limits::linesPerEvent});
  v.list("charges", c.charges, FieldRule{.max = limits::charges});
}

template <class V>
void describe(V& v, ChangeAddress& c) {
  v.field("order", c.order, requiredId);
  v.field("ship_to", c.shipTo, requiredText);
  v.field("country", c.country, shortText);
}

template <class V>
void describe(V& v, ConfirmOrder& c) {
  v.field("order", c.order, requiredId);
}

template <class V>
void describe(V& v, RecordPayment& c) {
  v.field("order", c.order, requiredId);
  v.field("amount", c.amount, positiveAmount);
  v.field("method", c.method, shortText);
}

template <class V>
void describe(V& v, PickLines& c) {
  v.field("order", c.order, requiredId);
  v.list("lines", c.lines, someLines);
}

template <class V>
void describe(V& v, PackLines& c) {
  v.field("order", c.order, requiredId);
  v.field("package", c.package, requiredId);
  v.list("lines", c.lines, someLines);
}

template <class V>
void describe(V& v, ShipPackage& c) {
  v.field("order", c.order, requiredId);
  v.field("package", c.package, optionalId);
  v.list("lines", c.lines, FieldRule{.max = limits::linesPerEvent});
  v.field("carrier", c.carrier, shortText);
}

template <class V>
void describe(V& v, RecordDelivery& c) {
  v.field("order", c.order, requiredId);
  v.field("package", c.package, requiredId);
}

template <class V>
void describe(V& v, RecordDeliveryFailure& c) {
  v.field("order", c.order, requiredId);
  v.field("package", c.package, requiredId);
  v.field("reason", c.reason, requiredText);
}

template <class V>
void describe(V& v, CancelOrder& c) {
  v.field("order", c.order, requiredId);
  v.field("reason", c.reason, requiredText);
}

template <class V>
void describe(V& v, ReturnLines& c) {
  v.field("order", c.order, requiredId);
  v.list("lines", c.lines, someLines);
  v.field("reason", c.reason, requiredText);
}

template <class V>
void describe(V& v, RefundPayment& c) {
  v.field("order", c.order, requiredId);
  v.field("amount", c.amount, positiveAmount);
}

template <class V>
void describe(V& v, HoldOrder& c) {
  v.field("order", c.order, requiredId);
  v.field("reason", c.reason, requiredText);
}

template <class V>
void describe(V& v, ReleaseOrder& c) {
  v.field("order", c.order, requiredId);
}

template <class V>
void describe(V& v, AddNote& c) {
  v.field("order", c.order, requiredId);
  v.field("text", c.text, requiredText);
}

}  // namespace twinlane::domain
