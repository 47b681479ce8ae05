#include "base/fault/sabotage.h"

#ifdef TWINLANE_SABOTAGED

#include <cstdio>
#include <cstdlib>
#include <string>

namespace twinlane::base {
namespace {

std::string chosenName() {
  const char* chosen = std::getenv("TWINLANE_SABOTAGE");
  return chosen != nullptr ? chosen : "";
}

bool say(const char* name) {
  std::fprintf(stderr, "sabotage: %s took effect\n", name);
  return true;
}

}  // namespace

bool isSabotaged(const char* name) {
  static const std::string chosen = chosenName();
  if (chosen != name) return false;
  static const bool said = say(name);
  return said;
}

}  // namespace twinlane::base

#endif
