// The palette and the list of messages over a real engine: with an empty field it is the sheet of keys, what cannot be done says why,
// orders, customers and products are found, arrows and Enter choose, Esc puts it away and nothing else; what a person has to know is told
// once, as a toast and in the list, and long work can be ended there.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "catalogue/catalogue_browser.h"
#include "catalogue/catalogue_page.h"
#include "frame/rail.h"
#include "frame/top_bar.h"
#include "messages/messages_page.h"
#include "messages/toasts.h"
#include "orders/orders_page.h"
#include "palette/likeness.h"
#include "palette/palette.h"
#include "transfer/import_page.h"

#include <QFile>
#include <QLineEdit>

using namespace twinlane;
using namespace twinlane::ui;
using tests::keepPicture;
using Shop = tests::ShopWindow;

namespace {

constexpr int patiencePalette = 20'000;

struct Typed {
  explicit Typed(Shop& shop) : window(shop.window), field(*shop.frame().topBar().searchField()), palette(*shop.window.findChild<Palette*>()) {
    const bool isActive = QTest::qWaitForWindowActive(&window);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    if (!isActive || !palette.isVisible()) qFatal("the palette does not open");
  }
  MainWindow& window;
  QLineEdit& field;
  Palette& palette;

  QString cell(int row, int column) const { return palette.table().model()->index(row, column).data().toString(); }
  int rowOf(const QString& what) const {
    for (int row = 0; row < palette.table().model()->rowCount(); ++row)
      if (cell(row, 0) == what) return row;
    return -1;
  }
  void choose(int row) {
    while (palette.table().currentIndex().row() < row) QTest::keyClick(&field, Qt::Key_Down);
    while (palette.table().currentIndex().row() > row) QTest::keyClick(&field, Qt::Key_Up);
    QTest::keyClick(&field, Qt::Key_Return);
  }
};

}  // namespace

class PaletteTest : public QObject {
  Q_OBJECT

 private slots:
  void lettersInTheirOrderFitAndBeginningsFitBest();
  void withAnEmptyFieldItIsTheSheetOfKeys();
  void whatCannotBeDoneSaysWhy();
  void ordersCustomersAndProductsAreFound();
  void escapePutsItAwayAndNothingElse();
  void aPausedListIsToldOnceAndKept();
  void toastsAreThreeAtMost();
  void longWorkStandsInTheListAndIsEnded();
  void importsAndNewCopiesOfListsAreWork();
  void aListThatNoLongerHoldsIsToldOnce();
};

void PaletteTest::lettersInTheirOrderFitAndBeginningsFitBest() {
  const auto fit = [](const char* typed, const char* name) { return likeness(QString::fromLatin1(typed), QString::fromLatin1(name)); };
  QVERIFY(!fit("xo", "Orders"));
  QVERIFY(!fit("so", "Order"));
  QVERIFY(fit("no", "New order"));
  QVERIFY(*fit("ord", "Orders") > *fit("ord", "New order"));
  QVERIFY(*fit("no", "New order") > *fit("no", "Take in orders"));
  QCOMPARE(fit("", "Orders"), std::optional(0));
}

void PaletteTest::withAnEmptyFieldItIsTheSheetOfKeys() {
  Shop shop;
  QVERIFY(shop.opened);
  Typed typed(shop);
  QVERIFY(typed.palette.isVisible());
  const int row = typed.rowOf(QStringLiteral("New order"));
  QVERIFY(row >= 0);
  QCOMPARE(typed.cell(row, 2), QStringLiteral("Ctrl+N"));
  QVERIFY(typed.rowOf(QStringLiteral("Views")) >= 0);
  keepPicture(shop.window, "palette-empty");
  QTest::keyClicks(&typed.field, QStringLiteral("views"));
  QTRY_COMPARE_WITH_TIMEOUT(typed.cell(0, 0), QStringLiteral("Views"), patiencePalette);
  QTest::keyClick(&typed.field, Qt::Key_Return);
  QCOMPARE(shop.frame().current(), PageId::Views);
  QVERIFY(!typed.palette.isVisible());
  QVERIFY(typed.field.text().isEmpty());
}

void PaletteTest::whatCannotBeDoneSaysWhy() {
  Shop shop;
  QVERIFY(shop.opened);
  const std::string order = shop.place("TEA", 3);
  Typed typed(shop);
  const QString ship = Inspector::nameOf(Inspector::Step::Ship);
  const int row = typed.rowOf(ship);
  QCOMPARE(typed.cell(row, 1), QStringLiteral("Open an order first."));
  typed.choose(row);
  QVERIFY(typed.palette.isVisible());  // it cannot be chosen
  QTest::keyClick(&typed.field, Qt::Key_Escape);
  shop.frame().go(PageId::Orders);
  shop.frame().orders().open(QString::fromStdString(order));
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().orders().inspector().ready(), patiencePalette);
  const Inspector& inspector = shop.frame().orders().inspector();
  QTRY_VERIFY_WITH_TIMEOUT(inspector.button(Inspector::Step::Ship)->isEnabled(), patiencePalette);
  Typed again(shop);
  QCOMPARE(again.cell(again.rowOf(ship), 1), QString());
  QCOMPARE(again.cell(again.rowOf(Inspector::nameOf(Inspector::Step::Deliver)), 1), inspector.button(Inspector::Step::Deliver)->toolTip());
  again.choose(again.rowOf(ship));
  QTRY_VERIFY_WITH_TIMEOUT(!inspector.button(Inspector::Step::Ship)->isEnabled() && inspector.button(Inspector::Step::Deliver)->isEnabled(), patiencePalette);
}

void PaletteTest::ordersCustomersAndProductsAreFound() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.give(domain::RegisterCustomer{domain::CustomerId("C-ZEBRA"), "Zebra Gifts", {}, {}, {}});
  shop.give(domain::ListProduct{domain::ProductId("ZEBRA-CUP"), "A cup", base::Amount{20'000}, *base::Currency::fromText("EUR")});
  {
    Typed typed(shop);
    QTest::keyClicks(&typed.field, QStringLiteral("zebra"));
    QTRY_VERIFY_WITH_TIMEOUT(typed.rowOf(QStringLiteral("Customer C-ZEBRA")) >= 0 && typed.rowOf(QStringLiteral("Product ZEBRA-CUP")) >= 0, patiencePalette);
    QVERIFY(typed.rowOf(QStringLiteral("Show all orders that match “zebra”")) >= 0);
    keepPicture(shop.window, "palette-found");
    typed.choose(typed.rowOf(QStringLiteral("Product ZEBRA-CUP")));
  }
  QCOMPARE(shop.frame().current(), PageId::Catalogue);
  QTRY_COMPARE_WITH_TIMEOUT(static_cast<CataloguePage*>(shop.frame().page())->products().chosen(), QStringLiteral("ZEBRA-CUP"), patiencePalette);
  const std::string order = shop.place("ZEBRA-CUP", 1);
  Typed typed(shop);
  QTest::keyClicks(&typed.field, QString::fromStdString(order));
  const QString name = QStringLiteral("Order %1").arg(QString::fromStdString(order));
  QTRY_VERIFY_WITH_TIMEOUT(typed.rowOf(name) >= 0, patiencePalette);
  typed.choose(typed.rowOf(name));
  QCOMPARE(shop.frame().orders().inspector().order(), QString::fromStdString(order));
}

void PaletteTest::escapePutsItAwayAndNothingElse() {
  Shop shop;
  QVERIFY(shop.opened);
  shop.frame().newOrder();
  QVERIFY(shop.frame().orders().entry().isVisible());
  Typed typed(shop);
  QTest::keyClick(&typed.field, Qt::Key_Escape);
  QVERIFY(!typed.palette.isVisible());
  QVERIFY(shop.frame().orders().entry().isVisible());
}

void PaletteTest::aPausedListIsToldOnceAndKept() {
  Shop shop;
  QVERIFY(shop.opened);
  ShopSession& session = shop.frame().session();
  auto& toasts = *shop.window.findChild<Toasts*>();
  QVERIFY(session.engine().pause("revenue", "ben", "counting"));
  QTRY_COMPARE_WITH_TIMEOUT(session.messages().all().size(), 1, patiencePalette);
  const QString told = QStringLiteral("Revenue was paused by ben: counting.");
  QCOMPARE(session.messages().all().front().text, told);
  QCOMPARE(toasts.count(), 1);
  QCOMPARE(session.messages().unread(), 1);
  keepPicture(shop.window, "toast");
  shop.frame().go(PageId::Messages);
  auto& page = *static_cast<MessagesPage*>(shop.frame().page());
  QCOMPARE(session.messages().unread(), 0);
  QCOMPARE(page.table().model()->rowCount(), 1);
  QCOMPARE(page.table().model()->index(0, 2).data().toString(), told);
  QVERIFY(session.engine().resume("revenue", "ben"));
  QTRY_COMPARE_WITH_TIMEOUT(page.table().model()->rowCount(), 2, patiencePalette);
  QCOMPARE(toasts.count(), 1);  // what is in sight needs no toast
  page.showKind(MessageKind::Alert);
  QCOMPARE(page.table().model()->rowCount(), 1);
  keepPicture(shop.window, "messages");
  page.table().selectRow(0);
  emit page.table().activated(page.table().currentIndex());
  QCOMPARE(shop.frame().current(), PageId::Views);
}

void PaletteTest::toastsAreThreeAtMost() {
  Shop shop;
  QVERIFY(shop.opened);
  auto& toasts = *shop.window.findChild<Toasts*>();
  for (int i = 0; i < 5; ++i) shop.frame().tell(QStringLiteral("Told %1, in so many words that one line of a toast cannot hold them all").arg(i));
  QCOMPARE(toasts.count(), Toasts::most);
  QCOMPARE(shop.frame().session().messages().all().size(), 5);
  keepPicture(shop.window, "toasts");
}

void PaletteTest::longWorkStandsInTheListAndIsEnded() {
  Shop shop;
  QVERIFY(shop.opened);
  Tasks& tasks = shop.frame().session().tasks();
  bool ended = false;
  const int number = tasks.begin(QStringLiteral("Count the stars"), QStringLiteral("import"), [&ended] { ended = true; });
  tasks.tell(number, 0.41, QStringLiteral("41 of 100"));
  auto* chip = shop.window.findChild<QPushButton*>(QStringLiteral("workUnderWay"));
  QTRY_COMPARE_WITH_TIMEOUT(chip->text(), QStringLiteral("Count the stars: 41 %"), patiencePalette);
  chip->click();
  QCOMPARE(shop.frame().current(), PageId::Messages);
  auto* work = shop.window.findChild<DataTable*>(QStringLiteral("work"));
  QCOMPARE(work->model()->index(0, 2).data().toString(), QStringLiteral("41 of 100"));
  keepPicture(shop.window, "work");
  for (QPushButton* button : shop.frame().page()->findChildren<QPushButton*>())
    if (button->text() == QLatin1String("End it")) button->click();
  QVERIFY(ended);
  QCOMPARE(work->model()->index(0, 2).data().toString(), QStringLiteral("Being ended…"));
  tasks.end(number, Tone::Warn, QStringLiteral("The stars were not all counted."));
  QCOMPARE(work->model()->rowCount(), 0);
  QCOMPARE(shop.frame().session().messages().all().front().kind, MessageKind::Task);
}

void PaletteTest::importsAndNewCopiesOfListsAreWork() {
  Shop shop("Europe/London");
  QVERIFY(shop.opened);
  ShopSession& session = shop.frame().session();
  QStringList begun;
  connect(&session.tasks(), &Tasks::changed, this, [&] {
    for (const Task& task : session.tasks().all())
      if (!begun.contains(task.name)) begun << task.name;
  });
  const QString path = QString::fromStdString(shop.folder / "orders.csv");
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
             "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
             "536366,22633,HAND WARMER,many,2010-12-01 08:28:00,1.85,17850,United Kingdom\n");
  file.close();
  ImportPage& page = shop.frame().importPage();
  page.setProfile(QStringLiteral(":/profiles/online-retail.json"));
  page.setFile(path);
  page.start();
  const auto told = [&session] { return session.messages().all().isEmpty() ? QString() : session.messages().all().front().text; };
  QTRY_COMPARE_WITH_TIMEOUT(told(), QStringLiteral("orders.csv, taken in: 1 order and 1 change. 1 row not imported."), patiencePalette);
  QCOMPARE(begun, QStringList{QStringLiteral("Take in orders.csv")});
  // A copy of so small a list is made between two looks: the watch is shown states instead.
  ShopWatch watch(session.bridge(), session.messages(), session.tasks());
  LiveState state;
  projection::Status list;
  list.name = "order_list";
  list.state = projection::State::Live;
  list.head = 200;
  list.generation = 1;
  const auto copyAt = [](int generation) {
    projection::RebuildStatus copy;
    copy.generation = generation;
    copy.position = 50;
    return copy;
  };
  const auto show = [&] {
    state.lists = {list};
    watch.look(state);
  };
  list.rebuild = copyAt(2);
  show();
  QCOMPARE(session.tasks().all().size(), 1);
  QCOMPARE(session.tasks().all().front().share, std::optional(0.25));
  QVERIFY(session.tasks().all().front().cancel);
  list.rebuild.reset();
  list.generation = 2;
  show();
  QVERIFY(session.tasks().all().isEmpty());
  QCOMPARE(told(), QStringLiteral("Order list was made anew and is in use."));
  list.rebuild = copyAt(3);
  show();
  list.rebuild->state = projection::RebuildState::Differs;
  show();
  QCOMPARE(told(), QStringLiteral("The new copy of Order list differs from the one shown: look at it in Views."));
  list.rebuild = copyAt(4);
  show();
  list.rebuild.reset();
  show();
  QCOMPARE(told(), QStringLiteral("The new copy of Order list was given up; the one before is shown."));
}

// Bytes may flip where nothing was stored since the last proof.
void PaletteTest::aListThatNoLongerHoldsIsToldOnce() {
  Shop shop;
  QVERIFY(shop.opened);
  ShopSession& session = shop.frame().session();
  ShopWatch watch(session.bridge(), session.messages(), session.tasks());
  const QString differs = QStringLiteral("Order list differs from the log: its total is 2. Make it anew.");
  const auto times = [&] { return std::count_if(session.messages().all().begin(), session.messages().all().end(), [&](const auto& message) { return message.text == differs; }); };
  LiveState state;
  projection::Status list;
  list.name = "order_list";
  list.state = projection::State::Live;
  const auto show = [&](bool isSame) {
    projection::Proof proof;
    proof.isSame = isSame;
    proof.position = 7;
    if (!isSame) proof.difference = "its total is 2";
    list.proof = proof;
    state.lists = {list};
    watch.look(state);
  };
  show(true);
  QCOMPARE(times(), 0);
  show(false);
  QCOMPARE(times(), 1);
  show(false);
  QCOMPARE(times(), 1);
}

TWINLANE_TEST(PaletteTest)
#include "palette_test.moc"
