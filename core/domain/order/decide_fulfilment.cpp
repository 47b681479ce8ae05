// How goods leave and come back: picking, packing, shipping, delivery, return.
#include "domain/deciders.h"
#include "domain/limits.h"

#include <algorithm>
#include <map>

namespace twinlane::domain {
namespace {

// Compares the quantities asked for, added up per line, with what each line has left by `left`.
Check mustBeLeft(const OrderState& order, const OrderId& id, const std::vector<LineQuantity>& lines, Quantity (OrderLineState::*left)() const,
                 RejectionReason reason, const char* what) {
  std::map<int, Quantity> asked;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const OrderLineState* line = order.line(lines[i].line);
    if (line == nullptr) return against(RejectionReason::UnknownLine, lineField(i, "line"), "order " + id.text + " has no line " + std::to_string(lines[i].line));
    Quantity& sum = asked[lines[i].line] += lines[i].quantity;
    const Quantity most = std::max((line->*left)(), Quantity{});
    if (sum > most) return against(reason, lineField(i, "quantity"), "only " + most.toText() + " of line " + std::to_string(lines[i].line) + what);
  }
  return std::nullopt;
}

Check mustHaveRoom(const OrderState& order) {
  if (order.packages.size() < static_cast<std::size_t>(limits::packagesPerOrder)) return std::nullopt;
  return against(RejectionReason::TooManyEntries, "package", "an order has at most " + std::to_string(limits::packagesPerOrder) + " packages");
}

Check mustBeUnderway(const OrderState& order, const OrderId& id, const std::string& name) {
  const PackageState* package = order.package(name);
  if (package == nullptr) return against(RejectionReason::PackageNotFound, "package", "order " + id.text + " has no package " + name);
  if (package->isDelivered) return against(RejectionReason::PackageAlreadyDelivered, "package", "package " + name + " is delivered already");
  if (!package->isShipped) return against(RejectionReason::PackageNotShipped, "package", "package " + name + " is packed and not shipped yet");
  return std::nullopt;
}

// What came back is known by line: goods of a line that is in several packages may be those of another one.
bool isAllBack(const OrderState& order, const PackageState& package) {
  const auto isBack = [&](const LineQuantity& part) { return order.line(part.line)->toReturn() <= Quantity{}; };
  return !package.shipped.empty() && std::all_of(package.shipped.begin(), package.shipped.end(), isBack);
}

std::string alreadyShipped(const OrderId& order, const std::string& package) { return "package " + package + " of order " + order.text + " is shipped already"; }

std::string nextPackage(const OrderState& order) {
  std::size_t next = order.packages.size() + 1;
  while (order.package("P" + std::to_string(next)) != nullptr) ++next;
  return "P" + std::to_string(next);
}

Answer shipPacked(const ShipPackage& c, const PackageState& package) {
  if (!c.lines.empty()) return reject(RejectionReason::InvalidFields, "lines", "package " + c.package + " is packed and ships as it is: leave them out");
  return accept(PackageShipped{c.package, package.packed, c.carrier});
}

std::vector<LineQuantity> allToPack(const OrderState& order) {
  std::vector<LineQuantity> all;
  for (const OrderLineState& line : order.lines)
    if (line.toPack() > Quantity{}) all.push_back({line.now.line, line.toPack()});
  return all;
}

// The share of the line's net that goes with what comes back; with the last piece all of the line's net is given back.
Amount shareOf(const OrderLineState& line, Quantity returned) {
  if (line.now.quantity <= Quantity{}) return {};
  const auto upTo = base::divideHalfEven(base::Wide{line.now.net.tenThousandths} * (line.returned + returned).thousandths, line.now.quantity.thousandths);
  return std::max(Amount{upTo.value_or(0)} - line.returnedNet, Amount{});
}

}  // namespace

Answer decideOn(const PickLines& c, const DecisionInput& input) {
  if (auto no = mustProceed(input.order, c.order)) return tl::unexpected(*no);
  if (auto no = mustBeLeft(input.order, c.order, c.lines, &OrderLineState::toPick, RejectionReason::MoreThanOrdered, " are left to pick")) return tl::unexpected(*no);
  return accept(LinesPicked{c.lines});
}

Answer decideOn(const PackLines& c, const DecisionInput& input) {
  if (auto no = mustProceed(input.order, c.order)) return tl::unexpected(*no);
  const PackageState* package = input.order.package(c.package);
  if (package != nullptr && package->isShipped) return reject(RejectionReason::PackageAlreadyShipped, "package", alreadyShipped(c.order, c.package));
  if (package == nullptr)
    if (auto no = mustHaveRoom(input.order)) return tl::unexpected(*no);
  if (auto no = mustBeLeft(input.order, c.order, c.lines, &OrderLineState::toPack, RejectionReason::MoreThanOrdered, " are left to pack")) return tl::unexpected(*no);
  return accept(PackagePacked{c.package, c.lines});
}

Answer decideOn(const ShipPackage& c, const DecisionInput& input) {
  if (auto no = mustProceed(input.order, c.order)) return tl::unexpected(*no);
  if (!c.package.empty()) {
    const PackageState* package = input.order.package(c.package);
    if (package != nullptr && package->isShipped) return reject(RejectionReason::PackageAlreadyShipped, "package", alreadyShipped(c.order, c.package));
    if (package == nullptr || package->packed.empty())
      return reject(RejectionReason::PackageNotFound, "package", "order " + c.order.text + " has no packed package " + c.package + ": pack it first, or leave package out to pack and ship in one step");
    return shipPacked(c, *package);
  }
  if (auto no = mustHaveRoom(input.order)) return tl::unexpected(*no);
  PackageShipped shipped{nextPackage(input.order), c.lines, c.carrier};
  if (c.lines.empty()) shipped.lines = allToPack(input.order);
  if (shipped.lines.empty()) {
    const bool boxed = trackSums(input.order).boxed > Quantity{};
    return reject(RejectionReason::NothingToShip, "order", boxed ? "what is left of order " + c.order.text + " is packed: name the package" : "everything of order " + c.order.text + " is shipped");
  }
  if (auto no = mustBeLeft(input.order, c.order, shipped.lines, &OrderLineState::toPack, RejectionReason::MoreThanOrdered, " are left to ship")) return tl::unexpected(*no);
  return accept(std::move(shipped));
}

Answer decideOn(const RecordDelivery& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (auto no = mustBeUnderway(input.order, c.order, c.package)) return tl::unexpected(*no);
  return accept(PackageDelivered{c.package});
}

Answer decideOn(const RecordDeliveryFailure& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (auto no = mustBeUnderway(input.order, c.order, c.package)) return tl::unexpected(*no);
  if (isAllBack(input.order, *input.order.package(c.package)))
    return reject(RejectionReason::NothingLeft, "package", "everything in package " + c.package + " came back: nothing of it is left to deliver");
  return accept(DeliveryFailed{c.package, c.reason});
}

Answer decideOn(const ReturnLines& c, const DecisionInput& input) {
  if (auto no = mustBeOpen(input.order, c.order)) return tl::unexpected(*no);
  if (auto no = mustBeLeft(input.order, c.order, c.lines, &OrderLineState::toReturn, RejectionReason::MoreThanShipped, " are shipped and not returned")) return tl::unexpected(*no);
  // A line that is named twice comes back once, so that its share is rounded once.
  std::map<int, Quantity> back;
  for (const LineQuantity& part : c.lines) back[part.line] += part.quantity;
  LinesReturned returned{input.order.header.value.currency, {}, c.reason};
  for (const auto& [number, quantity] : back) returned.lines.push_back({number, quantity, shareOf(*input.order.line(number), quantity)});
  return accept(std::move(returned));
}

}  // namespace twinlane::domain
