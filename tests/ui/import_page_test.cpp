// The import page over a real engine: files are dropped, a profile is proposed and finished, the first rows are shown as they
// would be taken in, rows that were not imported are looked through by pages, repaired, and taken in once.
#include "support/cut_texts.h"
#include "support/places.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "parts/choice_box.h"
#include "transfer/aside_page.h"
#include "transfer/dropped_files.h"
#include "transfer/import_page.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMimeData>
#include <QScrollBar>
#include <QTimer>

#include <fstream>

using namespace twinlane;
using namespace twinlane::ui;

namespace {

constexpr const char* shopColumns = "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\n";

// The import page of a shop that has an order already, so that it keeps its zone.
struct ImportShop : tests::ShopWindow {
  ImportShop() : ShopWindow("Europe/Berlin") {
    place("CUP", 5);
    frame().go(PageId::Import);
  }
  ImportPage& page() { return frame().importPage(); }
  template <class T>
  T* part(const char* name) { return page().findChild<T*>(QString::fromLatin1(name)); }
  QString cell(const char* table, int row, int column) {
    const auto* model = part<DataTable>(table)->model();
    return model->index(row < 0 ? model->rowCount() + row : row, column).data().toString();
  }
  int rowsOf(const char* table) { return part<DataTable>(table)->model()->rowCount(); }
  // The row of a table that has this text in a column; -1 for none.
  int rowWith(const char* table, int column, const QString& text) {
    for (int row = 0; row < rowsOf(table); ++row)
      if (cell(table, row, column).contains(text)) return row;
    return -1;
  }
  void click(const char* name) { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
  std::string file(const char* name, const std::string& rows, const char* columns = shopColumns) {
    const std::string path = folder / name;
    std::ofstream(path, std::ios::binary) << columns << rows;
    return path;
  }
  // A history in two tables: three orders, one of which has no lines.
  QString tables() {
    const QString path = QString::fromStdString(folder / "tables");
    QDir().mkpath(path);
    file("tables/orders.csv", "A1,K1,2024-05-01 10:00,2024-05-03 10:00\nA2,,,\nA3,K1,2024-05-02 10:00,\n", "id,who,came,went\n");
    file("tables/lines.csv", "A1,tea,1,3.50\nA1,cup,2,7\nA2,tea,1,3.50\n", "order,item,pieces,price\n");
    return path;
  }
  QString tablesProfile() {
    return QString::fromStdString(file("tables-profile.json", R"({"name": "Tables", "source": "tables", "shape": "several_tables", "date_format": "%Y-%m-%d %H:%M", "zone": "UTC", "currency": "EUR",
      "objects": [{"role": "order", "from": "orders", "columns": {"id": "id", "customer": "who", "placed_at": "came"}, "facts": [{"fact": "shipped", "at": "went"}]},
                  {"role": "line", "from": "lines", "columns": {"order": "order", "product": "item", "quantity": "pieces", "unit_price": "price"}}]})", ""));
  }
  QString rowTold(const char* table, int row) {
    QStringList cells;
    for (int column = 0; column < part<DataTable>(table)->model()->columnCount(); ++column) cells << cell(table, row, column);
    return cells.join(QLatin1Char('|'));
  }
  bool takeIn(const std::string& path) {
    page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
    page().setFile(QString::fromStdString(path));
    page().start();
    return QTest::qWaitFor([this] { return part<QLabel>("importMessage")->text() == QStringLiteral("All rows have been read."); }, 20'000);
  }
  // The rows that were not imported are on screen.
  bool browse(int rows) {
    if (!QTest::qWaitFor([this] { return part<QPushButton>("openAside")->isEnabled(); }, 5000)) return false;
    click("openAside");
    return QTest::qWaitFor([&] { return part<QWidget>("asideCard")->isVisible() && rowsOf("aside") == rows; }, 5000);
  }
  void choose(int row) { part<DataTable>("aside")->selectRow(row); }
  QString meaning() { return part<QLabel>("repairMeaning")->text(); }
  void write(const QString& text) { part<QPlainTextEdit>("repairText")->setPlainText(text); }
  QString repairTold() { return page().findChild<ShortLabel*>(QStringLiteral("repairMessage"))->whole(); }
  // Parts of the page that lie on each other.
  QString overlaps() {
    QStringList all;
    const auto parts = page().findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (qsizetype i = 0; i < parts.size(); ++i)
      for (qsizetype k = 0; k < i; ++k)
        if (parts[i]->isVisible() && parts[k]->isVisible() && parts[i]->geometry().intersects(parts[k]->geometry())) all << QStringLiteral("%1 on %2").arg(i).arg(k);
    return all.join(QLatin1Char(' '));
  }
  // What is cut off or has no name; empty where all is well.
  QString wrongs() { return (tests::cutIn(window) + namelessIn(window)).join(QStringLiteral(" | ")); }
};

void drop(QWidget& on, const QStringList& paths) {
  QMimeData data;
  QList<QUrl> urls;
  for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
  data.setUrls(urls);
  QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&on, &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&on, &event);
}

}  // namespace

class ImportPageTest : public QObject {
  Q_OBJECT
 private slots:
  void firstRowsAreShownAsTheyWouldBeTakenIn();
  void profileIsProposedFinishedAndSaved();
  void profileIsCheckedWhileItIsTyped();
  void droppedFolderIsTakenInWithItsProfile();
  void fileOfManyThatDoesNotFitIsNamed();
  void droppedThingsAreToldApart();
  void profileIsPickedThatTheFilesLookLike();
  void historyIsTakenInFromItsFolder();
  void historyIsShownAsItsFirstOrders();
  void logIsShownAsItsFirstOrders();
  void fileThatNoRoleAsksForIsToldBeforeItIsTakenIn();
  void straysAmongChosenFilesAreToldAndLeftOut();
  void folderIsChosenByAButton();
  void dialogOffersTablesLogsAndAllFiles();
  void proposalSaysThatItIsForOneTable();
  void aShippedProfileTakesThePlaceOfAProposal();
  void paceIsThatOfRowsTakenIn();
  void localTimesThatAreNotClearAreCounted();
  void brokenGuardsAreTold();
  void rowsNotImportedAreReadByPages();
  void reasonFiltersRowsNotImported();
  void repairedRowIsTakenInAndNoLongerOpen();
  void rowsAreTakenInTogetherUnderAMendedProfile();
  void allOfAKindAreTakenInAsTheyAre();
  void firstRowsAsTakenInNeedNoBar_data();
  void firstRowsAsTakenInNeedNoBar();
  void changedProfileIsNotLostToRowsOfAnother();
  void rowsOfAnotherSourceLeadToAProfile();
  void keyboardStaysWithTheRows();
  void allReasonsOfRowsThatStayAreTold();
  void rowThatCannotGoOnStaysAndIsToldWhy();
  void rowOfAFileThatIsGoneSaysWhatIsMissing();
  void rowOfAnotherSourceAsksForItsProfile();
  void everyFaceFits_data();
  void everyFaceFits();
};

void ImportPageTest::firstRowsAreShownAsTheyWouldBeTakenIn() {
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(shop.file("first.csv", "A1;tea;Black tea;2;3,50;26.03.2023 01:30;K1;Germany\nR7;cup;;-1;10,1234;27.03.2023 09:00;;Germany\nX9;fix;;1;5;30.10.2023 10:00;K2;Germany\nA3;tea;;viele;3,50;30.10.2023 10:00;K2;Germany\nA3;tea;;1;0;30.10.2023 10:00;K2;Germany\n")));
  QTRY_COMPARE(shop.rowsOf("meaning"), 5);
  QVERIFY(shop.part<DataTable>("meaning")->isVisible());
  const QStringList first = QStringLiteral("2|order line|A1|tea|2|3.50|7.00|2023-03-26 00:30:00|K1|").split(QLatin1Char('|'));
  for (int column = 0; column < first.size(); ++column) QCOMPARE(shop.cell("meaning", 0, column), first[column]);
  QCOMPARE(shop.cell("meaning", 1, 1), QStringLiteral("returned line"));
  QCOMPARE(shop.cell("meaning", 1, 6), QStringLiteral("\u221210.1234"));
  QCOMPARE(shop.cell("meaning", 1, 8), QStringLiteral("guest"));
  QCOMPARE(shop.cell("meaning", 2, 1), QStringLiteral("not imported: correction"));
  QCOMPARE(shop.cell("meaning", 2, 9), QStringLiteral("the values its class asks for, or the class in the profile"));
  QCOMPARE(shop.cell("meaning", 3, 1), QStringLiteral("not imported: bad quantity"));
  QCOMPARE(shop.cell("meaning", 3, 9), QStringLiteral("a plain number, or decimal_sign in the profile"));
  QCOMPARE(shop.cell("meaning", 4, 1), QStringLiteral("left out: free gift"));
  shop.click("previewAsFile");
  QVERIFY(shop.part<DataTable>("preview")->isVisible());
  QCOMPARE(shop.cell("preview", 3, 3), QStringLiteral("viele"));
  // Nothing was stored for that.
  QVERIFY(shop.engine().openReader().value()->importAccount()->rows == 0);
}

void ImportPageTest::aShippedProfileTakesThePlaceOfAProposal() {
  ImportShop shop;
  QVERIFY(shop.opened);
  auto* profiles = shop.part<ChoiceBox>("profiles");
  const auto pick = [&](const QString& data) {
    profiles->setCurrentIndex(profiles->findData(data));
    emit profiles->activated(profiles->currentIndex());
  };
  shop.page().setFile(QString::fromStdString(shop.file("sales.csv", "T1;T;2;3,5;30.10.2023\nT2;C;1;4,0;30.10.2023\n", "order number;sku;quantity;price;order date\n")));
  // A profile of tables does not fit it either.
  pick(QStringLiteral(":/profiles/northwind.json"));
  QTRY_VERIFY(shop.part<QPushButton>("proposeProfile")->isVisible());
  shop.click("proposeProfile");
  QTRY_VERIFY(shop.part<QWidget>("profileEditor")->isVisible());
  QVERIFY(!shop.part<QPushButton>("takeIn")->isEnabled());
  for (const char* shipped : {":/profiles/online-retail.json", ":/profiles/northwind.json"}) {
    pick(QString::fromLatin1(shipped));
    QTRY_COMPARE(shop.part<QPlainTextEdit>("profileText")->toPlainText().toStdString(), [&] { QFile file(QString::fromLatin1(shipped)); return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string(); }());
    QCOMPARE(profiles->currentData().toString(), QString::fromLatin1(shipped));
  }
}

void ImportPageTest::profileIsProposedFinishedAndSaved() {
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(shop.file("sales.csv", "T1;T;2;3,5;30.10.2023\nT2;T;x;3,5;30.10.2023\nT2;C;1;4,0;30.10.2023\n", "order number;sku;quantity;price;order date\n")));
  QTRY_VERIFY(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("does not fit this profile")));
  shop.click("proposeProfile");
  QTRY_VERIFY(shop.part<QWidget>("profileEditor")->isVisible());
  // What must be said, and what was only guessed, each with its line.
  const auto text = [&] { return shop.part<QPlainTextEdit>("profileText")->toPlainText(); };
  const int currency = shop.rowWith("toDecide", 1, QStringLiteral("currency")), source = shop.rowWith("toDecide", 1, QStringLiteral("source"));
  QVERIFY(currency >= 0 && source >= 0);
  QVERIFY(text().split(QLatin1Char('\n'))[shop.cell("toDecide", currency, 0).toInt() - 1].contains(QStringLiteral("\"currency\"")));
  QVERIFY(!shop.part<QPushButton>("takeIn")->isEnabled());
  const int left = shop.rowsOf("toDecide");
  // A row of the list leads to its line.
  shop.part<DataTable>("toDecide")->selectRow(currency);
  QCOMPARE(shop.part<QPlainTextEdit>("profileText")->textCursor().blockNumber() + 1, shop.cell("toDecide", currency, 0).toInt());
  shop.part<QPlainTextEdit>("profileText")->setPlainText(text().replace(QStringLiteral("\"currency\": \"\""), QStringLiteral("\"currency\": \"EUR\"")));
  QTRY_COMPARE(shop.rowWith("toDecide", 1, QStringLiteral("currency")), -1);
  QCOMPARE(shop.rowsOf("toDecide"), left - 1);
  shop.part<QPlainTextEdit>("profileText")->setPlainText(text().replace(QStringLiteral("\"source\": \"sales\""), QStringLiteral("\"source\": \"till\"")));
  QTRY_COMPARE(shop.rowWith("toDecide", 1, QStringLiteral("source")), -1);
  // The rows are shown under it at once.
  QTRY_COMPARE(shop.rowsOf("meaning"), 3);
  QCOMPARE(shop.cell("meaning", 0, 6), QStringLiteral("7.00"));
  QTRY_VERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
  const QString saved = QString::fromStdString(shop.folder / "till.json");
  shop.page().saveProfile(saved);
  QCOMPARE(shop.part<ChoiceBox>("profiles")->currentText(), QStringLiteral("till"));
  QVERIFY(transfer::readProfile("till.json", tests::contentOf(saved.toStdString())).problems.empty());
  QTRY_VERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
  shop.click("takeIn");
  QTRY_COMPARE_WITH_TIMEOUT(shop.part<QLabel>("importMessage")->text(), QStringLiteral("All rows have been read."), 20'000);
  QVERIFY(shop.part<QWidget>("accountCard")->isVisible());
  QCOMPARE(shop.cell("account", 0, 2), QStringLiteral("2"));
}

void ImportPageTest::profileIsCheckedWhileItIsTyped() {
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(tests::fixture("shop.csv")));
  shop.click("editProfile");
  QVERIFY(shop.part<QWidget>("profileEditor")->isVisible());
  QCOMPARE(shop.rowsOf("toDecide"), 0);
  QTRY_VERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
  const QString whole = shop.part<QPlainTextEdit>("profileText")->toPlainText();
  shop.part<QPlainTextEdit>("profileText")->setPlainText(QString(whole).replace(QStringLiteral("\"zone\": \"Europe/Berlin\""), QStringLiteral("\"zone\": \"Europe/Berlni\"")));
  QTRY_COMPARE(shop.rowsOf("toDecide"), 1);
  QVERIFY(shop.cell("toDecide", 0, 2).contains(QStringLiteral("Berlni")));
  QVERIFY(!shop.part<QPushButton>("takeIn")->isEnabled());
  // A column that the file does not have.
  shop.part<QPlainTextEdit>("profileText")->setPlainText(QString(whole).replace(QStringLiteral("\"Menge\",\n"), QStringLiteral("\"Anzahl\",\n")));
  QTRY_VERIFY2(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("'Anzahl'")), qPrintable(shop.part<QLabel>("importMessage")->text()));
  shop.part<QPlainTextEdit>("profileText")->setPlainText(whole);
  QTRY_VERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
}

void ImportPageTest::droppedFolderIsTakenInWithItsProfile() {
  ImportShop shop;
  QVERIFY(shop.opened);
  const QString months = QString::fromStdString(shop.folder / "months");
  QVERIFY(QDir().mkpath(months));
  shop.file("months/2.csv", "B2;tea;;1;3,50;30.11.2023 10:00;K2;Germany\nB2;tea;;x;3,50;30.11.2023 10:00;K2;Germany\n");
  shop.file("months/1.csv", "B1;tea;;1;3,50;30.10.2023 10:00;K2;Germany\nB2;tea;;1;3,50;30.11.2023 10:00;K2;Germany\n");
  shop.file("months/notes.md", "");
  shop.frame().go(PageId::Orders);
  drop(shop.window, {months, QString::fromStdString(tests::fixture("shop.json"))});
  QTRY_COMPARE(shop.frame().current(), PageId::Import);
  QTRY_COMPARE(shop.page().choice().files, QStringList{months});
  QTRY_VERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
  shop.click("takeIn");
  QTRY_COMPARE_WITH_TIMEOUT(shop.part<QLabel>("importMessage")->text(), QStringLiteral("All rows have been read."), 20'000);
  // Four rows in two files, one of which goes on with an order of the other.
  QCOMPARE(shop.cell("account", -1, 2), QStringLiteral("4"));
  QVERIFY(shop.cell("account", -1, 4).contains(QStringLiteral("no row is missing")));
  QVERIFY(shop.page().findChild<Card*>(QStringLiteral("accountCard"))->findChild<ShortLabel*>()->whole().startsWith(QStringLiteral("of 2 files")));
  // The same by file, as the shop folder keeps it.
  shop.click("byFile");
  QTRY_COMPARE(shop.rowsOf("accountByFile"), 3);
  const auto figures = [&](int row) { return QStringList{shop.cell("accountByFile", row, 1), shop.cell("accountByFile", row, 2), shop.cell("accountByFile", row, 3), shop.cell("accountByFile", row, 4), shop.cell("accountByFile", row, 5)}.join(QLatin1Char(' ')); };
  QVERIFY(shop.cell("accountByFile", 0, 0).endsWith(QStringLiteral("1.csv")));
  QCOMPARE(figures(0), QStringLiteral("2 2 0 0 adds up"));
  QCOMPARE(figures(1), QStringLiteral("2 0 2 0 adds up"));
  QCOMPARE(figures(-1), QStringLiteral("4 2 2 0 adds up"));
  QCOMPARE(shop.wrongs(), QString());
}

void ImportPageTest::fileOfManyThatDoesNotFitIsNamed() {
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFiles({QString::fromStdString(shop.file("good.csv", "")), QString::fromStdString(shop.file("other.csv", "", "a;b\n"))});
  QTRY_VERIFY2(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("other.csv, line 1")), qPrintable(shop.part<QLabel>("importMessage")->text()));
  QVERIFY(!shop.part<QPushButton>("takeIn")->isEnabled());
}

void ImportPageTest::droppedThingsAreToldApart() {
  const tests::TempFolder folder;
  for (const char* name : {"b.csv", "a.csv.gz", "c.txt", "d.png", "log.json"}) std::ofstream(folder / name) << "x";
  const QString all = QString::fromStdString(folder.path()), log = QString::fromStdString(folder / "log.json"), profile = QString::fromStdString(tests::fixture("shop.json"));
  const DroppedFiles dropped = droppedFiles({QUrl::fromLocalFile(profile), QUrl::fromLocalFile(all), QUrl(QStringLiteral("https://example.org/far.csv")), QUrl::fromLocalFile(log)});
  QCOMPARE(dropped.profile, profile);
  QCOMPARE(dropped.files, (QStringList{all, log}));
  QStringList names;
  for (const QString& file : filesIn(dropped.files)) names << QFileInfo(file).fileName();
  QCOMPARE(names, QStringLiteral("a.csv.gz b.csv c.txt log.json").split(QLatin1Char(' ')));
}

void ImportPageTest::profileIsPickedThatTheFilesLookLike() {
  ImportShop shop;
  QVERIFY(shop.opened);
  auto* profiles = shop.part<ChoiceBox>("profiles");
  // A flat file by its header, a history by the names of its tables.
  shop.page().setFile(QString::fromStdString(shop.file("sales.csv", "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n", "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n")));
  QTRY_COMPARE(profiles->currentData().toString(), QStringLiteral(":/profiles/online-retail.json"));
  QTRY_COMPARE(shop.cell("meaning", 0, 1), QStringLiteral("order line"));
  const QString tables = QString::fromStdString(shop.folder / "tables");
  QVERIFY(QDir().mkpath(tables));
  for (const char* name : {"tables/orders.csv", "tables/order_details.csv", "tables/products.csv", "tables/shippers.csv", "tables/other.csv"}) shop.file(name, "1,2\n", "a,b\n");
  shop.page().setFiles({tables});
  QTRY_COMPARE(profiles->currentData().toString(), QStringLiteral(":/profiles/northwind.json"));
  // What it would be refused for is said at once.
  QTRY_VERIFY_WITH_TIMEOUT(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("there is no column")), 10'000);
  QCOMPARE(shop.rowsOf("preview"), 1);
  QVERIFY(!shop.part<QPushButton>("takeIn")->isEnabled());
  QTRY_COMPARE(shop.wrongs(), QString());
  // One that was chosen stays.
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(shop.folder / "sales.csv"));
  QTRY_VERIFY(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("does not fit this profile")));
}

void ImportPageTest::historyIsTakenInFromItsFolder() {
  const auto orders = tests::realData("northwind/orders.csv");
  if (!orders) QSKIP("the Northwind tables are not beside the checkout");
  ImportShop shop;
  QVERIFY(shop.opened);
  drop(shop.window, {QFileInfo(QString::fromStdString(*orders)).path()});
  QTRY_COMPARE(shop.part<ChoiceBox>("profiles")->currentData().toString(), QStringLiteral(":/profiles/northwind.json"));
  QTRY_COMPARE_WITH_TIMEOUT(shop.cell("firstOrders", 0, 0), QStringLiteral("10248"), 20'000);
  QCOMPARE(shop.cell("firstOrders", 0, 5), QStringLiteral("472.38 USD"));
  QTRY_COMPARE(shop.wrongs(), QString());
  shop.click("takeIn");
  QTRY_COMPARE_WITH_TIMEOUT(shop.part<QLabel>("importMessage")->text(), QStringLiteral("All rows have been read."), 60'000);
  QVERIFY2(shop.cell("account", -1, 4).contains(QStringLiteral("no row is missing")), qPrintable(shop.cell("account", -1, 4)));
  QVERIFY2(shop.part<QLabel>("became")->text().startsWith(QStringLiteral("Became 830 orders")), qPrintable(shop.part<QLabel>("became")->text()));
  QTRY_COMPARE(shop.wrongs(), QString());
}

void ImportPageTest::historyIsShownAsItsFirstOrders() {
  ImportShop shop;
  QVERIFY(shop.opened);
  const QString folder = shop.tables();
  shop.file("tables/notes.csv", "1\n", "a\n");
  shop.page().setProfile(shop.tablesProfile());
  shop.page().setFile(folder);
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("firstOrders"), 3, 10'000);
  QVERIFY(shop.part<DataTable>("firstOrders")->isVisible());
  QCOMPARE(shop.rowTold("firstOrders", 0), QStringLiteral("A1|K1|2024-05-01 10:00:00|2|tea, cup|17.50 EUR|Package shipped|payment"));
  QCOMPARE(shop.rowTold("firstOrders", 1), QStringLiteral("A2|guest|not said|1|tea|3.50 EUR|nothing|customer, when it was placed, payment"));
  QCOMPARE(shop.rowTold("firstOrders", 2), QStringLiteral("A3|K1|2024-05-02 10:00:00|0|none|0.00 EUR|nothing|lines, payment"));
  QVERIFY2(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("Left out, since no role of the profile asks for them: notes.csv.")), qPrintable(shop.part<QLabel>("importMessage")->text()));
  QVERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
  // The rows of the file that is chosen, and none of what is left out.
  auto* which = shop.part<ChoiceBox>("previewFile");
  QVERIFY(!which->isVisible());
  shop.click("previewAsFile");
  QVERIFY(which->isVisible() && shop.part<DataTable>("preview")->isVisible());
  QCOMPARE(which->count(), 2);
  which->setCurrentIndex(which->findText(QStringLiteral("orders.csv")));
  emit which->activated(which->currentIndex());
  QCOMPARE(shop.rowTold("preview", 0), QStringLiteral("A1|K1|2024-05-01 10:00|2024-05-03 10:00"));
  which->setCurrentIndex(which->findText(QStringLiteral("lines.csv")));
  emit which->activated(which->currentIndex());
  QCOMPARE(shop.rowTold("preview", 0), QStringLiteral("A1|tea|1|3.50"));
  QTRY_COMPARE(shop.wrongs(), QString());
  // Nothing was stored for that.
  QCOMPARE(shop.engine().openReader().value()->importAccount()->rows, 0);
}

void ImportPageTest::logIsShownAsItsFirstOrders() {
  ImportShop shop;
  QVERIFY(shop.opened);
  const QString log = QString::fromStdString(shop.file("shop-log.json", R"({"objectTypes": [], "eventTypes": [],
    "events": [{"id": "e1", "type": "place", "time": "2024-05-01T10:00:00Z", "attributes": [], "relationships": [{"objectId": "o1", "qualifier": "it"}]},
               {"id": "e2", "type": "pick", "time": "2024-05-01T11:00:00Z", "attributes": [], "relationships": [{"objectId": "i1", "qualifier": "it"}]},
               {"id": "e3", "type": "pick", "time": "2024-05-01T12:00:00Z", "attributes": [], "relationships": [{"objectId": "i2", "qualifier": "it"}]}],
    "objects": [{"id": "o1", "type": "order", "attributes": [], "relationships": [{"objectId": "i1", "qualifier": "has"}, {"objectId": "i2", "qualifier": "has"}]},
                {"id": "i1", "type": "piece", "attributes": [{"name": "price", "value": 9.99, "time": "2024-05-01T10:00:00Z"}], "relationships": [{"objectId": "Cup", "qualifier": "is a"}]},
                {"id": "i2", "type": "piece", "attributes": [{"name": "price", "value": 20.01, "time": "2024-05-01T10:00:00Z"}], "relationships": [{"objectId": "Jug", "qualifier": "is a"}]},
                {"id": "Cup", "type": "article", "attributes": [], "relationships": []}, {"id": "Jug", "type": "article", "attributes": [], "relationships": []}]})", ""));
  shop.page().setProfile(QString::fromStdString(shop.file("log-profile.json", R"({"name": "Log", "source": "log", "shape": "event_log", "currency": "EUR", "amounts": {"round_to": 2},
    "objects": [{"role": "order", "from": "order"}, {"role": "line", "from": "piece", "columns": {"unit_price": "price"}, "constants": {"quantity": "1"}}, {"role": "product", "from": "article"}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "pick", "fact": "picked"}]})", "")));
  shop.page().setFile(log);
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("firstOrders"), 1, 10'000);
  QCOMPARE(shop.rowTold("firstOrders", 0), QStringLiteral("o1|guest|2024-05-01 10:00:00|2|Cup, Jug|30.00 EUR|Lines picked × 2|customer, payment"));
  shop.click("previewAsFile");
  QVERIFY2(shop.cell("preview", 0, 2).startsWith(QStringLiteral("event e1 (place)")), qPrintable(shop.rowTold("preview", 0)));
  QVERIFY(!shop.part<ChoiceBox>("previewFile")->isVisible());
}

void ImportPageTest::fileThatNoRoleAsksForIsToldBeforeItIsTakenIn() {
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(shop.tablesProfile());
  shop.page().setFile(QString::fromStdString(tests::fixture("shop.csv")));
  QTRY_VERIFY(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("no role of the profile asks for a table 'shop'")));
  QVERIFY(!shop.part<QPushButton>("takeIn")->isEnabled());
  QCOMPARE(shop.part<QPushButton>("takeIn")->toolTip(), QStringLiteral("no role of the profile asks for a table 'shop'"));
  // One that fits makes it good again.
  shop.page().setFile(shop.tables());
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("firstOrders"), 3, 10'000);
  QVERIFY(shop.part<QPushButton>("takeIn")->isEnabled());
}

void ImportPageTest::straysAmongChosenFilesAreToldAndLeftOut() {
  ImportShop shop;
  QVERIFY(shop.opened);
  const QString folder = shop.tables() + QLatin1Char('/');
  shop.file("tables/notes.csv", "1\n", "a\n");
  shop.file("tables/readme.md", "", "words");
  const auto message = [&] { return shop.part<QLabel>("importMessage")->text(); };
  const auto takesIn = [&](int rows) {
    shop.click("takeIn");
    QTRY_COMPARE_WITH_TIMEOUT(message(), QStringLiteral("All rows have been read."), 20'000);
    QCOMPARE(shop.engine().openReader().value()->importAccount()->rows, rows);
  };
  // Of tables, those that no role asks for.
  shop.page().setProfile(shop.tablesProfile());
  shop.page().setFiles({folder + QStringLiteral("notes.csv"), folder + QStringLiteral("orders.csv"), folder + QStringLiteral("readme.md"), folder + QStringLiteral("lines.csv")});
  QTRY_VERIFY2(message().contains(QStringLiteral("Left out, since no role of the profile asks for them: notes.csv, readme.md.")), qPrintable(message()));
  takesIn(6);
  // Of rows of one kind, those that are no CSV by their names.
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFiles({folder + QStringLiteral("readme.md"), QString::fromStdString(shop.file("more.csv", "Z1;tea;;1;3,50;30.10.2023 10:00;K2;Germany\n"))});
  QTRY_VERIFY2(message().contains(QStringLiteral("Left out, as no CSV files: readme.md.")), qPrintable(message()));
  takesIn(7);
  // None is left: nothing is passed over.
  shop.page().setFiles({folder + QStringLiteral("readme.md")});
  QTRY_VERIFY2(message().contains(QStringLiteral("does not fit this profile")), qPrintable(message()));
}

void ImportPageTest::folderIsChosenByAButton() {
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(shop.tablesProfile());
  const QString folder = shop.tables();
  QTimer::singleShot(0, &shop.window, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr && dialog->fileMode() == QFileDialog::Directory);
    dialog->setDirectory(folder);
    dialog->selectFile(folder);
    QMetaObject::invokeMethod(dialog, "accept");
  });
  QTest::mouseClick(shop.window.findChild<QPushButton*>(QStringLiteral("chooseFolder")), Qt::LeftButton);
  QCOMPARE(shop.page().choice().files, QStringList{folder});
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("firstOrders"), 3, 10'000);
}

void ImportPageTest::dialogOffersTablesLogsAndAllFiles() {
  ImportShop shop;
  QVERIFY(shop.opened);
  QStringList filters;
  QTimer::singleShot(0, &shop.window, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr);
    filters = dialog->nameFilters();
    dialog->reject();
  });
  QTest::mouseClick(shop.window.findChild<QPushButton*>(QStringLiteral("chooseFiles")), Qt::LeftButton);
  QVERIFY(!filters.isEmpty());
  for (const char* ending : {"*.csv", "*.tsv", "*.txt", "*.gz", "*.json", "*.jsonocel", "*.xml", "*.xmlocel", "*.sqlite", "*.db"})
    QVERIFY2(filters.front().contains(QLatin1Char(' ') + QString::fromLatin1(ending)) || filters.front().contains(QLatin1Char('(') + QString::fromLatin1(ending)), ending);
  QVERIFY(filters.back().startsWith(QStringLiteral("All files")));
}

void ImportPageTest::proposalSaysThatItIsForOneTable() {
  ImportShop shop;
  QVERIFY(shop.opened);
  const auto message = [&] { return shop.part<QLabel>("importMessage")->text(); };
  shop.page().setProfile(shop.tablesProfile());
  shop.page().setFile(shop.tables());
  shop.page().proposeProfile();
  QTRY_VERIFY2(message().startsWith(QStringLiteral("A profile can be proposed for one CSV file with a row for each order line; this is a folder.")), qPrintable(message()));
  QTRY_COMPARE(shop.wrongs(), QString());
  shop.page().setFile(QString::fromStdString(shop.file("log.json", "{\"events\": []}", "")));
  shop.page().proposeProfile();
  QTRY_VERIFY2(message().contains(QStringLiteral("this looks like an event log")), qPrintable(message()));
  QVERIFY2(message().contains(QStringLiteral("Choose one that was written for these files, or write one")), qPrintable(message()));
  // A folder of one file is that file.
  const QString one = QString::fromStdString(shop.folder / "one");
  QVERIFY(QDir().mkpath(one));
  shop.file("one/sales.csv", "1;T;2;3,5;30.10.2023\n", "order number;sku;quantity;price;order date\n");
  shop.page().setFile(one);
  shop.page().proposeProfile();
  QTRY_VERIFY(shop.part<QWidget>("profileEditor")->isVisible());
}

void ImportPageTest::paceIsThatOfRowsTakenIn() {
  RunPace pace;
  transfer::ImportAccount account;
  account.rowsInFiles = 100'000;
  account.rows = 20'000;
  account.alreadyImported = 10'000;
  account.seconds = 30;  // most of it for reading the file beforehand
  QCOMPARE(pace.after(account), QStringLiteral("20\u202F000 of 100\u202F000 rows"));
  account.rows = 40'000;
  account.seconds = 32;
  QCOMPARE(pace.after(account), QStringLiteral("40\u202F000 of 100\u202F000 rows · 10\u202F000 a second · 6.0 s left"));
}

void ImportPageTest::localTimesThatAreNotClearAreCounted() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")));
  auto* times = shop.part<QLabel>("localTimes");
  QVERIFY(times->isVisible());
  QVERIFY2(times->text().contains(QStringLiteral("1 happened twice")) && times->text().contains(QStringLiteral("1 never happened")), qPrintable(times->text()));
}

void ImportPageTest::brokenGuardsAreTold() {
  ImportShop shop;
  QVERIFY(shop.opened);
  transfer::ImportAccount account;
  account.rows = account.accepted = 9;
  account.guardBreaks = {{"OutOfStock", 5}, {"CreditExceeded", 2}, {"OrderOnHold", 1}, {"NothingLeft", 1}};
  shop.page().findChild<AccountCard*>()->show(account, AccountOf::ThisRun, QStringLiteral("x.csv"));
  QVERIFY(shop.part<QLabel>("guardBreaks")->isVisible());
  QCOMPARE(shop.part<QLabel>("guardBreaks")->text(), QStringLiteral("Entered by hand, 9 changes would have been refused: out of stock 5, credit exceeded 2, order on hold 1, others."));
  QTRY_COMPARE(shop.wrongs(), QString());
  account.guardBreaks.clear();
  shop.page().findChild<AccountCard*>()->show(account, AccountOf::ThisRun, QStringLiteral("x.csv"));
  QVERIFY(!shop.part<QLabel>("guardBreaks")->isVisible());
}

void ImportPageTest::rowsNotImportedAreReadByPages() {
  ImportShop shop;
  QVERIFY(shop.opened);
  std::string rows;
  for (int i = 0; i < 250; ++i) rows += "B" + std::to_string(i) + ";tea;;x;3,50;30.10.2023 10:00;K2;Germany\n";
  QVERIFY(shop.takeIn(shop.file("many.csv", rows)));
  QTRY_COMPARE(shop.part<QPushButton>("openAside")->text(), QStringLiteral("Not imported: 250 rows…"));
  QVERIFY(shop.browse(100));
  const auto place = [&] { return shop.part<QLabel>("asidePlace")->text(); };
  QCOMPARE(place(), QStringLiteral("1 to 100 of 250 rows"));
  QVERIFY(!shop.part<QPushButton>("asideEarlier")->isEnabled());
  QCOMPARE(shop.cell("aside", 0, 0), QStringLiteral("many.csv"));
  QCOMPARE(shop.cell("aside", 0, 1), QStringLiteral("2"));
  QCOMPARE(shop.cell("aside", 0, 2), QStringLiteral("Bad quantity"));
  QCOMPARE(shop.cell("aside", 0, 3), QStringLiteral("a plain number, or decimal_sign in the profile"));
  QCOMPARE(shop.cell("aside", 0, 4), QStringLiteral("B0;tea;;x;3,50;30.10.2023 10:00;K2;Germany"));
  shop.click("asideLater");
  QTRY_COMPARE(place(), QStringLiteral("101 to 200 of 250 rows"));
  QCOMPARE(shop.cell("aside", 0, 1), QStringLiteral("102"));
  shop.click("asideLater");
  QTRY_COMPARE(place(), QStringLiteral("201 to 250 of 250 rows"));
  QCOMPARE(shop.rowsOf("aside"), 50);
  QVERIFY(!shop.part<QPushButton>("asideLater")->isEnabled());
  shop.click("asideEarlier");
  QTRY_COMPARE(place(), QStringLiteral("101 to 200 of 250 rows"));
  QCOMPARE(shop.cell("aside", 0, 1), QStringLiteral("102"));
}

void ImportPageTest::reasonFiltersRowsNotImported() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")));
  QVERIFY(shop.browse(6));
  auto* reasons = shop.part<ChoiceBox>("asideReasons");
  QCOMPARE(reasons->count(), 7);
  reasons->setCurrentIndex(reasons->findData(QStringLiteral("bad_date")));
  emit reasons->activated(reasons->currentIndex());
  QTRY_COMPARE(shop.rowsOf("aside"), 1);
  QCOMPARE(shop.cell("aside", 0, 2), QStringLiteral("Bad date"));
  QCOMPARE(shop.part<QLabel>("asidePlace")->text(), QStringLiteral("1 to 1 of 1 row"));
  // A page is cut where it is full, whatever lies between its rows.
  auto reader = shop.engine().openReader().value();
  const auto page = readAside(*reader, 0, {"", true}, 2);
  QVERIFY(page && page->rows.size() == 2 && page->more);
  const auto rest = readAside(*reader, page->rows.back().index, {"", true}, 4);
  QVERIFY(rest && rest->rows.size() == 4 && !rest->more);
}

void ImportPageTest::repairedRowIsTakenInAndNoLongerOpen() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")));
  QVERIFY(shop.browse(6));
  shop.choose(shop.rowWith("aside", 2, QStringLiteral("Bad quantity")));
  QTRY_VERIFY2(shop.meaning().startsWith(QStringLiteral("Bad quantity: ")), qPrintable(shop.meaning()));
  QVERIFY(!shop.part<QPushButton>("repairTake")->isEnabled());
  QVERIFY(shop.part<ShortLabel>("repairColumns")->whole().startsWith(QStringLiteral("Doc;Art;Text")));
  shop.write(QStringLiteral("A3;tea;Black tea;20;3,50;30.10.2023 10:00;K2;Germany"));
  QCOMPARE(shop.meaning(), QStringLiteral("Would be one order line: order A3, product tea, 20 at 3.50 EUR, net 70.00, 2023-10-30 09:00:00 UTC, customer K2"));
  QVERIFY(shop.part<QPushButton>("repairTake")->isEnabled());
  shop.click("repairTake");
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("aside"), 5, 10'000);
  QCOMPARE(shop.repairTold(), QStringLiteral("1 row taken in"));
  QCOMPARE(shop.rowWith("aside", 2, QStringLiteral("Bad quantity")), -1);
  const auto document = shop.engine().openReader().value()->order("A3");
  QVERIFY(document && document->lines.size() == 2);
  // Still there, and told as repaired.
  shop.click("asideOpenOnly");
  QTRY_COMPARE(shop.rowsOf("aside"), 6);
  const int row = shop.rowWith("aside", 2, QStringLiteral("Bad quantity"));
  QCOMPARE(shop.cell("aside", row, 3), QStringLiteral("taken in since"));
  shop.choose(row);
  QCOMPARE(shop.meaning(), QStringLiteral("Taken in since, with a repaired text or by a later reading of its file."));
  QVERIFY(!shop.part<QPushButton>("repairTake")->isEnabled());
  // The account adds up, and says that one stood aside before.
  shop.click("asideBack");
  QTRY_COMPARE(shop.part<QPushButton>("openAside")->text(), QStringLiteral("Not imported: 5 rows…"));
  QTRY_VERIFY(shop.rowWith("account", 4, QStringLiteral("1 stood aside before")) >= 0);
  int sum = 0;
  for (int i = 0; i + 1 < shop.rowsOf("account"); ++i) sum += shop.cell("account", i, 2).toInt();
  QCOMPARE(sum, shop.cell("account", -1, 2).toInt());
  QVERIFY2(shop.cell("account", -1, 4).contains(QStringLiteral("exactly one fate")), qPrintable(shop.cell("account", -1, 4)));
  QVERIFY(shop.engine().verify()->ok());
}

void ImportPageTest::rowsAreTakenInTogetherUnderAMendedProfile() {
  ImportShop shop;
  QVERIFY(shop.opened);
  QVERIFY(shop.takeIn(shop.file("points.csv", "B1;tea;;1;3.50;30.10.2023 10:00;K2;Germany\nB2;tea;;1;4.50;30.10.2023 10:00;K2;Germany\nB3;tea;;x;4.50;30.10.2023 10:00;K2;Germany\n")));
  std::string profile = tests::contentOf(tests::fixture("shop.json"));
  const std::string comma = "\"decimal_sign\": \",\"";
  profile.replace(profile.find(comma), comma.size(), "\"decimal_sign\": \".\"");
  std::ofstream(shop.folder / "points.json") << profile;
  shop.page().setProfile(QString::fromStdString(shop.folder / "points.json"));
  QVERIFY(shop.browse(3));
  shop.part<DataTable>("aside")->selectAll();
  QTRY_COMPARE(shop.part<QPushButton>("repairTake")->text(), QStringLiteral("Take in 3 rows"));
  QTRY_VERIFY(shop.part<QPushButton>("repairTake")->isEnabled());
  shop.click("repairTake");
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("aside"), 1, 10'000);
  QVERIFY2(shop.repairTold().startsWith(QStringLiteral("2 rows taken in · 1 row not taken in. Bad quantity")), qPrintable(shop.repairTold()));
}

void ImportPageTest::allOfAKindAreTakenInAsTheyAre() {
  ImportShop shop;
  QVERIFY(shop.opened);
  std::string rows;
  for (int i = 0; i < 450; ++i) rows += "B" + std::to_string(i) + ";tea;;" + (i % 9 == 0 ? "x" : "1") + ";3.50;30.10.2023 10:00;K2;Germany\n";
  QVERIFY(shop.takeIn(shop.file("points.csv", rows)));
  QVERIFY(shop.browse(100));
  shop.click("asideBack");
  shop.click("editProfile");
  auto* text = shop.part<QPlainTextEdit>("profileText");
  text->setPlainText(text->toPlainText().replace(QStringLiteral("\"decimal_sign\": \",\""), QStringLiteral("\"decimal_sign\": \".\"")));
  QTRY_COMPARE(shop.cell("meaning", 1, 5), QStringLiteral("3.50"));
  emit shop.page().findChild<AccountCard*>()->asideAsked();
  QTRY_VERIFY(shop.part<QWidget>("asideCard")->isVisible() && shop.part<QPushButton>("asideAll")->isEnabled());
  shop.click("asideAll");
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("aside"), 50, 30'000);
  QVERIFY2(shop.repairTold().startsWith(QStringLiteral("400 rows taken in · 50 rows not taken in. Bad quantity")), qPrintable(shop.repairTold()));
  const auto account = shop.engine().openReader().value()->importAccount();
  QCOMPARE(account->rows, 450);
  QCOMPARE(account->accepted, 400);
  QCOMPARE(shop.engine().openReader().value()->orderCounts()->orders, 401);
}

void ImportPageTest::firstRowsAsTakenInNeedNoBar_data() {
  QTest::addColumn<QString>("rows");
  const QString good = QStringLiteral("536365;85123A;White heart;6;2,55;01.12.2010 08:26;17850;Malta\n536366;85123A;White heart;-6;2,55;01.12.2010 08:26;17850;Malta\n");
  QTest::newRow("good ones") << good;
  QTest::newRow("one that is left out") << good + QStringLiteral("536367;84029E;Bottle;1;0;01.12.2010 08:26;17850;Malta\n");
  QTest::newRow("one that is set aside") << good + QStringLiteral("536367;84029E;Bottle;six;2,55;01.12.2010 08:26;17850;Malta\n");
}

// In a window of the usual size all of their columns are in sight.
void ImportPageTest::firstRowsAsTakenInNeedNoBar() {
  QFETCH(QString, rows);
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(shop.file("a.csv", rows.toStdString())));
  QTRY_COMPARE(shop.rowsOf("meaning"), static_cast<int>(rows.count(QLatin1Char('\n'))));
  auto* table = shop.part<DataTable>("meaning");
  QVERIFY(table->isVisible());
  QVERIFY2(!table->horizontalScrollBar()->isVisible(), qPrintable(QStringLiteral("%1 in %2").arg(table->horizontalHeader()->length()).arg(table->viewport()->width())));
  tests::keepPicture(shop.window, QTest::currentDataTag());
}

void ImportPageTest::changedProfileIsNotLostToRowsOfAnother() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")));
  shop.page().setProfile(QString::fromStdString(tests::checkout() + "/resources/profiles/online-retail.json"));
  shop.click("editProfile");
  auto* text = shop.part<QPlainTextEdit>("profileText");
  const QString changed = text->toPlainText().replace(QStringLiteral("\"name\": \""), QStringLiteral("\"name\": \"My "));
  text->setPlainText(changed);
  QTRY_COMPARE(shop.page().choice().profileText, changed);
  emit shop.page().findChild<AccountCard*>()->asideAsked();
  QTRY_VERIFY2(shop.meaning().contains(QStringLiteral("under the source “fixture-shop”")), qPrintable(shop.meaning()));
  QCOMPARE(shop.page().choice().profileText, changed);
  QVERIFY(!shop.part<QPushButton>("repairTake")->isEnabled() && !shop.part<QPushButton>("asideAll")->isEnabled());
}

// The mapping, where a profile is chosen else, is not on this face; the program may have been opened anew since.
void ImportPageTest::rowsOfAnotherSourceLeadToAProfile() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")));
  shop.page().setProfile(QString::fromStdString(tests::checkout() + "/resources/profiles/online-retail.json"));
  std::ofstream(shop.folder / "mine.json") << tests::contentOf(tests::fixture("shop.json"));
  // What was chosen from a file stands in the list until the program ends.
  auto* profiles = shop.part<ChoiceBox>("profiles");
  for (int i = profiles->count() - 1; i >= 0; --i)
    if (profiles->itemData(i).toString() == QString::fromStdString(tests::fixture("shop.json"))) profiles->removeItem(i);
  QVERIFY(shop.browse(6));
  auto* choose = shop.part<QPushButton>("repairProfile");
  QTRY_VERIFY(choose->isVisible());
  QVERIFY2(shop.meaning().endsWith(QStringLiteral("Choose the file of that source’s profile here.")), qPrintable(shop.meaning()));
  QStringList filters;
  QTimer::singleShot(0, &shop.window, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr);
    filters = dialog->nameFilters();
    dialog->reject();
  });
  QTest::mouseClick(choose, Qt::LeftButton);
  QVERIFY(!filters.isEmpty() && filters.front().contains(QStringLiteral("*.json")));
  shop.page().setProfile(QString::fromStdString(shop.folder / "mine.json"));
  QTRY_VERIFY(!choose->isVisible());
  QVERIFY(shop.part<QWidget>("asideCard")->isVisible());
  shop.choose(shop.rowWith("aside", 2, QStringLiteral("Bad quantity")));
  QTRY_VERIFY2(shop.meaning().startsWith(QStringLiteral("Bad quantity: ")), qPrintable(shop.meaning()));
}

void ImportPageTest::keyboardStaysWithTheRows() {
  ImportShop shop;
  QVERIFY(shop.opened);
  QVERIFY(shop.takeIn(shop.file("some.csv", "B1;tea;;x;3,50;30.10.2023 10:00;K2;Germany\nB2;tea;;x;3,50;30.10.2023 10:00;K2;Germany\nB3;tea;;x;3,50;30.10.2023 10:00;K2;Germany\n")));
  QVERIFY(shop.browse(3));
  shop.window.activateWindow();
  shop.choose(1);
  shop.write(QStringLiteral("B2;tea;;1;3,50;30.10.2023 10:00;K2;Germany"));
  QTRY_VERIFY(shop.part<QPushButton>("repairTake")->isEnabled());
  shop.part<QPushButton>("repairTake")->setFocus();
  QTest::keyClick(shop.part<QPushButton>("repairTake"), Qt::Key_Space);
  QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("aside"), 2, 10'000);
  // On the row that came behind it.
  QCOMPARE(QApplication::focusWidget(), shop.part<DataTable>("aside"));
  QCOMPARE(shop.cell("aside", shop.part<DataTable>("aside")->currentIndex().row(), 1), QStringLiteral("4"));
  QTRY_VERIFY(shop.part<QPushButton>("asideAll")->isEnabled());
  shop.part<QPushButton>("asideAll")->setFocus();
  QTest::keyClick(shop.part<QPushButton>("asideAll"), Qt::Key_Space);
  QTRY_VERIFY_WITH_TIMEOUT(shop.repairTold().contains(QStringLiteral("2 rows not taken in")), 10'000);
  QCOMPARE(QApplication::focusWidget(), shop.part<DataTable>("aside"));
}

void ImportPageTest::allReasonsOfRowsThatStayAreTold() {
  ImportShop shop;
  QVERIFY(shop.opened);
  // More rows than are looked at in one go, the reasons far apart.
  std::string rows;
  for (int i = 0; i < 3; ++i) rows += "B" + std::to_string(i) + ";tea;;1;3,50;never;K2;Germany\n";
  for (int i = 3; i < 250; ++i) rows += "B" + std::to_string(i) + ";tea;;x;3,50;30.10.2023 10:00;K2;Germany\n";
  QVERIFY(shop.takeIn(shop.file("many.csv", rows)));
  QVERIFY(shop.browse(100));
  QTRY_VERIFY(shop.part<QPushButton>("asideAll")->isEnabled());
  shop.click("asideAll");
  QTRY_VERIFY_WITH_TIMEOUT(shop.repairTold().startsWith(QStringLiteral("250 rows not taken in: ")), 5'000);
  QVERIFY2(shop.repairTold().contains(QStringLiteral("Bad date 3 (")) && shop.repairTold().contains(QStringLiteral("Bad quantity 247 (")), qPrintable(shop.repairTold()));
  QTRY_COMPARE(shop.wrongs(), QString());
}

void ImportPageTest::rowThatCannotGoOnStaysAndIsToldWhy() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")) && shop.takeIn(shop.file("more.csv", "A1;tea;;x;3,50;30.10.2023 10:00;K2;Germany\n")));
  QVERIFY(shop.browse(7));
  shop.choose(shop.rowWith("aside", 0, QStringLiteral("more.csv")));
  shop.write(QStringLiteral("A1;tea;;1;3,50;30.10.2023 10:00;K2;Germany"));
  QTRY_VERIFY(shop.part<QPushButton>("repairTake")->isEnabled());
  shop.click("repairTake");
  QTRY_VERIFY_WITH_TIMEOUT(shop.repairTold().contains(QStringLiteral("an order or return, a customer or product of this number came from elsewhere")), 10'000);
  QTRY_COMPARE(shop.rowsOf("aside"), 7);
  QCOMPARE(shop.wrongs(), QString());
  // What was typed is still there.
  QCOMPARE(shop.cell("aside", shop.rowWith("aside", 0, QStringLiteral("more.csv")), 4), QStringLiteral("A1;tea;;1;3,50;30.10.2023 10:00;K2;Germany"));
}

void ImportPageTest::rowOfAFileThatIsGoneSaysWhatIsMissing() {
  ImportShop shop;
  QVERIFY(shop.opened);
  const std::string path = shop.file("gone.csv", "B1;tea;;x;3,50;30.10.2023 10:00;K2;Germany\n");
  QVERIFY(shop.takeIn(path));
  QVERIFY(QFile::remove(QString::fromStdString(path)));
  QVERIFY(shop.browse(1));
  QTRY_VERIFY2(shop.meaning().startsWith(QStringLiteral("The columns are not known: there is no such file")), qPrintable(shop.meaning()));
  QVERIFY(!shop.part<QPushButton>("repairTake")->isEnabled());
  QTRY_COMPARE(shop.wrongs(), QString());
}

void ImportPageTest::rowOfAnotherSourceAsksForItsProfile() {
  ImportShop shop;
  QVERIFY(shop.opened && shop.takeIn(tests::fixture("shop.csv")));
  // The profile of the rows is in the list, and is taken again by itself.
  shop.page().setProfile(QString::fromStdString(tests::checkout() + "/resources/profiles/online-retail.json"));
  QVERIFY(shop.browse(6));
  QTRY_COMPARE(shop.part<ChoiceBox>("profiles")->currentText(), QStringLiteral("shop"));
  QTRY_VERIFY(shop.meaning().startsWith(QStringLiteral("Correction")));
}

void ImportPageTest::everyFaceFits_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<int>("height");
  QTest::addColumn<ThemeKind>("kind");
  for (const auto& [width, height] : {std::pair{1440, 900}, {1280, 720}, {1100, 640}})
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) QTest::addRow("%d-%s", width, kind == ThemeKind::Light ? "light" : "dark") << width << height << kind;
}

void ImportPageTest::everyFaceFits() {
  QFETCH(int, width);
  QFETCH(int, height);
  QFETCH(ThemeKind, kind);
  ImportShop shop;
  QVERIFY(shop.opened);
  shop.theme.setKind(kind);
  shop.window.resize(width, height);
  const auto fits = [&](const char* face) {
    QTRY_COMPARE(shop.wrongs(), QString());
    QTRY_COMPARE(shop.overlaps(), QString());
    tests::keepPicture(shop.window, qPrintable(QStringLiteral("import-%1-%2").arg(QString::fromLatin1(face), QString::fromLatin1(QTest::currentDataTag()))));
  };
  fits("empty");
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(shop.file("sales.csv", "1;T;2;3,5;30.10.2023\n2;T;x;3,5;30.10.2023\n", "order number;sku;quantity;price;order date\n")));
  QTRY_VERIFY(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("does not fit this profile")));
  shop.page().proposeProfile();
  QTRY_VERIFY(shop.part<QWidget>("profileEditor")->isVisible());
  fits("proposed");
  shop.page().setProfile(QString::fromStdString(tests::fixture("shop.json")));
  shop.page().setFile(QString::fromStdString(tests::fixture("shop.csv")));
  QTRY_COMPARE(shop.rowsOf("meaning"), 6);
  fits("meaning");
  if (const auto orders = tests::realData("northwind/orders.csv")) {
    shop.page().setProfile(QStringLiteral(":/profiles/northwind.json"));
    shop.page().setFile(QFileInfo(QString::fromStdString(*orders)).path());
    QTRY_COMPARE_WITH_TIMEOUT(shop.rowsOf("firstOrders"), 6, 20'000);
    fits("history");
    shop.click("previewAsFile");
    fits("history-file");
    shop.click("previewAsTaken");
    shop.page().proposeProfile();
    QTRY_VERIFY(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("this is a folder")));
    fits("no-proposal");
    shop.page().setFile(QString::fromStdString(tests::fixture("shop.csv")));
    QTRY_VERIFY(shop.part<QLabel>("importMessage")->text().contains(QStringLiteral("no role of the profile")));
    fits("no-role");
  }
  QVERIFY(shop.takeIn(tests::fixture("shop.csv")));
  fits("account");
  shop.click("byFile");
  QTRY_COMPARE(shop.rowsOf("accountByFile"), 2);
  fits("by-file");
  QVERIFY(shop.browse(6));
  shop.choose(shop.rowWith("aside", 2, QStringLiteral("Bad quantity")));
  QTRY_VERIFY(shop.meaning().startsWith(QStringLiteral("Bad quantity: ")));
  fits("aside");
  shop.write(QStringLiteral("A3;tea;Black tea;20;3,50;30.10.2023 10:00;K2;Germany"));
  fits("repair");
}

TWINLANE_TEST(ImportPageTest)
#include "import_page_test.moc"
