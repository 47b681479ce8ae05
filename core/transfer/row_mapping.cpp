#include "transfer/row_mapping.h"

#include "domain/limits.h"
#include "transfer/value/visible.h"

#include <algorithm>

namespace twinlane::transfer {

std::vector<ProfileProblem> RowMapping::headerProblems(const Profile& profile, const CsvRow& header, const std::string& file) {
  std::vector<AskedColumn> asked;
  for (const auto& [field, column] : profile.columns) asked.push_back({"columns." + field, column});
  for (const auto& [kind, column] : profile.charges) asked.push_back({"charges." + kind, column});
  for (std::size_t i = 0; i < profile.classes.size(); ++i)
    for (std::size_t j = 0; j < profile.classes[i].when.size(); ++j)
      asked.push_back({"classes[" + std::to_string(i) + "].when[" + std::to_string(j) + "].column", profile.classes[i].when[j].column});
  return RowText::headerProblems(profile, header, file, asked);
}

base::Result<RowMapping> RowMapping::bind(const Profile& profile, const CsvRow& header) {
  RowMapping mapping;
  mapping.m_profile = profile;
  mapping.m_rows = RowText(profile, header);
  const std::vector<std::string>& names = mapping.m_rows->names();
  auto values = ValueReader::from(profile);
  if (!values) return tl::unexpected(values.error());
  mapping.m_values = std::move(*values);
  mapping.m_currency = base::Currency::fromText(profile.currency).value_or(base::Currency{});

  const auto indexOf = [&](const std::string& column) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin());
  };
  const std::pair<const char*, std::size_t*> places[] = {
      {"order", &mapping.m_order}, {"product", &mapping.m_product}, {"description", &mapping.m_description},
      {"quantity", &mapping.m_quantity}, {"unit_price", &mapping.m_unitPrice}, {"line_amount", &mapping.m_lineAmount},
      {"discount", &mapping.m_discount}, {"discount_percent", &mapping.m_discountPercent}, {"discount_amount", &mapping.m_discountAmount},
      {"tax_rate", &mapping.m_taxRate}, {"tax_percent", &mapping.m_taxPercent},
      {"placed_at", &mapping.m_placedAt}, {"customer", &mapping.m_customer}, {"country", &mapping.m_country},
      {"currency", &mapping.m_currencyColumn}};
  for (const auto& [field, place] : places)
    if (const auto column = profile.columns.find(field); column != profile.columns.end()) *place = indexOf(column->second);

  for (const auto& [kind, column] : profile.charges) mapping.m_charges.emplace_back(kind, indexOf(column));

  const auto constant = [&](const char* field) {
    const auto given = profile.constants.find(field);
    return given == profile.constants.end() ? std::string() : given->second;
  };
  mapping.m_anyCustomer = constant("customer");
  mapping.m_anyCountry = constant("country");

  auto classes = RowClasses::bind(profile.classes, indexOf);
  if (!classes) return tl::unexpected(classes.error());
  mapping.m_classes = std::move(*classes);
  return mapping;
}

std::string_view RowMapping::value(std::size_t column) const {
  if (column == none) return {};
  const std::string_view text = m_fields[column];
  return m_values->value(text);
}

std::string_view RowMapping::valueOr(std::size_t column, const std::string& constant) const {
  const std::string_view text = value(column);
  return text.empty() ? std::string_view(constant) : text;
}

std::string RowMapping::readMoney(MappedRow& into) {
  const auto text = [this](std::size_t column) { return column == none ? std::nullopt : std::optional(value(column)); };
  into.charges.clear();
  for (const auto& [kind, column] : m_charges) {
    const std::string_view given = value(column);
    base::Amount amount;
    if (given.empty()) continue;
    if (m_values->amount(given, domain::limits::maxNet, amount) != ValueReader::NumberProblem::None) return "bad_charge";
    if (amount.tenThousandths != 0) into.charges.emplace_back(kind, amount);
  }
  return readLineMoney(*m_values, {text(m_quantity), text(m_unitPrice), text(m_lineAmount), text(m_discount), text(m_discountPercent), text(m_discountAmount), text(m_taxRate), text(m_taxPercent)}, into.money);
}

std::string RowMapping::readTime(MappedRow& into) {
  into.placedAt.reset();
  into.localTime = base::Zone::Kind::Unique;
  if (m_placedAt == none) return {};
  const std::string_view text = value(m_placedAt);
  if (text.empty()) return "missing_placed_at";
  const auto& time = m_values->time(text);
  if (!time) return "bad_date";
  into.placedAt = time->utc;
  into.localTime = time->kind;
  return {};
}

std::string RowMapping::readFields(MappedRow& into) {
  constexpr std::int64_t idLength = domain::limits::idLength;
  into.order = value(m_order);
  if (into.order.empty()) return "missing_order";
  if (!isId(into.order, idLength)) return "bad_order";
  into.product = value(m_product);
  if (into.product.empty()) return "missing_product";
  if (!isId(into.product, idLength)) return "bad_product";
  if (auto bad = readMoney(into); !bad.empty()) return bad;
  if (auto bad = readTime(into); !bad.empty()) return bad;
  into.customer = valueOr(m_customer, m_anyCustomer);
  if (!isId(into.customer, idLength)) return "bad_customer";
  into.country = valueOr(m_country, m_anyCountry);
  if (!isVisible(into.country, idLength)) return "bad_country";
  into.description = value(m_description);
  if (into.description.size() > static_cast<std::size_t>(domain::limits::textLength)) return "bad_description";
  into.currency = m_currency;
  if (m_currencyColumn != none) {
    if (const std::string_view text = value(m_currencyColumn); !text.empty()) {
      const auto currency = base::Currency::fromText(text);
      if (!currency) return "bad_currency";
      into.currency = *currency;
    } else if (m_currency.empty()) {
      return "missing_currency";
    }
  }
  return {};
}

// Sources write returned quantities below zero or above it; here they are below, and so is what they come to.
void RowMapping::turnIntoReturn(MappedRow& into) const {
  LineMoney& money = into.money;
  if (money.quantity.thousandths > 0) money.quantity = -money.quantity;
  if (money.net.tenThousandths > 0) money.net = -money.net;
  if (money.discountAmount && money.discountAmount->tenThousandths > 0) money.discountAmount = -*money.discountAmount;
  if (money.unitPrice.tenThousandths < 0) money.unitPrice = -money.unitPrice;
}

void RowMapping::mapNames(const CsvRow& row, MappedRow& into) const {
  const auto at = [&](std::size_t column) { return column < row.fields.size() ? m_values->value(trimmed(row.fields[column])) : std::string_view(); };
  into.order = at(m_order);
  into.product = at(m_product);
}

void RowMapping::map(const CsvRow& row, MappedRow& into) {
  into.fate = RowFate::Quarantine;
  into.order = into.product = {};
  if (const char* why = m_rows->unreadable(row)) {
    into.reason = why;
    return;
  }
  m_fields = m_rows->fields(row);
  into.order = value(m_order);
  into.product = value(m_product);
  if (const RowClass* of = m_classes.of(m_fields, *m_values)) {
    into.reason = of->reason;
    into.fate = of->fate;
    if (into.fate == RowFate::Quarantine || into.fate == RowFate::Ignore) return;
    if (auto bad = readFields(into); !bad.empty()) {
      into.reason = std::move(bad);
      into.fate = RowFate::Quarantine;
    } else if (into.fate == RowFate::ReturnLine) {
      turnIntoReturn(into);
    }
    return;
  }
  // No class fits. When a field cannot be read, that is why.
  into.reason = readFields(into);
  if (into.reason.empty()) into.reason = "unclassified";
}

}  // namespace twinlane::transfer
