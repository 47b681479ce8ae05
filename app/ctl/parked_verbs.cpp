#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/opened_engine.h"
#include "ctl/verbs.h"

#include <algorithm>
#include <map>

namespace twinlane::ctl {
namespace {

using domain::Node;
using projection::Parked;
using projection::ParkedRetryAnswer;

Node parkedNode(const std::string& list, const projection::ParkedStream& stream) {
  return Document()
      .text("projection", list)
      .text("stream", stream.stream.toText())
      .number("position", stream.position)
      .text("event", stream.event)
      .text("error", stream.error)
      .text("group", stream.group)
      .number("waiting", stream.waiting)
      .number("tries", stream.tries)
      .text("first_at", stream.firstAt.toText())
      .text("last_at", stream.lastAt.toText())
      .textIfAny("tried_by", stream.triedBy)
      .take();
}

Node discardedNode(const std::string& list, const projection::DiscardedEvent& event) {
  return Document()
      .text("projection", list)
      .text("stream", event.stream.toText())
      .number("position", event.position)
      .text("error", event.error)
      .text("actor", event.actor)
      .text("reason", event.reason)
      .text("at", event.at.toText())
      .take();
}

Node changeNode(const projection::RowChange& change) {
  return Document().text("table", change.table).text("key", change.key).text("before", change.before).text("after", change.after).take();
}

Node answerNode(const Call& call, const ParkedRetryAnswer& answer, bool isPreview) {
  Node streams = Node::list();
  for (const ParkedRetryAnswer::Stream& each : answer.streams) {
    Document stream;
    stream.text("stream", each.was.stream.toText()).number("position", each.was.position).number("applied", each.came.applied).number("waiting", each.came.left);
    if (each.came.stopped) stream.text("stopped", each.came.stopped->what);
    streams.items.push_back(stream.take());
  }
  Document document;
  document.text("projection", call.name).node("streams", std::move(streams)).number("applied", answer.applied);
  if (!isPreview) return document.take();
  Node changes = Node::list();
  for (const projection::RowChange& change : answer.changes) changes.items.push_back(changeNode(change));
  return document.number("rows", answer.changed).node("changes", std::move(changes)).take();
}

int retryWith(const Call& call, const projection::ParkedRetry& retry) {
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  const auto answer = (*engine)->retryParked(call.name, retry);
  if (!answer) return fail(call.json, answer.error());
  print(answerNode(call, *answer, retry.isPreview));
  if (retry.isPreview || retry.discardReason || answer->applied > 0) return Ok;
  const ParkedRetryAnswer::Stream& first = answer->streams.front();
  return fail(call.json, {base::ErrorCode::Conflict, "nothing could be taken in: " + first.was.stream.toText() + " still waits at event " + std::to_string(first.was.position) + (first.came.stopped ? ": " + first.came.stopped->what : ""), call.name,
                          "take a version that can fold it, or pass it over: parked discard " + call.name + " --stream " + first.was.stream.toText()});
}

}  // namespace

int parkedList(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false);
  const auto all = (*engine)->parked(call.name);
  if (!all) return fail(call.json, all.error());
  Node parked = Node::list(), discarded = Node::list(), groups = Node::list();
  for (const auto& [list, aside] : *all) {
    struct Group {
      const projection::ParkedStream* first;
      std::int64_t streams = 0, events = 0;
    };
    std::map<std::string, Group> byLikeness;
    for (const projection::ParkedStream& stream : aside.streams) {
      parked.items.push_back(parkedNode(list, stream));
      Group& group = byLikeness.try_emplace(stream.group, Group{&stream}).first->second;
      ++group.streams;
      group.events += stream.waiting;
    }
    for (const auto& [likeness, group] : byLikeness)
      groups.items.push_back(Document().text("projection", list).text("group", likeness).text("event", group.first->event).text("error", group.first->error).number("streams", group.streams).number("events", group.events).take());
    for (const projection::DiscardedEvent& event : aside.discarded) discarded.items.push_back(discardedNode(list, event));
  }
  print(Document().node("parked", std::move(parked)).node("groups", std::move(groups)).node("discarded", std::move(discarded)).take());
  int worst = Ok;
  for (const auto& [list, aside] : *all)
    if (aside.fault) worst = std::max(worst, fail(call.json, {aside.fault->code, "what is set aside in the list '" + list + "' cannot be read: " + aside.fault->what, aside.fault->where, aside.fault->remedy}));
  return worst;
}

int parkedPreview(const Call& call) { return retryWith(call, {call.stream, call.group, call.actor, {}, true}); }

int parkedRetry(const Call& call) { return retryWith(call, {call.stream, call.group, call.actor, {}, false}); }

int parkedDiscard(const Call& call) { return retryWith(call, {call.stream, {}, call.actor, call.reason, false}); }

int parkedPolicy(const Call& call) {
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  if (auto set = (*engine)->setWhenPoisoned(call.name, call.atPoison == "pause" ? projection::WhenPoisoned::Pause : projection::WhenPoisoned::Park); !set) return fail(call.json, set.error());
  for (const auto& status : (*engine)->projections())
    if (status.name == call.name) print(nodeOf(status));
  return Ok;
}

}  // namespace twinlane::ctl
