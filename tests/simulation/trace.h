// A hash over all that a run did and was told, in order: equal for two runs of one seed. FNV-1a (Fowler, Noll, Vo). Plain value.
#pragma once

#include <cstdint>
#include <string_view>

namespace twinlane::simulation {

class Trace {
 public:
  void add(std::string_view text) {
    for (const char byte : text) mix(static_cast<std::uint8_t>(byte));
    mix(0);
  }
  void add(std::int64_t number) {
    for (int i = 0; i < 64; i += 8) mix(static_cast<std::uint8_t>(number >> i));
  }
  std::uint64_t hash() const { return m_hash; }

 private:
  void mix(std::uint8_t byte) { m_hash = (m_hash ^ byte) * 1099511628211u; }

  std::uint64_t m_hash = 14695981039346656037u;
};

}  // namespace twinlane::simulation
