// What a profile would make of a history, before anything is taken in: the first rows of each file with what becomes of them,
// and the first orders as the facts they would be. Reads all of it to its end, since rows hang on each other. One thread.
// Errors: those that importing it would be refused for; Stopped when `progress` said false.
#pragma once

#include "transfer/profile/profile_preview.h"

#include <functional>

namespace twinlane::transfer {

struct HistoryPreview {
  std::vector<ProfilePreview> files;      // firstRows: {"row","role","fate","reason"?,"raw"}
  // {"order","customer","placed_at","lines","products":[],"total","currency","not_said":[],"facts":[{"type","occurred_at","payload"}]};
  // not_said: customer, placed_at, lines, payment, times (of what happened later)
  std::vector<domain::Node> orders;
  std::vector<std::string> unusedFiles;   // of a folder
};

base::Result<HistoryPreview> previewHistory(const Profile& profile, const std::vector<std::string>& paths, std::size_t rows, std::size_t orders, const std::function<bool(std::int64_t bytesRead, std::int64_t bytesTotal)>& progress = {});

}  // namespace twinlane::transfer
