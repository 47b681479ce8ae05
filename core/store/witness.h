// The head witness: a small file beside the journal that names the last commit this store has seen (incarnation, position,
// link). Rewritten after each commit without a flush: it may be older than the journal after a power cut, never newer than
// a whole journal, so a journal that ends before it was cut short. Within the room.
#pragma once

#include "base/file_system.h"
#include "store/event.h"

namespace twinlane::store {

class Witness {
 public:
  static base::Result<Witness> open(const std::string& path, base::FileSystem& files);
  // What the file said when it was opened; nothing for a new one.
  const std::optional<StoreHead>& seen() const { return m_seen; }
  base::Status write(const StoreHead& head);

 private:
  std::unique_ptr<base::RewritableFile> m_file;
  std::optional<StoreHead> m_seen;
};

}  // namespace twinlane::store
