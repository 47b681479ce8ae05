// What telemetry.sqlite says, read beside the owner that writes it. One thread. NotFound for what is not kept; a damaged file
// is an Io error whose remedy is to remove it.
#pragma once

#include "sqlite/statement.h"
#include "telemetry/kept_row.h"
#include "telemetry/trace_book.h"

namespace twinlane::telemetry {

struct SeriesPoint {
  base::Timestamp at;         // label of its first stretch
  std::int64_t run = 0;       // counts up with each opening of the shop
  std::int64_t lengthMicros = 0;  // that was measured
  std::int64_t value = 0;
};

struct Series {
  SeriesKind kind = SeriesKind::Count;
  std::vector<SeriesPoint> points;  // in the order in which they were measured, whatever the clock said
};

struct SeriesQuery {
  std::string name;
  std::optional<base::Timestamp> from, to;  // labels: from inclusive, to exclusive
  int stepSeconds = 1;                      // from sixty on minutes are read
};

struct KeptTrace {
  Trace trace;
  std::string type;
};

class KeptTelemetry {
 public:
  static base::Result<KeptTelemetry> open(const std::string& path, const base::FileSystem& files);

  base::Result<std::vector<std::pair<std::string, SeriesKind>>> names();
  // Stretches that follow each other in one run and whose labels fall into the same step are one point. Of a time there is a
  // point only where something was timed.
  base::Result<Series> series(const SeriesQuery& query);
  base::Result<KeptTrace> trace(const base::CommandId& command);
  // Slowest first.
  base::Result<std::vector<KeptTrace>> slowest(std::int64_t limit);

 private:
  explicit KeptTelemetry(sqlite::Connection connection) : m_connection(std::move(connection)) {}
  base::Result<std::vector<KeptTrace>> traces(sqlite::Statement& select);

  sqlite::Connection m_connection;
};

}  // namespace twinlane::telemetry
