// What a person who hears the window or works without a mouse meets: charts are charts with a name, a summary and a table of their
// values; Tab comes to every control of a page once, in the order in which they are read, and gets out again.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "charts/live_chart.h"
#include "charts/step_chart.h"
#include "catalogue/catalogue_page.h"
#include "live/live_page.h"
#include "parts/choice_box.h"
#include "tables/chart_table.h"

#include <QAccessible>
#include <QAccessibleInterface>
#include <QApplication>

using namespace twinlane;
using namespace twinlane::ui;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceAccess = 20'000;

QString pathOf(const QWidget* widget) {
  QString name = widget->accessibleName().isEmpty() ? widget->objectName() : widget->accessibleName();
  if (name.isEmpty()) name = widget->property("text").toString();
  return QStringLiteral("%1 \"%2\"").arg(QLatin1String(widget->metaObject()->className()), name);
}

QRect placeOf(const QWidget* widget) { return {widget->mapTo(widget->window(), QPoint()), widget->size()}; }

// Whether a reader who follows `from` to `to` goes back up in one column.
bool goesUp(const QWidget* from, const QWidget* to) {
  const QRect before = placeOf(from), after = placeOf(to);
  const bool isOneColumn = before.left() < after.right() && after.left() < before.right();
  return isOneColumn && after.bottom() <= before.top();
}

// The controls that Tab comes to on the page, from the first, each as a key press finds it.
QList<QWidget*> tabbed(MainWindow& window) {
  QList<QWidget*> met;
  window.activateWindow();
  QWidget* first = QApplication::focusWidget();
  for (int i = 0; i < 400; ++i) {
    QWidget* now = QApplication::focusWidget();
    // Where it began may be the page itself, which is no stop on the way round.
    if (now == nullptr || (i > 0 && now == first) || (i > 1 && now == met[1])) break;
    if (met.contains(now)) return met << nullptr;  // a ring that leaves some out
    met << now;
    QTest::keyClick(now, Qt::Key_Tab);
  }
  return met;
}

}  // namespace

class AccessTest : public QObject {
  Q_OBJECT

 private slots:
  void chartsAreChartsWithNameSummaryAndTable();
  void aChoiceHasItsNameAndItsValue();
  void tabComesToEveryControlInTheOrderOfReading();
};

void AccessTest::chartsAreChartsWithNameSummaryAndTable() {
  Shop shop;
  shop.place("G1", 5);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  int charts = 0;
  for (const PageId page : {PageId::Live, PageId::Today, PageId::Revenue}) {
    shop.frame().go(page);
    QTRY_VERIFY_WITH_TIMEOUT(shop.frame().page()->ready(), patienceAccess);
    QList<QWidget*> all;
    for (auto* chart : shop.frame().page()->findChildren<LiveChart*>()) all << chart;
    for (auto* chart : shop.frame().page()->findChildren<StepChart*>()) all << chart;
    for (QWidget* chart : all) {
      if (!chart->isVisible()) continue;
      ++charts;
      QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(chart);
      QCOMPARE(heard->role(), QAccessible::Chart);
      QVERIFY(!heard->text(QAccessible::Name).isEmpty());
      QTRY_VERIFY2_WITH_TIMEOUT(!heard->text(QAccessible::Description).isEmpty(), qPrintable(pathOf(chart)), patienceAccess);
      QCOMPARE(heard->childCount(), 0);
      // The same values as a table, by the key of its card.
      ChartTable* stack = nullptr;
      for (QWidget* over = chart->parentWidget(); over && !stack; over = over->parentWidget()) stack = qobject_cast<ChartTable*>(over);
      QVERIFY2(stack, qPrintable(pathOf(chart)));
      stack->toggle()->setFocus();
      QTest::keyClick(stack->toggle(), Qt::Key_D, Qt::AltModifier);
      QTRY_VERIFY2_WITH_TIMEOUT(stack->isTable() && stack->table().isVisible() && !chart->isVisible(), qPrintable(pathOf(chart) + pathOf(QApplication::focusWidget())), 2000);
      QTRY_VERIFY_WITH_TIMEOUT(stack->rows().rowCount() > 0 && stack->rows().columnCount() > 1, patienceAccess);
      QTest::keyClick(stack->toggle(), Qt::Key_D, Qt::AltModifier);
      QVERIFY(chart->isVisible());
    }
  }
  QCOMPARE(charts, 4);
}

// Qt would call it by its current text.
void AccessTest::aChoiceHasItsNameAndItsValue() {
  Theme theme(ThemeKind::Light);
  RecentFolders folders{QString()};
  MainWindow window(theme, folders);
  ChoiceBox box(theme, QStringLiteral("Time span"));
  box.addItems({QStringLiteral("an hour"), QStringLiteral("a day")});
  box.setCurrentIndex(1);
  QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(&box);
  QCOMPARE(heard->role(), QAccessible::ComboBox);
  QCOMPARE(heard->text(QAccessible::Name), QStringLiteral("Time span"));
  QCOMPARE(heard->text(QAccessible::Value), QStringLiteral("a day"));
}

void AccessTest::tabComesToEveryControlInTheOrderOfReading() {
  Shop shop;
  shop.place("G1", 5);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  QStringList wrong;
  for (const char* name : pageNames) {
    if (QLatin1String(name) == QLatin1String("first")) continue;
    shop.frame().go(*pageFromName(QString::fromLatin1(name)));
    QTRY_VERIFY_WITH_TIMEOUT(shop.frame().page()->ready(), patienceAccess);
    const Page* page = shop.frame().page();
    QList<QWidget*> stops;
    for (QWidget* widget : page->findChildren<QWidget*>())
      if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()) stops << widget;
    if (QApplication::focusWidget() == nullptr) shop.frame().setFocus();
    const QList<QWidget*> met = tabbed(shop.window);
    const auto blame = [&wrong, name](const QString& what) { wrong << QString::fromLatin1(name) + QStringLiteral(": ") + what; };
    if (met.size() < 6) blame(QStringLiteral("only %1 stops").arg(met.size()));
    if (met.contains(nullptr)) blame(QStringLiteral("a ring without the first at ") + pathOf(met[met.size() - 2]));
    for (qsizetype i = 1; i < met.size() && met[i]; ++i)
      // Once round it begins again above.
      if (page->isAncestorOf(met[i]) && page->isAncestorOf(met[i - 1]) && goesUp(met[i - 1], met[i])) blame(pathOf(met[i - 1]) + QStringLiteral(" -> ") + pathOf(met[i]));
    // Of chips of which one is pressed the keyboard comes to one, and the arrow keys to the others.
    for (QWidget* widget : stops)
      if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !met.contains(widget)) blame(QStringLiteral("not reached: ") + pathOf(widget));
  }
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

TWINLANE_TEST(AccessTest)
#include "access_test.moc"
