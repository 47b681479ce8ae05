// What a person sets holds at once, is kept, and ends nothing: the session, the page and the order being typed stay while all widgets
// are made anew.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "frame/rail.h"
#include "live/two_lanes.h"
#include "orders/orders_page.h"
#include "parts/choice_box.h"
#include "settings/preferences.h"
#include "settings/settings_page.h"

#include <QHeaderView>
#include <QPointer>

using namespace twinlane;
using namespace twinlane::ui;
using tests::ShopWindow;

namespace {

void choose(MainWindow& window, const char* object, int index) {
  auto* choice = window.findChild<ChoiceBox*>(QString::fromLatin1(object));
  QVERIFY(choice);
  choice->setCurrentIndex(index);
  emit choice->activated(index);
  // The widgets are made anew after the signal.
  QTest::qWait(0);
  QCoreApplication::processEvents();
}

QString firstOfRail(const MainWindow& window) { return window.findChild<Rail*>()->findChild<RailEntry*>()->text(); }

}  // namespace

class SettingsTest : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { speak(Language::English, QLocale(QLocale::English)); }
  void rowsAreAsHighAsChosen();
  void anotherLanguageIsSpokenAtOnce();
  void typeGrowsByKeys();
  void orderBeingTypedStays();
  void workUnderWayGoesOn();
  void nothingMovesForWhoWantsItSo();
  void themeIsKept();
  void commandLineHoldsUntilSomethingIsChosen();
  void areReachedWithoutAShop();
  void theRailIsFoldedAndComesBackSo();
  void largerTypeHasRoom_data();
  void largerTypeHasRoom();
};

void SettingsTest::theRailIsFoldedAndComesBackSo() {
  ShopWindow shop;
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  const auto rail = [](const MainWindow& window) { return window.findChild<Rail*>(); };
  const int width = rail(shop.window)->width();
  QTest::keyClick(&shop.window, Qt::Key_B, Qt::ControlModifier);
  QTRY_VERIFY(rail(shop.window)->isFolded() && rail(shop.window)->width() < width / 2);
  // The pages are reached as before, by name under the pointer and for who hears it.
  shop.window.go(PageId::Views);
  for (const RailEntry* entry : rail(shop.window)->findChildren<RailEntry*>()) QVERIFY(!entry->toolTip().isEmpty() && entry->toolTip() == entry->accessibleName());
  QVERIFY2(tests::cutIn(shop.window).isEmpty(), qPrintable(tests::cutIn(shop.window).join(QLatin1Char('|'))));
  tests::keepPicture(shop.window, "rail-folded");
  {
    Theme theme(ThemeKind::Light);
    MainWindow next(theme, shop.folders);
    SessionOptions options;
    options.practice = true;
    QVERIFY(next.openFolder(options));
    QVERIFY(rail(next)->isFolded());
  }
  QTest::keyClick(&shop.window, Qt::Key_B, Qt::ControlModifier);
  QTRY_COMPARE(rail(shop.window)->width(), width);
}

void SettingsTest::rowsAreAsHighAsChosen() {
  ShopWindow shop;
  QVERIFY(shop.opened);
  const auto rowHeight = [&] { return shop.window.findChild<DataTable*>(QStringLiteral("orders"))->verticalHeader()->defaultSectionSize(); };
  QCOMPARE(rowHeight(), 22);
  shop.window.go(PageId::Settings);
  choose(shop.window, "density", 1);
  QCOMPARE(rowHeight(), 28);
  QCOMPARE(shop.window.current(), PageId::Settings);
  QCOMPARE(Preferences(shop.folders.file()).density(), Density::Comfortable);
  choose(shop.window, "density", 0);
  QCOMPARE(rowHeight(), 22);
}

void SettingsTest::anotherLanguageIsSpokenAtOnce() {
  ShopWindow shop;
  QVERIFY(shop.opened);
  const auto* engine = &shop.engine();
  shop.window.go(PageId::Settings);
  QCOMPARE(firstOfRail(shop.window), QStringLiteral("Today"));
  choose(shop.window, "language", 1 + static_cast<int>(Language::German));
  QCOMPARE(firstOfRail(shop.window), QStringLiteral("Heute"));
  QCOMPARE(&shop.engine(), engine);
  QCOMPARE(shop.window.current(), PageId::Settings);
  QCOMPARE(Preferences(shop.folders.file()).language(), Language::German);
  // The palette's names too.
  shop.frame().openPalette();
  auto* rows = shop.window.findChild<DataTable*>(QStringLiteral("paletteRows"));
  QCOMPARE(rows->model()->index(0, 0).data().toString(), QStringLiteral("Neuer Auftrag"));
  choose(shop.window, "language", 1 + static_cast<int>(Language::PseudoMirrored));
  QCOMPARE(shop.window.layoutDirection(), Qt::RightToLeft);
  choose(shop.window, "language", 1 + static_cast<int>(Language::English));
  QCOMPARE(firstOfRail(shop.window), QStringLiteral("Today"));
  QCOMPARE(shop.window.layoutDirection(), Qt::LeftToRight);
  // It is a window like before.
  QVERIFY(!shop.place("TEA", 3).empty());
  shop.window.go(PageId::Orders);
  QTRY_COMPARE(shop.frame().orders().blotter().model().rowCount(), 1);
}

void SettingsTest::typeGrowsByKeys() {
  ShopWindow shop;
  QVERIFY(shop.opened);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  const auto railWidth = [&] { return shop.window.findChild<Rail*>()->width(); };
  const int before = railWidth();
  QTest::keyClick(&shop.window, Qt::Key_Equal, Qt::ControlModifier);
  QTRY_COMPARE(shop.theme.look().fontPercent, 110);
  QTRY_VERIFY(railWidth() > before);
  QCOMPARE(QApplication::font().pixelSize(), 13);
  QTest::keyClick(&shop.window, Qt::Key_Minus, Qt::ControlModifier);
  QTest::keyClick(&shop.window, Qt::Key_Minus, Qt::ControlModifier);
  QTest::keyClick(&shop.window, Qt::Key_Minus, Qt::ControlModifier);
  QTRY_COMPARE(Preferences(shop.folders.file()).fontPercent(), 90);
  QTest::keyClick(&shop.window, Qt::Key_0, Qt::ControlModifier);
  QTRY_COMPARE(shop.theme.look().fontPercent, 100);
  QTRY_COMPARE(railWidth(), before);
}

void SettingsTest::orderBeingTypedStays() {
  ShopWindow shop;
  QVERIFY(shop.opened);
  shop.frame().newOrder();
  QTest::keyClicks(shop.frame().orders().entry().findChild<QLineEdit*>(QStringLiteral("customer")), QStringLiteral("C77"));
  shop.window.preferences().setLanguage(Language::German);
  QTRY_COMPARE(firstOfRail(shop.window), QStringLiteral("Heute"));
  shop.frame().newOrder();
  QCOMPARE(shop.frame().orders().entry().findChild<QLineEdit*>(QStringLiteral("customer"))->text(), QStringLiteral("C77"));
}

void SettingsTest::workUnderWayGoesOn() {
  ShopWindow shop;
  QVERIFY(shop.opened);
  Tasks& tasks = shop.frame().session().tasks();
  bool isCancelled = false;
  const int task = tasks.begin(QStringLiteral("Take in a file"), QStringLiteral("import"), [&] { isCancelled = true; });
  const QWidget* page = &shop.frame().importPage();
  shop.window.preferences().setFontPercent(125);
  shop.window.preferences().setTheme(ThemeKind::Dark);
  QTest::qWait(20);
  QCOMPARE(&shop.frame().importPage(), page);
  QCOMPARE(shop.theme.look().fontPercent, 100);
  QCOMPARE(shop.theme.kind(), ThemeKind::Dark);
  QVERIFY(shop.frame().session().messages().all().front().text.startsWith(QStringLiteral("Work is under way")));
  QVERIFY(!isCancelled);
  tasks.end(task, Tone::Ok, QStringLiteral("done"));
  // With the next choice it comes.
  shop.window.preferences().setCalm(true);
  QTRY_COMPARE(shop.theme.look().fontPercent, 125);
}

void SettingsTest::nothingMovesForWhoWantsItSo() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  TwoLanes lanes(theme);
  lanes.resize(960, 200);
  lanes.setFigures({QStringLiteral("entry"), {}, QStringLiteral("log"), QStringLiteral("screens"), 12, {LaneView{QStringLiteral("Order list"), false, 8}}});
  const auto seenAfter = [&lanes](double seconds) {
    lanes.advance(seconds);
    return lanes.grab().toImage();
  };
  const QImage moving = seenAfter(0.4);
  QVERIFY(seenAfter(0.4) != moving);
  Look look = theme.look();
  look.calm = true;
  theme.setLook(look);
  const QImage still = seenAfter(0.4);
  QCOMPARE(seenAfter(0.4), still);
}

void SettingsTest::themeIsKept() {
  ShopWindow shop;
  QVERIFY(shop.opened);
  QVERIFY(!Preferences(shop.folders.file()).theme());
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  QTest::keyClick(&shop.window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
  QCOMPARE(shop.theme.kind(), ThemeKind::Dark);
  QCOMPARE(Preferences(shop.folders.file()).theme(), ThemeKind::Dark);
  // Back to what the desktop has.
  shop.window.go(PageId::Settings);
  choose(shop.window, "theme", 0);
  QVERIFY(!Preferences(shop.folders.file()).theme());
  QCOMPARE(shop.theme.kind(), Theme::ofSystem());
}

void SettingsTest::commandLineHoldsUntilSomethingIsChosen() {
  speak(Language::German);
  ShopWindow shop;
  QVERIFY(shop.opened);
  shop.theme.setKind(ThemeKind::HighContrast);
  shop.window.preferences().setCalm(true);
  QCOMPARE(spoken(), Language::German);
  QCOMPARE(shop.theme.kind(), ThemeKind::HighContrast);
  QVERIFY(shop.theme.calm());
}

void SettingsTest::areReachedWithoutAShop() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  MainWindow window(theme, folders);
  window.resize(1280, 720);
  window.show();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
  QCOMPARE(window.current(), PageId::Settings);
  QVERIFY(window.findChild<SettingsPage*>()->isVisible());
  QCOMPARE(namelessIn(window), QStringList());
  choose(window, "language", 1 + static_cast<int>(Language::German));
  QCOMPARE(window.current(), PageId::Settings);
  QCOMPARE(tests::cutIn(window), QStringList());
  QTest::keyClick(&window, Qt::Key_Escape);
  QCOMPARE(window.current(), PageId::First);
  // The settings do not stand in the way of a shop.
  window.go(PageId::Settings);
  SessionOptions options;
  options.folder = QString::fromStdString(folder / "shop");
  QVERIFY(window.openFolder(options));
  QCOMPARE(window.current(), PageId::Today);
}

void SettingsTest::largerTypeHasRoom_data() {
  QTest::addColumn<int>("percent");
  for (const int percent : {90, 125, 200}) QTest::addRow("%d %%", percent) << percent;
}

void SettingsTest::largerTypeHasRoom() {
  QFETCH(int, percent);
  ShopWindow shop;
  QVERIFY(shop.opened);
  shop.place("TEA", 3);
  const QPointer<ShopFrame> before = shop.window.shop();
  shop.window.preferences().setFontPercent(percent);
  QTRY_VERIFY(!before);
  QCOMPARE(shop.theme.look().fontPercent, percent);
  QVERIFY(shop.frame().page()->isVisible());
  QStringList cut;
  for (std::size_t i = 1; i < pageNames.size(); ++i) {
    shop.window.go(static_cast<PageId>(i));
    QTest::qWait(150);
    for (const ClippedText& one : clippedIn(shop.window)) cut << QStringLiteral("%1: %2 “%3” needs %4 has %5").arg(QLatin1String(pageNames[i]), one.object, one.text).arg(one.needed).arg(one.has);
    if (const QString pictures = qEnvironmentVariable("TWINLANE_PICTURES"); !pictures.isEmpty()) shop.window.grab().save(QStringLiteral("%1/type%2-%3.png").arg(pictures).arg(percent).arg(QLatin1String(pageNames[i])));
  }
  for (const QString& text : std::as_const(cut)) qWarning("%s", qUtf8Printable(text));
  QVERIFY(cut.isEmpty());
}

TWINLANE_TEST(SettingsTest)
#include "settings_test.moc"
