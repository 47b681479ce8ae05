// Under the hood of an order over a real engine: the state written on and the document shown after each change, side by side; the bars
// of a command's hops add up.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "hood/hood_page.h"
#include "hood/hood_rows.h"
#include "hood/hops_view.h"
#include "hood/related_line.h"
#include "hood/why_line.h"
#include "log/log_page.h"
#include "orders/example_order.h"
#include "orders/orders_page.h"

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceHood = 20'000;

// The value of a field in one of the tables.
QString valueIn(const HoodPage& page, const char* table, const char* field) {
  const QAbstractItemModel& rows = *page.findChild<DataTable*>(QString::fromLatin1(table))->model();
  for (int row = 0; row < rows.rowCount(); ++row)
    if (rows.index(row, 0).data().toString() == QLatin1String(field)) return rows.index(row, 1).data().toString();
  return {};
}

}  // namespace

class HoodPageTest : public QObject {
  Q_OBJECT

 private slots:
  void bothLanesStandAfterTheSameChange();
  void anotherChangeIsSeen();
  void whatChangedIsMarked();
  void hopsAddUp();
  void theTimesOfAnEarlierOpeningAreRead();
  void theWayBeginsAtTheKeyAndEndsOnTheScreen();
  void whatIsRelatedIsOnePressAway();
  void aNumberSaysWhatMadeIt();
};

void HoodPageTest::bothLanesStandAfterTheSameChange() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 10);
  shop.give(domain::RecordPayment{domain::OrderId(order), {60'000}, "card"});
  shop.give(domain::ShipPackage{domain::OrderId(order), "", {}, ""});
  shop.frame().go(PageId::Orders);
  shop.frame().orders().open(QString::fromStdString(order));
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().orders().inspector().ready(), patienceHood);
  for (QPushButton* button : shop.frame().orders().inspector().findChildren<QPushButton*>())
    if (button->text() == QLatin1String("Under the hood")) button->click();
  QCOMPARE(shop.frame().current(), PageId::UnderTheHood);
  auto& page = *static_cast<HoodPage*>(shop.frame().page());
  QTRY_COMPARE_WITH_TIMEOUT(page.changes(), 3, patienceHood);
  QCOMPARE(page.change(), 3);
  QTRY_COMPARE_WITH_TIMEOUT(valueIn(page, "hoodRead", "status"), QStringLiteral("placed → shipped"), patienceHood);
  QVERIFY(valueIn(page, "hoodWrite", "line 1, tracks").endsWith(QStringLiteral("shipped 1, delivered 0, returned 0")));
  keepPicture(shop.window, "hood");
  page.goTo(2);
  QCOMPARE(valueIn(page, "hoodWrite", "paid"), QStringLiteral("0.00 → 6.00"));
  QCOMPARE(valueIn(page, "hoodWrite", "version"), QStringLiteral("1 → 2"));
  QTRY_COMPARE_WITH_TIMEOUT(valueIn(page, "hoodRead", "due"), QStringLiteral("10.00 → 4.00"), patienceHood);
  QCOMPARE(valueIn(page, "hoodRead", "status"), QStringLiteral("placed"));
  QVERIFY(page.findChild<QPlainTextEdit*>()->toPlainText().contains(QStringLiteral("\"card\"")));
  page.goTo(1);
  QCOMPARE(valueIn(page, "hoodWrite", "paid"), QStringLiteral("0.00"));
  page.goTo(0);
  QCOMPARE(page.change(), 1);
  shop.frame().closeTopmost();
  QCOMPARE(shop.frame().current(), PageId::Orders);
  QCOMPARE(shop.frame().orders().inspector().order(), QString::fromStdString(order));
}

void HoodPageTest::anotherChangeIsSeen() {
  Shop shop;
  QVERIFY(shop.opened);
  const domain::OrderId order(shop.place("TEA", 10));
  shop.give(domain::AddNote{order, "one"});
  shop.frame().go(PageId::UnderTheHood);
  auto& page = *static_cast<HoodPage*>(shop.frame().page());
  QTRY_COMPARE_WITH_TIMEOUT(page.changes(), 2, patienceHood);
  shop.give(domain::AddNote{order, "two"});
  QTRY_COMPARE_WITH_TIMEOUT(page.change(), 3, patienceHood);
  // Who looks at an earlier one goes on looking at it.
  page.goTo(2);
  shop.give(domain::AddNote{order, "three"});
  QTRY_COMPARE_WITH_TIMEOUT(page.changes(), 4, patienceHood);
  QCOMPARE(page.change(), 2);
}

void HoodPageTest::whatChangedIsMarked() {
  const NamedValues before{{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("b"), QStringLiteral("2")}};
  const NamedValues now{{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("b"), QStringLiteral("3")}, {QStringLiteral("c"), QStringLiteral("4")}};
  const QList<QList<Cell>> rows = changedRows(now, before);
  QCOMPARE(rows[0][1].text, QStringLiteral("1"));
  QCOMPARE(rows[0][1].mark.shape, MarkShape::None);
  QCOMPARE(rows[1][1].text, QStringLiteral("2 → 3"));
  QCOMPARE(rows[1][1].mark.shape, MarkShape::Diamond);
  QCOMPARE(rows[2][1].text, QStringLiteral("— → 4"));
  for (const QList<Cell>& row : changedRows(now, {})) QCOMPARE(row[1].mark.shape, MarkShape::None);
}

void HoodPageTest::hopsAddUp() {
  telemetry::Trace trace;
  for (std::size_t i = 0; i < trace.stageNanos.size(); ++i) trace.stageNanos[i] = static_cast<std::int64_t>(i + 1) * 1000;
  trace.lists = {{"order_list", {5000, 6000, 7000, 8000}}, {"revenue", {1, 1, 1, 1}}};
  telemetry::Trace slower = trace;
  slower.stageNanos[0] = 9000;
  const QList<HopBar> hops = hopsOf(trace, "order_list", {trace, slower, slower, slower});
  QCOMPARE(hops.size(), 11);
  std::int64_t sum = 0;
  for (const HopBar& hop : hops) {
    QCOMPARE(hop.fromNanos, sum);
    sum += hop.nanos;
  }
  QCOMPARE(sum, trace.totalNanos() + trace.lists[0].totalNanos());
  QCOMPARE(*hops[0].place, 1);
  QCOMPARE(*hopsOf(slower, "order_list", {trace, slower, slower, slower})[0].place, 26);
  QCOMPARE(hopsOf(trace, "search", {}).size(), 7);
}

void HoodPageTest::theTimesOfAnEarlierOpeningAreRead() {
  Shop shop("", [](const QString& folder) {
    engine::Options options;
    options.dataFolder = folder.toStdString();
    options.telemetryKept = true;
    auto engine = engine::Engine::open(options);
    QVERIFY(engine.has_value());
    command::Envelope envelope;
    envelope.id = (*engine)->newCommandId();
    envelope.actor = "test";
    domain::PlaceOrder order;
    order.currency = base::Currency{{'G', 'B', 'P'}};
    order.lines.push_back({});
    order.lines.back().product = domain::ProductId("TEA");
    order.lines.back().quantity = base::Quantity{1000};
    order.lines.back().unitPrice = base::Amount{10'000};
    envelope.command = order;
    QCOMPARE(command::name((*engine)->submitAndWait(std::move(envelope)).outcome), "accepted");
    QVERIFY((*engine)->waitForProjections((*engine)->head().position, patienceHood));
  });
  QVERIFY(shop.opened);
  shop.frame().go(PageId::UnderTheHood);
  auto& page = *static_cast<HoodPage*>(shop.frame().page());
  QTRY_COMPARE_WITH_TIMEOUT(page.changes(), 1, patienceHood);
  QTRY_COMPARE_WITH_TIMEOUT(page.findChild<HopsView*>()->hops().size(), 11, patienceHood);
}

void HoodPageTest::theWayBeginsAtTheKeyAndEndsOnTheScreen() {
  Shop shop;
  shop.place("TEA", 10);
  shop.frame().newOrder();
  OrderEntry& entry = shop.frame().orders().entry();
  entry.fill(exampleOrder());
  entry.place(false);
  QTRY_VERIFY_WITH_TIMEOUT(entry.receipt().complete(), patienceHood);
  const OwnOrder own = shop.frame().session().own().all().constFirst();
  auto reader = shop.engine().openReader();
  const base::CommandId command = (*reader)->events(0, 10, "order-" + own.order.toStdString())->events.front().command;
  const PressBook& presses = shop.frame().session().bridge().presses();
  QTRY_VERIFY_WITH_TIMEOUT(presses.find(command) && presses.find(command)->drawn, patienceHood);
  shop.frame().orders().open(own.order);
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().orders().inspector().ready(), patienceHood);
  emit shop.frame().orders().hoodAsked(own.order);
  auto& page = *static_cast<HoodPage*>(shop.frame().page());
  const auto* view = page.findChild<HopsView*>();
  QTRY_VERIFY_WITH_TIMEOUT(view->hops().size() == 13, patienceHood);
  QCOMPARE(view->hops().constFirst().name, QStringLiteral("From the key press"));
  QCOMPARE(view->hops().constLast().name, QStringLiteral("Drawn on the screen"));
  std::int64_t sum = 0;
  for (const HopBar& hop : view->hops()) {
    QCOMPARE(hop.fromNanos, sum);
    sum += hop.nanos;
  }
  // The whole is the way from the press to the drawing, within which the list had it.
  QCOMPARE(sum, presses.find(command)->drawn->nanos - presses.find(command)->pressed.nanos);
  QVERIFY2(sum / 1000 >= own.storedMicros, qPrintable(QString::number(sum)));
  // What another gave begins in the queue.
  const std::string theirs = shop.place("TEA", 3);
  page.showOrder(QString::fromStdString(theirs));
  QTRY_VERIFY_WITH_TIMEOUT(view->hops().size() == 11, patienceHood);
}

void HoodPageTest::whatIsRelatedIsOnePressAway() {
  Shop shop;
  domain::PlaceOrder order;
  order.customer = domain::CustomerId("C7");
  order.currency = base::Currency{{'G', 'B', 'P'}};
  domain::LineRequest line;
  line.product = domain::ProductId("TEA");
  line.quantity = base::Quantity{1000};
  line.unitPrice = base::Amount{50'000};
  order.lines.push_back(line);
  const std::string id = shop.give(order);
  shop.frame().go(PageId::UnderTheHood);
  auto& page = *static_cast<HoodPage*>(shop.frame().page());
  page.showOrder(QString::fromStdString(id));
  const auto link = [&](const QString& text) -> QPushButton* {
    for (QPushButton* each : page.findChild<RelatedLine*>()->findChildren<QPushButton*>())
      if (each->text() == text) return each;
    return nullptr;
  };
  QTRY_VERIFY_WITH_TIMEOUT(link(QStringLiteral("customer C7")) && link(QStringLiteral("product TEA")), patienceHood);
  keepPicture(shop.window, "hood-related");
  link(QStringLiteral("customer C7"))->click();
  QCOMPARE(shop.frame().current(), PageId::Catalogue);
  shop.frame().go(PageId::UnderTheHood);
  link(QStringLiteral("product TEA"))->click();
  QCOMPARE(shop.frame().current(), PageId::Catalogue);
}

void HoodPageTest::aNumberSaysWhatMadeIt() {
  Shop shop;
  const std::string id = shop.place("TEA", 10);
  shop.give(domain::RecordPayment{domain::OrderId(id), {60'000}, "card"});
  shop.place("TEA", 4);
  shop.frame().go(PageId::UnderTheHood);
  auto& page = *static_cast<HoodPage*>(shop.frame().page());
  page.showOrder(QString::fromStdString(id));
  auto* why = page.findChild<WhyLine*>();
  why->button().click();
  QTRY_VERIFY2_WITH_TIMEOUT(why->answer().contains(QStringLiteral("Made by log no. <a href=\"1\">1</a>, <a href=\"2\">2</a>. As of log no. 3 ")), qPrintable(why->answer()), patienceHood);
  QVERIFY(why->answer().contains(QStringLiteral("The list was not checked yet.")));
  keepPicture(shop.window, "hood-why");
  emit why->findChild<QLabel*>(QStringLiteral("whyAnswer"))->linkActivated(QStringLiteral("2"));
  QCOMPARE(shop.frame().current(), PageId::Log);
  auto* log = static_cast<LogPage*>(shop.frame().page());
  QTRY_COMPARE_WITH_TIMEOUT(log->table().currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("2"), patienceHood);
  // Of another order it says nothing yet.
  page.showOrder(QStringLiteral("2"));
  QVERIFY(why->answer().isEmpty());
}

TWINLANE_TEST(HoodPageTest)
#include "hood_page_test.moc"
