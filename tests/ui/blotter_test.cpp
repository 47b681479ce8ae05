// The list of orders over a real engine: its query is completed and what was asked for comes back, views keep their names over a restart
// with query, order and columns, and columns are shown and hidden.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "orders/orders_page.h"
#include "orders/query_completion.h"

#include <QAbstractItemView>
#include <QHeaderView>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceBlotter = 20'000;

QStringList chipsOf(const Blotter& blotter, bool onlyChosen) {
  QStringList names;
  for (const QPushButton* chip : blotter.findChildren<QPushButton*>())
    if (chip->isCheckable() && (!onlyChosen || chip->isChecked()) && chip->property("kind") == QLatin1String("chip")) names << chip->text();
  return names;
}

void press(const Blotter& blotter, const QString& text) {
  for (QPushButton* button : blotter.findChildren<QPushButton*>())
    if (button->text() == text) return button->click();
  QFAIL(qPrintable(text));
}

}  // namespace

class BlotterTest : public QObject {
  Q_OBJECT

 private slots:
  void whatCanStandNextIsKnown_data();
  void whatCanStandNextIsKnown();
  void aWordIsCompletedAndWhatWasAskedComesBack();
  void viewsKeepTheirNamesOverARestart();
  void columnsAreShownAndHidden();
};

void BlotterTest::whatCanStandNextIsKnown_data() {
  QTest::addColumn<QString>("query");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* query, const char* words) { QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(words); };
  row("sta", "status:");
  row("-cu", "customer: currency:");
  row("(total>5 OR pl", "placed:");
  row("status:shi", "status:shipped");
  row("status:shipped", "");
  row("payment:p", "payment:part_paid payment:paid");
  row("\"sta", "");
  row("", "");
  row("customer:st", "");
}

void BlotterTest::whatCanStandNextIsKnown() {
  QFETCH(QString, query);
  QFETCH(QString, words);
  QCOMPARE(completionAt(query, query.size()).words.join(QLatin1Char(' ')), words);
}

void BlotterTest::aWordIsCompletedAndWhatWasAskedComesBack() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.place("TEA", 3);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  Blotter& blotter = shop.frame().orders().blotter();
  QueryField& field = blotter.queryField();
  blotter.focusFilter();
  QTest::keyClicks(&field, QStringLiteral("-status:del"));
  QTRY_VERIFY_WITH_TIMEOUT(field.completer().popup()->isVisible(), patienceBlotter);
  keepPicture(shop.window, "blotter-completion");
  QTest::keyClick(field.completer().popup(), Qt::Key_Down);
  QTest::keyClick(field.completer().popup(), Qt::Key_Return);
  QCOMPARE(field.text(), QStringLiteral("-status:delivered"));
  QTRY_COMPARE_WITH_TIMEOUT(blotter.model().rowCount(), 1, patienceBlotter);
  QTest::keyClick(&field, Qt::Key_Return);
  field.setText(QStringLiteral("status:("));
  QTest::keyClick(&field, Qt::Key_Return);
  QCOMPARE(field.asked(), QStringList{QStringLiteral("-status:delivered")});  // what means nothing is not kept
  field.clear();
  QTest::keyClick(&field, Qt::Key_Down, Qt::AltModifier);
  QVERIFY(field.completer().popup()->isVisible());
  QTest::keyClick(field.completer().popup(), Qt::Key_Down);
  QTest::keyClick(field.completer().popup(), Qt::Key_Return);
  QCOMPARE(field.text(), QStringLiteral("-status:delivered"));
}

void BlotterTest::viewsKeepTheirNamesOverARestart() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.place("TEA", 3);
  shop.place("TEA", 30);
  const SessionOptions options = shop.frame().session().options();
  Blotter& first = shop.frame().orders().blotter();
  QTRY_COMPARE_WITH_TIMEOUT(first.model().rowCount(), 2, patienceBlotter);
  QCOMPARE(chipsOf(first, true), QStringList{QStringLiteral("All orders")});
  first.filterByText(QStringLiteral("total>10"));
  first.setColumnShown(OrderTableModel::PaymentColumn, true);
  emit first.table().horizontalHeader()->sectionClicked(OrderTableModel::TotalColumn);
  QTRY_COMPARE_WITH_TIMEOUT(first.model().rowCount(), 1, patienceBlotter);
  press(first, QStringLiteral("Save view"));
  auto* name = first.findChild<QLineEdit*>(QStringLiteral("viewName"));
  QVERIFY(name->isVisible());
  QTest::keyClicks(name, QStringLiteral("Big ones"));
  QTest::keyClick(name, Qt::Key_Return);
  QCOMPARE(chipsOf(first, true), QStringList{QStringLiteral("Big ones")});
  press(first, QStringLiteral("All orders"));
  QTRY_COMPARE_WITH_TIMEOUT(first.model().rowCount(), 2, patienceBlotter);
  QVERIFY(first.table().isColumnHidden(OrderTableModel::PaymentColumn));
  shop.window.closeFolder();
  QVERIFY(shop.window.openFolder(options).has_value());
  shop.frame().go(PageId::Orders);
  Blotter& again = shop.frame().orders().blotter();
  QCOMPARE(chipsOf(again, false), (QStringList{QStringLiteral("All orders"), QStringLiteral("Big ones")}));
  press(again, QStringLiteral("Big ones"));
  QTRY_COMPARE_WITH_TIMEOUT(again.model().rowCount(), 1, patienceBlotter);
  QVERIFY(!again.table().isColumnHidden(OrderTableModel::PaymentColumn));
  QVERIFY(again.model().headerData(OrderTableModel::TotalColumn, Qt::Horizontal, Qt::DisplayRole).toString().contains(QChar(0x25BE)));
  QTRY_COMPARE_WITH_TIMEOUT(tests::cutIn(shop.window), QStringList(), patienceBlotter);
  keepPicture(shop.window, "blotter-views");
}

void BlotterTest::columnsAreShownAndHidden() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  shop.give(domain::ChangeAddress{domain::OrderId(order), "Quay 1", "Malta"});
  Blotter& blotter = shop.frame().orders().blotter();
  QTRY_VERIFY_WITH_TIMEOUT(blotter.model().summary(0) != nullptr && blotter.model().summary(0)->country == "Malta", patienceBlotter);
  for (const int column : {OrderTableModel::PaymentColumn, OrderTableModel::CountryColumn, OrderTableModel::UnitsColumn, OrderTableModel::VersionColumn}) {
    QVERIFY(blotter.table().isColumnHidden(column));
    blotter.setColumnShown(column, true);
    QVERIFY(!blotter.table().isColumnHidden(column));
  }
  const auto cell = [&blotter](int column) { return blotter.model().index(0, column).data().toString(); };
  QCOMPARE(cell(OrderTableModel::PaymentColumn), QStringLiteral("Unpaid"));
  QCOMPARE(cell(OrderTableModel::CountryColumn), QStringLiteral("Malta"));
  QCOMPARE(cell(OrderTableModel::UnitsColumn), QStringLiteral("1"));
  QCOMPARE(cell(OrderTableModel::VersionColumn), QStringLiteral("2"));
  shop.frame().orders().open(QString::fromStdString(order));
  QTRY_COMPARE_WITH_TIMEOUT(tests::cutIn(shop.window), QStringList(), patienceBlotter);
  keepPicture(shop.window, "blotter-columns");
  blotter.setColumnShown(OrderTableModel::StatusColumn, false);
  QVERIFY(blotter.table().isColumnHidden(OrderTableModel::StatusColumn));
  // Beside order entry there is no room for them; they are there again after it.
  shop.frame().newOrder();
  QVERIFY(blotter.table().isColumnHidden(OrderTableModel::CountryColumn));
  QTest::keyClick(&shop.window, Qt::Key_Escape);
  shop.frame().closeTopmost();
  QVERIFY(!blotter.table().isColumnHidden(OrderTableModel::CountryColumn));
}

TWINLANE_TEST(BlotterTest)
#include "blotter_test.moc"
