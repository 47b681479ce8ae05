// A generation of a list that is made beside the one in use, from the first event on. It is marked in a file of its own
// ("<name>.rebuild"), so that it goes on after a restart; the readers' pointer ("<name>.generation": the one in use and the one
// before) is moved by use() alone. One thread: the projection's.
#pragma once

#include "projection/fold.h"
#include "projection/generations.h"
#include "projection/rebuild_status.h"

namespace twinlane::projection {

struct RebuildMark {
  int generation = 0;
  bool isHeld = false;  // compared when it is as far as the one in use, and not used before somebody says so
  std::string actor;
  std::optional<RebuildState> found = {};  // by the last comparison after which it waited
};

class Rebuild {
 public:
  // Begins one; what was discarded in the list in use stays discarded.
  static base::Result<std::unique_ptr<Rebuild>> begin(const ListPlace& place, const RebuildMark& mark, const std::vector<DiscardedEvent>& discarded, feed::Feed& feed,
                                                      const base::Clock& clock, base::FileSystem& files);
  // Goes on with the one that is marked; null when there is none or its file is of another version or history: then nothing of it is left.
  static base::Result<std::unique_ptr<Rebuild>> goOn(const ListPlace& place, feed::Feed& feed, const base::Clock& clock, base::FileSystem& files);

  Fold& fold() { return *m_fold; }
  ViewFile& file() { return *m_file; }
  const RebuildMark& mark() const { return m_mark; }
  base::SteadyTime startedAt() const { return m_startedAt; }
  store::Position startedFrom() const { return m_startedFrom; }

  // Whether it waits for a word when it is compared; kept in its mark.
  base::Status hold(bool isHeld);
  // What a comparison found is told after a restart, too.
  base::Status keepFound(RebuildState found);
  // Nothing of it is left.
  static base::Status drop(std::unique_ptr<Rebuild> rebuild);
  // Readers find it from now on; the one in use before is kept for going back, an earlier one is removed. Gives its parts up.
  struct Parts {
    std::unique_ptr<ReadModel> model;
    std::unique_ptr<ViewFile> file;
  };
  // What a person said of the list holds for it too. After an error it is still there, and readers are with the one before.
  static base::Result<Parts> use(std::unique_ptr<Rebuild>& rebuild, int before, const PauseState& pause);

 private:
  Rebuild(ListPlace place, RebuildMark mark, base::FileSystem& files) : m_place(std::move(place)), m_mark(std::move(mark)), m_files(files) {}
  base::Status writeMark() const;
  base::Result<bool> open(feed::Feed& feed, const base::Clock& clock);

  const ListPlace m_place;
  RebuildMark m_mark;
  base::FileSystem& m_files;
  std::unique_ptr<ReadModel> m_model;
  std::unique_ptr<ViewFile> m_file;
  std::unique_ptr<Fold> m_fold;
  base::SteadyTime m_startedAt;
  store::Position m_startedFrom = 0;
};

// A file that is ahead of the log or made from another one cannot be gone on with.
base::Result<bool> isOfThisLog(const Checkpoint& checkpoint, feed::Feed& feed);

}  // namespace twinlane::projection
