#include "projection/generations.h"

#include <sstream>

namespace twinlane::projection {
namespace {

constexpr std::string_view inMemory = ":memory:";

std::string pointerPath(const std::string& folder, const std::string& name) { return folder + "/" + name + ".generation"; }

}  // namespace

std::string viewPath(const std::string& folder, const std::string& name, int generation) {
  return folder == inMemory ? folder : folder + "/" + name + "-" + std::to_string(generation) + ".sqlite";
}

Generations generationsOf(const base::FileSystem& files, const std::string& folder, const std::string& name) {
  Generations found;
  if (folder == inMemory) return found;
  const auto content = files.read(pointerPath(folder, name));
  if (!content) return found;
  std::istringstream(*content) >> found.current >> found.before;
  return found.current > 0 ? found : Generations{};
}

base::Status pointTo(base::FileSystem& files, const std::string& folder, const std::string& name, Generations generations) {
  return files.replace(pointerPath(folder, name), std::to_string(generations.current) + (generations.before > 0 ? " " + std::to_string(generations.before) : ""));
}

std::uint64_t pointerIdentity(const base::FileSystem& files, const std::string& folder, const std::string& name) {
  return folder == inMemory ? 0 : files.identityOf(pointerPath(folder, name)).value_or(0);
}

void removeGeneration(base::FileSystem& files, const std::string& folder, const std::string& name, int generation) {
  for (const char* suffix : {"", "-wal", "-shm"}) (void)files.remove(viewPath(folder, name, generation) + suffix);
}

}  // namespace twinlane::projection
