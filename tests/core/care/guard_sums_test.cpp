// Sums by key come out the same in memory and in the shadow file, which is there only when it is needed and gone afterwards.
#include "care/guard_sums.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

using namespace twinlane;
using care::GuardSums;

class GuardSumsTest : public QObject {
  Q_OBJECT
 private slots:
  void manyKeysAreSummedInAFile();
  void fewKeysNeedNoFile();
};

namespace {

// A thousand changes of a hundred keys: key i gets ten times (i, -i, 1).
void addAll(GuardSums& sums) {
  for (std::int64_t round = 0; round < 10; ++round)
    for (std::int64_t i = 0; i < 100; ++i) QVERIFY(sums.add("key " + std::to_string(i), {i, -i, 1}));
}

void verifyAll(GuardSums& sums) {
  QCOMPARE(*sums.size(), 100);
  for (std::int64_t i = 0; i < 100; ++i) QCOMPARE(sums.find("key " + std::to_string(i)).value(), std::optional(GuardSums::Sums{10 * i, -10 * i, 10}));
  QVERIFY(!sums.find("key 100").value());
}

}  // namespace

void GuardSumsTest::manyKeysAreSummedInAFile() {
  tests::TempFolder folder;
  const auto files = base::makeDiskFileSystem();
  {
    GuardSums sums(folder / "check", "stock", *files, 7);
    addAll(sums);
    QVERIFY(files->exists(folder / "check/stock-sums.sqlite"));
    verifyAll(sums);
    // Still open for more.
    QVERIFY(sums.add("key 1", {1, 0, 0}));
    QCOMPARE(sums.find("key 1").value()->front(), 11);
  }
  QVERIFY(files->list(folder / "check")->empty());
}

void GuardSumsTest::fewKeysNeedNoFile() {
  tests::TempFolder folder;
  const auto files = base::makeDiskFileSystem();
  GuardSums sums(folder / "check", "stock", *files);
  addAll(sums);
  verifyAll(sums);
  QVERIFY(!files->exists(folder / "check"));
}

TWINLANE_TEST(GuardSumsTest)
#include "guard_sums_test.moc"
