#include "transfer/row_mapping.h"

#include "base/format/utf8.h"
#include "domain/limits.h"
#include "domain/order/price.h"

#include <algorithm>
#include <set>

namespace twinlane::transfer {
namespace {

Encoding encodingOf(const Profile& profile) { return profile.encoding == "latin-1" ? Encoding::Latin1 : Encoding::Utf8; }

bool visible(std::string_view text, std::int64_t most) {
  std::int64_t characters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return false;
    if ((byte & 0xC0) != 0x80) ++characters;
  }
  return characters <= most;
}

std::vector<std::string> columnsOf(const CsvRow& header, Encoding encoding) {
  std::vector<std::string> names;
  names.reserve(header.fields.size());
  for (const auto& field : header.fields) names.push_back(inUtf8(trimmed(field), encoding));
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 40; ++i) text += (text.empty() ? "" : ", ") + base::readableStart(names[i], 60);
  if (names.size() > 40) text += " and " + std::to_string(names.size() - 40) + " more";
  return text;
}

}  // namespace

std::vector<ProfileProblem> RowMapping::headerProblems(const Profile& profile, const CsvRow& header, const std::string& file) {
  std::vector<ProfileProblem> problems;
  const auto names = columnsOf(header, encodingOf(profile));
  const auto check = [&](const std::string& key, const std::string& column) {
    const auto count = std::count(names.begin(), names.end(), column);
    if (count == 1) return;
    const std::string what = count == 0 ? "there is no column '" + column + "'" : "the column '" + column + "' is there " + std::to_string(count) + " times";
    problems.push_back({file, 1, key, what, "columns found: " + listed(names) + "; name the right one in the profile, or correct the header"});
  };
  if (header.tooLong) {
    problems.push_back({file, 1, "", "the first row is too long to be a header", "give a file whose first row names its columns"});
    return problems;
  }
  if (encodingOf(profile) == Encoding::Utf8 && !base::isUtf8(header.raw)) {
    problems.push_back({file, 1, "encoding", "the header is not UTF-8", "save the file as UTF-8, or set encoding to latin-1"});
    return problems;
  }
  for (const auto& [field, column] : profile.columns) check("columns." + field, column);
  std::set<std::string> asked;
  for (std::size_t i = 0; i < profile.classes.size(); ++i)
    for (std::size_t j = 0; j < profile.classes[i].when.size(); ++j)
      if (asked.insert(profile.classes[i].when[j].column).second)
        check("classes[" + std::to_string(i) + "].when[" + std::to_string(j) + "].column", profile.classes[i].when[j].column);
  return problems;
}

base::Result<RowMapping> RowMapping::bind(const Profile& profile, const CsvRow& header) {
  RowMapping mapping;
  mapping.m_profile = profile;
  mapping.m_encoding = encodingOf(profile);
  const auto names = columnsOf(header, mapping.m_encoding);
  mapping.m_columns = names.size();
  for (const std::string& format : profile.dateFormats) {
    const auto dates = DateFormat::from(format);
    if (!dates) return tl::unexpected(dates.error());
    mapping.m_dates.push_back(*dates);
  }
  const auto zone = base::Zone::named(profile.zone);
  if (!zone) return tl::unexpected(zone.error());
  mapping.m_zone = *zone;
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

  const auto constant = [&](const char* field) {
    const auto given = profile.constants.find(field);
    return given == profile.constants.end() ? std::string() : given->second;
  };
  mapping.m_anyCustomer = constant("customer");
  mapping.m_anyCountry = constant("country");

  for (const RowClass& rowClass : profile.classes) {
    Class bound{rowClass, {}};
    for (const Condition& condition : rowClass.when) {
      Test test{indexOf(condition.column), condition, {}};
      if (!condition.pattern.empty()) {
        auto pattern = TextPattern::from(condition.pattern);
        if (!pattern) return tl::unexpected(pattern.error());
        test.pattern = std::move(*pattern);
      }
      bound.tests.push_back(std::move(test));
    }
    mapping.m_classes.push_back(std::move(bound));
  }
  return mapping;
}

const char* RowMapping::unreadable(const CsvRow& row) const {
  if (row.tooLong) return "row_too_long";
  if (row.badQuotes) return "bad_quotes";
  if (row.fields.size() != m_columns) return "ragged_row";
  if (m_encoding == Encoding::Utf8 && !base::isUtf8(row.raw)) return "bad_encoding";
  return nullptr;
}

void RowMapping::takeFields(const CsvRow& row) {
  m_fields.clear();
  if (m_encoding == Encoding::Utf8 || base::isAscii(row.raw)) {
    for (const auto& field : row.fields) m_fields.push_back(trimmed(field));
    return;
  }
  m_converted.clear();
  m_converted.reserve(row.raw.size() * 2);  // views into it must not move
  for (const auto& field : row.fields) {
    const std::size_t from = m_converted.size();
    appendLatin1AsUtf8(field, m_converted);
    m_fields.push_back(trimmed(std::string_view(m_converted).substr(from)));
  }
}

std::string RowMapping::readable(const CsvRow& row, std::size_t bytes) const {
  if (m_encoding == Encoding::Utf8) return base::readableStart(row.raw, bytes);
  return base::readableStart(inUtf8(row.raw.substr(0, bytes), m_encoding), bytes);
}

std::string_view RowMapping::value(std::size_t column) const {
  if (column == none) return {};
  const std::string_view text = m_fields[column];
  return isMissing(text) ? std::string_view() : text;
}

std::string_view RowMapping::valueOr(std::size_t column, const std::string& constant) const {
  const std::string_view text = value(column);
  return text.empty() ? std::string_view(constant) : text;
}

bool RowMapping::isMissing(std::string_view text) const {
  return text.empty() || std::find(m_profile.missing.begin(), m_profile.missing.end(), text) != m_profile.missing.end();
}

std::string_view RowMapping::plainNumber(std::string_view text) {
  if (m_profile.decimalSign == '.') return text;
  if (text.find('.') != std::string_view::npos) return {};
  m_number = text;
  std::replace(m_number.begin(), m_number.end(), m_profile.decimalSign, '.');
  return m_number;
}

RowMapping::NumberProblem RowMapping::readNumber(std::string_view text, int scale, std::int64_t most, std::int64_t& into) {
  const std::string_view plain = plainNumber(text);
  const auto number = base::parseDecimal(plain, scale);
  if (number && *number <= most && *number >= -most) {
    into = *number;
    return NumberProblem::None;
  }
  // The same digits without the decimals beyond the scale: a number all the same?
  const auto point = plain.find('.');
  if (!number && point != std::string_view::npos && plain.size() > point + 1 + static_cast<std::size_t>(scale)) {
    const auto extra = plain.substr(point + 1 + static_cast<std::size_t>(scale));
    const bool digits = std::all_of(extra.begin(), extra.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && base::parseDecimal(plain.substr(0, point + 1 + static_cast<std::size_t>(scale)), scale)) return NumberProblem::TooManyDecimals;
  }
  return NumberProblem::Bad;
}

std::optional<int> RowMapping::signOf(std::string_view text) {
  std::string_view plain = plainNumber(text);
  const bool negative = plain.starts_with('-');
  if (negative || plain.starts_with('+')) plain.remove_prefix(1);
  bool digits = false, point = false, zero = true;
  for (const char c : plain) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digits = true;
      zero = zero && c == '0';
    } else {
      return std::nullopt;
    }
  }
  if (!digits || plain.back() == '.') return std::nullopt;
  return zero ? 0 : negative ? -1 : 1;
}

bool RowMapping::holds(Test& test) {
  const std::string_view text = m_fields[test.column];
  const Condition& asked = test.condition;
  if (asked.missing && !isMissing(text)) return false;
  if (!asked.prefix.empty() && !text.starts_with(asked.prefix)) return false;
  if (!asked.oneOf.empty() && std::find(asked.oneOf.begin(), asked.oneOf.end(), text) == asked.oneOf.end()) return false;
  if (!asked.sign.empty()) {
    const auto sign = signOf(text);
    if (!sign) return false;
    const bool negated = asked.sign.starts_with("not_");
    const std::string_view word = std::string_view(asked.sign).substr(negated ? 4 : 0);
    const int wanted = word == "positive" ? 1 : word == "negative" ? -1 : 0;
    if ((*sign == wanted) == negated) return false;
  }
  return !test.pattern || test.pattern->fits(text);
}

// A share of 0 to 1, given as such or per cent; a discount that is an amount may have any sign, it always takes away.
std::string RowMapping::readShares(MappedRow& into) {
  into.discount.reset();
  into.discountAmount.reset();
  into.taxRate.reset();
  const auto share = [&](std::size_t asShare, std::size_t perCent, const char* problem, std::optional<domain::Factor>& target) {
    const std::string_view text = value(asShare == none ? perCent : asShare);
    if (text.empty()) return "";
    std::int64_t millionths = 0;
    // One per cent is ten thousand millionths.
    const auto read = readNumber(text, asShare == none ? domain::Factor::scale - 2 : domain::Factor::scale, domain::Factor::one, millionths);
    if (read == NumberProblem::TooManyDecimals) return "too_many_decimals";
    if (read == NumberProblem::Bad || millionths < 0) return problem;
    target = domain::Factor{millionths};
    return "";
  };
  if (const std::string bad = share(m_discount, m_discountPercent, "bad_discount", into.discount); !bad.empty()) return bad;
  if (const std::string bad = share(m_taxRate, m_taxPercent, "bad_tax", into.taxRate); !bad.empty()) return bad;
  if (const std::string_view text = value(m_discountAmount); !text.empty()) {
    base::Amount amount;
    const auto read = readNumber(text, base::Amount::scale, domain::limits::maxNet, amount.tenThousandths);
    if (read != NumberProblem::None) return read == NumberProblem::Bad ? "bad_discount" : "too_many_decimals";
    const bool takesAway = (amount.tenThousandths < 0) == (into.quantity.thousandths < 0);
    into.discountAmount = takesAway ? amount : -amount;
  }
  return {};
}

std::string RowMapping::readMoney(MappedRow& into) {
  constexpr std::array<const char*, 3> problems = {"", "bad_", "too_many_decimals"};
  const auto number = [&](std::size_t column, const char* field, const char* word, int scale, std::int64_t most, std::int64_t& target) -> std::string {
    const std::string_view text = value(column);
    if (text.empty()) return std::string("missing_") + field;
    const auto problem = readNumber(text, scale, most, target);
    if (problem == NumberProblem::Bad) return std::string(problems[1]) + word;
    return problems[static_cast<std::size_t>(problem)];
  };
  if (auto bad = number(m_quantity, "quantity", "quantity", base::Quantity::scale, domain::limits::maxQuantity, into.quantity.thousandths); !bad.empty()) return bad;
  if (auto bad = readShares(into); !bad.empty()) return bad;
  if (m_unitPrice != none) {
    if (auto bad = number(m_unitPrice, "unit_price", "price", base::Amount::scale, domain::limits::maxPrice, into.unitPrice.tenThousandths); !bad.empty()) return bad;
  }
  if (m_lineAmount != none) {
    if (auto bad = number(m_lineAmount, "line_amount", "amount", base::Amount::scale, domain::limits::maxNet, into.net.tenThousandths); !bad.empty()) return bad;
    if (m_unitPrice != none) return {};
    // The source gives no unit price: the one shown is the amount's share, the amount itself stays exact.
    if (into.quantity.thousandths == 0) return "bad_quantity";
    const bool negative = into.quantity.thousandths < 0;
    const base::Wide amount = base::Wide{into.net.tenThousandths} * 1000 * (negative ? -1 : 1);
    const auto share = base::divideHalfEven(amount, negative ? -into.quantity.thousandths : into.quantity.thousandths);
    if (!share) return "bad_amount";
    into.unitPrice.tenThousandths = *share;
    return {};
  }
  const auto net = domain::lineNet(into.quantity, into.unitPrice, into.discount, into.discountAmount);
  if (!net) return "bad_amount";
  into.net = *net;
  return {};
}

std::string RowMapping::readTime(MappedRow& into) {
  into.placedAt.reset();
  into.localTime = base::Zone::Kind::Unique;
  if (m_placedAt == none) return {};
  const std::string_view text = value(m_placedAt);
  if (text.empty()) return "missing_placed_at";
  if (text != m_lastTimeText) {
    m_lastTimeText = text;
    m_lastTime.reset();
    for (const DateFormat& dates : m_dates) {
      const auto wall = dates.read(text);
      if (!wall) continue;
      if (wall->offsetMinutes) {
        m_lastTime = base::Zone::Local{{wall->localMicros - std::int64_t{*wall->offsetMinutes} * 60'000'000}, base::Zone::Kind::Unique};
      } else {
        m_lastTime = m_zone.toUtc(wall->localMicros);
      }
      break;
    }
  }
  if (!m_lastTime) return "bad_date";
  into.placedAt = m_lastTime->utc;
  into.localTime = m_lastTime->kind;
  return {};
}

std::string RowMapping::readFields(MappedRow& into) {
  constexpr std::int64_t idLength = domain::limits::idLength;
  into.order = value(m_order);
  if (into.order.empty()) return "missing_order";
  if (!visible(into.order, idLength)) return "bad_order";
  into.product = value(m_product);
  if (into.product.empty()) return "missing_product";
  if (!visible(into.product, idLength)) return "bad_product";
  if (auto bad = readMoney(into); !bad.empty()) return bad;
  if (auto bad = readTime(into); !bad.empty()) return bad;
  into.customer = valueOr(m_customer, m_anyCustomer);
  if (!visible(into.customer, idLength)) return "bad_customer";
  into.country = valueOr(m_country, m_anyCountry);
  if (!visible(into.country, idLength)) return "bad_country";
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
  if (into.quantity.thousandths > 0) into.quantity = -into.quantity;
  if (into.net.tenThousandths > 0) into.net = -into.net;
  if (into.discountAmount && into.discountAmount->tenThousandths > 0) into.discountAmount = -*into.discountAmount;
  if (into.unitPrice.tenThousandths < 0) into.unitPrice = -into.unitPrice;
}

void RowMapping::map(const CsvRow& row, MappedRow& into) {
  into.fate = RowFate::Quarantine;
  into.order = {};
  if (const char* why = unreadable(row)) {
    into.reason = why;
    return;
  }
  takeFields(row);
  into.order = value(m_order);
  for (Class& candidate : m_classes) {
    if (!std::all_of(candidate.tests.begin(), candidate.tests.end(), [&](Test& test) { return holds(test); })) continue;
    into.reason = candidate.of.reason;
    into.fate = candidate.of.fate;
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
