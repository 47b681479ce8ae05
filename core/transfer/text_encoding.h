// Encodings a file of rows may be in, brought to UTF-8. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace twinlane::transfer {

enum class Encoding { Utf8, Latin1 };

// Well-formed UTF-8 (no overlong forms, no surrogates).
bool isUtf8(std::string_view text);
bool isAscii(std::string_view text);

void appendLatin1AsUtf8(std::string_view text, std::string& out);

// At most `bytes` bytes, cut between characters; bytes that are no UTF-8 become U+FFFD.
std::string readableStart(std::string_view text, std::size_t bytes);

// Without spaces and tabs at either end.
std::string_view trimmed(std::string_view text);

}  // namespace twinlane::transfer
