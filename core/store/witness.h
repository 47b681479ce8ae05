// The head witness: a small file beside the journal that names the last commit this store has seen (incarnation, position,
// link) and the last outcome without events, with a digest of that line. Rewritten once a group is answered, without a flush: it
// may be a group older than the journal after a crash of the program, more after a power cut, or no whole line, never newer
// than a whole journal, so a journal that ends before it was cut short. Within the room.
#pragma once

#include "base/file_system.h"
#include "store/chain.h"

namespace twinlane::store {

class Witness {
 public:
  struct Seen {
    StoreHead head;
    EventlessHead eventless;
  };
  // What the file says: nothing when there is none, or when a power cut left no whole line of it.
  static base::Result<std::optional<Seen>> seen(const std::string& path, const base::FileSystem& files);
  static base::Result<Witness> open(const std::string& path, base::FileSystem& files);
  base::Status write(const Seen& now);

 private:
  std::unique_ptr<base::RewritableFile> m_file;
};

}  // namespace twinlane::store
