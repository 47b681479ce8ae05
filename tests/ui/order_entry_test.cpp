// Order entry over a real engine: customers and products are found while they are typed, discount, tax and carriage go into the command
// and the total, an order like one of the last day is placed only when it is placed once more, what is left of a product is told, and
// what was typed is there again after a restart.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "orders/order_draft.h"
#include "orders/orders_page.h"
#include "parts/type_ahead.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceEntry = 20'000;

struct Entry {
  explicit Entry(Shop& shop) : page(shop.frame().orders()), entry(page.entry()) { shop.frame().newOrder(); }
  OrdersPage& page;
  OrderEntry& entry;

  QLineEdit* field(const char* name) const { return entry.findChild<QLineEdit*>(QString::fromLatin1(name)); }
  QString words(const char* name) const { return entry.findChild<QLabel*>(QString::fromLatin1(name))->text(); }
  void type(const char* name, const char* text) const {
    field(name)->setFocus();
    QTest::keyClicks(field(name), QString::fromLatin1(text));
  }
  OrderDraft cups() const {
    OrderDraft draft;
    draft.customer = QStringLiteral("C1");
    draft.currency = QStringLiteral("GBP");
    draft.lines = {{QStringLiteral("CUP"), QStringLiteral("A cup"), QStringLiteral("2"), QStringLiteral("10")}};
    return draft;
  }
};

}  // namespace

class OrderEntryTest : public QObject {
  Q_OBJECT

 private slots:
  void wrongHundredthsAreNamed_data();
  void wrongHundredthsAreNamed();
  void draftsAreTheSameAfterTheirFile();
  void customersAndProductsAreFoundWhileTyping();
  void discountTaxAndCarriageAreInTheOrder();
  void anOrderLikeOneOfTheDayIsPlacedTheSecondTime();
  void whatIsTypedIsThereAgain();
};

void OrderEntryTest::wrongHundredthsAreNamed_data() {
  QTest::addColumn<QString>("typed");
  QTest::addColumn<int>("millionths");  // below 0: refused
  const auto row = [](const char* typed, int millionths) { QTest::newRow(typed) << QString::fromLatin1(typed) << millionths; };
  row("10", 100'000);
  row("17.5 %", 175'000);
  row("17,5", 175'000);
  row("0", 0);
  row("100%", 1'000'000);
  row("101", -1);
  row("-5", -1);
  row("ten", -1);
  row("0.12345", -1);
}

void OrderEntryTest::wrongHundredthsAreNamed() {
  QFETCH(QString, typed);
  QFETCH(int, millionths);
  OrderDraft draft;
  draft.currency = QStringLiteral("GBP");
  draft.lines = {{.product = QStringLiteral("CUP"), .description = {}, .quantity = QStringLiteral("1"), .price = QStringLiteral("1"), .discount = typed, .tax = typed}};
  const DraftCommand made = commandOf(draft);
  if (millionths < 0) {
    QCOMPARE(made.problems.size(), std::size_t{2});
    QCOMPARE(made.problems[0].name, std::string("lines[0].discount"));
    QCOMPARE(made.problems[1].name, std::string("lines[0].tax_rate"));
    return;
  }
  QVERIFY(made.problems.empty());
  QCOMPARE(made.command.lines.front().discount->millionths, std::int64_t{millionths});
  QCOMPARE(made.command.lines.front().taxRate->millionths, std::int64_t{millionths});
}

void OrderEntryTest::draftsAreTheSameAfterTheirFile() {
  OrderDraft draft;
  draft.customer = QStringLiteral("C1");
  draft.currency = QStringLiteral("EUR");
  draft.carriage = QStringLiteral("4,95");
  draft.country = QStringLiteral("Malta");
  draft.lines = {{QStringLiteral("CUP"), QStringLiteral("“A cup”"), QStringLiteral("2"), QStringLiteral("10"), QStringLiteral("5"), QStringLiteral("20 %")}, {}};
  QVERIFY(OrderDraft::fromJson(draft.toJson()) == draft);
  QVERIFY(!OrderDraft::fromJson({}).holdsText());
}

void OrderEntryTest::customersAndProductsAreFoundWhileTyping() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.give(domain::RegisterCustomer{domain::CustomerId("C-ZEBRA"), "Zebra Gifts", {}, {}, "Quay 1"});
  shop.give(domain::ListProduct{domain::ProductId("CUP-7"), "Blue cup", base::Amount{20'000}, base::Currency{{'G', 'B', 'P'}}});
  shop.give(domain::ReceiveStock{domain::ProductId("CUP-7"), base::Quantity{4000}});
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  Entry e(shop);
  const auto choose = [](QLineEdit* field) {
    auto* ahead = field->findChild<TypeAhead*>();
    QTRY_COMPARE_WITH_TIMEOUT(ahead->found().rowCount(), 1, patienceEntry);
    QTRY_VERIFY_WITH_TIMEOUT(ahead->completer().popup()->isVisible(), patienceEntry);
    emit ahead->completer().activated(ahead->completer().completionModel()->index(0, 0));
    ahead->completer().popup()->hide();
  };
  e.type("customer", "zeb");
  choose(e.field("customer"));
  QCOMPARE(e.field("customer")->text(), QStringLiteral("C-ZEBRA"));
  QTRY_COMPARE_WITH_TIMEOUT(e.entry.holdsText(), true, patienceEntry);
  e.type("line1_0", "blue");
  choose(e.field("line1_0"));
  QCOMPARE(e.field("line1_0")->text(), QStringLiteral("CUP-7"));
  QCOMPARE(e.field("line1_1")->text(), QStringLiteral("Blue cup"));
  QTRY_COMPARE_WITH_TIMEOUT(e.words("line1_problem"), QStringLiteral("4 left"), patienceEntry);
  e.type("line1_2", "6");
  QCOMPARE(e.words("line1_problem"), QStringLiteral("only 4 left"));
  keepPicture(shop.window, "entry-ahead");
}

void OrderEntryTest::discountTaxAndCarriageAreInTheOrder() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  Entry e(shop);
  e.type("customer", "C1");
  e.type("line1_0", "CUP");
  e.type("line1_2", "2");
  e.type("line1_3", "12");
  e.type("line1_4", "50 %");
  e.type("line1_5", "20");
  e.type("carriage", "4.95");
  QCOMPARE(e.words("total"), QStringLiteral("16.95"));
  QCOMPARE(e.words("parts"), QStringLiteral("goods 12.00 · carriage 4.95 · tax in it 2.00"));
  keepPicture(shop.window, "entry-filled");
  shop.window.resize(1280, 720);
  keepPicture(shop.window, "entry-filled-1280");
  QTest::keyClick(e.field("line1_5"), Qt::Key_Return, Qt::ControlModifier);
  QTRY_VERIFY_WITH_TIMEOUT(e.entry.receipt().complete(), patienceEntry);
  const auto document = (*shop.engine().openReader())->order("1");
  QVERIFY(document.has_value());
  QCOMPARE(document->summary.total, base::Amount{169'500});
  QCOMPARE(document->lines.front().taxRate->millionths, std::int64_t{200'000});
  keepPicture(shop.window, "entry-placed-1280");
}

void OrderEntryTest::anOrderLikeOneOfTheDayIsPlacedTheSecondTime() {
  Shop shop;
  QVERIFY(shop.opened);
  Entry e(shop);
  e.entry.fill(e.cups());
  QTRY_COMPARE_WITH_TIMEOUT(e.words("like"), QStringLiteral("No order like this one in the last 24 h."), patienceEntry);
  e.entry.place(true);
  QTRY_COMPARE_WITH_TIMEOUT(e.page.blotter().model().rowCount(), 1, patienceEntry);
  e.entry.fill(e.cups());
  QTRY_VERIFY_WITH_TIMEOUT(e.words("like").startsWith(QStringLiteral("Order 1, placed ")), patienceEntry);
  e.entry.place(false);
  QVERIFY2(e.words("like").startsWith(QStringLiteral("Not placed yet: Ctrl+Enter once more places it. Order 1, placed ")), qPrintable(e.words("like")));
  QTRY_COMPARE_WITH_TIMEOUT(tests::cutIn(shop.window), QStringList(), patienceEntry);
  keepPicture(shop.window, "entry-like");
  QCOMPARE(shop.engine().head().position, 1);
  // Another quantity is another order.
  e.field("line1_2")->setText(QStringLiteral("3"));
  QTRY_COMPARE_WITH_TIMEOUT(e.words("like"), QStringLiteral("No order like this one in the last 24 h."), patienceEntry);
  e.field("line1_2")->setText(QStringLiteral("2"));
  QTRY_VERIFY_WITH_TIMEOUT(e.words("like").startsWith(QStringLiteral("Order 1, placed ")), patienceEntry);
  e.entry.place(false);
  e.entry.place(false);
  QTRY_VERIFY_WITH_TIMEOUT(e.entry.receipt().complete(), patienceEntry);
  QCOMPARE(shop.engine().head().position, 2);
}

void OrderEntryTest::whatIsTypedIsThereAgain() {
  Shop shop;
  QVERIFY(shop.opened);
  const SessionOptions options = shop.frame().session().options();
  {
    Entry e(shop);
    e.entry.fill(e.cups());
    e.field("line1_4")->setText(QStringLiteral("5"));
    // Looked for after what was typed was kept.
    QTRY_VERIFY_WITH_TIMEOUT(!e.words("like").isEmpty(), patienceEntry);
    QTest::keyClick(&shop.window, Qt::Key_Escape);
    shop.frame().newOrder();
    QCOMPARE(e.field("line1_0")->text(), QStringLiteral("CUP"));
  }
  shop.window.closeFolder();
  QVERIFY(shop.window.openFolder(options).has_value());
  Entry again(shop);
  QCOMPARE(again.field("customer")->text(), QStringLiteral("C1"));
  QCOMPARE(again.field("line1_4")->text(), QStringLiteral("5"));
  QVERIFY(again.entry.holdsText());
  for (QPushButton* button : again.entry.findChildren<QPushButton*>())
    if (button->text() == QLatin1String("Clear")) button->click();
  QVERIFY(again.field("customer")->text().isEmpty());
  shop.window.closeFolder();
  QVERIFY(shop.window.openFolder(options).has_value());
  QVERIFY(Entry(shop).field("customer")->text().isEmpty());
}

TWINLANE_TEST(OrderEntryTest)
#include "order_entry_test.moc"
