// The demo tour over a real practice shop: all beats are told, each number of a caption is one that was measured in this run and is read
// back here from receipts, the log and telemetry; a beat that fails says so; a pause holds it; who takes over finds everything at rest.
#include "support/shop_window.h"
#include "support/test_main.h"

#include "live/live_page.h"
#include "orders/orders_page.h"
#include "tour/tour.h"
#include "tour/tour_bar.h"
#include "words/formats.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace twinlane;
using namespace twinlane::ui;

namespace {

constexpr int patienceTour = 120'000;

QString commandLineProgram() {
  return QFileInfo(qEnvironmentVariable("TWINLANE_BIN", QCoreApplication::applicationDirPath() + QStringLiteral("/..")) + QStringLiteral("/app/twinlanectl")).absoluteFilePath();
}

struct Practice {
  Practice() : theme(ThemeKind::Light), folders(QString::fromStdString(folder / "settings.ini")), window(theme, folders) {
    theme.apply();
    window.resize(1440, 900);
    SessionOptions options;
    options.practice = options.load = true;
    if (!window.openFolder(options)) return;
    window.shop()->live().setSeconds(30);
    window.show();
  }
  ShopFrame& frame() { return *window.shop(); }
  Tour& play(const QString& program = commandLineProgram()) {
    frame().playTour(program);
    // As long as a person sees it only where pictures are wanted.
    if (qEnvironmentVariableIsEmpty("TWINLANE_PICTURES")) frame().tour()->setPace(0.02);
    return *frame().tour();
  }
  const projection::Status& list(const std::string& name) {
    frame().session().feed().pull();
    for (const auto& each : frame().session().feed().state().lists)
      if (each.name == name) return each;
    qFatal("no such list");
  }

  tests::TempFolder folder;
  Theme theme;
  RecentFolders folders;
  MainWindow window;
};

// What of its digits no figure accounts for.
QString unaccounted(const Tour::Beat& beat, QString caption) {
  QList<std::int64_t> figures = beat.figures.values();
  std::sort(figures.begin(), figures.end(), std::greater<>());
  for (const std::int64_t figure : figures) caption.remove(formatMicros(figure)).remove(formatCount(figure));
  static const QRegularExpression digits(QStringLiteral("[^ ]*\\d[^ ]*"));
  return digits.match(caption).captured();
}

}  // namespace

class TourTest : public QObject {
  Q_OBJECT

 private slots:
  void tellsWhatWasMeasured();
  void aBeatThatFailsSaysSoAndTheNextOnePlays();
  void isHeldAndLeftWithEverythingAtRest();
};

void TourTest::tellsWhatWasMeasured() {
  Practice shop;
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().headline().severity == Severity::Ok, 10'000);
  const qsizetype before = shop.frame().session().own().all().size();
  Tour& tour = shop.play();
  QStringList wrong;
  const auto expect = [&wrong](const char* what, std::int64_t told, std::int64_t is) {
    if (told != is) wrong << QStringLiteral("%1: told %2, is %3").arg(QLatin1String(what)).arg(told).arg(is);
  };
  connect(&tour, &Tour::told, this, [&](std::size_t step) {
    const auto& figures = tour.beats()[step].figures;
    ShopSession& session = shop.frame().session();
    if (step == Tour::AnOrder || step == Tour::Paused) {
      const OwnOrder& own = session.own().all().constFirst();
      expect("stored", figures.value(QStringLiteral("stored_us")), own.storedMicros);
      if (step == Tour::AnOrder) expect("in the list", figures.value(QStringLiteral("in_list_later_us")), *own.inListMicros - own.storedMicros);
      // Safe, whatever a list knows of it.
      auto reader = session.engine().openReader();
      const auto events = (*reader)->events(0, 10, "order-" + own.order.toStdString());
      if (!events || events->events.empty()) wrong << own.order + QStringLiteral(" is not in the log");
      const bool isListed = (*reader)->order(own.order.toStdString()).has_value();
      if (!isListed && step == Tour::AnOrder) wrong << own.order + QStringLiteral(" is not in the list");
    }
    if (step == Tour::Paused && session.feed().state().lists.front().state == projection::State::Live) wrong << QStringLiteral("nothing is paused");
    if (step == Tour::Reading) {
      const auto& latencies = session.feed().state().telemetry->latencies;
      const auto placed = std::find_if(latencies.begin(), latencies.end(), [](const auto& each) { return each.name == "PlaceOrder"; });
      expect("writing", figures.value(QStringLiteral("write_after_us")), placed->p50Micros);
      expect("times", figures.value(QStringLiteral("times")), std::llround(static_cast<double>(figures.value(QStringLiteral("reads_after"))) / static_cast<double>(figures.value(QStringLiteral("reads_before")))));
    }
    tests::keepPicture(shop.window, qPrintable(QStringLiteral("tour-%1").arg(step + 1)));
  });
  QTRY_VERIFY_WITH_TIMEOUT(tour.isOver(), patienceTour);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral("; "))));
  for (const Tour::Beat& beat : tour.beats()) {
    QVERIFY2(beat.fate == Tour::Fate::Told, qPrintable(beat.title + QStringLiteral(": ") + beat.caption));
    // Of an order's number and of what a name says there is no figure.
    QString caption = beat.caption;
    caption.remove(QRegularExpression(QStringLiteral("Order D-\\d+")));
    QCOMPARE(unaccounted(beat, caption), QString());
  }
  const auto& beats = tour.beats();
  QCOMPARE(shop.frame().session().own().all().size(), before + 2);
  QVERIFY(beats[Tour::CaughtUp].figures.value(QStringLiteral("changes")) >= beats[Tour::Paused].figures.value(QStringLiteral("behind")));
  QVERIFY(beats[Tour::Paused].figures.value(QStringLiteral("behind")) > 0);
  QVERIFY(beats[Tour::Killed].figures.value(QStringLiteral("confirmed")) >= 500);
  QCOMPARE(beats[Tour::Killed].figures.value(QStringLiteral("found")), beats[Tour::Killed].figures.value(QStringLiteral("confirmed")));
  QVERIFY(beats[Tour::Flipped].figures.value(QStringLiteral("log_no_1")) > 0);
  static const QRegularExpression names(QStringLiteral("“(.*)”.*“(.*)”"));
  const auto said = names.match(beats[Tour::Flipped].caption);
  QVERIFY2(said.captured(1) != said.captured(2) && said.captured(1).size() == said.captured(2).size(), qPrintable(beats[Tour::Flipped].caption));
  // The ways on.
  auto* bar = shop.window.findChild<TourBar*>();
  QCOMPARE(bar->caption(), beats[Tour::YourTurn].caption);
  for (QPushButton* way : bar->findChildren<QPushButton*>())
    if (way->text() == QStringLiteral("Learn what you saw")) way->click();
  QTRY_COMPARE(shop.frame().current(), PageId::Learn);
  QVERIFY(shop.frame().tour() == nullptr);
}

void TourTest::aBeatThatFailsSaysSoAndTheNextOnePlays() {
  Practice shop;
  Tour& tour = shop.play(QString::fromStdString(shop.folder / "no-such-program"));
  QTRY_VERIFY_WITH_TIMEOUT(tour.isOver(), patienceTour);
  for (const std::size_t step : {Tour::Killed, Tour::Flipped}) {
    QVERIFY(tour.beats()[step].fate == Tour::Fate::Failed);
    QVERIFY2(tour.beats()[step].caption.startsWith(QStringLiteral("This did not work: ")), qPrintable(tour.beats()[step].caption));
  }
  QVERIFY(tour.beats()[Tour::Reading].fate == Tour::Fate::Told);
}

void TourTest::isHeldAndLeftWithEverythingAtRest() {
  Practice shop;
  Tour& tour = shop.play();
  QVERIFY(QTest::qWaitForWindowActive(&shop.window));
  QTRY_VERIFY_WITH_TIMEOUT(tour.step() == Tour::Paused && shop.list("order_list").state == projection::State::Paused, patienceTour);
  tour.setHeld(true);
  QSignalSpy told(&tour, &Tour::told);
  const store::Position head = shop.frame().session().engine().head().position;
  // The shop goes on meanwhile, the tour does not.
  QTRY_VERIFY_WITH_TIMEOUT(shop.frame().session().engine().head().position > head + 100, 30'000);
  QCOMPARE(tour.step(), static_cast<std::size_t>(Tour::Paused));
  QCOMPARE(told.count(), 0);
  QTest::keyClick(&shop.window, Qt::Key_Escape);
  QVERIFY(shop.frame().tour() == nullptr);
  QTRY_VERIFY_WITH_TIMEOUT(shop.list("order_list").state == projection::State::Live, 10'000);
  QTRY_COMPARE(shop.frame().session().engine().readers().readers(), 2);
}

TWINLANE_TEST(TourTest)
#include "tour_test.moc"
