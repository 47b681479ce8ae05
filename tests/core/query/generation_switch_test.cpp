#include "core/projection/projected_shop.h"
#include "support/test_main.h"

#include "query/view_reader.h"

using namespace twinlane;

class GenerationSwitchTest : public QObject {
  Q_OBJECT
 private slots:
  void aReaderFollowsThePointer();
};

void GenerationSwitchTest::aReaderFollowsThePointer() {
  tests::ProjectedShop shop;
  shop.trade(5);
  auto list = shop.open();
  while (list->step()) {
  }
  auto reader = query::ViewReader::open(shop.folder / "views", "order_list", shop.store.head()->identity, *shop.files);
  QVERIFY((*reader)->isCurrent(*shop.files));
  list->requestRebuild("ann", false);
  QVERIFY(list->step() && list->answer());
  QVERIFY((*reader)->isCurrent(*shop.files));
  while (list->step()) {
  }
  QVERIFY(!(*reader)->isCurrent(*shop.files));
  // Also when it moved twice meanwhile.
  list->requestRebuild("ann", false);
  while (list->step()) {
  }
  QVERIFY(!(*reader)->isCurrent(*shop.files));
  // What is being read can be read to its end.
  QCOMPARE((*reader)->position()->position, list->position());
  reader = query::ViewReader::open(shop.folder / "views", "order_list", shop.store.head()->identity, *shop.files);
  QCOMPARE((*reader)->standing()->generation, 3);
  QVERIFY((*reader)->isCurrent(*shop.files));
}

TWINLANE_TEST(GenerationSwitchTest)
#include "generation_switch_test.moc"
