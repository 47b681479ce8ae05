#include "base/fault/buggify.h"

#ifdef TWINLANE_BUGGIFIED

namespace twinlane::base {
namespace {

Buggify* current = nullptr;

}  // namespace

void setBuggify(Buggify* buggify) { current = buggify; }
bool isDue(const char* name) { return current != nullptr && current->isDue(name); }

}  // namespace twinlane::base

#endif
