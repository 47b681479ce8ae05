#include "command/refusal.h"
#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/envelope_fields.h"
#include "ctl/moment.h"
#include "ctl/opened_engine.h"
#include "ctl/verbs.h"

#include "domain/business_facts.h"
#include "domain/compensation.h"
#include "domain/decision_table.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "projection/read_model.h"
#include "query/language/order_language.h"
#include "security/policy_table.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace twinlane::ctl {
namespace {

using Lists = std::vector<std::string>;

// Waits until these lists have seen what is stored; says by how much they have not when the time is over.
base::Status awaitLists(engine::Engine& engine, const Lists& lists, store::Position position, int timeoutMs, const char* remedy) {
  // One whose file cannot be opened will not come; one that is not made yet may.
  for (const auto& status : engine.projections())
    if (!status.isWatched && status.state == projection::State::Failed && status.failure->category != projection::Failure::notMade && std::find(lists.begin(), lists.end(), status.name) != lists.end())
      return base::fail(base::ErrorCode::Io, "the list '" + status.name + "' cannot be opened: " + status.error, status.name, status.failure->action);
  if (engine.waitForProjections(position, timeoutMs, true, lists)) return {};
  if (const store::Position head = engine.head().position; head < position)
    return base::fail(base::ErrorCode::TimedOut, "event " + std::to_string(position) + " is not stored yet: the log ends at " + std::to_string(head), {},
                      "give more time with --timeout, or wait for a position that a receipt named");
  std::string places, late;
  for (const auto& status : engine.projections()) {
    if (status.position >= position || std::find(lists.begin(), lists.end(), status.name) == lists.end()) continue;
    places += (places.empty() ? "" : ", ") + (lists.size() == 1 ? "this list" : status.name) + " is at " + std::to_string(status.position);
    late += (late.empty() ? "" : ", ") + status.name + " (" + projection::name(status.state) + (status.error.empty() ? "" : ": " + status.error) + ")";
  }
  return base::fail(base::ErrorCode::TimedOut, "stored as event " + std::to_string(position) + "; " + places, late, remedy);
}

// Waits as the call wants it for the list that is asked, and for no other.
base::Status awaitAsked(engine::Engine& engine, const Call& call, const std::string& list) {
  if (call.atLeast == 0) {
    // A reading process that owns the folder has lists that are only now catching up; a paused one will not.
    (void)engine.waitForProjections(engine.head().position, call.timeoutMs, false, {list});
    return {};
  }
  auto waited = awaitLists(engine, {list}, call.atLeast, call.timeoutMs, "give more time with --timeout, resume the list, or take it as it is with --else stale");
  if (waited || call.orElse == "error") return waited;
  std::fprintf(stderr, "twinlanectl: %s\n", waited.error().what.c_str());
  return {};
}

// One question to a list.
template <class Ask>
int answerOf(const Call& call, const std::string& list, Ask ask) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  if (auto waited = awaitAsked(**engine, call, list); !waited) return fail(call.json, waited.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  const auto answer = ask(**reader);
  if (!answer) return fail(call.json, answer.error());
  print(nodeOf(*answer));
  return Ok;
}

base::Currency currencyOf(const Call& call) { return base::Currency::fromText(call.currency).value_or(base::Currency{}); }

std::string remedyOf(const care::Difference& found) {
  const auto lists = projection::readModelNames();
  if (std::find(lists.begin(), lists.end(), found.what) == lists.end()) return "restore a backup";
  if (found.isInTheWay) return "move what is there away, or give the right to read and write it, and open the folder again: the list is made anew where it is gone";
  if (found.unfolded)
    return "it took in event " + std::to_string(found.unfolded->position) + " of " + found.unfolded->stream + " once, which this program cannot fold: " + found.unfolded->error + "; use the version that could, or set " + found.unfolded->stream +
           " aside in it with 'rebuild " + found.what + "' and then 'rebuild " + found.what + " --accept'";
  return "make it anew with 'rebuild " + found.what + "' and, where that tells what differs, use the new one with 'rebuild " + found.what + " --accept'; a pause and what was discarded stay, as far as they can still be read";
}

}  // namespace

int listCommands(const Call&) {
  domain::Node table = domain::commandTable();
  // A list of its own, so that who goes through the fields meets only those of the command.
  for (domain::Node& command : table.items) command.fields.emplace_back("envelope", envelopeTable());
  print(table);
  return Ok;
}

int listDecisions(const Call&) {
  print(domain::decisionTable());
  return Ok;
}

int listCompensations(const Call&) {
  print(domain::compensationTable());
  return Ok;
}

int listPolicy(const Call&) {
  print(security::policyTable());
  return Ok;
}

int stats(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  const store::Position head = (*engine)->head().position;
  if (auto waited = awaitLists(**engine, {"order_list", "revenue", "product_sales"}, head, call.timeoutMs, "resume the list if it is paused, else give more time with --timeout"); !waited) return fail(call.json, waited.error());
  // Where the other lists stand is shown too.
  (void)(*engine)->waitForProjections(head, call.timeoutMs, false);
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  if (!call.asOf.empty()) {
    const auto moment = momentOf(call.asOf, "--as-of");
    if (!moment) return fail(call.json, moment.error());
    const auto then = (*reader)->shopAsOf(*moment);
    if (!then) return fail(call.json, then.error());
    print(nodeOf(*then));
    return Ok;
  }
  const auto answer = (*reader)->stats(call.zone);
  if (!answer) return fail(call.json, answer.error());
  print(nodeOf(*answer, (*engine)->projections()));
  return Ok;
}

int orders(const Call& call) {
  query::OrderQuery query;
  auto where = query::orderConditionFrom(call.query);
  if (!where) return fail(call.json, where.error());
  query.filter.where = std::move(*where);
  auto sort = query::orderSortFrom(call.sort);
  if (!sort) return fail(call.json, sort.error());
  query.sort = std::move(*sort);
  query.limit = static_cast<int>(call.limit);
  query.after = call.after;
  query.withinMs = call.withinMs;
  return answerOf(call, "order_list", [&](query::Reader& reader) {
    auto page = reader.orders(query);
    if (page && page->partial)
      note("partial: the newest " + std::to_string(page->partial->looked) + " of " + std::to_string(page->partial->of) + " orders were looked through within the time given; without --within all are");
    return page;
  });
}

int order(const Call& call) {
  return answerOf(call, "order_detail", [&](query::Reader& reader) { return reader.order(call.name, call.atVersion > 0 ? std::optional(call.atVersion) : std::nullopt); });
}

int customers(const Call& call) {
  const query::CustomerQuery query{call.by == "orders" ? query::CustomerSort::Orders : query::CustomerSort::Revenue, currencyOf(call), static_cast<int>(call.limit), call.after};
  return answerOf(call, "customer_summary", [&](query::Reader& reader) { return reader.customers(query); });
}

int customer(const Call& call) {
  return answerOf(call, "customer_summary", [&](query::Reader& reader) { return reader.customer(call.name); });
}

int products(const Call& call) {
  const query::ProductQuery query{call.by == "units" ? query::ProductSort::Units : query::ProductSort::Revenue, currencyOf(call), static_cast<int>(call.limit), call.after};
  return answerOf(call, "product_sales", [&](query::Reader& reader) { return reader.products(query); });
}

int product(const Call& call) {
  return answerOf(call, "product_sales", [&](query::Reader& reader) { return reader.product(call.name); });
}

int returns(const Call& call) {
  if (call.summary) return answerOf(call, "product_sales", [](query::Reader& reader) { return reader.returnCounts(); });
  return answerOf(call, "product_sales", [&](query::Reader& reader) { return reader.returns({static_cast<int>(call.limit), call.after}); });
}

int operations(const Call& call) {
  std::optional<base::Timestamp> at;
  if (!call.at.empty()) {
    const auto moment = momentOf(call.at, "--at");
    if (!moment) return fail(call.json, moment.error());
    at = *moment;
  }
  if (call.list.empty()) return answerOf(call, "operations", [&](query::Reader& reader) { return reader.operations(at); });
  if (const auto list = projection::workListFromName(call.list))
    return answerOf(call, "operations", [&](query::Reader& reader) { return reader.workList({*list, call.imported, at, static_cast<int>(call.limit), call.after}); });
  return answerOf(call, "operations", [&](query::Reader& reader) { return reader.outOfStock({static_cast<int>(call.limit), call.after}); });
}

// The first and the last day that is meant, as orders are asked by when they were placed.
base::Result<std::pair<std::int64_t, std::int64_t>> daysOf(const std::string& text, const char* option) {
  const auto condition = query::orderConditionFrom("placed:" + text);
  const bool isOne = condition && text.find_first_of(" .") == std::string::npos && condition->kind == query::OrderCondition::Kind::Field && condition->field == query::OrderField::Placed;
  if (isOne) return std::pair(condition->from, condition->to);
  return base::fail(base::ErrorCode::BadInput, "'" + text + "' is no month or day", option, "give 2011-11 or 2011-11-30");
}

int revenue(const Call& call) {
  query::RevenueQuery query{.by = query::revenueByFromName(call.by).value_or(query::RevenueBy::Day), .newestFirst = call.newestFirst, .limit = static_cast<int>(call.limit), .after = call.after};
  if (!call.from.empty()) {
    const auto days = daysOf(call.from, "--from");
    if (!days) return fail(call.json, days.error());
    query.fromDay = days->first;
  }
  if (!call.to.empty()) {
    const auto days = daysOf(call.to, "--to");
    if (!days) return fail(call.json, days.error());
    query.toDay = days->second;
  }
  if (query.fromDay && query.toDay && *query.fromDay > *query.toDay) return fail(call.json, {base::ErrorCode::BadInput, "the first day is behind the last one", "--from " + call.from, "give --from and --to the other way round"});
  return answerOf(call, "revenue", [&](query::Reader& reader) { return reader.revenue(query); });
}

int search(const Call& call) {
  return answerOf(call, "search", [&](query::Reader& reader) { return reader.search({.text = call.query, .kind = query::searchKindFromName(call.kind), .limit = static_cast<int>(call.limit)}); });
}

int events(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  const auto page = (*reader)->events(call.afterPosition, static_cast<std::size_t>(call.limit), call.stream);
  if (!page) return fail(call.json, page.error());
  print(nodeOf(*page));
  return Ok;
}

int receipt(const Call& call) {
  const auto id = base::CommandId::fromText(call.name);
  if (!id) return fail(call.json, {base::ErrorCode::BadInput, "'" + call.name + "' is no command id", "id", "give the UUID of 36 characters that the receipt named"});
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  const auto kept = (*reader)->receipt(*id);
  if (!kept) return fail(call.json, kept.error());
  print(nodeOf(*kept));
  return Ok;
}

int receipts(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  query::ReceiptQuery query;
  for (const auto kind : {store::OutcomeKind::Accepted, store::OutcomeKind::Rejected, store::OutcomeKind::Conflict, store::OutcomeKind::Denied})
    if (call.outcome == command::name(command::outcomeOf(kind))) query.outcome = kind;
  query.limit = static_cast<int>(call.limit);
  query.after = call.after;
  const auto page = (*reader)->receipts(query);
  if (!page) return fail(call.json, page.error());
  print(nodeOf(*page));
  return Ok;
}

int quarantine(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  constexpr std::size_t slice = 1000;
  std::int64_t after = 0, left = call.limit;
  for (bool more = true; more && left > 0;) {
    const auto rows = (*reader)->quarantined(after, slice);
    if (!rows) return fail(call.json, rows.error());
    more = rows->size() == slice;
    for (const auto& row : *rows) {
      after = row.index;
      if ((row.repaired && !call.all) || left == 0) continue;
      print(nodeOf(row));
      --left;
    }
  }
  return Ok;
}

int imports(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  const auto account = (*reader)->importAccount();
  if (!account) return fail(call.json, account.error());
  print(nodeOf(*account));
  return Ok;
}

int guardBreaks(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  const auto breaks = query::guardBreaks(**reader, static_cast<std::size_t>(call.limit));
  if (!breaks) return fail(call.json, breaks.error());
  for (const query::GuardBreak& each : *breaks) print(nodeOf(each));
  return Ok;
}

int projections(const Call& call) {
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  // What a list is behind by only because nobody kept it until now is no news; one that stays behind is.
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false);
  domain::Node list = domain::Node::list();
  for (const auto& status : (*engine)->projections()) list.items.push_back(nodeOf(status));
  print(Document().node("projections", std::move(list)).take());
  return Ok;
}

int digest(const Call& call) {
  constexpr std::size_t slice = 10'000;
  auto engine = openForReading(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return fail(call.json, reader.error());
  base::DigestWriter writer;
  std::map<std::string, domain::BusinessFacts> facts;  // by stream
  store::Position position = 0;
  for (bool more = true; more;) {
    const auto page = (*reader)->events(position, slice);
    if (!page) return fail(call.json, page.error());
    for (const store::StoredEvent& event : page->events) {
      writer.field(std::string_view(event.stream.toText())).field(event.version).field(std::int64_t{event.type}).field(base::ByteView(event.payload));
      position = event.position;
      auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
      if (!fact) return fail(call.json, fact.error());
      facts[event.stream.toText()].add(std::move(*fact), event.occurredAt);
    }
    more = page->events.size() == slice;
  }
  base::DigestWriter business;
  for (const auto& [stream, said] : facts) business.field(std::string_view(stream)).field(base::ByteView(said.digest()));
  print(Document().text("digest", base::toHex(writer.digest())).number("events", position).text("facts", base::toHex(business.digest())).take());
  return Ok;
}

int verify(const Call& call) {
  auto engine = openForChecking(call.dataFolder);
  if (!engine) return fail(call.json, engine.error());
  const auto report = (*engine)->verify();
  if (!report) return fail(call.json, report.error());
  (*engine)->keepProofs(*report);
  print(nodeOf(*report));
  if (report->journalDamaged) note("the journal is damaged: restore a backup; nothing was changed");
  else
    for (const care::Difference& found : report->differences) note(found.what + " differs from what the log says: " + remedyOf(found));
  if (report->journalDamaged) return DamagedJournal;
  return report->ok() ? Ok : CheckFailed;
}

}  // namespace twinlane::ctl
