#include "domain/decide.h"

#include "domain/price.h"

#include <algorithm>

namespace twinlane::domain {
namespace {

using Answer = tl::expected<Decision, Rejection>;

tl::unexpected<Rejection> reject(RejectionReason reason, std::string field, std::string problem) {
  return tl::unexpected<Rejection>(Rejection{reason, {{std::move(field), std::move(problem)}}});
}

std::string lineField(std::size_t index, const char* fieldName) {
  return "lines[" + std::to_string(index) + "]." + fieldName;
}

Answer events(std::vector<Event> list) { return Decision{std::move(list), {}}; }

struct Decide {
  const DecisionInput& input;

  std::optional<Rejection> orderMustBeOpen(const OrderId& id) const {
    if (!input.order.exists) return Rejection{RejectionReason::OrderNotFound, {{"order", "there is no order " + id.text}}};
    if (input.order.cancelled) return Rejection{RejectionReason::OrderIsCancelled, {{"order", "order " + id.text + " is cancelled"}}};
    return std::nullopt;
  }

  Answer operator()(const PlaceOrder& c) const {
    if (input.order.exists) return reject(RejectionReason::OrderExists, "order", "order " + c.order.value_or(OrderId{}).text + " exists already");
    OrderPlaced placed;
    placed.customer = c.customer;
    placed.currency = c.currency;
    placed.charges = c.charges;
    placed.country = c.country;
    placed.shipTo = c.shipTo;
    placed.note = c.note;
    std::vector<std::pair<ProductId, Quantity>> takes;
    for (std::size_t i = 0; i < c.lines.size(); ++i) {
      const LineRequest& request = c.lines[i];
      const auto known = input.products.find(request.product);
      const ProductFacts facts = known == input.products.end() ? ProductFacts{} : known->second;
      if (!request.unitPrice && !facts.state.listed)
        return reject(RejectionReason::PriceNotKnown, lineField(i, "unit_price"), "product " + request.product.text + " is not listed: give the price of the line");
      if (!request.unitPrice && facts.state.currency != c.currency)
        return reject(RejectionReason::CurrencyMismatch, "currency", "product " + request.product.text + " is listed in " + facts.state.currency.toText() + ", the order is in " + c.currency.toText());
      OrderLine line;
      line.line = static_cast<int>(i) + 1;
      line.product = request.product;
      line.quantity = request.quantity;
      line.unitPrice = request.unitPrice.value_or(facts.state.price);
      line.description = request.description.empty() ? facts.state.productName : request.description;
      line.discount = request.discount;
      line.discountAmount = request.discountAmount;
      line.taxRate = request.taxRate;
      const auto net = lineNet(line.quantity, line.unitPrice, line.discount, line.discountAmount);
      if (!net) return reject(RejectionReason::AmountTooLarge, lineField(i, "quantity"), "quantity times price is more than an order can hold");
      if (net->tenThousandths < 0) return reject(RejectionReason::InvalidFields, lineField(i, "discount_amount"), "must not be more than the line's amount");
      line.net = *net;
      line.reserved = facts.available.has_value();
      if (line.reserved) {
        auto taken = std::find_if(takes.begin(), takes.end(), [&](const auto& t) { return t.first == line.product; });
        if (taken == takes.end()) taken = takes.insert(takes.end(), {line.product, {}});
        taken->second += line.quantity;
        if (taken->second > *facts.available)
          return reject(RejectionReason::OutOfStock, lineField(i, "quantity"), "only " + facts.available->toText() + " of " + line.product.text + " are free");
      }
      placed.lines.push_back(std::move(line));
    }
    return Decision{{std::move(placed)}, std::move(takes)};
  }

  Answer operator()(const RecordPayment& c) const {
    if (auto no = orderMustBeOpen(c.order)) return tl::unexpected(*no);
    const auto sum = base::checkedAdd(input.order.paid.tenThousandths, c.amount.tenThousandths);
    if (!sum || *sum > limits::maxNet) return reject(RejectionReason::AmountTooLarge, "amount", "the sum of payments is more than an order can hold");
    return events({PaymentRecorded{c.amount, c.method}});
  }

  Answer operator()(const ShipPackage& c) const {
    if (auto no = orderMustBeOpen(c.order)) return tl::unexpected(*no);
    PackageShipped shipped;
    shipped.carrier = c.carrier;
    shipped.package = c.package;
    if (shipped.package.empty()) {
      std::size_t next = input.order.packages.size() + 1;
      while (input.order.package("P" + std::to_string(next)) != nullptr) ++next;
      shipped.package = "P" + std::to_string(next);
    } else if (input.order.package(c.package) != nullptr) {
      return reject(RejectionReason::PackageExists, "package", "order " + c.order.text + " has a package " + c.package + " already");
    }
    if (c.lines.empty()) {
      for (const OrderLineState& line : input.order.lines)
        if (line.open().thousandths > 0) shipped.lines.push_back({line.placed.line, line.open()});
      if (shipped.lines.empty()) return reject(RejectionReason::NothingToShip, "order", "everything of order " + c.order.text + " is shipped");
    } else {
      OrderState after = input.order;
      for (std::size_t i = 0; i < c.lines.size(); ++i) {
        OrderLineState* line = after.line(c.lines[i].line);
        if (line == nullptr) return reject(RejectionReason::UnknownLine, lineField(i, "line"), "order " + c.order.text + " has no line " + std::to_string(c.lines[i].line));
        if (c.lines[i].quantity > line->open())
          return reject(RejectionReason::MoreThanOrdered, lineField(i, "quantity"), "only " + line->open().toText() + " of line " + std::to_string(c.lines[i].line) + " are left to ship");
        line->shipped += c.lines[i].quantity;
      }
      shipped.lines = c.lines;
    }
    return events({std::move(shipped)});
  }

  Answer operator()(const RecordDelivery& c) const {
    if (auto no = orderMustBeOpen(c.order)) return tl::unexpected(*no);
    const PackageState* package = input.order.package(c.package);
    if (package == nullptr) return reject(RejectionReason::PackageNotFound, "package", "order " + c.order.text + " has no package " + c.package);
    if (package->delivered) return reject(RejectionReason::PackageAlreadyDelivered, "package", "package " + c.package + " is delivered already");
    return events({PackageDelivered{c.package}});
  }

  Answer operator()(const CancelOrder& c) const {
    if (auto no = orderMustBeOpen(c.order)) return tl::unexpected(*no);
    if (input.order.shippedUnits().thousandths > 0)
      return reject(RejectionReason::OrderAlreadyShipped, "order", "order " + c.order.text + " is on its way: it can be returned, not cancelled");
    return events({OrderCancelled{c.reason}});
  }

  Answer operator()(const ListProduct& c) const {
    if (input.product.listed) return reject(RejectionReason::ProductExists, "product", "product " + c.product.text + " is listed already");
    return events({ProductListed{c.productName, c.price, c.currency}});
  }

  Answer operator()(const ReceiveStock& c) const { return events({StockReceived{c.quantity}}); }

  Answer operator()(const RegisterCustomer& c) const {
    if (input.customer.registered) return reject(RejectionReason::CustomerExists, "customer", "customer " + c.customer.text + " is registered already");
    return events({CustomerRegistered{c.customerName, c.email, c.phone, c.address}});
  }

  Answer operator()(const UpdateProfile& c) const {
    if (!input.customer.registered) return reject(RejectionReason::CustomerNotFound, "customer", "there is no customer " + c.customer.text);
    CustomerState after = input.customer;
    const ProfileUpdated updated{c.customerName, c.email, c.phone, c.address};
    evolve(after, updated);
    if (after == input.customer) return reject(RejectionReason::NothingChanged, "name", "give at least one field that differs from the profile");
    return events({updated});
  }
};

}  // namespace

tl::expected<Decision, Rejection> decide(const Command& command, const DecisionInput& input) {
  return std::visit(Decide{input}, command);
}

Subject subjectOf(const Command& command) {
  struct {
    Subject operator()(const PlaceOrder& c) const { return {Category::Order, c.order ? c.order->text : std::string()}; }
    Subject operator()(const RecordPayment& c) const { return {Category::Order, c.order.text}; }
    Subject operator()(const ShipPackage& c) const { return {Category::Order, c.order.text}; }
    Subject operator()(const RecordDelivery& c) const { return {Category::Order, c.order.text}; }
    Subject operator()(const CancelOrder& c) const { return {Category::Order, c.order.text}; }
    Subject operator()(const ListProduct& c) const { return {Category::Product, c.product.text}; }
    Subject operator()(const ReceiveStock& c) const { return {Category::Product, c.product.text}; }
    Subject operator()(const RegisterCustomer& c) const { return {Category::Customer, c.customer.text}; }
    Subject operator()(const UpdateProfile& c) const { return {Category::Customer, c.customer.text}; }
  } visitor;
  return std::visit(visitor, command);
}

}  // namespace twinlane::domain
