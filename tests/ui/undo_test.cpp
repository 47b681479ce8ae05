// Undo over a real engine: what was given last in the window is taken back by the command that undoes it, asked for by name and amount
// where money moves, and left alone where somebody has changed it since or nothing undoes it.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "messages/undo_bar.h"
#include "orders/orders_page.h"

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceUndo = 20'000;

// As a page gives it.
void giveHere(Shop& shop, domain::Command command) {
  command::Envelope envelope;
  envelope.command = std::move(command);
  bool isAnswered = false;
  shop.frame().session().bridge().submit(std::move(envelope), &shop.window, [&isAnswered](const TimedReceipt&) { isAnswered = true; });
  QTRY_VERIFY_WITH_TIMEOUT(isAnswered, patienceUndo);
}

query::OrderDocument documentOf(Shop& shop, const std::string& order) {
  shop.engine().waitForProjections(shop.engine().head().position, patienceUndo);
  return *(*shop.engine().openReader())->order(order);
}

QString lastTold(Shop& shop) {
  const auto& all = shop.frame().session().messages().all();
  return all.isEmpty() ? QString() : all.front().text;
}

}  // namespace

class UndoTest : public QObject {
  Q_OBJECT

 private slots:
  void whatMovesNoMoneyIsUndoneAtOnce();
  void aRefundIsAskedForByNameAndAmount();
  void whatSomebodyChangedSinceIsLeftAlone();
  void whatHasNoWayBackSaysWhyAndIsNotInTheWay();
};

void UndoTest::whatMovesNoMoneyIsUndoneAtOnce() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  giveHere(shop, domain::ChangeAddress{domain::OrderId(order), "Quay 1", "Malta"});
  giveHere(shop, domain::HoldOrder{domain::OrderId(order), "ask Ann"});
  QVERIFY(documentOf(shop, order).hold.has_value());
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  QTest::keyClick(&shop.window, Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE_WITH_TIMEOUT(lastTold(shop), QStringLiteral("Undone: Hold order, order %1. “Release order” is log no. 4.").arg(QString::fromStdString(order)), patienceUndo);
  QVERIFY(!documentOf(shop, order).hold.has_value());
  // The one before is the last now; what undid is not undone.
  shop.frame().undo();
  QTRY_VERIFY_WITH_TIMEOUT(lastTold(shop).startsWith(QStringLiteral("Not undone: Change address")), patienceUndo);
}

void UndoTest::aRefundIsAskedForByNameAndAmount() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.give(domain::RegisterCustomer{domain::CustomerId("C1"), "Ann Whitaker", {}, {}, {}});
  domain::PlaceOrder placed;
  placed.customer = domain::CustomerId("C1");
  placed.currency = base::Currency{{'G', 'B', 'P'}};
  placed.lines.push_back({domain::ProductId("TEA"), base::Quantity{1000}, base::Amount{124'000}, {}, {}, {}, {}});
  const std::string order = shop.give(placed);
  Inspector& inspector = shop.frame().orders().inspector();
  shop.frame().orders().open(QString::fromStdString(order));
  QVERIFY(!inspector.button(Inspector::Step::Pay)->isEnabled());  // nothing can be done with an order that is not shown yet
  QTRY_VERIFY_WITH_TIMEOUT(inspector.button(Inspector::Step::Pay)->isEnabled(), patienceUndo);
  inspector.button(Inspector::Step::Pay)->click();
  QTRY_VERIFY_WITH_TIMEOUT(!inspector.button(Inspector::Step::Pay)->isEnabled(), patienceUndo);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  QTest::keyClick(&shop.window, Qt::Key_Z, Qt::ControlModifier);
  auto& bar = *shop.window.findChild<UndoBar*>();
  QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), patienceUndo);
  QCOMPARE(bar.findChild<QLabel*>(QStringLiteral("undoQuestion"))->text(), QStringLiteral("Refund GBP 12.40 to Ann Whitaker?"));
  keepPicture(shop.window, "undo");
  QTest::keyClick(&shop.window, Qt::Key_Escape);
  QVERIFY(!bar.isVisible());
  QVERIFY(inspector.isVisible());
  QCOMPARE(documentOf(shop, order).refunded, base::Amount{});
  // Left alone it can still be undone.
  QTest::keyClick(&shop.window, Qt::Key_Z, Qt::ControlModifier);
  QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), patienceUndo);
  for (QPushButton* button : bar.findChildren<QPushButton*>())
    if (button->property("kind") == QLatin1String("primary")) button->click();
  QTRY_VERIFY_WITH_TIMEOUT(lastTold(shop).startsWith(QStringLiteral("Undone: Record payment")), patienceUndo);
  QCOMPARE(documentOf(shop, order).refunded, base::Amount{124'000});
  shop.frame().undo();
  QTRY_COMPARE_WITH_TIMEOUT(lastTold(shop), QStringLiteral("Nothing was given in this window that could be undone."), patienceUndo);
}

void UndoTest::whatSomebodyChangedSinceIsLeftAlone() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  giveHere(shop, domain::HoldOrder{domain::OrderId(order), "ask Ann"});
  shop.give(domain::AddNote{domain::OrderId(order), "called her"}, "ben");
  shop.frame().undo();
  QTRY_COMPARE_WITH_TIMEOUT(lastTold(shop), QStringLiteral("Not undone: Hold order, order %1. Ben has changed it since (Note added): look at it first.").arg(QString::fromStdString(order)), patienceUndo);
  QVERIFY(documentOf(shop, order).hold.has_value());
}

void UndoTest::whatHasNoWayBackSaysWhyAndIsNotInTheWay() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string first = shop.place("TEA", 3), second = shop.place("CUP", 4);
  giveHere(shop, domain::HoldOrder{domain::OrderId(first), "ask Ann"});
  giveHere(shop, domain::AddNote{domain::OrderId(second), "called her"});
  shop.frame().undo();
  QTRY_COMPARE_WITH_TIMEOUT(lastTold(shop), QStringLiteral("Not undone: Add note, order %1. A note stays as it was written; add one that corrects it").arg(QString::fromStdString(second)), patienceUndo);
  shop.frame().undo();
  QTRY_VERIFY_WITH_TIMEOUT(lastTold(shop).startsWith(QStringLiteral("Undone: Hold order")), patienceUndo);
}

TWINLANE_TEST(UndoTest)
#include "undo_test.moc"
