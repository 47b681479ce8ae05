#include "simulation/process/killed_shop.h"

#include "simulation/oracle/oracle.h"

#include <signal.h>
#include <sys/wait.h>

namespace twinlane::simulation {
namespace {

constexpr std::size_t givenAgain = 100;    // commands, by clients that do not know what became of them
constexpr std::size_t checkedAgain = 500;  // acknowledged before the last run, by the cheap oracle

std::string endOf(int status) {
  return WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status)) : "exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

KilledShop::KilledShop(std::uint64_t seed, std::string folder) : m_seed(seed), m_folder(std::move(folder)), m_files(base::makeDiskFileSystem()), m_script(seed) {}

bool KilledShop::run(std::size_t count, int tornWrite, const std::function<void(ShopProcess&)>& until) {
  m_checked = m_history.acknowledged();
  ShopProcess shop({m_folder, m_seed, m_next, count, tornWrite}, m_script, m_history);
  until(shop);
  const int status = shop.end();
  m_history.crashed();
  m_next = shop.next() - std::min(shop.next(), givenAgain);
  m_fault = shop.fault() ? shop.fault() : m_history.fault();
  const bool isKilled = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  // One that was given commands without an end ends by itself only when something went wrong.
  if (!m_fault && !isKilled && (status != 0 || count == withoutEnd)) m_fault = "the shop ended by itself, " + endOf(status);
  return isKilled;
}

Finding KilledShop::check(bool fully) {
  if (m_fault) return m_fault;
  engine::Options options;
  options.dataFolder = m_folder;
  options.threads = false;
  auto engine = engine::Engine::open(options);
  if (!engine) return "the folder does not open: " + engine.error().what + " " + engine.error().where;
  m_head = (*engine)->head().position;
  if (fully) return fullOracle(**engine, *m_files, m_history);
  return cheapOracle(**engine, m_history, History::now, m_checked - std::min(m_checked, checkedAgain));
}

}  // namespace twinlane::simulation
