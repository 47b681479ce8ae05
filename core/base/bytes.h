// Byte strings and the digest used for the journal's chain and for command contents: BLAKE2b (RFC 7693) of 16 bytes.
// Any thread; plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

// SipHash-2-4 (https://www.aumasson.jp/siphash/siphash.pdf) under a fixed key: quick, for short bytes; no proof against whoever
// looks for two that are alike.
std::uint64_t shortHash(ByteView bytes);

// Feeds fields one after the other; each field is preceded by its length, so that two field lists never collide.
class DigestWriter {
 public:
  DigestWriter& field(ByteView bytes) {
    field(static_cast<std::int64_t>(bytes.size()));
    return raw(bytes);
  }
  DigestWriter& field(std::string_view text) { return field(viewOf(text)); }
  DigestWriter& field(std::int64_t number) {
    std::array<std::uint8_t, 8> little;
    for (std::size_t i = 0; i < 8; ++i) little[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i));
    return raw(little);
  }
  // Bytes without a length, for a running hash over a file.
  DigestWriter& raw(ByteView bytes) {
    if (bytes.size() > m_gathered.size() - m_gatheredBytes) return feed(bytes);
    if (!bytes.empty()) std::memcpy(m_gathered.data() + m_gatheredBytes, bytes.data(), bytes.size());
    m_gatheredBytes += bytes.size();
    return *this;
  }
  // May be called repeatedly; the writer goes on afterwards.
  Digest digest() const;

 private:
  DigestWriter& feed(ByteView bytes);

  // Small fields gathered before they are fed: most are eight bytes, and most lists are never more than this holds.
  std::array<std::uint8_t, 512> m_gathered;
  std::size_t m_gatheredBytes = 0;
  bool m_isFed = false;  // until then the state is not even begun
  alignas(64) std::array<std::uint8_t, 384> m_state;
};

}  // namespace twinlane::base
