// Threads that answer queries, each with a Reader of its own; their number can be changed while they run. post(): any
// thread, false when the queue is full or stopping. A job runs on a pool thread and hands its answer on by itself; the
// asker drops answers that come too late, or takes its question back by the flag.
#pragma once

#include "query/reader.h"

#include <functional>

namespace twinlane::query {

class ReaderPool {
 public:
  using Job = std::function<void(Reader&)>;

  virtual ~ReaderPool() = default;
  virtual bool post(Job job, CancelFlag cancelled = {}) = 0;
  virtual void setReaders(int count) = 0;
  virtual int readers() const = 0;
  virtual std::size_t queued() const = 0;
  // Runs one waiting job on the calling thread (single-threaded drive). True when there was one.
  virtual bool step() = 0;
};

}  // namespace twinlane::query
