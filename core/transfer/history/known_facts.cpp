#include "transfer/history/known_facts.h"

#include "domain/format/encoding.h"

#include <algorithm>
#include <map>

namespace twinlane::transfer {
namespace {

constexpr std::size_t eventsAtOnce = 1024;
constexpr auto mostLinesOfFact = static_cast<std::size_t>(domain::limits::linesPerEvent);

struct Known {
  std::optional<command::Fact> begin;  // without its lines
  std::vector<domain::OrderLine> lines;
  std::vector<command::Fact> facts;
  int lastLine = 0;
};

bool isSame(const command::Fact& a, const command::Fact& b) { return a.occurredAt == b.occurredAt && a.event == b.event; }

// The document as it begins there, of which the source may leave open now what it said before.
bool isSameBegin(const command::Fact& known, command::Fact said) {
  if (!said.occurredAt) said.occurredAt = known.occurredAt;
  const auto* before = std::get_if<domain::OrderPlaced>(&known.event);
  auto* placed = std::get_if<domain::OrderPlaced>(&said.event);
  if (before != nullptr && placed != nullptr) {
    if (!placed->customer) placed->customer = before->customer;
    if (!placed->promisedAt) placed->promisedAt = before->promisedAt;
    for (std::string domain::OrderPlaced::*text : {&domain::OrderPlaced::country, &domain::OrderPlaced::shipTo, &domain::OrderPlaced::note})
      if ((placed->*text).empty()) placed->*text = before->*text;
  }
  return isSame(known, said);
}

// Of the event that begins a document; null for others.
std::vector<domain::OrderLine>* linesOfDocument(domain::Event& event) {
  if (auto* placed = std::get_if<domain::OrderPlaced>(&event)) return &placed->lines;
  auto* returned = std::get_if<domain::ReturnReceived>(&event);
  return returned != nullptr ? &returned->lines : nullptr;
}

base::Result<Known> knownOf(const store::StreamRef& stream, store::EventStore& events) {
  Known known;
  for (std::int64_t version = 0;;) {
    const auto some = events.readStream(stream, version, eventsAtOnce);
    if (!some) return tl::unexpected(some.error());
    if (some->empty()) return known;
    for (const store::StoredEvent& stored : *some) {
      version = stored.version;
      auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
      if (!event) return tl::unexpected(event.error());
      const bool isImported = stored.origin == domain::Origin::Import;
      const auto addLines = [&](std::vector<domain::OrderLine>& lines) {
        for (const domain::OrderLine& line : lines) known.lastLine = std::max(known.lastLine, line.line);
        if (isImported) known.lines.insert(known.lines.end(), lines.begin(), lines.end());
        lines.clear();
      };
      if (auto* amended = std::get_if<domain::LinesAmended>(&*event))
        for (const domain::OrderLine& line : amended->added) known.lastLine = std::max(known.lastLine, line.line);
      if (auto* more = std::get_if<domain::OrderLinesAdded>(&*event)) {
        addLines(more->lines);
        continue;
      }
      std::vector<domain::OrderLine>* lines = linesOfDocument(*event);
      if (lines != nullptr) addLines(*lines);
      if (!isImported || (lines != nullptr && known.begin)) continue;
      command::Fact fact{std::move(*event), stored.occurredAt};
      if (lines != nullptr) known.begin = std::move(fact);
      else known.facts.push_back(std::move(fact));
    }
  }
}

// Lines in events by the numbers they have in the stream, and in their order, so that the order of rows says nothing.
void renumber(domain::Event& event, const std::map<int, int>& numbers) {
  const auto each = [&](auto& lines) {
    for (auto& line : lines) line.line = numbers.at(line.line);
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  };
  if (auto* picked = std::get_if<domain::LinesPicked>(&event)) each(picked->lines);
  else if (auto* packed = std::get_if<domain::PackagePacked>(&event)) each(packed->lines);
  else if (auto* shipped = std::get_if<domain::PackageShipped>(&event)) each(shipped->lines);
  else if (auto* returned = std::get_if<domain::LinesReturned>(&event)) each(returned->lines);
}

// Puts lines into `make`'s events, at most as many as one event may hold.
template <class Make>
void addLineEvents(const std::vector<domain::OrderLine>& lines, std::size_t from, const Make& make) {
  for (; from < lines.size(); from += mostLinesOfFact)
    make(std::vector<domain::OrderLine>(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(std::min(from + mostLinesOfFact, lines.size()))));
}

Addition additionToKnown(Known known, const History& history) {
  Addition addition;
  addition.stream.stream = history.stream;
  // Lines keep their numbers where the stream has them; what it has not gets the next ones.
  std::map<int, int> numbers;
  std::vector<domain::OrderLine> fresh;
  std::vector<std::int64_t> freshRows;
  std::vector<bool> isMatched(known.lines.size(), false);
  for (const auto& [line, row] : history.lines) {
    domain::OrderLine sought = line;
    std::size_t at = 0;
    for (; at < known.lines.size(); ++at) {
      sought.line = known.lines[at].line;
      if (!isMatched[at] && sought == known.lines[at]) break;
    }
    if (at < known.lines.size()) {
      isMatched[at] = true;
      numbers[line.line] = known.lines[at].line;
      addition.known.push_back(row);
    } else {
      fresh.push_back(line);
      freshRows.push_back(row);
    }
  }
  // A line that is there and is said otherwise now would count twice.
  const bool areLinesOther = !fresh.empty() && std::find(isMatched.begin(), isMatched.end(), false) != isMatched.end();
  if (areLinesOther) {
    addition.differ = freshRows;
    for (const domain::OrderLine& line : fresh) numbers[line.line] = line.line;
    fresh.clear();
    freshRows.clear();
  }
  int next = known.lastLine;
  for (domain::OrderLine& line : fresh) {
    numbers[line.line] = ++next;
    line.line = next;
  }
  // An order goes on with more lines, a return with a further event like its first.
  const auto more = [&](std::vector<domain::OrderLine> lines) {
    command::Fact fact = *history.begin;
    if (auto* returned = std::get_if<domain::ReturnReceived>(&fact.event)) returned->lines = std::move(lines);
    else fact.event = domain::OrderLinesAdded{std::move(lines), {}};
    addition.stream.facts.push_back(std::move(fact));
  };
  std::size_t first = 0;
  if (history.begin && !known.begin) {
    command::Fact begin = *history.begin;
    first = std::min(fresh.size(), mostLinesOfFact);
    linesOfDocument(begin.event)->assign(fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(first));
    addition.stream.facts.push_back(std::move(begin));
    addition.rows = history.rows;
  } else if (history.begin) {
    std::vector<std::int64_t>& rows = isSameBegin(*known.begin, *history.begin) ? addition.known : addition.differ;
    rows.insert(rows.end(), history.rows.begin(), history.rows.end());
    // A document that has no row of its own is told of by its first line.
    if (&rows == &addition.differ && history.rows.empty() && !history.lines.empty()) rows.push_back(history.lines.front().second);
  }
  if (history.begin) addLineEvents(fresh, first, more);
  addition.rows.insert(addition.rows.end(), freshRows.begin(), freshRows.end());
  std::vector<std::pair<command::Fact, std::int64_t>> left;
  for (const HistoryFact& one : history.facts) {
    command::Fact fact = one.fact;
    renumber(fact.event, numbers);
    const auto there = std::find_if(known.facts.begin(), known.facts.end(), [&](const command::Fact& other) { return isSame(fact, other); });
    if (there == known.facts.end()) {
      left.emplace_back(std::move(fact), one.row);
      continue;
    }
    known.facts.erase(there);
    addition.known.push_back(one.row);
  }
  // What is there and is not said any more stands for one of its kind that is new: the same, said otherwise. To add it would
  // count it twice. Of a part only what happened at the same time can be the same.
  for (auto& each : left) {
    command::Fact& fact = each.first;
    const std::int64_t row = each.second;
    const auto other = std::find_if(known.facts.begin(), known.facts.end(), [&](const command::Fact& there) { return there.event.index() == fact.event.index() && (!history.mayBePart || there.occurredAt == fact.occurredAt); });
    const bool isOther = other != known.facts.end();
    if (isOther) known.facts.erase(other);
    if (isOther || areLinesOther) {
      addition.differ.push_back(row);
      continue;
    }
    addition.stream.facts.push_back(std::move(fact));
    addition.rows.push_back(row);
  }
  return addition;
}

}  // namespace

Addition additionToNothing(const History& history) { return additionToKnown({}, history); }

base::Result<Addition> additionTo(const std::optional<store::ImportedDocument>& before, const History& history, store::EventStore& events) {
  if (!before) return additionToNothing(history);
  auto known = knownOf(history.stream, events);
  if (!known) return tl::unexpected(known.error());
  Addition addition = additionToKnown(std::move(*known), history);
  addition.stream.mustBeNew = false;
  addition.stream.version = before->version;
  return addition;
}

}  // namespace twinlane::transfer
