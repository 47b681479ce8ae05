#include "transfer/value/text_pattern.h"

#include <algorithm>
#include <numeric>
#include <regex.h>
#include <vector>

namespace twinlane::transfer {
namespace {

constexpr std::size_t mostPatternBytes = 500, mostPatternLetters = 1000;

// Where the set of letters that begins at `from` ends, as POSIX has it: [^]abc], [[:digit:]].
std::size_t endOfLetterSet(std::string_view pattern, std::size_t from) {
  std::size_t i = from + 1;
  if (i < pattern.size() && pattern[i] == '^') ++i;
  if (i < pattern.size() && pattern[i] == ']') ++i;
  while (i < pattern.size() && pattern[i] != ']') {
    const bool named = pattern[i] == '[' && i + 1 < pattern.size() && std::string_view(".:=").find(pattern[i + 1]) != std::string_view::npos;
    const auto close = named ? pattern.find(std::string{pattern[i + 1], ']'}, i + 2) : i;
    i = close == std::string_view::npos ? pattern.size() : close + (named ? 2 : 1);
  }
  return i;
}

// Letters of a pattern when what it repeats is written out, as the C library does; any number above mostPatternLetters is as good.
std::size_t lettersOf(std::string_view pattern) {
  std::vector<std::size_t> open = {0};  // of each group that is open
  std::size_t last = 0;                 // of what may be repeated next
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '(') {
      open.push_back(1);
      continue;
    }
    std::size_t more = 0;
    const auto close = pattern.find_first_not_of("0123456789,", i + 1);
    if (pattern[i] == '{' && close != std::string_view::npos && pattern[close] == '}') {
      std::size_t times = 1, number = 0;
      for (++i; i < close; ++i) {
        number = pattern[i] == ',' ? 0 : std::min(mostPatternLetters, number * 10 + static_cast<std::size_t>(pattern[i] - '0'));
        times = std::max(times, number);
      }
      more = last * (times - 1);  // it is counted once already
      last *= times;
    } else if (pattern[i] == ')' && open.size() > 1) {
      more = last = open.back();
      open.pop_back();
    } else {
      if (pattern[i] == '[') i = endOfLetterSet(pattern, i);
      else if (pattern[i] == '\\') ++i;
      more = last = 1;
    }
    open.back() = std::min(open.back() + more, mostPatternLetters + 1);
    last = std::min(last, mostPatternLetters + 1);
  }
  return std::accumulate(open.begin(), open.end(), std::size_t{0});
}

}  // namespace

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
  // The C library calls itself for each group within a group, and writes out what is repeated.
  if (expression.size() > mostPatternBytes || lettersOf(expression) > mostPatternLetters)
    return base::fail(base::ErrorCode::BadInput, "is too long, or repeats too much", {}, "give at most 500 bytes, and 1000 letters when what {} repeats is written out");
  // POSIX has none in extended expressions; the C library takes them, and may then look for ever.
  for (std::size_t i = 0; i + 1 < expression.size(); ++i) {
    if (expression[i] == '[') i = endOfLetterSet(expression, i);
    else if (expression[i] == '\\' && expression[++i] >= '1' && expression[i] <= '9')
      return base::fail(base::ErrorCode::BadInput, "'" + expression + "' is no pattern: it refers back to a group", {}, "give a POSIX extended regular expression");
  }
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
