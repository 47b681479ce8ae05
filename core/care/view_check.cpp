#include "care/view_check.h"

#include "base/zone.h"
#include "care/findings.h"
#include "projection/view_file.h"

#include <algorithm>

namespace twinlane::care {
namespace {

base::Status foldTo(store::Position target, projection::ReadModel& model, projection::ViewFile& shadow, feed::Feed& feed) {
  projection::Checkpoint checkpoint = shadow.checkpoint();
  while (checkpoint.position < target) {
    auto transaction = sqlite::Transaction::begin(shadow.connection());
    if (!transaction) return tl::unexpected(transaction.error());
    model.begin();
    for (int batches = 0; batches < 50 && checkpoint.position < target; ++batches) {
      const auto batch = feed.next(checkpoint.position, 10'000);
      if (!batch) return tl::unexpected(batch.error());
      if (!*batch) return base::fail(base::ErrorCode::Io, "the log could not be read beyond event " + std::to_string(checkpoint.position), {}, "look at the disk and try again");
      for (store::Position position = checkpoint.position + 1; position <= std::min((*batch)->last(), target); ++position) {
        const auto& event = (*batch)->event(position);
        if (!event) return tl::unexpected(event.error());
        if (auto applied = model.apply((*batch)->stored(position), *event); !applied) return applied;
        checkpoint.position = position;
      }
    }
    if (auto settled = model.settle(); !settled) return settled;
    if (auto committed = shadow.commit(*transaction, checkpoint); !committed) return committed;
  }
  return {};
}

std::string printRow(const sqlite::Statement& row, bool there) {
  if (!there) return "no row";
  std::string text;
  for (int column = 0; column < row.columns(); ++column) text += (column > 0 ? "|" : "") + row.printable(column);
  return text;
}

base::Result<std::int64_t> compareContent(const std::string& name, const std::string& sql, sqlite::Connection& live, sqlite::Connection& shadow, VerifyReport& report) {
  auto liveRows = live.prepare(sql.c_str(), false);
  auto shadowRows = shadow.prepare(sql.c_str(), false);
  if (!liveRows || !shadowRows) return tl::unexpected(liveRows ? shadowRows.error() : liveRows.error());
  for (std::int64_t rows = 0;; ++rows) {
    const auto liveRow = liveRows->step();
    const auto shadowRow = shadowRows->step();
    if (!liveRow || !shadowRow) return tl::unexpected(liveRow ? shadowRow.error() : liveRow.error());
    if (!*liveRow && !*shadowRow) return rows;
    const std::string expected = printRow(*shadowRows, *shadowRow), actual = printRow(*liveRows, *liveRow);
    if (expected == actual) continue;
    if (!report.firstDifference) report.firstDifference = Difference{name, *shadowRow ? shadowRows->printable(0) : liveRows->printable(0), expected, actual, report.position};
    return rows;
  }
}

constexpr const char* aheadOfTheLog = "commits it was made from";

// What differs from what a list made from this log says of itself, before any row is looked at.
base::Result<std::optional<Difference>> differsAsAWhole(sqlite::Connection& live, const std::string& name, feed::Feed& feed) {
  const auto checkpoint = projection::readCheckpoint(live);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto head = feed.store().head();
  if (!head) return tl::unexpected(head.error());
  const auto place = [&](const char* key, store::Position least) {
    return Difference{name, key, std::to_string(least) + " to " + std::to_string(head->position), std::to_string(checkpoint->position), head->position};
  };
  if (checkpoint->linkPosition > head->position) return place(aheadOfTheLog, head->position);
  if (checkpoint->position > head->position || checkpoint->position < checkpoint->linkPosition) return place("checkpoint", checkpoint->linkPosition);
  if (checkpoint->linkPosition == 0) return std::nullopt;
  const auto link = feed.store().linkAt(checkpoint->linkPosition);
  if (!link) return tl::unexpected(link.error());
  if (*link && **link == checkpoint->link) return std::nullopt;
  return Difference{name, "log it was made from", *link ? base::toHex(**link) : "a commit that ends at " + std::to_string(checkpoint->linkPosition), base::toHex(checkpoint->link), checkpoint->linkPosition};
}

// The shadow up to the live list's position, and all rows of both.
base::Result<std::int64_t> compareWithRebuild(const std::string& name, projection::ReadModel& model, projection::ViewFile& shadow, sqlite::Connection& live, feed::Feed& feed, VerifyReport& own) {
  // Folded in the order of the log it needs few pages at a time; a live list keeps more for its readers' sake.
  if (auto set = shadow.connection().run("PRAGMA cache_size=-8192"); !set) return tl::unexpected(set.error());
  auto checkpoint = projection::readCheckpoint(live);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (auto folded = foldTo(checkpoint->position, model, shadow, feed); !folded) return tl::unexpected(folded.error());
  // The live view may have moved meanwhile: a snapshot freezes it, the shadow takes the few events since.
  const auto snapshot = sqlite::Transaction::snapshot(live);
  if (!snapshot) return tl::unexpected(snapshot.error());
  checkpoint = projection::readCheckpoint(live);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (auto folded = foldTo(checkpoint->position, model, shadow, feed); !folded) return tl::unexpected(folded.error());
  own.position = checkpoint->position;
  std::int64_t rows = 0;
  // With other tables the rest cannot be asked.
  if (const auto schema = compareContent(name, "SELECT type || ' ' || name, sql FROM sqlite_schema ORDER BY 1", live, shadow.connection(), own); !schema) return schema;
  for (const std::string& sql : model.contents()) {
    if (own.firstDifference) break;
    const auto compared = compareContent(name, sql, live, shadow.connection(), own);
    if (!compared) return compared;
    rows += *compared;
  }
  return rows;
}

}  // namespace

base::Status checkView(const std::string& name, const ViewPlace& place, feed::Feed& feed, base::FileSystem& files, VerifyReport& report) {
  const std::string path = projection::viewPath(place.viewsFolder, name, projection::currentGeneration(files, place.viewsFolder, name));
  const auto differs = [&](const Difference& found) -> base::Status {
    if (!report.firstDifference) report.firstDifference = found;
    report.checks.push_back({name, false, 0});
    return {};
  };
  // Not the journal's damage, and no reason to leave the other lists out.
  const auto spoilt = [&](const base::Error& error) -> base::Status {
    if (error.where != path || (error.code != base::ErrorCode::Damaged && error.code != base::ErrorCode::Foreign)) return tl::unexpected(error);
    return differs({name, "the file", "a list", error.what, report.position});
  };
  const auto note = [&](const std::string& what) { report.notes.push_back("the list " + name + " " + what); };
  const auto isMadeAnew = [&](const std::string& why) -> base::Status {
    note(why + ": it is made anew when the folder is opened, and was not compared");
    report.checks.push_back({name, true, 0});
    return {};
  };
  auto model = projection::makeReadModel(name, place.zone);
  if (!model) return tl::unexpected(model.error());
  const auto head = feed.store().head();
  if (!head) return tl::unexpected(head.error());
  const projection::ViewIdentity identity{head->identity, (*model)->version(), place.zone, base::zoneDatabaseVersion()};
  if (!files.exists(path)) return isMadeAnew("is not there");
  auto live = sqlite::Connection::open(path, sqlite::Access::ReadOnly, files);
  if (!live) return spoilt(live.error());
  const auto fault = live->fault();
  if (!fault) return spoilt(fault.error());
  if (*fault) return differs({name, "the file", "ok", **fault, report.position});
  const auto tables = live->number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return spoilt(tables.error());
  if (*tables == 0) return isMadeAnew("is empty");
  const auto found = projection::readIdentity(*live);
  if (!found) return spoilt(found.error());
  if (!*found) return differs({name, "the file", "a list", "something else", report.position});
  if (**found != identity) return isMadeAnew((*found)->store == identity.store ? "was made by another version" : "belongs to another shop folder");
  const auto whole = differsAsAWhole(*live, name, feed);
  if (!whole) return spoilt(whole.error());
  if (*whole && (*whole)->key == aheadOfTheLog && !place.isWitnessed) {
    // Lists take only what is durable, so either the log lost its end, or these lists were put beside an older log. A witness that
    // agrees with the log tells that it was the lists.
    damaged(report, "its end", "at least " + (*whole)->actual + ", which the list " + name + " was made from", std::to_string(head->position), head->position);
    report.checks.push_back({name, false, 0});
    return {};
  }
  if (*whole) return differs(**whole);

  if (auto made = files.makeFolder(place.shadowFolder); !made) return made;
  const std::string shadowPath = projection::viewPath(place.shadowFolder, name, 1);
  auto removeShadow = [&] {
    for (const char* suffix : {"", "-wal", "-shm"}) (void)files.remove(shadowPath + suffix);
  };
  removeShadow();  // of a check that was cut off
  // A report of its own, so that a view after a first difference is judged as well.
  VerifyReport own;
  auto rows = [&]() -> base::Result<std::int64_t> {
    auto shadow = projection::ViewFile::open(place.shadowFolder, **model, identity, files);
    if (!shadow) return tl::unexpected(shadow.error());
    return compareWithRebuild(name, **model, **shadow, *live, feed, own);
  }();
  removeShadow();
  if (!rows) return spoilt(rows.error());
  report.checks.push_back({name, !own.firstDifference, *rows, own.position});
  if (!report.firstDifference) report.firstDifference = own.firstDifference;
  if (own.position < head->position) note("is at " + std::to_string(own.position) + " of " + std::to_string(head->position) + ", and was compared as of there");
  return {};
}

}  // namespace twinlane::care
