// Where a test finds its files: fixtures of the checkout, and the real order data beside it, which may be absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace twinlane::tests {

inline std::string checkout() {
  const char* set = std::getenv("TWINLANE_CHECKOUT");
  return set != nullptr ? set : TWINLANE_CHECKOUT;
}

inline std::string fixture(const std::string& name) { return checkout() + "/tests/fixtures/" + name; }

inline std::string contentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A file of the data beside the checkout; a test that gets nothing skips itself with a line that says so.
inline std::optional<std::string> realData(const std::string& name) {
  const char* set = std::getenv("SHARED");
  const std::string path = (set != nullptr ? std::string(set) : checkout() + "/../shared") + "/data/" + name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

}  // namespace twinlane::tests
