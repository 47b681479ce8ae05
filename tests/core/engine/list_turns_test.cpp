// Several workers at several lists.
#include "engine/list_turns.h"
#include "support/test_main.h"

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace twinlane;

class ListTurnsTest : public QObject {
  Q_OBJECT
 private slots:
  void whoIsFurthestBehindComesFirst();
  void aListThatTakesLongHoldsUpNoOtherAndIsEnteredOnce();
};

void ListTurnsTest::whoIsFurthestBehindComesFirst() {
  std::string order;
  const auto list = [&](char name, store::Position position, bool worked) {
    return engine::ListTurns::List{[=] { return position; }, [&order, name, worked] { return order += name, worked; }};
  };
  engine::ListTurns turns({list('a', 30, false), list('b', 10, true), list('c', 10, false), list('d', 20, false)});
  QVERIFY(turns.step());
  QCOMPARE(order, std::string("bcda"));
  engine::ListTurns idle({list('e', 1, false)});
  QVERIFY(!idle.step());
}

void ListTurnsTest::aListThatTakesLongHoldsUpNoOtherAndIsEnteredOnce() {
  std::mutex mutex;
  std::condition_variable changed;
  bool isInside = false, mayLeave = false;
  int entered = 0, quickSteps = 0;
  const auto slow = [&] {
    std::unique_lock lock(mutex);
    if (++entered > 1) return true;
    isInside = true;
    changed.notify_all();
    changed.wait(lock, [&] { return mayLeave; });
    return true;
  };
  const auto quick = [&] { return ++quickSteps, true; };
  // The slow one is the furthest behind, so every worker would take it first.
  engine::ListTurns turns({{[] { return store::Position(9); }, quick}, {[] { return store::Position(1); }, slow}});
  std::thread other([&] { turns.step(); });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return isInside; });
  }
  for (int i = 0; i < 3; ++i) QVERIFY(turns.step());
  QCOMPARE(quickSteps, 3);
  {
    const std::lock_guard lock(mutex);
    QCOMPARE(entered, 1);
    mayLeave = true;
  }
  changed.notify_all();
  other.join();
  QCOMPARE(quickSteps, 4);
}

TWINLANE_TEST(ListTurnsTest)
#include "list_turns_test.moc"
