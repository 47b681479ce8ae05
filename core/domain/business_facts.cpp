#include "domain/business_facts.h"

#include <utility>

namespace twinlane::domain {
namespace {

std::string priceAt(Amount price, Currency currency, const std::optional<base::Timestamp>& at) { return keyOf(PriceChanged{price, currency}, at); }

}  // namespace

void BusinessFacts::addLines(std::vector<OrderLine>& lines, const std::optional<base::Timestamp>& occurredAt, bool isDated) {
  for (OrderLine& line : lines) {
    const int number = std::exchange(line.line, 0);
    m_lines[number] = base::DigestWriter().field(std::string_view(keyOf(OrderLinesAdded{{std::move(line)}, {}}, isDated ? occurredAt : std::nullopt))).digest();
  }
  lines.clear();
  if (occurredAt) m_placedAt = m_placedAt ? std::min(*m_placedAt, *occurredAt) : occurredAt;
}

void BusinessFacts::add(Event event, const std::optional<base::Timestamp>& occurredAt) {
  const auto charge = [&](std::vector<Charge>& charges) {
    for (const Charge& one : charges) m_charges[one.kind] += one.amount;
    charges.clear();
  };
  const auto begin = [&](const Event& header) {
    if (m_header.empty()) m_header = keyOf(header);
  };
  if (auto* placed = std::get_if<OrderPlaced>(&event)) {
    addLines(placed->lines, occurredAt);
    charge(placed->charges);
    begin(event);
  } else if (auto* more = std::get_if<OrderLinesAdded>(&event)) {
    addLines(more->lines, occurredAt);
    charge(more->charges);
  } else if (auto* back = std::get_if<ReturnReceived>(&event)) {
    addLines(back->lines, occurredAt, true);
    begin(event);
  } else if (auto* listed = std::get_if<ProductListed>(&event)) {
    m_prices.insert(priceAt(listed->price, listed->currency, occurredAt));
    listed->price = {};
    begin(event);
  } else if (auto* price = std::get_if<PriceChanged>(&event)) {
    m_prices.insert(priceAt(price->price, price->currency, occurredAt));
  } else if (hasShare(event)) {
    const FactShare told = takeShare(event);
    domain::add(m_shares[keyOf(event, occurredAt)], told);
  } else {
    ++m_others[keyOf(event, occurredAt)];
  }
}

base::Digest BusinessFacts::digest() const {
  base::DigestWriter writer;
  writer.field(std::string_view(m_header)).field(m_placedAt ? m_placedAt->micros : std::int64_t{-1});
  std::multiset<base::Digest> lines;
  for (const auto& [number, line] : m_lines) lines.insert(line);
  for (const base::Digest& line : lines) writer.field(base::ByteView(line));
  for (const auto& [kind, amount] : m_charges)
    if (amount != Amount{}) writer.field(std::string_view(kind)).field(amount.tenThousandths);
  for (const auto& [about, told] : m_shares) {
    writer.field(std::string_view(about)).field(told.amount.tenThousandths);
    std::map<base::Digest, std::pair<Quantity, Amount>> byLine;
    for (const auto& [number, part] : told.lines) {
      const auto line = m_lines.find(number);
      auto& [quantity, net] = byLine[line == m_lines.end() ? base::Digest{} : line->second];
      quantity += part.first;
      net += part.second;
    }
    for (const auto& [line, part] : byLine) writer.field(base::ByteView(line)).field(part.first.thousandths).field(part.second.tenThousandths);
  }
  for (const auto& [fact, times] : m_others) writer.field(std::string_view(fact)).field(std::int64_t{times});
  for (const std::string& price : m_prices) writer.field(std::string_view(price));
  return writer.digest();
}

}  // namespace twinlane::domain
