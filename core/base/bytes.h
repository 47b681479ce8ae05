// Byte strings and the digest used for the journal's chain and for command contents: BLAKE2b (RFC 7693) of 16 bytes.
// Any thread; plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace twinlane::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// 16 bytes of BLAKE2b.
using Digest = std::array<std::uint8_t, 16>;

inline ByteView viewOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view textOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string toHex(ByteView bytes);
std::optional<Bytes> fromHex(std::string_view text);

// Feeds fields one after the other; each field is preceded by its length, so that two field lists never collide.
class DigestWriter {
 public:
  DigestWriter();
  DigestWriter& field(ByteView bytes);
  DigestWriter& field(std::string_view text) { return field(viewOf(text)); }
  DigestWriter& field(std::int64_t number);
  // Bytes without a length, for a running hash over a file.
  DigestWriter& raw(ByteView bytes);
  // May be called repeatedly; the writer goes on afterwards.
  Digest digest() const;

 private:
  alignas(64) std::array<std::uint8_t, 384> m_state;
  // Small fields gathered before they are fed: most are eight bytes.
  std::array<std::uint8_t, 256> m_gathered;
  std::size_t m_gatheredBytes = 0;
};

}  // namespace twinlane::base
