// The page Catalogue over a real engine: every command about customers and products can be given, what is wrong with a field stands
// beside it, lists are searched, figures lead to their orders.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "catalogue/catalogue_browser.h"
#include "catalogue/catalogue_page.h"
#include "catalogue/revenue_part.h"
#include "orders/orders_page.h"

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

TWINLANE_TEST(CataloguePageTest)
#include "catalogue_page_test.moc"
