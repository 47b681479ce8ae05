#include "ctl/answer.h"

#include "base/format/utf8.h"
#include "domain/format/json_text.h"

#include <cstdio>

namespace twinlane::ctl {

using domain::Node;

namespace {

// Errors quote paths and what others say, SQLite even bytes of a damaged file: what is no text is shown as \xNN, so that it
// neither breaks the line nor commands the terminal nor turns what follows round.
std::string shown(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::string_view rest = text;
    const char32_t character = base::takeCharacter(rest);
    const std::string_view bytes = text.substr(0, text.size() - rest.size());
    const bool control = character < 0x20 || (character >= 0x7F && character < 0xA0) || (character >= 0x2028 && character <= 0x202E) ||
                         (character >= 0x2066 && character <= 0x2069);
    if (!control && base::isUtf8(bytes)) {
      out += bytes;
    } else {
      for (const char byte : bytes) {
        char escaped[5];
        std::snprintf(escaped, sizeof escaped, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        out += escaped;
      }
    }
    text = rest;
  }
  return out;
}

}  // namespace

void print(const Node& document) {
  const std::string text = domain::toJson(document) + "\n";
  std::fwrite(text.data(), 1, text.size(), stdout);
}

int fail(bool json, const base::Error& error) {
  std::fflush(stdout);
  std::string words = shown(error.what);
  if (!error.where.empty()) words = shown(error.where) + ": " + words;
  if (!error.remedy.empty()) words += "\n  " + shown(error.remedy);
  std::fprintf(stderr, "twinlanectl: %s\n", words.c_str());
  if (json) {
    Document inner;
    inner.text("code", base::name(error.code)).text("what", error.what).text("where", error.where).text("remedy", error.remedy);
    if (error.position) inner.number("position", static_cast<std::int64_t>(*error.position));
    std::fprintf(stderr, "%s\n", domain::toJson(Document().node("error", inner.take()).take()).c_str());
  }
  return app::exitCodeOf(error.code);
}

Node nodeOf(const transfer::ProfileProblem& problem) {
  return Document()
      .text("file", problem.file)
      .number("line", problem.line)
      .text("key", problem.key)
      .text("problem", problem.problem)
      .text("remedy", problem.remedy)
      .take();
}

int failProfile(bool json, const std::vector<transfer::ProfileProblem>& problems) {
  for (const auto& problem : problems) {
    print(nodeOf(problem));
    const std::string what = (problem.key.empty() ? "" : problem.key + ": ") + problem.problem;
    fail(json, {base::ErrorCode::BadInput, what, problem.file + ", line " + std::to_string(problem.line), problem.remedy});
  }
  return BadUsage;
}

Document& Document::text(const char* key, std::string value) { return node(key, Node::ofText(std::move(value))); }
Document& Document::textIfAny(const char* key, const std::string& value) { return value.empty() ? *this : text(key, value); }
Document& Document::number(const char* key, std::int64_t value) { return node(key, Node::ofNumber(std::to_string(value))); }
Document& Document::decimal(const char* key, double value, int decimals) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
  return node(key, Node::ofNumber(digits));
}
Document& Document::boolean(const char* key, bool value) { return node(key, Node::ofBoolean(value)); }
Document& Document::null(const char* key) { return node(key, Node{}); }
Document& Document::node(const char* key, Node value) {
  m_node.fields.emplace_back(key, std::move(value));
  return *this;
}

}  // namespace twinlane::ctl
