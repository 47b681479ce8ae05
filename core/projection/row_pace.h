// Looks up from a long walk over rows after every few thousand of them: a sign of life, and whether to go on. One thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>

namespace twinlane::projection {

class RowPace {
 public:
  using GoesOn = std::function<bool()>;
  explicit RowPace(GoesOn goesOn = {}) : m_goesOn(std::move(goesOn)) {}
  // Of each row. Stopped when it is not to go on.
  base::Status next() {
    if (++m_rows % rowsAtOnce != 0 || !m_goesOn || m_goesOn()) return {};
    return base::fail(base::ErrorCode::Stopped, "the rows were not looked at to their end", {}, "try again");
  }

  static constexpr std::int64_t rowsAtOnce = 4000;  // some milliseconds

 private:
  GoesOn m_goesOn;
  std::int64_t m_rows = 0;
};

}  // namespace twinlane::projection
