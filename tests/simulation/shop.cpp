#include "simulation/shop.h"

namespace twinlane::simulation {
namespace {

constexpr base::Timestamp start{1'700'000'000'000'000};
constexpr std::int64_t roundMicros = 100;

}  // namespace

Shop::Shop(std::uint64_t seed) : m_disk(seed), m_clock(start), m_random(seed), m_idRandom(seed ^ 0x1d), m_ids(m_clock, m_idRandom) {
  m_options.dataFolder = folder;
  m_options.threads = false;
  m_options.clock = &m_clock;
  m_options.files = &m_disk;
  m_options.random = &m_idRandom;
}

base::Status Shop::open() {
  auto engine = engine::Engine::open(m_options);
  if (!engine) return tl::unexpected(engine.error());
  m_engine = std::move(*engine);
  return {};
}

void Shop::die() {
  medium().stop();
  m_engine.reset();
}

void Shop::put(const DiskImage& image) {
  die();
  medium().start(image);
}

void Shop::settle(int rounds) {
  for (int round = 0; round < rounds && m_engine->step(); ++round) wait(roundMicros);
}

}  // namespace twinlane::simulation
