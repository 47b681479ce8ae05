// Compares the lists of a shop at work with their events, one after the other, for at most a twentieth of the time. step(): one
// thread; proofs: any. Owns nothing.
#pragma once

#include "care/verify.h"
#include "projection/status.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace twinlane::engine {

// What a report tells of a list; nothing when it was not compared.
std::optional<projection::Proof> proofIn(const care::VerifyReport& report, const std::string& name, base::Timestamp now);

class Prover {
 public:
  // Knows what was found before, as far as that is kept.
  Prover(care::VerifySources sources, int everyMs);

  // One list from its first event on, when its time has come.
  bool step();
  // The list comes next, before the others have their turn. Any thread.
  void wish(const std::string& name);
  // Ends a step that is on its way. For good.
  void stop();

  // What is known of the list, put into its status.
  void tell(projection::Status& status) const;

 private:
  bool rest();
  bool goesOn() const;
  std::optional<std::string> nextList();

  const care::VerifySources m_sources;
  const int m_everyMs;
  std::size_t m_next = 0;  // list of this round
  std::optional<base::SteadyTime> m_roundFrom;
  base::SteadyTime m_sliceFrom;
  store::Position m_headBefore = 0;
  base::SteadyTime m_headMovedAt{-1'000'000'000'000};

  mutable std::mutex m_mutex;
  std::condition_variable m_stopping;
  bool m_isStopped = false;
  std::deque<std::string> m_wished;
  std::string m_list;  // that is being compared
  struct Found {
    int generation = 0;
    projection::Proof proof;
  };
  std::map<std::string, Found> m_found;
};

}  // namespace twinlane::engine
