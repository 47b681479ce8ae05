// The pages over a real engine: the list takes the room there is, the keyboard starts in the page, operators read their own
// words, an order goes through its life in the inspector, a file is taken in, and a missing folder is not made anew.
#include "support/cut_texts.h"
#include "support/places.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "dump/fit_check.h"
#include "dump/page_dump.h"
#include "frame/first_page.h"
#include "frame/rail_entry.h"
#include "orders/orders_page.h"
#include "transfer/import_page.h"

#include <QDir>
#include <QHeaderView>
#include <QJsonArray>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>

#include <semaphore>

using namespace twinlane;
using namespace twinlane::ui;
using tests::cutIn;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

QPushButton* buttonNamed(const QWidget& root, const QString& name) {
  for (QPushButton* button : root.findChildren<QPushButton*>())
    if (button->accessibleName() == name || button->text() == name) return button;
  return nullptr;
}

// Everything a person can read or hear on the window as it stands.
QStringList wordsOn(const MainWindow& window, const Theme& theme) {
  QStringList words;
  const QJsonObject dump = dumpOf(window, {}, theme, {});
  for (const auto& text : dump[QStringLiteral("texts")].toArray()) words << text.toString();
  for (const auto& table : dump[QStringLiteral("tables")].toArray()) {
    for (const auto& title : table.toObject()[QStringLiteral("columns")].toArray()) words << title.toString();
    for (const auto& row : table.toObject()[QStringLiteral("rows")].toArray())
      for (const auto& cell : row.toArray()) words << cell.toString();
  }
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    words << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
    if (const auto* field = qobject_cast<const QLineEdit*>(widget)) words << field->placeholderText();
  }
  words.removeAll(QString());
  return words;
}

}  // namespace

class PagesTest : public QObject {
  Q_OBJECT

 private slots:
  void listTakesTheRoom();
  void listHasABarOnlyWhenItNeedsOne();
  void filterTakesTheLanguageAndTellsWhereItIsWrong();
  void headsSortByMoreThanOneColumn();
  void namedPageOpensWithWhatStandsBesideTheList();
  void firstOrderIsNotOpenedForWhoTurnedElsewhere_data();
  void firstOrderIsNotOpenedForWhoTurnedElsewhere();
  void similarProductsAreToldApart();
  void longNamesHaveRoom_data();
  void longNamesHaveRoom();
  void previewShowsWholeColumns_data();
  void previewShowsWholeColumns();
  void accountOfEarlierDaysSaysWhatItCanTell();
  void accountSaysOfWhatItIs();
  void keyboardStartsInThePage();
  void keyboardChoosesNothing();
  void placedOrderIsInSight();
  void operatorsReadTheirOwnWords();
  void orderIsReadBeforeItIsSeen();
  void notesStandWhereThePackerLooks();
  void orderGoesThroughItsLife();
  void whatIsDueIsPaid();
  void orderIsCancelledWithAReason();
  void emptyListSaysWhyAndTheWayOut();
  void emptyShopTakesTheZoneOfItsFirstFile();
  void refusedFileLeavesTheZoneOfAnEmptyShop();
  void typedOrderIsNotLostToAnImport();
  void fileIsTakenIn();
  void fileThatDoesNotFitIsToldBeforehand();
  void latePreviewIsNotTold();
  void realFileIsCancelledAndTakenIn();
  void firstPageFitsWithWhatWentWrong_data();
  void firstPageFitsWithWhatWentWrong();
  void missingFolderIsNotMadeAnew();
  void closedFolderIsListedWithItsOrders();
};

void PagesTest::listTakesTheRoom() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.frame().go(PageId::Orders);
  OrdersPage& page = shop.frame().orders();
  QVERIFY(!shop.place("TEA", 3).empty());
  QTRY_COMPARE(page.blotter().width(), 1248);
  QTRY_VERIFY(page.blotter().model().summary(0) != nullptr);
  page.openFirst();
  QTRY_COMPARE(page.blotter().width(), 887);
  page.startEntry();
  QTRY_COMPARE(page.blotter().width(), 611);
  QCOMPARE(page.entry().width(), 627);
  QStringList shown;
  for (int column = 0; column < OrderTableModel::ColumnCount; ++column)
    if (!page.blotter().table().isColumnHidden(column)) shown << page.blotter().model().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().section(QLatin1Char(','), 0, 0).section(QLatin1Char(' '), 0, 0);
  QCOMPARE(shown.join(QLatin1Char(' ')), QStringLiteral("Order Customer Status Total Placed"));
  QVERIFY(page.closeSide());
  QTRY_COMPARE(page.blotter().width(), 1248);
}

void PagesTest::listHasABarOnlyWhenItNeedsOne() {
  Shop shop;
  QVERIFY(shop.opened);
  std::string last;
  for (int i = 0; i < 40; ++i) QVERIFY(!(last = shop.place("TEA", 3)).empty());
  Blotter& blotter = shop.frame().orders().blotter();
  blotter.reload();
  QTRY_COMPARE(blotter.model().rowCount(), 40);
  QTRY_VERIFY(blotter.table().verticalScrollBar()->isVisible());
  blotter.filterByText(QString::fromStdString(last));
  QTRY_COMPARE(blotter.model().rowCount(), 1);
  QTRY_VERIFY(!blotter.table().verticalScrollBar()->isVisible());
}

void PagesTest::filterTakesTheLanguageAndTellsWhereItIsWrong() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string one = shop.place("TEA", 3), other = shop.place("TEA", 5);
  QVERIFY(!one.empty() && !other.empty());
  shop.frame().go(PageId::Orders);
  Blotter& blotter = shop.frame().orders().blotter();
  blotter.reload();
  QTRY_COMPARE(blotter.model().rowCount(), 2);
  blotter.filterByText(QStringLiteral("status:placed total>=5"));
  QTRY_COMPARE(blotter.model().rowCount(), 1);
  QTRY_VERIFY(blotter.model().summary(0) != nullptr);
  QCOMPARE(blotter.model().summary(0)->order, other);
  // What is no query leaves the rows as they are, and says where.
  blotter.filterByText(QStringLiteral("status:placed (totals>5)"));
  const auto told = [&] {
    for (const QLabel* label : blotter.findChildren<QLabel*>())
      if (label->text().startsWith(QStringLiteral("Character 16: 'totals' is no field"))) return label->toolTip().contains(QStringLiteral("known are status"));
    return false;
  };
  QTRY_VERIFY(told());
  QCOMPARE(blotter.model().rowCount(), 1);
  blotter.filterByText(QStringLiteral("total:3 OR total:5"));
  QTRY_COMPARE(blotter.model().rowCount(), 2);
  QVERIFY(!told());
}

void PagesTest::headsSortByMoreThanOneColumn() {
  Shop shop;
  QVERIFY(shop.opened);
  std::vector<std::string> orders;
  for (const int pieces : {3, 5, 3, 4}) orders.push_back(shop.place("TEA", pieces));
  shop.frame().go(PageId::Orders);
  Blotter& blotter = shop.frame().orders().blotter();
  blotter.reload();
  QTRY_COMPARE(blotter.model().rowCount(), 4);
  QHeaderView* head = blotter.table().horizontalHeader();
  const auto click = [&](int column, Qt::KeyboardModifiers modifiers) {
    const QPoint at(head->sectionViewportPosition(column) + head->sectionSize(column) / 2, head->height() / 2);
    QTest::mouseClick(shop.window.windowHandle(), Qt::LeftButton, modifiers, head->viewport()->mapTo(&shop.window, at));
  };
  const auto rows = [&] {
    std::vector<std::string> shown;
    for (int row = 0; row < blotter.model().rowCount(); ++row) {
      (void)blotter.model().data(blotter.model().index(row, 0), Qt::DisplayRole);
      if (const auto* order = blotter.model().summary(row)) shown.push_back(order->order);
    }
    return shown;
  };
  click(OrderTableModel::TotalColumn, {});
  QTRY_COMPARE(rows(), (std::vector{orders[1], orders[3], orders[2], orders[0]}));
  click(OrderTableModel::PlacedColumn, Qt::ShiftModifier);
  click(OrderTableModel::PlacedColumn, Qt::ShiftModifier);
  QTRY_COMPARE(rows(), (std::vector{orders[1], orders[3], orders[0], orders[2]}));
  QVERIFY(blotter.model().headerData(OrderTableModel::PlacedColumn, Qt::Horizontal, Qt::DisplayRole).toString().endsWith(QStringLiteral("▴2")));
  click(OrderTableModel::ItemsColumn, {});
  QTRY_VERIFY(!blotter.model().headerData(OrderTableModel::TotalColumn, Qt::Horizontal, Qt::DisplayRole).toString().contains(QStringLiteral("▾")));
}

void PagesTest::namedPageOpensWithWhatStandsBesideTheList() {
  Shop shop;
  QVERIFY(shop.opened);
  OrdersPage& page = shop.frame().orders();
  shop.window.go(PageId::OrderEntry);
  QCOMPARE(shop.frame().current(), PageId::Orders);
  QVERIFY(page.entry().isVisible());
  QVERIFY(page.closeSide());
  // Before there is an order, and before the list has been read.
  shop.window.go(PageId::Inspector);
  const std::string order = shop.place("TEA", 3);
  QTRY_VERIFY_WITH_TIMEOUT(page.inspector().isVisible() && page.inspector().ready(), 5000);
  QCOMPARE(page.inspector().order(), QString::fromStdString(order));
  // Named once more, it opens again.
  QVERIFY(page.closeSide());
  shop.window.go(PageId::Inspector);
  QVERIFY(page.inspector().isVisible());
}

void PagesTest::firstOrderIsNotOpenedForWhoTurnedElsewhere_data() {
  QTest::addColumn<int>("way");
  QTest::newRow("nowhere else") << 0;
  QTest::newRow("another page") << 1;
  QTest::newRow("order entry") << 2;
  QTest::newRow("a filter") << 3;
  QTest::newRow("Esc") << 4;
}

void PagesTest::firstOrderIsNotOpenedForWhoTurnedElsewhere() {
  QFETCH(int, way);
  Shop shop;
  QVERIFY(shop.opened);
  OrdersPage& page = shop.frame().orders();
  QTRY_VERIFY(page.blotter().ready());
  shop.window.go(PageId::Inspector);
  if (way == 1) shop.frame().go(PageId::Today);
  if (way == 2) shop.frame().newOrder();
  if (way == 3) page.blotter().filterByText(QStringLiteral("1"));
  if (way == 4 || way == 2) shop.frame().closeTopmost();
  if (way == 1) shop.frame().go(PageId::Orders);
  QVERIFY(!shop.place("TEA", 3).empty());
  page.blotter().reload();
  QTRY_VERIFY_WITH_TIMEOUT(page.blotter().model().summary(0) != nullptr, 5000);
  QCoreApplication::processEvents();
  QCOMPARE(page.inspector().isVisible(), way == 0);
}

void PagesTest::similarProductsAreToldApart() {
  Shop shop;
  QVERIFY(shop.opened);
  domain::PlaceOrder order;
  order.currency = base::Currency{{'G', 'B', 'P'}};
  for (const auto& [product, name] : {std::pair{"22726", "ALARM CLOCK BAKELIKE GREEN"}, {"22727", "ALARM CLOCK BAKELIKE RED"}, {"22728", "ALARM CLOCK BAKELIKE PINK"}, {"POST", "POSTAGE"}}) {
    domain::LineRequest line;
    line.product = domain::ProductId(product);
    line.description = name;
    line.quantity = base::Quantity{12'000};
    line.unitPrice = base::Amount{55'669};
    order.lines.push_back(line);
  }
  QVERIFY(!shop.give(order).empty());
  shop.window.go(PageId::Inspector);
  OrdersPage& page = shop.frame().orders();
  QTRY_VERIFY_WITH_TIMEOUT(page.inspector().isVisible() && page.inspector().ready(), 5000);
  keepPicture(shop.window, "similar-products");
  QTRY_COMPARE(cutIn(shop.window), QStringList());
  const auto* lines = page.inspector().findChild<DataTable*>(QStringLiteral("orderLines"));
  QCOMPARE(lines->lastWholeRow(), 4);
  QVERIFY(!lines->verticalScrollBar()->isVisible());
  // No price is rounded.
  QCOMPARE(lines->model()->index(0, 2).data().toString(), QStringLiteral("5.5669"));
}

void PagesTest::longNamesHaveRoom_data() { previewShowsWholeColumns_data(); }

void PagesTest::longNamesHaveRoom() {
  QFETCH(int, width);
  QFETCH(int, height);
  Shop shop;
  QVERIFY(shop.opened);
  shop.window.resize(width, height);
  domain::RegisterCustomer customer;
  customer.customer = domain::CustomerId("C1");
  customer.customerName = "Messrs Featherstonehaugh, Cholmondeley and Marjoribanks, Purveyors of Lanterns";
  command::Envelope envelope;
  envelope.id = shop.engine().newCommandId();
  envelope.actor = "test";
  envelope.command = customer;
  QCOMPARE(shop.engine().submitAndWait(std::move(envelope)).outcome, command::Outcome::Accepted);
  domain::PlaceOrder order;
  order.currency = base::Currency{{'G', 'B', 'P'}};
  order.customer = customer.customer;
  order.order = domain::OrderId("AN-ORDER-NUMBER-OF-SIXTY-FOUR-CHARACTERS-AS-LONG-AS-IT-MAY-BE-XY");
  order.note = "both cups in one box, well wrapped, with a card that wishes Ben a happy birthday";
  order.shipTo = "Flat 14, The Old Mill House, 3 Upper Mill Lane, Little Bridgeford, near Totnes, Devon TQ9 5EA";
  for (const std::int64_t price : {55'669, 55'000, 1'234'500}) {
    domain::LineRequest line;
    line.product = domain::ProductId("P" + std::to_string(price));
    line.quantity = base::Quantity{1500};
    line.unitPrice = base::Amount{price};
    order.lines.push_back(line);
  }
  const std::string id = shop.give(order);
  QVERIFY(!id.empty());
  domain::AddNote note;
  note.order = domain::OrderId(id);
  note.text = "the customer rang: nobody is at home before ten, leave it with the neighbour at number 16";
  QVERIFY(!shop.give(note).empty());
  domain::HoldOrder hold;
  hold.order = note.order;
  hold.reason = "the customer wants to think it over until Monday, call then";
  QVERIFY(!shop.give(hold).empty());
  shop.window.go(PageId::Inspector);
  OrdersPage& page = shop.frame().orders();
  QTRY_VERIFY_WITH_TIMEOUT(page.inspector().isVisible() && page.inspector().ready(), 5000);
  QTRY_VERIFY(page.blotter().model().summary(0) != nullptr);
  // The inspector has room for all of it; of the list only the cell with the long number lacks some.
  QTRY_COMPARE(cutIn(shop.window), QStringList{QString::fromStdString(id)});
  QCOMPARE(shop.window.size(), QSize(width, height));
  // The notes give way, not the last changes.
  QVERIFY(page.inspector().findChild<TimelineView*>()->visibleRegion().boundingRect().height() >= 74);
  keepPicture(shop.window, qPrintable(QStringLiteral("long-names-%1").arg(width)));
}

void PagesTest::previewShowsWholeColumns_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<int>("height");
  QTest::newRow("1440x900") << 1440 << 900;
  QTest::newRow("1280x720") << 1280 << 720;
}

void PagesTest::previewShowsWholeColumns() {
  QFETCH(int, width);
  QFETCH(int, height);
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  shop.window.resize(width, height);
  QFile file(QString::fromStdString(shop.folder / "orders.csv"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
  for (int i = 0; i < 8; ++i) file.write("536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n");
  file.close();
  shop.window.go(PageId::Import);
  ImportPage& page = shop.frame().importPage();
  page.setFile(file.fileName());
  auto* preview = page.findChild<DataTable*>(QStringLiteral("preview"));
  QTRY_COMPARE(preview->model()->columnCount(), 8);
  QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("previewAsFile")), Qt::LeftButton);
  QTRY_COMPARE(cutIn(shop.window), QStringList());
  keepPicture(shop.window, qPrintable(QStringLiteral("preview-%1").arg(width)));
  // All columns can be brought into sight whole, and so can all rows.
  const auto inSight = [preview](int column) {
    const int left = preview->columnViewportPosition(column);
    return left >= 0 && left + preview->columnWidth(column) <= preview->viewport()->width();
  };
  QVERIFY(inSight(0));
  preview->horizontalScrollBar()->setValue(preview->horizontalScrollBar()->maximum());
  for (const int column : {4, 7}) QVERIFY(inSight(column));
  preview->scrollToBottom();
  QCOMPARE(preview->lastWholeRow(), preview->model()->rowCount() - 1);
}

void PagesTest::accountOfEarlierDaysSaysWhatItCanTell() {
  Shop shop("Europe/Berlin");
  QVERIFY(shop.opened);
  shop.frame().go(PageId::Import);
  const auto account = [&shop] { return shop.frame().importPage().findChild<DataTable*>(QStringLiteral("account")); };
  const auto title = [&account] { return account()->model()->headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(); };
  const auto became = [&shop] { return shop.frame().importPage().findChild<QLabel*>(QStringLiteral("became"))->text(); };
  shop.frame().importPage().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.frame().importPage().setFile(QString::fromStdString(tests::fixture("shop.csv")));
  shop.frame().importPage().start();
  QTRY_VERIFY_WITH_TIMEOUT(became().startsWith(QStringLiteral("Became ")), 20'000);
  QCOMPARE(title(), QStringLiteral("Became"));
  QVERIFY(account()->model()->index(0, 4).data().toString().contains(QStringLiteral("in the log")));
  QVERIFY(shop.engine().waitForProjections(shop.engine().head().position, 5000));
  // Opened on a later day.
  SessionOptions options;
  options.folder = QString::fromStdString(shop.folder / "shop");
  QVERIFY(shop.window.openFolder(options));
  shop.window.go(PageId::Import);
  QTRY_VERIFY_WITH_TIMEOUT(became().startsWith(QStringLiteral("Taken in earlier: ")), 5000);
  auto counts = shop.engine().openReader().value()->orderCounts();
  QVERIFY(counts && counts->orders > 0);
  QVERIFY2(became().endsWith(QStringLiteral("The shop now has %1 orders.").arg(counts->orders)), qPrintable(became()));
  QCOMPARE(title(), QStringLiteral("Note"));
  QVERIFY(!account()->model()->index(0, 4).data().toString().isEmpty());
}

void PagesTest::accountSaysOfWhatItIs() {
  Shop shop("Europe/Berlin");
  QVERIFY(shop.opened);
  const QString name = QStringLiteral("rag.csv");
  QFile file(QString::fromStdString(shop.folder / name.toStdString()));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\nA;p\nB;p\n");
  file.close();
  shop.frame().go(PageId::Import);
  ImportPage& page = shop.frame().importPage();
  const auto ofWhat = [&page] { return page.findChild<Card*>(QStringLiteral("accountCard"))->findChild<ShortLabel*>()->whole().section(QStringLiteral("; "), 0, -2); };
  const auto* message = page.findChild<QLabel*>(QStringLiteral("importMessage"));
  page.setProfile(QString::fromStdString(tests::fixture("shop.json")));
  page.setFile(QString::fromStdString(tests::fixture("shop.csv")));
  page.start();
  QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QLabel*>(QStringLiteral("became"))->text().startsWith(QStringLiteral("Became ")), 20'000);
  QCOMPARE(ofWhat(), QStringLiteral("of shop.csv"));
  QVERIFY(shop.engine().waitForProjections(shop.engine().head().position, 5000));
  page.setFile(file.fileName());
  QTRY_COMPARE(ofWhat(), QStringLiteral("of all files taken in so far"));
  // Refused, it has no account; what stands there is still that of the files before.
  page.start();
  QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(name), 10'000);
  QCOMPARE(ofWhat(), QStringLiteral("of all files taken in so far"));
  QTRY_COMPARE(cutIn(shop.window), QStringList());
  keepPicture(shop.window, "import-refused");
}

void PagesTest::keyboardStartsInThePage() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  for (const PageId id : {PageId::Today, PageId::Orders, PageId::Catalogue, PageId::Live, PageId::Views, PageId::Log, PageId::Import, PageId::Health, PageId::Learn}) {
    shop.frame().go(id);
    QWidget* focus = shop.window.focusWidget();
    QVERIFY2(focus && !qobject_cast<RailEntry*>(focus), qPrintable(nameOf(id)));
    const QWidget* actions = shop.frame().page()->actions();
    QVERIFY2(focus == shop.frame().page() || shop.frame().page()->isAncestorOf(focus) || (actions && actions->isAncestorOf(focus)), qPrintable(nameOf(id)));
  }
}

// A table that gets the keyboard makes its first row current; that must not open an order.
void PagesTest::keyboardChoosesNothing() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  QVERIFY(!shop.place("TEA", 3).empty());
  OrdersPage& page = shop.frame().orders();
  QTRY_VERIFY(page.blotter().model().summary(0) != nullptr);
  shop.frame().go(PageId::Today);
  shop.frame().go(PageId::Orders);
  QTest::qWait(300);
  QVERIFY(page.blotter().table().hasFocus());
  QVERIFY(!page.inspector().isVisible());
  QTest::keyClick(&page.blotter().table(), Qt::Key_Home);
  QTest::mouseClick(page.blotter().table().viewport(), Qt::LeftButton, {}, page.blotter().table().visualRect(page.blotter().model().index(0, 1)).center());
  QTRY_VERIFY(page.inspector().isVisible() && page.inspector().ready());
  // What was closed stays closed when the list is read again, and a click opens it again.
  QVERIFY(page.closeSide());
  shop.frame().refreshPage();
  QTest::qWait(500);
  QVERIFY(!page.inspector().isVisible());
  QTest::mouseClick(page.blotter().table().viewport(), Qt::LeftButton, {}, page.blotter().table().visualRect(page.blotter().model().index(0, 1)).center());
  QTRY_VERIFY(page.inspector().isVisible());
}

void PagesTest::placedOrderIsInSight() {
  Shop shop;
  QVERIFY(shop.opened);
  for (int i = 0; i < 60; ++i) QVERIFY(!shop.place("TEA", 3).empty());
  shop.frame().go(PageId::Orders);
  shop.frame().refreshPage();
  OrdersPage& page = shop.frame().orders();
  QTRY_COMPARE(page.blotter().model().rowCount(), 60);
  const DataTable& table = page.blotter().table();
  const int whole = table.viewport()->height() / table.rowHeight(0);
  QCOMPARE(table.lastWholeRow(), whole - 1);
  const auto says = [&page](const QString& text) {
    const auto labels = page.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) { return label->text() == text; });
  };
  QTRY_VERIFY(says(QStringLiteral("Rows 1–%1 of 60").arg(whole)));
  QTRY_VERIFY(page.blotter().model().summary(50) != nullptr);
  page.blotter().table().selectRow(50);
  shop.frame().newOrder();
  OrderDraft draft;
  draft.currency = QStringLiteral("GBP");
  draft.lines = {{QStringLiteral("CUP"), QStringLiteral("Cup"), QStringLiteral("2"), QStringLiteral("4.50")}};
  page.entry().fill(draft);
  page.entry().place(false);
  QTRY_VERIFY_WITH_TIMEOUT(page.entry().receipt().complete(), 10'000);
  QTRY_COMPARE(page.blotter().model().rowCount(), 61);
  QTRY_VERIFY(page.blotter().model().summary(0) && page.blotter().model().summary(0)->total.tenThousandths == 90'000);
  QTRY_COMPARE(page.blotter().table().rowAt(2), 0);
}

void PagesTest::operatorsReadTheirOwnWords() {
  const QRegularExpression forbidden(
      QStringLiteral("\\b(projections?|lag|p50|p95|p99|percentile|parked|dead.letter|poison\\w*|quarantined?|verify|rebuil[dt]\\w*|version conflict|outcome unknown|"
                     "duplicates?|data folder|SLO|position|offset|checkpoints?|streams?|aggregates?|idempoten\\w*|eventual\\w*|envelopes?|events?|read model|write model|latency)\\b"),
      QRegularExpression::CaseInsensitiveOption);
  QVERIFY(forbidden.match(QStringLiteral("the projection lags")).hasMatch());
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("TEA", 3).empty());
  QTRY_VERIFY(shop.frame().orders().blotter().model().summary(0) != nullptr);
  const auto check = [&](const char* where) {
    for (const QString& text : wordsOn(shop.window, shop.theme)) {
      const QRegularExpressionMatch match = forbidden.match(text);
      QVERIFY2(!match.hasMatch(), qPrintable(QStringLiteral("%1: “%2” in “%3”").arg(QLatin1String(where), match.captured(), text)));
    }
  };
  for (const PageId id : {PageId::Today, PageId::Catalogue, PageId::Orders}) {
    shop.frame().go(id);
    QTRY_VERIFY(shop.frame().page()->ready());
    QTest::qWait(150);
    check(qPrintable(nameOf(id)));
  }
  OrdersPage& page = shop.frame().orders();
  page.openFirst();
  QTRY_VERIFY(page.inspector().ready());
  check("inspector");
  page.startEntry();
  page.entry().place(false);
  check("order entry");
  // A paused list is told in the same words.
  QVERIFY(shop.engine().pause("order_list", "test", "a look at the words"));
  shop.place("CUP", 2);
  QTest::qWait(1500);
  check("a paused list");
}

void PagesTest::orderIsReadBeforeItIsSeen() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string id = shop.place("TEA", 3);
  QVERIFY(!id.empty());
  Inspector inspector(shop.theme, shop.frame().session());
  inspector.showOrder(QString::fromStdString(id));
  QTRY_VERIFY(inspector.ready());
  inspector.resize(inspector.width(), 700);
  inspector.setVisible(true);
  const auto* title = inspector.findChild<ShortLabel*>(QStringLiteral("orderTitle"));
  const auto* customer = inspector.findChild<ShortLabel*>(QStringLiteral("orderCustomer"));
  // The number and "Guest" are short: they stand beside each other.
  QTRY_VERIFY(customer->x() > title->x() && customer->geometry().center().y() == title->geometry().center().y());
}

void PagesTest::notesStandWhereThePackerLooks() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.window.resize(1280, 720);
  domain::PlaceOrder order;
  order.currency = base::Currency{{'G', 'B', 'P'}};
  domain::LineRequest line;
  line.product = domain::ProductId("CUP");
  line.quantity = base::Quantity{1000};
  line.unitPrice = base::Amount{50'000};
  order.lines.push_back(line);
  order.note = "fragile";
  const std::string id = shop.give(order, "ann");
  QVERIFY(!id.empty());
  shop.window.go(PageId::Inspector);
  Inspector& inspector = shop.frame().orders().inspector();
  QTRY_VERIFY_WITH_TIMEOUT(inspector.isVisible() && inspector.ready(), 5000);
  const auto shown = [&inspector](const char* name) {
    QStringList texts;
    for (const ShortLabel* label : inspector.findChildren<ShortLabel*>(QString::fromLatin1(name)))
      if (label->isVisible()) texts << label->whole();
    return texts;
  };
  QTRY_COMPARE(shown("note"), QStringList{QStringLiteral("fragile")});
  QVERIFY2(shown("noteBy")[0].startsWith(QStringLiteral("ann, ")), qPrintable(shown("noteBy")[0]));
  QCOMPARE(shown("holdReason"), QStringList());
  // What was written since and why it is held; of many notes the newest two, the others stand in the timeline.
  const QString lots = QStringLiteral("the customer rang twice and wants both cups in one box, well wrapped, by Friday");
  for (const QString& text : {QStringLiteral("ring the bell"), lots}) {
    domain::AddNote note;
    note.order = domain::OrderId(id);
    note.text = text.toStdString();
    QVERIFY(!shop.give(note, "ben").empty());
  }
  domain::HoldOrder hold;
  hold.order = domain::OrderId(id);
  hold.reason = "waiting for the address";
  QVERIFY(!shop.give(hold, "ben").empty());
  QTRY_COMPARE(shown("note"), (QStringList{QStringLiteral("ring the bell"), lots}));
  QVERIFY(shown("noteBy")[1].startsWith(QStringLiteral("ben, ")));
  QCOMPARE(shown("holdReason"), QStringList{QString::fromStdString(hold.reason)});
  QVERIFY(inspector.findChild<TimelineView*>()->accessibleDescription().contains(QStringLiteral("fragile")));
  QTRY_COMPARE(cutIn(shop.window), QStringList());
  keepPicture(shop.window, "notes");
  QCOMPARE(shop.window.size(), QSize(1280, 720));
}

void PagesTest::orderGoesThroughItsLife() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  QVERIFY(!order.empty());
  shop.frame().go(PageId::Orders);
  OrdersPage& page = shop.frame().orders();
  QTRY_VERIFY(page.blotter().model().summary(0) != nullptr);
  page.openFirst();
  QTRY_VERIFY(page.inspector().ready());
  auto* pay = buttonNamed(page.inspector(), QStringLiteral("Record payment of what is open"));
  auto* ship = buttonNamed(page.inspector(), QStringLiteral("Ship everything that is left"));
  auto* deliver = buttonNamed(page.inspector(), QStringLiteral("Record delivery of the next package"));
  auto* cancel = buttonNamed(page.inspector(), QStringLiteral("Cancel the order"));
  QVERIFY(pay && ship && deliver && cancel);
  QVERIFY(pay->isEnabled() && ship->isEnabled() && !deliver->isEnabled() && cancel->isEnabled());
  QTest::mouseClick(pay, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(!pay->isEnabled(), 5000);
  QTest::mouseClick(ship, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(deliver->isEnabled() && !ship->isEnabled() && !cancel->isEnabled(), 5000);
  QTest::mouseClick(deliver, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(!deliver->isEnabled(), 5000);
  QTRY_COMPARE_WITH_TIMEOUT(page.blotter().model().summary(0)->status, domain::OrderStatus::Delivered, 5000);
  QStringList labels;
  for (const QLabel* label : page.inspector().findChildren<QLabel*>()) labels << label->text();
  QVERIFY2(labels.contains(QStringLiteral("4 changes")), qPrintable(labels.join(QLatin1Char('|'))));
  QVERIFY2(!labels.filter(QStringLiteral("Delivery: stored in")).isEmpty(), qPrintable(labels.join(QLatin1Char('|'))));
}

void PagesTest::whatIsDueIsPaid() {
  Shop shop;
  QVERIFY(shop.opened);
  const domain::OrderId order(shop.place("TEA", 10));
  QVERIFY(!shop.give(domain::ShipPackage{order, "", {}, ""}).empty());
  QVERIFY(!shop.give(domain::ReturnLines{order, {{1, {400}}}, "torn"}).empty());
  QVERIFY(!shop.give(domain::RecordPayment{order, {30'000}, ""}).empty());
  QVERIFY(!shop.give(domain::RefundPayment{order, {10'000}}).empty());
  Inspector inspector(shop.theme, shop.frame().session());
  inspector.showOrder(QString::fromStdString(order.text));
  QTRY_VERIFY(inspector.ready());
  auto* pay = buttonNamed(inspector, QStringLiteral("Record payment of what is open"));
  QVERIFY(pay->isEnabled());
  QTest::mouseClick(pay, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(!pay->isEnabled(), 5000);
  // 10.00 less the 4.00 that came back less the 2.00 that were kept.
  const auto document = (*shop.engine().openReader())->order(order.text);
  QCOMPARE(document->paid.toText(), std::string("7.00"));
  QCOMPARE(document->due->toText(), std::string("0.00"));
}

void PagesTest::orderIsCancelledWithAReason() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("TEA", 3).empty());
  shop.frame().go(PageId::Orders);
  OrdersPage& page = shop.frame().orders();
  QTRY_VERIFY(page.blotter().model().summary(0) != nullptr);
  page.openFirst();
  QTRY_VERIFY(page.inspector().ready());
  auto* cancel = buttonNamed(page.inspector(), QStringLiteral("Cancel the order"));
  QTest::mouseClick(cancel, Qt::LeftButton);
  auto* reason = page.inspector().findChild<QLineEdit*>();
  QVERIFY(reason && reason->isVisible());
  // Without a reason nothing is sent.
  QTest::keyClick(reason, Qt::Key_Return);
  QVERIFY(reason->isVisible());
  QTest::keyClicks(reason, QStringLiteral("bought twice"));
  QTest::keyClick(reason, Qt::Key_Return);
  QTRY_COMPARE_WITH_TIMEOUT(page.blotter().model().summary(0)->status, domain::OrderStatus::Cancelled, 5000);
  QTRY_VERIFY_WITH_TIMEOUT(!cancel->isEnabled(), 5000);
}

void PagesTest::emptyListSaysWhyAndTheWayOut() {
  Shop shop;
  QVERIFY(shop.opened);
  Blotter& blotter = shop.frame().orders().blotter();
  auto* state = blotter.findChild<EmptyState*>();
  QTRY_VERIFY_WITH_TIMEOUT(state->isVisible(), 5000);
  QVERIFY(buttonNamed(*state, QStringLiteral("New order")));
  QVERIFY(!shop.place("CUP", 5).empty());
  QTRY_VERIFY_WITH_TIMEOUT(!state->isVisible(), 5000);
  for (int i = 0; i < 60; ++i) QVERIFY(!shop.place("CUP", 5).empty());
  blotter.reload();
  QTRY_COMPARE_WITH_TIMEOUT(blotter.model().rowCount(), 61, 5000);
  blotter.table().scrollToBottom();
  QTRY_VERIFY(blotter.table().firstWholeRow() > 10);
  blotter.filterByText(QStringLiteral("nobody"));
  QTRY_VERIFY_WITH_TIMEOUT(state->isVisible(), 5000);
  QCOMPARE(state->geometry(), blotter.table().viewport()->rect());
  QCOMPARE(state->findChild<QLabel*>()->text(), QStringLiteral("No order matches “nobody”."));
  QTest::mouseClick(buttonNamed(*state, QStringLiteral("Show all orders")), Qt::LeftButton);
  QTRY_COMPARE_WITH_TIMEOUT(blotter.model().rowCount(), 61, 5000);
  QVERIFY(!state->isVisible());
}

void PagesTest::emptyShopTakesTheZoneOfItsFirstFile() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  QVERIFY(shop.engine().zone() != "Europe/Berlin");
  shop.frame().go(PageId::Import);
  shop.frame().importPage().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.frame().importPage().setFile(QString::fromStdString(tests::fixture("shop.csv")));
  QVERIFY(!shop.frame().importPage().findChild<QLabel*>(QStringLiteral("zones"))->isVisible());
  QTest::mouseClick(shop.frame().importPage().findChild<QPushButton*>(QStringLiteral("takeIn")), Qt::LeftButton);
  QTRY_COMPARE_WITH_TIMEOUT(shop.engine().zone(), std::string("Europe/Berlin"), 10'000);
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().importPage().findChild<QLabel*>(QStringLiteral("became"))->text().startsWith(QStringLiteral("Became ")), 20'000);
  QCOMPARE(shop.frame().current(), PageId::Import);
  QVERIFY(!shop.frame().importPage().findChild<QLabel*>(QStringLiteral("zones"))->isVisible());
}

void PagesTest::refusedFileLeavesTheZoneOfAnEmptyShop() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  const std::string path = shop.folder / "bad.csv";
  QFile file(QString::fromStdString(path));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\nA;p\nB;p\n");
  file.close();
  ImportPage& page = shop.frame().importPage();
  shop.frame().go(PageId::Import);
  page.setProfile(QString::fromStdString(tests::fixture("shop.json")));
  page.setFile(file.fileName());
  page.start();
  QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QLabel*>(QStringLiteral("importMessage"))->text().contains(QStringLiteral("bad.csv")), 10'000);
  QCOMPARE(shop.engine().zone(), std::string("Europe/London"));
  QVERIFY(&shop.frame().importPage() == &page);
  QVERIFY(page.findChild<QPushButton*>(QStringLiteral("takeIn"))->isEnabled());
}

void PagesTest::typedOrderIsNotLostToAnImport() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  shop.frame().newOrder();
  OrderDraft draft;
  draft.customer = QStringLiteral("ann");
  shop.frame().orders().entry().fill(draft);
  ImportPage& page = shop.frame().importPage();
  page.setProfile(QString::fromStdString(tests::fixture("shop.json")));
  page.setFile(QString::fromStdString(tests::fixture("shop.csv")));
  page.start();
  QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QLabel*>(QStringLiteral("importMessage"))->text().contains(QStringLiteral("being typed")), 10'000);
  QCOMPARE(shop.engine().zone(), std::string("Europe/London"));
  QVERIFY(shop.frame().orders().entry().holdsText());
}

void PagesTest::fileIsTakenIn() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("CUP", 5).empty());
  shop.frame().go(PageId::Import);
  ImportPage& page = shop.frame().importPage();
  auto* start = page.findChild<QPushButton*>(QStringLiteral("takeIn"));
  QVERIFY(start && !start->isEnabled());
  page.setProfile(QString::fromStdString(tests::fixture("shop.json")));
  page.setFile(QString::fromStdString(tests::fixture("shop.csv")));
  QVERIFY(start->isEnabled());
  // A text that has just changed waits for its layout.
  QTRY_COMPARE(clippedIn(shop.window).size(), 0);
  QTest::mouseClick(start, Qt::LeftButton);
  auto* became = page.findChild<QLabel*>(QStringLiteral("became"));
  QTRY_VERIFY_WITH_TIMEOUT(became->text().startsWith(QStringLiteral("Became ")), 20'000);
  const auto* table = page.findChild<DataTable*>(QStringLiteral("account"));
  const auto cell = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
  // Every row has one fate, and the last line says that they add up.
  const int last = table->model()->rowCount() - 1;
  int rows = 0;
  for (int row = 0; row < last; ++row) rows += cell(row, 2).toInt();
  QCOMPARE(cell(last, 1), QStringLiteral("Rows in the file"));
  QCOMPARE(rows, cell(last, 2).toInt());
  QVERIFY(rows >= 12);
  QVERIFY2(cell(last, 4).contains(QStringLiteral("no row is missing")), qPrintable(cell(last, 4)));
  QStringList fates;
  for (int row = 0; row < last; ++row) fates << cell(row, 0);
  for (const char* fate : {"taken in", "not imported", "left out"}) QVERIFY2(fates.contains(QLatin1String(fate)), fate);
  // Times of the file are of its zone; a shop that has an order already counts in its own.
  const auto* zones = page.findChild<QLabel*>(QStringLiteral("zones"));
  QVERIFY(zones->isVisible());
  QCOMPARE(zones->text(), QStringLiteral("Times of this file are Europe/Berlin; days and months here are counted in %1.").arg(QString::fromStdString(shop.engine().zone())));
  // The same file again: every row is accounted for as there already.
  page.setFile(QString::fromStdString(tests::fixture("shop.csv")));
  QTest::mouseClick(start, Qt::LeftButton);
  QTRY_COMPARE_WITH_TIMEOUT(cell(1, 0), QStringLiteral("there already"), 20'000);
  QTRY_VERIFY_WITH_TIMEOUT(cell(0, 2) == QStringLiteral("0") && cell(1, 2).toInt() > 0, 20'000);
  QTRY_COMPARE(clippedIn(shop.window).size(), 0);
  QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("openOrders")), Qt::LeftButton);
  QCOMPARE(shop.frame().current(), PageId::Orders);
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().orders().blotter().model().rowCount() > 0, 5000);
}

void PagesTest::fileThatDoesNotFitIsToldBeforehand() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  shop.window.resize(1280, 720);
  shop.frame().go(PageId::Import);
  ImportPage& page = shop.frame().importPage();
  const auto* steps = page.findChild<StepStrip*>();
  const auto* message = page.findChild<QLabel*>(QStringLiteral("importMessage"));
  const auto* start = page.findChild<QPushButton*>(QStringLiteral("takeIn"));
  page.setProfile(QString::fromStdString(tests::checkout() + "/resources/profiles/online-retail.json"));
  page.setFile(QString::fromStdString(tests::fixture("shop.csv")));
  QTRY_VERIFY(!start->isEnabled());
  QCOMPARE(steps->accessibleName(), QStringLiteral("Step 2 of 4: Mapping"));
  for (const char* column : {"InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"})
    QVERIFY2(message->text().count(QLatin1Char('\'') + QLatin1String(column) + QLatin1Char('\'')) == 1, qPrintable(message->text()));
  QTRY_COMPARE(cutIn(shop.window), QStringList());
  keepPicture(shop.window, "import-misfit");
  page.setProfile(QString::fromStdString(tests::fixture("shop.json")));
  QTRY_COMPARE(steps->accessibleName(), QStringLiteral("Step 3 of 4: Take in"));
  QVERIFY(start->isEnabled());
  // What cannot be read at all is told as well.
  QFile file(QString::fromStdString(shop.folder / "broken.csv.gz"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("\x1f\x8b\x08 and then nothing that is packed");
  file.close();
  page.setFile(file.fileName());
  QTRY_VERIFY(message->text().contains(QStringLiteral("damaged")));
  QVERIFY(!start->isEnabled());
  QCOMPARE(steps->accessibleName(), QStringLiteral("Step 2 of 4: Mapping"));
}

void PagesTest::latePreviewIsNotTold() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("CUP", 5).empty());
  shop.frame().go(PageId::Import);
  ImportPage& page = shop.frame().importPage();
  const auto* message = page.findChild<QLabel*>(QStringLiteral("importMessage"));
  const auto* preview = page.findChild<DataTable*>(QStringLiteral("preview"));
  const QString retail = QString::fromStdString(tests::checkout() + "/resources/profiles/online-retail.json"), misfit = QString::fromStdString(tests::fixture("shop.csv"));
  // A preview is read on the bridge's thread, which does one thing after the other.
  std::binary_semaphore gate(0);
  const auto hold = [&] { shop.frame().session().bridge().inBackground([&gate] { gate.acquire(); }, &page, [] {}); };
  bool done = false;
  const auto settle = [&] {
    done = false;
    shop.frame().session().bridge().inBackground([] {}, &page, [&done] { done = true; });
    QTRY_VERIFY(done);
  };
  hold();
  page.setProfile(retail);
  page.setFile(misfit);
  // A profile that cannot be read: of the one before nothing is told any more.
  page.setProfile(QString::fromStdString(shop.folder / "none.json"));
  QVERIFY(message->text().contains(QStringLiteral("none.json")));
  gate.release();
  settle();
  QVERIFY2(message->text().contains(QStringLiteral("none.json")), qPrintable(message->text()));
  // Nor is another file read in the manner of that one.
  page.setFile(misfit);
  settle();
  QVERIFY2(message->text().contains(QStringLiteral("none.json")), qPrintable(message->text()));
  QCOMPARE(preview->model()->rowCount(), 0);
  // Taken in before its preview is there, the file is spoken of by the run; its rows are shown all the same.
  hold();
  page.setProfile(retail);
  page.setFile(misfit);
  page.start();
  QTRY_VERIFY(!page.findChild<QProgressBar*>()->isVisible());
  const QString refusal = message->text();
  QVERIFY2(refusal.contains(QStringLiteral("shop.csv")), qPrintable(refusal));
  gate.release();
  settle();
  QCOMPARE(message->text(), refusal);
  QVERIFY(preview->model()->rowCount() > 0);
}

void PagesTest::realFileIsCancelledAndTakenIn() {
  const auto file = tests::realData("online-retail/online-retail.csv.gz");
  if (!file) QSKIP("the Online Retail file is not beside the checkout");
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  shop.frame().go(PageId::Import);
  ImportPage& page = shop.frame().importPage();
  page.setProfile(QString::fromStdString(tests::checkout() + "/resources/profiles/online-retail.json"));
  page.setFile(QString::fromStdString(*file));
  auto* start = page.findChild<QPushButton*>(QStringLiteral("takeIn"));
  auto* cancel = page.findChild<QPushButton*>(QStringLiteral("cancelImport"));
  auto* progress = page.findChild<QProgressBar*>();
  auto* message = page.findChild<QLabel*>(QStringLiteral("importMessage"));
  auto* became = page.findChild<QLabel*>(QStringLiteral("became"));
  const auto* table = page.findChild<DataTable*>(QStringLiteral("account"));
  const auto* shares = page.findChild<ShareBar*>();
  const auto cell = [table](int row, int column) { return table->model()->index(row < 0 ? table->model()->rowCount() - 1 : row, column).data().toString(); };
  // Packed or not, a file is shown before anything is taken in.
  const auto* preview = page.findChild<DataTable*>(QStringLiteral("preview"));
  QTRY_COMPARE(preview->model()->columnCount(), 8);
  QCOMPARE(preview->model()->index(0, 0).data().toString(), QStringLiteral("536365"));
  QTest::mouseClick(start, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(progress->isVisible() && progress->value() > 50, 60'000);
  // Neither now nor after a cancel is anything claimed of rows that were not read.
  const auto claimsPart = [&] {
    QVERIFY2(cell(-1, 4).contains(QStringLiteral("of 541\u202F909 rows in the file")), qPrintable(cell(-1, 4)));
    QCOMPARE(cell(-1, 1), QStringLiteral("Rows read"));
    const double share = shares->accessibleName().section(QStringLiteral(", "), 1, 1).section(QLatin1Char(' '), 0, 0).toDouble();
    QVERIFY2(share > 0 && share < 95, qPrintable(shares->accessibleName()));
  };
  claimsPart();
  QCOMPARE(shop.window.focusWidget(), cancel);
  QVERIFY2(became->text().startsWith(QStringLiteral("So far ")), qPrintable(became->text()));
  keepPicture(shop.window, "import-reading");
  QTest::mouseClick(cancel, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(message->text().startsWith(QStringLiteral("Cancelled after row ")), 30'000);
  QVERIFY(!progress->isVisible());
  claimsPart();
  QCOMPARE(page.findChild<StepStrip*>()->accessibleName(), QStringLiteral("Step 3 of 4: Take in"));
  QVERIFY(became->text().startsWith(QStringLiteral("Became ")));
  QVERIFY(start->isEnabled());
  keepPicture(shop.window, "import-cancelled");
  QTest::mouseClick(start, Qt::LeftButton);
  QTRY_COMPARE_WITH_TIMEOUT(message->text(), QStringLiteral("All rows have been read."), 120'000);
  QCOMPARE(cell(-1, 2), QStringLiteral("541\u202F909"));
  QVERIFY(cell(-1, 4).contains(QStringLiteral("no row is missing")));
  QCOMPARE(page.findChild<StepStrip*>()->accessibleName(), QStringLiteral("All 4 steps are done"));
  keepPicture(shop.window, "import-whole");
  // Once more: nothing is new, and that is what stands first.
  page.setFile(QString::fromStdString(*file));
  QTest::mouseClick(start, Qt::LeftButton);
  QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(QStringLiteral("nothing was added")), 120'000);
  QVERIFY2(shares->accessibleName().startsWith(QStringLiteral("All 541\u202F909 rows were there already, nothing was added")), qPrintable(shares->accessibleName()));
  QVERIFY2(became->text().startsWith(QStringLiteral("Nothing was added")), qPrintable(became->text()));
  keepPicture(shop.window, "import-again");
  QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("openOrders")), Qt::LeftButton);
  QVERIFY(shop.engine().waitForProjections(shop.engine().head().position, 60'000));
  shop.frame().refreshPage();
  QTRY_COMPARE_WITH_TIMEOUT(shop.frame().orders().blotter().model().rowCount(), 19'959, 10'000);
}

void PagesTest::firstPageFitsWithWhatWentWrong_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<int>("height");
  QTest::addColumn<int>("sentences");
  QTest::addColumn<bool>("scrolls");
  QTest::newRow("1440x900") << 1440 << 900 << 1 << false;
  QTest::newRow("1280x720") << 1280 << 720 << 1 << false;
  QTest::newRow("1280x720, long") << 1280 << 720 << 5 << false;
  QTest::newRow("the least") << 1100 << 640 << 5 << true;
}

void PagesTest::firstPageFitsWithWhatWentWrong() {
  QFETCH(int, width);
  QFETCH(int, height);
  QFETCH(int, sentences);
  QFETCH(bool, scrolls);
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  for (int i = 0; i < 8; ++i) {
    RecentFolder one;
    one.folder = QString::fromStdString(folder / ("shop" + std::to_string(i)));
    folders.remember(one);
  }
  MainWindow window(theme, folders);
  window.resize(width, height);
  window.show();
  auto* page = window.findChild<FirstPage*>();
  page->showProblem(QStringLiteral("The folder was not opened: another program is at work in it, close that one first. ").repeated(sentences));
  const auto* block = page->findChild<QWidget*>(QStringLiteral("firstBlock"));
  const auto* area = page->findChild<QScrollArea*>();
  const auto* table = page->findChild<DataTable*>(QStringLiteral("folders"));
  QTRY_COMPARE(block->mapTo(page, QPoint()).x(), (width - block->width()) / 2 - (scrolls ? area->verticalScrollBar()->width() / 2 : 0));
  QTRY_COMPARE(area->verticalScrollBar()->isVisible(), scrolls);
  // Nothing touches the edge, and the list of folders shows some of them.
  QVERIFY2(block->mapTo(page, QPoint()).y() >= 12, qPrintable(QString::number(block->mapTo(page, QPoint()).y())));
  QVERIFY(table->lastWholeRow() >= 1);
  QTRY_VERIFY(block->height() >= block->layout()->totalHeightForWidth(block->width()));
  area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
  QVERIFY(block->mapTo(area, QPoint(0, block->height())).y() + 12 <= area->height());
  QCOMPARE(cutIn(window), QStringList());
  QCOMPARE(window.size(), QSize(width, height));
  keepPicture(window, qPrintable(QStringLiteral("first-%1-%2").arg(height).arg(sentences)));
}

void PagesTest::missingFolderIsNotMadeAnew() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  RecentFolder gone;
  gone.folder = QString::fromStdString(folder / "gone");
  gone.orders = 12;
  folders.remember(gone);
  MainWindow window(theme, folders);
  window.resize(1440, 900);
  window.show();
  auto* table = window.findChild<DataTable*>(QStringLiteral("folders"));
  QVERIFY(table && table->isVisible());
  QCOMPARE(table->model()->rowCount(), 1);
  QCOMPARE(table->model()->index(0, 5).data().toString(), QStringLiteral("Folder not found"));
  QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("…"));
  table->setFocus();
  QTest::keyClick(table, Qt::Key_Return);
  auto* problem = window.findChild<QLabel*>(QStringLiteral("problem"));
  QVERIFY(problem && problem->isVisible());
  QVERIFY2(problem->text().startsWith(QStringLiteral("Folder not found")), qPrintable(problem->text()));
  QVERIFY(!window.shop());
  QVERIFY(!QDir(gone.folder).exists());
  QTest::mouseClick(buttonNamed(window, QStringLiteral("Remove from this list")), Qt::LeftButton);
  QVERIFY(folders.all().isEmpty());
  QVERIFY(!problem->isVisible());
}

void PagesTest::closedFolderIsListedWithItsOrders() {
  Shop shop;
  QVERIFY(shop.opened);
  for (int i = 0; i < 3; ++i) QVERIFY(!shop.place("TEA", 3).empty());
  QTRY_COMPARE(shop.frame().session().feed().state().orders, 3);
  shop.window.go(PageId::First);
  const auto* table = shop.window.findChild<DataTable*>(QStringLiteral("folders"));
  QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("3"));
  // Closed before anything was answered, it stays as it was known.
  SessionOptions options;
  options.folder = QString::fromStdString(shop.folder / "shop");
  QVERIFY(shop.window.openFolder(options));
  shop.window.go(PageId::First);
  QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("3"));
}

TWINLANE_TEST(PagesTest)
#include "pages_test.moc"
