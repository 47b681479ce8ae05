#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/opened_engine.h"
#include "ctl/verbs.h"

#include "projection/lineage.h"
#include "projection/read_model.h"

#include <algorithm>

namespace twinlane::ctl {
namespace {

// As verify prints them: keys of a table that is not named like its list have it before them.
std::pair<std::string, std::string> askedRow(const Call& call) {
  if (!call.table.empty()) return {call.table, call.query};
  const std::size_t space = call.query.find(' ');
  const std::string first = call.query.substr(0, space);
  const auto tables = projection::tablesOf(call.name);
  const bool isATable = space != std::string::npos && tables && std::any_of(tables->begin(), tables->end(), [&](const projection::ProvenTable& table) { return table.name == first; });
  if (isATable) return {first, call.query.substr(space + 1)};
  return {tables ? tables->front().name : call.name, call.query};
}

domain::Node passedOverNode(const std::vector<projection::DiscardedEvent>& events) {
  constexpr std::size_t most = 20;
  domain::Node list = domain::Node::list();
  for (const projection::DiscardedEvent& each : events)
    if (list.items.size() < most) list.items.push_back(Document().text("stream", each.stream.toText()).number("position", each.position).text("actor", each.actor).text("reason", each.reason).take());
  return list;
}

int printKeys(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  const auto keys = (*engine)->keysOf(call.name);
  if (!keys) return fail(call.json, keys.error());
  domain::Node tables = domain::Node::list();
  std::string known;
  for (const engine::Engine::TableKeys& each : *keys) {
    known += (known.empty() ? "" : ", ") + each.table + " (" + each.columns + ")";
    if (call.table.empty() || each.table == call.table)
      tables.items.push_back(Document().text("table", each.table).text("key", each.columns).node("example", each.example ? domain::Node::ofText(*each.example) : domain::Node{}).take());
  }
  if (tables.items.empty()) return fail(call.json, {base::ErrorCode::NotFound, "the list '" + call.name + "' has no table '" + call.table + "'", call.table, "it has, each with what is its key, " + known});
  print(Document().text("projection", call.name).node("tables", std::move(tables)).take());
  return Ok;
}

}  // namespace

std::string whyHelp() {
  std::string text = "KEY is the values of a row's key, with bars between. A bar within one may be written as \\|, and where the key is an\n"
                     "order's number its id does as well (order-12 where an id is a number, too). Without --table the row is of the first table\n"
                     "of its list, or the table stands before the key as verify prints it: \"facets 0|0\". Without KEY the tables are told with\n"
                     "a key of each that there is; rows of revenue, customers and products carry theirs (\"why\"). For example:\n"
                     "  why order_list 1001                     an order, by its id or number\n"
                     "  why revenue \"1|24322||EUR\"             a month (kind 1) in euros: year * 12 + month - 1, 24322 is 2026-11\n"
                     "  why revenue \"0|20787||EUR\"             a day (kind 0; an hour is kind 3): days since 1970-01-01\n"
                     "  why product_sales \"TEA|EUR\"            what a product sold\n"
                     "  why customer_summary \"sales C1|EUR\"    what a customer bought\n"
                     "The tables of each list, and their keys:\n";
  for (const std::string& list : projection::readModelNames()) {
    const auto tables = projection::tablesOf(list);
    if (!tables) continue;
    text += "  " + list + ":";
    for (const projection::ProvenTable& table : *tables) text += (&table == &tables->front() ? " " : ", ") + table.name + " (" + table.keyColumns() + ")";
    text += "\n";
  }
  return text;
}

int why(const Call& call) {
  if (call.query.empty()) return printKeys(call);
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false);
  const auto answer = (*engine)->why(call.name, {askedRow(call)});
  if (!answer) return fail(call.json, answer.error());
  const projection::RowLineage& row = answer->rows.front();
  domain::Node events = domain::Node::list();
  for (const store::Position position : row.events) events.items.push_back(domain::Node::ofNumber(std::to_string(position)));
  Document document;
  document.text("projection", call.name).text("table", row.table).text("key", row.key).text("row", row.sought).text("events_make_it", row.row).boolean("same", row.sought == row.row);
  document.number("position", answer->position).number("changes", row.changes).node("events", std::move(events));
  if (answer->proof) document.node("proof", nodeOf(*answer->proof));
  if (!answer->setAside.empty()) {
    const projection::ParkedStream& first = answer->setAside.front();
    document.node("set_aside", streamsNode(answer->setAside)).number("streams_set_aside", static_cast<std::int64_t>(answer->setAside.size()));
    note("the list " + call.name + " lacks what was said of " + first.stream.toText() + " since event " + std::to_string(first.position) + " (" + first.event + "): it is set aside; see parked list " + call.name);
  }
  if (!answer->discarded.empty()) {
    const projection::DiscardedEvent& first = answer->discarded.front();
    document.node("discarded", passedOverNode(answer->discarded)).number("events_discarded", static_cast<std::int64_t>(answer->discarded.size()));
    note("the list " + call.name + " passes over event " + std::to_string(first.position) + " of " + first.stream.toText() + " for good, as " + first.actor + " decided; see parked list " + call.name);
  }
  if (!answer->unfolded.empty()) {
    const projection::ParkedStream& first = answer->unfolded.front();
    document.node("unfolded", streamsNode(answer->unfolded));
    note("the list " + call.name + " took in event " + std::to_string(first.position) + " of " + first.stream.toText() + " once, which this program cannot fold: " + first.error + "; use the version that could");
  }
  print(document.take());
  return row.sought == row.row ? Ok : CheckFailed;
}

}  // namespace twinlane::ctl
