// Faults that are planted on purpose, to prove that the tests see them: TWINLANE_SABOTAGE("name") is true where the code is
// to do a wrong thing, and the environment variable of the same name chooses that fault. Only in debug builds; elsewhere it is
// the word false, and the names are not in the program. What each of them breaks and what catches it: tests/sabotage.tsv.
// Any thread.
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
