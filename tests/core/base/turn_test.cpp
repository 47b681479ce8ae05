#include "base/turn.h"
#include "support/test_main.h"

#include <latch>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

using namespace twinlane;

class TurnTest : public QObject {
  Q_OBJECT
 private slots:
  void whoCameFirstHasItFirst();
  void whoGivesUpHoldsUpNobody();
};

void TurnTest::whoCameFirstHasItFirst() {
  base::Turn turn;
  turn.lock();
  std::vector<int> order;  // only who has the turn writes it
  std::vector<std::unique_ptr<std::latch>> arrived;
  std::vector<std::jthread> waiters;
  for (int i = 0; i < 4; ++i) {
    arrived.push_back(std::make_unique<std::latch>(1));
    waiters.emplace_back([&turn, &order, i, latch = arrived.back().get()] {
      bool isTold = false;
      (void)turn.lockWhile([&] {
        if (!std::exchange(isTold, true)) latch->count_down();
        return true;
      });
      order.push_back(i);
      turn.unlock();
    });
    arrived.back()->wait();
  }
  QVERIFY(!turn.try_lock());
  turn.unlock();
  // Behind all who waited.
  turn.lock();
  QCOMPARE(order, (std::vector<int>{0, 1, 2, 3}));
  turn.unlock();
  QVERIFY(turn.try_lock());
}

void TurnTest::whoGivesUpHoldsUpNobody() {
  base::Turn turn;
  turn.lock();
  QVERIFY(!turn.lockWhile([] { return false; }));
  std::latch isWaiting(1);
  std::jthread waiter([&] {
    bool isTold = false;
    (void)turn.lockWhile([&] {
      if (!std::exchange(isTold, true)) isWaiting.count_down();
      return true;
    });
    turn.unlock();
  });
  isWaiting.wait();
  QVERIFY(!turn.lockWhile([] { return false; }));
  turn.unlock();
  waiter.join();
  QVERIFY(turn.try_lock());
}

TWINLANE_TEST(TurnTest)
#include "turn_test.moc"
