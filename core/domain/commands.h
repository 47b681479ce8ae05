// Commands: what a person or program may ask for, as plain values. `describe` names every field once, in the order of
// the contract; see field_rule.h. An empty text or optional is a field that was not given.
#pragma once

#include "base/money.h"
#include "domain/factor.h"
#include "domain/field_rule.h"
#include "domain/ids.h"
#include "domain/limits.h"

#include <optional>
#include <variant>
#include <vector>

namespace twinlane::domain {

using base::Amount;
using base::Currency;
using base::Quantity;

struct LineRequest {
  ProductId product;
  Quantity quantity;
  std::optional<Amount> unitPrice;
  std::string description;
  std::optional<Factor> discount;
  std::optional<Amount> discountAmount;
  std::optional<Factor> taxRate;
};

struct Charge {
  std::string kind;
  Amount amount;
  bool operator==(const Charge&) const = default;
};

struct LineQuantity {
  int line = 0;
  Quantity quantity;
  bool operator==(const LineQuantity&) const = default;
};

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

struct RecordPayment {
  static constexpr const char* name = "RecordPayment";
  OrderId order;
  Amount amount;
  std::string method;
};

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

struct CancelOrder {
  static constexpr const char* name = "CancelOrder";
  OrderId order;
  std::string reason;
};

struct ListProduct {
  static constexpr const char* name = "ListProduct";
  ProductId product;
  std::string productName;
  Amount price;
  Currency currency;
};

struct ReceiveStock {
  static constexpr const char* name = "ReceiveStock";
  ProductId product;
  Quantity quantity;
};

struct RegisterCustomer {
  static constexpr const char* name = "RegisterCustomer";
  CustomerId customer;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
};

struct UpdateProfile {
  static constexpr const char* name = "UpdateProfile";
  CustomerId customer;
  std::string customerName;
  std::string email;
  std::string phone;
  std::string address;
};

using Command = std::variant<PlaceOrder, RecordPayment, ShipPackage, RecordDelivery, CancelOrder, ListProduct, ReceiveStock,
                             RegisterCustomer, UpdateProfile>;

inline constexpr FieldRule requiredId{.required = true, .min = 1, .max = limits::idLength};
inline constexpr FieldRule optionalId{.min = 1, .max = limits::idLength};
inline constexpr FieldRule shortText{.max = limits::idLength};
inline constexpr FieldRule nameText{.max = limits::nameLength};
inline constexpr FieldRule personalText{.sealed = true, .max = limits::textLength};
inline constexpr FieldRule positiveQuantity{.required = true, .min = 1, .max = limits::maxQuantity};
inline constexpr FieldRule positiveAmount{.required = true, .min = 1, .max = limits::maxPrice};
inline constexpr FieldRule anyPrice{.min = 0, .max = limits::maxPrice};
inline constexpr FieldRule share{.min = 0, .max = Factor::one};

template <class V>
void describe(V& v, LineRequest& line) {
  v.field("product", line.product, requiredId);
  v.field("quantity", line.quantity, positiveQuantity);
  v.field("unit_price", line.unitPrice, anyPrice);
  v.field("description", line.description, nameText);
  v.field("discount", line.discount, share);
  v.field("discount_amount", line.discountAmount, anyPrice);
  v.field("tax_rate", line.taxRate, share);
}

template <class V>
void describe(V& v, Charge& charge) {
  v.field("kind", charge.kind, requiredId);
  v.field("amount", charge.amount, FieldRule{.required = true, .min = 0, .max = limits::maxPrice});
}

template <class V>
void describe(V& v, LineQuantity& line) {
  v.field("line", line.line, FieldRule{.required = true, .min = 1, .max = 1'000'000});
  v.field("quantity", line.quantity, positiveQuantity);
}

template <class V>
void describe(V& v, PlaceOrder& c) {
  v.field("order", c.order, optionalId);
  v.field("customer", c.customer, FieldRule{.required = true, .nullable = true, .min = 1, .max = limits::idLength});
  v.field("currency", c.currency, FieldRule{.required = true});
  v.list("lines", c.lines, FieldRule{.required = true, .min = 1, .max = limits::linesPerEvent});
  v.list("charges", c.charges, FieldRule{.max = limits::charges});
  v.field("ship_to", c.shipTo, personalText);
  v.field("country", c.country, shortText);
  v.field("note", c.note, personalText);
}

template <class V>
void describe(V& v, RecordPayment& c) {
  v.field("order", c.order, requiredId);
  v.field("amount", c.amount, positiveAmount);
  v.field("method", c.method, shortText);
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
void describe(V& v, CancelOrder& c) {
  v.field("order", c.order, requiredId);
  v.field("reason", c.reason, FieldRule{.required = true, .sealed = true, .min = 1, .max = limits::textLength});
}

template <class V>
void describe(V& v, ListProduct& c) {
  v.field("product", c.product, requiredId);
  v.field("name", c.productName, FieldRule{.required = true, .min = 1, .max = limits::nameLength});
  v.field("price", c.price, FieldRule{.required = true, .min = 0, .max = limits::maxPrice});
  v.field("currency", c.currency, FieldRule{.required = true});
}

template <class V>
void describe(V& v, ReceiveStock& c) {
  v.field("product", c.product, requiredId);
  v.field("quantity", c.quantity, positiveQuantity);
}

template <class V>
void describe(V& v, RegisterCustomer& c) {
  v.field("customer", c.customer, requiredId);
  v.field("name", c.customerName, FieldRule{.required = true, .sealed = true, .min = 1, .max = limits::nameLength});
  v.field("email", c.email, FieldRule{.sealed = true, .max = limits::nameLength});
  v.field("phone", c.phone, FieldRule{.sealed = true, .max = limits::idLength});
  v.field("address", c.address, personalText);
}

template <class V>
void describe(V& v, UpdateProfile& c) {
  v.field("customer", c.customer, requiredId);
  v.field("name", c.customerName, FieldRule{.sealed = true, .max = limits::nameLength});
  v.field("email", c.email, FieldRule{.sealed = true, .max = limits::nameLength});
  v.field("phone", c.phone, FieldRule{.sealed = true, .max = limits::idLength});
  v.field("address", c.address, personalText);
}

const char* typeName(const Command& command);

}  // namespace twinlane::domain
