// The window over a real engine on a folder of its own: an order is typed, placed with the keys, receives its receipt, and
// stands in the table; nothing on any page is nameless or cut off.
#include "support/temp_folder.h"
#include "support/test_main.h"

#include "dump/fit_check.h"
#include "dump/page_dump.h"
#include "frame/main_window.h"
#include "orders/orders_page.h"

#include <QJsonArray>
#include <QLineEdit>

using namespace twinlane;
using namespace twinlane::ui;

class WindowTest : public QObject {
  Q_OBJECT

 private slots:
  void orderIsPlacedAndSeen();
  void wrongEntryIsMarkedAndKept();
  void everythingHasANameAndRoom_data();
  void everythingHasANameAndRoom();
  void foreignFolderIsRefusedInWords();

 private:
  static std::unique_ptr<MainWindow> opened(Theme& theme, RecentFolders& folders, const std::string& folder) {
    auto window = std::make_unique<MainWindow>(theme, folders);
    window->resize(1440, 900);
    SessionOptions options;
    options.folder = QString::fromStdString(folder);
    if (!window->openFolder(options)) return nullptr;
    window->show();
    return window;
  }
};

void WindowTest::orderIsPlacedAndSeen() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  const auto window = opened(theme, folders, folder / "shop");
  QVERIFY(window);
  QVERIFY(QTest::qWaitForWindowActive(window.get()));
  OrdersPage& page = window->shop()->orders();
  QTest::keyClick(window.get(), Qt::Key_N, Qt::ControlModifier);
  QTRY_VERIFY(page.entry().isVisible());
  const auto type = [&page](const char* name, const char* text) {
    auto* field = page.entry().findChild<QLineEdit*>(QString::fromLatin1(name));
    QVERIFY(field);
    field->setFocus();
    QTest::keyClicks(field, QString::fromLatin1(text));
  };
  type("customer", "C77");
  type("line1_0", "85123A");
  type("line1_1", "White hanging heart");
  type("line1_2", "12");
  type("line1_3", "2.55");
  QCOMPARE(page.entry().findChild<QLabel*>(QStringLiteral("total"))->text(), QStringLiteral("30.60"));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
  QTRY_VERIFY_WITH_TIMEOUT(page.entry().receipt().complete(), 10'000);
  QVERIFY2(page.entry().receipt().text().startsWith(QStringLiteral("Stored in ")), qPrintable(page.entry().receipt().text()));
  QVERIFY(page.entry().receipt().text().contains(QStringLiteral("in the list after")));
  QTRY_COMPARE_WITH_TIMEOUT(page.blotter().model().rowCount(), 1, 5000);
  QTRY_VERIFY_WITH_TIMEOUT(page.blotter().model().summary(0) != nullptr, 5000);
  QCOMPARE(page.blotter().model().summary(0)->total.tenThousandths, 306'000);
  const QJsonObject dump = dumpOf(*window, QStringLiteral("order-entry"), theme, {});
  QVERIFY(dump[QStringLiteral("tables")].toArray()[0].toObject()[QStringLiteral("rows")].toArray().size() == 1);
}

void WindowTest::wrongEntryIsMarkedAndKept() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Dark);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  const auto window = opened(theme, folders, folder / "shop");
  QVERIFY(window);
  OrdersPage& page = window->shop()->orders();
  window->shop()->newOrder();
  auto* product = page.entry().findChild<QLineEdit*>(QStringLiteral("line1_0"));
  auto* quantity = page.entry().findChild<QLineEdit*>(QStringLiteral("line1_2"));
  QTest::keyClicks(product, QStringLiteral("NOT-LISTED"));
  QTest::keyClicks(quantity, QStringLiteral("three"));
  page.entry().place(false);
  QVERIFY(quantity->property("problem").toBool());
  quantity->setText(QStringLiteral("3"));
  QVERIFY(!quantity->property("problem").toBool());
  // A product that was never listed has no price: the back end says so and names the field.
  page.entry().place(false);
  QTRY_VERIFY_WITH_TIMEOUT(page.entry().receipt().text().startsWith(QStringLiteral("Not stored")), 5000);
  QCOMPARE(product->text(), QStringLiteral("NOT-LISTED"));
}

void WindowTest::everythingHasANameAndRoom_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<int>("height");
  QTest::newRow("1440x900") << 1440 << 900;
  QTest::newRow("1280x720") << 1280 << 720;
}

void WindowTest::everythingHasANameAndRoom() {
  QFETCH(int, width);
  QFETCH(int, height);
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  const auto window = opened(theme, folders, folder / "shop");
  QVERIFY(window);
  window->resize(width, height);
  for (const PageId id : {PageId::Today, PageId::Orders, PageId::Catalogue, PageId::Live, PageId::Views, PageId::Log, PageId::Import, PageId::Health, PageId::Learn, PageId::First}) {
    window->go(id);
    QTest::qWait(id == PageId::First ? 50 : 300);
    const QStringList nameless = namelessIn(*window);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameOf(id) + QStringLiteral(": ") + nameless.join(QStringLiteral(", "))));
    for (const ClippedText& one : clippedIn(*window))
      QVERIFY2(false, qPrintable(QStringLiteral("%1: %2 “%3” needs %4 has %5").arg(nameOf(id), one.object, one.text).arg(one.needed).arg(one.has)));
  }
}

void WindowTest::foreignFolderIsRefusedInWords() {
  const tests::TempFolder folder;
  QFile file(QString::fromStdString(folder / "note"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("not a folder");
  file.close();
  Theme theme(ThemeKind::Light);
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  MainWindow window(theme, folders);
  SessionOptions options;
  options.folder = file.fileName();
  const auto opened = window.openFolder(options);
  QVERIFY(!opened);
  QVERIFY(!opened.error().what.empty());
  QVERIFY(!window.shop());
}

TWINLANE_TEST(WindowTest)
#include "window_test.moc"
