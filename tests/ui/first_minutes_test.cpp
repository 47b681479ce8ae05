// The README's first five minutes, row by row in one demo: what it says to do is done as a person would, and what it says is seen is
// there. A row of the README without a step here fails.
#include "support/places.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "catalogue/catalogue_page.h"
#include "charts/live_chart.h"
#include "hood/hood_page.h"
#include "live/live_page.h"
#include "log/log_page.h"
#include "orders/example_order.h"
#include "orders/orders_page.h"
#include "tour/tour.h"
#include "transfer/import_page.h"
#include "views/views_page.h"
#include "words/language.h"

#include <QComboBox>
#include <QPointer>

using namespace twinlane;
using namespace twinlane::ui;

namespace {

constexpr int patienceMinutes = 30'000;

bool waitFor(const std::function<bool()>& holds) { return QTest::qWaitFor(holds, patienceMinutes); }

struct FirstMinutes {
  FirstMinutes() : theme(ThemeKind::Light), folders(QString::fromStdString(folder / "settings.ini")), window(theme, folders) {
    theme.apply();
    window.resize(1440, 900);
    SessionOptions options;
    options.practice = options.load = true;
    opened = window.openFolder(options).has_value();
    if (!opened) return;
    frame().live().setSeconds(30);
    window.show();
  }
  ShopFrame& frame() { return *window.shop(); }
  QString cell(const char* table, int row, int column) { return frame().page()->findChild<QTableView*>(QString::fromLatin1(table))->model()->index(row, column).data().toString(); }
  int rows(const char* table) { return frame().page()->findChild<QTableView*>(QString::fromLatin1(table))->model()->rowCount(); }
  bool press(const QString& beginning) {
    for (QPushButton* each : frame().page()->findChildren<QPushButton*>())
      if (each->isVisible() && each->isEnabled() && (each->text().startsWith(beginning) || each->accessibleName().startsWith(beginning))) return each->click(), true;
    return false;
  }
  bool pressWhenThere(const QString& beginning) {
    return waitFor([&] { return press(beginning); });
  }
  std::int64_t stored() { return frame().session().engine().telemetry()->stored; }

  bool charts() {
    return waitFor([this] {
      int drawn = 0;
      for (const LiveChart* chart : frame().live().findChildren<LiveChart*>())
        for (const auto& line : chart->drawn()) drawn += line.size() > 5 ? 1 : 0;
      return drawn >= 3 + 7 && frame().headline().severity == Severity::Ok;
    });
  }
  bool pause() {
    const std::int64_t before = stored();
    return pressWhenThere(QStringLiteral("Pause Order list")) && waitFor([this] { return frame().headline().severity == Severity::Attention && frame().headline().text.contains(QStringLiteral("Order list")); }) &&
           waitFor([&] { return stored() > before + 50; });
  }
  bool resume() {
    return pressWhenThere(QStringLiteral("Resume Order list")) && waitFor([this] { return frame().headline().severity == Severity::Ok; });
  }
  bool place() {
    frame().go(PageId::Orders);
    frame().newOrder();
    OrderEntry& entry = frame().orders().entry();
    entry.fill(exampleOrder());
    entry.place(false);
    if (!waitFor([&] { return entry.receipt().complete(); })) return false;
    own = frame().session().own().all().constFirst();
    return own.storedMicros > 0 && own.inListMicros.value_or(0) >= own.storedMicros && waitFor([this] {
      const OrderTableModel& rows = frame().orders().blotter().model();
      for (int row = 0; row < std::min(rows.rowCount(), 60); ++row)
        if (rows.summary(row) && QString::fromStdString(rows.summary(row)->order) == own.order) return true;
      return false;
    });
  }
  bool today() {
    frame().go(PageId::Today);
    return waitFor([this] { return rows("mine") > 0 && cell("mine", 0, 0) == own.order && !cell("mine", 0, 4).isEmpty() && !cell("mine", 0, 5).isEmpty() && rows("comparison") > 2; });
  }
  bool receiveStock() {
    frame().go(PageId::Products);
    auto& products = static_cast<CataloguePage*>(frame().page())->products();
    if (!waitFor([&] { return products.table().model()->rowCount() > 0; })) return false;
    products.table().selectRow(0);
    if (!pressWhenThere(QStringLiteral("Receive stock")) || !products.form().field(QStringLiteral("quantity"))) return false;
    products.form().field(QStringLiteral("quantity"))->setText(QStringLiteral("987"));
    products.form().send();
    const QAbstractItemModel* history = products.findChild<DataTable*>(QStringLiteral("catalogueHistory"))->model();
    return waitFor([history] {
      for (int row = 0; row < std::min(history->rowCount(), 20); ++row)
        if (history->index(row, 2).data().toString().contains(QStringLiteral("987"))) return true;
      return false;
    });
  }
  bool makeAnew() {
    frame().go(PageId::Views);
    static_cast<ViewsPage*>(frame().page())->choose("order_list");
    const auto copy = [this](const char* name) { return waitFor([this, name] { return cell("views", 0, 0).endsWith(QLatin1String(name)); }); };
    return pressWhenThere(QStringLiteral("Make it anew")) && pressWhenThere(QStringLiteral("Switch to copy 2")) && copy("copy 2");
  }
  bool underTheHood() {
    frame().go(PageId::Orders);
    frame().orders().open(own.order);
    if (!waitFor([this] { return frame().orders().inspector().ready(); }) || !press(QStringLiteral("Under the hood"))) return false;
    return waitFor([this] { return frame().current() == PageId::UnderTheHood && rows("hoodWrite") > 5 && rows("hoodRead") > 5 && rows("hoodEvents") > 0; });
  }
  bool findInLog() {
    frame().go(PageId::Log);
    auto* log = static_cast<LogPage*>(frame().page());
    log->find(QStringLiteral("7"));
    return waitFor([this, log] { return log->table().currentIndex().siblingAtColumn(0).data().toString() == QStringLiteral("7") && log->findChild<QPlainTextEdit*>(QStringLiteral("payload"))->toPlainText().contains(QLatin1Char('{')); });
  }
  bool import() {
    QFile file(QString::fromStdString(folder / "orders.csv"));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
               "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
               "536367,22633,,5,2010-12-01 08:30:00,0,,United Kingdom\n");
    file.close();
    frame().go(PageId::Import);
    frame().importPage().setProfile(QStringLiteral(":/profiles/online-retail.json"));
    frame().importPage().setFile(file.fileName());
    frame().importPage().start();
    return waitFor([this] { return rows("account") >= 3 && cell("account", rows("account") - 1, 2) == QStringLiteral("2") && cell("account", rows("account") - 1, 4).contains(QStringLiteral("no row is missing")); });
  }
  bool settings() {
    // Work that is under way belongs to its page, and the page would go.
    if (!waitFor([this] { return frame().session().tasks().all().isEmpty(); })) return false;
    frame().go(PageId::Settings);
    auto* language = frame().findChild<QComboBox*>(QStringLiteral("language"));
    // The content is made anew over the same session.
    const QPointer<ShopFrame> before = window.shop();
    const auto choose = [language](Language wanted) {
      language->setCurrentIndex(1 + static_cast<int>(wanted));
      emit language->activated(language->currentIndex());
    };
    choose(Language::German);
    if (!waitFor([&] { return !before && window.shop() && window.shop()->page()->isVisible(); })) return false;
    const bool isGerman = window.preferences().language() == Language::German && spoken() == Language::German;
    const QPointer<ShopFrame> german = window.shop();
    window.preferences().setLanguage(Language::English);
    return isGerman && waitFor([&] { return !german && window.shop(); }) && spoken() == Language::English;
  }
  bool tour() {
    window.playTour();
    return waitFor([this] { return frame().tour() && frame().tour()->beats()[Tour::TwoLanes].fate == Tour::Fate::Told; });
  }

  tests::TempFolder folder;
  Theme theme;
  RecentFolders folders;
  MainWindow window;
  bool opened = false;
  OwnOrder own;
};

// What the rows of the table say to do, from the first.
QStringList readmeSteps() {
  const QString text = QString::fromStdString(tests::contentOf(tests::checkout() + "/README.md"));
  QStringList steps;
  for (const QString& line : text.section(QStringLiteral("## The first five minutes"), 1).section(QStringLiteral("\n## "), 0, 0).split(QLatin1Char('\n')))
    if (line.startsWith(QStringLiteral("| ")) && !line.startsWith(QStringLiteral("| do "))) steps << line.section(QLatin1Char('|'), 1, 1).trimmed();
  return steps;
}

}  // namespace

class FirstMinutesTest : public QObject {
  Q_OBJECT

 private slots:
  void eachRowOfTheReadmeHolds();
};

void FirstMinutesTest::eachRowOfTheReadmeHolds() {
  FirstMinutes minutes;
  QVERIFY(minutes.opened);
  const std::vector<std::pair<QString, bool (FirstMinutes::*)()>> steps = {{QStringLiteral("run `./packaging/run.sh`"), &FirstMinutes::charts},
                                                                           {QStringLiteral("press *Pause* at the order list"), &FirstMinutes::pause},
                                                                           {QStringLiteral("press *Resume*"), &FirstMinutes::resume},
                                                                           {QStringLiteral("open *Orders*, *New order*, send it"), &FirstMinutes::place},
                                                                           {QStringLiteral("open *Today*"), &FirstMinutes::today},
                                                                           {QStringLiteral("open *Catalogue*, *Products*, *Receive stock*"), &FirstMinutes::receiveStock},
                                                                           {QStringLiteral("open *Views*, *Make it anew and compare*"), &FirstMinutes::makeAnew},
                                                                           {QStringLiteral("choose an order, *Under the hood*"), &FirstMinutes::underTheHood},
                                                                           {QStringLiteral("open *Log*, type a number"), &FirstMinutes::findInLog},
                                                                           {QStringLiteral("open *Import*, choose a file or folder and its profile"), &FirstMinutes::import},
                                                                           {QStringLiteral("press Ctrl+, and choose another language, theme or size of the type"), &FirstMinutes::settings},
                                                                           {QStringLiteral("press Ctrl+K, *Play the demo tour*"), &FirstMinutes::tour}};
  QStringList known;
  for (const auto& [words, step] : steps) known << words;
  QCOMPARE(readmeSteps(), known);
  for (const auto& [words, step] : steps) QVERIFY2((minutes.*step)(), qPrintable(words));
}

TWINLANE_TEST(FirstMinutesTest)
#include "first_minutes_test.moc"
