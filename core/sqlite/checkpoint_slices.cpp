#include "sqlite/checkpoint_slices.h"

#include "base/fault/buggify.h"
#include "base/fault/sabotage.h"

#include <algorithm>

namespace twinlane::sqlite {

base::Result<CheckpointSlices> CheckpointSlices::open(Connection& writer, base::FileSystem& files, Limits limits) {
  auto pin = Connection::open(writer.path(), Access::ReadOnly, files);
  if (!pin) return tl::unexpected(pin.error());
  writer.watchWal();
  return CheckpointSlices(writer, std::move(*pin), files, limits);
}

base::Status CheckpointSlices::pin() {
  if (auto unpinned = unpin(); !unpinned) return unpinned;
  // A snapshot begins with the first read.
  return m_pin.run("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
}

base::Status CheckpointSlices::unpin() { return m_pin.inTransaction() ? m_pin.run("COMMIT") : base::Status(); }

base::Status CheckpointSlices::copy() {
  if (TWINLANE_SABOTAGE("checkpoint-not-flushed")) (void)m_writer->run("PRAGMA synchronous=OFF");
  const auto copied = m_writer->checkpoint();
  if (TWINLANE_SABOTAGE("checkpoint-not-flushed")) (void)m_writer->run("PRAGMA synchronous=FULL");
  if (!copied) return tl::unexpected(copied.error());
  m_copiedFrames = std::max(m_copiedFrames, copied->copiedFrames);
  return {};
}

void CheckpointSlices::lengthen(int frames) {
  // https://www.sqlite.org/fileformat.html, 4.1: a header of 32 bytes, then frames of 24 bytes and a page.
  constexpr std::int64_t header = 32, frame = 24 + 4096;
  m_readyFrames = frames;
  // What cannot be written ahead grows with the commits, as it would without.
  (void)m_files->lengthen(m_writer->path() + "-wal", header + frame * frames);
}

base::Status CheckpointSlices::step() {
  const int frames = m_writer->walFrames();
  if (frames < m_seenFrames) {
    // The WAL has begun again.
    m_copiedFrames = m_pinnedFrames = m_triedFrames = m_seenFrames = 0;
    m_mostGrowth /= 2;
  }
  const int grown = frames - m_seenFrames;
  m_mostGrowth = std::max(m_mostGrowth, grown);
  m_seenFrames = frames;
  // Worth while where commits are small; a large one grows the file once for many frames.
  if (grown > 0 && grown * 4 <= m_limits.aheadFrames && frames + grown > m_readyFrames && m_readyFrames < m_limits.mostFrames)
    lengthen(std::min(frames + m_limits.aheadFrames, m_limits.mostFrames));
  // Once a frame is behind the snapshot, copying up to it leaves the WAL incomplete and the database file unflushed.
  if (m_pinnedFrames > 0 && frames > m_pinnedFrames) {
    m_pinnedFrames = 0;
    return copy();
  }
  const int left = frames - m_copiedFrames;
  const bool due = (frames >= m_limits.restartFrames && left <= m_limits.restFrames) || frames + std::max(3 * m_mostGrowth, m_limits.leastRoom) >= m_limits.mostFrames;
  if (left > 0 && ((due && frames >= m_triedFrames + m_limits.restFrames) || TWINLANE_BUGGIFY("the WAL begins again"))) {
    m_triedFrames = frames;
    m_pinnedFrames = 0;
    if (auto unpinned = unpin(); !unpinned) return unpinned;
    return copy();
  }
  if (m_pinnedFrames == 0 && (left >= m_limits.sliceFrames || (left > 0 && TWINLANE_BUGGIFY("a slice of little")))) {
    auto pinned = pin();
    if (pinned) m_pinnedFrames = frames;
    return pinned;
  }
  return {};
}

}  // namespace twinlane::sqlite
