#include "command/write_rows.h"

namespace twinlane::command {
namespace {

using namespace domain;

void putLine(std::vector<store::RowChange>& rows, int stream, const OrderLineState& line) {
  rows.push_back(store::OrderLineRow{stream, line.placed.line, line.placed.product, line.placed.quantity, line.shipped, line.delivered,
                                     line.cancelled, line.placed.net, line.placed.reserved});
}

void putLines(std::vector<store::RowChange>& rows, int stream, const OrderState& after, const std::vector<OrderLine>& lines) {
  // The lines just added are the last of the order.
  for (std::size_t i = after.lines.size() - lines.size(); i < after.lines.size(); ++i) {
    const OrderLineState& line = after.lines[i];
    putLine(rows, stream, line);
    if (line.placed.reserved) rows.push_back(store::StockChange{line.placed.product, {}, line.placed.quantity, false});
  }
}

void putParts(std::vector<store::RowChange>& rows, int stream, const OrderState& after, const std::vector<LineQuantity>& parts, bool leavesStock) {
  for (const LineQuantity& part : parts)
    for (const OrderLineState& line : after.lines) {
      if (line.placed.line != part.line) continue;
      putLine(rows, stream, line);
      if (leavesStock && line.placed.reserved) rows.push_back(store::StockChange{line.placed.product, -part.quantity, -part.quantity, false});
    }
}

}  // namespace

void addOrderRows(std::vector<store::RowChange>& rows, int stream, const OrderState& after, const Event& event) {
  if (const auto* placed = std::get_if<OrderPlaced>(&event)) {
    putLines(rows, stream, after, placed->lines);
  } else if (const auto* added = std::get_if<OrderLinesAdded>(&event)) {
    putLines(rows, stream, after, added->lines);
  } else if (const auto* shipped = std::get_if<PackageShipped>(&event)) {
    putParts(rows, stream, after, shipped->lines, true);
  } else if (const auto* delivered = std::get_if<PackageDelivered>(&event)) {
    if (const PackageState* package = after.package(delivered->package)) putParts(rows, stream, after, package->lines, false);
  } else if (std::holds_alternative<OrderCancelled>(event)) {
    for (const OrderLineState& line : after.lines) {
      putLine(rows, stream, line);
      // decide() lets only orders be cancelled of which nothing is shipped: the cancelled quantity is what was held.
      if (line.placed.reserved) rows.push_back(store::StockChange{line.placed.product, {}, -line.cancelled, false});
    }
  }
  rows.push_back(store::OrderRow{stream, status(after), payment(after), after.customer, after.currency, static_cast<int>(after.lines.size()),
                                 after.goods(), after.chargesTotal(), after.paid});
}

void addProductRows(std::vector<store::RowChange>& rows, int stream, const std::string& id, const ProductState& after, const Event& event) {
  if (std::holds_alternative<ProductListed>(event)) rows.push_back(store::ProductRow{stream, after.productName, after.price, after.currency});
  if (const auto* received = std::get_if<StockReceived>(&event)) rows.push_back(store::StockChange{ProductId(id), received->quantity, {}, true});
}

void addCustomerRows(std::vector<store::RowChange>& rows, int stream, const CustomerState& after, const Event& event) {
  if (std::holds_alternative<CustomerRegistered>(event) || std::holds_alternative<ProfileUpdated>(event))
    rows.push_back(store::CustomerRow{stream, after.customerName, after.email, after.phone, after.address});
}

}  // namespace twinlane::command
