// An order's life by its inspector and the keyboard over a real engine: each command has its form with what stands there now, those that
// cannot be given say why; an order is placed, found, amended, shipped, cancelled and undone without a mouse.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "frame/top_bar.h"
#include "messages/undo_bar.h"
#include "orders/order_commands.h"
#include "orders/orders_page.h"
#include "palette/palette.h"

#include <QLineEdit>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceSteps = 20'000;

query::OrderDocument documentNow(Shop& shop, const std::string& order) {
  shop.engine().waitForProjections(shop.engine().head().position, patienceSteps);
  return *(*shop.engine().openReader())->order(order);
}

struct Inspected {
  Inspected(Shop& opened, const std::string& id) : shop(opened), order(id), inspector(opened.frame().orders().inspector()) {
    shop.frame().orders().open(QString::fromStdString(id));
    wait();
  }
  Shop& shop;
  std::string order;
  Inspector& inspector;

  void wait() const { QTRY_VERIFY_WITH_TIMEOUT(inspector.ready(), patienceSteps); }
  bool can(OrderStep step) const { return inspector.whyNotNow(step).isEmpty(); }
  // Filled and sent; whether it was stored.
  bool give(OrderStep step, const QMap<QString, QString>& values = {}) const {
    inspector.openForm(step);
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
      if (inspector.form().field(it.key()) == nullptr) return false;
      inspector.form().field(it.key())->setText(it.value());
    }
    inspector.form().send();
    return QTest::qWaitFor([this] { return inspector.form().answer().startsWith(QStringLiteral("Stored in ")); }, patienceSteps);
  }
};

}  // namespace

class OrderCommandsTest : public QObject {
  Q_OBJECT

 private slots:
  void everyCommandOfAnOrderHasItsForm();
  void whatCannotBeGivenSaysWhy();
  void whatIsWrongStandsBesideItsField();
  void anOrderIsLedThroughItsLifeByTheKeyboard();
};

void OrderCommandsTest::everyCommandOfAnOrderHasItsForm() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  const Inspected at(shop, order);
  QVERIFY(at.give(OrderStep::Confirm));
  QVERIFY(documentNow(shop, order).confirmed);
  QVERIFY(at.give(OrderStep::AmendLine, {{QStringLiteral("line"), QStringLiteral("1")}, {QStringLiteral("quantity"), QStringLiteral("4")}, {QStringLiteral("unit_price"), QStringLiteral("2.50")}}));
  QCOMPARE(documentNow(shop, order).summary.total, base::Amount{100'000});
  QVERIFY(at.give(OrderStep::AddLine, {{QStringLiteral("product"), QStringLiteral("CUP")}, {QStringLiteral("quantity"), QStringLiteral("2")}, {QStringLiteral("unit_price"), QStringLiteral("1")}}));
  QCOMPARE(documentNow(shop, order).lines.size(), std::size_t{2});
  QVERIFY(at.give(OrderStep::Address, {{QStringLiteral("ship_to"), QStringLiteral("Quay 1")}, {QStringLiteral("country"), QStringLiteral("Malta")}}));
  QCOMPARE(documentNow(shop, order).shipTo, std::string("Quay 1"));
  QVERIFY(at.give(OrderStep::Hold, {{QStringLiteral("reason"), QStringLiteral("ask Ann")}}));
  QTRY_VERIFY_WITH_TIMEOUT(at.can(OrderStep::Release), patienceSteps);
  QVERIFY(at.give(OrderStep::Release));
  QVERIFY(at.give(OrderStep::Note, {{QStringLiteral("text"), QStringLiteral("gift wrap")}}));
  QVERIFY(at.give(OrderStep::Pick));
  QVERIFY(documentNow(shop, order).lines[0].picked > base::Quantity{});
  QVERIFY(at.give(OrderStep::Pack, {{QStringLiteral("package"), QStringLiteral("BOX")}}));
  shop.give(domain::ShipPackage{domain::OrderId(order), "BOX", {}, {}});
  QTRY_VERIFY_WITH_TIMEOUT(at.can(OrderStep::DeliveryFailed), patienceSteps);
  at.inspector.openForm(OrderStep::DeliveryFailed);
  QCOMPARE(at.inspector.form().field(QStringLiteral("package"))->text(), QStringLiteral("BOX"));
  QTRY_COMPARE_WITH_TIMEOUT(tests::cutIn(shop.window), QStringList(), patienceSteps);
  const auto isWhole = [&form = at.inspector.form()] {
    const QLineEdit* last = form.field(QStringLiteral("reason"));
    return last->isVisible() && form.height() >= form.sizeHint().height() && form.rect().contains(QRect(last->mapTo(&form, QPoint()), last->size()));
  };
  QTRY_VERIFY_WITH_TIMEOUT(isWhole(), patienceSteps);
  keepPicture(shop.window, "order-form");
  shop.window.resize(1280, 720);
  QTRY_COMPARE_WITH_TIMEOUT(tests::cutIn(shop.window), QStringList(), patienceSteps);
  QTRY_VERIFY_WITH_TIMEOUT(isWhole(), patienceSteps);
  keepPicture(shop.window, "order-form-1280");
  QVERIFY(at.give(OrderStep::DeliveryFailed, {{QStringLiteral("reason"), QStringLiteral("nobody there")}}));
  QVERIFY(at.give(OrderStep::Return, {{QStringLiteral("line"), QStringLiteral("1")}, {QStringLiteral("quantity"), QStringLiteral("1")}, {QStringLiteral("reason"), QStringLiteral("broken")}}));
  QCOMPARE(documentNow(shop, order).returned, base::Amount{25'000});
  shop.give(domain::RecordPayment{domain::OrderId(order), base::Amount{120'000}, {}});
  QTRY_VERIFY_WITH_TIMEOUT(at.can(OrderStep::Refund), patienceSteps);
  QVERIFY(at.give(OrderStep::Refund, {{QStringLiteral("amount"), QStringLiteral("2.50")}}));
  QCOMPARE(documentNow(shop, order).refunded, base::Amount{25'000});
}

void OrderCommandsTest::whatCannotBeGivenSaysWhy() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  const Inspected at(shop, order);
  QCOMPARE(at.inspector.whyNotNow(OrderStep::Release), QStringLiteral("It is not on hold."));
  QCOMPARE(at.inspector.whyNotNow(OrderStep::Return), QStringLiteral("Nothing has shipped that could come back."));
  QCOMPARE(at.inspector.whyNotNow(OrderStep::Refund), QStringLiteral("Nothing was paid that could be refunded."));
  at.inspector.openForm(OrderStep::Release);
  QVERIFY(at.inspector.form().isHidden());
  shop.give(domain::CancelOrder{domain::OrderId(order), "gone"});
  QTRY_COMPARE_WITH_TIMEOUT(at.inspector.whyNotNow(OrderStep::Confirm), QStringLiteral("The order was cancelled."), patienceSteps);
  QVERIFY(at.can(OrderStep::Note));
}

void OrderCommandsTest::whatIsWrongStandsBesideItsField() {
  Shop shop;
  QVERIFY(shop.opened);
  const Inspected at(shop, shop.place("TEA", 3));
  at.inspector.openForm(OrderStep::AmendLine);
  QCOMPARE(at.inspector.form().field(QStringLiteral("line"))->text(), QStringLiteral("1"));
  at.inspector.form().field(QStringLiteral("line"))->setText(QStringLiteral("7"));
  at.inspector.form().send();
  QVERIFY(at.inspector.form().field(QStringLiteral("line"))->property("problem").toBool());
  at.inspector.form().field(QStringLiteral("line"))->setText(QStringLiteral("1"));
  at.inspector.form().field(QStringLiteral("quantity"))->setText(QStringLiteral("many"));
  at.inspector.form().send();
  QVERIFY(at.inspector.form().field(QStringLiteral("quantity"))->property("problem").toBool());
  QCOMPARE(shop.engine().head().position, 1);
  // Esc closes the form, then the inspector.
  shop.frame().closeTopmost();
  QVERIFY(at.inspector.form().isHidden() && at.inspector.isVisible());
  shop.frame().closeTopmost();
  QVERIFY(!at.inspector.isVisible());
}

void OrderCommandsTest::anOrderIsLedThroughItsLifeByTheKeyboard() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  const auto press = [](Qt::Key key, Qt::KeyboardModifiers with = {}) { QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow(), key, with); };
  const auto type = [](const char* text) { QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(text)); };
  const auto command = [&](const char* name, const QString& first) {
    press(Qt::Key_K, Qt::ControlModifier);
    type(name);
    const auto& table = shop.window.findChild<Palette*>()->table();
    QTRY_COMPARE_WITH_TIMEOUT(table.model()->index(0, 0).data().toString(), first, patienceSteps);
    press(Qt::Key_Return);
  };
  // Placed.
  press(Qt::Key_N, Qt::ControlModifier);
  OrderEntry& entry = shop.frame().orders().entry();
  QTRY_VERIFY_WITH_TIMEOUT(entry.isVisible(), patienceSteps);
  type("C7");
  for (int i = 0; i < 20 && QApplication::focusWidget()->objectName() != QLatin1String("line1_0"); ++i) press(Qt::Key_Tab);
  type("TEA");
  press(Qt::Key_Tab);
  press(Qt::Key_Tab);
  type("2");
  press(Qt::Key_Tab);
  type("10");
  press(Qt::Key_Return, Qt::ControlModifier);
  QTRY_VERIFY_WITH_TIMEOUT(entry.receipt().complete(), patienceSteps);
  // Found.
  press(Qt::Key_Escape);
  press(Qt::Key_K, Qt::ControlModifier);
  type("C7");
  const auto& table = shop.window.findChild<Palette*>()->table();
  const auto rowOf = [&table](const QString& what) {
    for (int row = 0; row < table.model()->rowCount(); ++row)
      if (table.model()->index(row, 0).data().toString() == what) return row;
    return -1;
  };
  QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("Order 1")) >= 0, patienceSteps);
  for (int row = rowOf(QStringLiteral("Order 1")); table.currentIndex().row() < row;) press(Qt::Key_Down);
  press(Qt::Key_Return);
  const Inspector& inspector = shop.frame().orders().inspector();
  QTRY_VERIFY_WITH_TIMEOUT(inspector.isVisible() && inspector.ready(), patienceSteps);
  // Amended.
  command("change a line", QStringLiteral("Change a line"));
  QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("line"));
  press(Qt::Key_Tab);
  type("3");
  press(Qt::Key_Return);
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().orders().inspector().form().answer().startsWith(QStringLiteral("Stored in ")), patienceSteps);
  QCOMPARE(documentNow(shop, "1").summary.total, base::Amount{300'000});
  // Held and undone.
  command("hold the order", QStringLiteral("Hold the order"));
  type("ask Ann");
  press(Qt::Key_Return);
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().orders().inspector().form().answer().startsWith(QStringLiteral("Stored in ")), patienceSteps);
  QVERIFY(documentNow(shop, "1").hold.has_value());
  press(Qt::Key_Escape);
  press(Qt::Key_Z, Qt::ControlModifier);
  QTRY_VERIFY_WITH_TIMEOUT(!documentNow(shop, "1").hold.has_value(), patienceSteps);
  // Cancelled, another one shipped.
  QTRY_VERIFY_WITH_TIMEOUT(inspector.button(Inspector::Step::Cancel)->isEnabled(), patienceSteps);
  command("cancel the order", Inspector::nameOf(Inspector::Step::Cancel));
  type("by mistake");
  press(Qt::Key_Return);
  QTRY_COMPARE_WITH_TIMEOUT(documentNow(shop, "1").summary.status, domain::OrderStatus::Cancelled, patienceSteps);
  const std::string other = shop.place("TEA", 3);
  const Inspected at(shop, other);
  QTRY_VERIFY_WITH_TIMEOUT(inspector.button(Inspector::Step::Ship)->isEnabled(), patienceSteps);
  command("ship everything", Inspector::nameOf(Inspector::Step::Ship));
  QTRY_COMPARE_WITH_TIMEOUT(documentNow(shop, other).summary.status, domain::OrderStatus::Shipped, patienceSteps);
}

TWINLANE_TEST(OrderCommandsTest)
#include "order_commands_test.moc"
