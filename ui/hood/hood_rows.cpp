#include "hood/hood_rows.h"

#include "words/formats.h"

namespace twinlane::ui {

namespace {

QString known(const std::string& text) { return text.empty() ? QString(QChar(0x2014)) : QString::fromStdString(text); }
QString flag(bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); }

}  // namespace

// Names are those of the domain: under the hood the field's own words hold.
NamedValues writeValues(const domain::OrderState& state, std::int64_t version) {
  NamedValues values{{QStringLiteral("version"), QString::number(version)},
                     {QStringLiteral("customer"), state.header.value.customer ? QString::fromStdString(state.header.value.customer->text) : QString(QChar(0x2014))},
                     {QStringLiteral("currency"), known(state.header.value.currency.toText())},
                     {QStringLiteral("goods"), formatAmount(state.goods())},
                     {QStringLiteral("charges"), formatAmount(state.chargesTotal())},
                     {QStringLiteral("paid"), state.paymentKnown ? formatAmount(state.paid) : QStringLiteral("unknown")},
                     {QStringLiteral("refunded"), formatAmount(state.refunded)},
                     {QStringLiteral("returned"), formatAmount(state.returned())},
                     {QStringLiteral("confirmed"), flag(state.confirmed)},
                     {QStringLiteral("cancelled"), flag(state.cancelled)},
                     {QStringLiteral("hold"), state.hold.value ? QString::fromStdString(*state.hold.value) : QString(QChar(0x2014))},
                     {QStringLiteral("ship_to"), known(state.address.value.shipTo)}};
  for (const domain::OrderLineState& line : state.lines) {
    const QString name = QStringLiteral("line %1").arg(line.now.line);
    values << std::pair{name, QStringLiteral("%1 × %2 at %3").arg(formatQuantity(line.now.quantity), QString::fromStdString(line.now.product.text), formatAmount(line.now.unitPrice))}
           << std::pair{name + QStringLiteral(", tracks"), QStringLiteral("picked %1, boxed %2, shipped %3, delivered %4, returned %5")
                                                               .arg(formatQuantity(line.picked), formatQuantity(line.boxed), formatQuantity(line.shipped), formatQuantity(line.delivered), formatQuantity(line.returned))};
  }
  for (const domain::PackageState& package : state.packages)
    values << std::pair{QStringLiteral("package %1").arg(QString::fromStdString(package.package)),
                        package.hasFailed() ? QStringLiteral("failed: ") + QString::fromStdString(package.failure.value.value_or(std::string())) : package.isDelivered ? QStringLiteral("delivered") : package.isShipped ? QStringLiteral("shipped") : QStringLiteral("packed")};
  return values;
}

NamedValues readValues(const query::OrderDocument& document, const ShopTime& time) {
  const query::OrderSummary& s = document.summary;
  const auto moment = [&time](base::Timestamp at) { return time.day(at) + QLatin1Char(' ') + time.clock(at); };
  NamedValues values{{QStringLiteral("order"), QString::fromStdString(s.order)},
                     {QStringLiteral("customer_name"), known(s.customerName)},
                     {QStringLiteral("status"), QString::fromLatin1(domain::name(s.status))},
                     {QStringLiteral("payment"), QString::fromLatin1(domain::name(s.payment))},
                     {QStringLiteral("total"), formatMoney(s.total, QString::fromStdString(s.currency.toText()))},
                     {QStringLiteral("due"), document.due ? formatAmount(*document.due) : QStringLiteral("unknown")},
                     {QStringLiteral("units"), formatQuantity(s.units)},
                     {QStringLiteral("placed_at"), s.isPlacedKnown ? moment(s.placedAt) : QStringLiteral("unknown")},
                     {QStringLiteral("changed_at"), moment(s.changedAt)},
                     {QStringLiteral("ship_to"), known(document.shipTo)},
                     {QStringLiteral("hold"), document.hold ? QString::fromStdString(*document.hold) : QString(QChar(0x2014))},
                     {QStringLiteral("notes"), formatCount(static_cast<std::int64_t>(document.notes.size()))}};
  for (const query::DocumentLine& line : document.lines)
    values << std::pair{QStringLiteral("lines[%1]").arg(line.line), QStringLiteral("%1 × %2, net %3, shipped %4").arg(formatQuantity(line.quantity), QString::fromStdString(line.product), formatAmount(line.net), formatQuantity(line.shipped))};
  for (const query::DocumentPackage& package : document.packages)
    values << std::pair{QStringLiteral("packages[%1]").arg(QString::fromStdString(package.package)), package.failure ? QStringLiteral("failed") : package.delivered ? QStringLiteral("delivered") : package.shipped ? QStringLiteral("shipped") : QStringLiteral("packed")};
  return values;
}

QList<QList<Cell>> changedRows(const NamedValues& now, const NamedValues& before) {
  QList<QList<Cell>> rows;
  for (const auto& [name, value] : now) {
    const auto was = std::find_if(before.begin(), before.end(), [&name = name](const auto& one) { return one.first == name; });
    const bool isChanged = !before.isEmpty() && (was == before.end() || was->second != value);
    const QString text = isChanged ? (was == before.end() ? QString(QChar(0x2014)) : was->second) + QStringLiteral(" → ") + value : value;
    rows << QList<Cell>{{name, {}, Tone::Muted, false, {}}, {text, isChanged ? StateMark{MarkShape::Diamond, Tone::Accent} : StateMark{}, Tone::Text, isChanged, {}}};
  }
  return rows;
}

}  // namespace twinlane::ui
