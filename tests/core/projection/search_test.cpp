#include "core/projection/projected_shop.h"
#include "projection/search.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::domain;
using tests::ProjectedShop;

namespace {

const store::StreamRef orderOne{Category::Order, "one"}, orderTwo{Category::Order, "two"}, customerAnn{Category::Customer, "ann"}, productCup{Category::Product, "cup"}, someReturn{Category::Return, "R"};

base::Timestamp onMinute(int n) { return base::Timestamp{1'700'000'000'000'000 + n * 60'000'000LL}; }

OrderLine called(int number, const char* product, const char* description) { return {number, ProductId(product), {1'000}, {10'000}, {10'000}, description, {}, {}, {}, false}; }

OrderPlaced boughtBy(const char* customer, std::vector<OrderLine> lines, const char* shipTo = "", const char* note = "") {
  OrderPlaced placed;
  if (customer != nullptr) placed.customer = CustomerId(customer);
  placed.currency = tests::pounds;
  placed.lines = std::move(lines);
  placed.shipTo = shipTo;
  placed.note = note;
  return placed;
}

struct Told {
  store::StreamRef stream;
  int at = 0;  // minute
  Event event;
};

// The list over a connection of its own: a transaction after each `batch` events.
struct BareSearch {
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  sqlite::Connection connection = std::move(*sqlite::Connection::open(":memory:", sqlite::Access::Create, *files));
  std::unique_ptr<projection::ReadModel> model = std::move(*projection::makeReadModel("search", "UTC"));
  std::map<store::StreamRef, std::int64_t> versions;

  BareSearch(const std::vector<Told>& all, std::size_t batch) {
    if (!connection.run(model->schema()) || !model->prepare(connection)) qFatal("not made");
    for (std::size_t next = 0; next < all.size();) {
      auto transaction = sqlite::Transaction::begin(connection);
      model->begin();
      for (std::size_t i = 0; i < batch && next < all.size(); ++i, ++next) apply(all[next]);
      if (!model->settle() || !transaction->commit()) qFatal("not stored");
    }
  }
  void apply(const Told& told) {
    store::StoredEvent stored;
    stored.stream = told.stream;
    if (told.stream.category == Category::Order) stored.orderNumber = told.stream == orderOne ? 1 : 2;
    stored.version = ++versions[told.stream];
    stored.recordedAt = onMinute(told.at);
    if (auto applied = model->apply(stored, told.event); !applied) qFatal("%s", applied.error().what.c_str());
  }
  // Columns by a bar, texts of one by a plus.
  std::string rows(const std::string& sql) {
    auto select = connection.prepare(sql.c_str(), false);
    if (!select) qFatal("%s", select.error().what.c_str());
    std::string all;
    while (*select->step()) {
      for (int column = 0; column < select->columns(); ++column) all += (column > 0 ? "|" : "") + select->printable(column);
      all += "\n";
    }
    std::replace(all.begin(), all.end(), projection::Search::separator, '+');
    return all;
  }
  std::string documents() {
    const std::string kinds = "CASE WHEN document<" + std::to_string(projection::Search::firstCustomer) + " THEN 'order' WHEN document<" + std::to_string(projection::Search::firstProduct) + " THEN 'customer' ELSE 'product' END";
    return rows("SELECT " + kinds + " AS kind, id, title, customer, products, text, person, notes FROM documents ORDER BY kind, id");
  }
  // Whether the indexes hold exactly the words of the documents.
  bool agrees() { return connection.run("INSERT INTO words(words, rank) VALUES('integrity-check', 1)").has_value() && connection.run("INSERT INTO ids(ids, rank) VALUES('integrity-check', 1)").has_value(); }
  std::string found(const std::string& expression) { return rows("SELECT d.id FROM words w JOIN documents d ON d.document=w.rowid WHERE words MATCH '" + expression + "' ORDER BY d.id"); }
};

}  // namespace

class SearchTest : public QObject {
  Q_OBJECT
 private slots:
  void documentsFollowWhatHappened_data();
  void documentsFollowWhatHappened();
  void wordsThatAreGoneFindNothing();
  void numbersOfDocumentsFollowTheLog();
  void aLongTransactionIsSearchedAsManyShortOnes();
  void whatWasRolledBackIsNotFound();
};

void SearchTest::documentsFollowWhatHappened_data() {
  QTest::addColumn<std::vector<Told>>("told");
  QTest::addColumn<QString>("documents");
  const auto row = [](const char* name, const std::vector<Told>& told, const char* documents) { QTest::newRow(name) << told << QString::fromLatin1(documents); };
  const Told placed{orderOne, 1, boughtBy("ann", {called(1, "cup", "Cup, red"), called(2, "jug", "Jug")}, "3 Mill Lane", "ring twice")};
  const Told registered{customerAnn, 0, CustomerRegistered{"Ann Whit", "ann@mill.example", "12", "4 High Street"}};
  const char* const products = "product|cup|Cup, red|||Cup, red||\nproduct|jug|Jug|||Jug||\n";
  const auto with = [&](const char* others) { return std::string(others) + products; };
  row("placed", {placed}, with("customer|ann|ann|||||\norder|one|ann|ann|cup+jug|Cup, red+Jug|3 Mill Lane|ring twice\n").c_str());
  row("by somebody with a name", {registered, placed},
      with("customer|ann|Ann Whit||||Ann Whit+ann@mill.example+4 High Street|\norder|one|Ann Whit|ann|cup+jug|Cup, red+Jug|Ann Whit+3 Mill Lane|ring twice\n").c_str());
  row("by somebody whose name changed", {registered, placed, {customerAnn, 2, ProfileUpdated{"Ann Sayer", "", "", ""}}},
      with("customer|ann|Ann Sayer||||Ann Sayer+ann@mill.example+4 High Street|\norder|one|Ann Sayer|ann|cup+jug|Cup, red+Jug|Ann Sayer+3 Mill Lane|ring twice\n").c_str());
  row("of a guest", {{orderOne, 1, boughtBy(nullptr, {called(1, "cup", "")})}}, "order|one|||cup|||\nproduct|cup|cup|||||\n");
  row("one product on two lines, more lines later", {{orderOne, 1, boughtBy(nullptr, {called(1, "cup", "Cup"), called(2, "cup", "Cup")})}, {orderOne, 2, OrderLinesAdded{{called(3, "cup", "Cup, chipped")}, {}}}},
      "order|one|||cup|Cup+Cup, chipped||\nproduct|cup|Cup, chipped|||Cup, chipped||\n");
  row("amended", {placed, {orderOne, 2, LinesAmended{{called(1, "cup", "")}, {called(3, "tin", "Tin")}, {}}}},
      "customer|ann|ann|||||\norder|one|ann|ann|cup+jug+tin|Cup, red+Jug+Tin|3 Mill Lane|ring twice\nproduct|cup|Cup, red|||Cup, red||\nproduct|jug|Jug|||Jug||\nproduct|tin|Tin|||Tin||\n");
  row("with notes, and sent elsewhere", {placed, {orderOne, 2, NoteAdded{"prefers mornings"}}, {orderOne, 3, AddressChanged{"GB", "7 Long Row"}}},
      with("customer|ann|ann|||||\norder|one|ann|ann|cup+jug|Cup, red+Jug|7 Long Row|prefers mornings+ring twice\n").c_str());
  row("shipped, cancelled, returned", {placed, {orderOne, 2, PackageShipped{"P", {{1, {1'000}}}, "post"}}, {orderOne, 3, OrderCancelled{"x"}}, {orderOne, 4, LinesReturned{tests::pounds, {{1, {1'000}, {10'000}}}, "torn"}}},
      with("customer|ann|ann|||||\norder|one|ann|ann|cup+jug|Cup, red+Jug|3 Mill Lane|ring twice\n").c_str());
  row("only its payment is known", {{orderOne, 1, PaymentRecorded{{10'000}, ""}}}, "order|one||||||\n");
  row("only its lines are known", {{orderOne, 1, OrderLinesAdded{{called(1, "cup", "Cup")}, {}}}}, "order|one|||cup|Cup||\nproduct|cup|Cup|||Cup||\n");
  row("a product that is listed is called so", {{orderOne, 1, boughtBy(nullptr, {called(1, "cup", "Cup?")})}, {productCup, 2, ProductListed{"Cup, blue", {10'000}, tests::pounds}}},
      "order|one|||cup|Cup?||\nproduct|cup|Cup, blue|||Cup, blue||\n");
  row("a return that names no order", {{someReturn, 1, ReturnReceived{CustomerId("ann"), tests::pounds, {called(1, "cup", "Cup")}, ""}}}, "customer|ann|ann|||||\nproduct|cup|Cup|||Cup||\n");
  row("two of one customer", {placed, {orderTwo, 2, boughtBy("ann", {called(1, "jug", "Jug")})}, registered},
      with("customer|ann|Ann Whit||||Ann Whit+ann@mill.example+4 High Street|\norder|one|Ann Whit|ann|cup+jug|Cup, red+Jug|Ann Whit+3 Mill Lane|ring twice\norder|two|Ann Whit|ann|jug|Jug|Ann Whit|\n").c_str());
}

void SearchTest::documentsFollowWhatHappened() {
  QFETCH(std::vector<Told>, told);
  QFETCH(QString, documents);
  // As it happened, and turned round; an event a transaction, and all in one.
  for (const bool turned : {false, true})
    for (const std::size_t batch : {std::size_t{1}, told.size()}) {
      std::vector<Told> arrives = told;
      if (turned) std::reverse(arrives.begin(), arrives.end());
      BareSearch search(arrives, batch);
      QCOMPARE(QString::fromStdString(search.documents()), documents);
      QVERIFY(search.agrees());
    }
}

void SearchTest::wordsThatAreGoneFindNothing() {
  const std::vector<Told> told{{customerAnn, 0, CustomerRegistered{"Ann Whit", "", "", ""}}, {orderOne, 1, boughtBy("ann", {called(1, "cup", "Cup")}, "3 Mill Lane")},
                               {customerAnn, 2, ProfileUpdated{"Ann Sayer", "", "", ""}}, {orderOne, 3, AddressChanged{"GB", "7 Long Row"}}};
  for (const std::size_t batch : {1U, 2U, 3U, 4U}) {
    BareSearch search(told, batch);
    QCOMPARE(search.found("whit"), std::string());
    QCOMPARE(search.found("mill"), std::string());
    QCOMPARE(search.found("sayer"), std::string("ann\none\n"));
    QCOMPARE(search.found("long"), std::string("one\n"));
    QVERIFY(search.agrees());
  }
}

// Whatever was written in one transaction with it, a document has the number that its place in the log gives it.
void SearchTest::numbersOfDocumentsFollowTheLog() {
  std::vector<Told> told;
  for (const char* name : {"zoe", "bob", "mia", "ann"}) told.push_back({{Category::Customer, name}, 1, CustomerRegistered{name, "", "", ""}});
  for (const char* name : {"tin", "cup", "jug"}) told.push_back({{Category::Product, name}, 1, ProductListed{name, {10'000}, tests::pounds}});
  std::string first;
  for (const std::size_t batch : {1U, 2U, 3U, 100U}) {
    BareSearch search(told, batch);
    const std::string numbers = search.rows("SELECT id FROM documents ORDER BY document");
    QCOMPARE(numbers, std::string("zoe\nbob\nmia\nann\ntin\ncup\njug\n"));
    const std::string all = search.rows("SELECT * FROM documents ORDER BY document");
    if (first.empty()) first = all;
    QCOMPARE(all, first);
  }
}

void SearchTest::aLongTransactionIsSearchedAsManyShortOnes() {
  std::vector<Told> told;
  const std::string text(2'000, 'x');
  for (int i = 0; i < 300; ++i) {
    const std::string customer = "c" + std::to_string(i % 7), product = "p" + std::to_string(i % 11);
    told.push_back({i % 2 ? orderOne : orderTwo, i, OrderLinesAdded{{called(i, product.c_str(), (text + std::to_string(i % 40)).c_str())}, {}}});
    told.push_back({{Category::Customer, customer}, i, ProfileUpdated{"Name " + std::to_string(i), "", "", ""}});
    if (i == 100 || i == 101) told.push_back({i % 2 ? orderOne : orderTwo, i, boughtBy(customer.c_str(), {})});
  }
  BareSearch one(told, told.size()), many(told, 1);
  for (const std::string& sql : one.model->contents()) QCOMPARE(one.rows(sql), many.rows(sql));
  QVERIFY(one.agrees() && many.agrees());
}

void SearchTest::whatWasRolledBackIsNotFound() {
  BareSearch search({}, 1);
  for (const bool comes : {false, true}) {
    auto transaction = sqlite::Transaction::begin(search.connection);
    search.model->begin();
    search.apply({orderOne, 1, boughtBy("ann", {called(1, "cup", "Cup")})});
    if (comes) QVERIFY(search.model->settle().has_value() && transaction->commit().has_value());
  }
  QCOMPARE(search.rows("SELECT count(*) FROM documents"), std::string("3\n"));
  QVERIFY(search.agrees());
}

TWINLANE_TEST(SearchTest)
#include "search_test.moc"
