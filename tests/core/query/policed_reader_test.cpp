#include "domain/format/encoding.h"
#include "domain/format/personal_fields.h"
#include "query/policed_reader.h"
#include "security/query_policy.h"
#include "support/test_main.h"

#include <map>
#include <set>

using namespace twinlane;
using namespace twinlane::query;
using security::Principal;
using security::Query;
using security::Role;

namespace {

// Answers everything, and remembers what it was asked.
struct OpenReader final : Reader {
  std::set<Query>& asked;
  OrderFilter& seen;
  SearchQuery& sought;
  OpenReader(std::set<Query>& questions, OrderFilter& filter, SearchQuery& search) : asked(questions), seen(filter), sought(search) {}

  static OrderSummary ann() {
    OrderSummary summary;
    summary.order = "A1";
    summary.customer = "ann";
    summary.customerName = "Ann Whitaker";
    return summary;
  }
  base::Result<OrderPage> orders(const OrderQuery& query) override {
    asked.insert(Query::OrderPage);
    seen = query.filter;
    return OrderPage{{ann()}};
  }
  base::Result<OrderVector> orderVector(const OrderQuery& query) override {
    asked.insert(Query::OrderVector);
    seen = query.filter;
    return OrderVector{};
  }
  base::Result<OrdersByNumber> ordersByNumber(std::span<const std::int64_t>) override {
    asked.insert(Query::OrdersByNumber);
    return OrdersByNumber{{ann()}, {}};
  }
  base::Result<OrderCounts> orderCounts() override {
    asked.insert(Query::OrderCounts);
    return OrderCounts{};
  }
  base::Result<OrderDocument> order(const std::string&, std::optional<std::int64_t>) override {
    asked.insert(Query::OrderDocument);
    OrderDocument document;
    document.summary = ann();
    document.shipTo = "3 Mill Lane";
    document.note = "ring twice";
    document.hold = "her card was refused";
    document.notes.push_back({"prefers mornings", "ben", {}});
    document.packages.push_back({"P1", "post", false, true, "nobody at 3 Mill Lane", {}});
    domain::OrderPlaced placed;
    placed.shipTo = document.shipTo;
    placed.country = "GB";
    document.timeline.push_back({1, 1, "OrderPlaced", "ben", domain::Origin::Live, {}, {}, domain::toNode(domain::Event(placed))});
    return document;
  }
  static CustomerSummary annsFigures() {
    CustomerSummary summary;
    summary.customer = "ann";
    summary.name = "Ann Whitaker";
    summary.email = "ann@whitaker.example";
    summary.phone = "0123";
    summary.address = "Mill Lane 1";
    return summary;
  }
  base::Result<CustomerPage> customers(const CustomerQuery&) override {
    asked.insert(Query::Customers);
    return CustomerPage{{annsFigures()}, {}, {}, {}};
  }
  base::Result<CustomerDocument> customer(const std::string&) override {
    asked.insert(Query::Customer);
    return CustomerDocument{annsFigures(), {}};
  }
  base::Result<ProductPage> products(const ProductQuery&) override {
    asked.insert(Query::Products);
    return ProductPage{};
  }
  base::Result<ProductDocument> product(const std::string&) override {
    asked.insert(Query::Product);
    return ProductDocument{};
  }
  base::Result<ReturnPage> returns(const ReturnQuery&) override {
    asked.insert(Query::Returns);
    return ReturnPage{};
  }
  base::Result<ReturnCounts> returnCounts() override {
    asked.insert(Query::Returns);
    return ReturnCounts{};
  }
  base::Result<OperationsAnswer> operations(std::optional<base::Timestamp>) override {
    asked.insert(Query::Operations);
    return OperationsAnswer{};
  }
  base::Result<WorkPage> workList(const WorkQuery&) override {
    asked.insert(Query::Operations);
    return WorkPage{};
  }
  base::Result<OutOfStockPage> outOfStock(const OutOfStockQuery&) override {
    asked.insert(Query::Operations);
    return OutOfStockPage{};
  }
  base::Result<SearchAnswer> search(const SearchQuery& query) override {
    asked.insert(Query::Search);
    sought = query;
    return SearchAnswer{{{SearchKind::Order, "A1", "Ann Whitaker", {}}, {SearchKind::Customer, "ann", "Ann Whitaker", {}}, {SearchKind::Product, "cup", "Cup", {}}}, {}, {}};
  }
  base::Result<RevenueAnswer> revenue(const RevenueQuery&) override {
    asked.insert(Query::Revenue);
    return RevenueAnswer{};
  }
  base::Result<query::ShopAsOf> shopAsOf(base::Timestamp) override {
    asked.insert(Query::Stats);
    return query::ShopAsOf{};
  }
  base::Result<ShopStats> stats(const std::string&) override {
    asked.insert(Query::Stats);
    return ShopStats{};
  }
  base::Result<EventPage> events(store::Position, std::size_t, const std::string&) override {
    asked.insert(Query::Events);
    EventPage page;
    page.events.emplace_back().sealed = {1, 2, 3};
    page.events.back().payload = {4};
    return page;
  }
  base::Result<std::vector<store::QuarantinedRow>> quarantined(std::int64_t, std::size_t) override {
    asked.insert(Query::Quarantine);
    return std::vector<store::QuarantinedRow>{};
  }
  base::Result<store::ImportLedger::Account> importAccount() override {
    asked.insert(Query::ImportAccount);
    return store::ImportLedger::Account{};
  }
  base::Result<std::vector<ListPosition>> positions() override {
    asked.insert(Query::Positions);
    return std::vector<ListPosition>{};
  }
  base::Result<store::StoredOutcome> receipt(const base::CommandId&) override {
    asked.insert(Query::Receipts);
    return store::StoredOutcome{};
  }
  base::Result<ReceiptPage> receipts(const ReceiptQuery&) override {
    asked.insert(Query::Receipts);
    return ReceiptPage{};
  }
};

struct Desk {
  std::set<Query> asked;
  OrderFilter seen;
  SearchQuery sought;
  std::unique_ptr<Reader> reader;
  explicit Desk(std::initializer_list<Role> roles) : reader(policed(std::make_unique<OpenReader>(asked, seen, sought), Principal::of("pat", roles))) {}

  // Asks everything; gives what was answered.
  std::set<Query> answered() {
    std::set<Query> had;
    const auto note = [&had](Query query, const auto& answer) {
      if (answer) had.insert(query);
      else if (answer.error().code != base::ErrorCode::Denied) qFatal("denied is the only refusal");
    };
    note(Query::OrderPage, reader->orders({}));
    note(Query::OrderVector, reader->orderVector({}));
    note(Query::OrdersByNumber, reader->ordersByNumber({}));
    note(Query::OrderCounts, reader->orderCounts());
    note(Query::OrderDocument, reader->order("A1"));
    note(Query::Revenue, reader->revenue({}));
    note(Query::Stats, reader->stats());
    note(Query::Events, reader->events(0, 10));
    note(Query::Quarantine, reader->quarantined(0, 10));
    note(Query::ImportAccount, reader->importAccount());
    note(Query::Positions, reader->positions());
    note(Query::Receipts, reader->receipts({}));
    note(Query::Customers, reader->customers({}));
    note(Query::Customer, reader->customer("ann"));
    note(Query::Products, reader->products({}));
    note(Query::Product, reader->product("cup"));
    note(Query::Returns, reader->returns({}));
    note(Query::Operations, reader->operations());
    note(Query::Search, reader->search({}));
    // These questions are of one kind with another.
    if (reader->workList({}).has_value() != had.contains(Query::Operations) || reader->outOfStock({}).has_value() != had.contains(Query::Operations)) qFatal("lists of work are answered to those who may see their counts");
    if (reader->returnCounts().has_value() != had.contains(Query::Returns)) qFatal("returns are counted for those who may see them");
    if (reader->receipt({}).has_value() != had.contains(Query::Receipts)) qFatal("a receipt is answered to those who may see pages of them");
    return had;
  }
};

// The table once more, by hand: what each role may ask.
const std::set<Query> sold = {Query::Customers, Query::Customer, Query::Products, Query::Product, Query::Returns, Query::Operations, Query::Search};
const std::map<Role, std::set<Query>> expected = {
    {Role::Operator, {Query::OrderPage, Query::OrderVector, Query::OrdersByNumber, Query::OrderCounts, Query::OrderDocument, Query::Quarantine, Query::ImportAccount, Query::Positions}},
    {Role::Supervisor,
     {Query::OrderPage, Query::OrderVector, Query::OrdersByNumber, Query::OrderCounts, Query::OrderDocument, Query::Revenue, Query::Stats, Query::Events, Query::Quarantine,
      Query::ImportAccount, Query::Positions, Query::Receipts}},
    {Role::Auditor,
     {Query::OrderPage, Query::OrderVector, Query::OrdersByNumber, Query::OrderCounts, Query::OrderDocument, Query::Revenue, Query::Stats, Query::Events, Query::ImportAccount, Query::Positions,
      Query::Receipts}},
    {Role::Trainer, {Query::OrderPage, Query::OrderVector, Query::OrdersByNumber, Query::OrderCounts, Query::OrderDocument, Query::Revenue, Query::Events, Query::Positions, Query::Receipts}},
    {Role::Administrator, {Query::OrderCounts, Query::Stats, Query::ImportAccount, Query::Positions}}};

}  // namespace

class PolicedReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void answersExactlyWhatTheRoleMayAsk();
  void answersNothingWithoutARole();
  void hidesPersonsFromRolesThatMayNotSeeThem();
  void doesNotSearchInNamesThatAreHidden();
  void knowsThePersonalFields();
};

void PolicedReaderTest::answersExactlyWhatTheRoleMayAsk() {
  for (const auto& [role, others] : expected) {
    std::set<Query> queries = others;
    if (role != Role::Administrator) queries.insert(sold.begin(), sold.end());
    Desk desk({role});
    QVERIFY2(desk.answered() == queries, std::to_string(static_cast<int>(role)).c_str());
    // A question that is denied does not reach the read model.
    QVERIFY(desk.asked == queries);
  }
  // Roles add up.
  Desk both({Role::Administrator, Role::Operator});
  QVERIFY(both.answered().contains(Query::Stats) && both.answered().contains(Query::OrderPage));
}

void PolicedReaderTest::answersNothingWithoutARole() {
  Desk desk({});
  QVERIFY(desk.answered().empty());
  const auto denied = desk.reader->orders({});
  QVERIFY(denied.error().what.find("pat") != std::string::npos && denied.error().what.find("orders") != std::string::npos);
}

void PolicedReaderTest::hidesPersonsFromRolesThatMayNotSeeThem() {
  Desk auditor({Role::Auditor});
  QCOMPARE(auditor.reader->orders({})->orders[0].customerName, std::string(masked));
  QCOMPARE(auditor.reader->ordersByNumber({})->orders[0].customerName, std::string(masked));
  QCOMPARE(auditor.reader->customers({})->customers[0].name, std::string(masked));
  for (const CustomerSummary& seen : {auditor.reader->customer("ann")->summary, auditor.reader->customers({})->customers[0]})
    for (const std::string& text : {seen.name, seen.email, seen.phone, seen.address}) QCOMPARE(text, std::string(masked));
  const auto sought = auditor.reader->search({});
  QCOMPARE(sought->hits[0].title, std::string(masked));
  QCOMPARE(sought->hits[1].title, std::string(masked));
  QCOMPARE(sought->hits[2].title, std::string("Cup"));
  const auto hidden = auditor.reader->order("A1");
  QCOMPARE(hidden->summary.customerName, std::string(masked));
  QCOMPARE(hidden->shipTo, std::string(masked));
  QCOMPARE(hidden->note, std::string(masked));
  QCOMPARE(*hidden->hold, std::string(masked));
  QCOMPARE(hidden->notes[0].text, std::string(masked));
  QCOMPARE(*hidden->packages[0].failure, std::string(masked));
  QCOMPARE(hidden->packages[0].carrier, std::string("post"));
  const domain::Node& payload = hidden->timeline[0].payload;
  QCOMPARE(payload.find("ship_to")->text, std::string(masked));
  QCOMPARE(payload.find("country")->text, std::string("GB"));
  const auto events = auditor.reader->events(0, 1);
  QVERIFY(events->events[0].sealed.empty() && !events->events[0].payload.empty());
  QCOMPARE(hidden->summary.customer, std::string("ann"));

  Desk desk({Role::Operator});
  QCOMPARE(desk.reader->order("A1")->shipTo, std::string("3 Mill Lane"));
  QCOMPARE(*desk.reader->order("A1")->hold, std::string("her card was refused"));
  QCOMPARE(desk.reader->orders({})->orders[0].customerName, std::string("Ann Whitaker"));
  QCOMPARE(desk.reader->customers({})->customers[0].name, std::string("Ann Whitaker"));
  QCOMPARE(desk.reader->search({})->hits[0].title, std::string("Ann Whitaker"));
}

void PolicedReaderTest::doesNotSearchInNamesThatAreHidden() {
  OrderFilter text;
  text.where = textIs("Whit");
  Desk auditor({Role::Auditor});
  (void)auditor.reader->orderVector({text});
  QVERIFY(!auditor.seen.inNames);
  OrderQuery query;
  query.filter = text;
  (void)auditor.reader->orders(query);
  QVERIFY(!auditor.seen.inNames);
  (void)auditor.reader->search({.text = "Whit"});
  QVERIFY(!auditor.sought.inPersons);
  Desk desk({Role::Operator});
  (void)desk.reader->search({.text = "Whit"});
  QVERIFY(desk.sought.inPersons);
  (void)desk.reader->orders(query);
  QVERIFY(desk.seen.inNames);
}

void PolicedReaderTest::knowsThePersonalFields() {
  for (const char* name : {"ship_to", "note", "reason", "email", "phone", "address", "name"}) QVERIFY2(domain::isPersonal(name), name);
  for (const char* name : {"currency", "country", "lines", "amount", "package"}) QVERIFY2(!domain::isPersonal(name), name);
}

TWINLANE_TEST(PolicedReaderTest)
#include "policed_reader_test.moc"
