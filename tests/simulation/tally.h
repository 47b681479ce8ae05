// What a verb has done and found: one line a kind on standard output, then each failure with the command that replays it.
// A kind that was named as wanted and was never counted is a failure: a zero must come from looking, not from not looking.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twinlane::simulation {

class Tally {
 public:
  // Names the kinds, in the order of their lines; all of them must be above zero at the end.
  explicit Tally(std::vector<std::string> wanted);
  // Others are printed behind the wanted ones and may be zero.
  void add(const std::string& kind, std::int64_t count = 1);
  std::int64_t of(const std::string& kind) const;
  // `replay`: the arguments of twinlane-simulate that show it again.
  void fail(const std::string& what, const std::string& replay);
  bool failed() const { return !m_failures.empty(); }
  // Prints all; the exit code.
  int finish() const;

 private:
  struct Count {
    std::string kind;
    std::int64_t count = 0;
    bool wanted = false;
  };
  struct Failure {
    std::string what, replay;
  };
  std::vector<Count> m_counts;
  std::vector<Failure> m_failures;
};

}  // namespace twinlane::simulation
