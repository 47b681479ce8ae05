#include "core/projection/projected_shop.h"
#include "query/model_reader.h"
#include "query/policed_reader.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::query;

namespace {

struct SearchShop : tests::ProjectedShop {
  std::unique_ptr<Reader> reader;

  SearchShop() {
    using namespace domain;
    give(RegisterCustomer{CustomerId("K-100"), "Zo\xC3\xAB M\xC3\xBCller", "zoe@mill.example", "", "4 High Street"});
    give(RegisterCustomer{CustomerId("K-200"), "Bob", "", "", ""});
    give(ListProduct{ProductId("TEA-01"), "Th\xC3\xA9 noir", {35'000}, tests::pounds});
    for (int i = 1; i <= 5; ++i) {
      PlaceOrder place = tests::orderOf("SO-2023-000" + std::to_string(i), i % 2 ? "TEA-01" : "CUP-9", 1, 100);
      place.customer = CustomerId(i % 2 ? "K-100" : "K-200");
      place.lines[0].description = i % 2 ? "Th\xC3\xA9 noir" : "Cup, \"hand made\" (large)";
      place.shipTo = "3 Mill Lane";
      if (i == 5) place.note = "ring twice AND knock";
      give(place);
    }
    auto view = open("search");
    while (view->step()) {
    }
    reader = makeReader({&store, &store, files.get(), &clock, folder / "views", "UTC", {}});
  }

  // "order SO-2023-0001, ..."
  static std::string told(const base::Result<SearchAnswer>& answer) {
    if (!answer) return answer.error().what;
    std::string all;
    for (const SearchHit& hit : answer->hits) all += (all.empty() ? "" : ", ") + std::string(name(hit.kind)) + " " + hit.id;
    return all;
  }
  std::string find(const std::string& text, std::optional<SearchKind> kind = {}) { return told(reader->search({.text = text, .kind = kind})); }
};

}  // namespace

class SearchReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void findsByWordsTheirBeginningsAndPartsOfIds_data();
  void findsByWordsTheirBeginningsAndPartsOfIds();
  void saysWhereItWasFound();
  void newestFirstAndWhatIsCalledSoBeforeAll();
  void theLimitIsOfEachKind();
  void aTextIsNeverAQuery_data();
  void aTextIsNeverAQuery();
  void aTextWithoutAWordIsRefused_data();
  void aTextWithoutAWordIsRefused();
  void whoMayNotSeePersonsFindsNothingByThem();
};

void SearchReaderTest::findsByWordsTheirBeginningsAndPartsOfIds_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");
  QTest::newRow("a name, without its diacritics") << "muller" << "order SO-2023-0005, order SO-2023-0003, order SO-2023-0001, customer K-100";
  QTest::newRow("a name, with them") << QString::fromUtf8("M\xC3\xBCLLER zo\xC3\xAB") << "order SO-2023-0005, order SO-2023-0003, order SO-2023-0001, customer K-100";
  QTest::newRow("the beginning of a word") << "mul" << "order SO-2023-0005, order SO-2023-0003, order SO-2023-0001, customer K-100";
  QTest::newRow("one character is a word of its own") << "m" << "";
  QTest::newRow("the middle of a word is none") << "uller" << "";
  QTest::newRow("all words must occur") << "the bob" << "";
  QTest::newRow("a product") << "the noir" << "order SO-2023-0005, order SO-2023-0003, order SO-2023-0001, product TEA-01";
  QTest::newRow("an id") << "SO-2023-0004" << "order SO-2023-0004";
  QTest::newRow("an id of several words") << "k-1" << "order SO-2023-0005, order SO-2023-0003, order SO-2023-0001, customer K-100";
  QTest::newRow("the middle of an id") << "023-0002" << "order SO-2023-0002";
  QTest::newRow("the middle of an id, across its words") << "-9" << "order SO-2023-0004, order SO-2023-0002, product CUP-9";
  QTest::newRow("the end of an id") << "EA-01" << "product TEA-01";
  QTest::newRow("two characters of an id are too few") << "EA" << "";
  QTest::newRow("an e-mail") << "zoe@mill.example" << "customer K-100";
  QTest::newRow("a note") << "knock" << "order SO-2023-0005";
  QTest::newRow("nothing") << "teapot" << "";
}

void SearchReaderTest::findsByWordsTheirBeginningsAndPartsOfIds() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  SearchShop shop;
  QCOMPARE(QString::fromStdString(shop.find(text.toStdString())), found);
}

void SearchReaderTest::saysWhereItWasFound() {
  SearchShop shop;
  const auto hits = shop.reader->search({.text = "muller the", .kind = SearchKind::Order, .limit = 1})->hits;
  QCOMPARE(hits[0].title, std::string("Zo\xC3\xAB M\xC3\xBCller"));
  std::string all;
  for (const SearchMatch& match : hits[0].matches) all += match.in + ": " + match.snippet + "\n";
  QCOMPARE(all, std::string("text: [Th\xC3\xA9] noir\nperson: Zo\xC3\xAB [M\xC3\xBCller] · 3 Mill Lane\n"));
  const auto part = shop.reader->search({.text = "023-0002"})->hits;
  QCOMPARE(part[0].matches[0].in + ": " + part[0].matches[0].snippet, std::string("id: SO-2[023-0002]"));
  QCOMPARE(shop.reader->search({.text = "SO-2023-0002"})->hits[0].matches[0].snippet, std::string("[SO-2023-0002]"));
}

void SearchReaderTest::newestFirstAndWhatIsCalledSoBeforeAll() {
  SearchShop shop;
  for (const char* id : {"12", "123", "1234"}) shop.give(tests::orderOf(id));
  for (auto view = shop.open("search"); view->step();) {
  }
  QCOMPARE(shop.find("12", SearchKind::Order), std::string("order 12, order 1234, order 123"));
  QCOMPARE(shop.find("2023", SearchKind::Order), std::string("order SO-2023-0005, order SO-2023-0004, order SO-2023-0003, order SO-2023-0002, order SO-2023-0001"));
}

void SearchReaderTest::theLimitIsOfEachKind() {
  SearchShop shop;
  auto answer = shop.reader->search({.text = "muller", .limit = 2});
  QCOMPARE(shop.told(answer), std::string("order SO-2023-0005, order SO-2023-0003, customer K-100"));
  QCOMPARE(answer->cutShort, std::vector{SearchKind::Order});
  answer = shop.reader->search({.text = "muller", .limit = 3});
  QVERIFY(answer->cutShort.empty());
  QCOMPARE(answer->freshness.position, shop.store.head()->position);
  QVERIFY(!shop.reader->search({.text = "muller", .limit = 0}).has_value());
}

void SearchReaderTest::aTextIsNeverAQuery_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");
  QTest::newRow("quotes and brackets") << "\"hand made\" (large)" << "order SO-2023-0004, order SO-2023-0002, product CUP-9";
  QTest::newRow("words of its language are words") << "twice AND knock" << "order SO-2023-0005";
  QTest::newRow("OR is a word that does not occur") << "bob OR muller" << "";
  QTest::newRow("NOT as well") << "bob NOT muller" << "";
  QTest::newRow("a column is no column") << "id:bob" << "";
  QTest::newRow("nor a set of them") << "{id} : bob" << "";
  QTest::newRow("NEAR") << "NEAR(bob mill)" << "";
  QTest::newRow("stars, plus, carets and dashes") << "*bob* + ^mill -" << "order SO-2023-0004, order SO-2023-0002";
  QTest::newRow("a quote that is not closed") << "\"bob" << "order SO-2023-0004, order SO-2023-0002, customer K-200";
  QTest::newRow("a statement") << "'; DROP TABLE documents; --" << "";
  QTest::newRow("a zero byte") << QString("bob") + QChar(0) + "mill" << "order SO-2023-0004, order SO-2023-0002";
  QTest::newRow("a dash of another kind") << QString::fromUtf8("bob \xE2\x80\x94 mill") << "order SO-2023-0004, order SO-2023-0002";
}

void SearchReaderTest::aTextIsNeverAQuery() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  SearchShop shop;
  QCOMPARE(QString::fromStdString(shop.find(text.toStdString())), found);
}

void SearchReaderTest::aTextWithoutAWordIsRefused_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("empty") << "";
  QTest::newRow("blank") << " \t\n";
  QTest::newRow("signs") << "-- \"\" ( * ) ^";
  QTest::newRow("too many words") << QString("a ").repeated(17);
  QTest::newRow("too long") << QString("a").repeated(1001);
}

void SearchReaderTest::aTextWithoutAWordIsRefused() {
  QFETCH(QString, text);
  SearchShop shop;
  const auto refused = shop.reader->search({.text = text.toStdString()});
  QVERIFY(!refused && refused.error().code == base::ErrorCode::BadInput && !refused.error().remedy.empty());
}

void SearchReaderTest::whoMayNotSeePersonsFindsNothingByThem() {
  SearchShop shop;
  const auto auditor = policed(std::move(shop.reader), security::Principal::of("pat", {security::Role::Auditor}));
  for (const char* text : {"muller", "mill", "high street", "knock", "zoe@mill.example", "the mill"}) QCOMPARE(shop.told(auditor->search({.text = text})), std::string());
  const auto answer = auditor->search({.text = "k-100 the"});
  QCOMPARE(shop.told(answer), std::string("order SO-2023-0005, order SO-2023-0003, order SO-2023-0001"));
  for (const SearchHit& hit : answer->hits) {
    QCOMPARE(hit.title, std::string(masked));
    for (const SearchMatch& match : hit.matches) QVERIFY(match.in == "customer" || match.in == "text");
  }
  QCOMPARE(shop.told(auditor->search({.text = "-100"})), std::string("order SO-2023-0005, order SO-2023-0003, order SO-2023-0001, customer K-100"));
}

TWINLANE_TEST(SearchReaderTest)
#include "search_reader_test.moc"
