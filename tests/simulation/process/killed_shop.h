// A shop in a process of its own whose end is sudden, over and over, and what must hold of its folder after that. One thread.
#pragma once

#include "simulation/process/shop_process.h"

#include "base/file_system.h"

namespace twinlane::simulation {

inline constexpr std::size_t withoutEnd = 1'000'000'000;

class KilledShop {
 public:
  KilledShop(std::uint64_t seed, std::string folder);

  // Gives the next `count` commands until `until` returns, then kills. False when it had ended by itself, and well.
  bool run(std::size_t count, int tornWrite, const std::function<void(ShopProcess&)>& until);
  // Opens the folder and looks at what was acknowledged: all of it, or the newest.
  Finding check(bool fully);

  const History& history() const { return m_history; }
  // At the last check.
  store::Position head() const { return m_head; }

 private:
  const std::uint64_t m_seed;
  const std::string m_folder;
  std::unique_ptr<base::FileSystem> m_files;
  Script m_script;
  History m_history;
  std::size_t m_next = 0;     // command of the script
  std::size_t m_checked = 0;  // acknowledged before the last run
  store::Position m_head = 0;
  Finding m_fault;
};

}  // namespace twinlane::simulation
