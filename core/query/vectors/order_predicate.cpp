#include "query/vectors/order_predicate.h"

#include "query/language/country_names.h"
#include "query/order_cursor.h"
#include "query/order_sql.h"
#include "sqlite/text_folding.h"

#include <algorithm>

namespace twinlane::query {
namespace {

// The last character of all ends what begins with a text, as in SQL.
constexpr const char* lastOfAll = "\xF4\x8F\xBF\xBF";

// Ids that begin with a folded text of ASCII are spelled in few ways, if any: one letter after the other is tried, large and small,
// where the index of ids has something that begins so.
constexpr std::size_t mostSpellings = 64;
constexpr std::size_t mostInHaste = OrderBlock::orders;

base::Result<std::vector<std::string>> spellingsOf(const std::string& text, ViewReader& view) {
  auto any = view.statement("SELECT 1 FROM order_list WHERE id>=? AND id<? LIMIT 1");
  if (!any) return tl::unexpected(any.error());
  std::vector<std::string> all{""};
  for (const char c : text) {
    std::vector<std::string> longer;
    for (const std::string& before : all) {
      const std::string_view both{c >= 'a' && c <= 'z' ? "xX" : "x"};
      for (const char each : both) {
        std::string spelling = before + (each == 'x' ? c : static_cast<char>(c ^ 0x20));
        const std::string behind = spelling + lastOfAll;
        (*any)->bind(1, spelling).bind(2, behind);
        bool isThere = false;
        if (auto read = sqlite::eachRow(**any, [&](const sqlite::Statement&) { isThere = true; }); !read) return tl::unexpected(read.error());
        if (isThere) longer.push_back(std::move(spelling));
      }
    }
    all = std::move(longer);
    if (all.size() > mostSpellings) break;
  }
  return all;
}

// Of all orders whose id begins with the folded text; nothing where they are more than `most`, or spelled in too many ways.
base::Result<std::optional<std::vector<std::int64_t>>> numbersOf(const std::string& text, ViewReader& view, std::size_t most) {
  const auto spellings = spellingsOf(text, view);
  if (!spellings) return tl::unexpected(spellings.error());
  if (spellings->size() > mostSpellings) return std::nullopt;
  auto ids = view.statement("SELECT number FROM order_list WHERE id>=? AND id<? LIMIT ?");
  if (!ids) return tl::unexpected(ids.error());
  std::vector<std::int64_t> numbers;
  for (const std::string& spelling : *spellings) {
    const std::string behind = spelling + lastOfAll;
    (*ids)->bind(1, spelling).bind(2, behind).bind(3, static_cast<std::int64_t>(most - numbers.size() + 1));
    if (auto found = sqlite::eachRow(**ids, [&](const sqlite::Statement& row) { numbers.push_back(row.integer(0)); }); !found) return tl::unexpected(found.error());
    if (numbers.size() > most) return std::nullopt;
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

class OrderPredicate::Making {
 public:
  Making(const OrderFilter& filter, const OrderColumns& columns, ViewReader& view, const std::string& zone, bool isHurried)
      : m_filter(filter), m_columns(columns), m_view(view), m_zone(zone), m_isHurried(isHurried) {}

  base::Result<Part> part(const OrderCondition& condition) {
    Part made;
    made.kind = condition.kind;
    made.field = condition.field;
    made.isPrefix = condition.isPrefix;
    made.text = m_view.connection().folding().of(condition.text);
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
    if (condition.field == OrderField::Customer && !condition.isPrefix) {
      made.names.assign(m_columns.customers().all().size(), Part::No);
      if (const auto place = m_columns.customers().placeOf(condition.text)) made.names[*place] = Part::Yes;
      return {};
    }
    if (condition.field == OrderField::Customer || condition.field == OrderField::Country) {
      if (condition.field == OrderField::Country && !condition.isPrefix) made.spellings = otherCountrySpellings(made.text);
      made.names.assign((condition.field == OrderField::Customer ? m_columns.customers() : m_columns.countries()).all().size(), Part::NotLookedUp);
      return {};
    }
    if (condition.field == OrderField::Currency) return currency(condition, made);
    const auto bounds = boundsOf(condition, m_zone);
    if (!bounds) return tl::unexpected(bounds.error());
    made.bounds = *bounds;
    return {};
  }

  static base::Status currency(const OrderCondition& condition, Part& made) {
    const auto currency = base::Currency::fromText(condition.text);
    // None is what an order has of which nothing is known.
    if (currency || condition.text.empty()) made.bounds.from = made.bounds.to = packed(currency.value_or(base::Currency{}));
    else made.bounds = {OrderBounds::highest, OrderBounds::lowest};
    return {};
  }

  base::Status text(const OrderCondition&, Part& made) {
    const std::size_t size = std::min(made.text.size(), sizeof made.idStart);
    made.isWholeInStart = size == made.text.size();
    made.idStart = idStartOf(made.text.substr(0, size));
    made.idMask = size == 0 ? 0 : ~std::uint64_t{0} << (8 * (sizeof made.idStart - size));
    if (!made.isWholeInStart) {
      auto numbers = numbersOf(made.text, m_view, m_isHurried ? mostInHaste : std::numeric_limits<std::uint32_t>::max());
      if (!numbers) return tl::unexpected(numbers.error());
      made.numbers = std::move(*numbers);
    }
    return names(made);
  }

  // All at once is the quickest where all of them will be asked for; there may be as many as orders.
  base::Status names(Part& made) {
    const std::vector<std::string>& all = m_columns.customers().all();
    made.names.assign(all.size(), Part::NotLookedUp);
    if (m_isHurried || !m_filter.inNames) return {};
    std::fill(made.names.begin(), made.names.end(), Part::No);
    auto customers = m_view.statement(made.isPrefix ? "SELECT customer FROM customers WHERE folded_begins(customer, ?1) OR folded_begins(name, ?1)"
                                                    : "SELECT customer FROM customers WHERE folded_holds(customer, ?1) OR folded_holds(name, ?1)");
    if (!customers) return tl::unexpected(customers.error());
    (*customers)->bind(1, made.text);
    return sqlite::eachRow(**customers, [&](const sqlite::Statement& row) {
      if (const auto place = m_columns.customers().placeOf(std::string(row.text(0)))) made.names[*place] = Part::Yes;
    });
  }

  const OrderFilter& m_filter;
  const OrderColumns& m_columns;
  ViewReader& m_view;
  const std::string& m_zone;
  const bool m_isHurried;
};

base::Result<OrderPredicate> OrderPredicate::of(const OrderFilter& filter, const OrderColumns& columns, ViewReader& view, const std::string& zone, bool isHurried) {
  auto root = Making(filter, columns, view, zone, isHurried).part(filter.where);
  if (!root) return tl::unexpected(root.error());
  OrderPredicate predicate(columns, view, filter.inNames);
  predicate.m_root = std::move(*root);
  return predicate;
}

base::Status OrderPredicate::hold(const OrderBlock& block, Mask& mask) {
  if (auto known = lookUp(m_root, block); !known) return known;
  mask.resize(OrderBlock::orders);
  hold(m_root, block, mask);
  for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = mask[i] & (block.status[i] != OrderBlock::none ? 1 : 0);
  return {};
}

base::Status OrderPredicate::lookUp(Part& part, const OrderBlock& block) {
  for (Part& each : part.parts)
    if (auto known = lookUp(each, block); !known) return known;
  if (!part.names.empty())
    if (auto known = lookUpNames(part, block); !known) return known;
  return part.isWholeInStart ? base::Status() : lookUpIds(part, block);
}

base::Status OrderPredicate::lookUpNames(Part& part, const OrderBlock& block) {
  const auto& namesAt = part.field == OrderField::Country ? block.country : block.customer;
  for (std::size_t i = 0; i < OrderBlock::orders; ++i) {
    if (block.status[i] == OrderBlock::none || part.names[namesAt[i]] != Part::NotLookedUp) continue;
    const auto is = isNamed(part, namesAt[i]);
    if (!is) return tl::unexpected(is.error());
    part.names[namesAt[i]] = *is ? Part::Yes : Part::No;
  }
  return {};
}

base::Result<bool> OrderPredicate::isNamed(const Part& part, std::uint32_t place) {
  const bool isCountry = part.field == OrderField::Country;
  const std::string& name = (isCountry ? m_columns.countries() : m_columns.customers()).all()[place];
  const std::string_view folded = m_view.connection().folding().of(name);
  if (part.isPrefix ? folded.starts_with(part.text) : isCountry ? folded == part.text || std::find(part.spellings.begin(), part.spellings.end(), folded) != part.spellings.end() : folded.find(part.text) != std::string_view::npos) return true;
  if (part.kind != OrderCondition::Kind::Text || !m_inNames) return false;
  auto customer = m_view.statement(part.isPrefix ? "SELECT folded_begins(name, ?2) FROM customers WHERE customer=?1" : "SELECT folded_holds(name, ?2) FROM customers WHERE customer=?1");
  if (!customer) return tl::unexpected(customer.error());
  (*customer)->bind(1, name).bind(2, part.text);
  bool is = false;
  if (auto read = sqlite::eachRow(**customer, [&](const sqlite::Statement& row) { is = row.integer(0) != 0; }); !read) return tl::unexpected(read.error());
  return is;
}

// An id with other letters than those of ASCII may be spelled in any way, so each that begins as it should is read.
base::Status OrderPredicate::lookUpIds(Part& part, const OrderBlock& block) {
  part.here.clear();
  auto select = m_view.statement("SELECT folded_begins(id, ?2) FROM order_list WHERE number=?1");
  if (!select) return tl::unexpected(select.error());
  for (std::size_t i = 0; i < OrderBlock::orders; ++i) {
    if (block.status[i] == OrderBlock::none || !part.mayBegin(block.idStart[i]) || (part.numbers && (block.marks[i] & OrderBlock::IdBeyondAscii) == 0)) continue;
    const std::int64_t number = block.first + static_cast<std::int64_t>(i);
    (*select)->bind(1, number).bind(2, part.text);
    bool is = false;
    if (auto read = sqlite::eachRow(**select, [&](const sqlite::Statement& row) { is = row.integer(0) != 0; }); !read) return read;
    if (is) part.here.push_back(number);
  }
  return {};
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
      for (std::size_t i = 0; i < OrderBlock::orders; ++i) mask[i] = mask[i] != 0 && (block.marks[i] & OrderBlock::PlacedKnown) != 0 ? 1 : 0;
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
    const bool byId = part.isWholeInStart && part.mayBegin(block.idStart[i]);
    mask[i] = byId || (block.status[i] != OrderBlock::none && part.names[block.customer[i]] == Part::Yes) ? 1 : 0;
  }
  for (const std::int64_t number : part.here) mask[static_cast<std::size_t>(number - block.first)] = 1;
  if (!part.numbers) return;
  const std::int64_t behind = block.first + static_cast<std::int64_t>(OrderBlock::orders);
  for (auto number = std::lower_bound(part.numbers->begin(), part.numbers->end(), block.first); number != part.numbers->end() && *number < behind; ++number)
    mask[static_cast<std::size_t>(*number - block.first)] = 1;
}

}  // namespace twinlane::query
