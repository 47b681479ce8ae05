// How a check tells what it found. Within the room.
#pragma once

#include "care/verification.h"

#include <algorithm>

namespace twinlane::care {

inline std::string number(std::int64_t value) { return std::to_string(value); }

// The first of each alone.
inline void differs(VerifyReport& report, Difference found) {
  const bool isFirst = std::none_of(report.differences.begin(), report.differences.end(), [&](const Difference& each) { return each.what == found.what; });
  if (isFirst) report.differences.push_back(std::move(found));
}

inline void damaged(VerifyReport& report, std::string key, std::string expected, std::string actual, store::Position position) {
  report.journalDamaged = true;
  differs(report, {"journal", std::move(key), std::move(expected), std::move(actual), position});
}

}  // namespace twinlane::care
