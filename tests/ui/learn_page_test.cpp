// The page Learn: five screens, each leading to where it is seen at work, the table of parts and cloud services and the glossary, both
// searched.
#include "support/cut_texts.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "pages/learn_page.h"
#include "pages/learn_screens.h"
#include "pages/learn_table.h"


using namespace twinlane;
using namespace twinlane::ui;
using tests::cutIn;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

struct Learn {
  explicit Learn(Shop& opened) : shop(opened), page((opened.frame().go(PageId::Learn), static_cast<LearnPage*>(opened.frame().page()))) {}
  Shop& shop;
  LearnPage* page;

  QString title() const { return page->findChild<QLabel*>(QStringLiteral("learnTitle"))->text(); }
  QPushButton* button(const QString& text) const {
    for (QPushButton* one : page->findChildren<QPushButton*>())
      if (one->text() == text) return one;
    return nullptr;
  }
  static QString cell(LearnTable& table, int row, int column) { return table.table().model()->index(row, column).data().toString(); }
};

}  // namespace

class LearnPageTest : public QObject {
  Q_OBJECT

 private slots:
  void fiveScreensAreTurned();
  void everyPartLeadsToWhereItIsSeen();
  void wordsAreFound();
  void nothingIsCut_data();
  void nothingIsCut();
};

void LearnPageTest::fiveScreensAreTurned() {
  Shop shop;
  QVERIFY(shop.opened);
  Learn learn(shop);
  QSet<QString> titles{learn.title()};
  QVERIFY(!learn.button(QStringLiteral("Before"))->isEnabled());
  for (int i = 1; i < LearnScreens::count; ++i) {
    QVERIFY(learn.button(QStringLiteral("Next"))->isEnabled());
    learn.button(QStringLiteral("Next"))->click();
    QCOMPARE(learn.page->screens().current(), i);
    QVERIFY(learn.page->screens().step(i).isChecked());
    titles << learn.title();
  }
  QCOMPARE(titles.size(), LearnScreens::count);
  QVERIFY(!learn.button(QStringLiteral("Next"))->isEnabled());
  // Each leads to the part at work.
  const std::array pages = {PageId::Live, PageId::Orders, PageId::Log, PageId::Views, PageId::Live};
  for (int i = 0; i < LearnScreens::count; ++i) {
    shop.frame().go(PageId::Learn);
    learn.page->screens().step(i).click();
    for (QPushButton* one : learn.page->findChildren<QPushButton*>())
      if (one->property("kind").toString() == QLatin1String("primary")) one->click();
    QCOMPARE(shop.frame().current(), pages[static_cast<std::size_t>(i)]);
  }
}

void LearnPageTest::everyPartLeadsToWhereItIsSeen() {
  Shop shop;
  QVERIFY(shop.opened);
  Learn learn(shop);
  learn.page->turnTo(LearnPage::Cloud);
  LearnTable& table = learn.page->cloud();
  QVERIFY(table.table().hasFocus() || !shop.window.isActiveWindow());
  const int rows = table.table().model()->rowCount();
  QVERIFY(rows >= 12);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < 6; ++column) QVERIFY(!Learn::cell(table, row, column).isEmpty());
    shop.frame().go(PageId::Learn);
    emit table.table().activated(table.table().model()->index(row, 0));
    QVERIFY2(shop.frame().current() != PageId::Learn, qPrintable(Learn::cell(table, row, 0)));
  }
  shop.frame().go(PageId::Learn);
  table.field().setText(QStringLiteral("sqs dead"));
  QCOMPARE(table.table().model()->rowCount(), 1);
  QCOMPARE(Learn::cell(table, 0, 0), QStringLiteral("Set aside"));
  emit table.table().activated(table.table().model()->index(0, 0));
  QCOMPARE(shop.frame().current(), PageId::Views);
}

void LearnPageTest::wordsAreFound() {
  const Theme theme(ThemeKind::Light);
  LearnPage page(theme);
  page.turnTo(LearnPage::Glossary);
  LearnTable& table = page.glossary();
  const int rows = table.table().model()->rowCount();
  QVERIFY(rows >= 20);
  for (int row = 1; row < rows; ++row) QVERIFY(Learn::cell(table, row - 1, 0).compare(Learn::cell(table, row, 0), Qt::CaseInsensitive) < 0);
  // By the field's word, too.
  table.field().setText(QStringLiteral("LAG"));
  QCOMPARE(table.table().model()->rowCount(), 1);
  QCOMPARE(Learn::cell(table, 0, 0), QStringLiteral("Behind by"));
  table.field().setText(QStringLiteral("no such word"));
  QCOMPARE(table.table().model()->rowCount(), 0);
  bool isSaid = false;
  for (const QLabel* label : table.findChildren<QLabel*>()) isSaid = isSaid || label->text().startsWith(QStringLiteral("Nothing is like that"));
  QVERIFY(isSaid);
  table.field().clear();
  QCOMPARE(table.table().model()->rowCount(), rows);
}

void LearnPageTest::nothingIsCut_data() {
  QTest::addColumn<QSize>("size");
  QTest::addColumn<bool>("isDark");
  QTest::newRow("1440x900 light") << QSize(1440, 900) << false;
  QTest::newRow("1280x720 dark") << QSize(1280, 720) << true;
}

void LearnPageTest::nothingIsCut() {
  QFETCH(QSize, size);
  QFETCH(bool, isDark);
  Shop shop;
  QVERIFY(shop.opened);
  shop.theme.setKind(isDark ? ThemeKind::Dark : ThemeKind::Light);
  shop.window.resize(size);
  Learn learn(shop);
  const auto look = [&](const QString& name) {
    QCoreApplication::processEvents();
    keepPicture(shop.window, qPrintable(QStringLiteral("learn-%1-%2").arg(name, isDark ? QStringLiteral("small") : QStringLiteral("large"))));
    return cutIn(shop.window).join(QLatin1Char('|'));
  };
  for (int i = 0; i < LearnScreens::count; ++i) {
    learn.page->screens().turnTo(i);
    QCOMPARE(look(QString::number(i + 1)), QString());
  }
  for (const auto& [part, name] : {std::pair{LearnPage::Cloud, "cloud"}, {LearnPage::Glossary, "glossary"}}) {
    learn.page->turnTo(part);
    QCOMPARE(look(QString::fromLatin1(name)), QString());
  }
}

TWINLANE_TEST(LearnPageTest)
#include "learn_page_test.moc"
