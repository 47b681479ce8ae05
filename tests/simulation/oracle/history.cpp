#include "simulation/oracle/history.h"

#include "domain/format/encoding.h"

namespace twinlane::simulation {
namespace {

using command::Outcome;
using command::Receipt;

constexpr std::size_t atOnce = 128;   // commands of a check that are sent together
constexpr int mostRounds = 100'000;   // an engine that does not answer by then never does
constexpr std::size_t eventsAtOnce = 5000;

std::string words(const Receipt& receipt) {
  std::string text = command::name(receipt.outcome);
  if (receipt.position > 0) text += " at " + std::to_string(receipt.position) + "+" + std::to_string(receipt.events);
  if (receipt.stream) text += " " + receipt.stream->toText() + " v" + std::to_string(receipt.version);
  if (!receipt.reason.empty()) text += " (" + receipt.reason + ")";
  return text;
}

std::string about(const command::Envelope& envelope) { return std::string(domain::typeName(envelope.command)) + " " + envelope.id.toText(); }

// What a first receipt says and the journal remembers of it.
bool isSame(const Receipt& a, const Receipt& b) {
  return a.command == b.command && a.outcome == b.outcome && a.position == b.position && a.events == b.events && a.stream == b.stream && a.version == b.version &&
         a.reason == b.reason && a.fields == b.fields && a.expected == b.expected && a.actual == b.actual;
}

bool saysOtherContent(const Receipt& receipt) {
  return receipt.outcome == Outcome::Rejected && receipt.reason == domain::name(domain::RejectionReason::IdUsedForOtherContent);
}

// What was asked and not answered yet. Shared with the answers, which may come when nobody waits for them any more.
struct Asked {
  std::vector<Receipt> receipts;
  std::vector<std::size_t> next;
  std::size_t waiting = 0;
  bool isFull = false;
};

// One receipt for each command, from an engine that nobody else drives. A full desk is asked again.
base::Result<std::vector<Receipt>> ask(engine::Engine& engine, const std::vector<const command::Envelope*>& envelopes) {
  const auto asked = std::make_shared<Asked>();
  asked->receipts.resize(envelopes.size());
  for (std::size_t i = envelopes.size(); i-- > 0;) asked->next.push_back(i);
  for (int rounds = 0; asked->waiting > 0 || !asked->next.empty(); ++rounds) {
    if (rounds == mostRounds) return base::fail(base::ErrorCode::TimedOut, std::to_string(asked->waiting + asked->next.size()) + " commands were not answered, or busy only");
    asked->isFull = false;
    while (!asked->next.empty() && asked->waiting < atOnce && !asked->isFull) {
      const std::size_t index = asked->next.back();
      asked->next.pop_back();
      ++asked->waiting;
      engine.submit(*envelopes[index], [asked, index](const Receipt& receipt) {
        asked->receipts[index] = receipt;
        --asked->waiting;
        if (receipt.outcome != Outcome::Busy) return;
        asked->isFull = true;
        asked->next.push_back(index);
      });
    }
    engine.step();
  }
  return std::move(asked->receipts);
}

}  // namespace

struct History::Found {
  store::Position first = 0;
  int events = 0;
  std::string fault;
};

void History::submit(engine::Engine& engine, const command::Envelope& envelope, Then then) {
  submitted(envelope);
  engine.submit(envelope, [this, envelope, life = m_life, then = std::move(then)](const Receipt& receipt) {
    if (life != m_life) return;
    answered(envelope, receipt);
    if (then) then(receipt);
  });
}

void History::submitted(const command::Envelope& envelope) {
  Entry& entry = m_entries[envelope.id];
  ++m_waiting;
  if (entry.waiting++ == 0 && !entry.first && !entry.inDoubt) entry.envelope = envelope;
}

void History::answered(const command::Envelope& envelope, const Receipt& receipt) {
  Entry& entry = m_entries[envelope.id];
  auto fault = judge(entry, envelope, receipt);
  if (!m_fault && fault) m_fault = about(envelope) + ": " + *fault;
  --entry.waiting;
  --m_waiting;
  ++m_answers[static_cast<std::size_t>(receipt.outcome)];
}

void History::crashed() {
  ++m_life;
  m_waiting = 0;
  for (auto& [id, entry] : m_entries) {
    entry.inDoubt = entry.inDoubt || (entry.waiting > 0 && !entry.first);
    entry.waiting = 0;
  }
}

void History::acknowledge(Entry& entry, const Receipt& receipt) {
  entry.first = receipt;
  entry.acknowledgedAt = m_acknowledged.size();
  entry.inDoubt = false;
  m_acknowledged.push_back(receipt.command);
  if (receipt.outcome == Outcome::Accepted) m_acknowledgedTo = std::max(m_acknowledgedTo, receipt.position + receipt.events - 1);
}

Finding History::judge(Entry& entry, const command::Envelope& envelope, const Receipt& receipt) {
  if (receipt.command != envelope.id) return "the answer names command " + receipt.command.toText();
  if (receipt.outcome == Outcome::Busy) return std::nullopt;
  if (receipt.outcome == Outcome::Unknown) {
    entry.inDoubt = entry.inDoubt || !entry.first;
    return std::nullopt;
  }
  if (domain::contentDigest(envelope.command) != domain::contentDigest(entry.envelope.command))
    return saysOtherContent(receipt) ? std::nullopt : Finding("other content under a used id was answered " + words(receipt));
  if (receipt.outcome == Outcome::Duplicate) {
    if (!receipt.first) return "a duplicate without the first receipt";
    if (entry.first) return isSame(*entry.first, *receipt.first) ? std::nullopt : Finding("was first " + words(*entry.first) + ", the duplicate says " + words(*receipt.first));
    if (entry.waiting < 2 && !entry.inDoubt) return "was called a duplicate the first time: " + words(*receipt.first);
    acknowledge(entry, *receipt.first);
    return std::nullopt;
  }
  if (receipt.outcome == Outcome::Accepted && envelope.expectedVersion && *envelope.expectedVersion != receipt.version - receipt.events)
    return "was given for version " + std::to_string(*envelope.expectedVersion) + " and is " + words(receipt);
  // After a failed COMMIT all who asked get the receipt that was found.
  if (entry.first) return isSame(*entry.first, receipt) ? std::nullopt : Finding("was answered " + words(*entry.first) + " and then " + words(receipt));
  acknowledge(entry, receipt);
  return std::nullopt;
}

Finding History::check(engine::Engine& engine, std::size_t moment, std::size_t from) const {
  std::vector<const command::Envelope*> envelopes;
  for (std::size_t i = from; i < std::min(moment, m_acknowledged.size()); ++i) envelopes.push_back(&m_entries.at(m_acknowledged[i]).envelope);
  const auto receipts = ask(engine, envelopes);
  if (!receipts) return receipts.error().what;
  for (std::size_t i = 0; i < envelopes.size(); ++i) {
    const Receipt& first = *m_entries.at(envelopes[i]->id).first;
    const Receipt& again = (*receipts)[i];
    if (again.outcome != Outcome::Duplicate || !again.first || !isSame(first, *again.first))
      return about(*envelopes[i]) + " was acknowledged as " + words(first) + ", sent again it is not its duplicate but " + words(again) + (again.first ? ", first " + words(*again.first) : "");
  }
  return std::nullopt;
}

Finding History::checkAll(engine::Engine& engine, std::size_t moment) const {
  if (auto fault = check(engine, moment)) return fault;
  auto reader = engine.openReader();
  if (!reader) return reader.error().what;
  std::unordered_map<base::CommandId, Found> found;
  std::unordered_map<store::StreamRef, std::int64_t> versions;
  store::Position position = 0;
  for (;;) {
    const auto events = (*reader)->events(position, eventsAtOnce);
    if (!events) return events.error().what;
    for (const store::StoredEvent& event : events->events) {
      const std::string where = "event " + std::to_string(event.position) + " of " + event.stream.toText();
      if (event.position != ++position) return where + " came after " + std::to_string(position - 1);
      if (event.version != ++versions[event.stream]) return where + " has version " + std::to_string(event.version) + " after " + std::to_string(versions[event.stream] - 1);
      Found& command = found[event.command];
      if (command.events == 0) command.first = event.position;
      if (event.index != command.events++ || event.position != command.first + event.index) return where + ": the events of command " + event.command.toText() + " are not one after the other";
      if (event.origin != domain::Origin::Import && !m_entries.contains(event.command)) return where + " is of a command that nobody sent: " + event.command.toText();
    }
    if (events->events.size() < eventsAtOnce) break;
  }
  const store::Position head = engine.head().position;
  if (position != head) return "the events end at " + std::to_string(position) + ", the head is " + std::to_string(head);
  for (const auto& [id, entry] : m_entries)
    if (auto fault = judgeEvents(engine, entry, found[id], moment)) return about(entry.envelope) + ": " + *fault;
  return std::nullopt;
}

Finding History::judgeEvents(engine::Engine& engine, const Entry& entry, const Found& found, std::size_t moment) const {
  const auto stored = [&] { return std::to_string(found.events) + " events at " + std::to_string(found.first) + " are stored"; };
  Receipt receipt;
  if (isKnown(entry, moment)) {
    receipt = *entry.first;
  } else if (found.events == 0) {
    return std::nullopt;
  } else if (!entry.first && !entry.inDoubt && entry.waiting == 0) {
    return "was never acknowledged, but " + stored();
  } else {
    // It may be in; then it is whole, and sent again it says so.
    const auto again = ask(engine, {&entry.envelope});
    if (!again) return again.error().what;
    if (again->front().outcome != Outcome::Duplicate || !again->front().first) return stored() + ", sent again it is " + words(again->front());
    receipt = *again->front().first;
  }
  const bool isIn = receipt.outcome == Outcome::Accepted;
  if (found.events != (isIn ? receipt.events : 0) || (isIn && found.first != receipt.position)) return words(receipt) + ", but " + stored();
  return std::nullopt;
}

}  // namespace twinlane::simulation
