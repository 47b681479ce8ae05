// One verb of twinlane-simulate: each has a .cpp of its own that names itself here before main runs.
//
//   int power(const Arguments& given) { ... return tally.finish(); }
//   [[maybe_unused]] const bool knowsPower = registerVerb({"power", {{"images", 5000}, {"seed", 1, 0}}, power});
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twinlane::simulation {

// `--name number`, with what holds when it is not given and the least that makes sense.
struct Argument {
  std::string name;
  std::int64_t value = 0;
  std::int64_t least = 1;
};

class Arguments {
 public:
  explicit Arguments(std::vector<Argument> known) : m_all(std::move(known)) {}
  // False for a name that is not known and for a number below the least.
  bool set(const std::string& name, std::int64_t value);
  std::int64_t operator[](const std::string& name) const;
  std::uint64_t seed(const std::string& name = "seed") const { return static_cast<std::uint64_t>((*this)[name]); }
  const std::vector<Argument>& all() const { return m_all; }

 private:
  std::vector<Argument> m_all;
};

struct Verb {
  std::string name;
  std::vector<Argument> arguments;
  // 0 all well, 1 a failure or a count that must not be zero.
  int (*run)(const Arguments& given);
};

bool registerVerb(Verb verb);

}  // namespace twinlane::simulation
