// The book of what a list has set aside is compared with the log as its rows are.
#include "care/verify.h"
#include "core/projection/moody_model.h"
#include "core/projection/projected_shop.h"
#include "support/test_main.h"

using namespace twinlane;
using Shop = tests::ProjectedShop;

namespace {

// The payment of A2 is set aside and its note behind it, that of A3 was discarded.
struct BookedList {
  Shop shop;
  std::shared_ptr<tests::Moods> moods = std::make_shared<tests::Moods>();
  std::unique_ptr<projection::Projection> list;

  BookedList() {
    for (const char* id : {"A1", "A2", "A3"}) shop.give(tests::orderOf(id));                                                    // 1 2 3
    for (const char* id : {"A1", "A2", "A3"}) shop.give(domain::RecordPayment{domain::OrderId(id), {25'000}, ""});  // 4 5 6
    for (const char* id : {"A1", "A2", "A3"}) shop.give(domain::AddNote{domain::OrderId(id), "n"});                     // 7 8 9
    moods->bad = {5, 6};
    (void)shop.files->makeFolder(shop.folder / "views");
    auto opened = projection::Projection::open(std::make_unique<tests::MoodyModel>(*projection::makeReadModel("order_list", "UTC"), moods), shop.folder / "views", "UTC", shop.feed, shop.clock, shop.telemetry, *shop.files);
    if (!opened) qFatal("%s", opened.error().what.c_str());
    list = std::move(*opened);
    run();
    retry("order-A3", "paid twice by mistake");
  }
  void run() {
    while (list->step()) {
    }
  }
  void retry(const std::string& stream, const std::optional<std::string>& discard = {}) {
    list->requestRetry({stream, {}, "ann", discard, false}, std::make_shared<projection::ParkedRetryAnswer>());
    list->step();
    if (const auto done = list->answer(); !done) qFatal("%s", done.error().what.c_str());
  }
  void change(const std::string& sql) {
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
    if (const auto done = connection->run(sql.c_str()); !done) qFatal("%s", done.error().what.c_str());
  }
  base::Result<care::VerifyReport> prove(const care::Beside& beside = {1'000'000, {}, {}}) {
    const care::VerifySources sources{{}, false, shop.folder / "views", "UTC", &shop.feed, shop.files.get(), &shop.clock};
    return care::proveList(sources, "order_list", beside);
  }
};

}  // namespace

class ParkedBookTest : public QObject {
  Q_OBJECT
 private slots:
  void isComparedWithTheLog_data();
  void isComparedWithTheLog();
  void whatIsTakenInMeanwhileIsNoDamage_data();
  void whatIsTakenInMeanwhileIsNoDamage();
};

void ParkedBookTest::isComparedWithTheLog_data() {
  QTest::addColumn<QString>("damage");
  QTest::addColumn<QString>("told");  // key, expected, actual
  QTest::newRow("none") << "SELECT 1" << "";
  QTest::newRow("another category") << "UPDATE parked SET category=2 WHERE position=5" << "parked 5: 5|1|A2|1, 5|2|A2|1";
  QTest::newRow("a category that is none") << "UPDATE parked SET category=99 WHERE position=5" << "parked 5: 5|1|A2|1, 5|99|A2|1";
  QTest::newRow("another id") << "UPDATE parked SET id='A9' WHERE position=8" << "parked 8: 8|1|A2|0, 8|1|A9|0";
  QTest::newRow("a lost one behind") << "DELETE FROM parked WHERE position=8" << "parked 8: 8|1|A2|0, no row";
  QTest::newRow("one too many") << "INSERT INTO parked VALUES(9,1,'A3','NoteAdded','','',0,0,0,'')" << "parked 9: no row, 9|1|A3|0";
  QTest::newRow("one behind that failed") << "UPDATE parked SET error='odd' WHERE position=8" << "parked 8: 8|1|A2|0, 8|1|A2|1";
  QTest::newRow("a discarded one with another id") << "UPDATE discarded SET id='A2'" << "discarded 6: 1|A3, 1|A2";
  QTest::newRow("a discarded one with another category") << "UPDATE discarded SET category=99" << "discarded 6: 1|A3, 99|A3";
  QTest::newRow("a discarded one beyond the log") << "INSERT INTO discarded VALUES(70,1,'A3','','','',0)" << "discarded 70: no event, 1|A3";
  QTest::newRow("a discarded one before the log") << "INSERT INTO discarded VALUES(0,1,'A1','','','',0)" << "discarded 0: no event, 1|A1";
}

void ParkedBookTest::isComparedWithTheLog() {
  QFETCH(QString, damage);
  QFETCH(QString, told);
  BookedList booked;
  booked.change(damage.toStdString());
  const auto report = booked.prove();
  QVERIFY2(report.has_value(), report ? "" : report.error().what.c_str());
  QCOMPARE(report->ok(), told.isEmpty());
  QCOMPARE(report->certificates.empty(), !told.isEmpty());
  if (told.isEmpty()) return;
  const care::Difference& first = *report->firstDifference();
  QCOMPARE(first.what, std::string("order_list"));
  QCOMPARE(first.key + ": " + first.expected + ", " + first.actual, told.toStdString());
}

void ParkedBookTest::whatIsTakenInMeanwhileIsNoDamage_data() {
  QTest::addColumn<QString>("by");
  for (const char* by : {"retry", "discard", "rebuild"}) QTest::newRow(by) << by;
}

void ParkedBookTest::whatIsTakenInMeanwhileIsNoDamage() {
  QFETCH(QString, by);
  BookedList booked;
  booked.moods->bad.clear();
  int rests = 0;
  const auto report = booked.prove({1, [&] {
                                      if (++rests == 7) {
                                        if (by == "rebuild") booked.list->requestRebuild("ann", true);
                                        else booked.retry("order-A2", by == "discard" ? std::optional<std::string>("odd") : std::nullopt);
                                        booked.run();
                                      }
                                      return true;
                                    }, {}});
  QVERIFY2(report.has_value(), report ? "" : report.error().what.c_str());
  QVERIFY(rests > 7);
  QVERIFY(report->ok());
  QCOMPARE(report->certificates.size(), std::size_t{1});
  QCOMPARE(booked.list->status().parked, by == "rebuild" ? 1 : 0);
}

TWINLANE_TEST(ParkedBookTest)
#include "parked_book_test.moc"
