#include "care/view_check.h"

#include "base/zone.h"
#include "care/findings.h"
#include "projection/shadow.h"
#include "projection/view_comparison.h"

#include <algorithm>

namespace twinlane::care {
namespace {

constexpr int mostTurns = 3, mostCatchUps = 30;
constexpr store::Position fewEvents = 1000;
constexpr const char* canBeFolded = "an event that can be folded";
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

// What is passed over for good decides what a rebuild comes to, so of that the log alone tells whether it is so.
base::Result<std::optional<projection::RowDifference>> compareDiscarded(sqlite::Connection& live, feed::Feed& feed) {
  auto select = live.prepare("SELECT position, category, id FROM discarded ORDER BY position", false);
  if (!select) return tl::unexpected(select.error());
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return std::nullopt;
    const store::Position position = select->integer(0);
    const auto events = feed.store().read(position - 1, 1);
    if (!events) return tl::unexpected(events.error());
    const bool isThere = !events->empty() && events->front().position == position;
    const std::string is = select->printable(1) + "|" + select->printable(2);
    const std::string inLog = isThere ? std::to_string(static_cast<int>(events->front().stream.category)) + "|" + events->front().stream.id : "no event";
    if (is != inLog) return projection::RowDifference{"discarded", std::to_string(position), is, inLog};
  }
}

// The shadow up to the live list's position, and what the rows of both come to; nothing when what is set aside changed meanwhile. The
// decisions are those of where they were compared.
base::Result<std::optional<projection::ViewDifference>> compareWithRebuild(projection::Shadow& shadow, sqlite::Connection& live, projection::ParkDecisions& decisions, feed::Feed& feed, const std::function<bool()>& goesOn) {
  auto checkpoint = projection::readCheckpoint(live);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  // Near enough without a snapshot, which keeps the list's WAL from beginning again for as long as it is held.
  for (int turn = 0; turn < mostCatchUps && shadow.file().checkpoint().position + fewEvents < checkpoint->position; ++turn) {
    if (auto folded = shadow.fold().runTo(checkpoint->position); !folded) return tl::unexpected(folded.error());
    checkpoint = projection::readCheckpoint(live);
    if (!checkpoint) return tl::unexpected(checkpoint.error());
  }
  // A list that moves on quicker than it is followed is compared when it is calmer.
  if (shadow.file().checkpoint().position + 10 * fewEvents < checkpoint->position) return std::nullopt;
  const auto snapshot = sqlite::Transaction::snapshot(live);
  if (!snapshot) return tl::unexpected(snapshot.error());
  checkpoint = projection::readCheckpoint(live);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto now = projection::decisionsIn(live);
  if (!now) return tl::unexpected(now.error());
  // New ones are at new events, which the shadow has not come to.
  const auto isMore = [](const std::set<store::Position>& before, const std::set<store::Position>& after) { return std::includes(after.begin(), after.end(), before.begin(), before.end()); };
  if (!isMore(decisions.failed, now->failed) || decisions.discarded != now->discarded) return std::nullopt;
  if (auto folded = shadow.fold().runTo(checkpoint->position); !folded) return tl::unexpected(folded.error());
  auto difference = projection::compareViews(live, shadow.file().connection(), checkpoint->position, 1, goesOn);
  if (!difference) return tl::unexpected(difference.error());
  // Of a stream that the shadow alone sets aside, all that comes later waits there as well.
  if (!difference->schema && difference->unfolded.empty()) {
    auto book = projection::compareParked(live, shadow.file().connection(), goesOn);
    if (book && !*book) book = compareDiscarded(live, feed);
    if (!book) return tl::unexpected(book.error());
    difference->book = std::move(*book);
  }
  decisions = *now;
  return std::optional(std::move(*difference));
}

// The first thing that differs, as the report tells it.
Difference firstOf(const std::string& name, const projection::ViewDifference& found) {
  std::optional<SetAside> unfolded;
  if (!found.unfolded.empty()) {
    const projection::ParkedStream& first = found.unfolded.front();
    unfolded = SetAside{name, first.stream.toText(), first.position, first.error};
  }
  if (found.schema) return {name, found.schema->key, found.schema->other, found.schema->is, found.position, {}, {}, unfolded};
  if (!found.first.empty()) {
    const projection::RowDifference& row = found.first.front();
    return {name, row.table == name ? row.key : row.table + " " + row.key, row.other, row.is, found.position, row.events, row.divergedAfter, unfolded};
  }
  if (found.book) return {name, found.book->table + " " + found.book->key, found.book->other, found.book->is, found.position};
  if (unfolded) return {name, "event " + std::to_string(unfolded->position), canBeFolded, unfolded->error, found.position, {}, {}, unfolded};
  return {name, "digests of its rows", base::toHex(found.root), "other ones", found.position};
}

}  // namespace

base::Status checkView(const std::string& name, const ViewPlace& place, feed::Feed& feed, base::FileSystem& files, const base::Clock& clock, VerifyReport& report) {
  const std::string path = projection::viewPath(place.viewsFolder, name, projection::generationsOf(files, place.viewsFolder, name).current);
  const auto isOther = [&](const Difference& found) -> base::Status {
    differs(report, found);
    report.checks.push_back({name, false, 0});
    return {};
  };
  const auto isInTheWay = [&](const char* key, const char* expected, const std::string& actual) {
    Difference found{name, key, expected, actual, report.position};
    found.isInTheWay = true;
    return isOther(found);
  };
  // Not the journal's damage, and no reason to leave the other lists out; what could not be read at the moment says nothing of the list.
  const auto spoilt = [&](const base::Error& error) -> base::Status {
    if (error.where != path || (error.code != base::ErrorCode::Damaged && error.code != base::ErrorCode::Foreign)) return tl::unexpected(error);
    return isOther({name, "the file", "a list", error.what, report.position});
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
  if (files.exists(place.viewsFolder) && !files.isFolder(place.viewsFolder)) return isInTheWay("the folder of lists", "a folder", "something else");
  if (!files.exists(path)) return isMadeAnew("is not there");
  for (const char* beside : {"", "-wal", "-shm"})
    if (files.isFolder(path + beside)) return isInTheWay("the file", "a list", "a folder at " + path + beside);
  if (const auto start = files.read(path, 1); !start && start.error().code == base::ErrorCode::Denied) return isInTheWay("the file", "a list", start.error().what);
  auto live = sqlite::Connection::open(path, sqlite::Access::ReadOnly, files);
  if (!live) return spoilt(live.error());
  // It reads the whole file at once; rows that cannot be read are found beside a shop at work, too.
  if (place.beside.eventsAtOnce == 0) {
    const auto fault = live->fault();
    if (!fault) return spoilt(fault.error());
    if (*fault) return isOther({name, "the file", "ok", **fault, report.position});
  }
  const auto tables = live->number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return spoilt(tables.error());
  if (*tables == 0) return isMadeAnew("is empty");
  const auto found = projection::readIdentity(*live);
  if (!found) return spoilt(found.error());
  if (!*found) return isOther({name, "the file", "a list", "something else", report.position});
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
  if (*whole) return isOther(**whole);

  projection::FoldOptions options;
  if (place.beside.eventsAtOnce > 0) {
    options.atOnce = place.beside.eventsAtOnce;
    options.rest = place.beside.rest;
  }
  projection::ViewDifference own;
  std::optional<store::Position> poison;
  const auto inShadow = [&](const auto& work) -> base::Status {
    auto shadow = projection::Shadow::open({place.shadowFolder, name, place.zone, identity}, options, feed, clock, files);
    if (!shadow) return tl::unexpected(shadow.error());
    auto done = work(**shadow);
    poison = (*shadow)->fold().poison();
    return done;
  };
  const auto compareOnce = [&]() -> base::Result<bool> {
    auto now = projection::decisionsIn(*live);
    if (!now) return tl::unexpected(now.error());
    options.decisions = std::move(*now);
    bool isCompared = false;
    auto done = inShadow([&](projection::Shadow& shadow) -> base::Status {
      auto difference = compareWithRebuild(shadow, *live, options.decisions, feed, place.beside.goesOn);
      if (!difference) return tl::unexpected(difference.error());
      isCompared = difference->has_value();
      if (isCompared) own = std::move(**difference);
      return {};
    });
    return done ? base::Result<bool>(isCompared) : tl::unexpected(done.error());
  };
  base::Result<bool> isCompared = false;
  for (int turn = 0; turn < mostTurns && isCompared && !*isCompared; ++turn) isCompared = compareOnce();
  if (!isCompared && poison) return isOther({name, "event " + std::to_string(*poison), canBeFolded, isCompared.error().what, *poison});
  if (!isCompared) return spoilt(isCompared.error());
  if (!*isCompared) {
    note("was not compared: it moves on quicker than it is followed, or what is set aside in it is being taken in; verify again");
    report.checks.push_back({name, true, 0});
    return {};
  }
  base::Status compared;
  for (const projection::ParkedStream& each : own.unfolded) options.decisions.failed.insert(each.position);
  if (!own.first.empty()) compared = inShadow([&](projection::Shadow& shadow) { return projection::explain(own, 1, shadow.fold(), shadow.file()); });
  if (!compared) return spoilt(compared.error());
  report.checks.push_back({name, own.isNone(), own.rows, own.position});
  if (own.isNone()) report.certificates.push_back({name, identity.version, own.position, own.root, own.rows, clock.wall()});
  else differs(report, firstOf(name, own));
  const auto parked = projection::parkedIn(*live);
  if (!parked) return spoilt(parked.error());
  const auto passedOver = live->number((std::string("SELECT ") + projection::passedOver).c_str());
  if (!passedOver) return spoilt(passedOver.error());
  if (*passedOver > 0) note("passes over " + std::to_string(*passedOver) + " events that were discarded: see parked list " + name);
  for (const projection::ParkedStream& each : parked->streams) report.setAside.push_back({name, each.stream.toText(), each.position, each.error});
  if (own.position < head->position) note("is at " + std::to_string(own.position) + " of " + std::to_string(head->position) + ", and was compared as of there");
  return {};
}

}  // namespace twinlane::care
