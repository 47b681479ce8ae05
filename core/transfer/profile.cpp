// Reading of profiles: the JSON text becomes a tree that knows the line of every key, then each key is taken by name; what
// is left over is unknown.
#include "transfer/profile.h"

#include "base/money.h"
#include "base/zone.h"
#include "transfer/date_format.h"
#include "transfer/text_pattern.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace twinlane::transfer {
namespace {

constexpr std::size_t maxDepth = 32;

struct Value {
  enum class Kind { Null, Boolean, Number, Text, List, Record };
  Kind kind = Kind::Null;
  int line = 1;
  bool boolean = false;
  std::string key;  // within a record
  std::string text;
  std::vector<Value> items;  // of a list or a record
};

const char* nameOf(Value::Kind kind) {
  constexpr std::array<const char*, 6> names = {"null", "true or false", "a number", "text", "a list", "an object"};
  return names[static_cast<std::size_t>(kind)];
}

// Counts the lines of what has been read of it.
struct CountedText {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  int* line = nullptr;

  reference operator*() const { return *at; }
  CountedText& operator++() {
    if (*at == '\n') ++*line;
    ++at;
    return *this;
  }
  CountedText operator++(int) {
    CountedText before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountedText& other) const { return at == other.at; }
  bool operator!=(const CountedText& other) const { return at != other.at; }
};

// Builds the tree; a value has the line of its key, an entry of a list the line where it ends.
class TreeBuilder {
 public:
  TreeBuilder(const int& line, Value& root) : m_line(line), m_root(root) {}

  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put(Value::Kind::Null, {}); }
  bool boolean(bool value) {
    put(Value::Kind::Boolean, {});
    m_last->boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) { return put(Value::Kind::Number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) { return put(Value::Kind::Number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) { return put(Value::Kind::Number, text); }
  bool string(string_t& text) { return put(Value::Kind::Text, std::move(text)); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Value::Kind::Record); }
  bool start_array(std::size_t) { return open(Value::Kind::List); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& text) {
    m_key = std::move(text);
    m_keyLine = m_line;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    problem = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 2: words" - the words are what a person needs.
    if (const auto words = problem.find(": "); words != std::string::npos) problem = problem.substr(words + 2);
    return false;
  }

  std::string problem;

 private:
  bool put(Value::Kind kind, std::string text) {
    Value value;
    value.kind = kind;
    value.text = std::move(text);
    if (m_open.empty()) {
      value.line = m_line;
      m_root = std::move(value);
      m_last = &m_root;
    } else if (m_open.back()->kind == Value::Kind::Record) {
      value.line = m_keyLine;
      value.key = m_key;
      m_last = &m_open.back()->items.emplace_back(std::move(value));
    } else {
      value.line = m_line;
      m_last = &m_open.back()->items.emplace_back(std::move(value));
    }
    return true;
  }
  bool open(Value::Kind kind) {
    if (m_open.size() >= maxDepth) {
      problem = "objects and lists are nested too deep";
      return false;
    }
    put(kind, {});
    m_open.push_back(m_last);
    return true;
  }
  bool close() {
    m_open.pop_back();
    return true;
  }

  const int& m_line;
  Value& m_root;
  Value* m_last = nullptr;
  std::vector<Value*> m_open;  // only the innermost gets new entries, so outer ones do not move
  std::string m_key;
  int m_keyLine = 1;
};

const std::vector<std::string> signs = {"positive", "negative", "zero", "not_positive", "not_negative", "not_zero"};
const std::vector<std::string> fates = {"sale_line", "return_line", "quarantine", "ignore"};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& one : names) text += (text.empty() ? "" : ", ") + one;
  return text;
}

// One object of the profile: takes its keys by name and reports those that nobody took.
class Record {
 public:
  Record(const Value& value, std::string prefix, const std::string& file, std::vector<ProfileProblem>& problems)
      : m_value(value), m_prefix(std::move(prefix)), m_file(file), m_problems(problems) {
    std::set<std::string> seen;
    for (const Value& field : m_value.items)
      if (!seen.insert(field.key).second) say(field.line, field.key, "is given twice", "keep one of them");
  }

  void say(int line, const std::string& key, std::string problem, std::string remedy) {
    m_problems.push_back({m_file, line, m_prefix + key, std::move(problem), std::move(remedy)});
  }
  void sayAt(const std::string& key, std::string problem, std::string remedy) {
    const Value* value = find(key);
    say(value == nullptr ? m_value.line : value->line, key, std::move(problem), std::move(remedy));
  }

  const Value* take(const std::string& key, Value::Kind kind, bool required, const std::string& remedy) {
    m_known.push_back(key);
    const Value* value = find(key);
    if (value == nullptr) {
      if (required) say(m_value.line, key, "is missing", remedy);
      return nullptr;
    }
    if (value->kind == kind) return value;
    say(value->line, key, std::string("must be ") + nameOf(kind) + ", is " + nameOf(value->kind), remedy);
    return nullptr;
  }

  void text(const std::string& key, std::string& into, bool required, const std::string& remedy) {
    const Value* value = take(key, Value::Kind::Text, required, remedy);
    if (value == nullptr) return;
    if (required && value->text.empty()) say(value->line, key, "is empty", remedy);
    into = value->text;
  }
  void choice(const std::string& key, std::string& into, bool required, const std::vector<std::string>& choices) {
    const Value* value = take(key, Value::Kind::Text, required, "give one of " + listed(choices));
    if (value == nullptr) return;
    if (std::find(choices.begin(), choices.end(), value->text) == choices.end())
      say(value->line, key, "'" + value->text + "' is not known", "give one of " + listed(choices));
    into = value->text;
  }
  void character(const std::string& key, char& into, bool mayBeNone, const std::string& remedy) {
    const Value* value = take(key, Value::Kind::Text, false, remedy);
    if (value == nullptr) return;
    if (value->text.empty() && mayBeNone) {
      into = 0;
    } else if (value->text.size() == 1 && value->text != "\n" && value->text != "\r" && value->text[0] != '\0') {
      into = value->text[0];
    } else {
      say(value->line, key, "must be one character", remedy);
    }
  }
  void texts(const std::string& key, std::vector<std::string>& into, const std::string& remedy) {
    const Value* value = take(key, Value::Kind::List, false, remedy);
    if (value == nullptr) return;
    for (std::size_t i = 0; i < value->items.size(); ++i) {
      if (value->items[i].kind == Value::Kind::Text) {
        into.push_back(value->items[i].text);
      } else {
        say(value->items[i].line, key + "[" + std::to_string(i) + "]", std::string("must be text, is ") + nameOf(value->items[i].kind), remedy);
      }
    }
  }

  // One text stands for a list of one.
  void textOrTexts(const std::string& key, std::vector<std::string>& into, const std::string& remedy) {
    const Value* value = find(key);
    const bool isText = value != nullptr && value->kind == Value::Kind::Text;
    if (isText ? value->text.empty() : value != nullptr && value->kind == Value::Kind::List && value->items.empty()) say(value->line, key, "is empty", remedy);
    if (!isText) return texts(key, into, remedy);
    m_known.push_back(key);
    if (!value->text.empty()) into.push_back(value->text);
  }

  void reportUnknown() {
    for (const Value& field : m_value.items)
      if (std::find(m_known.begin(), m_known.end(), field.key) == m_known.end())
        say(field.line, field.key, "is not a known key", "remove it, or use one of " + listed(m_known));
  }

  bool has(const std::string& key) const { return find(key) != nullptr; }
  const Value& value() const { return m_value; }

 private:
  const Value* find(const std::string& key) const {
    for (const Value& field : m_value.items)
      if (field.key == key) return &field;
    return nullptr;
  }

  const Value& m_value;
  const std::string m_prefix;
  const std::string& m_file;
  std::vector<ProfileProblem>& m_problems;
  std::vector<std::string> m_known;
};

class ProfileReading {
 public:
  ProfileReading(const std::string& file, ProfileCheck& check) : m_file(file), m_check(check) {}

  void read(const Value& root) {
    if (root.kind != Value::Kind::Record) {
      m_check.problems.push_back({m_file, root.line, "", std::string("a profile is an object, this is ") + nameOf(root.kind), "see `profile schema`"});
      return;
    }
    Profile& profile = m_check.profile;
    Record top = record(root, "");
    std::string ignored;
    top.text("$schema", ignored, false, "give the address of the schema as text");
    top.text("name", profile.name, true, "give the profile a name");
    top.text("about", ignored, false, "say in words what the profile is for");
    top.text("source", profile.source, true, "give the source a name that stays the same for all its files");
    top.choice("shape", profile.shape, true, {"flat_lines"});
    top.choice("encoding", profile.encoding, false, {"utf-8", "latin-1"});
    top.character("separator", profile.separator, false, "for example \",\", \";\" or \"\\t\"");
    top.character("quote", profile.quote, true, "for example \"\\\"\"; \"\" when quotes mean nothing");
    std::string unreadable;
    top.choice("unreadable_rows", unreadable, false, {"refuse", "quarantine"});
    profile.unreadableAside = unreadable == "quarantine";
    top.character("decimal_sign", profile.decimalSign, false, "\".\" or \",\"");
    if (profile.decimalSign != '.' && profile.decimalSign != ',') top.sayAt("decimal_sign", "must be \".\" or \",\"", "\".\" or \",\"");
    if (profile.separator == profile.quote) top.sayAt("separator", "is the same as the quote", "give two different characters");
    top.texts("missing", profile.missing, "list the texts that mean \"no value\"");
    dates(top);
    top.text("currency", profile.currency, false, "three capital letters, for example GBP");
    if (!profile.currency.empty() && !base::Currency::fromText(profile.currency))
      top.sayAt("currency", "'" + profile.currency + "' is no currency", "give three capital letters, for example GBP");
    columns(top);
    constants(top);
    if (profile.currency.empty() && !profile.columns.contains("currency"))
      top.sayAt("currency", "is missing", "give the currency of all rows, or its column under columns.currency");
    classes(top);
    top.reportUnknown();
  }

 private:
  Record record(const Value& value, std::string prefix) { return {value, std::move(prefix), m_file, m_check.problems}; }

  void dates(Record& top) {
    Profile& profile = m_check.profile;
    top.textOrTexts("date_format", profile.dateFormats, "for example \"%Y-%m-%d %H:%M:%S\", or a list of such texts");
    for (const std::string& one : profile.dateFormats)
      if (const auto format = DateFormat::from(one); !format) top.sayAt("date_format", format.error().what, format.error().remedy);
    top.text("zone", profile.zone, false, "an IANA name such as Europe/London, or UTC");
    if (const auto zone = base::Zone::named(profile.zone); !zone) top.sayAt("zone", zone.error().what, zone.error().remedy);
  }

  void columns(Record& top) {
    Profile& profile = m_check.profile;
    const Value* value = top.take("columns", Value::Kind::Record, true, "map the fields to columns: " + listed(profileFields()));
    if (value == nullptr) return;
    Record fields = record(*value, "columns.");
    for (const std::string& field : profileFields()) {
      const bool required = field == "order" || field == "product" || field == "quantity";
      std::string column;
      fields.text(field, column, required, "name the column that holds it");
      if (!column.empty()) profile.columns[field] = column;
      else if (!required && fields.has(field)) fields.sayAt(field, "names no column", "name the column, or leave the key out");
    }
    fields.reportUnknown();
    const auto mapped = [&](const char* field) { return profile.columns.count(field) != 0; };
    if (!mapped("unit_price") && !mapped("line_amount") && !fields.has("unit_price") && !fields.has("line_amount"))
      fields.say(value->line, "unit_price", "is missing", "name the column of the unit price, or that of the line's amount under line_amount");
    for (const auto& [one, other] : {std::pair{"discount", "discount_percent"}, std::pair{"tax_rate", "tax_percent"}})
      if (mapped(one) && mapped(other)) fields.sayAt(other, std::string("is mapped beside ") + one, "keep the one that the file has: a share such as 0.05, or 5 per cent");
    if (mapped("placed_at") && profile.dateFormats.empty() && !top.has("date_format"))
      top.sayAt("date_format", "is missing, but columns.placed_at is mapped", "for example %Y-%m-%d %H:%M:%S");
  }

  void constants(Record& top) {
    const Value* value = top.take("constants", Value::Kind::Record, false, "give values for " + listed(constantFields()));
    if (value == nullptr) return;
    Record fields = record(*value, "constants.");
    for (const std::string& field : constantFields()) {
      std::string text;
      fields.text(field, text, false, "give the value of all rows without one");
      if (!text.empty()) m_check.profile.constants[field] = text;
    }
    fields.reportUnknown();
  }

  void classes(Record& top) {
    const Value* value = top.take("classes", Value::Kind::List, true, "say which rows are sales, returns, set aside or left out");
    if (value == nullptr) return;
    bool sales = false;
    for (std::size_t i = 0; i < value->items.size(); ++i) {
      const std::string where = "classes[" + std::to_string(i) + "]";
      const Value& item = value->items[i];
      if (item.kind != Value::Kind::Record) {
        top.say(item.line, where, std::string("must be an object, is ") + nameOf(item.kind), "for example {\"name\": \"sale\", \"fate\": \"sale_line\"}");
        continue;
      }
      RowClass rowClass = oneClass(item, where + ".");
      sales = sales || rowClass.fate == RowFate::SaleLine || rowClass.fate == RowFate::ReturnLine;
      m_check.profile.classes.push_back(std::move(rowClass));
    }
    if (!sales) top.sayAt("classes", "has no class that is a sale_line or return_line", "add one; the first class that fits decides");
  }

  RowClass oneClass(const Value& value, const std::string& prefix) {
    RowClass rowClass;
    Record fields = record(value, prefix);
    fields.text("name", rowClass.name, true, "give the class a name");
    std::string fate;
    fields.choice("fate", fate, true, fates);
    const auto found = std::find(fates.begin(), fates.end(), fate);
    if (found != fates.end()) rowClass.fate = static_cast<RowFate>(found - fates.begin());
    fields.text("reason", rowClass.reason, false, "a short word that is counted in the account");
    if (rowClass.reason.empty()) rowClass.reason = rowClass.name;
    if (const Value* when = fields.take("when", Value::Kind::List, false, "list the conditions; leave it out for all other rows")) {
      for (std::size_t i = 0; i < when->items.size(); ++i) {
        const std::string where = "when[" + std::to_string(i) + "]";
        if (when->items[i].kind == Value::Kind::Record) {
          rowClass.when.push_back(condition(when->items[i], prefix + where + "."));
        } else {
          fields.say(when->items[i].line, where, std::string("must be an object, is ") + nameOf(when->items[i].kind), "for example {\"column\": \"Quantity\", \"sign\": \"positive\"}");
        }
      }
    }
    fields.reportUnknown();
    return rowClass;
  }

  Condition condition(const Value& value, const std::string& prefix) {
    Condition made;
    Record fields = record(value, prefix);
    fields.text("column", made.column, true, "name the column to look at");
    fields.text("prefix", made.prefix, false, "the text the value begins with");
    fields.text("pattern", made.pattern, false, "a POSIX extended regular expression for the whole value");
    if (!made.pattern.empty())
      if (const auto pattern = TextPattern::from(made.pattern); !pattern) fields.sayAt("pattern", pattern.error().what, pattern.error().remedy);
    fields.texts("one_of", made.oneOf, "list the values");
    fields.choice("sign", made.sign, false, signs);
    if (const Value* missing = fields.take("missing", Value::Kind::Boolean, false, "true: the value is missing")) {
      made.missing = missing->boolean;
      if (!missing->boolean) fields.sayAt("missing", "may only be true", "leave it out, or use another test");
    }
    if (made.prefix.empty() && made.pattern.empty() && made.oneOf.empty() && made.sign.empty() && !fields.has("missing"))
      fields.say(value.line, "column", "is tested for nothing", "give prefix, pattern, one_of, sign or missing");
    fields.reportUnknown();
    return made;
  }

  const std::string& m_file;
  ProfileCheck& m_check;
};

}  // namespace

const std::vector<std::string>& profileFields() {
  static const std::vector<std::string> fields = {"order",    "product",          "description",     "quantity", "unit_price", "line_amount",
                                                  "discount", "discount_percent", "discount_amount", "tax_rate", "tax_percent", "placed_at",
                                                  "customer", "country",          "currency"};
  return fields;
}

const std::vector<std::string>& constantFields() {
  static const std::vector<std::string> fields = {"customer", "country"};
  return fields;
}

ProfileCheck readProfile(const std::string& file, const std::string& text) {
  ProfileCheck check;
  int line = 1;
  Value root;
  TreeBuilder builder(line, root);
  const CountedText begin{text.data(), &line};
  const CountedText end{text.data() + text.size(), &line};
  if (!nlohmann::json::sax_parse(begin, end, &builder)) {
    check.problems.push_back({file, line, "", "not JSON: " + builder.problem, "correct the text at this line"});
    return check;
  }
  ProfileReading(file, check).read(root);
  std::stable_sort(check.problems.begin(), check.problems.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return check;
}

}  // namespace twinlane::transfer
