// A file of a list folded anew for a comparison, in a folder of its own beside the one in use, gone with this object; one of an
// earlier shadow is removed. What is set aside in the one in use is set aside here, by the decisions of the options. One thread.
#pragma once

#include "projection/fold.h"

namespace twinlane::projection {

class Shadow {
 public:
  static base::Result<std::unique_ptr<Shadow>> open(const ListPlace& place, FoldOptions options, feed::Feed& feed, const base::Clock& clock, base::FileSystem& files);
  // What shadows of a program that was killed left in their folder, and that.
  static void sweep(const std::string& folder, base::FileSystem& files);
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
