#include "orders/order_draft.h"

#include "base/decimal.h"
#include "domain/order/price.h"
#include "words/formats.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

struct OrderDraftTexts {
  Q_DECLARE_TR_FUNCTIONS(OrderDraft)
};

// "17.5" or "17.5 %".
std::optional<domain::Factor> hundredthsOf(const QString& typed) {
  QString text = typed.trimmed();
  if (text.endsWith(QLatin1Char('%'))) text.chop(1);
  const auto value = base::parseDecimal(plainNumber(text), domain::Factor::scale - 2);
  return value && *value >= 0 && *value <= domain::Factor::one ? std::optional(domain::Factor{*value}) : std::nullopt;
}

// The texts of a line by their names in the file of drafts.
constexpr std::pair<const char*, QString DraftLine::*> lineTexts[] = {{"product", &DraftLine::product}, {"description", &DraftLine::description}, {"quantity", &DraftLine::quantity},
                                                                       {"price", &DraftLine::price},     {"discount", &DraftLine::discount},       {"tax", &DraftLine::tax}};
constexpr std::pair<const char*, QString OrderDraft::*> draftTexts[] = {{"customer", &OrderDraft::customer}, {"currency", &OrderDraft::currency}, {"ship_to", &OrderDraft::shipTo},
                                                                         {"note", &OrderDraft::note},         {"country", &OrderDraft::country},   {"carriage", &OrderDraft::carriage}};

}  // namespace

std::optional<base::Quantity> DraftLine::pieces() const { return base::Quantity::fromText(plainNumber(quantity)); }

std::optional<base::Amount> DraftLine::net() const {
  const auto count = pieces();
  const auto each = base::Amount::fromText(plainNumber(price));
  const auto off = discount.trimmed().isEmpty() ? std::optional<domain::Factor>() : hundredthsOf(discount);
  return count && each ? domain::lineNet(*count, *each, off, std::nullopt) : std::nullopt;
}

base::Amount DraftLine::taxIncluded() const {
  const auto of = net();
  const auto rate = hundredthsOf(tax);
  if (!of || !rate) return {};
  return {static_cast<std::int64_t>(std::llround(static_cast<double>(of->tenThousandths) * static_cast<double>(rate->millionths) / static_cast<double>(domain::Factor::one + rate->millionths)))};
}

base::Amount OrderDraft::carriageAmount() const { return base::Amount::fromText(plainNumber(carriage)).value_or(base::Amount{}); }

base::Amount OrderDraft::taxIncluded() const {
  base::Amount sum;
  for (const DraftLine& line : lines) sum += line.taxIncluded();
  return sum;
}

bool OrderDraft::holdsText() const {
  for (const QString* text : {&customer, &shipTo, &note, &country, &carriage})
    if (!text->trimmed().isEmpty()) return true;
  return std::any_of(lines.begin(), lines.end(), [](const DraftLine& line) { return !line.empty(); });
}

QJsonObject OrderDraft::toJson() const {
  QJsonObject json;
  for (const auto& [name, text] : draftTexts) json.insert(QString::fromLatin1(name), this->*text);
  QJsonArray all;
  for (const DraftLine& line : lines) {
    QJsonObject one;
    for (const auto& [name, text] : lineTexts) one.insert(QString::fromLatin1(name), line.*text);
    all.append(one);
  }
  json.insert(QStringLiteral("lines"), all);
  return json;
}

OrderDraft OrderDraft::fromJson(const QJsonObject& json) {
  OrderDraft draft;
  for (const auto& [name, text] : draftTexts) draft.*text = json.value(QString::fromLatin1(name)).toString();
  for (const QJsonValue& one : json.value(QStringLiteral("lines")).toArray()) {
    DraftLine& line = draft.lines.emplace_back();
    for (const auto& [name, text] : lineTexts) line.*text = one.toObject().value(QString::fromLatin1(name)).toString();
  }
  return draft;
}

base::Amount OrderDraft::goods() const {
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
    const auto pieces = base::Quantity::fromText(plainNumber(typed.quantity));
    if (!pieces) problem(prefix + "quantity", typed.quantity.trimmed().isEmpty() ? OrderDraftTexts::tr("missing") : OrderDraftTexts::tr("a number is wanted"));
    else if (pieces->thousandths <= 0) problem(prefix + "quantity", OrderDraftTexts::tr("more than 0"));
    else line.quantity = *pieces;
    if (!typed.price.trimmed().isEmpty()) {
      line.unitPrice = base::Amount::fromText(plainNumber(typed.price));
      if (!line.unitPrice) problem(prefix + "unit_price", OrderDraftTexts::tr("an amount with at most four decimals"));
    }
    if (!typed.discount.trimmed().isEmpty() && !(line.discount = hundredthsOf(typed.discount))) problem(prefix + "discount", OrderDraftTexts::tr("a share between 0 and 100 %"));
    if (!typed.tax.trimmed().isEmpty() && !(line.taxRate = hundredthsOf(typed.tax))) problem(prefix + "tax_rate", OrderDraftTexts::tr("a rate between 0 and 100 %"));
    out.command.lines.push_back(std::move(line));
    out.rows.push_back(i);
  }
  if (out.rows.empty()) problem("lines", OrderDraftTexts::tr("Enter at least one line: product, quantity, price."));
  out.command.shipTo = draft.shipTo.trimmed().toStdString();
  out.command.country = draft.country.trimmed().toStdString();
  if (!draft.carriage.trimmed().isEmpty()) {
    const auto amount = base::Amount::fromText(plainNumber(draft.carriage));
    if (amount) out.command.charges.push_back({"carriage", *amount});
    else problem("charges[0].amount", OrderDraftTexts::tr("an amount with at most four decimals"));
  }
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
