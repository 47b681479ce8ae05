// The page Log over a real engine: the end is followed until somebody looks elsewhere, any number is found, changes of one order stand
// alone, a change is told whole with what was stored together with it and the command it came from.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "log/log_page.h"
#include "orders/orders_page.h"
#include "words/formats.h"

#include <QLabel>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patienceLog = 20'000;

struct Log {
  explicit Log(Shop& shop) : page((shop.frame().go(PageId::Log), static_cast<LogPage*>(shop.frame().page()))) {}
  LogPage* page;

  QString cell(int row, int column) const { return page->model().index(row, column).data().toString(); }
  QString words(const char* name) const { return page->findChild<QLabel*>(QString::fromLatin1(name))->text(); }
  QString payload() const { return page->findChild<QPlainTextEdit*>(QStringLiteral("payload"))->toPlainText(); }
  int current() const { return page->table().currentIndex().row(); }
};

}  // namespace

class LogPageTest : public QObject {
  Q_OBJECT

 private slots:
  void theEndIsFollowedUntilSomebodyLooksElsewhere();
  void aChangeIsToldWhole();
  void changesOfOneOrderStandAlone();
  void whatIsNoNumberIsSaid();
  void changesArePickedByKindAndPerson();
};

void LogPageTest::theEndIsFollowedUntilSomebodyLooksElsewhere() {
  Shop shop;
  QVERIFY(shop.opened);
  for (int i = 0; i < 600; ++i) shop.give(domain::ReceiveStock{domain::ProductId("CUP"), base::Quantity{1000 * (i + 1)}});
  Log log(shop);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 600, patienceLog);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->table().lastWholeRow(), 599, patienceLog);
  QTRY_VERIFY_WITH_TIMEOUT(log.cell(599, LogModel::WhatColumn).contains(QStringLiteral("600")), patienceLog);
  // Only what came into sight was fetched.
  QVERIFY(log.page->model().at(300) == nullptr);
  shop.place("TEA", 3);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 601, patienceLog);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->table().lastWholeRow(), 600, patienceLog);
  QTRY_COMPARE_WITH_TIMEOUT(log.cell(600, LogModel::ChangeColumn), QStringLiteral("Placed"), patienceLog);
  log.page->find(QStringLiteral("1 0"));
  QCOMPARE(log.current(), 9);
  QVERIFY(!log.page->isFollowing());
  QTRY_VERIFY_WITH_TIMEOUT(log.cell(9, LogModel::WhatColumn).contains(QStringLiteral("10")), patienceLog);
  shop.place("TEA", 3);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 602, patienceLog);
  QCOMPARE(log.current(), 9);
  QVERIFY(log.page->table().lastWholeRow() < 600);
}

void LogPageTest::aChangeIsToldWhole() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  shop.place("CUP", 4);
  Log log(shop);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 2, patienceLog);
  log.page->find(QStringLiteral("1"));
  QTRY_VERIFY_WITH_TIMEOUT(log.payload().contains(QStringLiteral("\"TEA\"")), patienceLog);
  QTRY_VERIFY_WITH_TIMEOUT(log.words("cause").contains(QStringLiteral("Given by test")), patienceLog);
  const auto* together = log.page->findChild<DataTable*>(QStringLiteral("together"));
  QCOMPARE(together->model()->rowCount(), 1);
  QCOMPARE(together->model()->index(0, 0).data().toString(), QStringLiteral("1"));
  keepPicture(shop.window, "log");
  for (QPushButton* button : log.page->findChildren<QPushButton*>())
    if (button->text() == QLatin1String("Open the order")) button->click();
  QCOMPARE(shop.frame().current(), PageId::Orders);
  QCOMPARE(shop.frame().orders().inspector().order(), QString::fromStdString(order));
}

void LogPageTest::changesOfOneOrderStandAlone() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  shop.place("CUP", 4);
  shop.give(domain::AddNote{domain::OrderId(order), "a note"});
  Log log(shop);
  log.page->find(QStringLiteral("order ") + QString::fromStdString(order));
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 2, patienceLog);
  QCOMPARE(log.cell(1, LogModel::NumberColumn), QStringLiteral("3"));
  QTRY_VERIFY_WITH_TIMEOUT(log.cell(1, LogModel::WhatColumn).contains(QStringLiteral("a note")), patienceLog);
  shop.give(domain::AddNote{domain::OrderId(order), "another"});
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 3, patienceLog);
  // A number leads back to all.
  log.page->find(QStringLiteral("2"));
  QCOMPARE(log.page->model().rowCount(), 4);
  QCOMPARE(log.current(), 1);
}

void LogPageTest::whatIsNoNumberIsSaid() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.place("TEA", 3);
  Log log(shop);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 1, patienceLog);
  for (const char* text : {"7", "0", "-1", "tea", ""}) {
    log.page->find(QString::fromLatin1(text));
    bool isSaid = false;
    for (const ShortLabel* label : log.page->findChildren<ShortLabel*>()) isSaid = isSaid || label->whole().contains(QStringLiteral("is no number of the log. Type one up to 1"));
    QVERIFY2(isSaid, text);
  }
}

void LogPageTest::changesArePickedByKindAndPerson() {
  Shop shop;
  QVERIFY(shop.opened);
  // More than is looked through at once.
  std::string order;
  for (int i = 0; i < 300; ++i) shop.give(domain::ReceiveStock{domain::ProductId("CUP"), base::Quantity{1000}}, "ann");
  for (int i = 0; i < 3; ++i) order = shop.place("TEA", 3);
  for (int i = 0; i < 300; ++i) shop.give(domain::ReceiveStock{domain::ProductId("CUP"), base::Quantity{1000}}, i % 100 == 0 ? "Ben" : "ann");
  shop.give(domain::AddNote{domain::OrderId(order), "late"}, "ben");
  Log log(shop);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 604, patienceLog);
  auto* kind = log.page->findChild<ChoiceBox*>();
  const auto choose = [kind](const char* title) {
    kind->setCurrentText(QString::fromLatin1(title));
    emit kind->activated(kind->currentIndex());
  };
  choose("Placed");
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 3, patienceLog);
  QCOMPARE(log.cell(0, LogModel::NumberColumn), QStringLiteral("301"));
  QTRY_COMPARE_WITH_TIMEOUT(log.cell(2, LogModel::ChangeColumn), QStringLiteral("Placed"), patienceLog);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().lookedThrough(), 604, patienceLog);
  // What comes in later is picked, too.
  shop.place("TEA", 3);
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 4, patienceLog);
  QTRY_VERIFY_WITH_TIMEOUT(log.page->model().at(3) != nullptr, patienceLog);
  // A person in any case, with the kind and without.
  choose("Stock received");
  auto* person = log.page->findChildren<QLineEdit*>().constLast();
  person->setText(QStringLiteral("ben"));
  emit person->editingFinished();
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 3, patienceLog);
  QTRY_COMPARE_WITH_TIMEOUT(log.cell(2, LogModel::ByColumn), QStringLiteral("Ben"), patienceLog);
  keepPicture(shop.window, "log-picked");
  shop.theme.setKind(ThemeKind::Dark);
  shop.window.resize(1280, 720);
  QCoreApplication::processEvents();
  keepPicture(shop.window, "log-picked-small");
  choose("All kinds");
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 4, patienceLog);
  QTRY_COMPARE_WITH_TIMEOUT(log.cell(3, LogModel::ByColumn), QStringLiteral("ben"), patienceLog);
  // With the changes of one order alone.
  log.page->find(QStringLiteral("order ") + QString::fromStdString(order));
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 2, patienceLog);
  log.page->pick(0, QStringLiteral("ben"));
  QTRY_COMPARE_WITH_TIMEOUT(log.page->model().rowCount(), 1, patienceLog);
  // Nothing is like that: said, with the way back.
  log.page->pick(0, QStringLiteral("nobody"));
  QTRY_VERIFY_WITH_TIMEOUT(log.page->findChild<EmptyState*>()->isVisible(), patienceLog);
  QCOMPARE(log.page->model().rowCount(), 0);
  emit log.page->findChild<EmptyState*>()->acted();
  QCOMPARE(log.page->model().rowCount(), 605);
  QVERIFY(person->text().isEmpty() && kind->currentIndex() == 0);
}

TWINLANE_TEST(LogPageTest)
#include "log_page_test.moc"
