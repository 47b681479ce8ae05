// Keeps the WAL of one file bounded by small checkpoints between the commits of its one writing connection, in place of
// SQLite's own, which copy the whole WAL at once and flush it inside a commit. One thread: the writer's.
//
// A second, read-only connection (the pin) holds a snapshot, so that a passive checkpoint copies up to it and no further.
// SQLite flushes the database file only when the whole WAL was copied (sqlite3WalCheckpoint in wal.c), so a slice costs one
// flush of the WAL and the copying of some pages. When nearly all is copied and the WAL is long enough, the pin lets go, the
// rest is copied and flushed, and the next commit begins the WAL again from its start: the file keeps its size and is
// written over, which is cheaper than letting it grow: a flush of a file that grows writes the file system's journal too.
// So on its first way there the WAL is made longer in steps, with zeros that SQLite takes for the end of its frames.
// Nothing here weakens what SQLite promises.
#pragma once

#include "sqlite/connection.h"

namespace twinlane::sqlite {

struct SliceLimits {
  int sliceFrames = 500;     // new frames that make a slice worth while
  int restartFrames = 14'000;  // of 4 KiB: from here on the WAL begins again when the rest is small
  int restFrames = 250;      // what may be left for it
  // And in any case when three more commits like the largest of late would pass this (64 MB), or this many frames: so many
  // may come until it takes effect. A commit much larger than those before it passes this by what it is larger.
  int mostFrames = 15'500, leastRoom = 700;
  int aheadFrames = 128;     // room that is made at once
};

class CheckpointSlices {
 public:
  using Limits = SliceLimits;

  // `writer` must outlive it and is in WAL mode; SQLite's own checkpoints are off from now on.
  static base::Result<CheckpointSlices> open(Connection& writer, base::FileSystem& files, Limits limits = {});

  // Between two transactions of the writer, when nobody waits for it: does one part of the work if there is any. A reader
  // elsewhere that holds an old snapshot only delays it.
  base::Status step();

 private:
  CheckpointSlices(Connection& writer, Connection pin, base::FileSystem& files, Limits limits) : m_writer(&writer), m_pin(std::move(pin)), m_files(&files), m_limits(limits) {}
  void lengthen(int frames);
  base::Status pin();
  base::Status unpin();
  base::Status copy();

  Connection* m_writer;
  Connection m_pin;
  base::FileSystem* m_files;
  Limits m_limits;
  int m_seenFrames = 0;    // of the WAL when it was last looked at
  int m_mostGrowth = 0;  // of late, between two steps: by a commit or a few, in frames
  int m_copiedFrames = 0;  // from its start
  int m_pinnedFrames = 0;  // the pin's snapshot while its slice is still to be copied; else 0
  int m_triedFrames = 0;   // when beginning again was last tried
  int m_readyFrames = 0;   // so many the file has room for
};

}  // namespace twinlane::sqlite
