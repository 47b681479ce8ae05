#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/opened_engine.h"
#include "ctl/verbs.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace twinlane::ctl {
namespace {

using domain::Node;

Node differenceNode(const projection::RowDifference& row) {
  Node events = Node::list();
  for (const store::Position position : row.events) events.items.push_back(Node::ofNumber(std::to_string(position)));
  Document document;
  document.text("table", row.table).text("key", row.key).text("is", row.is).text("new", row.other);
  if (row.divergedAfter) document.node("events", std::move(events)).number("diverged_after", *row.divergedAfter);
  return document.take();
}

Node outcomeNode(const std::string& name, const projection::RebuildOutcome& outcome) {
  const projection::ViewDifference& found = outcome.difference;
  Document document;
  document.text("projection", name).number("generation", outcome.generation).boolean("used", outcome.isUsed).boolean("compared", outcome.isCompared);
  document.number("position", found.position);
  if (outcome.isCompared) document.boolean("same", found.isNone());
  else document.null("same");
  document.number("changed", found.changed).number("missing", found.missing).number("extra", found.extra);
  if (found.areDigestsStale) document.boolean("digests_stale", true);
  if (!found.unfolded.empty()) document.node("unfolded", streamsNode(found.unfolded));
  Node rows = Node::list();
  if (found.schema) rows.items.push_back(differenceNode(*found.schema));
  for (const projection::RowDifference& row : found.first) rows.items.push_back(differenceNode(row));
  return document.node("differences", std::move(rows)).take();
}

// A line on standard error about once a second.
class ProgressLine {
 public:
  ProgressLine(std::string name, const engine::Engine& engine) : m_name(std::move(name)), m_engine(engine), m_last(engine.clock().steady()) {}
  bool tell(const projection::RebuildStatus& standing) {
    const base::SteadyTime now = m_engine.clock().steady();
    if (now.microsSince(m_last) < 1'000'000) return true;
    m_last = now;
    std::fprintf(stderr, "%s: %lld of %lld events, %.0f a second, about %lld s left\n", m_name.c_str(), static_cast<long long>(standing.position), static_cast<long long>(m_engine.head().position),
                 standing.eventsPerSecond, static_cast<long long>((standing.etaMs + 999) / 1000));
    return true;
  }

 private:
  const std::string m_name;
  const engine::Engine& m_engine;
  base::SteadyTime m_last;
};

int leave(const Call& call, engine::Engine& engine, const std::string& name) {
  const base::Status done = call.cancel ? engine.cancelRebuild(name) : engine.goBack(name);
  if (!done) return fail(call.json, done.error());
  (void)engine.waitForProjections(engine.head().position, call.timeoutMs, false);
  for (const auto& status : engine.projections())
    if (status.name == name) print(Document().text("projection", name).number("generation", status.generation).number("position", status.position).take());
  return Ok;
}

int await(const Call& call, engine::Engine& engine, const std::string& name) {
  ProgressLine line(name, engine);
  const auto outcome = call.accept ? engine.acceptRebuild(name) : engine.awaitRebuild(name, [&](const projection::RebuildStatus& standing) { return line.tell(standing); });
  if (!outcome) return fail(call.json, outcome.error());
  print(outcomeNode(name, *outcome));
  if (outcome->isUsed) return Ok;
  if (!outcome->isCompared) note("'" + name + "' stopped or is damaged, so the new generation was held against nothing; rebuild " + name + " --accept uses it, --cancel gives it up");
  if (!outcome->difference.unfolded.empty()) {
    const projection::ParkedStream& first = outcome->difference.unfolded.front();
    note("'" + name + "' took in event " + std::to_string(first.position) + " of " + first.stream.toText() + " once, which this program cannot fold: " + first.error +
         "; use the version that could, or have its like set aside by --accept: " + std::to_string(outcome->difference.unfolded.size()));
  }
  if (call.diffOnly) return outcome->isCompared && outcome->difference.isNone() ? Ok : CheckFailed;
  (void)fail(call.json, {base::ErrorCode::Conflict, "the new generation of '" + name + "' differs from the list in use, which stays in use", name,
                         "look at the differences; then rebuild " + name + " --accept uses the new one, --cancel gives it up"});
  return CheckFailed;
}

}  // namespace

int rebuild(const Call& call) {
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  // Compared is what both have: a list that is only now catching up is waited for.
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false);
  std::vector<std::string> lists{call.name};
  if (call.name == "all") {
    lists.clear();
    for (const auto& status : (*engine)->projections()) lists.push_back(status.name);
  }
  int worst = Ok;
  if (call.cancel || call.back) {
    for (const std::string& name : lists) worst = std::max(worst, leave(call, **engine, name));
    return worst;
  }
  // All at once, so that every worker has one to go on with.
  if (!call.accept)
    std::erase_if(lists, [&](const std::string& name) {
      const auto begun = (*engine)->beginRebuild(name, call.actor, call.diffOnly);
      if (!begun) worst = std::max(worst, fail(call.json, begun.error()));
      return !begun;
    });
  for (const std::string& name : lists) worst = std::max(worst, await(call, **engine, name));
  return worst;
}

}  // namespace twinlane::ctl
