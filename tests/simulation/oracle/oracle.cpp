#include "simulation/oracle/oracle.h"

#include "simulation/oracle/slow_compare.h"

namespace twinlane::simulation {
namespace {

constexpr store::Position tail = 100;
constexpr int patienceMs = 60'000;

Finding checkTail(engine::Engine& engine, query::Reader& reader) {
  const store::Position head = engine.head().position;
  store::Position position = std::max<store::Position>(head - tail, 0);
  const auto events = reader.events(position, tail + 1);
  if (!events) return events.error().what;
  for (const store::StoredEvent& event : events->events)
    if (event.position != ++position) return "event " + std::to_string(event.position) + " came after " + std::to_string(position - 1);
  return position == head ? std::nullopt : Finding("the events end at " + std::to_string(position) + ", the head is " + std::to_string(head));
}

Finding checkLists(engine::Engine& engine, query::Reader& reader) {
  const auto lists = reader.positions();
  if (!lists) return lists.error().what;
  for (const query::ListPosition& list : *lists)
    if (list.position > engine.head().position) return "the list " + list.name + " is at " + std::to_string(list.position) + ", ahead of the head " + std::to_string(engine.head().position);
  return std::nullopt;
}

Finding checkReport(const care::VerifyReport& report) {
  // A list that was opened is there to be compared; a witness may have gone with the power.
  for (const std::string& note : report.notes)
    if (note.starts_with("the list")) return "verify: " + note;
  if (report.ok()) return std::nullopt;
  if (!report.firstDifference()) return "verify says that the journal is damaged";
  const care::Difference& first = *report.firstDifference();
  return "verify: " + first.what + ", " + first.key + ": expected " + first.expected + ", found " + first.actual + " at " + std::to_string(first.position);
}

}  // namespace

Finding cheapOracle(engine::Engine& engine, const History& history, std::size_t moment, std::size_t from) {
  auto reader = engine.openReader();
  if (!reader) return reader.error().what;
  if (auto fault = checkLists(engine, **reader)) return fault;
  if (auto fault = checkTail(engine, **reader)) return fault;
  return history.check(engine, moment, from);
}

Finding fullOracle(engine::Engine& engine, base::FileSystem& files, const History& history, std::int64_t zoneMicros, std::size_t moment) {
  if (auto fault = cheapOracle(engine, history, moment)) return fault;
  if (auto fault = history.checkAll(engine, moment)) return fault;
  if (!engine.waitForProjections(engine.head().position, patienceMs)) return "the lists do not reach the head " + std::to_string(engine.head().position);
  const auto report = engine.verify();
  if (!report) return "verify: " + report.error().what + " " + report.error().where;
  if (auto fault = checkReport(*report)) return fault;
  return compareWithSlowFold(engine, files, zoneMicros);
}

}  // namespace twinlane::simulation
