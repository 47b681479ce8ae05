#include "care/view_check.h"

#include "base/zone.h"
#include "projection/view_file.h"

namespace twinlane::care {
namespace {

base::Status foldTo(store::Position target, projection::ReadModel& model, projection::ViewFile& shadow, feed::Feed& feed) {
  projection::Checkpoint checkpoint = shadow.checkpoint();
  while (checkpoint.position < target) {
    auto transaction = sqlite::Transaction::begin(shadow.connection());
    if (!transaction) return tl::unexpected(transaction.error());
    for (int batches = 0; batches < 50 && checkpoint.position < target; ++batches) {
      const auto batch = feed.next(checkpoint.position, 10'000);
      if (!batch) return tl::unexpected(batch.error());
      if (!*batch) return base::fail(base::ErrorCode::Damaged, "the list is ahead of the log, which ends at " + std::to_string(checkpoint.position), {}, "remove the folder 'views'; lists are made anew from the log");
      for (store::Position position = checkpoint.position + 1; position <= std::min((*batch)->last(), target); ++position) {
        const auto& event = (*batch)->event(position);
        if (!event) return tl::unexpected(event.error());
        if (auto applied = model.apply((*batch)->stored(position), *event); !applied) return applied;
        checkpoint.position = position;
      }
    }
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

}  // namespace

base::Status checkView(const std::string& name, const std::string& viewsFolder, const std::string& zone, feed::Feed& feed, base::FileSystem& files, VerifyReport& report) {
  auto model = projection::makeReadModel(name, zone);
  if (!model) return tl::unexpected(model.error());
  const auto head = feed.store().head();
  if (!head) return tl::unexpected(head.error());
  const std::string folder = viewsFolder + "/check";
  if (auto made = files.makeFolder(folder); !made) return made;
  const std::string shadowPath = projection::viewPath(folder, name, 1);
  auto removeShadow = [&] {
    for (const char* suffix : {"", "-wal", "-shm"}) (void)files.remove(shadowPath + suffix);
  };
  removeShadow();
  auto checked = [&]() -> base::Status {
    auto shadow = projection::ViewFile::open(folder, **model, {head->identity, (*model)->version(), zone, base::zoneDatabaseVersion()}, files);
    if (!shadow) return tl::unexpected(shadow.error());
    // Folded in the order of the log it needs few pages at a time; a live list keeps more for its readers' sake.
    if (auto set = (*shadow)->connection().run("PRAGMA cache_size=-8192"); !set) return set;
    const int generation = projection::currentGeneration(files, viewsFolder, name);
    auto live = sqlite::Connection::open(projection::viewPath(viewsFolder, name, generation), sqlite::Access::ReadOnly, files);
    if (!live) return tl::unexpected(live.error());
    const auto fault = live->fault();
    if (!fault) return tl::unexpected(fault.error());
    if (*fault) {
      if (!report.firstDifference) report.firstDifference = Difference{name, "the file", "ok", **fault, report.position};
      report.checks.push_back({name, false, 0});
      return {};
    }
    auto position = live->number("SELECT position FROM checkpoint");
    if (!position) return tl::unexpected(position.error());
    if (auto folded = foldTo(*position, **model, **shadow, feed); !folded) return folded;
    // The live view may have moved meanwhile: a snapshot freezes it, the shadow takes the few events since.
    const auto snapshot = sqlite::Transaction::snapshot(*live);
    if (!snapshot) return tl::unexpected(snapshot.error());
    position = live->number("SELECT position FROM checkpoint");
    if (!position) return tl::unexpected(position.error());
    if (auto folded = foldTo(*position, **model, **shadow, feed); !folded) return folded;
    std::int64_t rows = 0;
    // A report of its own, so that a view after a first difference is judged as well.
    VerifyReport own;
    own.position = *position;
    for (const std::string& sql : (*model)->contents()) {
      const auto compared = compareContent(name, sql, *live, (*shadow)->connection(), own);
      if (!compared) return tl::unexpected(compared.error());
      rows += *compared;
    }
    report.checks.push_back({name, !own.firstDifference, rows});
    if (!report.firstDifference) report.firstDifference = own.firstDifference;
    return {};
  }();
  removeShadow();
  return checked;
}

}  // namespace twinlane::care
