// Text as UTF-8 (RFC 3629: no overlong forms, no surrogates). Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace twinlane::base {

bool isUtf8(std::string_view text);
bool isAscii(std::string_view text);

// At most `bytes` bytes, cut between characters; bytes that are no UTF-8 become U+FFFD.
std::string readableStart(std::string_view text, std::size_t bytes);

// Takes the first character off; U+FFFD for a byte that begins none. The long ones are those of more than a byte.
char32_t takeLongCharacter(std::string_view& text);
inline char32_t takeCharacter(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first >= 0x80) return takeLongCharacter(text);
  text.remove_prefix(1);
  return first;
}

}  // namespace twinlane::base
