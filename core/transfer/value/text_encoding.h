// Encodings a file of rows may be in, brought to UTF-8. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace twinlane::transfer {

enum class Encoding { Utf8, Latin1 };

void appendLatin1AsUtf8(std::string_view text, std::string& out);
std::string inUtf8(std::string_view text, Encoding encoding);

// Without spaces and tabs at either end.
std::string_view trimmed(std::string_view text);

}  // namespace twinlane::transfer
