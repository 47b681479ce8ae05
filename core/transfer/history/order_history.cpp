#include "transfer/history/order_history.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace twinlane::transfer {
namespace {

using domain::LineQuantity;

// What a source calls the rest of an order's total it does not say.
constexpr const char* restOfTotal = "rest";

struct Happening {
  FactKind kind = FactKind::Note;
  std::string id;
  HistoryFact made;
};

class OrderFacts {
 public:
  OrderFacts(const Staging::Order& order, History& into) : m_order(order), m_into(into) {}

  void make(base::Amount worth) {
    m_worth = worth;
    std::vector<const Staging::Event*> events;
    for (const Staging::Event& event : m_order.events) {
      if (event.said.fact == FactKind::Placed) m_into.rows.push_back(event.row);
      else events.push_back(&event);
    }
    // In the order of what is known; the source's own names decide between what happened at once.
    std::stable_sort(events.begin(), events.end(), [](const Staging::Event* a, const Staging::Event* b) {
      if (a->said.at.has_value() != b->said.at.has_value()) return a->said.at.has_value();
      return std::tie(a->said.at, a->said.fact, a->said.id) < std::tie(b->said.at, b->said.fact, b->said.id);
    });
    for (const Staging::Event* event : events) add(*event);
    for (Happening& one : m_happenings) m_into.facts.push_back(std::move(one.made));
  }

 private:
  void put(const Staging::Event& event, domain::Event fact) {
    Happening made{event.said.fact, event.said.id, {{std::move(fact), event.said.at}, event.row}};
    auto at = m_happenings.end();
    // Behind the last that an order's life has before it, or at the same stage.
    if (!event.said.at)
      while (at != m_happenings.begin() && std::prev(at)->kind > made.kind) --at;
    m_happenings.insert(at, std::move(made));
  }

  std::vector<std::size_t> linesOf(const Staging::Event& event) const {
    if (event.isAboutLines || !event.packages.empty()) return event.lines;
    std::vector<std::size_t> all(m_order.lines.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }
  LineQuantity whole(std::size_t line) const { return {static_cast<int>(line) + 1, m_order.lines[line].second.money.quantity}; }
  std::vector<LineQuantity> wholeLines(const Staging::Event& event) const {
    std::vector<LineQuantity> lines;
    for (const std::size_t line : linesOf(event)) lines.push_back(whole(line));
    return lines;
  }

  // Of a package that the source does not name: none of those it does.
  std::string unnamed(int number) const {
    const std::string id = std::to_string(number);
    const bool isNamed = std::any_of(m_order.packages.begin(), m_order.packages.end(), [&](const auto& package) { return package.second.id == id; }) ||
                         std::any_of(m_order.lines.begin(), m_order.lines.end(), [&](const auto& line) { return line.second.package == id; });
    return isNamed ? "unnamed " + id : id;
  }

  // Goods by the package they lie in; those of no package go out in one that has only a number.
  std::map<std::string, std::vector<LineQuantity>> byPackage(const Staging::Event& event, const std::string& unnamed) const {
    std::map<std::string, std::vector<LineQuantity>> packages;
    for (const std::string& package : event.packages) packages[package];
    for (const std::size_t line : linesOf(event)) {
      const std::string& own = event.packages.size() == 1 ? event.packages.front() : m_order.lines[line].second.package;
      packages[own.empty() ? unnamed : own].push_back(whole(line));
    }
    if (packages.empty()) packages[unnamed];
    return packages;
  }
  std::string carrierOf(const std::string& package, const Staging::Event& event) const {
    if (!event.said.carrier.empty()) return event.said.carrier;
    for (const auto& [row, known] : m_order.packages)
      if (known.id == package) return known.carrier;
    return {};
  }

  void add(const Staging::Event& event) {
    const SourceEvent& said = event.said;
    switch (said.fact) {
      case FactKind::Confirmed: return put(event, domain::OrderConfirmed{});
      case FactKind::Held: return put(event, domain::OrderHeld{said.reason});
      case FactKind::Released: return put(event, domain::OrderReleased{});
      case FactKind::Cancelled: return put(event, domain::OrderCancelled{said.reason});
      case FactKind::Note: return put(event, domain::NoteAdded{said.text});
      case FactKind::Picked: return put(event, domain::LinesPicked{wholeLines(event)});
      case FactKind::Packed:
        for (auto& [package, lines] : byPackage(event, unnamed(m_sent + 1))) put(event, domain::PackagePacked{package, std::move(lines)});
        return;
      case FactKind::Shipped: {
        for (auto& [package, lines] : byPackage(event, unnamed(m_sent + 1))) put(event, domain::PackageShipped{package, std::move(lines), carrierOf(package, event)});
        ++m_sent;
        return;
      }
      case FactKind::DeliveryFailed:
        for (const auto& [package, lines] : byPackage(event, unnamed(std::max(m_sent, 1)))) put(event, domain::DeliveryFailed{package, said.reason});
        return;
      case FactKind::Delivered: {
        ++m_arrived;
        for (const auto& [package, lines] : byPackage(event, unnamed(m_arrived))) put(event, domain::PackageDelivered{package});
        return;
      }
      case FactKind::Paid: {
        const base::Amount amount = said.amount.value_or(m_worth - m_paid);
        // Nothing was left to pay.
        if (!said.amount && amount.tenThousandths <= 0) return;
        m_paid += amount;
        return put(event, domain::PaymentRecorded{amount, said.method});
      }
      case FactKind::Refunded: {
        const base::Amount amount = said.amount.value_or(m_paid - m_refunded);
        if (!said.amount && amount.tenThousandths <= 0) return;
        m_refunded += amount;
        return put(event, domain::PaymentRefunded{amount});
      }
      case FactKind::Returned: {
        domain::LinesReturned returned{m_order.said.currency, {}, said.reason};
        for (const std::size_t line : linesOf(event)) returned.lines.push_back({static_cast<int>(line) + 1, m_order.lines[line].second.money.quantity, m_order.lines[line].second.money.net});
        return put(event, std::move(returned));
      }
      case FactKind::Placed:
      case FactKind::Ignore: return;
    }
  }

  const Staging::Order& m_order;
  History& m_into;
  std::vector<Happening> m_happenings;
  base::Amount m_worth, m_paid, m_refunded;
  int m_sent = 0, m_arrived = 0;  // packages without a name
};

domain::OrderLine lineOf(const SourceLine& said, int number) {
  domain::OrderLine line;
  line.line = number;
  line.product = domain::ProductId(said.product);
  line.quantity = said.money.quantity;
  line.unitPrice = said.money.unitPrice;
  line.net = said.money.net;
  line.description = said.description;
  line.discount = said.money.discount;
  line.discountAmount = said.money.discountAmount;
  line.taxRate = said.money.taxRate;
  return line;
}

bool isPayment(FactKind kind) { return kind == FactKind::Paid || kind == FactKind::Refunded; }

}  // namespace

bool tellsPayments(const Profile& profile) {
  const auto isOne = [](const FactRule& rule) { return isPayment(rule.fact); };
  if (std::any_of(profile.events.begin(), profile.events.end(), isOne)) return true;
  return std::any_of(profile.objects.begin(), profile.objects.end(), [&](const RoleRule& rule) {
    return std::any_of(rule.facts.begin(), rule.facts.end(), isOne) || (rule.fact && isPayment(*rule.fact)) ||
           std::any_of(rule.states.begin(), rule.states.end(), [](const auto& state) { return std::any_of(state.second.begin(), state.second.end(), isPayment); });
  });
}

History historyOf(const Staging::Order& order, bool isPaymentKnown) {
  History history;
  history.stream = {order.isReturn ? domain::Category::Return : domain::Category::Order, order.said.id};
  if (order.row > 0) history.rows.push_back(order.row);
  for (const auto& [row, package] : order.packages)
    if (row > 0) history.rows.push_back(row);
  domain::OrderPlaced placed;
  if (!order.said.customer.empty()) placed.customer = domain::CustomerId(order.said.customer);
  placed.currency = order.said.currency;
  placed.country = order.said.country;
  placed.shipTo = order.said.shipTo;
  placed.note = order.said.note;
  placed.promisedAt = order.said.promisedAt;
  placed.paymentKnown = isPaymentKnown;
  base::Amount worth;
  for (const auto& [row, line] : order.lines) {
    history.lines.emplace_back(lineOf(line, static_cast<int>(history.lines.size()) + 1), row);
    worth += line.money.net;
  }
  if (order.isReturn) {
    history.begin = command::Fact{domain::ReturnReceived{placed.customer, placed.currency, {}, placed.country}, order.said.placedAt};
    return history;
  }
  for (const auto& [kind, amount] : order.said.charges) {
    placed.charges.push_back({kind, amount});
    worth += amount;
  }
  if (order.said.total && *order.said.total != worth) {
    placed.charges.push_back({restOfTotal, *order.said.total - worth});
    worth = *order.said.total;
  }
  history.begin = command::Fact{std::move(placed), order.said.placedAt};
  OrderFacts(order, history).make(worth);
  return history;
}

History historyOf(std::int64_t row, const SourceCustomer& customer) {
  History history;
  history.stream = {domain::Category::Customer, customer.id};
  domain::CustomerRegistered registered;
  registered.customerName = customer.name.empty() ? customer.id : customer.name;
  registered.email = customer.email;
  registered.phone = customer.phone;
  registered.address = customer.address;
  history.facts.push_back({{std::move(registered), std::nullopt}, row});
  return history;
}

// The first price is that of the listing.
History historyOf(std::int64_t row, const SourceProduct& product) {
  History history;
  history.stream = {domain::Category::Product, product.id};
  for (const SourceProduct::Price& price : product.prices) {
    if (history.facts.empty()) history.facts.push_back({{domain::ProductListed{product.name.empty() ? product.id : product.name, price.price, product.currency}, price.at}, row});
    else history.facts.push_back({{domain::PriceChanged{price.price, product.currency}, price.at}, row});
  }
  return history;
}

}  // namespace twinlane::transfer
