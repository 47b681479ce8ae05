#include "simulation/oracle/answers.h"
#include "simulation/shop.h"
#include "support/sample_orders.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::simulation;

namespace {

const std::string journal = std::string(Shop::folder) + "/journal.sqlite";
const std::string list = std::string(Shop::folder) + "/views/order_list-1.sqlite";

command::Receipt place(Shop& shop) {
  command::Receipt receipt;
  shop.engine().submit(tests::envelope(shop.ids().next(), tests::orderOf("")), [&](const command::Receipt& given) { receipt = given; });
  shop.settle();
  return receipt;
}

std::string answers(Shop& shop) {
  std::string all;
  for (const ReadAnswer& answer : answersOf(shop.engine())) all += answer.question + ": " + answer.text.value_or("error: " + answer.error) + "\n";
  return all;
}

void write(Shop& shop, const std::string& path, const Content& content) {
  DiskImage image = shop.medium().image(Damage::KeepAll);
  image.files[path] = content;
  shop.put(image);
}

}  // namespace

class GoneFilesTest : public QObject {
  Q_OBJECT
 private slots:
  void nothingIsAcknowledgedOnceTheJournalIsGone_data();
  void nothingIsAcknowledgedOnceTheJournalIsGone();
  void aListThatIsGoneStopsByName_data();
  void aListThatIsGoneStopsByName();
  void aTornFirstPageIsTakenFromTheWal();
  void noJournalIsMadeBesideTheWalOfAnother();
  void aShopThatWasBeingMadeCanBeOpened();
  void aListThatWasSpoiltWhileClosedIsMadeAnew_data();
  void aListThatWasSpoiltWhileClosedIsMadeAnew();
};

void GoneFilesTest::nothingIsAcknowledgedOnceTheJournalIsGone_data() {
  QTest::addColumn<std::string>("gone");
  QTest::addColumn<bool>("isReplaced");
  QTest::newRow("journal") << journal << false;
  QTest::newRow("WAL") << journal + "-wal" << false;
  QTest::newRow("another journal") << journal << true;
  QTest::newRow("another WAL") << journal + "-wal" << true;
}

void GoneFilesTest::nothingIsAcknowledgedOnceTheJournalIsGone() {
  QFETCH(std::string, gone);
  QFETCH(bool, isReplaced);
  Shop shop(1);
  QVERIFY(shop.open().has_value());
  QCOMPARE(place(shop).outcome, command::Outcome::Accepted);
  shop.medium().remove(gone);
  Medium::Handle other;
  if (isReplaced) QCOMPARE(shop.medium().open(gone, true, other), Answer::Ok);
  for (int i = 0; i < 2; ++i) {
    const command::Receipt receipt = place(shop);
    QVERIFY(receipt.outcome == command::Outcome::Busy || receipt.outcome == command::Outcome::Unknown);
  }
  QCOMPARE(shop.engine().health().state, engine::HealthState::Halted);
  QVERIFY2(shop.engine().health().reason.find("removed") != std::string::npos, shop.engine().health().reason.c_str());
  // Nor does the shop come to life again with less than it had.
  shop.die();
  shop.medium().resume();
  const auto again = shop.open();
  QVERIFY(!again);
  QCOMPARE(again.error().code, base::ErrorCode::Damaged);
}

void GoneFilesTest::aListThatIsGoneStopsByName_data() {
  QTest::addColumn<std::string>("gone");
  QTest::newRow("file") << list;
  QTest::newRow("WAL") << list + "-wal";
}

void GoneFilesTest::aListThatIsGoneStopsByName() {
  QFETCH(std::string, gone);
  Shop shop(1);
  QVERIFY(shop.open().has_value());
  place(shop);
  shop.medium().remove(gone);
  QCOMPARE(place(shop).outcome, command::Outcome::Accepted);
  QCOMPARE(shop.engine().health().state, engine::HealthState::CatchingUp);
  QVERIFY2(shop.engine().health().reason.find("order_list") != std::string::npos, shop.engine().health().reason.c_str());
  shop.close();
  QVERIFY(shop.open().has_value());
  QVERIFY(shop.engine().waitForProjections(2, 0));
  QVERIFY(shop.engine().verify()->ok());
}

void GoneFilesTest::aTornFirstPageIsTakenFromTheWal() {
  Shop shop(1);
  QVERIFY(shop.open().has_value());
  // So many that the file grows, which its first page tells.
  for (int i = 0; i < 200; ++i) place(shop);
  const std::string before = answers(shop);
  shop.die();
  shop.medium().resume();
  Content content = shop.medium().find(journal)->current;
  content.write(0, std::string(512, '?'));
  write(shop, journal, content);
  const auto opened = shop.open();
  QVERIFY2(opened.has_value(), opened ? "" : opened.error().what.c_str());
  QCOMPARE(answers(shop), before);
}

// The WAL is all that is left of what was stored.
void GoneFilesTest::noJournalIsMadeBesideTheWalOfAnother() {
  Shop shop(1);
  QVERIFY(shop.open().has_value());
  for (int i = 0; i < 3; ++i) place(shop);
  shop.die();
  shop.medium().resume();
  shop.medium().remove(journal);
  shop.medium().remove(std::string(Shop::folder) + "/head.witness");
  const std::int64_t before = shop.disk().sizeOf(journal + "-wal");
  QVERIFY(before > 0);
  const auto opened = shop.open();
  QVERIFY(!opened.has_value());
  QCOMPARE(opened.error().code, base::ErrorCode::Damaged);
  shop.die();
  shop.medium().resume();
  QVERIFY(!shop.disk().exists(journal));
  QCOMPARE(shop.disk().sizeOf(journal + "-wal"), before);
}

void GoneFilesTest::aShopThatWasBeingMadeCanBeOpened() {
  Shop shop(1);
  std::vector<DiskImage> images;
  shop.medium().watch([&](Operation, const std::string& path) {
    if (path.starts_with(journal) && images.size() < 3000)
      for (const Damage damage : allDamages)
        for (int times = 0; times < 5; ++times) images.push_back(shop.medium().image(damage));
  });
  QVERIFY(shop.open().has_value());
  QVERIFY(images.size() > 300);
  Shop other(2);
  int withoutOne = 0;
  // The first calls make the file, those after them its tables.
  for (std::size_t i = 0; i < 300; ++i) {
    other.put(images[i]);
    withoutOne += images[i].files.contains(journal) ? 0 : 1;
    const auto opened = other.open();
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().what.c_str());
    QCOMPARE(place(other).outcome, command::Outcome::Accepted);
  }
  QVERIFY(withoutOne > 0 && withoutOne < 300);
}

void GoneFilesTest::aListThatWasSpoiltWhileClosedIsMadeAnew_data() {
  QTest::addColumn<std::string>("how");
  for (const char* how : {"removed", "WAL removed", "emptied", "cut in half", "an older one", "no database"}) QTest::newRow(how) << std::string(how);
}

void GoneFilesTest::aListThatWasSpoiltWhileClosedIsMadeAnew() {
  QFETCH(std::string, how);
  Shop shop(1);
  QVERIFY(shop.open().has_value());
  place(shop);
  shop.close();
  const Content older = shop.medium().find(list)->current;
  QVERIFY(shop.open().has_value());
  for (int i = 0; i < 200; ++i) place(shop);
  const std::string before = answers(shop);
  if (how == "WAL removed") shop.die();
  else shop.close();
  shop.medium().resume();
  Content content = shop.medium().find(list)->current;
  if (how == "removed") shop.medium().remove(list);
  if (how == "WAL removed") QCOMPARE(shop.medium().remove(list + "-wal"), Answer::Ok);
  if (how == "emptied") write(shop, list, {});
  if (how == "cut in half") content.resize(content.size() / 2), write(shop, list, content);
  if (how == "an older one") write(shop, list, older);
  if (how == "no database") content.write(0, "no database of any kind"), write(shop, list, content);
  QVERIFY(shop.open().has_value());
  QVERIFY(shop.engine().waitForProjections(41, 0));
  QVERIFY(shop.engine().verify()->ok());
  QCOMPARE(answers(shop), before);
}

TWINLANE_TEST(GoneFilesTest)
#include "gone_files_test.moc"
