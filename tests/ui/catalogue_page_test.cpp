// The page Catalogue over a real engine: every command about customers and products can be given, what is wrong with a field stands
// beside it, lists are searched, figures lead to their orders.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "catalogue/catalogue_browser.h"
#include "catalogue/catalogue_page.h"
#include "catalogue/revenue_part.h"
#include "orders/orders_page.h"
#include "transfer/import_page.h"

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceCatalogue = 20'000;

struct Catalogue {
  explicit Catalogue(Shop& opened) : shop(opened), page((opened.frame().go(PageId::Catalogue), static_cast<CataloguePage*>(opened.frame().page()))) {}
  Shop& shop;
  CataloguePage* page;

  static QString cell(const DataTable& table, int row, int column) { return table.model()->index(row, column).data().toString(); }
  static QString history(CatalogueBrowser& part, int row, int column) { return cell(*part.findChild<DataTable*>(QStringLiteral("catalogueHistory")), row, column); }
  static bool says(const QWidget& part, const QString& text) {
    for (const QLabel* label : part.findChildren<QLabel*>())
      if (label->isVisible() && label->text() == text) return true;
    return false;
  }
  static bool press(const QWidget& part, const QString& name) {
    for (QPushButton* button : part.findChildren<QPushButton*>()) {
      if (button->text() != name || !button->isEnabled() || !button->isVisible()) continue;
      button->click();
      return true;
    }
    return false;
  }
  static void type(CatalogueBrowser& part, const char* field, const char* text) { part.form().field(QString::fromLatin1(field))->setText(QString::fromLatin1(text)); }
};

}  // namespace

class CataloguePageTest : public QObject {
  Q_OBJECT

 private slots:
  void aCustomerIsRegisteredAndCorrected();
  void aProductIsListedReceivedCountedAndPriced();
  void whatIsWrongStandsBesideItsField();
  void listsAreSearched();
  void figuresLeadToTheirOrders();
  void aPeriodStandsBesideTheOneBefore();
  void theCurrencyOfMostOrdersIsShownFirst();
  void aMonthSaysWhatMadeIt();
};

void CataloguePageTest::aCustomerIsRegisteredAndCorrected() {
  Shop shop;
  QVERIFY(shop.opened);
  Catalogue catalogue(shop);
  CatalogueBrowser& part = catalogue.page->customers();
  QTRY_VERIFY_WITH_TIMEOUT(part.ready(), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("Register customer")));
  Catalogue::type(part, "customer", "C 1");
  Catalogue::type(part, "name", "Ann Whitaker");
  Catalogue::type(part, "address", "8 Canal Wharf");
  part.form().send();
  QTRY_COMPARE_WITH_TIMEOUT(part.table().model()->rowCount(), 1, patienceCatalogue);
  QTRY_COMPARE_WITH_TIMEOUT(part.chosen(), QStringLiteral("C 1"), patienceCatalogue);
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::says(part, QStringLiteral("8 Canal Wharf")), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("Change profile")));
  QCOMPARE(part.form().field(QStringLiteral("name"))->text(), QStringLiteral("Ann Whitaker"));
  Catalogue::type(part, "phone", "0113");
  Catalogue::type(part, "credit_limit", "500");
  Catalogue::type(part, "credit_currency", "gbp");
  QCoreApplication::processEvents();
  keepPicture(shop.window, "catalogue-form");
  part.form().send();
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::says(part, QStringLiteral("0113")), patienceCatalogue);
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::history(part, 0, 2).contains(QStringLiteral("0113")), patienceCatalogue);
  QVERIFY(Catalogue::history(part, 0, 2).contains(QStringLiteral("500")));
  QVERIFY(Catalogue::history(part, 1, 2).contains(QStringLiteral("Ann Whitaker")));
}

void CataloguePageTest::aProductIsListedReceivedCountedAndPriced() {
  Shop shop;
  QVERIFY(shop.opened);
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Products);
  CatalogueBrowser& part = catalogue.page->products();
  QTRY_VERIFY_WITH_TIMEOUT(part.ready(), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("List product")));
  for (const auto& [field, text] : {std::pair{"product", "TEA"}, {"name", "Green tea"}, {"price", "2.50"}, {"currency", "GBP"}}) Catalogue::type(part, field, text);
  part.form().send();
  QTRY_COMPARE_WITH_TIMEOUT(Catalogue::cell(part.table(), 0, 0), QStringLiteral("Green tea"), patienceCatalogue);
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::says(part, QStringLiteral("not counted")), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("Receive stock")));
  Catalogue::type(part, "quantity", "12");
  part.form().send();
  QTRY_COMPARE_WITH_TIMEOUT(Catalogue::cell(part.table(), 0, 4), QStringLiteral("12"), patienceCatalogue);
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::history(part, 0, 2).contains(QStringLiteral("12")), patienceCatalogue);
  part.form().send();  // a second Enter gives nothing
  QVERIFY(part.form().answer().startsWith(QStringLiteral("Stored")));
  QVERIFY(Catalogue::press(part, QStringLiteral("Count")));
  Catalogue::type(part, "quantity", "9");
  part.form().send();
  QTRY_COMPARE_WITH_TIMEOUT(Catalogue::cell(part.table(), 0, 4), QStringLiteral("9"), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("Change price")));
  Catalogue::type(part, "price", "2.75");
  part.form().send();
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::history(part, 0, 2).contains(QStringLiteral("2.75")), patienceCatalogue);
  keepPicture(shop.window, "catalogue-product");
}

void CataloguePageTest::whatIsWrongStandsBesideItsField() {
  Shop shop;
  QVERIFY(shop.opened);
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Products);
  CatalogueBrowser& part = catalogue.page->products();
  QVERIFY(Catalogue::press(part, QStringLiteral("List product")));
  for (const auto& [field, text] : {std::pair{"product", "TEA"}, {"name", "Green tea"}, {"price", "two"}, {"currency", "GBP"}}) Catalogue::type(part, field, text);
  part.form().send();
  QVERIFY(part.form().field(QStringLiteral("price"))->property("problem").toBool());
  QVERIFY(Catalogue::says(part, QStringLiteral("an amount with at most four decimals, as 12.50")));
  // What only the command service knows: a price below zero. The name is still there.
  Catalogue::type(part, "price", "-1");
  part.form().send();
  QTRY_VERIFY_WITH_TIMEOUT(part.form().answer().startsWith(QStringLiteral("Not stored")), patienceCatalogue);
  QVERIFY(part.form().field(QStringLiteral("price"))->property("problem").toBool());
  QCOMPARE(part.form().field(QStringLiteral("name"))->text(), QStringLiteral("Green tea"));
  Catalogue::type(part, "price", "1");
  part.form().send();
  QTRY_COMPARE_WITH_TIMEOUT(part.table().model()->rowCount(), 1, patienceCatalogue);
  QVERIFY(!part.form().field(QStringLiteral("price"))->property("problem").toBool());
}

void CataloguePageTest::listsAreSearched() {
  Shop shop;
  QVERIFY(shop.opened);
  for (const char* product : {"TEA", "CUP", "TEAPOT"}) QVERIFY(!shop.place(product, 3).empty());
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Products);
  CatalogueBrowser& part = catalogue.page->products();
  QTRY_COMPARE_WITH_TIMEOUT(part.table().model()->rowCount(), 3, patienceCatalogue);
  auto* search = part.findChildren<QLineEdit*>().constFirst();
  search->setText(QStringLiteral("tea"));
  QTRY_COMPARE_WITH_TIMEOUT(part.table().model()->rowCount(), 2, patienceCatalogue);
  QCOMPARE(Catalogue::cell(part.table(), 0, 3), QStringLiteral("3.00"));
  search->setText(QStringLiteral("coffee"));
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::says(part, QStringLiteral("No product matches “coffee”.")), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("Clear the search")));
  QTRY_COMPARE_WITH_TIMEOUT(part.table().model()->rowCount(), 3, patienceCatalogue);
}

void CataloguePageTest::figuresLeadToTheirOrders() {
  Shop shop;
  QVERIFY(shop.opened);
  for (const char* product : {"TEA", "CUP", "CUP"}) QVERIFY(!shop.place(product, 3).empty());
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Revenue);
  auto* months = catalogue.page->findChild<DataTable*>(QStringLiteral("months"));
  QTRY_COMPARE_WITH_TIMEOUT(months->model()->rowCount(), 1, patienceCatalogue);
  QCOMPARE(Catalogue::cell(*months, 0, 1), QStringLiteral("3"));
  QCOMPARE(Catalogue::cell(*months, 0, 2), QStringLiteral("9.00"));
  keepPicture(shop.window, "catalogue-revenue");
  emit months->activated(months->model()->index(0, 0));
  QCOMPARE(shop.frame().current(), PageId::Orders);
  OrdersPage& orders = shop.frame().orders();
  QTRY_COMPARE_WITH_TIMEOUT(orders.blotter().model().rowCount(), 3, patienceCatalogue);
  shop.frame().go(PageId::Catalogue);
  catalogue.page->turnTo(CataloguePage::Customers);
  CatalogueBrowser& part = catalogue.page->customers();
  domain::PlaceOrder order;
  order.customer = domain::CustomerId("C 1");
  order.currency = base::Currency{{'G', 'B', 'P'}};
  order.lines.resize(1);
  order.lines[0].product = domain::ProductId("CUP");
  order.lines[0].quantity = base::Quantity{1000};
  order.lines[0].unitPrice = base::Amount{20'000};
  QVERIFY(!shop.give(order).empty());
  QTRY_COMPARE_WITH_TIMEOUT(part.table().model()->rowCount(), 1, patienceCatalogue);
  QTRY_VERIFY_WITH_TIMEOUT(Catalogue::says(part, QStringLiteral("GBP\u00A02.00")), patienceCatalogue);
  QVERIFY(Catalogue::press(part, QStringLiteral("Orders")));
  QCOMPARE(shop.frame().current(), PageId::Orders);
  QTRY_COMPARE_WITH_TIMEOUT(orders.blotter().model().rowCount(), 1, patienceCatalogue);
}

void CataloguePageTest::theCurrencyOfMostOrdersIsShownFirst() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.place("TEA", 2);
  shop.place("TEA", 2);
  domain::PlaceOrder order;
  order.currency = base::Currency{{'U', 'S', 'D'}};
  order.lines.resize(1);
  order.lines[0].product = domain::ProductId("CUP");
  order.lines[0].quantity = base::Quantity{1000};
  order.lines[0].unitPrice = base::Amount{20'000};
  QVERIFY(!shop.give(order).empty());
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Revenue);
  auto* chart = catalogue.page->findChild<RevenueChart*>();
  QTRY_VERIFY_WITH_TIMEOUT(!chart->month().isEmpty(), patienceCatalogue);
  QCOMPARE(chart->currency(), QStringLiteral("GBP"));
}

// Orders of four months: in December 2010 net 10 on day 1 and 30 on day 9, in November 20, in December 2009 8, and one of today.
void CataloguePageTest::aPeriodStandsBesideTheOneBefore() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  QFile file(QString::fromStdString(shop.folder / "orders.csv"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
             "500001,85123A,WHITE HANGING HEART,4,2009-12-03 08:26:00,2.00,17850,United Kingdom\n"
             "520001,85123A,WHITE HANGING HEART,10,2010-11-20 08:26:00,2.00,17850,United Kingdom\n"
             "536365,85123A,WHITE HANGING HEART,5,2010-12-01 08:26:00,2.00,17850,United Kingdom\n"
             "536366,71053,WHITE METAL LANTERN,10,2010-12-09 08:26:00,3.00,17850,United Kingdom\n");
  file.close();
  shop.frame().go(PageId::Import);
  ImportPage& import = shop.frame().importPage();
  import.setProfile(QStringLiteral(":/profiles/online-retail.json"));
  import.setFile(file.fileName());
  import.start();
  QTRY_VERIFY_WITH_TIMEOUT(shop.engine().head().position >= 4, patienceCatalogue);
  QVERIFY(shop.engine().waitForProjections(shop.engine().head().position, patienceCatalogue));
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Revenue);
  RevenueChart& chart = catalogue.page->findChild<RevenuePart*>()->chart();
  QTRY_COMPARE_WITH_TIMEOUT(chart.words(), QStringLiteral("net: GBP\u00A040.00 against GBP\u00A020.00, +100.0 %"), patienceCatalogue);
  QCOMPARE(chart.month(), QStringLiteral("2010-12"));
  const QList<QList<QPointF>> days = chart.chart().drawn();
  QCOMPARE(days[0].size(), 32);
  QCOMPARE(days[1].size(), 31);
  QCOMPARE(days[0][8], QPointF(8, 10));
  QCOMPARE(days[0][9], QPointF(9, 40));
  QCOMPARE(days[1][19], QPointF(19, 0));
  QCOMPARE(days[1][20], QPointF(20, 20));
  QVERIFY(chart.chart().accessibleDescription().contains(QStringLiteral("2010-12: 40, 2010-11: 20")));
  keepPicture(shop.window, "revenue-chart");
  chart.showYear(true);
  QTRY_COMPARE_WITH_TIMEOUT(chart.words(), QStringLiteral("net: GBP\u00A060.00 against GBP\u00A08.00, +650.0 %"), patienceCatalogue);
  QCOMPARE(chart.chart().drawn()[0].size(), 13);
  keepPicture(shop.window, "revenue-year");
  chart.showYear(false);
  // Another month is chosen in the table: the one before it had nothing.
  auto* months = catalogue.page->findChild<DataTable*>(QStringLiteral("months"));
  months->selectRow(1);
  QTRY_COMPARE_WITH_TIMEOUT(chart.words(), QStringLiteral("net: GBP\u00A020.00 against GBP\u00A00.00, \u2014"), patienceCatalogue);
  // In the table, too, a month is held against the one before it, not against the last with orders.
  QCOMPARE(Catalogue::cell(*months, 0, 6), QStringLiteral("+100.0 %"));
  QCOMPARE(Catalogue::cell(*months, 1, 6), QStringLiteral("\u2014"));
  // What goes on is drawn until today, and compared until yesterday.
  shop.place("TEA", 7);
  QTRY_COMPARE_WITH_TIMEOUT(months->model()->rowCount(), 4, patienceCatalogue);
  months->selectRow(0);
  const base::CivilDay today = base::civilDayOf(shop.frame().session().time().dayNumber(shop.frame().session().feed().state().now));
  const QString until = today.day == 1 ? QStringLiteral("the first day is not over yet") : QStringLiteral("net until day %1: GBP\u00A00.00 against GBP\u00A00.00, \u2014").arg(today.day - 1);
  QTRY_COMPARE_WITH_TIMEOUT(chart.words(), until, patienceCatalogue);
  QCOMPARE(chart.chart().drawn()[0].constLast(), QPointF(today.day, 7));
  shop.theme.setKind(ThemeKind::Dark);
  shop.window.resize(1280, 720);
  QCoreApplication::processEvents();
  keepPicture(shop.window, "revenue-small");
  QVERIFY2(tests::cutIn(shop.window).isEmpty(), qPrintable(tests::cutIn(shop.window).join(QLatin1Char('|'))));
}

void CataloguePageTest::aMonthSaysWhatMadeIt() {
  Shop shop;
  shop.place("TEA", 5);
  shop.place("TEA", 4);
  Catalogue catalogue(shop);
  catalogue.page->turnTo(CataloguePage::Revenue);
  RevenuePart& revenue = catalogue.page->revenue();
  QTRY_VERIFY_WITH_TIMEOUT(revenue.table().model()->rowCount() == 1 && revenue.why().button().isEnabled(), patienceCatalogue);
  revenue.why().button().click();
  QTRY_VERIFY2_WITH_TIMEOUT(revenue.why().answer().contains(QStringLiteral("Made by log no. <a href=\"1\">1</a>, <a href=\"2\">2</a>. As of log no. 2 the list says what they say.")), qPrintable(revenue.why().answer()), patienceCatalogue);
}

TWINLANE_TEST(CataloguePageTest)
#include "catalogue_page_test.moc"
