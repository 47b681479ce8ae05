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
  void aCommandForAllIsForWhatIsAsked();
  void aCommandForAllIsEndedBeforeItsTime();
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
  row("\"mill sta", "");
  row("\"mill\" sta", "status:");
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

void BlotterTest::aCommandForAllIsForWhatIsAsked() {
  Shop shop;
  QVERIFY(shop.opened);
  std::vector<std::string> orders;
  for (int i = 0; i < 12; ++i) orders.push_back(shop.place("TEA", i < 5 ? 3 : 30));
  shop.give(domain::CancelOrder{domain::OrderId(orders[6]), "gone"});
  Blotter& blotter = shop.frame().orders().blotter();
  blotter.filterByText(QStringLiteral("total>10"));
  QTRY_COMPARE_WITH_TIMEOUT(blotter.model().rowCount(), 7, patienceBlotter);
  press(blotter, QStringLiteral("For all…"));
  BulkBar& bulk = blotter.bulk();
  QVERIFY(bulk.isVisible());
  QCOMPARE(bulk.give()->text(), QStringLiteral("Give it to 7 orders"));
  bulk.choose(BulkBar::What::Hold);
  QVERIFY(!bulk.give()->isEnabled());
  QCOMPARE(bulk.give()->toolTip(), QStringLiteral("It needs a reason."));
  QTest::keyClicks(bulk.reason(), QStringLiteral("ask Ann"));
  QVERIFY(bulk.give()->isEnabled());
  QTRY_COMPARE_WITH_TIMEOUT(tests::cutIn(shop.window), QStringList(), patienceBlotter);
  keepPicture(shop.window, "blotter-bulk");
  bulk.give()->click();
  QTRY_VERIFY_WITH_TIMEOUT(!bulk.run().running(), patienceBlotter);
  QCOMPARE(bulk.run().account().stored, 6);
  QCOMPARE(bulk.run().account().found, 7);
  const QString told = shop.frame().session().messages().all().front().text;
  QVERIFY2(told.startsWith(QStringLiteral("Hold, all that the list shows: 6 of 7 orders stored. 1 × ")), qPrintable(told));
  shop.engine().waitForProjections(shop.engine().head().position, patienceBlotter);
  const auto reader = shop.engine().openReader();
  for (std::size_t i = 0; i < orders.size(); ++i) QCOMPARE((*reader)->order(orders[i])->hold.has_value(), i >= 5 && i != 6);
  // What cannot be taken back for all at once wants the number typed.
  bulk.choose(BulkBar::What::Cancel);
  QVERIFY(!bulk.give()->isEnabled());
  QTest::keyClicks(bulk.number(), QStringLiteral("12"));
  QVERIFY(!bulk.give()->isEnabled());
  bulk.number()->setText(QStringLiteral("7"));
  QVERIFY(bulk.give()->isEnabled());
  // Many at once are not what Ctrl+Z is for.
  shop.frame().undo();
  QTRY_COMPARE_WITH_TIMEOUT(shop.frame().session().messages().all().front().text, QStringLiteral("Nothing was given in this window that could be undone."), patienceBlotter);
}

void BlotterTest::aCommandForAllIsEndedBeforeItsTime() {
  Shop shop;
  QVERIFY(shop.opened);
  for (int i = 0; i < 40; ++i) shop.place("TEA", 3);
  ShopSession& session = shop.frame().session();
  BulkRun run(session.bridge(), session.tasks(), nullptr);
  int made = 0;
  run.start(QStringLiteral("Note"), {}, 40, [&](const query::OrderSummary& order) -> std::optional<domain::Command> {
    // Ended at the tenth.
    if (++made == 10) session.tasks().cancel(session.tasks().all().front().number);
    return domain::AddNote{domain::OrderId(order.order), "seen"};
  });
  QTRY_VERIFY_WITH_TIMEOUT(!run.running(), patienceBlotter);
  QCOMPARE(made, 10);
  QVERIFY(run.account().isCancelled);
  QCOMPARE(run.account().stored, 10);
  QVERIFY(session.tasks().all().isEmpty());
  QCOMPARE(session.messages().all().front().text, QStringLiteral("Note: ended before its time, 10 stored."));
}

TWINLANE_TEST(BlotterTest)
#include "blotter_test.moc"
