#include "base/command_id.h"

#include <algorithm>

namespace twinlane::base {

std::string CommandId::toText() const {
  std::string hex = toHex(bytes);
  for (std::size_t at : {20u, 16u, 12u, 8u}) hex.insert(at, 1, '-');
  return hex;
}

std::optional<CommandId> CommandId::fromText(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string hex;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen != (text[i] == '-')) return std::nullopt;
    if (!hyphen) hex += text[i];
  }
  const auto raw = fromHex(hex);
  if (!raw) return std::nullopt;
  return fromView(*raw);
}

CommandId CommandId::fromView(ByteView view) {
  CommandId id;
  std::copy_n(view.begin(), std::min(view.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

}  // namespace twinlane::base
