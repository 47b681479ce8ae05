// A file of a list folded anew for a comparison, beside the one in use, gone with this object. What is set aside in the one in use is
// set aside here. One thread.
#pragma once

#include "projection/fold.h"

namespace twinlane::projection {

struct ShadowPlace {
  std::string folder, name, zone;  // a file of an earlier shadow is removed
  ViewIdentity identity;
  std::int64_t atOnce = FoldOptions().atOnce;
  std::function<bool()> rest = {};  // see FoldOptions
};

class Shadow {
 public:
  static base::Result<std::unique_ptr<Shadow>> open(const ShadowPlace& place, ParkDecisions decisions, feed::Feed& feed, const base::Clock& clock, base::FileSystem& files);
  ~Shadow();

  ViewFile& file() { return *m_file; }
  Fold& fold() { return *m_fold; }

 private:
  Shadow(std::string path, base::FileSystem& files) : m_path(std::move(path)), m_files(files) {}
  void remove();

  const std::string m_path;
  base::FileSystem& m_files;
  std::unique_ptr<ReadModel> m_model;
  std::unique_ptr<ViewFile> m_file;
  std::unique_ptr<Fold> m_fold;
};

}  // namespace twinlane::projection
