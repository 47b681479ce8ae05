#include "projection/shadow.h"

namespace twinlane::projection {

base::Result<std::unique_ptr<Shadow>> Shadow::open(const ListPlace& place, FoldOptions options, feed::Feed& feed, const base::Clock& clock, base::FileSystem& files) {
  if (auto made = files.makeFolder(place.folder); !made) return tl::unexpected(made.error());
  std::unique_ptr<Shadow> shadow(new Shadow(viewPath(place.folder, place.name, 1), files));
  shadow->remove();
  auto model = makeReadModel(place.name, place.zone);
  if (!model) return tl::unexpected(model.error());
  shadow->m_model = std::move(*model);
  auto file = ViewFile::open(place.folder, *shadow->m_model, place.identity, files);
  if (!file) return tl::unexpected(file.error());
  shadow->m_file = std::move(*file);
  // Folded in the order of the log it needs few pages at a time; a list in use keeps more for its readers' sake. And it need not
  // outlive anything.
  if (auto set = shadow->m_file->connection().run("PRAGMA cache_size=-8192; PRAGMA synchronous=OFF"); !set) return tl::unexpected(set.error());
  shadow->m_fold = std::make_unique<Fold>(*shadow->m_model, *shadow->m_file, feed, clock, std::move(options));
  return shadow;
}

void Shadow::sweep(const std::string& folder, base::FileSystem& files) {
  if (!files.exists(folder)) return;
  if (const auto left = files.list(folder))
    for (const std::string& file : *left) (void)files.remove(folder + "/" + file);
  (void)files.remove(folder);
}

Shadow::~Shadow() {
  m_fold.reset();
  m_file.reset();
  remove();
}

void Shadow::remove() {
  for (const char* suffix : {"", "-wal", "-shm"}) (void)m_files.remove(m_path + suffix);
}

}  // namespace twinlane::projection
