// What an order must be to be listed, as a tree: what a text of the query language means (order_language.h) and what becomes
// SQL (order_sql.h). Numbers stand in the unit of the list (Amount, Quantity), days as days of a calendar without a zone: the
// reader takes them in the shop's. Plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twinlane::query {

enum class OrderField : std::uint8_t { Status, Payment, Customer, Country, Currency, Total, Lines, Units, Placed, Changed, Version, Number };
enum class Comparison : std::uint8_t { Is, Below, AtMost, Above, AtLeast };

struct OrderCondition {
  enum class Kind : std::uint8_t { All, Any, Not, Field, Text };

  Kind kind = Kind::All;
  std::vector<OrderCondition> parts = {};  // of All and Any two or more, of Not one; All without parts holds for every order
  OrderField field = OrderField::Status;
  Comparison comparison = Comparison::Is;
  // Is: from <= x <= to. Below: x < from. AtMost: x <= to. Above: x > to. AtLeast: x >= from.
  std::int64_t from = 0, to = 0;
  std::string text = {};  // of Text, Customer, Country and Currency
  bool isPrefix = false;  // of the text: it is a beginning

  bool operator==(const OrderCondition&) const = default;
  bool holdsForAll() const { return kind == Kind::All && parts.empty(); }
};

// Parts of the same kind are taken in, so that equal meanings of parentheses are equal trees.
OrderCondition allOf(std::vector<OrderCondition> parts);
OrderCondition anyOf(std::vector<OrderCondition> parts);
OrderCondition notOf(OrderCondition part);
OrderCondition fieldIs(OrderField field, std::int64_t value);
// Beginning of the order's id, or part of the customer's id or name.
OrderCondition textIs(std::string text);

}  // namespace twinlane::query
