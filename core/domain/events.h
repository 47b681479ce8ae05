// Events: what has happened, as plain values in past tense. `describe` lists the fields in the order in which they are
// stored (CBOR array); a field is only ever appended, under a new schema version, and numbers of types are never reused.
// Personal data and free text are marked sealed and stored apart from the rest.
#pragma once

#include "domain/commands.h"

#include <array>
#include <cstdint>

namespace twinlane::domain {

enum class Category : std::uint8_t { Order = 1, Product = 2, Customer = 3, Return = 4 };

const char* name(Category category);
std::optional<Category> categoryFromName(std::string_view text);

// A line as placed. `net` is quantity * unit price after discounts, rounded once, half to even. `reserved` says that the
// product's stock was tracked and is held for this line.
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

struct OrderPlaced {
  static constexpr const char* name = "OrderPlaced";
  static constexpr int type = 1;
  static constexpr int schemaVersion = 1;
  std::optional<CustomerId> customer;
  Currency currency;
  std::vector<OrderLine> lines;
  std::vector<Charge> charges;
  std::string country;
  bool paymentKnown = true;  // false for imported orders whose source says nothing about payment
  std::string shipTo;
  std::string note;
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

struct PaymentRecorded {
  static constexpr const char* name = "PaymentRecorded";
  static constexpr int type = 3;
  static constexpr int schemaVersion = 1;
  Amount amount;
  std::string method;
  bool operator==(const PaymentRecorded&) const = default;
};

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

struct OrderCancelled {
  static constexpr const char* name = "OrderCancelled";
  static constexpr int type = 6;
  static constexpr int schemaVersion = 1;
  std::string reason;
  bool operator==(const OrderCancelled&) const = default;
};

struct ProductListed {
  static constexpr const char* name = "ProductListed";
  static constexpr int type = 7;
  static constexpr int schemaVersion = 1;
  std::string productName;
  Amount price;
  Currency currency;
  bool operator==(const ProductListed&) const = default;
};

struct StockReceived {
  static constexpr const char* name = "StockReceived";
  static constexpr int type = 8;
  static constexpr int schemaVersion = 1;
  Quantity quantity;
  bool operator==(const StockReceived&) const = default;
};

struct CustomerRegistered {
  static constexpr const char* name = "CustomerRegistered";
  static constexpr int type = 9;
  static constexpr int schemaVersion = 1;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
  bool operator==(const CustomerRegistered&) const = default;
};

// An empty text leaves the field as it was.
struct ProfileUpdated {
  static constexpr const char* name = "ProfileUpdated";
  static constexpr int type = 10;
  static constexpr int schemaVersion = 1;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
  bool operator==(const ProfileUpdated&) const = default;
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

using Event = std::variant<OrderPlaced, OrderLinesAdded, PaymentRecorded, PackageShipped, PackageDelivered, OrderCancelled,
                           ProductListed, StockReceived, CustomerRegistered, ProfileUpdated, ReturnReceived>;

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
void describe(V& v, OrderPlaced& e) {
  v.field("customer", e.customer, {});
  v.field("currency", e.currency, {});
  v.list("lines", e.lines, {});
  v.list("charges", e.charges, {});
  v.field("country", e.country, {});
  v.field("payment_known", e.paymentKnown, {});
  v.field("ship_to", e.shipTo, personalText);
  v.field("note", e.note, personalText);
}

template <class V>
void describe(V& v, OrderLinesAdded& e) {
  v.list("lines", e.lines, {});
  v.list("charges", e.charges, {});
}

template <class V>
void describe(V& v, PaymentRecorded& e) {
  v.field("amount", e.amount, {});
  v.field("method", e.method, {});
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
void describe(V& v, OrderCancelled& e) {
  v.field("reason", e.reason, personalText);
}

template <class V>
void describe(V& v, ProductListed& e) {
  v.field("name", e.productName, {});
  v.field("price", e.price, {});
  v.field("currency", e.currency, {});
}

template <class V>
void describe(V& v, StockReceived& e) {
  v.field("quantity", e.quantity, {});
}

template <class V>
void describe(V& v, CustomerRegistered& e) {
  v.field("name", e.customerName, personalText);
  v.field("email", e.email, personalText);
  v.field("phone", e.phone, personalText);
  v.field("address", e.address, personalText);
}

template <class V>
void describe(V& v, ProfileUpdated& e) {
  v.field("name", e.customerName, personalText);
  v.field("email", e.email, personalText);
  v.field("phone", e.phone, personalText);
  v.field("address", e.address, personalText);
}

template <class V>
void describe(V& v, ReturnReceived& e) {
  v.field("customer", e.customer, {});
  v.field("currency", e.currency, {});
  v.list("lines", e.lines, {});
  v.field("country", e.country, {});
}

const char* typeName(const Event& event);
// Name of a stored type number; nullptr when this version does not know it.
const char* typeNameOf(int typeNumber);

}  // namespace twinlane::domain
