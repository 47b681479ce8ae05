// Whether a text is one line that a person can see: at most `most` characters, none of them a control character. Pure.
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

}  // namespace twinlane::transfer
