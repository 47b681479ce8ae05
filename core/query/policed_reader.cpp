#include "query/policed_reader.h"

#include "domain/format/personal_fields.h"
#include "security/query_policy.h"

namespace twinlane::query {
namespace {

using security::Query;

void mask(std::string& text) {
  if (!text.empty()) text = masked;
}

void mask(OrderSummary& summary) { mask(summary.customerName); }

void mask(CustomerSummary& summary) {
  for (std::string* text : {&summary.name, &summary.email, &summary.phone, &summary.address}) mask(*text);
}

void mask(domain::Node& payload) {
  for (auto& [name, value] : payload.fields)
    if (domain::isPersonal(name) && value.kind == domain::Node::Kind::Text) mask(value.text);
}

void mask(OrderDocument& document) {
  mask(document.summary);
  mask(document.shipTo);
  mask(document.note);
  if (document.hold) mask(*document.hold);
  for (DocumentNote& note : document.notes) mask(note.text);
  for (DocumentPackage& package : document.packages)
    if (package.failure) mask(*package.failure);
  for (TimelineEntry& entry : document.timeline) mask(entry.payload);
}

class PolicedReader final : public Reader {
 public:
  PolicedReader(std::unique_ptr<Reader> reader, security::Principal principal) : m_reader(std::move(reader)), m_principal(std::move(principal)) {}

  void heed(CancelFlag cancelled) override { m_reader->heed(std::move(cancelled)); }

  base::Result<OrderPage> orders(const OrderQuery& query) override {
    return summaries(Query::OrderPage, [&] { return m_reader->orders(allowedQuery(Query::OrderPage, query)); });
  }
  base::Result<OrderVector> orderVector(const OrderQuery& query) override {
    return asked(Query::OrderVector, [&] { return m_reader->orderVector(allowedQuery(Query::OrderVector, query)); });
  }
  base::Result<OrdersByNumber> ordersByNumber(std::span<const std::int64_t> numbers) override {
    return summaries(Query::OrdersByNumber, [&] { return m_reader->ordersByNumber(numbers); });
  }
  base::Result<OrderCounts> orderCounts() override {
    return asked(Query::OrderCounts, [&] { return m_reader->orderCounts(); });
  }
  base::Result<OrderDocument> order(const std::string& id, std::optional<std::int64_t> atVersion) override {
    auto document = asked(Query::OrderDocument, [&] { return m_reader->order(id, atVersion); });
    if (document && !seesPersons(m_principal, Query::OrderDocument)) mask(*document);
    return document;
  }
  base::Result<CustomerPage> customers(const CustomerQuery& query) override {
    auto page = asked(Query::Customers, [&] { return m_reader->customers(query); });
    if (page && !seesPersons(m_principal, Query::Customers))
      for (CustomerSummary& summary : page->customers) mask(summary);
    return page;
  }
  base::Result<CustomerDocument> customer(const std::string& id) override {
    auto document = asked(Query::Customer, [&] { return m_reader->customer(id); });
    if (document && !seesPersons(m_principal, Query::Customer)) mask(document->summary);
    return document;
  }
  base::Result<ProductPage> products(const ProductQuery& query) override {
    return asked(Query::Products, [&] { return m_reader->products(query); });
  }
  base::Result<ProductDocument> product(const std::string& id) override {
    return asked(Query::Product, [&] { return m_reader->product(id); });
  }
  base::Result<ReturnPage> returns(const ReturnQuery& query) override {
    return asked(Query::Returns, [&] { return m_reader->returns(query); });
  }
  base::Result<ReturnCounts> returnCounts() override {
    return asked(Query::Returns, [&] { return m_reader->returnCounts(); });
  }
  base::Result<OperationsAnswer> operations(std::optional<base::Timestamp> moment) override {
    return asked(Query::Operations, [&] { return m_reader->operations(moment); });
  }
  base::Result<WorkPage> workList(const WorkQuery& query) override {
    return asked(Query::Operations, [&] { return m_reader->workList(query); });
  }
  base::Result<OutOfStockPage> outOfStock(const OutOfStockQuery& query) override {
    return asked(Query::Operations, [&] { return m_reader->outOfStock(query); });
  }
  base::Result<SearchAnswer> search(const SearchQuery& query) override {
    const bool seesAll = seesPersons(m_principal, Query::Search);
    SearchQuery allowed = query;
    allowed.inPersons = query.inPersons && seesAll;
    auto answer = asked(Query::Search, [&] { return m_reader->search(allowed); });
    if (answer && !seesAll)
      for (SearchHit& hit : answer->hits)
        if (hit.kind != SearchKind::Product) mask(hit.title);
    return answer;
  }
  base::Result<RevenueAnswer> revenue(const RevenueQuery& query) override {
    return asked(Query::Revenue, [&] { return m_reader->revenue(query); });
  }
  base::Result<ShopAsOf> shopAsOf(base::Timestamp moment) override {
    return asked(Query::Stats, [&] { return m_reader->shopAsOf(moment); });
  }
  base::Result<ShopStats> stats(const std::string& zone) override {
    return asked(Query::Stats, [&] { return m_reader->stats(zone); });
  }
  base::Result<EventPage> events(store::Position after, std::size_t limit, const std::string& stream) override {
    auto page = asked(Query::Events, [&] { return m_reader->events(after, limit, stream); });
    // The sealed part stays shut: its fields read as empty.
    if (page && !seesPersons(m_principal, Query::Events))
      for (store::StoredEvent& event : page->events) event.sealed.clear();
    return page;
  }
  base::Result<std::vector<store::QuarantinedRow>> quarantined(std::int64_t afterIndex, std::size_t limit) override {
    return asked(Query::Quarantine, [&] { return m_reader->quarantined(afterIndex, limit); });
  }
  base::Result<store::ImportLedger::Account> importAccount() override {
    return asked(Query::ImportAccount, [&] { return m_reader->importAccount(); });
  }
  base::Result<std::vector<ListPosition>> positions() override {
    return asked(Query::Positions, [&] { return m_reader->positions(); });
  }
  base::Result<store::StoredOutcome> receipt(const base::CommandId& command) override {
    return asked(Query::Receipts, [&] { return m_reader->receipt(command); });
  }
  base::Result<ReceiptPage> receipts(const ReceiptQuery& query) override {
    return asked(Query::Receipts, [&] { return m_reader->receipts(query); });
  }

 private:
  template <class Ask>
  auto asked(Query query, Ask ask) -> decltype(ask()) {
    if (mayAsk(m_principal, query)) return ask();
    return base::fail(base::ErrorCode::Denied, "the roles of " + m_principal.name + " do not allow to ask for " + security::queryNames[static_cast<std::size_t>(query)], {},
                      "ask a person whose role does");
  }

  template <class Ask>
  auto summaries(Query query, Ask ask) -> decltype(ask()) {
    auto answer = asked(query, ask);
    if (answer && !seesPersons(m_principal, query))
      for (OrderSummary& summary : answer->orders) mask(summary);
    return answer;
  }

  // A search in names would tell by its matches what the mask hides.
  OrderQuery allowedQuery(Query kind, OrderQuery query) const {
    query.filter.inNames = query.filter.inNames && seesPersons(m_principal, kind);
    return query;
  }

  const std::unique_ptr<Reader> m_reader;
  const security::Principal m_principal;
};

}  // namespace

std::unique_ptr<Reader> policed(std::unique_ptr<Reader> reader, security::Principal principal) {
  return std::make_unique<PolicedReader>(std::move(reader), std::move(principal));
}

}  // namespace twinlane::query
