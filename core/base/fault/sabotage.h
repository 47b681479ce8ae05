// Faults that are planted on purpose, to prove that the tests see them: TWINLANE_SABOTAGE("name") is true where the code is
// to do a wrong thing, in a build made for this (CMake option of the same name) and when the environment variable of the
// same name chooses that fault. Everywhere else it is the word false, and the names are not in the program. What each of
// them breaks and what catches it: tests/sabotage.tsv. Any thread.
#pragma once

#ifdef TWINLANE_SABOTAGED

namespace twinlane::base {

// The first time that it is true, it says so on standard error: a fault that was never reached proves nothing.
bool isSabotaged(const char* name);

}  // namespace twinlane::base

#define TWINLANE_SABOTAGE(name) ::twinlane::base::isSabotaged(name)
#else
#define TWINLANE_SABOTAGE(name) false
#endif
