// Shows that threads of a test were really at work at the same moment: hold an AtWork inside the work of each. The most
// ever seen at once is printed at the end of the run, and the sanitizer runs fail when no two ever were. Any thread.
#pragma once

namespace twinlane::tests {

class AtWork {
 public:
  AtWork();
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
};

// Since the start of the program.
int mostAtOnce();

}  // namespace twinlane::tests
