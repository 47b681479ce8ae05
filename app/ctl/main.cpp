// twinlanectl: the engine without a window. The option table below is the only place where options are named.
#include "ctl/answer.h"
#include "ctl/envelope_fields.h"
#include "ctl/verbs.h"

#include "base/money.h"
#include "projection/work_list.h"

#include <CLI/CLI.hpp>

#include <sys/stat.h>

#include <charconv>
#include <cstdlib>
#include <limits>

using namespace twinlane::ctl;

int main(int argc, char** argv) {
  // What is written is for its owner alone: it holds the shop's orders.
  ::umask(0077);
  Call call;
  CLI::App app("Twinlane without a window: give commands, import, ask, check.", "twinlanectl");
  app.set_version_flag("--version", std::string("twinlanectl ") + TWINLANE_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("Exit codes: 0 ok, 1 a check failed, 2 wrong usage or bad input, 3 something missing on this machine,\n"
             "4 shop folder in use, 5 damaged journal, 6 made by a newer version.\n\n" + envelopeHelp());
  if (const char* folder = std::getenv("TWINLANE_DATA")) call.dataFolder = folder;
  app.add_option("--data", call.dataFolder, "shop folder (else the environment's TWINLANE_DATA)");
  app.add_flag("--json", call.json, "errors as JSON too (answers always are)");

  int exit = Ok;
  auto verb = [&](CLI::App& parent, const char* name, const char* help, int (*run)(const Call&)) {
    CLI::App* added = parent.add_subcommand(name, help);
    added->fallthrough();
    added->final_callback([&call, &exit, run] { exit = run(call); });
    return added;
  };
  auto group = [&](const char* name, const char* help) {
    CLI::App* added = app.add_subcommand(name, help);
    added->fallthrough();
    added->require_subcommand(1);
    return added;
  };

  // The parser itself takes a number that has no room for the largest there is.
  const auto from = [](std::uint64_t least, std::uint64_t most) {
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    return CLI::Validator([=](std::string& text) {
      std::uint64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      const bool fits = error == std::errc() && end == text.data() + text.size() && number >= least && number <= most;
      return fits ? std::string() : "'" + text + "' is no whole number from " + range;
    }, range);
  };
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const auto milliseconds = from(0, 86'400'000);
  const CLI::Validator notEmpty([](std::string& text) { return text.find_first_not_of(' ') == std::string::npos ? std::string("say it in a few words") : std::string(); }, "TEXT");
  verb(app, "commands", "the commands and their fields", listCommands);
  CLI::App* domain = group("domain", "the rules");
  verb(*domain, "table", "what each state answers to each command", listDecisions);
  verb(*domain, "compensations", "how each command is undone, or why it is not", listCompensations);
  verb(*domain, "policy", "what each role may give and ask", listPolicy);
  CLI::App* submitting = verb(app, "submit", "one JSON command a line in, one receipt a line out", submit);
  submitting->add_option("--in-flight", call.inFlight, "commands on their way at once, per client")->check(from(1, 4096));
  submitting->add_option("--clients", call.clients, "threads that send")->check(from(1, 64));
  submitting->add_option("--stages", call.stages, "file for where the time of the commands went");
  CLI::App* importing = verb(app, "import", "take in foreign orders as facts", import);
  importing->add_option("--profile", call.profile, "mapping profile")->required();
  importing->add_option("paths", call.paths, "CSV files, of several tables also a folder of them, or event logs; .gz of them")->required();
  CLI::App* profile = group("profile", "mapping profiles");
  verb(*profile, "schema", "JSON Schema of a profile", profileSchema);
  CLI::App* checking = verb(*profile, "check", "problems of a profile; first rows of files under it", profileCheck);
  checking->add_option("file", call.profile, "mapping profile")->required();
  checking->add_option("paths", call.paths, "CSV files, folders of them, or event logs; .gz of them");
  verb(*profile, "propose", "a profile to begin with, from a file's header and first rows", profilePropose)->add_option("file", call.file, "CSV file or .gz of it")->required();
  verb(app, "imports", "what became of the rows of each file", imports);
  CLI::App* aside = verb(app, "quarantine", "rows that were not imported, with reason", quarantine);
  aside->add_option("--limit", call.limit, "at most so many rows")->check(from(1, 10'000'000));
  aside->add_flag("--all", call.all, "those as well that were taken in since");
  CLI::App* repairing = verb(app, "repair", "take in rows that were not imported: as they are, or one with the text it should have", repair);
  repairing->add_option("--profile", call.profile, "mapping profile of their source")->required();
  repairing->add_option("rows", call.rows, "index of each, as 'quarantine' has it")->required()->check(from(1, most));
  repairing->add_option("--text", call.text, "of the one row");
  repairing->add_flag("--another", call.another, "the lines are no others under a new number: of a history they come in when its files are given again");
  repairing->add_option("--header", call.file, "file whose columns they have (else their own)");
  CLI::App* broken = verb(app, "guard-breaks", "imported facts that a live command would have been refused for", guardBreaks);
  broken->add_option("--limit", call.limit, "at most so many")->check(from(1, 10'000'000));
  CLI::App* figures = verb(app, "stats", "the shop's figures once the lists have caught up", stats);
  figures->add_option("--as-of", call.asOf, "how the orders stood at this time, for example 2023-10-01T00:00:00Z");
  figures->add_option("--zone", call.zone, "zone of the months (else the shop's)");
  figures->add_option("--timeout", call.timeoutMs, "milliseconds to wait")->check(milliseconds);
  CLI::App* listing = verb(app, "orders", "a page of orders", orders);
  listing->add_option("--query", call.query, "status:shipped payment:unpaid customer:ID country:fr total>100 placed:2011-11 words; OR, -, parentheses");
  listing->add_option("--sort", call.sort, "placed_at, changed_at, number, total, status, payment, currency, lines, units, version; total:desc,placed:asc sorts by both, -total is total:desc");
  listing->add_option("--within", call.withinMs, "milliseconds after which what was found until then is the answer: it says \"partial\" and how many orders were looked through (else the whole answer)")->check(from(1, 86'400'000));
  listing->add_option("--limit", call.limit, "orders on a page")->check(from(1, 10'000));
  listing->add_option("--after", call.after, "cursor of the page before");
  CLI::App* one = verb(app, "order", "one order with its lines and timeline", order);
  one->add_option("id", call.name, "order")->required();
  one->add_option("--at-version", call.atVersion, "as it was at this version")->check(from(1, 1'000'000'000));
  const auto currency = [](const std::string& text) { return twinlane::base::Currency::fromText(text) ? std::string() : "'" + text + "' is no currency: give three capital letters"; };
  CLI::App* buyers = verb(app, "customers", "a page of customers, largest first", customers);
  buyers->add_option("--by", call.by, "what ranks: revenue (gross) or orders")->check(CLI::IsMember({"revenue", "orders"}));
  CLI::App* goods = verb(app, "products", "a page of products, largest first", products);
  goods->add_option("--by", call.by, "what ranks: revenue (gross) or units")->check(CLI::IsMember({"revenue", "units"}));
  for (CLI::App* ranking : {buyers, goods}) {
    ranking->add_option("--currency", call.currency, "whose revenue ranks (else that of most orders)")->check(CLI::Validator(currency, "CODE"));
    ranking->add_option("--limit", call.limit, "rows on a page")->check(from(1, 10'000));
    ranking->add_option("--after", call.after, "cursor of the page before");
  }
  CLI::App* buyer = verb(app, "customer", "one customer's figures", customer);
  buyer->add_option("id", call.name, "customer")->required();
  CLI::App* good = verb(app, "product", "one product's figures", product);
  good->add_option("id", call.name, "product")->required();
  CLI::App* back = verb(app, "returns", "returns that name no order, newest first, and the order line each may belong to", returns);
  back->add_flag("--summary", call.summary, "how many match in which way");
  back->add_option("--limit", call.limit, "return lines on a page")->check(from(1, 10'000));
  back->add_option("--after", call.after, "cursor of the page before");
  CLI::App* earned = verb(app, "revenue", "gross, charges, returned, cancelled and net, of each currency, by period or country", revenue);
  earned->add_option("--by", call.by, "hour, day, month or country")->check(CLI::IsMember({"hour", "day", "month", "country"}));
  earned->add_option("--from", call.from, "first month or day, in the shop's zone, for example 2011-11 or 2011-11-30");
  earned->add_option("--to", call.to, "last month or day");
  earned->add_flag("--newest-first", call.newestFirst, "periods from the newest on");
  earned->add_option("--limit", call.limit, "rows on a page")->check(from(1, 10'000));
  earned->add_option("--after", call.after, "cursor of the page before");
  CLI::App* work = verb(app, "operations", "what needs somebody: orders by status, payment and age; late, unpaid, held, failed; products out of stock", operations);
  std::vector<std::string> workLists(twinlane::projection::workListNames.begin(), twinlane::projection::workListNames.end());
  workLists.emplace_back("out_of_stock");
  work->add_option("--list", call.list, "one list, oldest first")->check(CLI::IsMember(workLists));
  work->add_flag("--imported", call.imported, "of the list those orders of which nothing was said but by imports");
  work->add_option("--limit", call.limit, "rows on a page")->check(from(1, 10'000));
  work->add_option("--after", call.after, "cursor of the page before");
  work->add_option("--at", call.at, "what is late and how old at this time (else now), for example 2023-10-01T00:00:00Z");
  CLI::App* seeking = verb(app, "search", "orders, customers and products by words and ids", search);
  seeking->add_option("text", call.query, "words that all must occur, or their beginnings; three or more characters of an id")->required();
  seeking->add_option("--kind", call.kind, "one kind alone")->check(CLI::IsMember({"order", "customer", "product"}));
  seeking->add_option("--limit", call.limit, "at most so many of each kind")->check(from(1, 1'000));
  for (CLI::App* asking : {listing, one, buyers, goods, buyer, good, back, earned, work, seeking}) {
    asking->add_option("--at-least", call.atLeast, "wait until the list has seen this position, as a receipt named it; at most for --timeout")->check(from(1, most));
    asking->add_option("--timeout", call.timeoutMs, "milliseconds to wait for the list (else 30000)")->check(milliseconds);
    asking->add_option("--else", call.orElse, "after that time: stale takes the list as it is, error exits 1")->check(CLI::IsMember({"stale", "error"}));
  }
  CLI::App* log = verb(app, "events", "the log", events);
  log->add_option("--after", call.afterPosition, "position before the first one shown")->check(from(0, most - 1));
  log->add_option("--limit", call.limit, "events shown")->check(from(1, 100'000));
  log->add_option("--stream", call.stream, "one stream, for example order-1");
  CLI::App* kept = verb(app, "receipt", "what became of one command", receipt);
  kept->add_option("id", call.name, "command_id")->required();
  CLI::App* history = verb(app, "receipts", "what became of commands, newest first", receipts);
  history->add_option("--outcome", call.outcome, "accepted, rejected, conflict or denied alone")->check(CLI::IsMember({"accepted", "rejected", "conflict", "denied"}));
  history->add_option("--limit", call.limit, "receipts on a page")->check(from(1, 10'000));
  history->add_option("--after", call.after, "cursor of the page before");
  CLI::App* lists = verb(app, "projections", "where each list stands", projections);
  lists->add_option("--timeout", call.timeoutMs, "milliseconds to wait for them")->check(milliseconds);
  CLI::App* gauges = verb(app, "telemetry", "a series of the last day in seconds or week in minutes; without one, which there are", telemetrySeries);
  gauges->add_option("--series", call.name, "name of the series");
  gauges->add_option("--from", call.from, "first time shown, for example 2023-10-01T00:00:00Z");
  gauges->add_option("--to", call.to, "time before which it ends");
  gauges->add_option("--step", call.step, "seconds of a point; from 60 on of minutes, which are kept longer")->check(from(1, 604'800));
  CLI::App* tracing = verb(app, "trace", "where the time of a command went, until each list showed it", trace);
  auto* traced = tracing->add_option("id", call.name, "command_id");
  tracing->add_option("--slowest", call.limit, "so many of the slowest that are kept")->check(from(1, 10'000))->excludes(traced);
  CLI::App* pausing = verb(app, "pause", "stop a list taking in changes", pause);
  pausing->add_option("name", call.name, "list")->required();
  pausing->add_option("--reason", call.reason, "why")->required()->check(notEmpty);
  CLI::App* resuming = verb(app, "resume", "let a list go on", resume);
  resuming->add_option("name", call.name, "list")->required();
  resuming->add_option("--timeout", call.timeoutMs, "milliseconds to wait for it")->check(milliseconds);
  CLI::App* renewing = verb(app, "rebuild", "make a list anew beside the one in use, compare both, and use the new one when they are the same", rebuild);
  renewing->add_option("name", call.name, "list, or all")->required();
  for (CLI::App* acting : {pausing, resuming, renewing}) acting->add_option("--actor", call.actor, "who does it");
  CLI::Option* onlyDiff = renewing->add_flag("--diff", call.diffOnly, "compare and keep the new one until --accept or --cancel");
  CLI::Option* accepting = renewing->add_flag("--accept", call.accept, "use the new one though it differs")->excludes(onlyDiff);
  CLI::Option* cancelling = renewing->add_flag("--cancel", call.cancel, "give the new one up")->excludes(onlyDiff)->excludes(accepting);
  renewing->add_flag("--back", call.back, "use the generation before this one again")->excludes(onlyDiff)->excludes(accepting)->excludes(cancelling);
  CLI::App* asking = verb(app, "why", "the events that made a row of a list", why);
  asking->add_option("name", call.name, "list")->required();
  asking->add_option("key", call.query, "the row's key, for example 12 or an order's id in order_list, 0|0 in its table facets; without one, what keys look like");
  asking->footer(whyHelp);
  asking->add_option("--table", call.table, "table of the list (else the first that is named here of it)");
  CLI::App* parked = group("parked", "orders that a list could not take in whole");
  CLI::App* parkedOnes = verb(*parked, "list", "what is set aside, in one list or all", parkedList);
  parkedOnes->add_option("name", call.name, "list");
  CLI::App* foretelling = verb(*parked, "preview", "which rows a retry would change; changes nothing", parkedPreview);
  CLI::App* retrying = verb(*parked, "retry", "take in what is set aside, each stream in its order as far as it goes", parkedRetry);
  CLI::App* discarding = verb(*parked, "discard", "pass over the first event that waits of a stream, for good", parkedDiscard);
  CLI::App* atPoison = verb(*parked, "policy", "what a list does at an event that it cannot take in", parkedPolicy);
  for (CLI::App* named : {foretelling, retrying, discarding, atPoison}) named->add_option("name", call.name, "list")->required();
  for (CLI::App* some : {foretelling, retrying}) {
    some->add_option("--stream", call.stream, "one stream alone, for example order-1");
    some->add_option("--group", call.group, "one group of like failures alone");
  }
  discarding->add_option("--stream", call.stream, "whose first event that waits, for example order-1")->required();
  discarding->add_option("--reason", call.reason, "why")->required()->check(notEmpty);
  for (CLI::App* telling : {retrying, discarding}) telling->add_option("--actor", call.actor, "who does it");
  atPoison->add_option("policy", call.atPoison, "park its order, or pause the list")->required()->check(CLI::IsMember({"park", "pause"}));
  CLI::App* verifying = verb(app, "verify", "check journal, write tables and lists; repairs nothing", verify);
  verifying->add_flag("--full", call.full, "all checks (the default has no shorter form yet)");
  verb(app, "digest", "one hash over all events", digest);
  CLI::App* playing = verb(app, "demo", "a seeded shop at work", demo);
  playing->add_option("--commands", call.commands, "so many commands, reproducible")->check(from(1, 100'000'000));
  playing->add_option("--seconds", call.seconds, "for so long")->check(from(1, 31'536'000));
  playing->add_option("--rate", call.rate, "commands a second")->check(from(1, 1'000'000));
  playing->add_option("--seed", call.seed, "of chance")->check(from(0, std::numeric_limits<std::uint64_t>::max()));
  playing->add_flag("--bulk", call.bulk, "as fast as they are taken in");
  playing->add_option("--stages", call.stages, "file for where the time of the commands went");
  CLI::App* bench = group("bench", "measure against a bare program");
  CLI::App* writing = verb(*bench, "write", "commands a second, and what one costs", benchWrite);
  writing->add_option("--only", call.only, "rates, answers or growth: these cases alone")->check(CLI::IsMember({"rates", "answers", "growth"}));
  for (CLI::App* measuring : {writing, verb(*bench, "load", "loading orders that are not in memory", benchLoad),
                              verb(*bench, "overload", "ten times more commands than can be taken in", benchOverload),
                              verb(*bench, "verify", "what comparing lists with their events costs a shop at work", benchVerify),
                              verb(*bench, "import", "rows a second, and live commands beside an import", benchImport),
                              verb(*bench, "catchup", "events a second of lists that come up after a stop", benchCatchUp),
                              verb(*bench, "rebuild", "events a second of lists that are made anew", benchRebuild),
                              verb(*bench, "query", "orders by id, pages and searches", benchQuery),
                              verb(*bench, "lag", "how long until all lists show a command", benchLag)}) {
    measuring->add_option("--events", call.events, "commands (import: rows) of each run")->check(from(1, 100'000'000));
    measuring->add_option("--seconds", call.seconds, "length of a case at a steady rate")->check(from(1, 86'400));
    measuring->add_option("--check", call.check, "goals; exit 1 below them");
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& shown) {
    return app.exit(shown);
  } catch (const CLI::ParseError& error) {
    // The parser tells of a verb that is not there as of one that is missing.
    std::string what = error.what();
    if (const auto rest = app.remaining(true); dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !rest.empty()) what = "'" + rest.front() + "' is not known here";
    return fail(call.json, {twinlane::base::ErrorCode::BadInput, what, "command line", "twinlanectl --help lists the verbs and their options"});
  } catch (const std::exception& error) {
    return fail(call.json, {twinlane::base::ErrorCode::Io, std::string("this was not expected: ") + error.what(), {}, "please report it with the command line"});
  }
  // Receipts that nobody can read are no answers: a full disk behind the output is told.
  if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && exit == twinlane::app::Ok)
    return fail(call.json, {twinlane::base::ErrorCode::Io, "standard output could not be written to its end", {}, "what was stored stays stored; ask for it with 'receipts' or send the same commands again with their ids"});
  return exit;
}
