// Events of an order, and of returns whose source names no order; see events.h. Those that change quantities or money say by
// how much, so that whatever sums them comes out the same in any order of arrival. Plain values.
#pragma once

#include "base/timestamp.h"
#include "domain/order/commands.h"

namespace twinlane::domain {

// A line as placed, or what an amendment adds to it. `net` is quantity * unit price after discounts, rounded once, half to
// even. `reserved` says that the product's stock was tracked and is held for this line.
struct OrderLine {
  int line = 0;
  ProductId product;
  Quantity quantity;
  Amount unitPrice;
  Amount net;
  std::string description;
  std::optional<Factor> discount;
  std::optional<Amount> discountAmount;
  std::optional<Factor> taxRate;
  bool reserved = false;
  bool operator==(const OrderLine&) const = default;
};

// What came back of a line, and the share of its net that goes with it.
struct ReturnedLine {
  int line = 0;
  Quantity quantity;
  Amount net;
  bool operator==(const ReturnedLine&) const = default;
};

struct OrderPlaced {
  static constexpr const char* name = "OrderPlaced";
  static constexpr int type = 1;
  static constexpr int schemaVersion = 2;
  std::optional<CustomerId> customer;
  Currency currency;
  std::vector<OrderLine> lines;
  std::vector<Charge> charges;
  std::string country;
  bool paymentKnown = true;  // false for imported orders whose source says nothing about payment
  std::string shipTo;
  std::string note;
  std::optional<base::Timestamp> promisedAt = {};  // since version 2: by when the goods were promised to leave
  bool operator==(const OrderPlaced&) const = default;
};

// More lines of an imported order: the rest of a document of more than 256 lines, or rows found later in the file.
struct OrderLinesAdded {
  static constexpr const char* name = "OrderLinesAdded";
  static constexpr int type = 2;
  static constexpr int schemaVersion = 1;
  std::vector<OrderLine> lines;
  std::vector<Charge> charges;
  bool operator==(const OrderLinesAdded&) const = default;
};

// An order changed after it was placed. Quantity and net of `lines` and the amounts of `charges` are what is added to those
// the order has (below zero: taken away); their price terms hold from now on. `added` are new lines, whole.
//
// In the figures an amendment is told apart by sign: what it adds to a line's net counts in `gross`, as if it had been
// placed with the order; what it takes away counts in `cancelled`. So `gross` never shrinks, `cancelled` never rises, and
// gross + cancelled is the sum of the lines as they are now. Charges simply follow.
struct LinesAmended {
  static constexpr const char* name = "LinesAmended";
  static constexpr int type = 12;
  static constexpr int schemaVersion = 1;
  std::vector<OrderLine> lines;
  std::vector<OrderLine> added;
  std::vector<Charge> charges;
  bool operator==(const LinesAmended&) const = default;
};

struct AddressChanged {
  static constexpr const char* name = "AddressChanged";
  static constexpr int type = 13;
  static constexpr int schemaVersion = 1;
  std::string country;
  std::string shipTo;
  bool operator==(const AddressChanged&) const = default;
};

struct OrderConfirmed {
  static constexpr const char* name = "OrderConfirmed";
  static constexpr int type = 14;
  static constexpr int schemaVersion = 1;
  bool operator==(const OrderConfirmed&) const = default;
};

struct PaymentRecorded {
  static constexpr const char* name = "PaymentRecorded";
  static constexpr int type = 3;
  static constexpr int schemaVersion = 1;
  Amount amount;
  std::string method;
  bool operator==(const PaymentRecorded&) const = default;
};

struct PaymentRefunded {
  static constexpr const char* name = "PaymentRefunded";
  static constexpr int type = 15;
  static constexpr int schemaVersion = 1;
  Amount amount;
  bool operator==(const PaymentRefunded&) const = default;
};

struct LinesPicked {
  static constexpr const char* name = "LinesPicked";
  static constexpr int type = 16;
  static constexpr int schemaVersion = 1;
  std::vector<LineQuantity> lines;
  bool operator==(const LinesPicked&) const = default;
};

// More may be packed into the same package until it is shipped.
struct PackagePacked {
  static constexpr const char* name = "PackagePacked";
  static constexpr int type = 17;
  static constexpr int schemaVersion = 1;
  std::string package;
  std::vector<LineQuantity> lines;
  bool operator==(const PackagePacked&) const = default;
};

// `lines` are all that is in the package, whether it was packed before or in the same step.
struct PackageShipped {
  static constexpr const char* name = "PackageShipped";
  static constexpr int type = 4;
  static constexpr int schemaVersion = 1;
  std::string package;
  std::vector<LineQuantity> lines;
  std::string carrier;
  bool operator==(const PackageShipped&) const = default;
};

struct PackageDelivered {
  static constexpr const char* name = "PackageDelivered";
  static constexpr int type = 5;
  static constexpr int schemaVersion = 1;
  std::string package;
  bool operator==(const PackageDelivered&) const = default;
};

// A later delivery of the package makes it good.
struct DeliveryFailed {
  static constexpr const char* name = "DeliveryFailed";
  static constexpr int type = 18;
  static constexpr int schemaVersion = 1;
  std::string package;
  std::string reason;
  bool operator==(const DeliveryFailed&) const = default;
};

struct OrderCancelled {
  static constexpr const char* name = "OrderCancelled";
  static constexpr int type = 6;
  static constexpr int schemaVersion = 1;
  std::string reason;
  bool operator==(const OrderCancelled&) const = default;
};

// Goods of a shipped order came back. The currency is the order's, so that the money can be counted before the order is
// known. The stock on hand stays: what can be sold again is put back by an adjustment.
struct LinesReturned {
  static constexpr const char* name = "LinesReturned";
  static constexpr int type = 19;
  static constexpr int schemaVersion = 1;
  Currency currency;
  std::vector<ReturnedLine> lines;
  std::string reason;
  bool operator==(const LinesReturned&) const = default;
};

struct OrderHeld {
  static constexpr const char* name = "OrderHeld";
  static constexpr int type = 20;
  static constexpr int schemaVersion = 1;
  std::string reason;
  bool operator==(const OrderHeld&) const = default;
};

struct OrderReleased {
  static constexpr const char* name = "OrderReleased";
  static constexpr int type = 21;
  static constexpr int schemaVersion = 1;
  bool operator==(const OrderReleased&) const = default;
};

struct NoteAdded {
  static constexpr const char* name = "NoteAdded";
  static constexpr int type = 22;
  static constexpr int schemaVersion = 1;
  std::string text;
  bool operator==(const NoteAdded&) const = default;
};

// A return whose source names no order: a stream of its own in category Return. Net and quantity are zero or below.
struct ReturnReceived {
  static constexpr const char* name = "ReturnReceived";
  static constexpr int type = 11;
  static constexpr int schemaVersion = 1;
  std::optional<CustomerId> customer;
  Currency currency;
  std::vector<OrderLine> lines;
  std::string country;
  bool operator==(const ReturnReceived&) const = default;
};

template <class V>
void describe(V& v, OrderLine& line) {
  v.field("line", line.line, {});
  v.field("product", line.product, {});
  v.field("quantity", line.quantity, {});
  v.field("unit_price", line.unitPrice, {});
  v.field("net", line.net, {});
  v.field("description", line.description, {});
  v.field("discount", line.discount, {});
  v.field("discount_amount", line.discountAmount, {});
  v.field("tax_rate", line.taxRate, {});
  v.field("reserved", line.reserved, {});
}

template <class V>
void describe(V& v, ReturnedLine& e) {
  v.field("line", e.line, {});
  v.field("quantity", e.quantity, {});
  v.field("net", e.net, {});
}

template <class V>
void describe(V& v, OrderPlaced& e) {
  v.field("customer", e.customer, {});
  v.field("currency", e.currency, {});
  v.list("lines", e.lines, {});
  v.list("charges", e.charges, {});
  v.field("country", e.country, {});
  v.field("payment_known", e.paymentKnown, {});
  v.field("ship_to", e.shipTo, personalText);
  v.field("note", e.note, personalText);
  v.field("promised_at", e.promisedAt, FieldRule{.since = 2});
}

template <class V>
void describe(V& v, OrderLinesAdded& e) {
  v.list("lines", e.lines, {});
  v.list("charges", e.charges, {});
}

template <class V>
void describe(V& v, LinesAmended& e) {
  v.list("lines", e.lines, {});
  v.list("added", e.added, {});
  v.list("charges", e.charges, {});
}

template <class V>
void describe(V& v, AddressChanged& e) {
  v.field("country", e.country, {});
  v.field("ship_to", e.shipTo, personalText);
}

template <class V>
void describe(V&, OrderConfirmed&) {}

template <class V>
void describe(V& v, PaymentRecorded& e) {
  v.field("amount", e.amount, {});
  v.field("method", e.method, {});
}

template <class V>
void describe(V& v, PaymentRefunded& e) {
  v.field("amount", e.amount, {});
}

template <class V>
void describe(V& v, LinesPicked& e) {
  v.list("lines", e.lines, {});
}

template <class V>
void describe(V& v, PackagePacked& e) {
  v.field("package", e.package, {});
  v.list("lines", e.lines, {});
}

template <class V>
void describe(V& v, PackageShipped& e) {
  v.field("package", e.package, {});
  v.list("lines", e.lines, {});
  v.field("carrier", e.carrier, {});
}

template <class V>
void describe(V& v, PackageDelivered& e) {
  v.field("package", e.package, {});
}

template <class V>
void describe(V& v, DeliveryFailed& e) {
  v.field("package", e.package, {});
  v.field("reason", e.reason, personalText);
}

template <class V>
void describe(V& v, OrderCancelled& e) {
  v.field("reason", e.reason, personalText);
}

template <class V>
void describe(V& v, LinesReturned& e) {
  v.field("currency", e.currency, {});
  v.list("lines", e.lines, {});
  v.field("reason", e.reason, personalText);
}

template <class V>
void describe(V& v, OrderHeld& e) {
  v.field("reason", e.reason, personalText);
}

template <class V>
void describe(V&, OrderReleased&) {}

template <class V>
void describe(V& v, NoteAdded& e) {
  v.field("text", e.text, personalText);
}

template <class V>
void describe(V& v, ReturnReceived& e) {
  v.field("customer", e.customer, {});
  v.field("currency", e.currency, {});
  v.list("lines", e.lines, {});
  v.field("country", e.country, {});
}

}  // namespace twinlane::domain
