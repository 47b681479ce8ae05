// What was asked of an engine and what it answered, kept outside of it, so that it outlives every crash; and the check that
// each command took effect as it was answered: acknowledged ones exactly once, refused ones not at all, those that were never
// answered whole or not at all. One thread, that of the simulator, which also drives the engine. Faults are told in words.
#pragma once

#include "engine/engine.h"

#include <limits>
#include <unordered_map>

namespace twinlane::simulation {

// What is wrong, for a person; nothing when all is well.
using Finding = std::optional<std::string>;

class History {
 public:
  using Then = std::function<void(const command::Receipt&)>;

  // Hands the command to the engine and takes its answer down; `then` is called after that. An answer that comes when the
  // crash has been reported is nobody's any more.
  void submit(engine::Engine& engine, const command::Envelope& envelope, Then then = {});
  // The same in two halves, for an engine behind a pipe.
  void submitted(const command::Envelope& envelope);
  void answered(const command::Envelope& envelope, const command::Receipt& receipt);
  // The engine is gone: what had no answer yet may have been stored or not.
  void crashed();

  // How many commands were acknowledged so far; names a moment for the checks.
  std::size_t acknowledged() const { return m_acknowledged.size(); }
  static constexpr std::size_t now = std::numeric_limits<std::size_t>::max();

  // Sends each command that was acknowledged from the one moment to the other again: it must answer with the first receipt.
  // Stores nothing.
  Finding check(engine::Engine& engine, std::size_t moment = now, std::size_t from = 0) const;
  // Also walks all events: positions and versions without a gap, each command's events once, whole and where its receipt
  // says, none of a refused one, none of a command that nobody sent.
  Finding checkAll(engine::Engine& engine, std::size_t moment = now) const;

  // The first contradiction between two answers, as soon as it was heard.
  const Finding& fault() const { return m_fault; }
  // Commands without an answer.
  std::int64_t waiting() const { return m_waiting; }
  std::int64_t answers(command::Outcome outcome) const { return m_answers[static_cast<std::size_t>(outcome)]; }
  // Position of the last event that was acknowledged.
  store::Position acknowledgedTo() const { return m_acknowledgedTo; }

 private:
  struct Entry {
    command::Envelope envelope;
    std::optional<command::Receipt> first;
    std::size_t acknowledgedAt = 0;  // its place among the acknowledged
    int waiting = 0;                 // copies without an answer
    bool inDoubt = false;            // a copy may have been stored without being answered
  };
  struct Found;  // of one command in the journal

  void acknowledge(Entry& entry, const command::Receipt& receipt);
  Finding judge(Entry& entry, const command::Envelope& envelope, const command::Receipt& receipt);
  bool isKnown(const Entry& entry, std::size_t moment) const { return entry.first && entry.acknowledgedAt < moment; }
  Finding judgeEvents(engine::Engine& engine, const Entry& entry, const Found& found, std::size_t moment) const;

  std::unordered_map<base::CommandId, Entry> m_entries;
  std::vector<base::CommandId> m_acknowledged;
  std::array<std::int64_t, command::outcomeNames.size()> m_answers{};
  store::Position m_acknowledgedTo = 0;
  std::int64_t m_waiting = 0;
  std::int64_t m_life = 0;  // counts crashes, so that an answer is known to be of an engine before
  Finding m_fault;
};

}  // namespace twinlane::simulation
