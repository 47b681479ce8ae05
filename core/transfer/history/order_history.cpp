#include "transfer/history/order_history.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace twinlane::transfer {
namespace {

using domain::LineQuantity;

// What a source calls the rest of an order's total it does not say.
constexpr const char* restOfTotal = "rest";
constexpr const char* unexplained = "unexplained";
constexpr std::size_t mostMissingNamed = 2;  // each of at most 64 bytes
// Each event about a whole order names all of its lines, which must fit in memory and in the journal.
constexpr std::size_t mostMentions = 200'000;
constexpr std::size_t factKinds = static_cast<std::size_t>(FactKind::Ignore) + 1;

struct Happening {
  FactKind kind = FactKind::Note;
  HistoryFact made;
};

bool isAboutGoods(FactKind kind) {
  switch (kind) {
    case FactKind::Picked:
    case FactKind::Packed:
    case FactKind::Shipped:
    case FactKind::DeliveryFailed:
    case FactKind::Delivered:
    case FactKind::Returned: return true;
    default: return false;
  }
}

bool isPayment(FactKind kind) { return kind == FactKind::Paid || kind == FactKind::Refunded; }

// The charge that an order's total leaves. Where lines of the order were set aside it may be their price, and says so.
std::string restOf(const Staging::Order& order) {
  if (order.missing.empty()) return restOfTotal;
  std::string kind = unexplained;
  for (std::size_t i = 0; i < std::min(order.missing.size(), mostMissingNamed); ++i) kind += (i == 0 ? " (without " : ", ") + order.missing[i];
  return kind + (order.missing.size() > mostMissingNamed ? " and " + std::to_string(order.missing.size() - mostMissingNamed) + " more)" : ")");
}

const std::size_t paidIndex = domain::Event(domain::PaymentRecorded{}).index(), refundedIndex = domain::Event(domain::PaymentRefunded{}).index();
const std::size_t shippedIndex = domain::Event(domain::PackageShipped{}).index(), deliveredIndex = domain::Event(domain::PackageDelivered{}).index();

class OrderFacts {
 public:
  OrderFacts(const Staging::Order& order, const KnownDocument* known, History& into) : m_order(order), m_known(known), m_into(into) {
    for (std::size_t line = 0; line < order.lines.size(); ++line)
      if (const std::string& package = order.lines[line].said.package; !package.empty()) m_linesIn[package].push_back(line);
    for (const auto& [row, package] : order.packages) m_carriers.emplace(package.id, package.carrier);
  }

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
    recall(events);
    for (const Staging::Event* event : events) {
      recallUntil(event->said.at);
      if (mayTell(*event)) add(*event);
    }
    merge();
  }

 private:
  // What the journal has and this part of a log does not repeat, by its time: later amounts and numbers are reckoned from it.
  void recall(const std::vector<const Staging::Event*>& events) {
    if (m_known == nullptr) return;
    std::set<std::pair<std::size_t, std::optional<base::Timestamp>>> said;
    const auto kindOf = [](FactKind kind) { return kind == FactKind::Paid ? paidIndex : kind == FactKind::Refunded ? refundedIndex : kind == FactKind::Shipped ? shippedIndex : kind == FactKind::Delivered ? deliveredIndex : std::variant_npos; };
    for (const Staging::Event* event : events) said.emplace(kindOf(event->said.fact), event->said.at);
    std::set<EventName> names;
    for (const Staging::Event* event : events) names.insert(event->name);
    for (const KnownDocument::Told& fact : m_known->facts) {
      if (fact.by != 0 && names.contains(fact.by)) continue;
      const std::size_t kind = fact.event.index();
      const bool isAmount = kind == paidIndex || kind == refundedIndex;
      // One event sends or brings several packages at once.
      if (isAmount ? !said.contains({kind, fact.occurredAt}) : (kind == shippedIndex || kind == deliveredIndex) && said.emplace(kind, fact.occurredAt).second) m_recalled.push_back(&fact);
    }
    std::stable_sort(m_recalled.begin(), m_recalled.end(), [](const command::Fact* a, const command::Fact* b) { return a->occurredAt < b->occurredAt; });
  }
  void recallUntil(const std::optional<base::Timestamp>& at) {
    for (; m_nextRecalled < m_recalled.size() && (!at || m_recalled[m_nextRecalled]->occurredAt <= at); ++m_nextRecalled) {
      const domain::Event& event = m_recalled[m_nextRecalled]->event;
      if (const auto* paid = std::get_if<domain::PaymentRecorded>(&event)) m_paid += paid->amount;
      if (const auto* refunded = std::get_if<domain::PaymentRefunded>(&event)) m_refunded += refunded->amount;
      m_sent += event.index() == shippedIndex ? 1 : 0;
      m_arrived += event.index() == deliveredIndex ? 1 : 0;
    }
  }

  // Goods of none that are known tell nothing, least of all an empty package; more than can be told are told no more.
  bool mayTell(const Staging::Event& event) {
    if (!isAboutGoods(event.said.fact)) return true;
    const std::size_t lines = linesIn(event);
    m_mentions += lines;
    if (m_mentions > mostMentions) return m_into.untold.emplace_back(event.row, "too_many_lines"), false;
    if (lines > 0) return true;
    // Lines of other orders.
    if (event.isAboutLines) return false;
    const bool isOfPackage = (event.said.fact == FactKind::Delivered || event.said.fact == FactKind::DeliveryFailed) && !event.packages.empty();
    if (isOfPackage || !m_into.mayBePart) return true;
    return m_into.untold.emplace_back(event.row, "no_line"), false;
  }

  void put(const Staging::Event& event, domain::Event fact, const std::string& package = {}) {
    const bool isReckoned = isPayment(event.said.fact) && !event.said.amount;
    (event.said.at ? m_timed : m_timeless).push_back({event.said.fact, {{std::move(fact), event.said.at}, event.row, package, isReckoned, event.name, event.number}});
  }

  // What has no time stands behind the last that an order's life has before it, or at the same stage.
  void merge() {
    std::array<std::size_t, factKinds> behind{};
    for (std::size_t i = 0; i < m_timed.size(); ++i) behind[static_cast<std::size_t>(m_timed[i].kind)] = i + 1;
    for (std::size_t kind = 1; kind < factKinds; ++kind) behind[kind] = std::max(behind[kind], behind[kind - 1]);
    std::size_t next = 0;
    for (std::size_t i = 0; i <= m_timed.size(); ++i) {
      for (; next < m_timeless.size() && behind[static_cast<std::size_t>(m_timeless[next].kind)] <= i; ++next) m_into.facts.push_back(std::move(m_timeless[next].made));
      if (i < m_timed.size()) m_into.facts.push_back(std::move(m_timed[i].made));
    }
  }

  // Of several packages those that hold goods of this order; of one, that one whatever is known of it.
  std::vector<std::string> packagesOf(const Staging::Event& event) const {
    if (event.packages.size() <= 1) return event.packages;
    std::vector<std::string> packages;
    for (const std::string& package : event.packages)
      if (m_linesIn.contains(package)) packages.push_back(package);
    return packages;
  }

  std::vector<std::size_t> linesOf(const Staging::Event& event) const {
    if (event.isAboutLines) return event.lines;
    std::vector<std::size_t> lines;
    if (const auto packages = packagesOf(event); !packages.empty()) {
      for (const std::string& package : packages)
        if (const auto in = m_linesIn.find(package); in != m_linesIn.end()) lines.insert(lines.end(), in->second.begin(), in->second.end());
      std::sort(lines.begin(), lines.end());
      return lines;
    }
    lines.resize(m_order.lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = i;
    return lines;
  }
  std::size_t linesIn(const Staging::Event& event) const {
    if (event.isAboutLines) return event.lines.size();
    const auto packages = packagesOf(event);
    std::size_t lines = packages.empty() ? m_order.lines.size() : 0;
    for (const std::string& package : packages)
      if (const auto in = m_linesIn.find(package); in != m_linesIn.end()) lines += in->second.size();
    return lines;
  }
  LineQuantity whole(std::size_t line) const { return {static_cast<int>(line) + 1, m_order.lines[line].said.money.quantity}; }
  std::vector<LineQuantity> wholeLines(const Staging::Event& event) const {
    std::vector<LineQuantity> lines;
    for (const std::size_t line : linesOf(event)) lines.push_back(whole(line));
    return lines;
  }

  // Of a package that the source does not name: none of those it does.
  std::string unnamed(int number) const {
    const std::string id = std::to_string(number);
    return m_carriers.contains(id) || m_linesIn.contains(id) ? "unnamed " + id : id;
  }

  // Goods by the package they lie in; those of no package go out in one that has only a number. What is told of a package already
  // is not told again by a state, which has no time.
  std::map<std::string, std::vector<LineQuantity>> byPackage(const Staging::Event& event, const std::string& unnamed) {
    std::map<std::string, std::vector<LineQuantity>> packages;
    const std::vector<std::string> named = packagesOf(event);
    for (const std::string& package : named) packages[package];
    for (const std::size_t line : linesOf(event)) {
      const std::string& own = named.size() == 1 ? named.front() : m_order.lines[line].said.package;
      packages[own.empty() ? unnamed : own].push_back(whole(line));
    }
    if (packages.empty()) packages[unnamed];
    const bool isState = event.isOfRecord && !event.said.at;
    for (auto package = packages.begin(); package != packages.end();)
      if (!m_told.emplace(event.said.fact, package->first).second && isState) package = packages.erase(package);
      else ++package;
    return packages;
  }
  std::string carrierOf(const std::string& package, const Staging::Event& event) const {
    if (!event.said.carrier.empty()) return event.said.carrier;
    const auto known = m_carriers.find(package);
    return known == m_carriers.end() ? std::string() : known->second;
  }
  // A number of ours is no name.
  std::string nameOf(const std::string& package, const Staging::Event& event) const {
    return m_linesIn.contains(package) || std::find(event.packages.begin(), event.packages.end(), package) != event.packages.end() ? package : std::string();
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
        for (auto& [package, lines] : byPackage(event, unnamed(m_sent + 1))) put(event, domain::PackagePacked{package, std::move(lines)}, nameOf(package, event));
        return;
      case FactKind::Shipped: {
        for (auto& [package, lines] : byPackage(event, unnamed(m_sent + 1))) put(event, domain::PackageShipped{package, std::move(lines), carrierOf(package, event)}, nameOf(package, event));
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
        for (const std::size_t line : linesOf(event)) returned.lines.push_back({static_cast<int>(line) + 1, m_order.lines[line].said.money.quantity, m_order.lines[line].said.money.net});
        return put(event, std::move(returned));
      }
      case FactKind::Placed:
      case FactKind::Ignore: return;
    }
  }

  const Staging::Order& m_order;
  const KnownDocument* m_known;
  History& m_into;
  std::unordered_map<std::string, std::vector<std::size_t>> m_linesIn;  // by package
  std::unordered_map<std::string, std::string> m_carriers;              // of packages
  std::vector<Happening> m_timed, m_timeless;
  std::set<std::pair<FactKind, std::string>> m_told;                    // of packages
  std::vector<const command::Fact*> m_recalled;
  std::size_t m_nextRecalled = 0, m_mentions = 0;
  base::Amount m_worth, m_paid, m_refunded;
  int m_sent = 0, m_arrived = 0;  // packages without a name
};

// Which package goods lie in, as the journal has it.
std::map<int, std::string> packagesByLine(const KnownDocument& known) {
  std::map<int, std::string> packages;
  const auto take = [&](const std::string& package, const std::vector<LineQuantity>& lines) {
    for (const LineQuantity& part : lines)
      if (!known.unnamed.contains(package)) packages.emplace(part.line, package);
  };
  for (const command::Fact& fact : known.facts)
    if (const auto* packed = std::get_if<domain::PackagePacked>(&fact.event)) take(packed->package, packed->lines);
  for (const command::Fact& fact : known.facts)
    if (const auto* shipped = std::get_if<domain::PackageShipped>(&fact.event)) take(shipped->package, shipped->lines);
  return packages;
}

}  // namespace

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

bool tellsPayments(const Profile& profile) {
  const auto isOne = [](const FactRule& rule) { return isPayment(rule.fact); };
  if (std::any_of(profile.events.begin(), profile.events.end(), isOne)) return true;
  return std::any_of(profile.objects.begin(), profile.objects.end(), [&](const RoleRule& rule) {
    return std::any_of(rule.facts.begin(), rule.facts.end(), isOne) || (rule.fact && isPayment(*rule.fact)) ||
           std::any_of(rule.states.begin(), rule.states.end(), [](const auto& state) { return std::any_of(state.second.begin(), state.second.end(), isPayment); });
  });
}

bool tellsPlacings(const Profile& profile) {
  const auto isOne = [](const FactRule& rule) { return rule.fact == FactKind::Placed; };
  return std::any_of(profile.events.begin(), profile.events.end(), isOne) || std::any_of(profile.objects.begin(), profile.objects.end(), [](const RoleRule& rule) { return rule.fact == FactKind::Placed; });
}

bool isRest(const std::string& charge) { return charge == restOfTotal || charge.starts_with(unexplained); }

bool comesInParts(const Profile& profile) { return profile.shape == "event_log" || profile.shape == "event_table"; }

void complete(Staging::Order& order, const KnownDocument& known) {
  // Lines that no id tells apart are told whole each time, as tables are.
  if (std::any_of(order.lines.begin(), order.lines.end(), [](const Staging::Line& line) { return line.said.id.empty(); })) return;
  const std::map<int, std::string> packages = packagesByLine(known);
  const auto packageOf = [&](int number) {
    const auto package = packages.find(number);
    return package == packages.end() ? std::string() : package->second;
  };
  std::set<int> repeated;
  for (Staging::Line& line : order.lines) {
    if (line.known == 0) continue;
    repeated.insert(line.known);
    if (line.said.package.empty()) line.said.package = packageOf(line.known);
  }
  for (const domain::OrderLine& line : known.lines)
    if (!repeated.contains(line.line))
      order.lines.push_back({0, {{}, {}, line.product.text, line.description, packageOf(line.line), {line.quantity, line.unitPrice, line.net, line.discount, line.taxRate, line.discountAmount}, {}}, line.line});
}

History historyOf(const Staging::Order& order, bool isPaymentKnown, const KnownDocument* known) {
  History history;
  history.mayBePart = order.mayBePart;
  history.stream = {order.isReturn ? domain::Category::Return : domain::Category::Order, order.said.id};
  if (order.row > 0) history.rows.push_back(order.row), history.ownRow = order.row;
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
  for (const Staging::Line& line : order.lines) {
    history.lines.push_back({lineOf(line.said, static_cast<int>(history.lines.size()) + 1), line.row, line.said.id, line.known, line.file, line.said.placedAt});
    worth += line.said.money.net;
  }
  if (order.isReturn) {
    history.begin = command::Fact{domain::ReturnReceived{placed.customer, placed.currency, {}, placed.country}, order.said.placedAt};
    return history;
  }
  for (const auto& [kind, amount] : order.said.charges) {
    placed.charges.push_back({kind, amount});
    worth += amount;
  }
  for (const auto& [file, charges] : order.chargesOf)
    for (const auto& [kind, amount] : charges) history.chargesOf[file].push_back({kind, amount});
  history.isTotalSaid = order.said.total.has_value();
  if (order.said.total && *order.said.total != worth) {
    placed.charges.push_back({restOf(order), *order.said.total - worth});
    worth = *order.said.total;
  }
  history.begin = command::Fact{std::move(placed), order.said.placedAt};
  OrderFacts(order, known, history).make(worth);
  return history;
}

History historyOf(std::int64_t row, const SourceCustomer& customer) {
  History history;
  history.stream = {domain::Category::Customer, customer.id};
  history.ownRow = row;
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
  history.ownRow = row;
  for (const SourceProduct::Price& price : product.prices) {
    if (history.facts.empty()) history.facts.push_back({{domain::ProductListed{product.name.empty() ? product.id : product.name, price.price, product.currency}, price.at}, row});
    else history.facts.push_back({{domain::PriceChanged{price.price, product.currency}, price.at}, row});
  }
  return history;
}

}  // namespace twinlane::transfer
