// Commands as they come in: the check of values, the reading of a tree of fields, and the printed table, all from the
// same `describe` lists.
#include "domain/format/encoding.h"

#include "base/format/utf8.h"

#include <algorithm>
#include <utility>

namespace twinlane::domain {
namespace {

// Which characters a text may hold, by its kind.
//
//                                            many lines   one line   id
//   harmful                                  no           no         no
//   new line, tab                            yes          no         no
//   zero width space, direction marks        yes          no         no
//   joiner, non-joiner                       yes          yes        no    names of many languages need them
//   others that do not show, blanks but ' '  yes          yes        no    two ids would look alike
//   combining accents                        yes          yes        no    one id would have two spellings
//
// None may be of blanks and unseen characters alone, and an id has no space at either end.

bool isBetween(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Control characters but new line and tab, those that turn or break the text around them, tags, and numbers that Unicode
// gives to no character.
bool isHarmful(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || isBetween(c, 0x7F, 0x9F) || isBetween(c, 0x2028, 0x202E) || isBetween(c, 0x2066, 0x206F) || c == 0xFEFF ||
         isBetween(c, 0xFFF9, 0xFFFB) || isBetween(c, 0xE0000, 0xE007F) || isBetween(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool breaksLine(char32_t c) { return c == '\n' || c == '\t'; }
bool isMark(char32_t c) { return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x61C; }

// White_Space of Unicode, and what is drawn as a blank: Hangul fillers, the empty pattern of Braille.
bool isBlank(char32_t c) {
  return c == ' ' || breaksLine(c) || c == 0xA0 || c == 0x1680 || isBetween(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x115F || c == 0x1160 ||
         c == 0x3164 || c == 0xFFA0 || c == 0x2800;
}

// What leaves no mark on the page: joiners, direction marks, soft hyphens, selectors of a variant.
bool isUnseen(char32_t c) {
  return isBetween(c, 0x200B, 0x200F) || isBetween(c, 0x2060, 0x2065) || c == 0xAD || c == 0x34F || c == 0x61C || isBetween(c, 0x180B, 0x180F) || isBetween(c, 0xFE00, 0xFE0F) ||
         isBetween(c, 0xE0100, 0xE01EF);
}

// Accents as characters of their own (the blocks named Combining Diacritical Marks): with them one id has two spellings.
bool hasCombiningMark(std::string_view text) {
  while (!text.empty()) {
    const char32_t c = base::takeCharacter(text);
    if ((c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF)) return true;
  }
  return false;
}

bool isBlank(std::string_view text) {
  while (!text.empty())
    if (const char32_t c = base::takeCharacter(text); !isBlank(c) && !isUnseen(c)) return false;
  return true;
}

const char* notAllowed(char32_t c, TextKind kind) {
  if (isHarmful(c)) return "must not contain control characters, ones that turn the text around, tags, or numbers that are no characters (as U+FFFF)";
  if (kind != TextKind::ManyLines && breaksLine(c)) return "must be one line without tabs";
  if (kind != TextKind::ManyLines && isMark(c)) return "must not contain zero width spaces or direction marks";
  return nullptr;
}

// In a receipt; a name may be as long as a line.
constexpr std::size_t shownName = 64;

class Checker {
 public:
  std::vector<FieldProblem> problems;

  template <class T>
  void field(const char* fieldName, T& value, const FieldRule& rule) { check(fieldName, value, rule); }

  template <class T>
  void list(const char* fieldName, std::vector<T>& items, const FieldRule& rule) {
    const auto size = static_cast<std::int64_t>(items.size());
    if (size < rule.min || (rule.max > 0 && size > rule.max))
      say(fieldName, "must have " + std::to_string(rule.min) + " to " + std::to_string(rule.max) + " entries, has " + std::to_string(size));
    const std::string outer = m_prefix;
    for (std::size_t i = 0; i < items.size() && problems.size() < 20; ++i) {
      m_prefix = outer + fieldName + "[" + std::to_string(i) + "].";
      describe(*this, items[i]);
    }
    m_prefix = outer;
  }

 private:
  void say(const char* fieldName, std::string problem) { problems.push_back({m_prefix + fieldName, std::move(problem)}); }

  void checkText(const char* fieldName, const std::string& value, const FieldRule& rule) {
    if (value.empty()) {
      if (rule.required && !rule.nullable) say(fieldName, "is required");
      return;
    }
    if (!base::isUtf8(value)) return say(fieldName, "must be text in UTF-8");
    if (isBlank(value)) return say(fieldName, "must not be blank");
    std::int64_t length = 0;
    const char* bad = nullptr;
    for (std::string_view rest = value; !rest.empty(); ++length)
      if (const char* found = notAllowed(base::takeCharacter(rest), rule.text); bad == nullptr) bad = found;
    if (length < rule.min || (rule.max > 0 && length > rule.max))
      say(fieldName, "must have " + std::to_string(rule.min) + " to " + std::to_string(rule.max) + " characters, has " + std::to_string(length));
    // One fault is named once.
    if (bad != nullptr) return say(fieldName, bad);
    if (rule.text != TextKind::Id) return;
    if (hasCombiningMark(value)) say(fieldName, "must have its accents within the letters (é as one character): the other form would be another id");
    else if (!isVisible(value)) say(fieldName, "must be visible characters without space at either end");
  }

  void checkNumber(const char* fieldName, std::int64_t value, const FieldRule& rule, int scale) {
    if (value >= rule.min && value <= rule.max) return;
    say(fieldName, "must be from " + base::formatDecimal(rule.min, scale, 0) + " to " + base::formatDecimal(rule.max, scale, 0) + ", is " + base::formatDecimal(value, scale, 0));
  }

  void check(const char* fieldName, const std::string& value, const FieldRule& rule) { checkText(fieldName, value, rule); }
  void check(const char* fieldName, int value, const FieldRule& rule) { checkNumber(fieldName, value, rule, 0); }
  void check(const char* fieldName, const Amount& value, const FieldRule& rule) { checkNumber(fieldName, value.tenThousandths, rule, Amount::scale); }
  void check(const char* fieldName, const Quantity& value, const FieldRule& rule) { checkNumber(fieldName, value.thousandths, rule, Quantity::scale); }
  void check(const char* fieldName, const Factor& value, const FieldRule& rule) { checkNumber(fieldName, value.millionths, rule, Factor::scale); }
  void check(const char* fieldName, const Currency& value, const FieldRule& rule) {
    if (rule.required && value.empty()) say(fieldName, "is required: three capital letters, for example GBP");
    if (!value.empty() && !base::isInUse(value)) say(fieldName, "'" + value.toText() + "' is not a currency in use (ISO 4217), for example GBP");
  }
  template <class Tag>
  void check(const char* fieldName, const base::StrongId<Tag>& value, const FieldRule& rule) { checkText(fieldName, value.text, rule); }
  template <class T>
  void check(const char* fieldName, const std::optional<T>& value, const FieldRule& rule) {
    if (!value) return;
    FieldRule given = rule;
    given.required = true;
    given.nullable = false;
    check(fieldName, *value, given);
  }

  std::string m_prefix;
};

class NodeReader {
 public:
  NodeReader(const Node& node, std::string prefix, std::vector<FieldProblem>& problems)
      : m_node(node), m_prefix(std::move(prefix)), m_problems(problems) {}

  template <class T>
  void field(const char* fieldName, T& value, const FieldRule& rule) {
    m_known.push_back(fieldName);
    const Node* node = m_node.find(fieldName);
    if (node == nullptr) {
      if (rule.required) say(fieldName, rule.nullable ? "is required (null for none)" : "is required");
      return;
    }
    if (node->kind == Node::Kind::Null) {
      if (rule.required && !rule.nullable) say(fieldName, "is required, must not be null");
      return;
    }
    read(fieldName, *node, value);
  }

  template <class T>
  void list(const char* fieldName, std::vector<T>& items, const FieldRule& rule) {
    m_known.push_back(fieldName);
    const Node* node = m_node.find(fieldName);
    if (node == nullptr || node->kind == Node::Kind::Null) {
      if (rule.required) say(fieldName, "is required");
      return;
    }
    if (node->kind != Node::Kind::List) return say(fieldName, "must be a list");
    if (rule.max > 0 && static_cast<std::int64_t>(node->items.size()) > rule.max)
      return say(fieldName, "must have at most " + std::to_string(rule.max) + " entries, has " + std::to_string(node->items.size()));
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const std::string where = std::string(fieldName) + "[" + std::to_string(i) + "]";
      if (node->items[i].kind != Node::Kind::Record) {
        say(where.c_str(), "must be an object");
        continue;
      }
      NodeReader child(node->items[i], m_prefix + where + ".", m_problems);
      describe(child, items.emplace_back());
      child.reportUnknown({});
    }
  }

  void reportUnknown(const std::vector<std::string_view>& envelope) {
    for (const auto& [key, value] : m_node.fields) {
      if (std::find(m_known.begin(), m_known.end(), key) != m_known.end()) continue;
      if (std::find(envelope.begin(), envelope.end(), key) != envelope.end()) continue;
      std::string known;
      for (const char* fieldName : m_known) known += (known.empty() ? "" : ", ") + std::string(fieldName);
      if (!envelope.empty()) known += "; beside any command";
      for (std::size_t i = 0; i < envelope.size(); ++i) known += (i == 0 ? " " : ", ") + std::string(envelope[i]);
      say(base::readableStart(key, shownName).c_str(), "is not a known field; known are " + known);
    }
  }

 private:
  void say(const char* fieldName, std::string problem) {
    if (m_problems.size() < 50) m_problems.push_back({m_prefix + fieldName, std::move(problem)});
  }

  void read(const char* fieldName, const Node& node, std::string& value) {
    if (node.kind == Node::Kind::Text) value = node.text;
    else say(fieldName, "must be text");
  }
  void read(const char* fieldName, const Node& node, int& value) {
    const auto number = base::parseDecimal(node.text, 0);
    if (node.kind == Node::Kind::Number && number && *number >= INT32_MIN && *number <= INT32_MAX) value = static_cast<int>(*number);
    else say(fieldName, "must be a whole number of at most 9 digits");
  }
  template <class Tag>
  void read(const char* fieldName, const Node& node, base::StrongId<Tag>& value) {
    if (node.kind != Node::Kind::Text) return say(fieldName, "must be text");
    value.text = node.text;
    if (value.text.empty()) say(fieldName, "must have 1 to 64 characters, has 0");
  }
  void read(const char* fieldName, const Node& node, Currency& value) {
    const auto currency = Currency::fromText(node.text);
    if (node.kind == Node::Kind::Text && currency) value = *currency;
    else say(fieldName, "must be three capital letters, for example GBP");
  }
  template <class T>
    requires requires { T::scale; }
  void read(const char* fieldName, const Node& node, T& value) {
    const auto number = T::fromText(node.text);
    if ((node.kind == Node::Kind::Text || node.kind == Node::Kind::Number) && number) value = *number;
    else say(fieldName, "must be a decimal number with at most " + std::to_string(T::scale) + " decimals and at most " + std::to_string(18 - T::scale) + " digits before the point, for example \"2.50\"");
  }
  template <class T>
  void read(const char* fieldName, const Node& node, std::optional<T>& value) { read(fieldName, node, value.emplace()); }

  const Node& m_node;
  std::string m_prefix;
  std::vector<FieldProblem>& m_problems;
  std::vector<const char*> m_known;
};

class TableWriter {
 public:
  Node fields = Node::list();

  template <class T>
  void field(const char* fieldName, T& value, const FieldRule& rule) {
    Node entry = begin(fieldName, typeOf(value), rule);
    constexpr int scale = scaleOf(static_cast<T*>(nullptr));
    if (rule.min != 0 || rule.max != 0) {
      entry.fields.emplace_back("min", scale > 0 ? Node::ofText(base::formatDecimal(rule.min, scale, 0)) : Node::ofNumber(std::to_string(rule.min)));
      entry.fields.emplace_back("max", scale > 0 ? Node::ofText(base::formatDecimal(rule.max, scale, 0)) : Node::ofNumber(std::to_string(rule.max)));
    }
    finish(std::move(entry), rule);
  }

  template <class T>
  void list(const char* fieldName, std::vector<T>&, const FieldRule& rule) {
    Node entry = begin(fieldName, "list", rule);
    entry.fields.emplace_back("min", Node::ofNumber(std::to_string(rule.min)));
    entry.fields.emplace_back("max", Node::ofNumber(std::to_string(rule.max)));
    T item;
    TableWriter child;
    describe(child, item);
    entry.fields.emplace_back("fields", std::move(child.fields));
    finish(std::move(entry), rule);
  }

 private:
  static Node begin(const char* fieldName, const char* type, const FieldRule& rule) {
    Node entry = Node::record();
    entry.fields.emplace_back("name", Node::ofText(fieldName));
    entry.fields.emplace_back("type", Node::ofText(type));
    entry.fields.emplace_back("required", Node::ofBoolean(rule.required));
    return entry;
  }
  void finish(Node entry, const FieldRule& rule) {
    if (entry.find("min") == nullptr) {
      entry.fields.emplace_back("min", Node{});
      entry.fields.emplace_back("max", Node{});
    }
    entry.fields.emplace_back("enum", Node{});
    if (rule.nullable) entry.fields.emplace_back("nullable", Node::ofBoolean(true));
    fields.items.push_back(std::move(entry));
  }

  static const char* typeOf(const std::string&) { return "text"; }
  static const char* typeOf(int) { return "integer"; }
  static const char* typeOf(const Amount&) { return "money"; }
  static const char* typeOf(const Quantity&) { return "quantity"; }
  static const char* typeOf(const Factor&) { return "factor"; }
  static const char* typeOf(const Currency&) { return "currency"; }
  template <class Tag>
  static const char* typeOf(const base::StrongId<Tag>&) { return "id"; }
  template <class T>
  static const char* typeOf(const std::optional<T>&) { return typeOf(T{}); }

  template <class T>
    requires requires { T::scale; }
  static constexpr int scaleOf(T*) { return T::scale; }
  template <class T>
  static constexpr int scaleOf(std::optional<T>*) { return scaleOf(static_cast<T*>(nullptr)); }
  static constexpr int scaleOf(void*) { return 0; }
};

template <class Visit, std::size_t... I>
void forEachCommand(Visit visit, std::index_sequence<I...>) {
  (visit.template operator()<std::variant_alternative_t<I, Command>>(), ...);
}
constexpr auto allCommands = std::make_index_sequence<std::variant_size_v<Command>>{};

}  // namespace

bool isVisible(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  while (!text.empty()) {
    const char32_t c = base::takeCharacter(text);
    if (isHarmful(c) || isUnseen(c) || (isBlank(c) && c != ' ')) return false;
  }
  return true;
}

std::vector<FieldProblem> check(const Command& command) {
  Checker checker;
  std::visit([&](const auto& c) { describe(checker, const_cast<std::decay_t<decltype(c)>&>(c)); }, command);
  return std::move(checker.problems);
}

ParsedCommand commandFromNode(const Node& node) {
  ParsedCommand parsed;
  if (node.kind != Node::Kind::Record) {
    parsed.problems.push_back({"", "a command must be one JSON object"});
    return parsed;
  }
  const Node* type = node.find("type");
  std::string names;
  forEachCommand(
      [&]<class C>() {
        names += (names.empty() ? "" : ", ") + std::string(C::name);
        if (type == nullptr || type->text != C::name) return;
        C command;
        NodeReader reader(node, "", parsed.problems);
        describe(reader, command);
        reader.reportUnknown({"type", "command_id", "expected_version", "actor"});
        if (parsed.problems.empty()) parsed.problems = check(Command(command));
        parsed.command = std::move(command);
      },
      allCommands);
  if (!parsed.command)
    parsed.problems.push_back({"type", (type == nullptr ? std::string("is required") : "'" + base::readableStart(type->text, shownName) + "' is not a command") + "; known are " + names});
  return parsed;
}

Node commandTable() {
  Node table = Node::list();
  forEachCommand(
      [&]<class C>() {
        C command;
        TableWriter writer;
        describe(writer, command);
        Node entry = Node::record();
        entry.fields.emplace_back("type", Node::ofText(C::name));
        entry.fields.emplace_back("fields", std::move(writer.fields));
        table.items.push_back(std::move(entry));
      },
      allCommands);
  return table;
}

}  // namespace twinlane::domain
