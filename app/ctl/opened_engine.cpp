#include "ctl/opened_engine.h"

#include "ctl/answer.h"

namespace twinlane::ctl {

base::Result<std::unique_ptr<engine::Engine>> openForWriting(const std::string& dataFolder, bool create, const std::string& zone) {
  engine::Options options;
  options.dataFolder = dataFolder;
  options.create = create;
  options.zone = zone;
  options.telemetryKept = true;
  auto engine = engine::Engine::open(options);
  if (engine && !(*engine)->telemetryNote().empty()) note((*engine)->telemetryNote());
  return engine;
}

base::Result<std::unique_ptr<engine::Engine>> openForChecking(const std::string& dataFolder) {
  engine::Options options;
  options.dataFolder = dataFolder;
  options.mode = engine::Mode::Check;
  return engine::Engine::open(options);
}

base::Result<std::unique_ptr<engine::Engine>> openForReading(const std::string& dataFolder) {
  engine::Options owning;
  owning.dataFolder = dataFolder;
  owning.create = false;
  owning.telemetryKept = true;  // what was asked counts, too; beside an owner only he writes
  auto owned = engine::Engine::open(owning);
  if (owned || (owned.error().code != base::ErrorCode::InUse && owned.error().code != base::ErrorCode::Denied)) return owned;
  engine::Options options;
  options.dataFolder = dataFolder;
  options.mode = engine::Mode::ReadOnly;
  options.create = false;
  auto read = engine::Engine::open(options);
  // Who reads a log in WAL mode needs the file of locks beside it, which only somebody who may write can make. On a medium
  // that takes no writing SQLite tells of it as of a file that is not there.
  const bool noLocks = !read && (read.error().code == base::ErrorCode::Denied || read.error().code == base::ErrorCode::NotFound);
  if (!noLocks || owned.error().code != base::ErrorCode::Denied) return read;
  return base::fail(base::ErrorCode::Denied, "this folder cannot be written to, which reading it needs as long as no owner is at work in it", dataFolder,
                    "copy it to a folder you may write to, or start its owner");
}

}  // namespace twinlane::ctl
