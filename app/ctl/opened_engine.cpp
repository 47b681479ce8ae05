#include "ctl/opened_engine.h"

namespace twinlane::ctl {

base::Result<std::unique_ptr<engine::Engine>> openForWriting(const std::string& dataFolder, bool create, const std::string& zone) {
  engine::Options options;
  options.dataFolder = dataFolder;
  options.create = create;
  options.zone = zone;
  return engine::Engine::open(options);
}

base::Result<std::unique_ptr<engine::Engine>> openForReading(const std::string& dataFolder) {
  auto owned = openForWriting(dataFolder, false);
  if (owned || (owned.error().code != base::ErrorCode::InUse && owned.error().code != base::ErrorCode::Denied)) return owned;
  engine::Options options;
  options.dataFolder = dataFolder;
  options.mode = engine::Mode::ReadOnly;
  options.create = false;
  return engine::Engine::open(options);
}

}  // namespace twinlane::ctl
