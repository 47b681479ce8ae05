#include "base/format/utf8.h"

#include <cstdint>
#include <cstring>

namespace twinlane::base {
namespace {

// Length of the well-formed character at the start of `text`; 0 when there is none.
std::size_t characterLength(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, unsigned low, unsigned high) { return i < text.size() && at(i) >= low && at(i) <= high; };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1, 0x80, 0xBF) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool isAscii(std::string_view text) {
  constexpr std::uint64_t highBits = 0x8080808080808080;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & highBits) != 0) return false;
  }
  for (; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0x80) != 0) return false;
  return true;
}

bool isUtf8(std::string_view text) {
  if (isAscii(text)) return true;
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string readableStart(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes && isAscii(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    const std::string_view character = length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    if (out.size() + character.size() > bytes) break;
    out += character;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

char32_t takeLongCharacter(std::string_view& text) {
  const std::size_t length = characterLength(text);
  const auto first = static_cast<unsigned char>(text.front());
  char32_t character = length <= 1 ? first : first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) character = (character << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  text.remove_prefix(length == 0 ? 1 : length);
  return length == 0 ? U'\uFFFD' : character;
}

}  // namespace twinlane::base
