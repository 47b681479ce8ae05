#include "simulation/tally.h"

#include <algorithm>
#include <cstdio>

namespace twinlane::simulation {
namespace {

constexpr std::size_t mostShown = 20;

}  // namespace

Tally::Tally(std::vector<std::string> wanted) {
  for (std::string& kind : wanted) m_counts.push_back({std::move(kind), 0, true});
}

void Tally::add(const std::string& kind, std::int64_t count) {
  const auto known = std::find_if(m_counts.begin(), m_counts.end(), [&](const Count& each) { return each.kind == kind; });
  if (known != m_counts.end()) known->count += count;
  else m_counts.push_back({kind, count, false});
}

std::int64_t Tally::of(const std::string& kind) const {
  const auto known = std::find_if(m_counts.begin(), m_counts.end(), [&](const Count& each) { return each.kind == kind; });
  return known != m_counts.end() ? known->count : 0;
}

void Tally::fail(const std::string& what, const std::string& replay) { m_failures.push_back({what, replay}); }

int Tally::finish() const {
  bool isWell = m_failures.empty();
  for (const Count& each : m_counts) {
    const bool isMissing = each.wanted && each.count == 0;
    std::printf("%s %lld%s\n", each.kind.c_str(), static_cast<long long>(each.count), isMissing ? "  (must not be zero)" : "");
    isWell = isWell && !isMissing;
  }
  std::printf("failures %zu\n", m_failures.size());
  for (std::size_t i = 0; i < std::min(m_failures.size(), mostShown); ++i)
    std::printf("FAILED %s\n  again: twinlane-simulate %s\n", m_failures[i].what.c_str(), m_failures[i].replay.c_str());
  if (m_failures.size() > mostShown) std::printf("... and %zu more\n", m_failures.size() - mostShown);
  return isWell ? 0 : 1;
}

}  // namespace twinlane::simulation
