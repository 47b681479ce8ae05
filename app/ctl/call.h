// What was asked on the command line, as a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace twinlane::ctl {

struct Call {
  std::string dataFolder;
  bool json = false;

  std::string name;                // order, projection, ...
  std::string profile;
  std::string file;
  std::vector<std::string> paths;
  std::vector<std::int64_t> rows;
  std::optional<std::string> text;
  bool another = false;
  std::string zone, query, sort = "-placed_at", after, orElse = "stale", stream, reason, group, table, actor = "twinlanectl", atPoison, check, only, outcome, stages, by = "revenue", currency, asOf, list, at, kind, from, to;
  std::int64_t limit = 50, afterPosition = 0, atLeast = 0, atVersion = 0;
  std::int64_t withinMs = 0;
  int timeoutMs = 30'000;
  int inFlight = 1, clients = 1, step = 1;
  bool diffOnly = false, accept = false, cancel = false, back = false;
  bool bulk = false, all = false, full = false, summary = false, imported = false, newestFirst = false;
  std::int64_t commands = 0, seconds = 0, rate = 50, events = 0;
  std::uint64_t seed = 1;
};

}  // namespace twinlane::ctl
