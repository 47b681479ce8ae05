#include "transfer/profile/role_reading.h"

#include "transfer/profile/row_class_reading.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

// What OCEL 2.0 writes, and what SQLite makes of it.
const std::vector<std::string> timesOfLogs = {"%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %H:%M:%S.%f%z"};

std::optional<FactKind> factNamed(const std::string& word) {
  const auto found = std::find(factNames().begin(), factNames().end(), word);
  if (found == factNames().end()) return std::nullopt;
  return static_cast<FactKind>(found - factNames().begin());
}

class RoleReading {
 public:
  RoleReading(ProfileRecord& top, Profile& profile) : m_top(top), m_profile(profile) {}

  void read() {
    for (ProfileRecord& one : m_top.records("objects", true, "say what each table or type of object is, for example {\"role\": \"order\", \"from\": \"orders\"}")) {
      RoleRule rule = object(one);
      // Two rules for one role would leave open which of them a row falls under.
      if (rule.role != Role::Event && std::any_of(m_profile.objects.begin(), m_profile.objects.end(), [&](const RoleRule& other) { return other.role == rule.role; }))
        one.sayAt("role", "is played by two of the objects", "name all tables or types of it under one from");
      m_profile.objects.push_back(std::move(rule));
    }
    for (ProfileRecord& one : m_top.records("events", m_profile.shape != "several_tables", "say which fact each type of events is, for example {\"type\": \"pay order\", \"fact\": \"paid\"}")) event(one);
    whole();
  }

 private:
  ColumnRule column(ProfileRecord& fields, const std::string& key, bool required, bool mayBeSeveral) {
    ColumnRule rule;
    const std::string remedy = "name the column that holds it";
    const ProfileValue* value = fields.takeAny(key);
    if (value == nullptr) {
      if (required) fields.say(fields.value().line, key, "is missing", remedy);
    } else if (value->kind == ProfileValue::Kind::Record) {
      ProfileRecord joined = fields.inner(*value, key);
      joined.textOrTexts("column", rule.names, remedy);
      joined.text("table", rule.table, true, "name the table that the value is looked up in");
      joined.text("key", rule.key, true, "name its column that holds the value");
      joined.text("value", rule.value, true, "name its column that is taken instead");
      joined.reportUnknown();
      if (!m_profile.hasTables()) fields.say(value->line, key, "looks up a table, and a log has none", "name an attribute");
    } else if (value->kind == ProfileValue::Kind::Text || value->kind == ProfileValue::Kind::List) {
      fields.textOrTexts(key, rule.names, remedy);
      if (rule.names.size() > 1 && !mayBeSeveral) fields.say(value->line, key, "names several columns", "only texts can be joined; name one");
    } else {
      fields.say(value->line, key, std::string("must be text, a list of texts or an object, is ") + kindName(value->kind), remedy);
    }
    return rule;
  }

  FactKind fact(ProfileRecord& fields) {
    std::string word;
    fields.choice("fact", word, true, factNames());
    return factNamed(word).value_or(FactKind::Note);
  }

  void detailsOf(ProfileRecord& fields, FactRule& rule) {
    for (const RoleField& field : fieldsOfFacts()) {
      ColumnRule read = column(fields, field.name, false, field.isText);
      if (!read.names.empty()) rule.columns[field.name] = std::move(read);
    }
    fields.text("words", rule.words, false, "the words of the note");
  }

  FactRule timeColumn(ProfileRecord& fields) {
    FactRule rule;
    rule.fact = fact(fields);
    rule.columns["at"] = column(fields, "at", true, false);
    detailsOf(fields, rule);
    fields.reportUnknown();
    return rule;
  }

  void event(ProfileRecord& fields) {
    FactRule rule;
    std::vector<std::string> types;
    fields.textOrTexts("type", types, "name the type of the events");
    if (types.empty()) fields.say(fields.value().line, "type", "is missing", "name the type of the events");
    rule.fact = fact(fields);
    detailsOf(fields, rule);
    fields.reportUnknown();
    for (const std::string& type : types) {
      if (std::any_of(m_profile.events.begin(), m_profile.events.end(), [&](const FactRule& other) { return other.type == type; }))
        fields.sayAt("type", "'" + type + "' is given twice", "keep one of them");
      rule.type = type;
      m_profile.events.push_back(rule);
    }
  }

  void states(ProfileRecord& fields, RoleRule& rule) {
    auto given = fields.record("states", false, "for example {\"column\": \"Status\", \"values\": {\"void\": \"cancelled\"}}");
    if (!given) return;
    rule.state = column(*given, "column", true, false);
    if (auto values = given->record("values", true, "say which facts each value tells")) {
      for (const ProfileValue& value : values->value().items) {
        std::vector<std::string> words;
        std::vector<FactKind>& facts = rule.states[value.key];
        // A state that tells nothing.
        if (value.kind == ProfileValue::Kind::List && value.items.empty()) continue;
        values->textOrTexts(value.key, words, "give one of " + listed(factNames()) + ", or a list of them");
        for (const std::string& word : words) {
          if (const auto known = factNamed(word)) facts.push_back(*known);
          else values->say(value.line, value.key, "'" + word + "' is not known", "give one of " + listed(factNames()));
        }
      }
    }
    given->reportUnknown();
  }

  RoleRule object(ProfileRecord& fields) {
    RoleRule rule;
    std::string word;
    fields.choice("role", word, true, roleNames());
    const auto known = std::find(roleNames().begin(), roleNames().end(), word);
    if (known != roleNames().end()) rule.role = static_cast<Role>(known - roleNames().begin());
    fields.textOrTexts("from", rule.from, m_profile.hasTables() ? "name the table by its file, without .csv" : "name the type of the objects");
    fields.boolean("optional", rule.isOptional, "true: the table need not be there");
    if (auto columns = fields.record("columns", false, "map the fields to columns")) {
      for (const RoleField& field : fieldsOf(rule.role)) {
        ColumnRule read = column(*columns, field.name, false, field.isText);
        if (!read.names.empty()) rule.columns[field.name] = std::move(read);
      }
      columns->reportUnknown();
    }
    if (auto constants = fields.record("constants", false, "give values for fields that no column has")) {
      for (const RoleField& field : fieldsOf(rule.role)) {
        std::string text;
        constants->text(field.name, text, false, "give the value of all that have none");
        if (!text.empty()) rule.constants[field.name] = text;
      }
      constants->reportUnknown();
    }
    if (rule.role == Role::Order || rule.role == Role::Line)
      if (auto charges = fields.record("charges", false, "for example {\"freight\": \"Freight\"}")) {
        for (const ProfileValue& value : charges->value().items) rule.charges[value.key] = column(*charges, value.key, false, false);
      }
    if (rule.role == Role::Order || rule.role == Role::Package)
      for (ProfileRecord& one : fields.records("facts", false, "name the time columns, for example {\"fact\": \"shipped\", \"at\": \"ShippedDate\"}")) rule.facts.push_back(timeColumn(one));
    if (rule.role == Role::Event) {
      std::string always;
      fields.choice("fact", always, false, factNames());
      rule.fact = factNamed(always);
    }
    if (rule.role == Role::Order || rule.role == Role::Package) states(fields, rule);
    for (ProfileRecord& one : fields.records("classes", false, "for example {\"name\": \"test_order\", \"fate\": \"ignore\", \"when\": [...]}")) rule.classes.push_back(readRowClass(one, {"take", "quarantine", "ignore"}));
    if (m_profile.hasTables()) {
      // Keys tell what hangs on what.
    } else if (auto links = fields.record("links", false, "name the qualifier that counts for each other role")) {
      for (const std::string& role : roleNames()) {
        std::string qualifier;
        links->text(role, qualifier, false, "name the qualifier of the relation");
        if (!qualifier.empty()) rule.links[role] = qualifier;
      }
      links->reportUnknown();
    }
    if (rule.role == Role::Event) {
      fields.text("list_separator", rule.listSeparator, false, "what stands between ids in one cell");
      if (rule.listSeparator.empty() && fields.has("list_separator")) fields.sayAt("list_separator", "is empty", "give what stands between ids in one cell, or leave it out");
    }
    fields.reportUnknown();
    mapped(fields, rule);
    return rule;
  }

  // What a role cannot do without, and what it cannot do with.
  void mapped(ProfileRecord& fields, const RoleRule& rule) {
    for (const char* key : {"columns", "classes", "facts", "states", "charges"})
      if (rule.from.empty() && fields.has(key)) fields.sayAt(key, "stands beside no table", "name the table under from, or give constants");
    const auto has = [&](const char* field) { return rule.columns.contains(field) || rule.constants.contains(field); };
    const auto need = [&](const char* field) {
      if (!has(field)) fields.say(fields.value().line, std::string("columns.") + field, "is missing", "name the column that holds it");
    };
    const bool isTable = m_profile.hasTables() && !rule.from.empty();
    if (isTable && rule.role != Role::Line && rule.role != Role::Event) need("id");
    if (rule.role == Role::Line) {
      if (isTable) need("order");
      if (isTable) need("product");
      need("quantity");
      if (!has("unit_price") && !has("line_amount")) fields.say(fields.value().line, "columns.unit_price", "is missing", "name the column of the unit price, or that of the line's amount under line_amount");
    }
    for (const auto& [one, other] : {std::pair{"discount", "discount_percent"}, std::pair{"tax_rate", "tax_percent"}})
      if (has(one) && has(other)) fields.say(fields.value().line, std::string("columns.") + other, std::string("is mapped beside ") + one, "keep the one that the source has: a share such as 0.05, or 5 per cent");
    if (rule.role == Role::Event) {
      if (!m_profile.hasTables()) fields.sayAt("role", "a log has its events in a list of its own", "map their types under events");
      else if (!rule.fact && !has("activity")) fields.say(fields.value().line, "columns.activity", "is missing", "name the column that says what happened, or give the fact of all rows");
      if (!has("order") && !has("line") && !has("package")) fields.say(fields.value().line, "columns.order", "is missing", "name the column that says what it happened to: order, line or package");
    }
    if (m_profile.hasTables() && rule.from.empty() && rule.role != Role::Line && rule.role != Role::Order && rule.role != Role::Package)
      fields.say(fields.value().line, "from", "is missing", "name the table by its file, without .csv");
    if (!m_profile.hasTables() && rule.from.empty()) fields.say(fields.value().line, "from", "is missing", "name the type of the objects");
  }

  void whole() {
    const auto plays = [this](Role role) { return std::any_of(m_profile.objects.begin(), m_profile.objects.end(), [role](const RoleRule& rule) { return rule.role == role; }); };
    if (!plays(Role::Order) && m_top.has("objects")) m_top.sayAt("objects", "has no order", "say which table or type of object is the order");
    if (m_profile.shape == "event_table" && !plays(Role::Event)) m_top.sayAt("objects", "has no event", "say which table holds the events");
    for (const RoleRule& rule : m_profile.objects)
      if (rule.role == Role::Order && m_profile.currency.empty() && !rule.columns.contains("currency") && !rule.constants.contains("currency"))
        m_top.sayAt("currency", "is missing", "give the currency of all orders, or its column under columns of the order");
    const bool hasTimes = std::any_of(m_profile.objects.begin(), m_profile.objects.end(), [](const RoleRule& rule) {
      return !rule.facts.empty() || rule.columns.contains("placed_at") || rule.columns.contains("promised_at") || rule.columns.contains("at");
    });
    if (!m_profile.dateFormats.empty()) return;
    if (!m_profile.hasTables()) m_profile.dateFormats = timesOfLogs;
    else if (hasTimes && !m_top.has("date_format")) m_top.sayAt("date_format", "is missing, but columns of times are mapped", "for example %Y-%m-%d %H:%M:%S");
  }

  ProfileRecord& m_top;
  Profile& m_profile;
};

}  // namespace

void readRoles(ProfileRecord& top, Profile& profile) { RoleReading(top, profile).read(); }

}  // namespace twinlane::transfer
