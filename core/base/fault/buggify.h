// Rare turns that are taken on purpose: TWINLANE_BUGGIFY("name") is true when a simulator says so, where the code has a
// second way that chance seldom leads to (a cache that lost its entry, a batch of one, a COMMIT that does not answer). Both
// ways must be right. Only in debug builds; elsewhere it is the word false, and the names are not in the program. Any thread,
// but set before there are others.
#pragma once

#ifdef TWINLANE_BUGGIFIED

namespace twinlane::base {

class Buggify {
 public:
  virtual ~Buggify() = default;
  virtual bool isDue(const char* name) = 0;
};

// Not owned. Null, as at the start: nothing is due.
void setBuggify(Buggify* buggify);
bool isDue(const char* name);

}  // namespace twinlane::base

#define TWINLANE_BUGGIFY(name) ::twinlane::base::isDue(name)
#else
#define TWINLANE_BUGGIFY(name) false
#endif
