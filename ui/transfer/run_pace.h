// How fast rows are taken in, and how long the rest will take, in words. Plain value; GUI thread.
#pragma once

#include "transfer/import.h"

#include <QString>

#include <optional>

namespace twinlane::ui {

class RunPace {
 public:
  // "12 000 of 541 909 rows · 24 500 a second · 22 s left". The pace is that since the first account, so that reading the files
  // beforehand does not count; rows that were there already are passed over and do not count either.
  QString after(const transfer::ImportAccount& account);

 private:
  std::optional<double> m_from;  // seconds
  std::int64_t m_before = 0;     // rows
};

}  // namespace twinlane::ui
