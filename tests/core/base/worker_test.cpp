#include "base/worker.h"
#include "support/overlap.h"
#include "support/test_main.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

using twinlane::base::Worker;

class WorkerTest : public QObject {
  Q_OBJECT

 private slots:
  void stepsUntilThereIsNothingLeft();
  void twoWorkersAreAtWorkAtOnce();
  void aWorkerThatGivesWayHasLongTurns();
};

void WorkerTest::stepsUntilThereIsNothingLeft() {
  std::atomic<int> left{1000};
  Worker worker("count", [&left] { return left.load() > 0 && --left > 0; }, 1000);
  QTRY_COMPARE(left.load(), 0);
}

// Each waits inside its step for the other, so that this passes only when both run at the same moment.
void WorkerTest::twoWorkersAreAtWorkAtOnce() {
  std::atomic<int> arrived{0};
  const auto meet = [&arrived] {
    const twinlane::tests::AtWork atWork;
    ++arrived;
    while (arrived.load() < 2) std::this_thread::yield();
    return false;
  };
  Worker left("left", meet, 1000);
  Worker right("right", meet, 1000);
  QTRY_VERIFY(arrived.load() >= 2);
  QVERIFY(twinlane::tests::mostAtOnce() >= 2);
}

// Kernels before 6.12 tell no length of turns.
void WorkerTest::aWorkerThatGivesWayHasLongTurns() {
  struct {
    std::uint32_t size, policy;
    std::uint64_t flags;
    std::int32_t nice;
    std::uint32_t priority;
    std::uint64_t runtime, deadline, period;
  } found{}, own{};
  QCOMPARE(syscall(SYS_sched_getattr, 0, &own, sizeof own, 0), 0);
  std::atomic<long> answer{-1};
  Worker worker("polite", [&] { return answer.store(syscall(SYS_sched_getattr, 0, &found, sizeof found, 0)), false; }, 1000, 12);
  QTRY_COMPARE(answer.load(), 0);
  worker.stop();
  QCOMPARE(found.nice, 12);
  if (own.runtime != 0) QCOMPARE(found.runtime, std::uint64_t{100'000'000});
}

TWINLANE_TEST(WorkerTest)
#include "worker_test.moc"
