#include "orders/order_draft.h"

#include "domain/order/price.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace twinlane::ui {

namespace {

struct OrderDraftTexts {
  Q_DECLARE_TR_FUNCTIONS(OrderDraft)
};

// People type a comma or group with a space; the domain takes a point and no groups.
std::string plain(const QString& typed) {
  QString text = typed.trimmed();
  text.remove(QChar(0x202F)).remove(QChar(0x00A0)).remove(QLatin1Char(' '));
  if (!text.contains(QLatin1Char('.'))) text.replace(QLatin1Char(','), QLatin1Char('.'));
  return text.toStdString();
}

}  // namespace

std::optional<base::Amount> DraftLine::net() const {
  const auto pieces = base::Quantity::fromText(plain(quantity));
  const auto each = base::Amount::fromText(plain(price));
  return pieces && each ? domain::lineNet(*pieces, *each, std::nullopt, std::nullopt) : std::nullopt;
}

base::Amount OrderDraft::total() const {
  base::Amount sum;
  for (const DraftLine& line : lines)
    if (const auto net = line.net()) sum += *net;
  return sum;
}

bool OrderDraft::hasOpenPrice() const {
  for (const DraftLine& line : lines)
    if (!line.empty() && line.price.trimmed().isEmpty()) return true;
  return false;
}

DraftCommand commandOf(const OrderDraft& draft) {
  DraftCommand out;
  const auto problem = [&out](std::string field, const QString& text) { out.problems.push_back({std::move(field), text.toStdString()}); };
  if (const QString customer = draft.customer.trimmed(); !customer.isEmpty()) out.command.customer = domain::CustomerId(customer.toStdString());
  if (const auto currency = base::Currency::fromText(draft.currency.trimmed().toUpper().toStdString())) out.command.currency = *currency;
  else problem("currency", OrderDraftTexts::tr("three letters, such as GBP"));
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    const DraftLine& typed = draft.lines[i];
    if (typed.empty()) continue;
    const std::string prefix = "lines[" + std::to_string(out.rows.size()) + "].";
    domain::LineRequest line;
    line.product = domain::ProductId(typed.product.trimmed().toStdString());
    line.description = typed.description.trimmed().toStdString();
    if (line.product.empty()) problem(prefix + "product", OrderDraftTexts::tr("missing"));
    const auto pieces = base::Quantity::fromText(plain(typed.quantity));
    if (!pieces) problem(prefix + "quantity", typed.quantity.trimmed().isEmpty() ? OrderDraftTexts::tr("missing") : OrderDraftTexts::tr("a number is wanted"));
    else if (pieces->thousandths <= 0) problem(prefix + "quantity", OrderDraftTexts::tr("more than 0"));
    else line.quantity = *pieces;
    if (!typed.price.trimmed().isEmpty()) {
      line.unitPrice = base::Amount::fromText(plain(typed.price));
      if (!line.unitPrice) problem(prefix + "unit_price", OrderDraftTexts::tr("an amount with at most four decimals"));
    }
    out.command.lines.push_back(std::move(line));
    out.rows.push_back(i);
  }
  if (out.rows.empty()) problem("lines", OrderDraftTexts::tr("Enter at least one line: product, quantity, price."));
  out.command.shipTo = draft.shipTo.trimmed().toStdString();
  out.command.note = draft.note.trimmed().toStdString();
  return out;
}

FieldPlace placeOf(const std::string& name) {
  static const QRegularExpression pattern(QStringLiteral("^lines\\[(\\d+)\\]\\.(\\w+)$"));
  const QRegularExpressionMatch match = pattern.match(QString::fromStdString(name));
  if (!match.hasMatch()) return {std::nullopt, QString::fromStdString(name)};
  return {match.captured(1).toULongLong(), match.captured(2)};
}

}  // namespace twinlane::ui
