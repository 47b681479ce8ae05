#include "transfer/history/source_memory.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

// No stream's text begins so. The number of the first line is not kept.
std::string lineName(const std::string& id) { return "line-" + id; }
std::string numberName(const std::string& id, int number) { return "number-" + std::to_string(number) + "-" + id; }
std::string packageName(const std::string& id, int share) { return share == 1 ? "package-" + id : "share-" + std::to_string(share) + "-" + id; }

}  // namespace

base::Result<bool> SourceMemory::hasOrder(const std::string& id) {
  const auto found = m_ledger.document(m_source, store::StreamRef{domain::Category::Order, id}.toText());
  if (!found) return tl::unexpected(found.error());
  return found->has_value();
}

base::Result<KnownDocument> SourceMemory::order(const std::string& id) {
  auto known = KnownDocument::read({domain::Category::Order, id}, m_events);
  if (!known) return known;
  for (const command::Fact& fact : known->facts) {
    if (const auto* packed = std::get_if<domain::PackagePacked>(&fact.event)) known->unnamed.insert(packed->package);
    if (const auto* shipped = std::get_if<domain::PackageShipped>(&fact.event)) known->unnamed.insert(shipped->package);
  }
  for (auto package = known->unnamed.begin(); package != known->unnamed.end();) {
    const auto orders = ordersOf(*package);
    if (!orders) return tl::unexpected(orders.error());
    if (std::find(orders->begin(), orders->end(), id) != orders->end()) package = known->unnamed.erase(package);
    else ++package;
  }
  return known;
}

base::Result<int> SourceMemory::numberOf(const std::string& line, const store::ImportedDocument& document) {
  const auto isIt = [&](int number) -> base::Result<bool> {
    const auto found = m_ledger.document(m_source, numberName(line, number));
    if (!found) return tl::unexpected(found.error());
    return found->has_value();
  };
  // Lines are asked for by their names, in whose order they were mostly numbered.
  const int likely = m_lastNumber + 1;
  for (int tried = 1; tried <= document.lines; ++tried) {
    const int number = tried == 1 ? likely : tried;
    if (number < 2 || number > document.lines) continue;
    const auto is = isIt(number);
    if (!is) return tl::unexpected(is.error());
    if (*is) return number;
  }
  return 1;
}

base::Result<std::optional<SourceMemory::Line>> SourceMemory::line(const std::string& id) {
  const auto found = m_ledger.document(m_source, lineName(id));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  if (!m_last || m_last->first != (*found)->stream) {
    auto known = KnownDocument::read((*found)->stream, m_events);
    if (!known) return tl::unexpected(known.error());
    m_last.emplace((*found)->stream, std::move(*known));
    m_lastNumber = 0;
  }
  const auto number = numberOf(id, **found);
  if (!number) return tl::unexpected(number.error());
  m_lastNumber = *number;
  const auto& lines = m_last->second.lines;
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const domain::OrderLine& one) { return one.line == *number; });
  if (line == lines.end()) return std::nullopt;
  return Line{(*found)->stream.id, *line};
}

base::Result<std::vector<std::string>> SourceMemory::ordersOf(const std::string& package) {
  std::vector<std::string> orders;
  for (int share = 1;; ++share) {
    const auto found = m_ledger.document(m_source, packageName(package, share));
    if (!found) return tl::unexpected(found.error());
    if (!*found) return orders;
    orders.push_back((*found)->stream.id);
  }
}

std::vector<std::string> SourceMemory::namesOf(const std::string& line, int number) const {
  std::vector<std::string> names{lineName(line)};
  if (number > 1) names.push_back(numberName(line, number));
  return names;
}

base::Result<std::optional<std::string>> SourceMemory::nameOf(const std::string& package, const std::string& stream) {
  for (int share = 1;; ++share) {
    std::string name = packageName(package, share);
    auto at = m_named.find(name);
    if (at == m_named.end()) {
      const auto found = m_ledger.document(m_source, name);
      if (!found) return tl::unexpected(found.error());
      if (!*found) {
        m_named.emplace(name, stream);
        return name;
      }
      if ((*found)->stream.toText() == stream) return std::nullopt;
    } else if (at->second == stream) {
      return std::nullopt;
    }
  }
}

}  // namespace twinlane::transfer
