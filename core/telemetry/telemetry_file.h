// telemetry.sqlite, which keeps the figures of the last days and the last traces: written here, by the one thread that samples
// (its owner's at the start and the end), every few seconds. Disposable: a file that is damaged is made anew, one that is not
// ours is moved aside, and one of a newer version left alone, each with a note in words; what cannot be written is dropped and
// counted. Nothing here is an error to its caller. Order is that of the rows: wall time only labels them.
// Kept are 86,400 rows of seconds, 10,080 of minutes and the 20,000 newest traces with the 200 slowest: about 40 MB of a shop
// at work all the time, 96 MB at most.
#pragma once

#include "sqlite/statement.h"
#include "telemetry/kept_row.h"
#include "telemetry/snapshot.h"

#include <unordered_map>

namespace twinlane::telemetry {

class TelemetryFile {
 public:
  static constexpr std::int64_t keptSeconds = 86'400, keptMinutes = 10'080, keptTraces = 20'000, keptSlowest = 200;
  static constexpr std::int64_t mostBytes = std::int64_t{96} << 20;

  // Where the figures of a day take more room than `most` bytes, fewer are kept.
  TelemetryFile(std::string path, base::FileSystem& files, std::int64_t most = mostBytes);

  // In one transaction; of the traces those that changed since they were written.
  void write(const KeptRows& rows, const Snapshot& snapshot);
  // What happened to the file, in words; empty when nothing did. Any thread after the constructor, until the next write().
  const std::string& note() const { return m_note; }

 private:
  struct Tables {
    explicit Tables(sqlite::Connection opened) : connection(std::move(opened)) {}
    sqlite::Connection connection;
    sqlite::Statement putSeries, putSecond, putMinute, putTrace, dropHops, putHop;
    std::int64_t run = 0;
    std::unordered_map<std::string, std::int64_t> series;
  };
  void open();
  base::Result<std::unique_ptr<Tables>> openTables(bool isNew);
  base::Status prepare(Tables& tables);
  void setAside(const base::Error& error);
  base::Status writeRows(const std::vector<KeptRow>& rows, sqlite::Statement& put);
  base::Status writeTraces(const std::vector<Trace>& recent, const Snapshot& snapshot);
  base::Status writeTrace(const Trace& trace, const std::string& type);
  base::Status prune();
  void makeRoom();
  base::Result<std::int64_t> seriesOf(const Figure& figure);

  const std::string m_path;
  base::FileSystem& m_files;
  const std::int64_t m_mostBytes;
  std::unique_ptr<Tables> m_tables;  // none: nothing is kept
  std::int64_t m_writtenChange = 0;  // of traces
  std::string m_note;
};

// The file's mark and what its tables mean, for those who read it.
inline constexpr std::int64_t telemetryApplicationId = 0x54574E54;  // "TWNT"
inline constexpr std::int64_t telemetryVersion = 1;

}  // namespace twinlane::telemetry
