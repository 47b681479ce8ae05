#include "projection/generations.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <vector>

namespace twinlane::projection {
namespace {

constexpr std::string_view inMemory = ":memory:";

std::string pointerPath(const std::string& folder, const std::string& name) { return folder + "/" + name + ".generation"; }

std::vector<int> generationsThere(const base::FileSystem& files, const std::string& folder, const std::string& name) {
  std::vector<int> found;
  const auto all = files.list(folder);
  if (!all) return found;
  const std::string prefix = name + "-";
  for (const std::string& file : *all) {
    const std::size_t slash = file.rfind('/');
    const std::string own = slash == std::string::npos ? file : file.substr(slash + 1);
    if (own.starts_with(prefix) && own.ends_with(".sqlite")) found.push_back(std::atoi(own.c_str() + prefix.size()));
  }
  return found;
}

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
  const auto written = files.replace(pointerPath(folder, name), std::to_string(generations.current) + (generations.before > 0 ? " " + std::to_string(generations.before) : ""));
  // It may have taken hold all the same.
  return written || generationsOf(files, folder, name) == generations ? base::Status() : written;
}

int freshGeneration(const base::FileSystem& files, const std::string& folder, const std::string& name) {
  const Generations known = generationsOf(files, folder, name);
  int newest = std::max(known.current, known.before);
  for (const int generation : generationsThere(files, folder, name)) newest = std::max(newest, generation);
  return newest + 1;
}

void removeOthers(base::FileSystem& files, const std::string& folder, const std::string& name, int kept) {
  if (folder == inMemory) return;
  const Generations known = generationsOf(files, folder, name);
  for (const int generation : generationsThere(files, folder, name))
    if (generation != known.current && generation != known.before && generation != kept) removeGeneration(files, folder, name, generation);
}

void removeGeneration(base::FileSystem& files, const std::string& folder, const std::string& name, int generation) {
  for (const char* suffix : {"", "-wal", "-shm"}) (void)files.remove(viewPath(folder, name, generation) + suffix);
}

}  // namespace twinlane::projection
