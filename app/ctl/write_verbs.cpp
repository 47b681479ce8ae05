#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/opened_engine.h"
#include "ctl/stages_file.h"
#include "ctl/verbs.h"

#include "base/clock.h"
#include "base/zone.h"
#include "sqlite/connection.h"
#include "training/demo_shop.h"
#include "transfer/history/history_preview.h"
#include "transfer/profile/profile_proposal.h"
#include "transfer/row_reason.h"

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <malloc.h>
#include <mutex>
#include <thread>

namespace twinlane::ctl {
namespace {

constexpr std::size_t previewRows = 8, previewOrders = 3;
constexpr int bulkInFlight = 512;
constexpr int importCacheKb = 64;  // of each file: nobody asks for what was taken in

base::Result<transfer::Profile> loadProfile(const Call& call, int& exit) {
  const auto text = transfer::readProfileText(call.profile);
  if (!text) {
    exit = fail(call.json, text.error());
    return tl::unexpected(text.error());
  }
  transfer::ProfileCheck check = transfer::readProfile(call.profile, *text);
  if (check.problems.empty()) return std::move(check.profile);
  exit = failProfile(call.json, check.problems);
  return base::fail(base::ErrorCode::BadInput, "the profile has problems", call.profile);
}

// Days and months of a shop that begins with these files are those of the files. Files that cannot be taken in make no shop
// folder, and change nothing in one that has no orders yet.
base::Result<std::unique_ptr<engine::Engine>> openForImport(const Call& call, const transfer::Profile& profile) {
  std::error_code ignored;
  if (std::filesystem::exists(call.dataFolder + "/journal.sqlite", ignored)) {
    auto engine = openForWriting(call.dataFolder, false);
    if (!engine || (*engine)->head().position > 0 || base::sameZone((*engine)->zone(), profile.zone)) return engine;
  }
  if (auto proved = transfer::proveFiles(profile, call.paths); !proved) return tl::unexpected(proved.error());
  return openForWriting(call.dataFolder, true, profile.zone);
}

int checkHistory(const Call& call, const transfer::Profile& profile) {
  Document document;
  document.text("profile", profile.name).boolean("ok", true);
  if (call.paths.empty()) {
    print(document.node("files", domain::Node::list()).take());
    return Ok;
  }
  auto preview = transfer::previewHistory(profile, call.paths, previewRows, previewOrders);
  if (!preview) return fail(call.json, preview.error());
  domain::Node files = domain::Node::list(), orders = domain::Node::list(), unused = domain::Node::list();
  for (transfer::ProfilePreview& file : preview->files) {
    domain::Node rows = domain::Node::list();
    rows.items = std::move(file.firstRows);
    files.items.push_back(Document().text("file", file.file).node("first_rows", std::move(rows)).take());
  }
  orders.items = std::move(preview->orders);
  for (std::string& file : preview->unusedFiles) unused.items.push_back(domain::Node::ofText(std::move(file)));
  print(document.node("files", std::move(files)).node("first_orders", std::move(orders)).node("unused_files", std::move(unused)).take());
  return Ok;
}

}  // namespace

int import(const Call& call) {
  sqlite::Connection::limitCaches(importCacheKb);
  // Heaps of their own for each thread keep what none of them uses any more.
  ::mallopt(M_ARENA_MAX, 1);
  const base::SystemClock clock;
  const base::SteadyTime started = clock.steady();
  int exit = Ok;
  const auto profile = loadProfile(call, exit);
  if (!profile) return exit;
  auto engine = openForImport(call, *profile);
  if (!engine) return fail(call.json, engine.error());
  transfer::ImportProgress progress;
  std::int64_t told = 0;
  progress.step = [&](const transfer::ImportAccount& account, std::int64_t bytesRead, std::int64_t bytesTotal) {
    const std::int64_t percent = bytesTotal > 0 ? bytesRead * 100 / bytesTotal : 100;
    if (percent >= told + 10) {
      told = percent;
      std::fprintf(stderr, "%lld %% read, %lld rows\n", static_cast<long long>(percent), static_cast<long long>(account.rows));
    }
    return true;
  };
  auto account = (*engine)->importFiles(*profile, call.paths, progress);
  if (!account) return fail(call.json, account.error());
  // Files of a new shop were read once before it was opened.
  account->measure(clock, started);
  for (const std::string& file : account->unusedFiles) note(file + " was left out: no role of the profile asks for it");
  for (const auto& [role, relations] : account->unknownObjects)
    note(std::to_string(relations) + (relations == 1 ? " relation of " : " relations of ") + role + "s to objects that neither the log nor what earlier parts brought holds: nothing is told by them. Where an earlier part held them and the profile asks nothing of their type, "
         "nothing is missing; else give an export with all of its objects");
  if (account->quarantined.contains(transfer::unfinishedRow))
    note("the last row of a file has no line end, so it may be cut: it was set aside as unfinished_row. Give the file again when it is whole or, where all of it is there, "
         "with \"unfinished_row\": \"take\" in the profile");
  print(nodeOf(*account));
  return account->balanced() ? Ok : CheckFailed;
}

int repair(const Call& call) {
  int exit = Ok;
  const auto profile = loadProfile(call, exit);
  if (!profile) return exit;
  if (call.text && call.rows.size() != 1) return fail(call.json, {base::ErrorCode::BadInput, "one text is of one row", "--text", "give the index of that row alone"});
  if (call.text && call.another) return fail(call.json, {base::ErrorCode::BadInput, "lines that are no others come in as their files say them", "--text beside --another", "leave out one of the two"});
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  std::vector<transfer::RepairedRow> rows;
  for (const std::int64_t index : call.rows) rows.push_back({index, call.text, call.another});
  const auto account = (*engine)->takeInRepaired(*profile, call.file, rows);
  if (!account) return fail(call.json, account.error());
  print(nodeOf(*account));
  return account->refused.empty() ? Ok : CheckFailed;
}

int profileSchema(const Call&) {
  std::fputs((transfer::profileSchema() + "\n").c_str(), stdout);
  return Ok;
}

int profileCheck(const Call& call) {
  int exit = Ok;
  const auto profile = loadProfile(call, exit);
  if (!profile) return exit;
  if (profile->isHistory()) return checkHistory(call, *profile);
  domain::Node previews = domain::Node::list();
  std::vector<transfer::ProfileProblem> problems;
  for (const std::string& path : call.paths) {
    auto preview = transfer::previewFile(*profile, path, previewRows);
    if (!preview) return fail(call.json, preview.error());
    problems.insert(problems.end(), preview->problems.begin(), preview->problems.end());
    domain::Node rows = domain::Node::list();
    rows.items = std::move(preview->firstRows);
    domain::Node unused = domain::Node::list();
    for (std::string& column : preview->unusedColumns) unused.items.push_back(domain::Node::ofText(std::move(column)));
    previews.items.push_back(Document().text("file", preview->file).node("unused_columns", std::move(unused)).node("first_rows", std::move(rows)).take());
  }
  if (!problems.empty()) return failProfile(call.json, problems);
  print(Document().text("profile", profile->name).boolean("ok", true).node("files", std::move(previews)).take());
  return Ok;
}

// The profile alone is the answer, so that it can be kept as a file; what is left to decide is for the person.
int profilePropose(const Call& call) {
  const auto proposal = transfer::proposeProfile(call.file);
  if (!proposal) return fail(call.json, proposal.error());
  std::fputs(proposal->text.c_str(), stdout);
  for (const transfer::ProfileProblem& problem : proposal->toDecide)
    std::fprintf(stderr, "line %lld, %s: %s; %s\n", static_cast<long long>(problem.line), problem.key.c_str(), problem.problem.c_str(), problem.remedy.c_str());
  return Ok;
}

int pause(const Call& call) {
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  if (auto paused = (*engine)->pause(call.name, call.actor, call.reason); !paused) return fail(call.json, paused.error());
  for (const auto& status : (*engine)->projections())
    if (status.name == call.name) print(nodeOf(status));
  return Ok;
}

int resume(const Call& call) {
  auto engine = openForWriting(call.dataFolder, false);
  if (!engine) return fail(call.json, engine.error());
  if (auto resumed = (*engine)->resume(call.name, call.actor); !resumed) return fail(call.json, resumed.error());
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false, {call.name});
  for (const auto& status : (*engine)->projections()) {
    if (status.name != call.name) continue;
    print(nodeOf(status));
    if (status.state != projection::State::Paused && !status.failure) continue;
    const projection::Failure failure = status.failure.value_or(projection::Failure{{}, {}, status.pauseReason, {}, {}});
    return fail(call.json, {base::ErrorCode::Conflict, "the list '" + call.name + "' stopped again: " + failure.what, call.name, failure.action});
  }
  return Ok;
}

int demo(const Call& call) {
  if (call.commands <= 0 && call.seconds <= 0)
    return fail(call.json, {base::ErrorCode::BadInput, "say how long: --commands N, or --seconds N with --rate R", "demo", "for example: demo --commands 1000 --seed 7"});
  auto engine = openForWriting(call.dataFolder, true);
  if (!engine) return fail(call.json, engine.error());
  auto stages = StagesFile::open(call.stages, call.dataFolder);
  if (!stages) return fail(call.json, stages.error());
  if (auto may = training::DemoShop::mayPlayIn(**engine, call.seed); !may) return fail(call.json, may.error());
  training::DemoShop shop(call.seed);
  const std::int64_t commands = call.commands > 0 ? call.commands : call.seconds * call.rate;
  const int inFlight = call.bulk || call.commands > 0 ? bulkInFlight : 1;
  std::atomic<std::int64_t> accepted{0}, duplicates{0}, refused{0};
  std::atomic<int> open{0};
  std::mutex mutex;
  std::condition_variable answered;
  const base::SteadyTime start = (*engine)->clock().steady();
  for (std::int64_t i = 0; i < commands; ++i) {
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return open.load() < inFlight; });
    ++open;
    lock.unlock();
    if (call.commands <= 0 && !call.bulk) {
      // An even pace: the i-th command at i / rate seconds.
      const std::int64_t due = i * 1'000'000 / call.rate, now = (*engine)->clock().steady().microsSince(start);
      if (due > now) std::this_thread::sleep_for(std::chrono::microseconds(due - now));
    }
    (*engine)->submit(shop.next(), [&](const command::Receipt& receipt) {
      ++(receipt.outcome == command::Outcome::Accepted ? accepted : receipt.outcome == command::Outcome::Duplicate ? duplicates : refused);
      const std::lock_guard done(mutex);
      --open;
      answered.notify_one();
    });
  }
  {
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return open.load() == 0; });
  }
  const double seconds = static_cast<double>((*engine)->clock().steady().microsSince(start)) * 1e-6;
  (void)(*engine)->waitForProjections((*engine)->head().position, call.timeoutMs, false);
  print(Document()
            .text("seed", std::to_string(call.seed))
            .number("commands", commands)
            .number("accepted", accepted)
            .number("duplicates", duplicates)
            .number("refused", refused)
            .number("position", (*engine)->head().position)
            .decimal("seconds", seconds, 3)
            .take());
  (*engine)->stop();
  if (auto written = stages->write(*(*engine)->telemetry()); !written) return fail(call.json, written.error());
  return refused == 0 ? Ok : CheckFailed;
}

}  // namespace twinlane::ctl
