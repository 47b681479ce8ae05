#include "query/worker_reader_pool.h"

#include <algorithm>

namespace twinlane::query {
namespace {

constexpr int mostReaders = 16;
constexpr int idleMs = 50;

}  // namespace

WorkerReaderPool::WorkerReaderPool(MakeReader makeReader, std::size_t queue, int readers, bool threads)
    : m_makeReader(std::move(makeReader)), m_threads(threads), m_queue(queue) {
  setReaders(readers);
}

WorkerReaderPool::~WorkerReaderPool() { stop(); }

bool WorkerReaderPool::runOne(Reader& reader) {
  std::vector<Question> questions;
  if (m_queue.take(questions, 1) == 0) return false;
  reader.heed(questions.front().cancelled);
  questions.front().job(reader);
  reader.heed({});
  return true;
}

bool WorkerReaderPool::post(Job job, CancelFlag cancelled) {
  if (!m_queue.tryPush({std::move(job), std::move(cancelled)})) return false;
  const std::lock_guard lock(m_workersMutex);
  for (const auto& worker : m_workers) worker->wake();
  return true;
}

void WorkerReaderPool::setReaders(int count) {
  const int wanted = std::clamp(count, 1, mostReaders);
  m_count = wanted;
  if (!m_threads) return;
  std::vector<std::unique_ptr<base::Worker>> leaving;
  {
    const std::lock_guard lock(m_workersMutex);
    while (static_cast<int>(m_workers.size()) > wanted) {
      leaving.push_back(std::move(m_workers.back()));
      m_workers.pop_back();
    }
    while (static_cast<int>(m_workers.size()) < wanted) {
      // Made on the worker's own thread at its first job, so that its connections belong to it.
      auto reader = std::make_shared<std::unique_ptr<Reader>>();
      m_workers.push_back(std::make_unique<base::Worker>(
          "reader-" + std::to_string(m_workers.size() + 1),
          [this, reader] {
            if (!*reader) *reader = m_makeReader();
            return runOne(**reader);
          },
          idleMs));
    }
  }
  // Stopped outside the lock: a running job may post another.
  for (auto& worker : leaving) worker->stop();
}

bool WorkerReaderPool::step() {
  if (!m_own) m_own = m_makeReader();
  return runOne(*m_own);
}

void WorkerReaderPool::stop() {
  m_queue.close();
  std::vector<std::unique_ptr<base::Worker>> leaving;
  {
    const std::lock_guard lock(m_workersMutex);
    leaving.swap(m_workers);
  }
  for (auto& worker : leaving) worker->stop();
}

}  // namespace twinlane::query
