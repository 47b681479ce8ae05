// What commands and events are made of: rules that many fields share, and the parts of lists. Plain values.
#pragma once

#include "base/money.h"
#include "domain/factor.h"
#include "domain/format/field_rule.h"
#include "domain/ids.h"
#include "domain/limits.h"

#include <optional>
#include <vector>

namespace twinlane::domain {

using base::Amount;
using base::Currency;
using base::Quantity;

inline constexpr FieldRule requiredId{.required = true, .min = 1, .max = limits::idLength, .text = TextKind::Id};
inline constexpr FieldRule optionalId{.min = 1, .max = limits::idLength, .text = TextKind::Id};
inline constexpr FieldRule shortText{.max = limits::idLength};
inline constexpr FieldRule descriptionText{.max = limits::nameLength, .text = TextKind::ManyLines};
inline constexpr FieldRule personalText{.sealed = true, .max = limits::textLength, .text = TextKind::ManyLines};
inline constexpr FieldRule positiveQuantity{.required = true, .min = 1, .max = limits::maxQuantity};
inline constexpr FieldRule positiveAmount{.required = true, .min = 1, .max = limits::maxPrice};
inline constexpr FieldRule anyPrice{.min = 0, .max = limits::maxPrice};
inline constexpr FieldRule share{.min = 0, .max = Factor::one};
inline constexpr FieldRule lineNumber{.min = 1, .max = 1'000'000};
inline constexpr FieldRule requiredText{.required = true, .sealed = true, .min = 1, .max = limits::textLength, .text = TextKind::ManyLines};
inline constexpr FieldRule someLines{.required = true, .min = 1, .max = limits::linesPerEvent};
inline constexpr FieldRule creditAmount{.min = 0, .max = limits::maxCredit};

struct LineRequest {
  ProductId product;
  Quantity quantity;
  std::optional<Amount> unitPrice;
  std::string description;
  std::optional<Factor> discount;
  std::optional<Amount> discountAmount;
  std::optional<Factor> taxRate;
};

// A line with `line` changes that line: `quantity` is what it is from now on, 0 removes it; terms that are not given stay.
// Without `line` it is a new line.
struct LineAmendment {
  std::optional<int> line;
  std::optional<ProductId> product;
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

template <class V>
void describe(V& v, LineRequest& line) {
  v.field("product", line.product, requiredId);
  v.field("quantity", line.quantity, positiveQuantity);
  v.field("unit_price", line.unitPrice, anyPrice);
  v.field("description", line.description, descriptionText);
  v.field("discount", line.discount, share);
  v.field("discount_amount", line.discountAmount, anyPrice);
  v.field("tax_rate", line.taxRate, share);
}

template <class V>
void describe(V& v, LineAmendment& line) {
  v.field("line", line.line, lineNumber);
  v.field("product", line.product, optionalId);
  v.field("quantity", line.quantity, FieldRule{.required = true, .min = 0, .max = limits::maxQuantity});
  v.field("unit_price", line.unitPrice, anyPrice);
  v.field("description", line.description, descriptionText);
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
  v.field("line", line.line, FieldRule{.required = true, .min = lineNumber.min, .max = lineNumber.max});
  v.field("quantity", line.quantity, positiveQuantity);
}

}  // namespace twinlane::domain
