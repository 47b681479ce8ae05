#include "query/language/order_language.h"

#include "base/format/utf8.h"
#include "base/money.h"
#include "base/timestamp.h"
#include "domain/types.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace twinlane::query {
namespace {

constexpr std::array<const char*, 12> fieldNames = {"status", "payment", "customer", "country", "currency", "total", "lines", "units", "placed", "changed", "version", "number"};
constexpr const char* knownFields = "known are status, payment, customer, country, currency, total, lines, units, placed, changed, version and number; in quotes it is looked for as text";

struct Operator {
  std::string_view sign;
  Comparison comparison;
};
// The longer of two that begin alike stands first.
constexpr std::array<Operator, 6> operators = {{{"<=", Comparison::AtMost}, {">=", Comparison::AtLeast}, {"<", Comparison::Below}, {">", Comparison::Above}, {":", Comparison::Is}, {"=", Comparison::Is}}};

bool isBlankInQuery(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; }
bool endsWord(char c) { return isBlankInQuery(c) || c == '(' || c == ')' || c == '"'; }
bool isKeyword(std::string_view word) { return word == "AND" || word == "OR" || word == "NOT"; }

std::optional<OrderField> fieldFromName(std::string_view name) {
  const auto found = std::find(fieldNames.begin(), fieldNames.end(), name);
  if (found == fieldNames.end()) return std::nullopt;
  return static_cast<OrderField>(found - fieldNames.begin());
}

bool isDay(OrderField field) { return field == OrderField::Placed || field == OrderField::Changed; }
bool isState(OrderField field) { return field == OrderField::Status || field == OrderField::Payment; }
bool isName(OrderField field) { return field == OrderField::Customer || field == OrderField::Country || field == OrderField::Currency; }
int scaleOf(OrderField field) { return field == OrderField::Total ? base::Amount::scale : field == OrderField::Units ? base::Quantity::scale : 0; }

template <class Names>
std::string namesListed(const Names& names) {
  std::string text;
  for (const char* name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

struct FromTo {
  std::int64_t from = 0, to = 0;
};

// "2011", "2011-11" or "2011-11-30" as its first and last day since 1970.
std::optional<FromTo> daysOf(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) value = text[i] >= '0' && text[i] <= '9' && value >= 0 ? value * 10 + (text[i] - '0') : -1;
    return value;
  };
  if ((text.size() != 4 && text.size() != 7 && text.size() != 10) || (text.size() > 4 && text[4] != '-') || (text.size() > 7 && text[7] != '-')) return std::nullopt;
  base::CivilDay first{digits(0, 4), text.size() > 4 ? digits(5, 2) : 1, text.size() > 7 ? digits(8, 2) : 1};
  if (first.year < 1 || first.month < 1 || first.month > 12 || first.day < 1) return std::nullopt;
  const std::int64_t from = base::daysSince1970(first);
  if (base::civilDayOf(from) != first) return std::nullopt;
  if (text.size() == 10) return FromTo{from, from};
  const base::CivilDay next = text.size() == 4 || first.month == 12 ? base::CivilDay{first.year + 1, 1, 1} : base::CivilDay{first.year, first.month + 1, 1};
  return FromTo{from, base::daysSince1970(next) - 1};
}

class QueryParser {
 public:
  explicit QueryParser(std::string_view text) : m_text(text) {}

  base::Result<OrderCondition> read() {
    if (m_text.size() > QueryLimits::bytes) return fault(QueryLimits::bytes, "a query has at most " + std::to_string(QueryLimits::bytes) + " bytes", "leave out what says little");
    if (!base::isUtf8(m_text)) return fault(firstNoText(), "this is no UTF-8", "give the text as UTF-8");
    skipBlanks();
    if (m_at == m_text.size()) return OrderCondition{};
    auto condition = any(0);
    if (condition && m_at < m_text.size()) return fault(m_at, "this ')' closes nothing", "leave it out, or open a '(' before");
    return condition;
  }

 private:
  using Read = base::Result<OrderCondition>;

  tl::unexpected<base::Error> fault(std::size_t at, std::string what, std::string remedy) const {
    const auto before = m_text.substr(0, at);
    const auto characters = static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    base::Error error{base::ErrorCode::BadInput, std::move(what), "query, character " + std::to_string(characters + 1), std::move(remedy)};
    error.position = characters;
    return tl::unexpected(std::move(error));
  }
  static std::string shownInFault(std::string_view text) { return "'" + base::readableStart(text, 60) + "'"; }
  std::size_t firstNoText() const {
    std::string_view rest = m_text;
    while (!rest.empty()) {
      const std::size_t at = m_text.size() - rest.size();
      (void)base::takeCharacter(rest);
      if (!base::isUtf8(m_text.substr(at, m_text.size() - rest.size() - at))) return at;
    }
    return 0;
  }

  void skipBlanks() {
    while (m_at < m_text.size() && isBlankInQuery(m_text[m_at])) ++m_at;
  }
  bool isAt(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
  std::string_view wordAhead() const {
    std::size_t end = m_at;
    while (end < m_text.size() && !endsWord(m_text[end])) ++end;
    return m_text.substr(m_at, end - m_at);
  }

  Read any(int depth) {
    std::vector<OrderCondition> parts;
    for (;;) {
      auto part = all(depth);
      if (!part) return part;
      parts.push_back(std::move(*part));
      if (wordAhead() != "OR") return anyOf(std::move(parts));
      m_at += 2;
    }
  }

  Read all(int depth) {
    std::vector<OrderCondition> parts;
    for (;;) {
      skipBlanks();
      const std::string_view word = wordAhead();
      const bool ends = m_at == m_text.size() || isAt(')') || word == "OR";
      if (ends && !parts.empty()) return allOf(std::move(parts));
      if (ends || word == "AND") return missing();
      auto part = term(depth);
      if (!part) return part;
      parts.push_back(std::move(*part));
      skipBlanks();
      if (wordAhead() != "AND") continue;
      m_at += 3;
      skipBlanks();
      if (m_at == m_text.size() || isAt(')') || wordAhead() == "OR") return missing();
    }
  }

  tl::unexpected<base::Error> missing() const {
    const std::string there = m_at == m_text.size() ? "the end" : isAt(')') ? "')'" : shownInFault(wordAhead());
    return fault(m_at, "a condition is missing before " + there, "write a condition such as status:shipped or a word to look for; AND, OR and NOT in quotes are words");
  }

  Read term(int depth) {
    if (depth > QueryLimits::depth) return fault(m_at, "more than " + std::to_string(QueryLimits::depth) + " parentheses and NOTs lie within each other", "write it with fewer");
    const std::string_view word = wordAhead();
    if (word == "NOT" || isAt('-')) {
      m_at += isAt('-') ? 1U : 3U;
      if (word == "NOT") skipBlanks();
      if (m_at == m_text.size() || isBlankInQuery(m_text[m_at]) || isAt(')') || wordAhead() == "OR" || wordAhead() == "AND")
        return fault(m_at, "nothing stands behind " + std::string(word == "NOT" ? "NOT" : "'-'"), "write what is to be left out right behind it; in quotes it is looked for as text");
      auto part = term(depth + 1);
      return part ? Read(notOf(std::move(*part))) : part;
    }
    if (isAt('(')) {
      const std::size_t opened = m_at++;
      auto inner = any(depth + 1);
      if (!inner) return inner;
      if (!isAt(')')) return fault(opened, "this '(' is not closed", "close it with ')'");
      ++m_at;
      return inner;
    }
    if (++m_terms > QueryLimits::terms) return fault(m_at, "a query has at most " + std::to_string(QueryLimits::terms) + " conditions", "leave out what says little");
    return leaf();
  }

  Read leaf() {
    const std::size_t began = m_at;
    if (isAt('"')) return words();
    const std::string_view word = wordAhead();
    const std::size_t sign = word.find_first_of(":<>=");
    if (sign == std::string_view::npos) return words();
    const auto op = std::find_if(operators.begin(), operators.end(), [&](const Operator& each) { return word.substr(sign).starts_with(each.sign); });
    const std::string_view name = word.substr(0, sign);
    if (name.empty()) return fault(began, "a field is missing before '" + std::string(op->sign) + "'", "write it without blanks, as in total>100; in quotes it is looked for as text");
    const auto field = fieldFromName(name);
    if (!field) return fault(began, shownInFault(name) + " is no field", knownFields);
    m_at += sign + op->sign.size();
    if (op->comparison != Comparison::Is && (isState(*field) || isName(*field)))
      return fault(began + sign, std::string(name) + " has no order that '" + std::string(op->sign) + "' could compare", "write " + std::string(name) + ":");
    if (m_at == m_text.size() || (endsWord(m_text[m_at]) && !isAt('"'))) return fault(m_at, "a value is missing behind " + std::string(word.substr(0, sign + op->sign.size())), rightFor(*field));
    return valueOf(*field, op->comparison);
  }

  struct Token {
    std::string text;
    bool isPrefix = false;
  };

  // A word or a quoted text, with the '*' behind it.
  base::Result<Token> takeToken() {
    const std::size_t began = m_at;
    Token token;
    if (!isAt('"')) {
      token.text = wordAhead();
      m_at += token.text.size();
      if (token.text.back() == '*') {
        token.isPrefix = true;
        token.text.pop_back();
      }
    } else {
      for (++m_at; m_at < m_text.size() && !isAt('"'); ++m_at) {
        if (isAt('\\') && m_at + 1 < m_text.size() && (m_text[m_at + 1] == '"' || m_text[m_at + 1] == '\\')) ++m_at;
        token.text += m_text[m_at];
      }
      if (m_at == m_text.size()) return fault(began, "this quote is not closed", "close it with '\"'");
      ++m_at;
      if (isAt('*')) {
        token.isPrefix = true;
        ++m_at;
      }
    }
    if (token.text.empty()) return fault(began, "there is nothing to look for here", "give letters or digits of what is looked for");
    if (token.text.size() > QueryLimits::textBytes)
      return fault(began, "the text looked for is longer than any id or name", "give at most " + std::to_string(QueryLimits::textBytes) + " characters");
    return token;
  }

  Read words() {
    auto found = takeToken();
    if (!found) return tl::unexpected(found.error());
    OrderCondition condition = textIs(std::move(found->text));
    condition.isPrefix = found->isPrefix;
    return condition;
  }

  static std::string rightFor(OrderField field) {
    switch (field) {
      case OrderField::Status: return "give one of " + namesListed(domain::orderStatusNames) + ", or a state of payment";
      case OrderField::Payment: return "give one of " + namesListed(domain::paymentStatusNames);
      case OrderField::Customer: return "give the customer's id, or its beginning with a '*' behind it";
      case OrderField::Country: return "give the country's code or name, as in country:fr, or the beginning of what orders have with a '*' behind it";
      case OrderField::Currency: return "give three capital letters, as in currency:GBP";
      case OrderField::Total: return "give an amount, as in total>100 or total:9.50..20";
      case OrderField::Units: return "give a number, as in units>=2.5 or units:1..10";
      case OrderField::Lines:
      case OrderField::Version:
      case OrderField::Number: return std::string("give a whole number, as in ") + fieldNames[static_cast<std::size_t>(field)] + ">3 or two of them joined by ..";
      case OrderField::Placed:
      case OrderField::Changed: break;
    }
    const std::string name = fieldNames[static_cast<std::size_t>(field)];
    return "give a year, month or day, as in " + name + ":2011, " + name + ">=2011-11, " + name + ":2011-11-30, or two of them joined by ..";
  }

  Read valueOf(OrderField field, Comparison comparison) {
    const std::size_t began = m_at;
    auto value = takeToken();
    if (!value) return tl::unexpected(value.error());
    const std::string& text = value->text;
    OrderCondition condition = fieldIs(field, 0);
    condition.comparison = comparison;
    const auto wrong = [&](const std::string& what) { return fault(began, shownInFault(text) + " is no " + what, rightFor(field)); };
    if (value->isPrefix && field != OrderField::Customer && field != OrderField::Country) return fault(m_at - 1, std::string(fieldNames[static_cast<std::size_t>(field)]) + " takes no '*'", rightFor(field));
    if (isState(field)) {
      // The words of the two differ, and people say one for the other.
      const auto payment = std::find(domain::paymentStatusNames.begin(), domain::paymentStatusNames.end(), text);
      if (const auto status = domain::orderStatusFromName(text); status && field == OrderField::Status) condition.from = static_cast<std::int64_t>(*status);
      else if (payment != domain::paymentStatusNames.end()) condition.field = OrderField::Payment, condition.from = payment - domain::paymentStatusNames.begin();
      else return wrong(field == OrderField::Status ? "status" : "state of payment");
      condition.to = condition.from;
    } else if (isName(field)) {
      if (field == OrderField::Currency && !base::Currency::fromText(text)) return wrong("currency");
      condition.text = text;
      condition.isPrefix = value->isPrefix;
    } else {
      const std::size_t dots = text.find("..");
      if (dots != std::string::npos && comparison != Comparison::Is) return fault(began + dots, "a range has no order", std::string("write ") + fieldNames[static_cast<std::size_t>(field)] + ":" + text);
      const auto first = spanOf(field, std::string_view(text).substr(0, dots));
      const auto last = dots == std::string::npos ? first : spanOf(field, std::string_view(text).substr(dots + 2));
      if (!first || !last) return wrong(isDay(field) ? "year, month or day" : "number");
      if (last->to < first->from) return fault(began, shownInFault(text) + " ends before it begins", "write the smaller one first");
      condition.from = first->from;
      condition.to = last->to;
    }
    return condition;
  }

  static std::optional<FromTo> spanOf(OrderField field, std::string_view text) {
    if (isDay(field)) return daysOf(text);
    const auto number = base::parseDecimal(text, scaleOf(field));
    return number ? std::optional(FromTo{*number, *number}) : std::nullopt;
  }

  const std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_terms = 0;
};

std::string dayInQuery(std::int64_t day) {
  const base::CivilDay civil = base::civilDayOf(day);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return text;
}

std::string fieldText(const OrderCondition& condition) {
  constexpr std::array<const char*, 5> signs = {":", "<", "<=", ">", ">="};
  std::string text = std::string(fieldNames[static_cast<std::size_t>(condition.field)]) + signs[static_cast<std::size_t>(condition.comparison)];
  if (condition.field == OrderField::Status) return text + domain::orderStatusNames.at(static_cast<std::size_t>(condition.from));
  if (condition.field == OrderField::Payment) return text + domain::paymentStatusNames.at(static_cast<std::size_t>(condition.from));
  if (isName(condition.field)) return text + quotedForQuery(condition.text) + (condition.isPrefix ? "*" : "");
  const auto one = [&](std::int64_t value) { return isDay(condition.field) ? dayInQuery(value) : base::formatDecimal(value, scaleOf(condition.field), 0); };
  if (condition.from == condition.to) return text + one(condition.from);
  if (condition.comparison == Comparison::Is) return text + one(condition.from) + ".." + one(condition.to);
  // A month or a year, which alone compares by two days.
  const std::string from = dayInQuery(condition.from), to = dayInQuery(condition.to);
  return text + from.substr(0, from.substr(0, 7) == to.substr(0, 7) ? 7 : 4);
}

}  // namespace

base::Result<OrderCondition> orderConditionFrom(std::string_view text) { return QueryParser(text).read(); }

std::string quotedForQuery(std::string_view text) {
  const bool plain = !text.empty() && !isKeyword(text) && text.front() != '-' && text.back() != '*' && std::none_of(text.begin(), text.end(), endsWord) &&
                     text.find_first_of(":<>=") == std::string_view::npos;
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return quoted + '"';
}

std::string textOf(const OrderCondition& condition) {
  std::string text;
  switch (condition.kind) {
    case OrderCondition::Kind::Text: return quotedForQuery(condition.text) + (condition.isPrefix ? "*" : "");
    case OrderCondition::Kind::Field: return fieldText(condition);
    case OrderCondition::Kind::Not: {
      using enum OrderCondition::Kind;
      const auto inner = condition.parts.front().kind;
      return inner == All || inner == Any ? "NOT (" + textOf(condition.parts.front()) + ")" : "NOT " + textOf(condition.parts.front());
    }
    case OrderCondition::Kind::All:
    case OrderCondition::Kind::Any: break;
  }
  for (const OrderCondition& part : condition.parts) {
    if (!text.empty()) text += condition.kind == OrderCondition::Kind::Any ? " OR " : " ";
    text += condition.kind == OrderCondition::Kind::All && part.kind == OrderCondition::Kind::Any ? "(" + textOf(part) + ")" : textOf(part);
  }
  return text;
}

base::Result<OrderSorting> orderSortFrom(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, OrderSort>, 12> names = {{{"placed_at", OrderSort::PlacedAt}, {"placed", OrderSort::PlacedAt}, {"number", OrderSort::Number},
                                                                             {"total", OrderSort::Total}, {"changed_at", OrderSort::ChangedAt}, {"changed", OrderSort::ChangedAt},
                                                                             {"status", OrderSort::Status}, {"payment", OrderSort::Payment}, {"currency", OrderSort::Currency},
                                                                             {"lines", OrderSort::Lines}, {"units", OrderSort::Units}, {"version", OrderSort::Version}}};
  OrderSorting sort;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    std::string_view word = rest.substr(0, comma);
    const bool hasMinus = word.starts_with('-');
    if (hasMinus) word.remove_prefix(1);
    const std::string_view name = word.substr(0, word.find(':')), direction = word.substr(name.size());
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == name; });
    if (found == names.end())
      return base::fail(base::ErrorCode::BadInput, "'" + base::readableStart(name, 60) + "' is no sort", "--sort",
                        "give placed_at, changed_at, number, total, status, payment, currency, lines, units or version; several with commas between");
    if (!direction.empty() && (hasMinus || (direction != ":asc" && direction != ":desc")))
      return base::fail(base::ErrorCode::BadInput, "'" + base::readableStart(rest.substr(0, comma), 60) + "' does not say which way to sort", "--sort",
                        "write " + std::string(name) + ":asc or " + std::string(name) + ":desc; a leading minus alone means the latter");
    sort.push_back({found->second, hasMinus || direction == ":desc"});
    if (comma == std::string_view::npos) return sort;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace twinlane::query
