// How a check tells what it found. Within the room.
#pragma once

#include "care/verification.h"

namespace twinlane::care {

inline std::string number(std::int64_t value) { return std::to_string(value); }

inline void damaged(VerifyReport& report, std::string key, std::string expected, std::string actual, store::Position position) {
  report.journalDamaged = true;
  if (!report.firstDifference) report.firstDifference = Difference{"journal", std::move(key), std::move(expected), std::move(actual), position};
}

inline void differs(VerifyReport& report, const char* what, std::string key, std::string expected, std::string actual, store::Position position) {
  if (!report.firstDifference) report.firstDifference = Difference{what, std::move(key), std::move(expected), std::move(actual), position};
}

}  // namespace twinlane::care
