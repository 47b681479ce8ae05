#include "support/test_main.h"
#include "transfer/chunk_size.h"

using namespace twinlane;

namespace {

command::FactReceipt heldFor(std::int64_t micros) {
  command::FactReceipt receipt;
  receipt.heldMicros = micros;
  return receipt;
}

}  // namespace

class ChunkSizeTest : public QObject {
  Q_OBJECT
 private slots:
  void isTheMostWhileNobodyIsAtWork();
  void isWhatIsStoredInHalfAMillisecondBesideCommands();
  void growsSlowly();
};

void ChunkSizeTest::isTheMostWhileNobodyIsAtWork() {
  transfer::ChunkSize size(400);
  QCOMPARE(size.rows(), std::int64_t{400});
  size.learn(400, heldFor(2000));
  size.learn(100, {});
  QCOMPARE(size.rows(), std::int64_t{400});
}

void ChunkSizeTest::isWhatIsStoredInHalfAMillisecondBesideCommands() {
  transfer::ChunkSize size(400);
  size.learn(400, heldFor(2000));
  QCOMPARE(size.rows(), std::int64_t{100});
  size.learn(100, heldFor(100'000));
  QCOMPARE(size.rows(), std::int64_t{20});  // a slow disk: fewer would be nothing but flushes
  size.learn(20, heldFor(0));
  QCOMPARE(size.rows(), std::int64_t{26});
  transfer::ChunkSize small(7);
  small.learn(7, heldFor(100'000));
  QCOMPARE(small.rows(), std::int64_t{7});
}

void ChunkSizeTest::growsSlowly() {
  transfer::ChunkSize size(400);
  size.learn(400, heldFor(8000));
  QCOMPARE(size.rows(), std::int64_t{25});
  std::int64_t before = size.rows();
  for (int i = 0; i < 30; ++i) {
    size.learn(size.rows(), heldFor(10));
    QVERIFY(size.rows() <= before + before / 4 + 1 && size.rows() >= before);
    before = size.rows();
  }
  QCOMPARE(before, std::int64_t{400});
}

TWINLANE_TEST(ChunkSizeTest)
#include "chunk_size_test.moc"
