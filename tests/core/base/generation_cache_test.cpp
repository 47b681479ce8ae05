// The cache that gives up its oldest half without a pause.
#include "base/generation_cache.h"
#include "support/test_main.h"

using namespace twinlane;

class GenerationCacheTest : public QObject {
  Q_OBJECT
 private slots:
  void keepsWhatIsUsedAndGivesUpWhatIsNot();
  void aLaterValueHolds();
  void givenUpOnesAreFreedAFewAtATime();
};

namespace {

// Counts those alive.
struct Counted {
  explicit Counted(int* alive) : m_alive(alive) { ++*m_alive; }
  Counted(Counted&& other) noexcept : m_alive(std::exchange(other.m_alive, nullptr)) {}
  Counted& operator=(Counted&& other) noexcept {
    std::swap(m_alive, other.m_alive);
    return *this;
  }
  ~Counted() {
    if (m_alive != nullptr) --*m_alive;
  }
  int* m_alive;
};

}  // namespace

void GenerationCacheTest::keepsWhatIsUsedAndGivesUpWhatIsNot() {
  base::GenerationCache<int, int> cache(10);
  for (int i = 0; i < 100; ++i) {
    cache.put(i, i);
    QVERIFY(cache.find(0) != nullptr);
    QCOMPARE(*cache.find(i), i);
  }
  QVERIFY(cache.find(50) == nullptr);
  QVERIFY(cache.find(97) != nullptr);
  cache.erase(0);
  QVERIFY(cache.find(0) == nullptr);
}

void GenerationCacheTest::aLaterValueHolds() {
  base::GenerationCache<int, int> cache(4);
  cache.put(1, 1);
  cache.put(2, 1);
  cache.put(3, 1);
  cache.put(1, 2);  // the older one is in the generation before
  QCOMPARE(*cache.find(1), 2);
  std::unordered_map<int, int> other{{1, 3}};
  cache.put(other.extract(1));
  QCOMPARE(*cache.find(1), 3);
  for (int i = 10; i < 14; ++i) cache.put(i, 0);
  QVERIFY(cache.find(1) == nullptr);
}

void GenerationCacheTest::givenUpOnesAreFreedAFewAtATime() {
  int alive = 0;
  base::GenerationCache<int, Counted> cache(200);
  int most = 0;
  for (int i = 0; i < 10'000; ++i) {
    const int before = alive;
    cache.put(i, Counted(&alive));
    most = std::max(most, before + 1 - alive);
    QVERIFY(alive <= 200);
  }
  QCOMPARE(most, 2);
}

TWINLANE_TEST(GenerationCacheTest)
#include "generation_cache_test.moc"
