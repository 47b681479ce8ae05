#include "transfer/history/known_facts.h"

#include "domain/format/fact_share.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace twinlane::transfer {
namespace {

constexpr std::size_t digitsOfPart = 12;
constexpr auto mostLinesOfFact = static_cast<std::size_t>(domain::limits::linesPerEvent);

bool isSame(const command::Fact& a, const command::Fact& b) { return a.occurredAt == b.occurredAt && a.event == b.event; }

// The document as it begins there, of which the source may leave open now what it said before.
bool isSameBegin(const command::Fact& known, command::Fact said, bool mayBePart) {
  // When it was placed may stand in another part than what it is.
  if (!said.occurredAt || (mayBePart && !known.occurredAt)) said.occurredAt = known.occurredAt;
  const auto* before = std::get_if<domain::OrderPlaced>(&known.event);
  auto* placed = std::get_if<domain::OrderPlaced>(&said.event);
  if (before != nullptr && placed != nullptr) {
    if (!placed->customer) placed->customer = before->customer;
    if (!placed->promisedAt) placed->promisedAt = before->promisedAt;
    if (mayBePart && placed->charges.empty()) placed->charges = before->charges;
    if (mayBePart && placed->currency.empty()) placed->currency = before->currency;
    for (std::string domain::OrderPlaced::*text : {&domain::OrderPlaced::country, &domain::OrderPlaced::shipTo, &domain::OrderPlaced::note})
      if ((placed->*text).empty()) placed->*text = before->*text;
  }
  return isSame(known, said);
}

using domain::FactShare;
using domain::keyOf;

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

class Adding {
 public:
  Adding(const KnownDocument& known, const History& history) : m_known(known), m_history(history) {
    addition.stream.stream = history.stream;
    for (const HistoryPiece& piece : history.pieces) addition.pieces.push_back(piece.name);
  }

  Addition addition;

  void add() {
    matchLines();
    addBegin();
    if (m_history.mayBePart && m_history.stream.category == domain::Category::Product && !m_known.facts.empty()) addPrices();
    else addFacts();
  }

 private:
  struct Fresh {
    domain::OrderLine line;
    std::int64_t row = 0;
    std::string id;
    int piece = -1;
    std::int64_t place = 0;
    std::optional<base::Timestamp> at = {};
    bool isFurther() const { return piece >= 0; }
  };

  template <class Which>
  void setFreshAside(const Which& which) {
    std::erase_if(m_fresh, [&](const Fresh& fresh) {
      if (!which(fresh)) return false;
      addition.differ.push_back(fresh.row);
      m_numbers[fresh.line.line] = fresh.line.line;
      return true;
    });
  }

  // What comes back counts when it came: of another time it is said otherwise, where the source says times.
  std::string contentOf(const domain::OrderLine& line, std::optional<base::Timestamp> at) const { return textOf(line) + (at && m_isTimeSaid ? at->toText() : std::string()); }
  std::optional<base::Timestamp> cameAt(const domain::OrderLine& line) const {
    const auto came = m_known.cameAt.find(line.line);
    return came == m_known.cameAt.end() ? std::nullopt : came->second;
  }

  // Lines keep their numbers where the stream has them; what it has not gets the next ones.
  void matchLines() {
    std::vector<bool> isMatched(m_known.lines.size(), false);
    std::map<int, std::size_t> byNumber;
    for (std::size_t i = 0; i < m_known.lines.size(); ++i) byNumber.emplace(m_known.lines[i].line, i);
    for (const HistoryLine& line : m_history.lines) {
      const auto there = line.known > 0 ? byNumber.find(line.known) : byNumber.end();
      if (there == byNumber.end()) continue;
      isMatched[there->second] = true;
      m_numbers[line.line.line] = line.known;
      domain::OrderLine sought = line.line;
      sought.line = line.known;
      (sought == m_known.lines[there->second] ? addition.known : addition.differ).push_back(line.row);
    }
    std::map<std::string, std::vector<std::size_t>> byContent;  // from the last to the first
    for (std::size_t i = m_known.lines.size(); i-- > 0;)
      if (!isMatched[i]) byContent[contentOf(m_known.lines[i], cameAt(m_known.lines[i]))].push_back(i);
    for (const HistoryLine& line : m_history.lines) {
      if (m_numbers.contains(line.line.line)) continue;
      const HistoryPiece* piece = line.piece < 0 ? nullptr : &m_history.pieces[static_cast<std::size_t>(line.piece)];
      const bool isFurther = piece != nullptr && line.place > piece->in;
      const auto same = byContent.empty() || (isFurther && piece->since >= m_known.lastLine) ? byContent.end() : byContent.find(contentOf(line.line, line.at));
      const std::optional<std::size_t> at = same == byContent.end() ? std::nullopt : takePlace(same->second, piece, isFurther);
      if (!at) {
        m_fresh.push_back({line.line, line.row, line.id, isFurther ? line.piece : -1, line.place, line.at});
        continue;
      }
      isMatched[*at] = true;
      m_numbers[line.line.line] = m_known.lines[*at].line;
      (line.isUnclear || (isFurther && piece->mayBeOther) ? addition.exist : addition.known).push_back(line.row);
    }
    // A line that is there and is said otherwise now would count twice.
    const bool isUnsaid = std::find(isMatched.begin(), isMatched.end(), false) != isMatched.end();
    m_isSome = isUnsaid && m_fresh.empty();
    m_areLinesOther = isUnsaid && std::any_of(m_fresh.begin(), m_fresh.end(), [](const Fresh& fresh) { return !fresh.isFurther(); });
    if (m_areLinesOther) setFreshAside([](const Fresh& fresh) { return !fresh.isFurther(); });
    // Where all that is there is said again, the rest is what is more; of one line nobody can tell.
    if (!isUnsaid && m_known.lines.size() > 1) addition.known.insert(addition.known.end(), addition.exist.begin(), addition.exist.end()), addition.exist.clear();
    int next = m_known.lastLine;
    for (Fresh& fresh : m_fresh) {
      m_numbers[fresh.line.line] = ++next;
      fresh.line.line = next;
    }
  }

  // The first of equal lines that are there. Those of a piece came after its file was begun.
  std::optional<std::size_t> takePlace(std::vector<std::size_t>& places, const HistoryPiece* piece, bool isFurther) const {
    auto place = std::find_if(places.rbegin(), places.rend(), [&](std::size_t at) { return piece == nullptr || m_known.lines[at].line > piece->since; });
    if (place == places.rend() && !isFurther) place = places.rbegin();
    if (place == places.rend()) return std::nullopt;
    const std::size_t at = *place;
    places.erase(std::next(place).base());
    return at;
  }

  // At most as many of the new lines as one event may hold, of a return of one time, with the rows and names of them.
  std::vector<domain::OrderLine> someLines(std::size_t from, std::vector<std::int64_t>& rows, Addition::Named& named) const {
    std::vector<domain::OrderLine> lines;
    const std::size_t most = std::min(m_fresh.size(), from + mostLinesOfFact);
    std::size_t to = from;
    while (to < most && (!isReturn() || m_fresh[to].at == m_fresh[from].at)) ++to;
    for (std::size_t i = from; i < to; ++i) {
      lines.push_back(m_fresh[i].line);
      rows.push_back(m_fresh[i].row);
      if (!m_fresh[i].id.empty()) named.lines.emplace_back(m_fresh[i].id, m_fresh[i].line.line);
    }
    if (to == m_fresh.size()) return lines;
    std::map<int, std::int64_t> pieces;
    for (std::size_t i = from; i < to; ++i)
      if (m_fresh[i].isFurther()) pieces[m_fresh[i].piece] = m_fresh[i].place;
    for (const auto& [piece, place] : pieces) named.pieces.push_back(nameOfPart(m_history.pieces[static_cast<std::size_t>(piece)].name, place));
    return lines;
  }

  bool isReturn() const { return m_history.stream.category == domain::Category::Return; }

  void put(command::Fact fact, std::vector<std::int64_t> rows, Addition::Named named = {}) {
    addition.stream.facts.push_back(std::move(fact));
    addition.rows.push_back(std::move(rows));
    addition.named.push_back(std::move(named));
  }

  void addBegin() {
    if (!m_history.begin) {
      addition.known.insert(addition.known.end(), m_history.rows.begin(), m_history.rows.end());
      return;
    }
    command::Fact said = *m_history.begin;
    std::vector<domain::Charge> moved = takeMoved(said.event);
    const std::optional<base::Timestamp> at = said.occurredAt;
    if (m_known.begin && (m_history.isPieceAgain || std::any_of(m_fresh.begin(), m_fresh.end(), [](const Fresh& fresh) { return fresh.isFurther(); }))) takePiece(said, moved);
    else if (m_known.begin && m_isSome && m_history.rows.empty()) takeSome(said);
    std::vector<std::int64_t> rows;
    std::size_t from = 0;
    bool isTimeNew = false;
    if (!m_known.begin) {
      command::Fact begin = said;
      rows = m_history.rows;
      Addition::Named named;
      if (isReturn() && !m_fresh.empty()) begin.occurredAt = m_fresh.front().at;
      *linesOfDocument(begin.event) = someLines(0, rows, named);
      from = linesOfDocument(begin.event)->size();
      put(std::move(begin), std::move(rows), std::move(named));
    } else if (isSameBegin(*m_known.begin, said, m_history.mayBePart)) {
      isTimeNew = !m_known.begin->occurredAt && said.occurredAt;
      if (!isTimeNew) addition.known.insert(addition.known.end(), m_history.rows.begin(), m_history.rows.end());
    } else {
      m_isBeginOther = true;
      addition.differ.insert(addition.differ.end(), m_history.rows.begin(), m_history.rows.end());
      // A document that has no row of its own is told of by its first line.
      if (m_history.rows.empty() && !m_history.lines.empty()) addition.differ.push_back(m_history.lines.front().row);
    }
    if (m_isBeginOther) setFreshAside([](const Fresh& fresh) { return fresh.isFurther(); });
    said.occurredAt = at;
    // An order goes on with more lines, a return with a further event like its first. Lines tell when they were placed: where
    // only that is new they are none.
    while (from < m_fresh.size() || isTimeNew) {
      command::Fact more = said;
      if (isReturn() && from < m_fresh.size()) more.occurredAt = m_fresh[from].at;
      Addition::Named named;
      rows.clear();
      if (isTimeNew) rows = m_history.rows;
      isTimeNew = false;
      std::vector<domain::OrderLine> lines = from < m_fresh.size() ? someLines(from, rows, named) : std::vector<domain::OrderLine>();
      from += lines.size();
      if (auto* returned = std::get_if<domain::ReturnReceived>(&more.event)) returned->lines = std::move(lines);
      else more.event = domain::OrderLinesAdded{std::move(lines), std::exchange(moved, {})};
      if (m_history.mayBePart && !more.occurredAt && m_known.begin) more.occurredAt = m_known.begin->occurredAt;
      put(std::move(more), std::move(rows), std::move(named));
    }
  }

  // Some rows of a document that is there say a part of its charges, and were placed when it was or later.
  void takeSome(command::Fact& said) const {
    if (said.occurredAt && m_known.begin->occurredAt && *m_known.begin->occurredAt < *said.occurredAt) said.occurredAt = m_known.begin->occurredAt;
    auto* placed = std::get_if<domain::OrderPlaced>(&said.event);
    const auto* known = std::get_if<domain::OrderPlaced>(&m_known.begin->event);
    if (placed == nullptr || known == nullptr) return;
    const auto isPart = [&](const domain::Charge& charge) {
      return std::any_of(known->charges.begin(), known->charges.end(), [&](const domain::Charge& all) {
        return all.kind == charge.kind && (charge.amount.tenThousandths < 0 ? all.amount <= charge.amount : charge.amount <= all.amount);
      });
    };
    if (std::all_of(placed->charges.begin(), placed->charges.end(), isPart)) placed->charges = known->charges;
  }

  // Of a document that is said piece by piece each says a time and charges of its own; who and where must be the same.
  void takePiece(command::Fact& said, std::vector<domain::Charge>& more) const {
    said.occurredAt = m_known.begin->occurredAt;
    auto* placed = std::get_if<domain::OrderPlaced>(&said.event);
    const auto* known = std::get_if<domain::OrderPlaced>(&m_known.begin->event);
    if (placed == nullptr || known == nullptr) return;
    more = m_history.more;
    placed->charges = known->charges;
  }

  // Where lines come in whose value was the rest of an order's total until now, that rest goes: what is taken from the charges.
  std::vector<domain::Charge> takeMoved(domain::Event& begin) const {
    auto* said = std::get_if<domain::OrderPlaced>(&begin);
    const auto* known = m_known.begin ? std::get_if<domain::OrderPlaced>(&m_known.begin->event) : nullptr;
    if (said == nullptr || known == nullptr || !m_history.isTotalSaid || m_fresh.empty()) return {};
    std::map<std::string, base::Amount> more;
    for (const domain::Charge& charge : said->charges) more[charge.kind] += charge.amount;
    for (const domain::Charge& charge : known->charges) more[charge.kind] -= charge.amount;
    base::Amount sum;
    for (const Fresh& fresh : m_fresh) sum += fresh.line.net;
    std::vector<domain::Charge> moved;
    for (const auto& [kind, amount] : more) {
      if (amount.tenThousandths == 0) continue;
      if (!isRest(kind)) return {};
      moved.push_back({kind, amount});
      sum += amount;
    }
    if (sum.tenThousandths != 0) return {};
    said->charges = known->charges;
    return moved;
  }

  void addFacts() {
    std::map<std::string, std::vector<std::size_t>> there;
    for (std::size_t i = m_known.facts.size(); i-- > 0;) there[keyOf(m_known.facts[i].event, m_known.facts[i].occurredAt)].push_back(i);
    std::vector<bool> isSaid(m_known.facts.size(), false);
    std::vector<std::pair<command::Fact, std::size_t>> left;
    for (std::size_t i = 0; i < m_history.facts.size(); ++i) {
      left.emplace_back(m_history.facts[i].fact, i);
      renumber(left.back().first.event, m_numbers);
    }
    std::vector<std::pair<std::size_t, std::size_t>> again;  // there, and in the history
    // Of events that say the same each takes its own, then what is left.
    for (const bool isOwn : {true, false})
      if (!there.empty())
        std::erase_if(left, [&](const auto& one) {
          const auto same = there.find(keyOf(one.first.event, one.first.occurredAt));
          if (same == there.end()) return false;
          const auto found = std::find_if(same->second.rbegin(), same->second.rend(), [&](std::size_t at) { return !isOwn || m_known.facts[at].by == m_history.facts[one.second].by; });
          if (found == same->second.rend()) return false;
          isSaid[*found] = true;
          again.emplace_back(*found, one.second);
          same->second.erase(std::next(found).base());
          return true;
        });
    std::erase_if(left, [&](const auto& one) { return addGrown(m_history.facts[one.second], one.first, isSaid); });
    const std::set<EventName> others = saidOtherwise(left, again, isSaid);
    for (const auto& [at, i] : again) (others.contains(m_known.facts[at].by) && m_known.facts[at].by != m_history.facts[i].by ? addition.differ : addition.known).push_back(m_history.facts[i].row);
    // What is there and is not said any more stands for one of its kind that is new: the same, said otherwise. To add it would
    // count it twice. Of a part only what happened at the same time can be the same.
    std::map<std::pair<std::size_t, std::optional<base::Timestamp>>, int> unsaid;
    const auto kindOf = [&](const command::Fact& fact) { return std::pair(fact.event.index(), m_history.mayBePart ? fact.occurredAt : std::nullopt); };
    for (std::size_t i = 0; i < isSaid.size(); ++i)
      if (!isSaid[i]) ++unsaid[kindOf(m_known.facts[i])];
    for (auto& [fact, i] : left) {
      const HistoryFact& said = m_history.facts[i];
      bool isOther = said.isMoved || others.contains(said.by);
      if (const auto other = unsaid.find(kindOf(fact)); !isOther && other != unsaid.end() && other->second > 0) {
        isOther = true;
        --other->second;
      }
      if (isOther || m_areLinesOther) addition.differ.push_back(said.row);
      else put(std::move(fact), {rowOf(said)}, {{}, said.package, said.by});
    }
  }

  // Events of what is left that told something here before which they do not say again: it is that, said otherwise. Those that say
  // all of it again tell more, as of lines that came in since.
  std::set<EventName> saidOtherwise(const std::vector<std::pair<command::Fact, std::size_t>>& left, const std::vector<std::pair<std::size_t, std::size_t>>& again, std::vector<bool>& isSaid) const {
    std::set<EventName> others;
    for (const auto& [fact, i] : left) others.insert(m_history.facts[i].by);
    others.erase(0);
    if (others.empty()) return others;
    std::map<std::size_t, EventName> sayers;
    for (const auto& [at, i] : again) sayers[at] = m_history.facts[i].by;
    std::set<EventName> told;
    for (std::size_t at = 0; at < isSaid.size(); ++at) {
      const EventName by = m_known.facts[at].by;
      if (!others.contains(by)) continue;
      const auto sayer = sayers.find(at);
      if (!isSaid[at] || (sayer != sayers.end() && sayer->second != by)) told.insert(by);
      isSaid[at] = true;
    }
    return told;
  }

  // A fact that tells of the lines it told of before and of others, since the order grew, or of an amount that was left and is
  // more now: what is there and the difference say together what it says.
  bool addGrown(const HistoryFact& said, const command::Fact& fact, std::vector<bool>& isSaid) {
    if (!domain::hasShare(fact.event)) return false;
    command::Fact more = fact, about = fact;
    const FactShare now = domain::takeShare(about.event);
    if (m_areLinesOther || (now.lines.empty() && !said.isReckoned) || (said.isReckoned && m_isBeginOther)) return false;
    learnShares(isSaid);
    const auto parts = m_parts.find(keyOf(about.event, about.occurredAt));
    if (parts == m_parts.end()) return false;
    FactShare before;
    for (const std::size_t part : parts->second) {
      domain::Event known = m_known.facts[part].event;
      domain::add(before, domain::takeShare(known));
    }
    // What it told of lines that stand under another number now is told of them.
    for (const domain::OrderLine& line : m_known.lines) {
      if (!m_history.movedAway.contains(line.line)) continue;
      before.lines.erase(line.line);
      if (said.isReckoned) before.amount -= line.net;
    }
    if (now.amount < before.amount || (now != before && !m_history.movedAway.empty())) return false;
    for (const auto& [line, part] : before.lines)
      if (const auto same = now.lines.find(line); same == now.lines.end() || same->second != part) return false;
    for (const auto& [line, part] : now.lines)
      if (!before.lines.contains(line) && m_mentioned.contains({fact.event.index(), line})) return false;
    for (const std::size_t part : parts->second) isSaid[part] = true;
    m_parts.erase(parts);
    addition.known.push_back(said.row);
    domain::takeAway(more.event, before);
    if (now != before) put(std::move(more), {m_fresh.empty() ? said.row : m_fresh.front().row}, {{}, said.package, said.by});
    return true;
  }

  // The row that says what is new: where it is what lines that are new brought about, that of the lines.
  std::int64_t rowOf(const HistoryFact& said) {
    if (!said.isReckoned || m_isBeginOther || !m_known.begin || m_fresh.empty()) return said.row;
    addition.known.push_back(said.row);
    return m_fresh.front().row;
  }

  // What is there of which nothing was said again so far, by what it is about, and which lines it tells of.
  void learnShares(const std::vector<bool>& isSaid) {
    if (std::exchange(m_areSharesKnown, true)) return;
    for (std::size_t i = 0; i < isSaid.size(); ++i) {
      domain::Event about = m_known.facts[i].event;
      if (!domain::hasShare(about)) continue;
      const FactShare told = domain::takeShare(about);
      for (const auto& [line, part] : told.lines) m_mentioned.emplace(about.index(), line);
      if (!isSaid[i]) m_parts[keyOf(about, m_known.facts[i].occurredAt)].push_back(i);
    }
  }

  // A part of a log may tell later prices, or earlier ones, than those that made the product known: each is one more.
  void addPrices() {
    const auto priceOf = [](const domain::Event& event) {
      const auto* listed = std::get_if<domain::ProductListed>(&event);
      const auto* changed = std::get_if<domain::PriceChanged>(&event);
      return listed != nullptr ? std::pair(listed->price, listed->currency) : changed != nullptr ? std::pair(changed->price, changed->currency) : std::pair(base::Amount{}, base::Currency{});
    };
    std::map<std::optional<base::Timestamp>, std::set<std::string>> there;
    const auto textOf = [&](const domain::Event& event) { return std::to_string(priceOf(event).first.tenThousandths) + priceOf(event).second.toText(); };
    for (const command::Fact& fact : m_known.facts) there[fact.occurredAt].insert(textOf(fact.event));
    for (const HistoryFact& said : m_history.facts) {
      const auto at = there.find(said.fact.occurredAt);
      if (at != there.end()) {
        (at->second.contains(textOf(said.fact.event)) ? addition.known : addition.differ).push_back(said.row);
        continue;
      }
      const auto [price, currency] = priceOf(said.fact.event);
      put({domain::PriceChanged{price, currency}, said.fact.occurredAt}, {said.row});
    }
  }

  const KnownDocument& m_known;
  const History& m_history;
  const bool m_isTimeSaid = isReturn() && std::any_of(m_history.lines.begin(), m_history.lines.end(), [](const HistoryLine& line) { return line.at.has_value(); });
  std::map<int, int> m_numbers;  // of the history -> of the stream
  std::vector<Fresh> m_fresh;
  bool m_isSome = false;  // nothing new is said, and not all that is there
  bool m_areLinesOther = false, m_isBeginOther = false, m_areSharesKnown = false;
  std::map<std::string, std::vector<std::size_t>> m_parts;
  std::set<std::pair<std::size_t, int>> m_mentioned;  // kind of event and line
};

}  // namespace

std::string nameOfPart(const std::string& piece, std::int64_t lines) {
  std::string count = std::to_string(lines);
  return piece + "-" + std::string(digitsOfPart - std::min(digitsOfPart, count.size()), '0') + count;
}

std::string textOf(domain::OrderLine line) {
  line.line = 0;
  return keyOf(domain::OrderLinesAdded{{std::move(line)}, {}});
}

SaidLines& SaidLines::operator+=(const SaidLines& more) {
  again += more.again;
  unsaid += more.unsaid;
  fresh += more.fresh;
  changed += more.changed;
  return *this;
}

SaidLines compareLines(std::vector<domain::OrderLine>& there, std::vector<domain::OrderLine>& said) {
  SaidLines lines;
  if (there.size() == said.size() && std::equal(there.begin(), there.end(), said.begin(), [](domain::OrderLine one, const domain::OrderLine& other) { return one.line = other.line, one == other; })) {
    lines.again = static_cast<std::int64_t>(there.size());
    there.clear();
    said.clear();
    return lines;
  }
  std::map<std::string, int> texts, products;
  for (const domain::OrderLine& line : said) ++texts[textOf(line)];
  std::erase_if(there, [&](const domain::OrderLine& line) {
    const auto again = texts.find(textOf(line));
    if (again == texts.end() || again->second == 0) return false;
    --again->second;
    ++lines.again;
    return true;
  });
  std::erase_if(said, [&](const domain::OrderLine& line) { return texts[textOf(line)]-- <= 0; });
  lines.unsaid = static_cast<std::int64_t>(there.size());
  lines.fresh = static_cast<std::int64_t>(said.size());
  for (const domain::OrderLine& line : there) ++products[line.product.text];
  for (const domain::OrderLine& line : said)
    if (auto product = products.find(line.product.text); product != products.end() && product->second > 0) --product->second, ++lines.changed;
  return lines;
}

Addition additionToNothing(const History& history) {
  const KnownDocument nothing;
  Adding adding(nothing, history);
  adding.add();
  return std::move(adding.addition);
}

Addition additionTo(const KnownDocument& known, std::int64_t version, const History& history) {
  Adding adding(known, history);
  adding.add();
  adding.addition.stream.mustBeNew = false;
  adding.addition.stream.version = version;
  return std::move(adding.addition);
}

}  // namespace twinlane::transfer
