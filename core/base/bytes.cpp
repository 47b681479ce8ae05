#include "base/bytes.h"

#include <sodium/crypto_generichash.h>
#include <sodium/crypto_shorthash.h>

namespace twinlane::base {
namespace {

using State = crypto_generichash_state;

State* stateOf(std::uint8_t* memory) { return reinterpret_cast<State*>(memory); }

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string toHex(ByteView bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::optional<Bytes> fromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hexValue(text[i]);
    const int low = hexValue(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

DigestWriter& DigestWriter::feed(ByteView bytes) {
  static_assert(sizeof(State) <= sizeof(m_state));
  if (!m_isFed) crypto_generichash_init(stateOf(m_state.data()), nullptr, 0, std::tuple_size_v<Digest>);
  m_isFed = true;
  crypto_generichash_update(stateOf(m_state.data()), m_gathered.data(), m_gatheredBytes);
  m_gatheredBytes = 0;
  if (bytes.size() <= m_gathered.size()) return raw(bytes);
  crypto_generichash_update(stateOf(m_state.data()), bytes.data(), bytes.size());
  return *this;
}

std::uint64_t shortHash(ByteView bytes) {
  static constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> key{'t', 'w', 'i', 'n', 'l', 'a', 'n', 'e'};
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), bytes.data(), bytes.size(), key.data());
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < hash.size(); ++i) value |= std::uint64_t{hash[i]} << (8 * i);
  return value;
}

Digest DigestWriter::digest() const {
  Digest result;
  if (!m_isFed) {
    crypto_generichash(result.data(), result.size(), m_gathered.data(), m_gatheredBytes, nullptr, 0);
    return result;
  }
  alignas(64) std::array<std::uint8_t, 384> copy = m_state;
  crypto_generichash_update(stateOf(copy.data()), m_gathered.data(), m_gatheredBytes);
  crypto_generichash_final(stateOf(copy.data()), result.data(), result.size());
  return result;
}

}  // namespace twinlane::base
