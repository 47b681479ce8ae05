// The page Views over a real engine: a list is paused and resumed, made anew, compared, switched and switched back; rows that
// differ are told with their changes; what is set aside is tried on a copy, taken in or discarded; a check leaves a certificate.
#include "support/control.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "views/aside_card.h"
#include "views/compare_card.h"
#include "views/proof_card.h"
#include "views/views_page.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patience = 20'000;
constexpr int checkFailed = 1;  // twinlanectl's exit code

#ifdef TWINLANE_SABOTAGED
QStringList words(const QString& folder, const char* verb) { return QStringList{QStringLiteral("--data"), folder} + QString::fromLatin1(verb).split(QLatin1Char(' ')); }

// Two changes of one order wait, in every list.
void setOneAside(const QString& folder) {
  const QByteArray lines = R"({"type":"PlaceOrder","order":"A1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}]})" "\n"
                           R"({"type":"AddNote","order":"A1","text":"odd"})" "\n"
                           R"({"type":"ConfirmOrder","order":"A1"})" "\n";
  QCOMPARE(tests::runControl(words(folder, "submit"), "notes-cannot-be-folded", lines), 0);
}
#endif

struct Views {
  explicit Views(Shop& shop) : page((shop.frame().go(PageId::Views), static_cast<ViewsPage*>(shop.frame().page()))) {}
  ViewsPage* page;

  QString cell(int row, int column) const { return page->findChild<DataTable*>(QStringLiteral("views"))->model()->index(row, column).data().toString(); }
  QAbstractItemModel& rows(const char* table) const { return *page->findChild<DataTable*>(QString::fromLatin1(table))->model(); }
  QString words(const char* name) const { return page->findChild<QLabel*>(QString::fromLatin1(name))->text(); }
  QPushButton* button(const QString& beginning) const {
    for (QPushButton* each : page->findChildren<QPushButton*>())
      if (each->text().startsWith(beginning) && each->isVisible() && each->isEnabled()) return each;
    return nullptr;
  }
  bool press(const QString& beginning) const {
    QPushButton* found = button(beginning);
    if (found != nullptr) found->click();
    return found != nullptr;
  }
};

}  // namespace

class ViewsPageTest : public QObject {
  Q_OBJECT

 private slots:
  void theChosenListIsPausedAndResumed();
  void aListIsMadeAnewComparedAndSwitchedBack();
  void rowsThatDifferAreToldWithTheirChanges();
  void whatIsSetAsideIsTriedOnACopyAndTakenIn();
  void aChangeIsDiscardedWithAReason();
  void aCheckLeavesACertificate();
};

void ViewsPageTest::theChosenListIsPausedAndResumed() {
  Shop shop;
  QVERIFY(shop.opened);
  Views views(shop);
  QTRY_COMPARE_WITH_TIMEOUT(views.rows("views").rowCount(), 7, patience);
  views.page->choose("revenue");
  QVERIFY(views.press(QStringLiteral("Pause Revenue")));
  QTRY_VERIFY_WITH_TIMEOUT(views.cell(1, 1).startsWith(QStringLiteral("Paused")), patience);
  QVERIFY(views.cell(1, 1).contains(QStringLiteral("paused on the page Views")));
  QVERIFY(views.press(QStringLiteral("Resume Revenue")));
  QTRY_COMPARE_WITH_TIMEOUT(views.cell(1, 1), QStringLiteral("Up to date"), patience);
}

void ViewsPageTest::aListIsMadeAnewComparedAndSwitchedBack() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("TEA", 3).empty());
  Views views(shop);
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Make it anew")), patience);
  QVERIFY(views.press(QStringLiteral("Make it anew")));
  QTRY_VERIFY_WITH_TIMEOUT(views.words("compareWords").contains(QStringLiteral("the same as copy 1")), patience);
  QTRY_COMPARE_WITH_TIMEOUT(views.cell(0, 1), QStringLiteral("Up to date · copy 2 ready"), patience);
  QCOMPARE(views.cell(0, 0), QStringLiteral("Order list · copy 1"));
  QCOMPARE(views.rows("differences").rowCount(), 0);
  keepPicture(shop.window, "views-held");
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Switch to copy 2")), patience);
  QVERIFY(views.press(QStringLiteral("Switch to copy 2")));
  QTRY_COMPARE_WITH_TIMEOUT(views.cell(0, 0), QStringLiteral("Order list · copy 2"), patience);
  QTRY_VERIFY_WITH_TIMEOUT(views.words("compareWords").startsWith(QStringLiteral("Copy 2 is shown.")), patience);
  views.page->findChild<CompareCard*>()->goBack();
  QTRY_COMPARE_WITH_TIMEOUT(views.cell(0, 0), QStringLiteral("Order list · copy 1"), patience);
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Make it anew")), patience);
  QVERIFY(views.press(QStringLiteral("Make it anew")));
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Discard copy")), patience);
  QVERIFY(views.press(QStringLiteral("Discard copy")));
  QTRY_VERIFY_WITH_TIMEOUT(views.words("compareWords").startsWith(QStringLiteral("The new copy was given up")), patience);
}

void ViewsPageTest::rowsThatDifferAreToldWithTheirChanges() {
#ifdef TWINLANE_SABOTAGED
  int planted = 0;
  Shop shop("", [&](const QString& folder) {
    QCOMPARE(tests::runControl(words(folder, "demo --commands 300 --seed 3")), 0);
    planted = tests::runControl(words(folder, "rebuild order_list"), "next-generation-drops-events");
  });
  QCOMPARE(planted, checkFailed);
  QVERIFY(shop.opened);
  Views views(shop);
  QTRY_VERIFY_WITH_TIMEOUT(views.rows("differences").rowCount() > 0, patience);
  QVERIFY(views.words("compareWords").contains(QStringLiteral("differs from copy 1, which stays in use")));
  QVERIFY(!views.rows("differences").index(0, 4).data().toString().isEmpty());
  keepPicture(shop.window, "views-differs");
  QVERIFY(views.press(QStringLiteral("Discard copy 2")));
  QTRY_COMPARE_WITH_TIMEOUT(views.rows("differences").rowCount(), 0, patience);
  QCOMPARE(views.cell(0, 0), QStringLiteral("Order list · copy 1"));
#else
  QSKIP("faults are planted in debug builds alone");
#endif
}

void ViewsPageTest::whatIsSetAsideIsTriedOnACopyAndTakenIn() {
#ifdef TWINLANE_SABOTAGED
  Shop shop("", setOneAside);
  QVERIFY(shop.opened);
  Views views(shop);
  QTRY_COMPARE_WITH_TIMEOUT(views.rows("setAside").rowCount(), 1, patience);
  QCOMPARE(views.rows("setAside").index(0, 0).data().toString(), QStringLiteral("A1"));
  QCOMPARE(views.rows("setAside").index(0, 4).data().toString(), QStringLiteral("2"));
  keepPicture(shop.window, "views-aside");
  QVERIFY(views.press(QStringLiteral("Try on a copy")));
  QTRY_VERIFY_WITH_TIMEOUT(views.words("asideMessage").startsWith(QStringLiteral("On a copy 2 changes would be taken in")), patience);
  QCOMPARE(views.rows("setAside").rowCount(), 1);
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Try again")), patience);
  QVERIFY(views.press(QStringLiteral("Try again")));
  QTRY_COMPARE_WITH_TIMEOUT(views.rows("setAside").rowCount(), 0, patience);
  QCOMPARE(views.words("asideMessage"), QStringLiteral("2 changes taken in."));
#else
  QSKIP("faults are planted in debug builds alone");
#endif
}

void ViewsPageTest::aChangeIsDiscardedWithAReason() {
#ifdef TWINLANE_SABOTAGED
  Shop shop("", setOneAside);
  QVERIFY(shop.opened);
  Views views(shop);
  QTRY_COMPARE_WITH_TIMEOUT(views.rows("setAside").rowCount(), 1, patience);
  QVERIFY(views.button(QStringLiteral("Discard")) == nullptr);
  views.page->findChild<AsideCard*>()->findChild<QLineEdit*>()->setText(QStringLiteral("a test of notes"));
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Discard")), patience);
  QVERIFY(views.press(QStringLiteral("Discard")));
  QTRY_COMPARE_WITH_TIMEOUT(views.rows("setAside").rowCount(), 0, patience);
  QTRY_VERIFY_WITH_TIMEOUT(views.words("discarded").contains(QStringLiteral("a test of notes")), patience);
#else
  QSKIP("faults are planted in debug builds alone");
#endif
}

void ViewsPageTest::aCheckLeavesACertificate() {
  Shop shop;
  QVERIFY(shop.opened);
  QVERIFY(!shop.place("TEA", 3).empty());
  Views views(shop);
  QTRY_VERIFY_WITH_TIMEOUT(views.button(QStringLiteral("Check again")), patience);
  QVERIFY(views.press(QStringLiteral("Check again")));
  QTRY_COMPARE_WITH_TIMEOUT(views.words("verdict"), QStringLiteral("The list equals the log, row for row."), patience);
  const QString path = QString::fromStdString(shop.folder / "certificate.json");
  auto* card = views.page->findChild<ProofCard*>();
  QVERIFY(card->save(path));
  QFile file(path);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
  QCOMPARE(kept[QStringLiteral("projection")].toString(), QStringLiteral("order_list"));
  QCOMPARE(kept[QStringLiteral("position")].toInt(), 1);
  QCOMPARE(kept[QStringLiteral("root")].toString().size(), 32);
  QVERIFY(!card->save(QString::fromStdString(shop.folder / "none/certificate.json")));
}

TWINLANE_TEST(ViewsPageTest)
#include "views_page_test.moc"
