// Identity of a command: a UUID made by the client, version 7 (RFC 9562) so that ids are ordered by time and index well.
// Any thread; plain value.
#pragma once

#include "base/bytes.h"

#include <compare>
#include <functional>

namespace twinlane::base {

struct CommandId {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const CommandId&) const = default;
  ByteView view() const { return bytes; }
  std::string toText() const;
  // Accepts the 36-character form with hyphens, any UUID version.
  static std::optional<CommandId> fromText(std::string_view text);
  static CommandId fromView(ByteView view);
};

}  // namespace twinlane::base

template <>
struct std::hash<twinlane::base::CommandId> {
  std::size_t operator()(const twinlane::base::CommandId& id) const noexcept {
    // The last eight bytes of a version 7 UUID are random; of any other they are no worse than the rest.
    std::size_t value = 0;
    for (std::size_t i = 8; i < 16; ++i) value = value * 257 + id.bytes[i];
    for (std::size_t i = 0; i < 8; ++i) value = value * 31 + id.bytes[i];
    return value;
  }
};
