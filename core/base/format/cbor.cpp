#include "base/format/cbor.h"

#include <limits>

namespace twinlane::base {

void CborWriter::longHead(unsigned major, std::uint64_t value) {
  const int width = value <= 0xFF ? 1 : value <= 0xFFFF ? 2 : value <= 0xFFFFFFFF ? 4 : 8;
  m_out.push_back(static_cast<std::uint8_t>(major << 5 | (width == 1 ? 24u : width == 2 ? 25u : width == 4 ? 26u : 27u)));
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) m_out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void CborWriter::text(std::string_view value) {
  head(3, value.size());
  const ByteView view = viewOf(value);
  m_out.insert(m_out.end(), view.begin(), view.end());
}

void CborWriter::bytes(ByteView value) {
  head(2, value.size());
  m_out.insert(m_out.end(), value.begin(), value.end());
}

void CborReader::spoil() {
  m_ok = false;
  m_rest = {};
}

std::uint64_t CborReader::head(unsigned major) {
  if (m_rest.empty() || m_rest[0] >> 5 != major) {
    spoil();
    return 0;
  }
  const unsigned low = m_rest[0] & 31u;
  if (low < 24) {
    m_rest = m_rest.subspan(1);
    return low;
  }
  const std::size_t width = low == 24 ? 1 : low == 25 ? 2 : low == 26 ? 4 : low == 27 ? 8 : 0;
  if (width == 0 || m_rest.size() < 1 + width) {
    spoil();
    return 0;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 1; i <= width; ++i) value = value << 8 | m_rest[i];
  // Only the shortest form is deterministic.
  const std::uint64_t least = width == 1 ? 24 : std::uint64_t{1} << (width * 4);
  if (value < least) {
    spoil();
    return 0;
  }
  m_rest = m_rest.subspan(1 + width);
  return value;
}

ByteView CborReader::take(std::uint64_t length) {
  if (!m_ok || length > m_rest.size()) {
    spoil();
    return {};
  }
  const ByteView view = m_rest.first(static_cast<std::size_t>(length));
  m_rest = m_rest.subspan(static_cast<std::size_t>(length));
  return view;
}

std::size_t CborReader::array() {
  const std::uint64_t count = head(4);
  // Every element takes at least a byte: a larger count is a lie and must not size a vector.
  if (count > m_rest.size()) {
    spoil();
    return 0;
  }
  return static_cast<std::size_t>(count);
}

std::int64_t CborReader::integer() {
  const bool negative = !m_rest.empty() && m_rest[0] >> 5 == 1;
  const std::uint64_t value = head(negative ? 1 : 0);
  if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    spoil();
    return 0;
  }
  return negative ? -static_cast<std::int64_t>(value) - 1 : static_cast<std::int64_t>(value);
}

std::string_view CborReader::text() { return textOf(take(head(3))); }
ByteView CborReader::bytes() { return take(head(2)); }

bool CborReader::boolean() {
  if (!m_rest.empty() && (m_rest[0] == 0xF4 || m_rest[0] == 0xF5)) {
    const bool value = m_rest[0] == 0xF5;
    m_rest = m_rest.subspan(1);
    return value;
  }
  spoil();
  return false;
}

bool CborReader::null() {
  if (m_rest.empty() || m_rest[0] != 0xF6) return false;
  m_rest = m_rest.subspan(1);
  return true;
}

}  // namespace twinlane::base
