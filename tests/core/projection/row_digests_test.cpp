#include "core/projection/projected_shop.h"
#include "support/test_main.h"

using namespace twinlane;
using projection::BucketSums;
using Shop = tests::ProjectedShop;

namespace {

void foldAll(projection::Projection& view) {
  while (view.step()) {
  }
}

struct Sums {
  BucketSums kept, reckoned;
};

Sums sumsOf(const Shop& shop, const std::string& name, const std::string& views = "views") {
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / views, name, 1), sqlite::Access::ReadOnly, *shop.files);
  return {*projection::keptSums(*connection), projection::reckonSums(*connection, *projection::provenTables(*connection))->sums};
}

}  // namespace

class RowDigestsTest : public QObject {
  Q_OBJECT
 private slots:
  void areThoseOfTheRowsHoweverEventsWereGathered_data();
  void areThoseOfTheRowsHoweverEventsWereGathered();
  void aRolledBackTransactionLeavesThem();
  void aFlippedByteIsSeenInItsBucketAlone();
  void aListWithoutThemIsMadeAnew();
  void aKeyIsReadAsItIsWritten();
};

void RowDigestsTest::areThoseOfTheRowsHoweverEventsWereGathered_data() {
  QTest::addColumn<QString>("name");
  for (const std::string& name : projection::readModelNames()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void RowDigestsTest::areThoseOfTheRowsHoweverEventsWereGathered() {
  QFETCH(QString, name);
  const std::string model = name.toStdString();
  Shop shop;
  auto live = shop.open(model);
  BucketSums before(projection::digestBuckets);
  for (int day = 0; day < 40; ++day) {
    if (day == 0) shop.trade(40);
    else shop.give(tests::orderOf("L" + std::to_string(day)));
    foldAll(*live);
    const Sums now = sumsOf(shop, model);
    QVERIFY(now.kept == now.reckoned);
    QVERIFY(now.kept != before);
    before = now.kept;
  }
  auto rebuilt = shop.open(model, "again");
  foldAll(*rebuilt);
  QVERIFY(sumsOf(shop, model, "again").kept == before);
  QVERIFY(projection::rootOf(before) != projection::rootOf(BucketSums(projection::digestBuckets)));
}

void RowDigestsTest::aRolledBackTransactionLeavesThem() {
  Shop shop;
  shop.trade(10);
  auto model = *projection::makeReadModel("order_list", "UTC");
  auto file = projection::ViewFile::open(":memory:", *model, {{"test", 1}, model->version(), "UTC", ""}, *shop.files);
  QVERIFY(file.has_value());
  const auto apply = [&](store::Position upTo, bool isKept) {
    auto transaction = (*file)->begin();
    QVERIFY(transaction.has_value());
    projection::Checkpoint checkpoint = (*file)->checkpoint();
    while (checkpoint.position < upTo) {
      const auto batch = shop.feed.next(checkpoint.position, 100);
      ++checkpoint.position;
      QVERIFY(model->apply((*batch)->stored(checkpoint.position), *(*batch)->event(checkpoint.position)).has_value());
    }
    if (isKept) QVERIFY((*file)->commit(*transaction, checkpoint).has_value());
  };
  apply(3, true);
  apply(20, false);
  apply(12, true);
  sqlite::Connection& connection = (*file)->connection();
  QVERIFY(*projection::keptSums(connection) == projection::reckonSums(connection, *projection::provenTables(connection))->sums);
}

void RowDigestsTest::aFlippedByteIsSeenInItsBucketAlone() {
  Shop shop;
  shop.trade(20);
  foldAll(*shop.open());
  auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
  const auto tables = *projection::provenTables(*connection);
  QVERIFY(connection->run("UPDATE order_list SET total=total+1 WHERE number=7").has_value());
  const BucketSums kept = *projection::keptSums(*connection), reckoned = projection::reckonSums(*connection, tables)->sums;
  const auto list = std::find_if(tables.begin(), tables.end(), [](const auto& table) { return table.name == "order_list"; });
  auto row = connection->prepare((list->rows() + " LIMIT 1 OFFSET 6").c_str(), false);
  QVERIFY(*row->step());
  QCOMPARE(list->keyOf(*row), std::string("7"));
  const std::size_t bucket = *projection::bucketOf(*list, *row);
  for (std::size_t i = 0; i < projection::digestBuckets; ++i) QCOMPARE(kept[i] != reckoned[i], i == bucket);
}

void RowDigestsTest::aListWithoutThemIsMadeAnew() {
  Shop shop;
  shop.trade(5);
  foldAll(*shop.open());
  {
    auto connection = sqlite::Connection::open(projection::viewPath(shop.folder / "views", "order_list", 1), sqlite::Access::ReadWrite, *shop.files);
    QVERIFY(connection->run("DROP TABLE digests").has_value());
  }
  QCOMPARE(shop.open()->status().generation, 2);
}

void RowDigestsTest::aKeyIsReadAsItIsWritten() {
  using Values = std::vector<std::string>;
  const projection::ProvenTable two{"sales", {"orders", "product", "currency"}, {1, 2}};
  QCOMPARE(two.keyColumns(), std::string("product|currency"));
  for (const Values& values : {Values{"tea", "EUR"}, {"", ""}, {"a|b", "|"}, {"\\", "\\|"}, {"a\\\\|b", "c"}, {"|||", "\\\\"}}) QVERIFY(two.keysIn(projection::printedKey(values)).front() == values);
  // With bars as they are any may be where a value ends.
  QVERIFY(two.keysIn("a|b|c") == (std::vector<Values>{{"a", "b|c"}, {"a|b", "c"}}));
  QVERIFY(two.keysIn("a\\|b|c").front() == (Values{"a|b", "c"}));
  QVERIFY(two.keysIn("abc").empty());
  const projection::ProvenTable four{"periods", {"a", "b", "c", "d"}, {0, 1, 2, 3}};
  QVERIFY(four.keysIn(std::string(100'000, '|')).size() <= 10'000);
}

TWINLANE_TEST(RowDigestsTest)
#include "row_digests_test.moc"
