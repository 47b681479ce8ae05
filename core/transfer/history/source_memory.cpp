#include "transfer/history/source_memory.h"

#include <algorithm>
#include <charconv>

namespace twinlane::transfer {
namespace {

constexpr const char* eventsBegin = "events-";
constexpr std::size_t eventsAName = 64, lettersOfEvent = 11, bitsOfLetter = 6, namesAtOnce = 1000;

// No stream's text begins so. The number of the first line is not kept.
std::string lineName(const std::string& id) { return "line-" + id; }
std::string numberName(const std::string& id, int number) { return "number-" + std::to_string(number) + "-" + id; }
// What its events are called stands in the name itself, in some rows a stream: a row for each event would be as long as the event.
std::string eventsName(const std::string& stream, std::int64_t first) { return eventsBegin + stream + "-" + std::to_string(first) + "-"; }
std::string packageName(const std::string& id, int share) { return share == 1 ? "package-" + id : "share-" + std::to_string(share) + "-" + id; }

}  // namespace

base::Result<bool> SourceMemory::has(const store::StreamRef& document) {
  const auto found = m_ledger.document(m_source, document.toText());
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

std::vector<std::string> SourceMemory::namesOf(const std::string& stream, std::int64_t first, std::span<const EventName> events) {
  std::vector<std::string> names;
  for (std::size_t from = 0; from < events.size(); from += eventsAName) {
    const auto some = events.subspan(from, std::min(eventsAName, events.size() - from));
    if (std::all_of(some.begin(), some.end(), [](EventName event) { return event == 0; })) continue;
    std::string& name = names.emplace_back(eventsName(stream, first + static_cast<std::int64_t>(from)));
    for (const EventName event : some)
      for (std::size_t i = 0; i < lettersOfEvent; ++i) name += static_cast<char>('0' + (event >> (bitsOfLetter * i) & 63));
  }
  return names;
}

base::Status SourceMemory::eachEvent(const std::function<base::Status(const std::string& order, std::int64_t version, EventName event)>& take) {
  std::string after;
  for (;;) {
    const auto some = m_ledger.documents(m_source, eventsBegin, after, namesAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const auto& [name, stream] : *some) {
      std::string_view rest = std::string_view(name).substr(std::string_view(eventsBegin).size() + stream.toText().size() + 1);
      std::int64_t version = 0;
      rest.remove_prefix(static_cast<std::size_t>(std::from_chars(rest.data(), rest.data() + rest.size(), version).ptr - rest.data()) + 1);
      for (; rest.size() >= lettersOfEvent; rest.remove_prefix(lettersOfEvent), ++version) {
        EventName event = 0;
        for (std::size_t i = 0; i < lettersOfEvent; ++i) event |= static_cast<EventName>(rest[i] - '0') << (bitsOfLetter * i);
        if (event == 0) continue;
        if (auto taken = take(stream.id, version, event); !taken) return taken;
      }
    }
    if (some->size() < namesAtOnce) return {};
    after = some->back().first;
  }
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
