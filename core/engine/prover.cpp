#include "engine/prover.h"

#include "projection/generations.h"
#include "projection/proof_mark.h"
#include "projection/read_model.h"

#include <algorithm>

namespace twinlane::engine {
namespace {

constexpr std::int64_t eventsAtOnce = 100;  // one or two milliseconds
constexpr std::int64_t restShare = 19;      // of a slice: a twentieth of the time
constexpr std::int64_t calmMicros = 1'000'000;

}  // namespace

Prover::Prover(care::VerifySources sources, int everyMs) : m_sources(std::move(sources)), m_everyMs(everyMs) {
  for (const std::string& name : projection::readModelNames()) {
    const int generation = projection::generationsOf(*m_sources.files, m_sources.viewsFolder, name).current;
    if (const auto proof = projection::keptProof(*m_sources.files, m_sources.viewsFolder, name, generation)) m_found[name] = {generation, *proof};
  }
}

std::optional<std::string> Prover::nextList() {
  const base::SteadyTime now = m_sources.clock->steady();
  if (!m_roundFrom) m_roundFrom = now;
  const auto names = projection::readModelNames();
  const std::lock_guard lock(m_mutex);
  if (m_isStopped) return std::nullopt;
  if (!m_wished.empty()) {
    m_list = std::move(m_wished.front());
    m_wished.pop_front();
    return m_list;
  }
  if (m_next == 0 && now.microsSince(*m_roundFrom) < std::int64_t{m_everyMs} * 1000) return std::nullopt;
  if (m_next == 0) m_roundFrom = now;
  m_list = names[m_next];
  m_next = (m_next + 1) % names.size();
  return m_list;
}

void Prover::wish(const std::string& name) {
  const std::lock_guard lock(m_mutex);
  if (std::find(m_wished.begin(), m_wished.end(), name) == m_wished.end()) m_wished.push_back(name);
}

bool Prover::step() {
  const auto wanted = nextList();
  if (!wanted) return false;
  const std::string& name = *wanted;
  const int generation = projection::generationsOf(*m_sources.files, m_sources.viewsFolder, name).current;
  m_sliceFrom = m_sources.clock->steady();
  const auto report = care::proveList(m_sources, name, {eventsAtOnce, [this] { return rest(); }, [this] { return goesOn(); }});
  // Not compared, since it is being made or somebody takes in what was set aside: the next round does.
  const auto proof = report ? proofIn(*report, name, m_sources.clock->wall()) : std::nullopt;
  // What cannot be written is known until the folder is closed.
  if (proof) (void)projection::keepProof(*m_sources.files, m_sources.viewsFolder, name, generation, *proof);
  const std::lock_guard lock(m_mutex);
  m_list.clear();
  if (proof) m_found[name] = {generation, *proof};
  return true;
}

std::optional<projection::Proof> proofIn(const care::VerifyReport& report, const std::string& name, base::Timestamp now) {
  const auto certificate = std::find_if(report.certificates.begin(), report.certificates.end(), [&](const care::Certificate& each) { return each.projection == name; });
  if (certificate != report.certificates.end()) return projection::Proof{true, certificate->position, certificate->root, certificate->rows, {}, certificate->at};
  const auto difference = std::find_if(report.differences.begin(), report.differences.end(), [&](const care::Difference& each) { return each.what == name; });
  if (difference == report.differences.end()) return std::nullopt;
  projection::Proof proof;
  proof.at = now;
  proof.position = difference->position;
  proof.difference = difference->key + " is " + difference->actual + ", its events make it " + difference->expected;
  if (difference->unfolded) proof.difference += "; event " + std::to_string(difference->unfolded->position) + " of " + difference->unfolded->stream + " can no longer be folded: " + difference->unfolded->error;
  return proof;
}

bool Prover::rest() {
  const base::SteadyTime now = m_sources.clock->steady();
  const auto head = m_sources.feed->head();
  if (head && *head != m_headBefore) {
    m_headBefore = *head;
    m_headMovedAt = now;
  }
  const bool isAtWork = now.microsSince(m_headMovedAt) < calmMicros;
  std::unique_lock lock(m_mutex);
  if (isAtWork) m_stopping.wait_for(lock, std::chrono::microseconds(restShare * now.microsSince(m_sliceFrom)), [this] { return m_isStopped; });
  m_sliceFrom = m_sources.clock->steady();
  return !m_isStopped;
}

bool Prover::goesOn() const {
  const std::lock_guard lock(m_mutex);
  return !m_isStopped;
}

void Prover::stop() {
  const std::lock_guard lock(m_mutex);
  m_isStopped = true;
  m_stopping.notify_all();
}

void Prover::tell(projection::Status& status) const {
  const std::lock_guard lock(m_mutex);
  status.isBeingProved = m_list == status.name;
  if (const auto found = m_found.find(status.name); found != m_found.end() && found->second.generation == status.generation) status.proof = found->second.proof;
}

}  // namespace twinlane::engine
