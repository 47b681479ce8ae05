#include "base/id_source.h"

namespace twinlane::base {

CommandId IdSource::next() {
  const std::lock_guard lock(m_mutex);
  const std::int64_t now = m_clock.wall().micros / 1000;
  if (now > m_lastMillis) {
    m_lastMillis = now;
    m_counter = static_cast<std::uint32_t>(m_random.below(0x400));
  } else if (++m_counter > 0xFFF) {
    // 4,096 ids in one millisecond, or a clock that went back: borrow the next millisecond, order is kept.
    ++m_lastMillis;
    m_counter = 0;
  }
  CommandId id;
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(m_lastMillis) >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (m_counter >> 8));
  id.bytes[7] = static_cast<std::uint8_t>(m_counter & 0xFF);
  const std::uint64_t tail = m_random.next();
  for (std::size_t i = 0; i < 8; ++i) id.bytes[8 + i] = static_cast<std::uint8_t>(tail >> (56 - 8 * i));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

}  // namespace twinlane::base
