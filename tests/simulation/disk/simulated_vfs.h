// A VFS of SQLite over a simulated medium, registered under a name of its own while it lives. Locks and the shared memory of
// a WAL are real counts, so that several connections may have one file open; time stands nearly still and sleeping takes
// none. One thread. Every connection must be closed before it ends.
#pragma once

#include "simulation/disk/medium.h"

struct sqlite3_vfs;

namespace twinlane::simulation {

class SimulatedVfs {
 public:
  // `medium` must outlive it. What SQLite draws by chance begins anew with `seed`: in this whole process, it has one source.
  SimulatedVfs(Medium& medium, std::uint64_t seed);
  ~SimulatedVfs();
  SimulatedVfs(const SimulatedVfs&) = delete;
  SimulatedVfs& operator=(const SimulatedVfs&) = delete;

  const std::string& name() const { return m_name; }

 private:
  const std::string m_name;
  const std::unique_ptr<sqlite3_vfs> m_vfs;
};

}  // namespace twinlane::simulation
