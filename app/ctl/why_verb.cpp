#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/opened_engine.h"
#include "ctl/verbs.h"

namespace twinlane::ctl {

int why(const Call& call) {
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false);
  const auto answer = (*engine)->why(call.name, {{call.table.empty() ? call.name : call.table, call.query}});
  if (!answer) return fail(call.json, answer.error());
  const projection::RowLineage& row = answer->rows.front();
  domain::Node events = domain::Node::list();
  for (const store::Position position : row.events) events.items.push_back(domain::Node::ofNumber(std::to_string(position)));
  Document document;
  document.text("projection", call.name).text("table", row.table).text("key", row.key).text("row", row.sought).text("events_make_it", row.row).boolean("same", row.sought == row.row);
  document.number("position", answer->position).number("changes", row.changes).node("events", std::move(events));
  if (answer->proof) document.node("proof", nodeOf(*answer->proof));
  print(document.take());
  return row.sought == row.row ? Ok : CheckFailed;
}

}  // namespace twinlane::ctl
