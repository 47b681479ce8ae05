#include "base/worker.h"
#include "support/overlap.h"
#include "support/test_main.h"

#include <atomic>

using twinlane::base::Worker;

class WorkerTest : public QObject {
  Q_OBJECT

 private slots:
  void stepsUntilThereIsNothingLeft();
  void twoWorkersAreAtWorkAtOnce();
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

TWINLANE_TEST(WorkerTest)
#include "worker_test.moc"
