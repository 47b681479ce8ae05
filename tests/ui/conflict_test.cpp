// Two people at one order: what is given on top of a change one has not seen is told with both states and given again or left; what does
// not rest on that change goes through; what somebody has done already is not done twice. The other person goes through the same engine:
// a folder has one owner.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "dump/fit_check.h"
#include "orders/orders_page.h"

#include <QSignalSpy>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceConflict = 20'000;

struct Desk {
  Desk() : order(shop.place("G1", 5)), inspector(shop.frame().orders().inspector()) {
    shop.frame().orders().open(QString::fromStdString(order));
    QTRY_VERIFY_WITH_TIMEOUT(inspector.ready(), patienceConflict);
    // As where a list has not come to what the other one did: the pages are not told of it any more.
    shop.frame().go(PageId::Today);
  }
  // Behind this person's back.
  void ben(domain::Command command) { QVERIFY(!shop.give(std::move(command), "Ben").empty()); }
  query::OrderDocument now() {
    shop.engine().waitForProjections(shop.engine().head().position, patienceConflict);
    return *(*shop.engine().openReader())->order(order);
  }
  QList<QStringList> states() {
    QList<QStringList> rows;
    const auto* model = inspector.conflict().findChild<QTableView*>(QStringLiteral("conflictStates"))->model();
    for (int row = 0; row < model->rowCount(); ++row) {
      QStringList cells;
      for (int column = 0; column < model->columnCount(); ++column) cells << model->index(row, column).data().toString();
      rows << cells;
    }
    return rows;
  }
  QStringList stateOf(const QString& name) {
    for (const QStringList& row : states())
      if (row.constFirst() == name) return row.mid(1);
    return {};
  }
  QString who() { return inspector.conflict().findChild<QLabel*>(QStringLiteral("conflictWho"))->text(); }
  QPushButton* button(const QString& text) {
    for (QPushButton* each : inspector.conflict().findChildren<QPushButton*>())
      if (each->text() == text && !each->isHidden()) return each;
    return nullptr;
  }
  void sendAddress(const QString& to) {
    inspector.openForm(OrderStep::Address);
    inspector.form().field(QStringLiteral("ship_to"))->setText(to);
    inspector.form().send();
  }

  Shop shop;
  std::string order;
  Inspector& inspector;
};

domain::ChangeAddress address(const std::string& order, const char* to) {
  domain::ChangeAddress command;
  command.order = domain::OrderId(order);
  command.shipTo = to;
  return command;
}

}  // namespace

class ConflictTest : public QObject {
  Q_OBJECT

 private slots:
  void bothStatesAreShownAndItIsGivenAgain();
  void itIsLeftAndNothingTypedIsLost();
  void whatDoesNotRestOnTheChangeGoesThrough();
  void whatIsDoneAlreadyIsNotDoneTwice();
  void ownChangesInQuickSuccessionAreNone();
};

void ConflictTest::bothStatesAreShownAndItIsGivenAgain() {
  Desk desk;
  desk.ben(address(desk.order, "1 Quay, Looe"));
  desk.sendAddress(QStringLiteral("9 Hill, Fowey"));
  QTRY_VERIFY_WITH_TIMEOUT(desk.button(QStringLiteral("Do it all the same")) != nullptr && desk.button(QStringLiteral("Do it all the same"))->isEnabled(), patienceConflict);
  QVERIFY2(desk.who().startsWith(QStringLiteral("Ben changed this order ")), qPrintable(desk.who()));
  QCOMPARE(desk.stateOf(QStringLiteral("Deliver to")), (QStringList{QString(), QStringLiteral("1 Quay, Looe")}));
  QCOMPARE(desk.stateOf(QStringLiteral("Total")), (QStringList{QStringLiteral("GBP\u00A05.00"), QStringLiteral("GBP\u00A05.00")}));
  QCOMPARE(desk.now().shipTo, std::string("1 Quay, Looe"));
  desk.shop.frame().go(PageId::Orders);
  for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
    desk.shop.window.resize(size);
    QCoreApplication::processEvents();
    QVERIFY2(tests::cutIn(desk.shop.window).isEmpty(), qPrintable(tests::cutIn(desk.shop.window).join(QLatin1Char('|'))));
    keepPicture(desk.shop.window, qPrintable(QStringLiteral("conflict-%1").arg(size.width())));
  }
  desk.button(QStringLiteral("Do it all the same"))->click();
  QTRY_COMPARE_WITH_TIMEOUT(desk.now().shipTo, std::string("9 Hill, Fowey"), patienceConflict);
  QTRY_VERIFY(desk.inspector.conflict().isHidden());
  QTRY_VERIFY(desk.inspector.form().isHidden());
}

void ConflictTest::itIsLeftAndNothingTypedIsLost() {
  Desk desk;
  desk.ben(address(desk.order, "1 Quay, Looe"));
  desk.sendAddress(QStringLiteral("9 Hill, Fowey"));
  QTRY_VERIFY_WITH_TIMEOUT(!desk.inspector.conflict().isHidden(), patienceConflict);
  desk.shop.frame().go(PageId::Orders);
  desk.shop.frame().closeTopmost();
  QVERIFY(desk.inspector.conflict().isHidden());
  QVERIFY(!desk.inspector.form().isHidden());
  QCOMPARE(desk.inspector.form().field(QStringLiteral("ship_to"))->text(), QStringLiteral("9 Hill, Fowey"));
  QCOMPARE(desk.now().shipTo, std::string("1 Quay, Looe"));
}

void ConflictTest::whatDoesNotRestOnTheChangeGoesThrough() {
  Desk desk;
  domain::AddNote note;
  note.order = domain::OrderId(desk.order);
  note.text = "ring twice";
  desk.ben(note);
  desk.sendAddress(QStringLiteral("9 Hill, Fowey"));
  QTRY_COMPARE_WITH_TIMEOUT(desk.now().shipTo, std::string("9 Hill, Fowey"), patienceConflict);
  QVERIFY(desk.inspector.conflict().isHidden());
  QTRY_VERIFY(desk.inspector.form().isHidden());
}

void ConflictTest::whatIsDoneAlreadyIsNotDoneTwice() {
  Desk desk;
  domain::CancelOrder cancel;
  cancel.order = domain::OrderId(desk.order);
  cancel.reason = "ordered twice";
  desk.ben(cancel);
  const store::Position head = desk.shop.engine().head().position;
  desk.inspector.button(Inspector::Step::Pay)->click();
  QTRY_VERIFY_WITH_TIMEOUT(!desk.inspector.conflict().isHidden(), patienceConflict);
  QTRY_COMPARE_WITH_TIMEOUT(desk.stateOf(QStringLiteral("Status")).size(), 2, patienceConflict);
  QCOMPARE(desk.stateOf(QStringLiteral("Status")).constLast(), QStringLiteral("Cancelled"));
  QCOMPARE(desk.shop.engine().head().position, head);
}

void ConflictTest::ownChangesInQuickSuccessionAreNone() {
  Desk desk;
  desk.inspector.button(Inspector::Step::Pay)->click();
  QTRY_VERIFY_WITH_TIMEOUT(desk.now().summary.payment == domain::PaymentStatus::Paid, patienceConflict);
  // What it shows is from before.
  desk.inspector.button(Inspector::Step::Ship)->click();
  QTRY_COMPARE_WITH_TIMEOUT(desk.now().packages.size(), std::size_t{1}, patienceConflict);
  QVERIFY(desk.inspector.conflict().isHidden());
}

TWINLANE_TEST(ConflictTest)
#include "conflict_test.moc"
