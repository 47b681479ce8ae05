// Words that orders are asked for by are folded as those of search, whichever way the answer is found.
#include "core/projection/projected_shop.h"
#include "query/language/order_language.h"
#include "query/model_reader.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::query;

class FoldedListingTest : public QObject {
  Q_OBJECT
 private slots:
  void wordsAreFoundHoweverTheyAreWritten();
  void allWaysFindTheSame();
};

namespace {

// How a letter may be written: alone, large, with marks of its own or behind it.
const std::vector<std::vector<std::string>> spelled = {{"a", "A", "\u00e4", "\u00c4", "\u00e5", "\u0101", "a\u0308"},
                                                       {"u", "U", "\u00fc", "\u00dc", "\u016f", "U\u0308"},
                                                       {"e", "E", "\u00e9", "\u00c9", "\u011b", "\u0119", "e\u0301"},
                                                       {"\u03c3", "\u03a3"},
                                                       {"\u0436", "\u0416"},
                                                       {"-"},
                                                       {" "},
                                                       {"&"}};

// Letters by their places above; what is written is found by what they are.
using Letters = std::vector<std::size_t>;

Letters anyLetters(base::Random& random, std::size_t least, std::size_t most) {
  Letters letters{random.below(5)};
  while (letters.size() < least + random.below(most - least + 1)) letters.push_back(random.below(spelled.size()));
  if (letters.back() == 6) letters.back() = 0;
  return letters;
}

std::string writtenAs(const Letters& letters, base::Random& random) {
  std::string text;
  for (const std::size_t letter : letters) text += spelled[letter][random.below(spelled[letter].size())];
  return text;
}

bool holds(const Letters& whole, const Letters& part) { return std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end(); }
bool begin(const Letters& whole, const Letters& start) { return start.size() <= whole.size() && std::equal(start.begin(), start.end(), whole.begin()); }

struct NamedShop : tests::ProjectedShop {
  void place(const std::string& id, const std::string& customer, const std::string& country) {
    domain::OrderPlaced placed;
    placed.customer = domain::CustomerId(customer);
    placed.country = country;
    append({domain::Category::Order, id}, placed, clock.wall());
    clock.advanceMicros(1'000'000);
  }
  void name(const std::string& customer, const std::string& as) { append({domain::Category::Customer, customer}, domain::CustomerRegistered{as, "", "", ""}, clock.wall()); }
  std::unique_ptr<Reader> reader(OrderColumns* columns) { return makeReader({&store, &store, files.get(), &clock, folder / "views", "UTC", {}, {}, 600'000, nullptr, 0, columns}); }
  void fold() {
    for (const char* list : {"order_list", "search"}) {
      auto view = open(list);
      while (view->step()) {
      }
    }
  }
};

}  // namespace

void FoldedListingTest::wordsAreFoundHoweverTheyAreWritten() {
  NamedShop shop;
  shop.name("K1", "Zo\u00eb M\u00fcller");
  shop.name("K2", "MULLER");
  shop.name("K3", "Mueller");
  shop.place("\u00c9clair-00000001", "K1", "\u00d6sterreich");
  shop.place("B2", "K2", "OSTERREICH");
  shop.place("B3", "K3", "Frankreich");
  shop.place("B4", "\u00c5sa", "");
  shop.place("C5", "K5", "AT");
  shop.place("C6", "K5", "Cura\u00e7ao");
  shop.place("C7", "K5", "cw");
  shop.place("C8", "K5", "SY");
  shop.fold();
  const auto found = [&](const char* text, OrderSort sort, std::int64_t withinMs) {
    OrderColumns columns;
    OrderQuery query{{*orderConditionFrom(text), true}, {{sort, false}}};
    query.withinMs = withinMs;
    std::string all;
    const auto page = shop.reader(&columns)->orders(query);
    for (const OrderSummary& order : page->orders) all += std::to_string(order.number);
    return all;
  };
  const std::pair<const char*, const char*> rows[] = {{"m\u00fcller", "12"}, {"MULLER", "12"}, {"M\u00dcLLER", "12"}, {"mu\u0308ller", "12"}, {"zoe", "1"}, {"Zo\u00e8*", "1"}, {"oe", "1"}, {"mueller", "3"}, {"eclair", "1"},
                                                      {"ECL\u00c1IR-0000", "1"}, {"eclair-0000000", "1"}, {"eclair-000000011", ""}, {"country:osterreich", "125"}, {"country:\u00d6sterreich", "125"}, {"country:at", "125"}, {"country:CURAC\u0327AO", "67"}, {"country:CW", "67"}, {"country:\"Syrian Arab Republic\"", "8"}, {"country:\u00d6STER*", "12"}, {"-country:\u00f6*", "345678"}, {"asa", "4"}, {"customer:asa*", "4"},
                                                      {"customer:asa", ""}, {"customer:\u00c5sa", "4"}, {"NOT muller", "345678"}};
  for (const auto& [text, numbers] : rows)
    for (const OrderSort sort : {OrderSort::Number, OrderSort::ChangedAt})
      for (const std::int64_t within : {0, 1000}) QCOMPARE(found(text, sort, within), std::string(numbers));
}

void FoldedListingTest::allWaysFindTheSame() {
  base::SeededRandom random(7);
  NamedShop shop;
  std::vector<Letters> ids, names, countries;
  for (std::size_t i = 0; i < 120; ++i) {
    // Long enough to be looked up in the list's file, and told apart by their ends.
    Letters id = anyLetters(random, 6, 14);
    std::replace(id.begin(), id.end(), std::size_t{6}, std::size_t{7});
    ids.push_back(id);
    names.push_back(anyLetters(random, 3, 8));
    countries.push_back(anyLetters(random, 2, 4));
    const std::string customer = "#" + std::to_string(i);
    shop.name(customer, writtenAs(names.back(), random));
    shop.place(writtenAs(id, random) + "#" + std::to_string(i), customer, writtenAs(countries.back(), random));
  }
  shop.fold();
  std::size_t all = 0, searched = 0;
  OrderColumns columns;
  const auto reader = shop.reader(&columns);
  for (int asked = 0; asked < 200; ++asked) {
    const std::size_t of = random.below(ids.size());
    const bool isPrefix = random.below(2) == 0, isCountry = random.below(4) == 0;
    const Letters& origin = isCountry ? countries[of] : random.below(2) == 0 ? ids[of] : names[of];
    const std::size_t from = isPrefix || isCountry ? 0 : random.below(origin.size()), size = isCountry && !isPrefix ? origin.size() : 1 + random.below(origin.size() - from);
    Letters sought(origin.begin() + static_cast<std::ptrdiff_t>(from), origin.begin() + static_cast<std::ptrdiff_t>(from + size));
    OrderCondition condition = textIs(writtenAs(sought, random));
    condition.isPrefix = isPrefix;
    if (isCountry) condition.kind = OrderCondition::Kind::Field, condition.field = OrderField::Country;
    std::vector<std::int64_t> expected;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool is = isCountry ? (isPrefix ? begin(countries[i], sought) : countries[i] == sought) : begin(ids[i], sought) || (isPrefix ? begin(names[i], sought) : holds(names[i], sought));
      if (is) expected.push_back(static_cast<std::int64_t>(i) + 1);
    }
    all += expected.size();
    for (const auto& [sort, within] : {std::pair{OrderSort::Number, std::int64_t{0}}, std::pair{OrderSort::Total, std::int64_t{0}}, std::pair{OrderSort::Total, std::int64_t{1000}}}) {
      OrderColumns none;
      OrderQuery query{{condition, true}, {{sort, false}}};
      query.withinMs = within;
      // Without columns by an index of the list where there is one.
      const auto vector = (sort == OrderSort::Number ? shop.reader(&none) : shop.reader(&columns))->orderVector(query);
      QVERIFY2(vector.has_value() && vector->numbers == expected, (textOf(condition) + " by " + std::to_string(static_cast<int>(sort)) + " within " + std::to_string(within)).c_str());
    }
    // Search finds beginnings of words, so whom it finds by one is among those who are found by a part of a name.
    if (isCountry || isPrefix || std::any_of(sought.begin(), sought.end(), [](std::size_t letter) { return letter >= 5; })) continue;
    const auto hits = reader->search({.text = condition.text, .kind = SearchKind::Customer, .limit = 1000});
    QVERIFY(hits.has_value());
    for (const SearchHit& hit : hits->hits) QVERIFY2(std::count(expected.begin(), expected.end(), std::stoll(hit.id.substr(1)) + 1) == 1, (condition.text + " in " + hit.id).c_str());
    searched += hits->hits.size();
  }
  QVERIFY(all > 400 && searched > 100);
}

TWINLANE_TEST(FoldedListingTest)
#include "folded_listing_test.moc"
