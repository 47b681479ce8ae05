#include "query/vectors/order_predicate.h"

#include "query/order_cursor.h"
#include "query/order_sql.h"

#include <algorithm>

namespace twinlane::query {
namespace {

// The last character of all ends what begins with a text, as in SQL.
bool begins(const std::string& whole, const std::string& start) { return whole >= start && whole < start + "\xF4\x8F\xBF\xBF"; }

// As LIKE: letters of ASCII large or small.
bool isCalled(const std::string& whole, const OrderCondition& condition) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  const std::string& text = condition.text;
  return (condition.isPrefix ? whole.size() >= text.size() : whole.size() == text.size()) &&
         std::equal(text.begin(), text.end(), whole.begin(), [&](char a, char b) { return small(a) == small(b); });
}

// Spellings of the first letters that LIKE takes for one, each the beginning of a range that the index of ids serves.
std::vector<std::string> spellingsOf(const std::string& text) {
  constexpr std::size_t mostSpellings = 16;
  std::vector<std::string> all{""};
  for (const char c : text) {
    const bool isSmall = c >= 'a' && c <= 'z', isLarge = c >= 'A' && c <= 'Z';
    if ((isSmall || isLarge) && all.size() == mostSpellings) break;
    const std::size_t before = all.size();
    for (std::size_t i = 0; i < before; ++i) {
      if (isSmall || isLarge) all.push_back(all[i] + static_cast<char>(c ^ 0x20));
      all[i] += c;
    }
  }
  return all;
}

}  // namespace

class OrderPredicate::Making {
 public:
  Making(const OrderFilter& filter, const OrderColumns& columns, ViewReader& view, const std::string& zone) : m_filter(filter), m_columns(columns), m_view(view), m_zone(zone) {}

  base::Result<Part> part(const OrderCondition& condition) {
    Part made;
    made.kind = condition.kind;
    made.field = condition.field;
    for (const OrderCondition& each : condition.parts) {
      auto inner = part(each);
      if (!inner) return inner;
      made.parts.push_back(std::move(*inner));
    }
    base::Status known;
    if (condition.kind == OrderCondition::Kind::Text) known = text(condition, made);
    if (condition.kind == OrderCondition::Kind::Field) known = field(condition, made);
    if (!known) return tl::unexpected(known.error());
    return made;
  }

 private:
  base::Status field(const OrderCondition& condition, Part& made) {
    if (condition.field == OrderField::Customer) {
      made.names.resize(m_columns.customers().all().size());
      if (!condition.isPrefix) {
        if (const auto place = m_columns.customers().placeOf(condition.text)) made.names[*place] = 1;
        return {};
      }
      for (std::size_t i = 0; i < made.names.size(); ++i) made.names[i] = begins(m_columns.customers().all()[i], condition.text) ? 1 : 0;
      return {};
    }
    if (condition.field == OrderField::Country) {
      for (const std::string& country : m_columns.countries().all()) made.names.push_back(isCalled(country, condition) ? 1 : 0);
      return {};
    }
    if (condition.field == OrderField::Currency) return currency(condition, made);
    const auto bounds = boundsOf(condition, m_zone);
    if (!bounds) return tl::unexpected(bounds.error());
    made.bounds = *bounds;
    return {};
  }

  // Three letters as one number, so that those with one beginning lie side by side.
  static base::Status currency(const OrderCondition& condition, Part& made) {
    base::Currency first, last;
    const bool fits = condition.text.size() <= first.letters.size() && (condition.isPrefix || condition.text.empty() || condition.text.size() == first.letters.size());
    if (!fits) {
      made.bounds = {OrderBounds::highest, OrderBounds::lowest};
      return {};
    }
    last.letters.fill(condition.isPrefix ? '\x7f' : '\0');
    std::copy(condition.text.begin(), condition.text.end(), first.letters.begin());
    std::copy(condition.text.begin(), condition.text.end(), last.letters.begin());
    made.bounds = {packed(first), packed(last)};
    return {};
  }

  base::Status text(const OrderCondition& condition, Part& made) {
    const std::string start = escaped(condition.text) + "%", within = (condition.isPrefix ? "" : "%") + start;
    made.names.resize(m_columns.customers().all().size());
    auto customers = m_view.statement(m_filter.inNames ? "SELECT customer FROM customers WHERE customer LIKE ?1 ESCAPE '\\' OR name LIKE ?1 ESCAPE '\\'"
                                                       : "SELECT customer FROM customers WHERE customer LIKE ?1 ESCAPE '\\'");
    if (!customers) return tl::unexpected(customers.error());
    (*customers)->bind(1, within);
    auto read = sqlite::eachRow(**customers, [&](const sqlite::Statement& row) {
      if (const auto place = m_columns.customers().placeOf(std::string(row.text(0)))) made.names[*place] = 1;
    });
    if (!read) return read;
    const std::size_t size = condition.text.size();
    made.byStart = size <= sizeof made.idStart;
    if (made.byStart) {
      made.idStart = idStartOf(condition.text);
      made.idMask = size == 0 ? 0 : ~std::uint64_t{0} << (8 * (sizeof made.idStart - size));
      return {};
    }
    auto ids = m_view.statement("SELECT number FROM order_list WHERE id>=? AND id<? AND id LIKE ? ESCAPE '\\'");
    if (!ids) return tl::unexpected(ids.error());
    for (const std::string& spelling : spellingsOf(condition.text)) {
      const std::string behind = spelling + "\xF4\x8F\xBF\xBF";
      (*ids)->bind(1, spelling).bind(2, behind).bind(3, start);
      if (auto found = sqlite::eachRow(**ids, [&](const sqlite::Statement& row) { made.numbers.push_back(row.integer(0)); }); !found) return found;
    }
    std::sort(made.numbers.begin(), made.numbers.end());
    return {};
  }

  const OrderFilter& m_filter;
  const OrderColumns& m_columns;
  ViewReader& m_view;
  const std::string& m_zone;
};

base::Result<OrderPredicate> OrderPredicate::of(const OrderFilter& filter, const OrderColumns& columns, ViewReader& view, const std::string& zone) {
  auto root = Making(filter, columns, view, zone).part(filter.where);
  if (!root) return tl::unexpected(root.error());
  OrderPredicate predicate;
  predicate.m_root = std::move(*root);
  return predicate;
}

void OrderPredicate::hold(const OrderBlock& block, Mask& mask) const {
  mask.resize(OrderBlock::orders);
  hold(m_root, block, mask);
  for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = mask[i] & (block.status[i] != OrderBlock::none ? 1 : 0);
}

void OrderPredicate::hold(const Part& part, const OrderBlock& block, Mask& mask) {
  switch (part.kind) {
    case OrderCondition::Kind::Field: return holdField(part, block, mask);
    case OrderCondition::Kind::Text: return holdText(part, block, mask);
    case OrderCondition::Kind::All:
    case OrderCondition::Kind::Any:
    case OrderCondition::Kind::Not: break;
  }
  if (part.parts.empty()) return std::fill(mask.begin(), mask.end(), std::uint8_t{1});
  hold(part.parts.front(), block, mask);
  if (part.kind == OrderCondition::Kind::Not)
    for (std::uint8_t& held : mask) held ^= 1;
  Mask other(part.parts.size() > 1 ? OrderBlock::orders : 0);
  for (std::size_t each = 1; each < part.parts.size(); ++each) {
    hold(part.parts[each], block, other);
    if (part.kind == OrderCondition::Kind::Any)
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] |= other[i];
    else
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] &= other[i];
  }
}

void OrderPredicate::holdField(const Part& part, const OrderBlock& block, Mask& mask) {
  const auto within = [&](const auto& column) {
    for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = part.bounds.hold(static_cast<std::int64_t>(column[i])) ? 1 : 0;
  };
  switch (part.field) {
    case OrderField::Status: return within(block.status);
    case OrderField::Payment: return within(block.payment);
    case OrderField::Currency: return within(block.currency);
    case OrderField::Total: return within(block.total);
    case OrderField::Lines: return within(block.lines);
    case OrderField::Units: return within(block.units);
    case OrderField::Changed: return within(block.changedAt);
    case OrderField::Version: return within(block.version);
    case OrderField::Placed:
      within(block.placedAt);
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] &= block.placedKnown[i];
      return;
    case OrderField::Customer:
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = block.status[i] != OrderBlock::none ? part.names[block.customer[i]] : 0;
      return;
    case OrderField::Country:
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = block.status[i] != OrderBlock::none ? part.names[block.country[i]] : 0;
      return;
    case OrderField::Number:
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = part.bounds.hold(block.first + static_cast<std::int64_t>(i)) ? 1 : 0;
      return;
  }
}

void OrderPredicate::holdText(const Part& part, const OrderBlock& block, Mask& mask) {
  for (std::size_t i = 0; i < OrderBlock::orders; ++i) {
    const bool byId = part.byStart && (block.idStart[i] & part.idMask) == part.idStart;
    mask[i] = byId || (block.status[i] != OrderBlock::none && part.names[block.customer[i]] != 0) ? 1 : 0;
  }
  const std::int64_t behind = block.first + static_cast<std::int64_t>(OrderBlock::orders);
  for (auto number = std::lower_bound(part.numbers.begin(), part.numbers.end(), block.first); number != part.numbers.end() && *number < behind; ++number)
    mask[static_cast<std::size_t>(*number - block.first)] = 1;
}

}  // namespace twinlane::query
