#include "base/bounded_queue.h"
#include "base/latest_value.h"
#include "base/worker.h"
#include "support/overlap.h"
#include "support/test_main.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <atomic>

using namespace twinlane::base;
using twinlane::tests::AtWork;

class QueueTest : public QObject {
  Q_OBJECT

 private slots:
  void fullMeansRefused();
  void closedTakesNothingInButGivesTheRestOut();
  void nothingIsLostOrDoubledBetweenThreads();
  void theNewestValueWins();
};

void QueueTest::fullMeansRefused() {
  BoundedQueue<int> queue(2);
  QVERIFY(queue.tryPush(1));
  QVERIFY(queue.tryPush(2));
  QVERIFY(!queue.tryPush(3));
  std::vector<int> out;
  QCOMPARE(queue.take(out, 10), std::size_t{2});
  QCOMPARE(out, (std::vector<int>{1, 2}));
  QVERIFY(queue.tryPush(4));
}

void QueueTest::closedTakesNothingInButGivesTheRestOut() {
  BoundedQueue<int> queue(4);
  QVERIFY(queue.tryPush(1));
  queue.close();
  QVERIFY(!queue.tryPush(2));
  std::vector<int> out;
  QCOMPARE(queue.take(out, 1), std::size_t{1});
  QCOMPARE(queue.size(), std::size_t{0});
}

void QueueTest::nothingIsLostOrDoubledBetweenThreads() {
  static constexpr int each = 20'000;
  BoundedQueue<int> queue(64);
  std::atomic<int> sent{0};
  const auto producer = [&queue, &sent](int first) {
    return [&queue, &sent, next = first, end = first + each]() mutable {
      const AtWork atWork;
      for (int i = 0; i < 50 && next < end; ++i) {
        if (!queue.tryPush(int{next})) break;
        ++next;
        ++sent;
      }
      return next < end;
    };
  };
  std::vector<int> got;
  {
    Worker left("left", producer(0), 1000);
    Worker right("right", producer(each), 1000);
    const QDeadlineTimer limit(60'000);
    while (sent < 2 * each && !limit.hasExpired()) {
      const AtWork atWork;
      queue.take(got, 1000);
    }
  }
  queue.take(got, 1000);
  std::sort(got.begin(), got.end());
  QCOMPARE(got.size(), std::size_t{2 * each});
  for (int i = 0; i < 2 * each; ++i) QCOMPARE(got[static_cast<std::size_t>(i)], i);
}

void QueueTest::theNewestValueWins() {
  LatestValue<int> slot;
  QVERIFY(slot.get() == nullptr);
  std::atomic<bool> done{false};
  Worker writer("writer", [&slot, &done, next = 0]() mutable {
    const AtWork atWork;
    slot.set(std::make_shared<const int>(++next));
    if (next == 10'000) done = true;
    return next < 10'000;
  }, 1000);
  int last = 0;
  while (!done) {
    const auto now = slot.get();
    if (now == nullptr) continue;
    QVERIFY(*now >= last);
    last = *now;
  }
  QCOMPARE(*slot.get(), 10'000);
}

TWINLANE_TEST(QueueTest)
#include "queue_test.moc"
