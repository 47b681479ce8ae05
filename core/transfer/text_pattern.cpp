#include "transfer/text_pattern.h"

#include <regex.h>

namespace twinlane::transfer {

struct TextPattern::Compiled {
  regex_t expression{};
  bool made = false;
  Compiled() = default;
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() {
    if (made) regfree(&expression);
  }
};

base::Result<TextPattern> TextPattern::from(const std::string& expression) {
  TextPattern pattern;
  pattern.m_compiled = std::make_shared<Compiled>();
  const std::string whole = "^(" + expression + ")$";
  const int answer = regcomp(&pattern.m_compiled->expression, whole.c_str(), REG_EXTENDED | REG_NOSUB);
  if (answer != 0) {
    char words[200] = {};
    regerror(answer, &pattern.m_compiled->expression, words, sizeof words);
    return base::fail(base::ErrorCode::BadInput, "'" + expression + "' is no pattern: " + words, {}, "give a POSIX extended regular expression");
  }
  pattern.m_compiled->made = true;
  return pattern;
}

bool TextPattern::fits(std::string_view text) {
  if (m_asked && text == m_last) return m_lastFits;
  m_asked = true;
  m_last = text;
  m_lastFits = regexec(&m_compiled->expression, m_last.c_str(), 0, nullptr, 0) == 0;
  return m_lastFits;
}

}  // namespace twinlane::transfer
