#include "projection/rebuild.h"

#include "base/fault/sabotage.h"

#include <sstream>

namespace twinlane::projection {
namespace {

std::string markPath(const ListPlace& place) { return place.folder + "/" + place.name + ".rebuild"; }

}  // namespace

base::Result<bool> isOfThisLog(const Checkpoint& checkpoint, feed::Feed& feed) {
  const auto head = feed.store().head();
  if (!head) return tl::unexpected(head.error());
  if (checkpoint.position > head->position && !TWINLANE_SABOTAGE("view-ahead")) return false;
  if (checkpoint.linkPosition == 0) return true;
  const auto link = feed.store().linkAt(checkpoint.linkPosition);
  if (!link) return tl::unexpected(link.error());
  return (*link && **link == checkpoint.link) || TWINLANE_SABOTAGE("view-of-another-history");
}

base::Result<bool> Rebuild::open(feed::Feed& feed, const base::Clock& clock) {
  auto model = makeReadModel(m_place.name, m_place.zone);
  if (!model) return tl::unexpected(model.error());
  m_model = std::move(*model);
  auto file = ViewFile::openAt(m_place.folder, m_mark.generation, *m_model, m_place.identity, m_files);
  if (!file) return tl::unexpected(file.error());
  if (!*file) return false;
  const auto isOurs = isOfThisLog((*file)->checkpoint(), feed);
  if (!isOurs || !*isOurs) return isOurs;
  m_file = std::move(*file);
  m_fold = std::make_unique<Fold>(*m_model, *m_file, feed, clock, FoldOptions{FoldOf::Next, {}});
  m_startedAt = clock.steady();
  m_startedFrom = m_file->checkpoint().position;
  return true;
}

base::Result<std::unique_ptr<Rebuild>> Rebuild::begin(const ListPlace& place, const RebuildMark& mark, const std::vector<DiscardedEvent>& discarded, feed::Feed& feed,
                                                      const base::Clock& clock, base::FileSystem& files) {
  std::unique_ptr<Rebuild> rebuild(new Rebuild(place, mark, files));
  const auto opened = rebuild->open(feed, clock);
  if (!opened) return tl::unexpected(opened.error());
  if (!*opened) return base::fail(base::ErrorCode::Io, "the file of the new generation cannot be made", viewPath(place.folder, place.name, mark.generation), "look at the disk and try again");
  if (!discarded.empty()) {
    auto transaction = rebuild->m_file->begin();
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto adopted = rebuild->m_file->parking().adopt(discarded); !adopted) return tl::unexpected(adopted.error());
    if (auto committed = rebuild->m_file->commit(*transaction, rebuild->m_file->checkpoint()); !committed) return tl::unexpected(committed.error());
    if (auto loaded = rebuild->m_file->parking().reload(); !loaded) return tl::unexpected(loaded.error());
  }
  if (auto marked = rebuild->writeMark(); !marked) return tl::unexpected(marked.error());
  return rebuild;
}

base::Status Rebuild::writeMark() const {
  return m_files.replace(markPath(m_place), std::to_string(m_mark.generation) + " " + (m_mark.isHeld ? "1" : "0") + " " + m_mark.actor + (m_mark.found ? std::string("\n") + name(*m_mark.found) : std::string()));
}

base::Status Rebuild::keepFound(RebuildState found) {
  if (m_mark.found == found) return {};
  m_mark.found = found;
  return writeMark();
}

base::Status Rebuild::hold(bool isHeld) {
  if (m_mark.isHeld == isHeld) return {};
  m_mark.isHeld = isHeld;
  return writeMark();
}

base::Result<std::unique_ptr<Rebuild>> Rebuild::goOn(const ListPlace& place, feed::Feed& feed, const base::Clock& clock, base::FileSystem& files) {
  const auto content = files.read(markPath(place));
  if (!content) return std::unique_ptr<Rebuild>();
  RebuildMark mark;
  std::istringstream words(*content);
  words >> mark.generation >> mark.isHeld;
  std::getline(words >> std::ws, mark.actor);
  std::string found;
  words >> found;
  for (const RebuildState each : {RebuildState::Held, RebuildState::Differs})
    if (found == name(each)) mark.found = each;
  std::unique_ptr<Rebuild> rebuild(new Rebuild(place, mark, files));
  // Used already, when the program ended before the mark was removed.
  const bool isDone = generationsOf(files, place.folder, place.name).current == mark.generation;
  // Nothing is begun here: where its file is gone it was given up.
  const bool isThere = mark.generation > 0 && files.exists(viewPath(place.folder, place.name, mark.generation));
  const auto opened = isThere && !isDone ? rebuild->open(feed, clock) : base::Result<bool>(false);
  if (!opened) return tl::unexpected(opened.error());
  if (*opened) return rebuild;
  rebuild.reset();
  if (!isDone && mark.generation > 0) removeGeneration(files, place.folder, place.name, mark.generation);
  if (auto removed = files.remove(markPath(place)); !removed) return tl::unexpected(removed.error());
  return std::unique_ptr<Rebuild>();
}

// The mark first: a file without one is nothing.
base::Status Rebuild::drop(std::unique_ptr<Rebuild> rebuild) {
  const ListPlace place = rebuild->m_place;
  const int generation = rebuild->m_mark.generation;
  base::FileSystem& files = rebuild->m_files;
  if (auto removed = files.remove(markPath(place)); !removed) return removed;
  rebuild.reset();
  removeGeneration(files, place.folder, place.name, generation);
  return {};
}

base::Result<Rebuild::Parts> Rebuild::use(std::unique_ptr<Rebuild>& rebuild, int before, const PauseState& pause) {
  const ListPlace place = rebuild->m_place;
  base::FileSystem& files = rebuild->m_files;
  const int generation = rebuild->m_mark.generation;
  const int earlier = generationsOf(files, place.folder, place.name).before;
  if (auto written = rebuild->m_file->writePause(pause); !written) return tl::unexpected(written.error());
  if (auto pointed = pointTo(files, place.folder, place.name, {generation, before}); !pointed) return tl::unexpected(pointed.error());
  // What is left of these is removed at the next opening.
  (void)files.remove(markPath(place));
  if (earlier > 0 && earlier != before && earlier != generation) removeGeneration(files, place.folder, place.name, earlier);
  rebuild->m_fold.reset();
  Parts parts{std::move(rebuild->m_model), std::move(rebuild->m_file)};
  rebuild.reset();
  return parts;
}

}  // namespace twinlane::projection
