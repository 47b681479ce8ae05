// Whether a text is one line that a person can see: at most `most` characters, none of them a control character. One that names
// something has none either that no one sees, such as a zero-width space or a mark of the reading direction: two ids that look alike
// would be two. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace twinlane::transfer {

inline bool isVisible(std::string_view text, std::int64_t most) {
  std::int64_t characters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return false;
    if ((byte & 0xC0) != 0x80) ++characters;
  }
  return characters <= most;
}

// U+00AD, U+061C, U+180E, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF.
inline bool hasUnseen(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const auto byte = [&](std::size_t behind) { return at + behind < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at + behind])) : 0U; };
    const unsigned first = byte(0), second = byte(1), third = byte(2);
    if ((first == 0xC2 && second == 0xAD) || (first == 0xD8 && second == 0x9C) || (first == 0xE1 && second == 0xA0 && third == 0x8E) || (first == 0xEF && second == 0xBB && third == 0xBF)) return true;
    if (first == 0xE2 && second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE))) return true;
    if (first == 0xE2 && second == 0x81 && third >= 0xA0 && third <= 0xAF) return true;
  }
  return false;
}

inline bool isId(std::string_view text, std::int64_t most) { return isVisible(text, most) && !hasUnseen(text); }

}  // namespace twinlane::transfer
