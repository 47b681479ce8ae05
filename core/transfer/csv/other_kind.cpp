#include "transfer/csv/other_kind.h"

#include <algorithm>
#include <array>

namespace twinlane::transfer {
namespace {

struct Beginning {
  std::string_view bytes;
  OtherKind kind;
};

constexpr std::string_view asUtf8 = "save it as UTF-8 and import that";
constexpr OtherKind utf16{"the file is in UTF-16", asUtf8}, utf32{"the file is in UTF-32", asUtf8};
constexpr std::array<Beginning, 6> othersBegin = {{
    {{"\xFF\xFE\0\0", 4}, utf32},
    {{"\0\0\xFE\xFF", 4}, utf32},
    {"\xFF\xFE", utf16},
    {"\xFE\xFF", utf16},
    {"\x1F\x8B", {"the file is packed twice: unpacked, it is a .gz again", "unpack it once and import that"}},
    {"PK\x03\x04", {"this is a spreadsheet or a ZIP file", "save the sheet as CSV in UTF-8, or unpack the file, and import that"}},
}};

// UTF-16 without a mark: of the two bytes of each plain letter one is NUL, always the first or always the second.
bool looksLikeUtf16(std::string_view start) {
  start = start.substr(0, 1024);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < start.size(); ++i) if (start[i] == '\0') ++nuls[i % 2];
  return std::min(nuls[0], nuls[1]) == 0 && std::max(nuls[0], nuls[1]) > 1 + start.size() / 16;
}

}  // namespace

std::optional<OtherKind> otherKindOf(std::string_view start) {
  for (const Beginning& other : othersBegin)
    if (start.starts_with(other.bytes)) return other.kind;
  return looksLikeUtf16(start) ? std::optional(utf16) : std::nullopt;
}

}  // namespace twinlane::transfer
