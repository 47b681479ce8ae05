// What became of rows in quarantine is told by a chunk of their source whose rows are the indexes of these, negative: under the empty
// prefix a row that was repaired or taken in with a mended profile, under that of closings one whose line came in otherwise. Rows of
// one of these prefixes never lie within each other; a row that both name counts once. Any thread.
#pragma once

#include "base/bytes.h"

namespace twinlane::store {

const base::Digest& closingPrefix();

}  // namespace twinlane::store
