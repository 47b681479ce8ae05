#include "domain/format/json_text.h"

#include "base/format/utf8.h"

#include <nlohmann/json.hpp>

namespace twinlane::domain {
namespace {

using nlohmann::json;

// Of what was read, in a problem: a text may be as long as a line.
constexpr std::size_t shownProblem = 200, shownKey = 64;

// Builds the tree from the parser's events, so that "0.10" is never turned into a binary fraction.
class TreeBuilder final : public json::json_sax_t {
 public:
  Node root;
  std::string problem;
  std::size_t at = 0;

  bool null() override { return put({}); }
  bool boolean(bool value) override { return put(Node::ofBoolean(value)); }
  bool number_integer(number_integer_t value) override { return put(Node::ofNumber(std::to_string(value))); }
  bool number_unsigned(number_unsigned_t value) override { return put(Node::ofNumber(std::to_string(value))); }
  bool number_float(number_float_t, const string_t& digits) override { return put(Node::ofNumber(digits)); }
  bool string(string_t& value) override { return put(Node::ofText(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Node::record()); }
  bool start_array(std::size_t) override { return open(Node::list()); }
  bool key(string_t& value) override {
    if (m_open.back()->find(value) != nullptr) {
      m_keys.back() = value;
      problem = "the key '" + base::readableStart(value, shownKey) + "' stands twice";
      return false;
    }
    m_keys.back() = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const json::exception& error) override {
    at = position;
    // Without the parser's own numbering of its errors.
    problem = error.what();
    if (const auto words = problem.find("syntax error"); words != std::string::npos) problem.erase(0, words);
    else if (const auto end = problem.find("] "); end != std::string::npos) problem.erase(0, end + 2);
    problem = base::readableStart(problem, shownProblem);
    return false;
  }

 // The field being read, for example lines[0].quantity; empty outside an object.
  std::string path() const {
    std::string text;
    if (m_open.empty() || m_open.front()->kind != Node::Kind::Record) return text;
    for (std::size_t i = 0; i < m_open.size(); ++i) {
      const std::size_t items = m_open[i]->items.size();
      if (m_open[i]->kind == Node::Kind::List) text += "[" + std::to_string(i + 1 < m_open.size() ? items - 1 : items) + "]";
      else if (!m_keys[i].empty()) text += (text.empty() ? "" : ".") + base::readableStart(m_keys[i], shownKey);
    }
    return text;
  }

 private:
  static constexpr std::size_t maxDepth = 32;

  Node* add(Node node) {
    if (m_open.empty()) {
      root = std::move(node);
      return &root;
    }
    Node& parent = *m_open.back();
    if (parent.kind == Node::Kind::List) return &parent.items.emplace_back(std::move(node));
    return &parent.fields.emplace_back(m_keys.back(), std::move(node)).second;
  }
  bool put(Node node) {
    add(std::move(node));
    return true;
  }
  bool open(Node node) {
    if (m_open.size() >= maxDepth) {
      problem = "nested too deeply";
      return false;
    }
    m_open.push_back(add(std::move(node)));
    m_keys.emplace_back();
    return true;
  }
  bool close() {
    m_open.pop_back();
    m_keys.pop_back();
    return true;
  }

  // A parent's vector does not grow while a child of it is open, so the pointers stay valid.
  std::vector<Node*> m_open;
  std::vector<std::string> m_keys;
};

void append(std::string& out, const Node& node) {
  auto quoted = [](const std::string& text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); };
  switch (node.kind) {
    case Node::Kind::Null: out += "null"; return;
    case Node::Kind::Boolean: out += node.boolean ? "true" : "false"; return;
    case Node::Kind::Number: out += node.text; return;
    case Node::Kind::Text: out += quoted(node.text); return;
    case Node::Kind::List:
      out += '[';
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ',';
        append(out, node.items[i]);
      }
      out += ']';
      return;
    case Node::Kind::Record:
      out += '{';
      for (std::size_t i = 0; i < node.fields.size(); ++i) {
        if (i > 0) out += ',';
        out += quoted(node.fields[i].first) + ':';
        append(out, node.fields[i].second);
      }
      out += '}';
      return;
  }
}

}  // namespace

std::string toJson(const Node& node) {
  std::string out;
  append(out, node);
  return out;
}

base::Result<Node> fromJson(std::string_view text) {
  TreeBuilder builder;
  if (!json::sax_parse(text, &builder))
    return base::fail(base::ErrorCode::BadInput, "this is not JSON: " + builder.problem + (builder.at > 0 ? " (byte " + std::to_string(builder.at) + ")" : ""), builder.path(),
                      "give one JSON object");
  return std::move(builder.root);
}

}  // namespace twinlane::domain
