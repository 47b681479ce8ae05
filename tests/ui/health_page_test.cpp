// The page Health over a real engine: what is stored, how lists stood when they were held against the log, the slowest commands with
// where their time went.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "health/health_page.h"
#include "hood/hops_view.h"

#include <QPushButton>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceHealth = 20'000;

struct Health {
  explicit Health(Shop& shop) : page((shop.frame().go(PageId::Health), shop.frame().page())) {}
  Page* page;

  QAbstractItemModel& rows(const char* table) const { return *page->findChild<DataTable*>(QString::fromLatin1(table))->model(); }
  QString cell(const char* table, int row, int column) const { return rows(table).index(row, column).data().toString(); }
  QString state() const { return page->findChild<MarkLabel*>()->text(); }
};

}  // namespace

class HealthPageTest : public QObject {
  Q_OBJECT

 private slots:
  void theSlowestCommandsTellWhereTheirTimeWent();
  void listsAreHeldAgainstTheLog();
};

void HealthPageTest::theSlowestCommandsTellWhereTheirTimeWent() {
  Shop shop;
  QVERIFY(shop.opened);
  for (int i = 0; i < 3; ++i) QVERIFY(!shop.place("TEA", 3).empty());
  Health health(shop);
  QTRY_COMPARE_WITH_TIMEOUT(health.rows("slowest").rowCount(), 3, patienceHealth);
  QCOMPARE(health.cell("slowest", 0, 1), QStringLiteral("Place order"));
  QVERIFY(!health.cell("slowest", 0, 3).isEmpty());
  QTRY_COMPARE_WITH_TIMEOUT(health.page->findChild<HopsView*>()->hops().size(), 11, patienceHealth);
  QTRY_COMPARE_WITH_TIMEOUT(health.state(), QStringLiteral("Every accepted order is stored"), patienceHealth);
  // The one that was chosen stays chosen while the figures go on.
  auto* table = health.page->findChild<DataTable*>(QStringLiteral("slowest"));
  table->selectRow(2);
  const QList<HopBar> chosen = health.page->findChild<HopsView*>()->hops();
  shop.place("CUP", 3);
  QTRY_COMPARE_WITH_TIMEOUT(health.rows("slowest").rowCount(), 4, patienceHealth);
  std::int64_t before = 0, after = 0;
  for (const HopBar& hop : chosen) before += hop.nanos;
  for (const HopBar& hop : health.page->findChild<HopsView*>()->hops()) after += hop.nanos;
  QCOMPARE(after, before);
  keepPicture(shop.window, "health");
}

void HealthPageTest::listsAreHeldAgainstTheLog() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("TEA", 3).empty());
  Health health(shop);
  QTRY_COMPARE_WITH_TIMEOUT(health.rows("checked").rowCount(), 7, patienceHealth);
  for (QPushButton* button : health.page->findChildren<QPushButton*>())
    if (button->text() == QLatin1String("Check all")) button->click();
  const auto equal = [&health] {
    int count = 0;
    for (int row = 0; row < 7; ++row) count += health.cell("checked", row, 3) == QLatin1String("equal, row for row");
    return count;
  };
  QTRY_COMPARE_WITH_TIMEOUT(equal(), 7, patienceHealth);
  QCOMPARE(health.cell("checked", 0, 2), QStringLiteral("1"));
}

TWINLANE_TEST(HealthPageTest)
#include "health_page_test.moc"
