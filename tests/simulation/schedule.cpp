#include "simulation/schedule.h"

namespace twinlane::simulation {
namespace {

constexpr std::uint64_t weights[] = {1, 2, 4, 8, 16};
constexpr std::uint64_t rarities[] = {0, 0, 2, 8, 32, 128};

}  // namespace

std::size_t Schedule::next(const std::vector<std::string>& steps) {
  std::uint64_t sum = 0;
  for (const std::string& step : steps) {
    const auto [weight, isNew] = m_weights.try_emplace(step, 0);
    if (isNew) weight->second = weights[m_random.below(std::size(weights))];
    sum += weight->second;
  }
  std::uint64_t drawn = m_random.below(sum);
  std::size_t index = 0;
  for (; drawn >= m_weights[steps[index]]; ++index) drawn -= m_weights[steps[index]];
  return index;
}

void Schedule::worked(const std::string& step) {
  m_latest = {m_latest[1], m_latest[2], step};
  m_reached.interleavings.insert(m_latest);
}

#ifdef TWINLANE_BUGGIFIED
bool Schedule::isDue(const char* name) {
  if (!m_isPlanting) return false;
  const auto [rarity, isNew] = m_rarity.try_emplace(name, 0);
  if (isNew) rarity->second = rarities[m_random.below(std::size(rarities))];
  if (rarity->second == 0 || m_random.below(rarity->second) != 0) return false;
  ++m_reached.planted[name];
  return true;
}
#endif

}  // namespace twinlane::simulation
