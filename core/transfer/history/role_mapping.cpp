#include "transfer/history/role_mapping.h"

#include "domain/limits.h"
#include "transfer/value/text_encoding.h"
#include "transfer/value/visible.h"

#include <algorithm>
#include <limits>

namespace twinlane::transfer {
namespace {

// Events are called by ids of any length.
bool isEventId(const std::string& id) { return isId(id, std::numeric_limits<std::int64_t>::max()); }

template <class Take>
void eachColumn(const std::map<std::string, ColumnRule>& columns, const Take& take) {
  for (const auto& [field, column] : columns) take(column);
}

template <class Take>
void eachColumn(const RoleRule& rule, const Take& take) {
  eachColumn(rule.columns, take);
  eachColumn(rule.charges, take);
  for (const FactRule& fact : rule.facts) eachColumn(fact.columns, take);
  take(rule.state);
}

class Names {
 public:
  void add(const std::string& name) {
    if (std::find(m_all.begin(), m_all.end(), name) == m_all.end()) m_all.push_back(name);
  }
  std::vector<std::string> take() { return std::move(m_all); }

 private:
  std::vector<std::string> m_all;
};

bool isSameLookup(const ColumnRule& a, const ColumnRule& b) { return a.table == b.table && a.key == b.key && a.value == b.value; }

}  // namespace

std::vector<ColumnRule> lookupsOf(const Profile& profile) {
  std::vector<ColumnRule> all;
  const auto take = [&](const ColumnRule& rule) {
    if (!rule.table.empty() && std::none_of(all.begin(), all.end(), [&](const ColumnRule& other) { return isSameLookup(rule, other); })) all.push_back(rule);
  };
  for (const RoleRule& rule : profile.objects) eachColumn(rule, take);
  for (const FactRule& rule : profile.events) eachColumn(rule.columns, take);
  return all;
}

std::vector<std::string> columnsOf(const RoleRule& rule) {
  Names names;
  eachColumn(rule, [&](const ColumnRule& column) {
    for (const std::string& name : column.names) names.add(name);
  });
  for (const RowClass& rowClass : rule.classes)
    for (const Condition& condition : rowClass.when) names.add(condition.column);
  return names.take();
}

std::vector<std::string> columnsOfEvents(const Profile& profile) {
  Names names;
  for (const FactRule& rule : profile.events)
    eachColumn(rule.columns, [&](const ColumnRule& column) {
      for (const std::string& name : column.names) names.add(name);
    });
  return names.take();
}

base::Result<RoleMapping> RoleMapping::bind(const Profile& profile, const RoleRule& rule, const std::vector<std::string>& names, LookUp lookUp) {
  RoleMapping mapping;
  mapping.m_profile = &profile;
  mapping.m_rule = &rule;
  mapping.m_lookUp = std::move(lookUp);
  auto values = ValueReader::from(profile);
  if (!values) return tl::unexpected(values.error());
  mapping.m_values = std::move(*values);
  mapping.m_currency = base::Currency::fromText(profile.currency).value_or(base::Currency{});
  const std::vector<ColumnRule> lookups = lookupsOf(profile);
  const auto indexOf = [&](const std::string& name) { return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()); };
  const auto bound = [&](const ColumnRule& column) {
    BoundColumn made;
    for (const std::string& name : column.names) made.places.push_back(indexOf(name));
    if (!column.table.empty()) made.lookup = static_cast<std::size_t>(std::find_if(lookups.begin(), lookups.end(), [&](const ColumnRule& other) { return isSameLookup(column, other); }) - lookups.begin());
    return made;
  };
  for (const auto& [field, column] : rule.columns) mapping.m_columns[field] = bound(column);
  for (const auto& [field, value] : rule.constants) mapping.m_columns[field].constant = value;
  for (const auto& [kind, column] : rule.charges) mapping.m_charges.emplace_back(kind, bound(column));
  const auto boundFact = [&](const FactRule& fact) {
    BoundFact made{&fact, {}};
    for (const auto& [field, column] : fact.columns) made.columns[field] = bound(column);
    return made;
  };
  for (const FactRule& fact : rule.facts) mapping.m_facts.push_back(boundFact(fact));
  if (rule.role == Role::Event)
    for (const FactRule& fact : profile.events) mapping.m_events[fact.type] = boundFact(fact);
  mapping.m_state = bound(rule.state);
  auto classes = RowClasses::bind(rule.classes, indexOf);
  if (!classes) return tl::unexpected(classes.error());
  mapping.m_classes = std::move(*classes);
  return mapping;
}

std::string RoleMapping::text(const BoundColumn& column) const {
  std::string joined;
  for (const std::size_t place : column.places) {
    if (place >= m_fields.size()) continue;
    const std::string_view value = m_values->value(m_fields[place]);
    if (!value.empty()) joined.append(joined.empty() ? "" : ", ").append(value);
  }
  if (!joined.empty() && column.lookup) joined = m_lookUp(*column.lookup, joined).value_or(joined);
  return joined.empty() ? column.constant : joined;
}

const BoundColumn& RoleMapping::columnOf(const std::string& field) const {
  static const BoundColumn unmapped;
  const auto column = m_columns.find(field);
  return column == m_columns.end() ? unmapped : column->second;
}

std::string RoleMapping::text(const std::string& field) const { return text(columnOf(field)); }

std::string RoleMapping::readId(const std::string& field, bool isRequired, std::string& into) const {
  into = text(field);
  if (into.empty() && isRequired) return "missing_" + (field == "id" ? name(m_rule->role) : field);
  return isId(into, domain::limits::idLength) ? std::string() : "bad_" + (field == "id" ? name(m_rule->role) : field);
}

std::string RoleMapping::readText(const std::string& field, std::string& into) const {
  into = text(field);
  return into.size() <= static_cast<std::size_t>(domain::limits::textLength) ? std::string() : "bad_" + field;
}

std::string RoleMapping::readAmount(const BoundColumn& column, const std::string& field, std::optional<base::Amount>& into) {
  into.reset();
  const std::string given = text(column);
  if (given.empty()) return {};
  base::Amount amount;
  const auto problem = m_values->amount(given, domain::limits::maxNet, amount);
  if (problem != ValueReader::NumberProblem::None) return problem == ValueReader::NumberProblem::Bad ? "bad_" + field : "too_many_decimals";
  into = amount;
  return {};
}

std::string RoleMapping::readTime(std::string_view given, const std::string& field, bool isDeadline, std::optional<base::Timestamp>& into, MappedRecord& counted) {
  into.reset();
  if (given.empty()) return {};
  const auto& time = m_values->time(given);
  if (!time) return "bad_" + field;
  // A day that was promised ends with the day.
  into = isDeadline && time->dayEnds ? *time->dayEnds : time->utc;
  counted.ambiguousTimes += time->kind == base::Zone::Kind::Ambiguous ? 1 : 0;
  counted.missingTimes += time->kind == base::Zone::Kind::Missing ? 1 : 0;
  return {};
}

std::string RoleMapping::readCharges(std::vector<std::pair<std::string, base::Amount>>& into) {
  for (const auto& [kind, column] : m_charges) {
    std::optional<base::Amount> amount;
    if (auto bad = readAmount(column, "charge", amount); !bad.empty()) return bad;
    if (amount && amount->tenThousandths != 0) into.emplace_back(kind, *amount);
  }
  return {};
}

std::string RoleMapping::readCurrency(base::Currency& into) const {
  into = m_currency;
  const std::string given = text("currency");
  if (given.empty()) return into.empty() ? "missing_currency" : "";
  const auto currency = base::Currency::fromText(given);
  if (!currency) return "bad_currency";
  into = *currency;
  return {};
}

// "a, b" or "['a', 'b']": brackets around all, quotes around each are not part of the ids.
std::vector<std::string> RoleMapping::idsOf(const std::string& cell) const {
  std::string_view rest = trimmed(cell);
  constexpr std::string_view opening = "[{(", closing = "]})";
  if (rest.size() >= 2 && opening.find(rest.front()) != std::string_view::npos && opening.find(rest.front()) == closing.find(rest.back())) rest = rest.substr(1, rest.size() - 2);
  std::vector<std::string> ids;
  while (!rest.empty()) {
    rest = trimmed(rest);
    std::string_view one;
    const char quote = rest.empty() ? '\0' : rest.front();
    const std::size_t end = quote == '\'' || quote == '"' ? rest.find(quote, 1) : std::string_view::npos;
    const std::size_t border = rest.find(m_rule->listSeparator, end == std::string_view::npos ? 0 : end);
    one = trimmed(rest.substr(0, border));
    if (end != std::string_view::npos && one.size() >= 2 && one.back() == quote) one = one.substr(1, one.size() - 2);
    if (const std::string_view id = m_values->value(one); !id.empty()) ids.emplace_back(id);
    rest = border == std::string_view::npos ? std::string_view() : rest.substr(border + m_rule->listSeparator.size());
  }
  return ids;
}

RecordKey RoleMapping::key() const {
  RecordKey key{columnOf("id").places, true, {}};
  for (const auto& [field, column] : m_columns) key.fields[field] = column.places;
  if (!key.places.empty()) return key;
  key.isOwn = false;
  std::vector<const char*> fields;
  if (m_rule->role == Role::Line) fields = {"order", "product"};
  if (m_rule->role == Role::Event) fields = {"order", "at"};
  if (m_rule->role == Role::Event && !m_rule->fact) fields.push_back("activity");
  for (const char* field : fields) {
    const auto& places = columnOf(field).places;
    if (places.empty()) return key.places.clear(), key;
    key.places.insert(key.places.end(), places.begin(), places.end());
  }
  return key;
}

void RoleMapping::map(Fields fields, MappedRecord& into, std::span<const AttributeAt> history) {
  into = {};
  m_fields = fields;
  decide(into, history);
  if (into.fate != RowFate::Quarantine || m_rule->role != Role::Line) return;
  if (!readId("id", false, into.asideLine).empty()) into.asideLine.clear();
  if (!readId("order", false, into.asideOrder).empty()) into.asideOrder.clear();
}

void RoleMapping::decide(MappedRecord& into, std::span<const AttributeAt> history) {
  if (!m_rule->classes.empty()) {
    const RowClass* of = m_classes.of(m_fields, *m_values);
    if (of == nullptr) {
      into.reason = "unclassified";
      return;
    }
    if (of->fate == RowFate::Quarantine || of->fate == RowFate::Ignore) {
      into.fate = of->fate;
      into.reason = of->reason;
      return;
    }
  }
  into.fate = RowFate::SaleLine;
  const std::string bad = read(into, history);
  if (bad.empty()) return;
  if (into.fate != RowFate::Ignore) into.fate = RowFate::Quarantine;
  into.reason = bad;
  into.record = {};
  into.events.clear();
}

void RoleMapping::mapNamed(const std::string& id, MappedRecord& into) {
  BoundColumn& column = m_columns["id"];
  column.constant = id;
  map({}, into);
}

std::string RoleMapping::read(MappedRecord& into, std::span<const AttributeAt> history) {
  switch (m_rule->role) {
    case Role::Order: {
      if (auto bad = readOrder(into); !bad.empty()) return bad;
      const std::string id = std::get<SourceOrder>(into.record).id;
      if (auto bad = readFacts(Role::Order, id, into); !bad.empty()) return bad;
      return readStates(Role::Order, id, into, history);
    }
    case Role::Line: return readLine(into);
    case Role::Customer: return readCustomer(into);
    case Role::Product: return readProduct(into, history);
    case Role::Package: {
      if (auto bad = readPackage(into); !bad.empty()) return bad;
      const std::string id = std::get<SourcePackage>(into.record).id;
      if (auto bad = readFacts(Role::Package, id, into); !bad.empty()) return bad;
      return readStates(Role::Package, id, into, history);
    }
    case Role::Event: break;
  }
  return readEvent(into);
}

std::string RoleMapping::readOrder(MappedRecord& into) {
  SourceOrder order;
  if (auto bad = readId("id", true, order.id); !bad.empty()) return bad;
  if (auto bad = readId("customer", false, order.customer); !bad.empty()) return bad;
  if (auto bad = readCurrency(order.currency); !bad.empty()) return bad;
  order.country = text("country");
  if (!isVisible(order.country, domain::limits::idLength)) return "bad_country";
  for (const auto& [field, target] : {std::pair{"ship_to", &order.shipTo}, {"note", &order.note}})
    if (auto bad = readText(field, *target); !bad.empty()) return bad;
  if (auto bad = readTime(text("placed_at"), "placed_at", false, order.placedAt, into); !bad.empty()) return bad;
  if (auto bad = readTime(text("promised_at"), "promised_at", true, order.promisedAt, into); !bad.empty()) return bad;
  if (auto bad = readAmount(columnOf("total"), "total", order.total); !bad.empty()) return bad;
  if (auto bad = readCharges(order.charges); !bad.empty()) return bad;
  into.record = std::move(order);
  return {};
}

std::string RoleMapping::readLine(MappedRecord& into) {
  SourceLine line;
  if (auto bad = readId("id", false, line.id); !bad.empty()) return bad;
  // In a log a line hangs on its order and product by relations, which are not known yet.
  const bool isRow = m_profile->hasTables() && !m_rule->from.empty();
  if (auto bad = readId("order", isRow, line.order); !bad.empty()) return bad;
  if (auto bad = readId("product", isRow, line.product); !bad.empty()) return bad;
  if (auto bad = readId("package", false, line.package); !bad.empty()) return bad;
  if (auto bad = readText("description", line.description); !bad.empty()) return bad;
  std::map<std::string, std::string> texts;
  LineTexts given;
  const auto take = [&](const char* field, std::optional<std::string_view>& target) {
    if (isMapped(field)) target = texts[field] = text(field);
  };
  take("quantity", given.quantity);
  take("unit_price", given.unitPrice);
  take("line_amount", given.lineAmount);
  take("discount", given.discount);
  take("discount_percent", given.discountPercent);
  take("discount_amount", given.discountAmount);
  take("tax_rate", given.taxRate);
  take("tax_percent", given.taxPercent);
  if (auto bad = readLineMoney(*m_values, given, line.money); !bad.empty()) return bad;
  if (auto bad = readCharges(line.charges); !bad.empty()) return bad;
  into.record = std::move(line);
  return {};
}

std::string RoleMapping::readCustomer(MappedRecord& into) {
  SourceCustomer customer;
  if (auto bad = readId("id", true, customer.id); !bad.empty()) return bad;
  for (const auto& [field, target] : {std::pair{"name", &customer.name}, {"email", &customer.email}, {"phone", &customer.phone}, {"address", &customer.address}})
    if (auto bad = readText(field, *target); !bad.empty()) return bad;
  into.record = std::move(customer);
  return {};
}

std::string RoleMapping::readProduct(MappedRecord& into, std::span<const AttributeAt> history) {
  SourceProduct product;
  if (auto bad = readId("id", true, product.id); !bad.empty()) return bad;
  if (auto bad = readText("name", product.name); !bad.empty()) return bad;
  if (auto bad = readCurrency(product.currency); !bad.empty()) return bad;
  const auto rule = m_rule->columns.find("price");
  for (const AttributeAt& was : history) {
    if (rule == m_rule->columns.end() || rule->second.names.front() != was.column || m_values->isMissing(was.value)) continue;
    SourceProduct::Price price;
    if (m_values->amount(was.value, domain::limits::maxPrice, price.price) != ValueReader::NumberProblem::None) return "bad_price";
    if (auto bad = readTime(was.time, "date", false, price.at, into); !bad.empty()) return bad;
    product.prices.push_back(price);
  }
  if (product.prices.empty()) {
    std::optional<base::Amount> price;
    if (auto bad = readAmount(columnOf("price"), "price", price); !bad.empty()) return bad;
    if (!price) return "missing_price";
    product.prices.push_back({std::nullopt, *price});
  }
  into.record = std::move(product);
  return {};
}

std::string RoleMapping::readPackage(MappedRecord& into) {
  SourcePackage package;
  if (auto bad = readId("id", true, package.id); !bad.empty()) return bad;
  if (auto bad = readId("order", false, package.order); !bad.empty()) return bad;
  if (auto bad = readText("carrier", package.carrier); !bad.empty()) return bad;
  into.record = std::move(package);
  return {};
}

std::string RoleMapping::readFact(const BoundFact& fact, SourceEvent& event, MappedRecord&) {
  const auto given = [&](const char* field) {
    const auto own = fact.columns.find(field);
    return own != fact.columns.end() ? text(own->second) : m_rule->role == Role::Event ? text(field) : std::string();
  };
  event.fact = fact.rule->fact;
  const auto amount = fact.columns.find("amount");
  if (auto bad = readAmount(amount != fact.columns.end() ? amount->second : m_rule->role == Role::Event ? columnOf("amount") : BoundColumn{}, "amount", event.amount); !bad.empty()) return bad;
  event.method = given("method");
  event.carrier = given("carrier");
  event.reason = given("reason");
  event.text = given("text");
  if (event.text.empty()) event.text = fact.rule->words;
  if (event.text.empty() && event.fact == FactKind::Note) event.text = fact.rule->type;
  for (const std::string* one : {&event.method, &event.carrier})
    if (!isVisible(*one, domain::limits::nameLength)) return one == &event.method ? "bad_method" : "bad_carrier";
  for (const std::string* one : {&event.reason, &event.text})
    if (one->size() > static_cast<std::size_t>(domain::limits::textLength)) return one == &event.reason ? "bad_reason" : "bad_text";
  return {};
}

// Each time column that has a value is something that happened.
std::string RoleMapping::readFacts(Role role, const std::string& id, MappedRecord& into) {
  for (const BoundFact& fact : m_facts) {
    const std::string when = text(fact.columns.at("at"));
    if (when.empty()) continue;
    SourceEvent event;
    if (auto bad = readTime(when, "date", false, event.at, into); !bad.empty()) return bad;
    if (auto bad = readFact(fact, event, into); !bad.empty()) return bad;
    event.about.emplace_back(role, id);
    into.events.push_back(std::move(event));
  }
  return {};
}

// A state says what has happened, not when: nothing is said twice.
std::string RoleMapping::readStates(Role role, const std::string& id, MappedRecord& into, std::span<const AttributeAt> history) {
  if (!m_state.isMapped()) return {};
  std::vector<std::pair<std::string, std::string>> said;  // value, time
  for (const AttributeAt& was : history)
    if (m_rule->state.names.front() == was.column) said.emplace_back(was.value, was.time);
  if (said.empty()) said.emplace_back(text(m_state), "");
  const auto told = into.events;  // by columns of times
  for (const auto& [value, time] : said) {
    if (m_values->isMissing(value)) continue;
    const auto facts = m_rule->states.find(value);
    if (facts == m_rule->states.end()) return "unknown_state";
    for (const FactKind kind : facts->second) {
      if (std::any_of(told.begin(), told.end(), [kind](const SourceEvent& event) { return event.fact == kind; })) continue;
      SourceEvent event;
      event.fact = kind;
      if (auto bad = readTime(time, "date", false, event.at, into); !bad.empty()) return bad;
      event.about.emplace_back(role, id);
      into.events.push_back(std::move(event));
    }
  }
  return {};
}

std::string RoleMapping::readEvent(MappedRecord& into) {
  SourceEvent event;
  event.id = text("id");
  if (!isEventId(event.id)) return "bad_event";
  for (const Role role : {Role::Order, Role::Line, Role::Package, Role::Customer, Role::Product})
    for (std::string& id : idsOf(text(name(role)))) {
      if (!isId(id, domain::limits::idLength)) return std::string("bad_") + name(role);
      event.about.emplace_back(role, std::move(id));
    }
  const std::string when = text("at");
  if (m_rule->fact == FactKind::Ignore) {
    into.fate = RowFate::Ignore;
    return "ignore";
  }
  if (!m_rule->fact) {
    mapEvent(text("activity"), when, m_fields, std::move(event), into);
    return into.fate == RowFate::SaleLine ? std::string() : into.reason;
  }
  if (auto bad = readTime(when, "date", false, event.at, into); !bad.empty()) return bad;
  FactRule always;
  always.fact = *m_rule->fact;
  if (auto bad = readFact({&always, {}}, event, into); !bad.empty()) return bad;
  into.events.push_back(std::move(event));
  return {};
}

void RoleMapping::mapEvent(const std::string& type, std::string_view time, Fields fields, SourceEvent event, MappedRecord& into) {
  into = {};
  m_fields = fields;
  const auto fact = m_events.find(type);
  if (fact == m_events.end()) {
    into.reason = type.empty() ? "missing_activity" : "unknown_event";
    return;
  }
  if (fact->second.rule->fact == FactKind::Ignore) {
    into.fate = RowFate::Ignore;
    into.reason = type;
    return;
  }
  into.fate = RowFate::SaleLine;
  std::string bad = isEventId(event.id) ? readTime(time, "date", false, event.at, into) : "bad_event";
  if (bad.empty()) bad = readFact(fact->second, event, into);
  if (bad.empty()) {
    into.events.push_back(std::move(event));
    return;
  }
  into.fate = RowFate::Quarantine;
  into.reason = std::move(bad);
}

}  // namespace twinlane::transfer
