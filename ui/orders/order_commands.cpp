#include "orders/order_commands.h"

#include "words/formats.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

struct OrderCommandTexts {
  Q_DECLARE_TR_FUNCTIONS(OrderCommands)
};

using Values = CommandForm::Values;
using Made = base::Result<domain::Command>;

const QString lineKey = QStringLiteral("line"), quantityKey = QStringLiteral("quantity"), priceKey = QStringLiteral("unit_price"), reasonKey = QStringLiteral("reason");
const QString packageKey = QStringLiteral("package"), productKey = QStringLiteral("product"), amountKey = QStringLiteral("amount");

std::string textIn(const Values& values, const QString& key) { return values.value(key).toStdString(); }

// The line that is named, by its place in the list of lines.
base::Result<query::DocumentLine> lineIn(const Values& values, const std::vector<query::DocumentLine>& lines) {
  bool isNumber = false;
  const int number = values.value(lineKey).toInt(&isNumber);
  for (const query::DocumentLine& line : lines)
    if (isNumber && line.line == number) return line;
  return base::fail(base::ErrorCode::BadInput, OrderCommandTexts::tr("the number of a line of this order").toStdString(), lineKey.toStdString(), {});
}

std::vector<domain::LineQuantity> leftOf(const query::OrderDocument& order, bool isPicking) {
  std::vector<domain::LineQuantity> left;
  for (const query::DocumentLine& line : order.lines) {
    const base::Quantity begun = isPicking ? std::max(line.picked, std::max(line.packed, line.shipped)) : std::max(line.packed, line.shipped);
    const base::Quantity rest = line.quantity - line.cancelled - begun;
    if (rest > base::Quantity{}) left.push_back({line.line, rest});
  }
  return left;
}

const query::DocumentPackage* underway(const query::OrderDocument& order) {
  for (const query::DocumentPackage& package : order.packages)
    if (package.shipped && !package.delivered) return &package;
  return nullptr;
}

bool anyShipped(const query::OrderDocument& order) {
  return std::any_of(order.lines.begin(), order.lines.end(), [](const query::DocumentLine& line) { return line.shipped > line.returned; });
}

// With a number where there is but one line.
FormField lineField(const query::OrderDocument& order) { return {lineKey, OrderCommandTexts::tr("Line"), order.lines.size() == 1 ? QString::number(order.lines.front().line) : QString(), OrderCommandTexts::tr("its number")}; }

QString namesOf(const query::OrderDocument& order) {
  QStringList names;
  for (const query::DocumentLine& line : order.lines) names << QStringLiteral("%1 %2").arg(line.line).arg(QString::fromStdString(line.product));
  return names.join(QStringLiteral(", "));
}

}  // namespace

QString nameOf(OrderStep step) {
  switch (step) {
    case OrderStep::Confirm: return OrderCommandTexts::tr("Confirm the order");
    case OrderStep::AmendLine: return OrderCommandTexts::tr("Change a line");
    case OrderStep::AddLine: return OrderCommandTexts::tr("Add a line");
    case OrderStep::Address: return OrderCommandTexts::tr("Change the address");
    case OrderStep::Hold: return OrderCommandTexts::tr("Hold the order");
    case OrderStep::Release: return OrderCommandTexts::tr("Release the order");
    case OrderStep::Pick: return OrderCommandTexts::tr("Record everything as picked");
    case OrderStep::Pack: return OrderCommandTexts::tr("Pack everything that is left");
    case OrderStep::DeliveryFailed: return OrderCommandTexts::tr("Record a delivery that failed");
    case OrderStep::Return: return OrderCommandTexts::tr("Take goods back");
    case OrderStep::Refund: return OrderCommandTexts::tr("Refund a payment");
    case OrderStep::Note: return OrderCommandTexts::tr("Add a note");
  }
  return {};
}

QString whyNot(OrderStep step, const query::OrderDocument& order) {
  const bool isCancelled = order.summary.status == domain::OrderStatus::Cancelled;
  if (isCancelled && step != OrderStep::Note && step != OrderStep::Refund) return OrderCommandTexts::tr("The order was cancelled.");
  switch (step) {
    case OrderStep::Confirm: return order.confirmed ? OrderCommandTexts::tr("It is confirmed.") : QString();
    case OrderStep::Hold: return order.hold ? OrderCommandTexts::tr("It is on hold.") : QString();
    case OrderStep::Release: return order.hold ? QString() : OrderCommandTexts::tr("It is not on hold.");
    case OrderStep::Pick: return leftOf(order, true).empty() ? OrderCommandTexts::tr("Nothing is left to pick.") : QString();
    case OrderStep::Pack: return leftOf(order, false).empty() ? OrderCommandTexts::tr("Nothing is left to pack.") : QString();
    case OrderStep::DeliveryFailed: return underway(order) ? QString() : OrderCommandTexts::tr("No package is on its way.");
    case OrderStep::Return: return anyShipped(order) ? QString() : OrderCommandTexts::tr("Nothing has shipped that could come back.");
    case OrderStep::Refund: return order.paid > order.refunded ? QString() : OrderCommandTexts::tr("Nothing was paid that could be refunded.");
    default: return {};
  }
}

OrderForm formOf(OrderStep step, const query::OrderDocument& order) {
  const domain::OrderId id(order.summary.order);
  const QString of = OrderCommandTexts::tr("%1 · order %2").arg(nameOf(step), QString::fromStdString(order.summary.order));
  const auto lines = order.lines;
  const FormField reason{reasonKey, OrderCommandTexts::tr("Reason")};
  switch (step) {
    case OrderStep::Confirm: return {of, OrderCommandTexts::tr("Confirm"), {}, [id](const Values&) -> Made { return domain::Command(domain::ConfirmOrder{id}); }};
    case OrderStep::AmendLine:
      return {OrderCommandTexts::tr("Change a line: %1").arg(namesOf(order)), OrderCommandTexts::tr("Change"), {lineField(order), {quantityKey, OrderCommandTexts::tr("Quantity"), {}, OrderCommandTexts::tr("0 takes it out")}, {priceKey, OrderCommandTexts::tr("Price"), {}, OrderCommandTexts::tr("as it is")}},
              [id, lines](const Values& values) -> Made {
                const auto line = lineIn(values, lines);
                if (!line) return tl::unexpected(line.error());
                domain::LineAmendment amended;
                amended.line = line->line;
                amended.quantity = line->quantity;
                if (!values.value(quantityKey).isEmpty()) {
                  const auto quantity = quantityIn(values, quantityKey);
                  if (!quantity) return tl::unexpected(quantity.error());
                  amended.quantity = *quantity;
                }
                if (!values.value(priceKey).isEmpty()) {
                  const auto price = amountIn(values, priceKey);
                  if (!price) return tl::unexpected(price.error());
                  amended.unitPrice = *price;
                }
                return domain::Command(domain::AmendLines{id, {amended}, {}});
              }};
    case OrderStep::AddLine:
      return {of, OrderCommandTexts::tr("Add"), {{productKey, OrderCommandTexts::tr("Product")}, {quantityKey, OrderCommandTexts::tr("Quantity"), QStringLiteral("1")}, {priceKey, OrderCommandTexts::tr("Price"), {}, OrderCommandTexts::tr("list price")}}, [id](const Values& values) -> Made {
                const auto quantity = quantityIn(values, quantityKey);
                if (!quantity) return tl::unexpected(quantity.error());
                domain::LineAmendment added;
                added.product = domain::ProductId(textIn(values, productKey));
                added.quantity = *quantity;
                if (!values.value(priceKey).isEmpty()) {
                  const auto price = amountIn(values, priceKey);
                  if (!price) return tl::unexpected(price.error());
                  added.unitPrice = *price;
                }
                return domain::Command(domain::AmendLines{id, {added}, {}});
              }};
    case OrderStep::Address:
      return {of, OrderCommandTexts::tr("Change"), {{QStringLiteral("ship_to"), OrderCommandTexts::tr("Deliver to"), QString::fromStdString(order.shipTo)}, {QStringLiteral("country"), OrderCommandTexts::tr("Country"), QString::fromStdString(order.summary.country)}},
              [id](const Values& values) -> Made { return domain::Command(domain::ChangeAddress{id, textIn(values, QStringLiteral("ship_to")), textIn(values, QStringLiteral("country"))}); }};
    case OrderStep::Hold: return {of, OrderCommandTexts::tr("Hold"), {reason}, [id](const Values& values) -> Made { return domain::Command(domain::HoldOrder{id, textIn(values, reasonKey)}); }};
    case OrderStep::Release: return {of, OrderCommandTexts::tr("Release"), {}, [id](const Values&) -> Made { return domain::Command(domain::ReleaseOrder{id}); }};
    case OrderStep::Pick: return {of, OrderCommandTexts::tr("Picked"), {}, [id, left = leftOf(order, true)](const Values&) -> Made { return domain::Command(domain::PickLines{id, left}); }};
    case OrderStep::Pack:
      return {of, OrderCommandTexts::tr("Pack"), {{packageKey, OrderCommandTexts::tr("Package"), OrderCommandTexts::tr("P%1").arg(order.packages.size() + 1)}},
              [id, left = leftOf(order, false)](const Values& values) -> Made { return domain::Command(domain::PackLines{id, textIn(values, packageKey), left}); }};
    case OrderStep::DeliveryFailed: {
      const query::DocumentPackage* package = underway(order);
      return {of, OrderCommandTexts::tr("Record"), {{packageKey, OrderCommandTexts::tr("Package"), package ? QString::fromStdString(package->package) : QString()}, reason},
              [id](const Values& values) -> Made { return domain::Command(domain::RecordDeliveryFailure{id, textIn(values, packageKey), textIn(values, reasonKey)}); }};
    }
    case OrderStep::Return:
      return {OrderCommandTexts::tr("Take goods back: %1").arg(namesOf(order)), OrderCommandTexts::tr("Take back"), {lineField(order), {quantityKey, OrderCommandTexts::tr("Quantity")}, reason}, [id, lines](const Values& values) -> Made {
                const auto line = lineIn(values, lines);
                if (!line) return tl::unexpected(line.error());
                const auto quantity = quantityIn(values, quantityKey);
                if (!quantity) return tl::unexpected(quantity.error());
                return domain::Command(domain::ReturnLines{id, {{line->line, *quantity}}, textIn(values, reasonKey)});
              }};
    case OrderStep::Refund:
      return {of, OrderCommandTexts::tr("Refund"), {{amountKey, OrderCommandTexts::tr("Amount, %1").arg(QString::fromStdString(order.summary.currency.toText())), QString::fromStdString((order.paid - order.refunded).toText())}}, [id](const Values& values) -> Made {
                const auto amount = amountIn(values, amountKey);
                if (!amount) return tl::unexpected(amount.error());
                return domain::Command(domain::RefundPayment{id, *amount});
              }};
    case OrderStep::Note: return {of, OrderCommandTexts::tr("Add"), {{QStringLiteral("text"), OrderCommandTexts::tr("Note")}}, [id](const Values& values) -> Made { return domain::Command(domain::AddNote{id, textIn(values, QStringLiteral("text"))}); }};
  }
  return {};
}

}  // namespace twinlane::ui
