// The engine for one verb. Reading verbs own the folder when nobody else does, so that its lists catch up; beside an owner
// they look on.
#pragma once

#include "engine/engine.h"

namespace twinlane::ctl {

// `create`: whether a folder that is not there is made; `zone` is for a shop without events, see Options::zone.
base::Result<std::unique_ptr<engine::Engine>> openForWriting(const std::string& dataFolder, bool create, const std::string& zone = {});
base::Result<std::unique_ptr<engine::Engine>> openForReading(const std::string& dataFolder);
base::Result<std::unique_ptr<engine::Engine>> openForChecking(const std::string& dataFolder);

}  // namespace twinlane::ctl
