// A small tree of named values: commands as they come in from JSON, events as a person looks at them. Numbers stay text, so
// that no binary fraction gets in. Plain value.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace twinlane::domain {

struct Node {
  enum class Kind { Null, Boolean, Number, Text, List, Record };
  Kind kind = Kind::Null;
  bool boolean = false;
  std::string text;                                  // of Number and Text
  std::vector<Node> items;                           // of List
  std::vector<std::pair<std::string, Node>> fields;  // of Record, in order

  static Node ofText(std::string value) { return Node{Kind::Text, false, std::move(value), {}, {}}; }
  static Node ofNumber(std::string value) { return Node{Kind::Number, false, std::move(value), {}, {}}; }
  static Node ofBoolean(bool value) { return Node{Kind::Boolean, value, {}, {}, {}}; }
  static Node list() { return Node{Kind::List, false, {}, {}, {}}; }
  static Node record() { return Node{Kind::Record, false, {}, {}, {}}; }

  const Node* find(std::string_view name) const {
    for (const auto& [key, value] : fields)
      if (key == name) return &value;
    return nullptr;
  }
  bool operator==(const Node&) const = default;
};

}  // namespace twinlane::domain
