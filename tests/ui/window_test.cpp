// The window over a real engine on a folder of its own: an order is typed, placed with the keys, receives its receipt, and
// stands in the table; nothing on any page is nameless or cut off.
#include "support/temp_folder.h"
#include "support/test_main.h"

#include "dump/fit_check.h"
#include "dump/page_dump.h"
#include "frame/headline_strip.h"
#include "frame/main_window.h"
#include "frame/window_state.h"
#include "live/live_page.h"
#include "live/two_lanes.h"
#include "orders/orders_page.h"
#include "transfer/import_page.h"

#include <QElapsedTimer>
#include <QHeaderView>
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
  void windowComesBackAsItStood();
  void foreignFolderIsRefusedInWords();
  void pauseTurnsTheHeadline();
  void logStandsWhereTheHeadlineSaysItDoes();
  void importIsAccountedFor();

 private:
  // What the test saw, for a person: pictures are kept only where somebody asks for them.
  static void keepPicture(MainWindow& window, const char* name) {
    const QString folder = qEnvironmentVariable("TWINLANE_PICTURES");
    if (!folder.isEmpty()) window.grab().save(folder + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".png"));
  }
  static std::unique_ptr<MainWindow> opened(Theme& theme, RecentFolders& folders, const std::string& folder, const char* zone = "") {
    auto window = std::make_unique<MainWindow>(theme, folders);
    window->resize(1440, 900);
    SessionOptions options;
    options.folder = QString::fromStdString(folder);
    options.zone = zone;
    if (!window->openFolder(options)) return nullptr;
    window->go(PageId::Orders);
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
  // Several problems of a line stand in one line, each with its field.
  auto* price = page.entry().findChild<QLineEdit*>(QStringLiteral("line1_3"));
  quantity->setText(QStringLiteral("-1"));
  price->setText(QStringLiteral("abc"));
  page.entry().place(false);
  QCOMPARE(page.entry().findChild<QLabel*>(QStringLiteral("line1_problem"))->text(), QStringLiteral("Quantity: more than 0 · Price: an amount with at most four decimals"));
  quantity->setText(QStringLiteral("3"));
  price->clear();
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
  for (const PageId id : {PageId::Today, PageId::Orders, PageId::OrderEntry, PageId::Inspector, PageId::UnderTheHood, PageId::Catalogue, PageId::Products, PageId::Revenue, PageId::Live, PageId::Views, PageId::Log, PageId::Import, PageId::Health, PageId::Learn, PageId::Messages, PageId::Settings, PageId::First}) {
    window->go(id);
    QTest::qWait(id == PageId::First ? 50 : 300);
    if (id == PageId::Live) {
      const auto* times = window->findChild<DataTable*>(QStringLiteral("times"));
      QCOMPARE(times->viewport()->height() % times->verticalHeader()->defaultSectionSize(), 0);
    }
    const QStringList nameless = namelessIn(*window);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameOf(id) + QStringLiteral(": ") + nameless.join(QStringLiteral(", "))));
    for (const ClippedText& one : clippedIn(*window))
      QVERIFY2(false, qPrintable(QStringLiteral("%1: %2 “%3” needs %4 has %5").arg(nameOf(id), one.object, one.text).arg(one.needed).arg(one.has)));
  }
}

void WindowTest::windowComesBackAsItStood() {
  const tests::TempFolder folder;
  const WindowState state(QString::fromStdString(folder / "settings.ini"));
  QWidget window;
  window.setGeometry(40, 50, 640, 480);
  QVERIFY(!state.restore(window));
  QCOMPARE(window.size(), QSize(640, 480));
  state.keep(window);
  QWidget next;
  QVERIFY(state.restore(next));
  QCOMPARE(next.size(), QSize(640, 480));
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

void WindowTest::pauseTurnsTheHeadline() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  MainWindow window(theme, folders);
  window.resize(1440, 900);
  SessionOptions options;
  options.practice = options.load = true;
  QVERIFY(window.openFolder(options));
  window.shop()->live().setSeconds(30);
  window.show();
  QTRY_COMPARE_WITH_TIMEOUT(window.shop()->headline().severity, Severity::Ok, 10'000);
  QTest::qWait(3000);
  auto* pause = window.findChild<LeversCard*>()->findChildren<QPushButton*>().constFirst();
  QCOMPARE(pause->accessibleName(), QStringLiteral("Pause Order list"));
  pause->click();
  QTRY_COMPARE_WITH_TIMEOUT(window.shop()->headline().severity, Severity::Attention, 5000);
  QTest::qWait(4000);
  QVERIFY2(window.shop()->headline().text.contains(QStringLiteral("Order list is ")), qPrintable(window.shop()->headline().text));
  QCOMPARE(pause->accessibleName(), QStringLiteral("Resume Order list"));
  keepPicture(window, "paused");
  const auto behind = window.findChild<LiveChart*>(QStringLiteral("behind"))->drawn();
  QVERIFY(behind[0].constLast().y() > 50);
  QVERIFY(behind[1].constLast().y() < 50);
  pause->click();
  QTRY_COMPARE_WITH_TIMEOUT(window.shop()->headline().severity, Severity::Ok, 10'000);
  QTest::qWait(1500);
  keepPicture(window, "resumed");
}

// Whenever somebody looks, also while the sentence is held back.
void WindowTest::logStandsWhereTheHeadlineSaysItDoes() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  MainWindow window(theme, folders);
  window.resize(1440, 900);
  SessionOptions options;
  options.practice = options.load = true;
  QVERIFY(window.openFolder(options));
  window.show();
  const auto* strip = window.findChild<HeadlineStrip*>();
  const auto* lanes = window.shop()->live().findChild<TwoLanes*>();
  const auto log = [](const QString& text) { return text.section(QStringLiteral("no. "), 1); };
  QTRY_VERIFY(!log(lanes->figures().log).isEmpty() && strip->side().startsWith(QStringLiteral("Stored")));
  const QString before = lanes->figures().log;
  QElapsedTimer watch;
  watch.start();
  while (watch.elapsed() < 1500) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (strip->side().startsWith(QStringLiteral("Stored"))) QCOMPARE(log(strip->side()), log(lanes->figures().log));
  }
  QVERIFY(lanes->figures().log != before);
  // Green a moment ago, the sentence waits; the number does not.
  HeadlineStrip held(theme);
  held.show({Severity::Ok, QStringLiteral("fine")}, QStringLiteral("no. 1"), {});
  held.show({Severity::Attention, QStringLiteral("behind")}, QStringLiteral("no. 2"), QStringLiteral("behind by 1"));
  QCOMPARE(held.headline().text, QStringLiteral("fine"));
  QCOMPARE(held.side(), QStringLiteral("no. 2"));
}

void WindowTest::importIsAccountedFor() {
  const tests::TempFolder folder;
  QFile file(QString::fromStdString(folder / "orders.csv"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
             "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
             "536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom\n"
             "536366,22633,HAND WARMER,6,2010-12-01 08:28:00,1.85,17850,United Kingdom\n"
             "536367,22633,,5,2010-12-01 08:30:00,0,,United Kingdom\n");
  file.close();
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  const auto window = opened(theme, folders, folder / "shop", "Europe/London");
  QVERIFY(window);
  window->go(PageId::Import);
  ImportPage& page = window->shop()->importPage();
  page.setProfile(QStringLiteral(":/profiles/online-retail.json"));
  page.setFile(file.fileName());
  page.start();
  auto* account = page.findChild<QTableView*>(QStringLiteral("account"));
  const auto cell = [account](int row, int column) { return account->model()->index(row, column).data().toString(); };
  QTRY_VERIFY_WITH_TIMEOUT(account->model()->rowCount() >= 3, 10'000);
  QTRY_VERIFY_WITH_TIMEOUT(cell(account->model()->rowCount() - 1, 2) == QStringLiteral("4"), 10'000);
  QVERIFY(cell(account->model()->rowCount() - 1, 4).contains(QStringLiteral("no row is missing")));
  QTRY_VERIFY_WITH_TIMEOUT(cell(0, 2) == QStringLiteral("3"), 5000);
  keepPicture(*window, "imported");
  window->go(PageId::Orders);
  window->shop()->orders().blotter().reload();
  QTRY_COMPARE_WITH_TIMEOUT(window->shop()->orders().blotter().model().rowCount(), 2, 5000);
}

TWINLANE_TEST(WindowTest)
#include "window_test.moc"
