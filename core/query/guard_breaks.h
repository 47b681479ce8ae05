// Imported facts that a live command would have been refused for, from the log: nothing is kept of them but their number. Each
// is judged by what its stream held before it. Bounded memory. One thread.
#pragma once

#include "domain/rejection.h"
#include "query/reader.h"

namespace twinlane::query {

struct GuardBreak {
  store::Position position = 0;
  store::StreamRef stream;
  std::int64_t version = 0;
  int type = 0;
  domain::RejectionReason kind = domain::RejectionReason::InvalidFields;
  std::optional<base::Timestamp> occurredAt;  // nothing where the source does not say
};

// In the order of the log, the first `limit`.
base::Result<std::vector<GuardBreak>> guardBreaks(Reader& reader, std::size_t limit);

}  // namespace twinlane::query
