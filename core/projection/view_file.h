// One generation of a read model on disk: its tables, the checkpoint and the digests that are written in the same transaction
// as the rows, and whether it is paused. The file `views/<name>.generation` points at the generation in use. One thread; this is the
// only connection that writes the file. A file of another store, incarnation, version, zone or tz database is never
// touched: a new generation is made beside it.
#pragma once

#include "projection/generations.h"
#include "projection/parking.h"
#include "projection/read_model.h"
#include "projection/row_digests.h"
#include "projection/status.h"
#include "sqlite/checkpoint_slices.h"

namespace twinlane::projection {

// All that must agree for a file's rows to be this model's.
struct ViewIdentity {
  store::StoreIdentity store;
  int version = 0;
  std::string zone, zoneDatabase;
  bool operator==(const ViewIdentity&) const = default;
};

// Where a list's files are and all that a file must agree with.
struct ListPlace {
  std::string folder, name, zone;
  ViewIdentity identity;
};

struct Checkpoint {
  store::Position position = 0;
  // The newest position at or before `position` that is known to end a commit, with its link.
  store::Position linkPosition = 0;
  base::Digest link{};
};

struct PauseState {
  bool paused = false;
  std::string actor, reason;
  WhenPoisoned whenPoisoned = WhenPoisoned::Park;
  bool operator==(const PauseState&) const = default;
};

// What a list's file says of itself; nothing when it is no list.
base::Result<std::optional<ViewIdentity>> readIdentity(sqlite::Connection& connection);
// Damaged when there is none.
base::Result<Checkpoint> readCheckpoint(sqlite::Connection& connection);

class ViewFile {
 public:
  // The generation in use when it fits `identity`, else a new one. ":memory:" as folder: a database of its own.
  static base::Result<std::unique_ptr<ViewFile>> open(const std::string& folder, ReadModel& model, const ViewIdentity& identity, base::FileSystem& files);
  // That generation, made when it is not there; null when it does not fit or is damaged: then it was left as it is.
  static base::Result<std::unique_ptr<ViewFile>> openAt(const std::string& folder, int generation, ReadModel& model, const ViewIdentity& identity, base::FileSystem& files);

  sqlite::Connection& connection() { return m_connection; }
  const Checkpoint& checkpoint() const { return m_checkpoint; }
  const PauseState& pause() const { return m_pause; }
  int generation() const { return m_generation; }

  Parking& parking() { return *m_parking; }
  // Told of the rows that change, beside their digests; null: nobody.
  void watchAlso(sqlite::RowWatch* watch) { m_digests->watchAlso(watch); }

  // The transaction that commit() ends.
  base::Result<sqlite::Transaction> begin();
  // Ends the caller's transaction with the checkpoint in it; checkpoint() moves only when the COMMIT took hold. Damaged when
  // the file is no longer where it was.
  base::Status commit(sqlite::Transaction& transaction, const Checkpoint& checkpoint);
  // After each commit, once its rows were told of: copies a slice of the WAL.
  void upkeep();
  // Own transaction.
  base::Status writePause(const PauseState& pause);

 private:
  explicit ViewFile(sqlite::Connection connection) : m_connection(std::move(connection)) {}
  base::Status readState();

  sqlite::Connection m_connection;
  const base::FileSystem* m_files = nullptr;  // none in memory
  sqlite::Statement m_put;
  std::unique_ptr<RowDigests> m_digests;
  std::unique_ptr<Parking> m_parking;
  std::optional<sqlite::CheckpointSlices> m_slices;  // a file in memory has no WAL
  Checkpoint m_checkpoint;
  PauseState m_pause;
  int m_generation = 1;
};

}  // namespace twinlane::projection
