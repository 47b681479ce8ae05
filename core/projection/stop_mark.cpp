#include "projection/stop_mark.h"

#include <algorithm>
#include <sstream>

namespace twinlane::projection {
namespace {

std::string stopPath(const std::string& folder, const std::string& name) { return folder + "/" + name + ".stopped"; }

std::string onOneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

base::Status keepFailure(base::FileSystem& files, const std::string& folder, const std::string& name, const Failure& failure) {
  return files.replace(stopPath(folder, name), failure.category + "\n" + std::to_string(failure.event.value_or(0)) + "\n" + std::to_string(failure.since.micros) + "\n" + onOneLine(failure.what) + "\n" + onOneLine(failure.action));
}

std::optional<Failure> keptFailure(const base::FileSystem& files, const std::string& folder, const std::string& name) {
  const auto content = files.read(stopPath(folder, name));
  if (!content) return std::nullopt;
  std::istringstream lines(*content);
  Failure failure;
  std::string event, since;
  for (std::string* line : {&failure.category, &event, &since, &failure.what, &failure.action}) std::getline(lines, *line);
  std::istringstream(since) >> failure.since.micros;
  store::Position position = 0;
  std::istringstream(event) >> position;
  if (position > 0) failure.event = position;
  return failure.what.empty() ? std::nullopt : std::optional(failure);
}

void forgetFailure(base::FileSystem& files, const std::string& folder, const std::string& name) {
  if (files.exists(stopPath(folder, name))) (void)files.remove(stopPath(folder, name));
}

}  // namespace twinlane::projection
