// bench query: orders by id, pages of the list of orders behind any cursor, the newest hits of a search and the first page by two
// columns with and without a filter, through the product against a bare program that reads the same rows of the same files, in
// interleaved pairs; how long such a page takes that is wanted within 150 ms when nothing is in memory yet; and how long a page
// takes while commands come in, against the same page when there are none.
#include "ctl/answer.h"
#include "ctl/bench.h"
#include "ctl/mixed_load.h"
#include "ctl/verbs.h"

#include "base/random.h"
#include "query/language/order_language.h"
#include "query/order_cursor.h"

#include <algorithm>
#include <atomic>
#include <span>
#include <thread>

namespace twinlane::ctl {
namespace {

constexpr std::int64_t storedEvents = 400'000;
constexpr int rowsOfAPage = 50;
constexpr const char* searchedText = "tea cup";
constexpr double writesASecond = 2000;
constexpr int pageReaders = 2;
constexpr auto betweenPages = std::chrono::milliseconds(2);
constexpr std::int64_t besideSeconds = 20;
constexpr std::int64_t patienceMs = 150;
constexpr int hurriedQuestions = 100;

// The mix, with totals and customers that differ.
domain::Command variedCommand(std::int64_t index) {
  domain::Command command = mixedCommand(index);
  if (auto* place = std::get_if<domain::PlaceOrder>(&command)) {
    base::SeededRandom random(static_cast<std::uint64_t>(index));
    place->customer = domain::CustomerId("C" + std::to_string(random.below(5000)));
    place->lines.front().quantity = {static_cast<std::int64_t>(random.below(100) + 1) * 1000};
  }
  return command;
}

query::OrderQuery sortedQuery(const char* filter) {
  query::OrderQuery query;
  query.filter.where = *query::orderConditionFrom(filter);
  query.sort = {{query::OrderSort::Total, true}, {query::OrderSort::PlacedAt, false}};
  query.limit = rowsOfAPage;
  return query;
}

base::Status storeRounds(const std::string& folder, std::int64_t commands) {
  engine::Options options;
  options.dataFolder = folder;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  const LoadResult load = driveClosed(**engine, variedCommand, 0, commands, 512);
  if (load.accepted != commands) return base::fail(base::ErrorCode::Io, "not all orders could be made", folder);
  constexpr int catchUpMs = 3'600'000;
  if (!(*engine)->waitForProjections((*engine)->head().position, catchUpMs)) return base::fail(base::ErrorCode::TimedOut, "the lists did not catch up", folder);
  return {};
}

std::string anyOrder(base::Random& random, std::int64_t orders) { return std::to_string(random.below(static_cast<std::uint64_t>(orders)) + 1); }

// Cursors of orders anywhere in the list, newest first.
base::Result<std::vector<std::string>> cursorsOf(query::Reader& reader, std::int64_t orders) {
  base::SeededRandom random(1);
  std::vector<std::int64_t> numbers;
  for (int i = 0; i < 1000; ++i) numbers.push_back(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(orders))) + 1);
  const auto found = reader.ordersByNumber(numbers);
  if (!found) return tl::unexpected(found.error());
  std::vector<std::string> cursors;
  for (const query::OrderSummary& order : found->orders) cursors.push_back(query::cursorOf(order, {{}}));
  if (cursors.empty()) return base::fail(base::ErrorCode::Io, "there are no orders in the list");
  return cursors;
}

struct Kind {
  const char* name;
  std::int64_t reads, rawReads;
  std::function<bool(query::Reader&, base::Random&)> ask;
};

base::Result<double> productRate(query::Reader& reader, const Kind& kind) {
  const base::SystemClock clock;
  base::SeededRandom random(7);
  const base::SteadyTime start = clock.steady();
  for (std::int64_t i = 0; i < kind.reads; ++i)
    if (!kind.ask(reader, random)) return base::fail(base::ErrorCode::Io, std::string("a question was not answered: ") + kind.name);
  return static_cast<double>(kind.reads) * 1e6 / static_cast<double>(std::max<std::int64_t>(clock.steady().microsSince(start), 1));
}

base::Status comparePairs(Bench& bench, const std::string& folder, std::int64_t orders, query::Reader& reader, std::span<const Kind> kinds) {
  for (const Kind& kind : kinds) {
    std::vector<double> product, raw;
    for (int run = 0; run < Bench::runs; ++run) {
      const auto theirs = bench.runRaw({folder, kind.name, std::to_string(kind.rawReads), std::to_string(orders)});
      if (!theirs) return tl::unexpected(theirs.error());
      const auto ours = productRate(reader, kind);
      if (!ours) return tl::unexpected(ours.error());
      raw.push_back(static_cast<double>(kind.rawReads) / numberIn(*theirs, "seconds"));
      product.push_back(*ours);
    }
    BenchCase result = compared(kind.name, "queries/s", product, raw);
    result.isTimed = false;  // waits for no disk
    bench.report({result});
  }
  return {};
}

base::Status measureQueries(Bench& bench, const std::string& folder, std::int64_t orders, bool isShort) {
  engine::Options options;
  options.dataFolder = folder;
  options.mode = engine::Mode::ReadOnly;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return tl::unexpected(reader.error());
  const auto cursors = cursorsOf(**reader, orders);
  if (!cursors) return tl::unexpected(cursors.error());
  const Kind kinds[] = {{"order", isShort ? 100 : 10'000, isShort ? 100 : 10'000, [&](query::Reader& asked, base::Random& random) { return asked.order(anyOrder(random, orders), {}).has_value(); }},
                        {"page", isShort ? 50 : 3000, isShort ? 50 : 3000, [&](query::Reader& asked, base::Random& random) {
                           query::OrderQuery query;
                           query.limit = rowsOfAPage;
                           query.after = (*cursors)[random.below(cursors->size())];
                           return asked.orders(query).has_value();
                         }},
                        {"text", isShort ? 20 : 500, isShort ? 20 : 500, [&](query::Reader& asked, base::Random&) {
                           const auto answer = asked.search({.text = searchedText, .kind = query::SearchKind::Order, .limit = rowsOfAPage});
                           return answer && !answer->hits.empty();
                         }}};
  return comparePairs(bench, folder, orders, **reader, kinds);
}

// Answers are not kept: each is made anew, as the bare program makes it. The columns are there from the first question on.
base::Status measureSorted(Bench& bench, const std::string& folder, std::int64_t orders, bool isShort) {
  engine::Options options;
  options.dataFolder = folder;
  options.mode = engine::Mode::ReadOnly;
  options.cachedAnswerBytes = 0;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return tl::unexpected(reader.error());
  query::OrderQuery hurried = sortedQuery("");
  hurried.withinMs = patienceMs;
  std::vector<std::int64_t> nanos;
  std::int64_t partial = 0;
  for (int i = 0; i < hurriedQuestions; ++i) {
    const base::SteadyTime start = (*engine)->clock().steady();
    const auto page = (*reader)->orders(hurried);
    if (!page) return tl::unexpected(page.error());
    nanos.push_back((*engine)->clock().steady().nanos - start.nanos);
    partial += page->partial ? 1 : 0;
  }
  const double p99 = quantileMicros(nanos, 0.99), most = static_cast<double>(patienceMs) * 1000;
  BenchCase first{"page_within_150ms_p99", p99, most, p99 / most, "us of a hundred from nothing in memory, and those asked for", 1, 0, {}, false};
  first.stages = Document().number("partial", partial).take();
  bench.report({first});
  const auto asks = [](const char* filter) { return [query = sortedQuery(filter)](query::Reader& asked, base::Random&) { return asked.orders(query).has_value(); }; };
  const Kind kinds[] = {{"two_columns", isShort ? 20 : 100, isShort ? 20 : 1, asks("")}, {"filter_and_text", isShort ? 20 : 100, isShort ? 20 : 1, asks("total>200 c42")}};
  return comparePairs(bench, folder, orders, **reader, kinds);
}

// Of so many readers that each ask for a page every other millisecond, until `during` is over.
base::Result<std::vector<std::int64_t>> pageNanos(engine::Engine& engine, const std::vector<std::string>& cursors, const std::function<void()>& during) {
  std::atomic<bool> isOver{false};
  std::vector<std::int64_t> nanos[pageReaders];
  std::vector<std::unique_ptr<query::Reader>> readers;
  for (int i = 0; i < pageReaders; ++i) {
    auto reader = engine.openReader();
    if (!reader) return tl::unexpected(reader.error());
    readers.push_back(std::move(*reader));
  }
  std::vector<std::jthread> threads;
  for (int i = 0; i < pageReaders; ++i)
    threads.emplace_back([&, i] {
      base::SeededRandom random(static_cast<std::uint64_t>(i) + 1);
      while (!isOver) {
        query::OrderQuery query;
        query.limit = rowsOfAPage;
        query.after = cursors[random.below(cursors.size())];
        const base::SteadyTime start = engine.clock().steady();
        if (readers[static_cast<std::size_t>(i)]->orders(query)) nanos[i].push_back(engine.clock().steady().nanos - start.nanos);
        std::this_thread::sleep_for(betweenPages);
      }
    });
  during();
  isOver = true;
  threads.clear();
  std::vector<std::int64_t> all;
  for (const auto& of : nanos) all.insert(all.end(), of.begin(), of.end());
  return all;
}

base::Status measureBeside(Bench& bench, const std::string& folder, std::int64_t stored, std::int64_t orders, std::int64_t seconds) {
  engine::Options options;
  options.dataFolder = folder;
  auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  auto reader = (*engine)->openReader();
  if (!reader) return tl::unexpected(reader.error());
  const auto cursors = cursorsOf(**reader, orders);
  if (!cursors) return tl::unexpected(cursors.error());
  auto idle = pageNanos(**engine, *cursors, [&] { std::this_thread::sleep_for(std::chrono::seconds(seconds)); });
  if (!idle) return tl::unexpected(idle.error());
  auto busy = pageNanos(**engine, *cursors, [&] { driveOpen(**engine, mixedCommand, stored, writesASecond, static_cast<double>(seconds), [] {}); });
  if (!busy) return tl::unexpected(busy.error());
  const double with = quantileMicros(*busy, 0.99), without = quantileMicros(*idle, 0.99);
  bench.report({{"page_p99_beside_writes", with, without, with / without, "us at 2000 commands/s and at none", 1, 0, {}, true, without > 0 ? "" : "no page was read"}});
  return {};
}

}  // namespace

int benchQuery(const Call& call) {
  auto bench = Bench::open(call, "query", "twinlane-raw-query");
  if (!bench) return fail(call.json, bench.error());
  // Whole rounds of the mix, so that every order is delivered.
  constexpr std::int64_t round = openOrders * stepsOfAnOrder;
  const std::int64_t rounds = std::max<std::int64_t>((call.events > 0 ? call.events : storedEvents) / round, 1);
  const std::string folder = bench->freshFolder("product");
  if (auto stored = storeRounds(folder, rounds * round); !stored) return fail(call.json, stored.error());
  if (auto done = measureQueries(*bench, folder, rounds * openOrders, call.events > 0 && call.events < round); !done) return fail(call.json, done.error());
  if (auto done = measureSorted(*bench, folder, rounds * openOrders, call.events > 0 && call.events < round); !done) return fail(call.json, done.error());
  if (auto done = measureBeside(*bench, folder, rounds * round, rounds * openOrders, call.seconds > 0 ? call.seconds : besideSeconds); !done) return fail(call.json, done.error());
  return bench->finish();
}

}  // namespace twinlane::ctl
