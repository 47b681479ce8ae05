#include "transfer/log/ocel_log.h"

namespace twinlane::transfer {
base::Status readOcelJson(ByteSource& source, const TakeRecord&) { return base::fail(base::ErrorCode::BadInput, "no JSON yet", source.path()); }
base::Status readOcelXml(ByteSource& source, const TakeRecord&) { return base::fail(base::ErrorCode::BadInput, "no XML yet", source.path()); }
base::Status readOcelSqlite(const std::string& path, const TakeRecord&) { return base::fail(base::ErrorCode::BadInput, "no SQLite yet", path); }
}  // namespace twinlane::transfer
