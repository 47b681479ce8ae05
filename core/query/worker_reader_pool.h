// The ReaderPool on worker threads. setReaders(): one thread at a time (the owner's).
#pragma once

#include "base/bounded_queue.h"
#include "base/worker.h"
#include "query/reader_pool.h"

#include <atomic>

namespace twinlane::query {

class WorkerReaderPool final : public ReaderPool {
 public:
  using MakeReader = std::function<std::unique_ptr<Reader>()>;

  // Without threads jobs wait for step().
  WorkerReaderPool(MakeReader makeReader, std::size_t queue, int readers, bool threads);
  ~WorkerReaderPool() override;

  bool post(Job job, CancelFlag cancelled = {}) override;
  void setReaders(int count) override;
  int readers() const override { return m_count.load(); }
  std::size_t queued() const override { return m_queue.size(); }
  bool step() override;
  // Drops what is queued and ends the threads.
  void stop();

 private:
  struct Question {
    Job job;
    CancelFlag cancelled;
  };
  bool runOne(Reader& reader);

  const MakeReader m_makeReader;
  const bool m_threads;
  base::BoundedQueue<Question> m_queue;
  std::unique_ptr<Reader> m_own;  // of step()
  std::atomic<int> m_count{0};
  mutable std::mutex m_workersMutex;
  std::vector<std::unique_ptr<base::Worker>> m_workers;
};

}  // namespace twinlane::query
