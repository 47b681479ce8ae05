#include "query/order_cursor.h"

#include "query/paging.h"

#include <charconv>

namespace twinlane::query {
namespace {

struct Sorted {
  const char* column;
  char letter;  // in a cursor
};

Sorted sortedBy(OrderSort sort) {
  switch (sort) {
    case OrderSort::PlacedAt: return {"placed_at", 'p'};
    case OrderSort::Number: return {"number", 'n'};
    case OrderSort::Total: return {"total", 't'};
    case OrderSort::ChangedAt: return {"changed_at", 'c'};
    case OrderSort::Status: return {"status", 's'};
    case OrderSort::Payment: return {"payment", 'y'};
    case OrderSort::Currency: return {"currency", 'k'};
    case OrderSort::Lines: return {"lines", 'l'};
    case OrderSort::Units: return {"units", 'u'};
    case OrderSort::Version: return {"version", 'v'};
  }
  return {"number", 'n'};
}

std::int64_t valueOf(const OrderSummary& order, OrderSort sort) {
  switch (sort) {
    case OrderSort::PlacedAt: return order.placedAt.micros;
    case OrderSort::Number: return order.number;
    case OrderSort::Total: return order.total.tenThousandths;
    case OrderSort::ChangedAt: return order.changedAt.micros;
    case OrderSort::Status: return static_cast<std::int64_t>(order.status);
    case OrderSort::Payment: return static_cast<std::int64_t>(order.payment);
    case OrderSort::Currency: return packed(order.currency);
    case OrderSort::Lines: return order.lines;
    case OrderSort::Units: return order.units.thousandths;
    case OrderSort::Version: return order.version;
  }
  return order.number;
}

}  // namespace

const char* columnOf(OrderSort sort) { return sortedBy(sort).column; }

std::int64_t packed(base::Currency currency) {
  std::int64_t number = 0;
  for (const char letter : currency.letters) number = number << 8 | static_cast<unsigned char>(letter);
  return number;
}

base::Currency unpacked(std::int64_t number) {
  base::Currency currency;
  for (auto letter = currency.letters.rbegin(); letter != currency.letters.rend(); ++letter, number >>= 8) *letter = static_cast<char>(number & 0xFF);
  return currency;
}

std::string cursorOf(const OrderSummary& order, const OrderSorting& sort) {
  std::string text;
  for (const OrderSortKey& key : sort) text += sortedBy(key.by).letter + std::to_string(valueOf(order, key.by)) + ".";
  return text + std::to_string(order.number);
}

base::Result<OrderCursor> cursorFrom(const std::string& text, const OrderSorting& sort) {
  OrderCursor cursor;
  const char *at = text.data(), *const end = at + text.size();
  const auto take = [&](std::int64_t& number) {
    const auto read = std::from_chars(at, end, number);
    at = read.ptr;
    return read.ec == std::errc();
  };
  for (const OrderSortKey& key : sort) {
    if (at == end || *at++ != sortedBy(key.by).letter || !take(cursor.values.emplace_back()) || at == end || *at++ != '.') return noCursor(text, "in this order");
  }
  if (!take(cursor.number) || at != end) return noCursor(text, "in this order");
  return cursor;
}

}  // namespace twinlane::query
