#include "simulation/process/shop_process.h"

#include "simulation/process/receipt_line.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace twinlane::simulation {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int patienceSeconds = 20;  // for one answer

[[noreturn]] void becomeShop(const ShopProcess::Start& start, int out, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  ::dup2(out, STDOUT_FILENO);
  ::setenv(shopFolder, start.folder.c_str(), 1);
  if (start.tornWrite > 0) {
    ::setenv("LD_PRELOAD", TWINLANE_TORN_WRITE, 1);
    ::setenv("TWINLANE_TORN_WRITE", std::to_string(start.tornWrite).c_str(), 1);
  }
  const std::string seed = std::to_string(start.seed), from = std::to_string(start.from), count = std::to_string(start.count);
  ::execl("/proc/self/exe", "twinlane-simulate", "shop", "--seed", seed.c_str(), "--from", from.c_str(), "--count", count.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace

ShopProcess::ShopProcess(const Start& start, Script& script, History& history) : m_script(script), m_history(history), m_next(start.from) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t parent = ::getpid();
  m_child = ::fork();
  if (m_child == 0) becomeShop(start, ends[1], parent);
  ::close(ends[1]);
  m_pipe = ends[0];
  if (m_child < 0) throw std::runtime_error("no process");
}

ShopProcess::~ShopProcess() {
  (void)end();
  ::close(m_pipe);
}

// What there is to read within the time; false at the end of all.
bool ShopProcess::read(int patienceMicros) {
  pollfd waited{m_pipe, POLLIN, 0};
  const timespec patience{patienceMicros / 1'000'000, patienceMicros % 1'000'000 * 1000L};
  if (::ppoll(&waited, 1, &patience, nullptr) <= 0) return true;
  char bytes[16384];
  const ssize_t got = ::read(m_pipe, bytes, sizeof bytes);
  if (got <= 0) return got < 0 && errno == EINTR;
  m_rest.append(bytes, static_cast<std::size_t>(got));
  std::size_t from = 0;
  for (std::size_t end = 0; (end = m_rest.find('\n', from)) != std::string::npos; from = end + 1) take(m_rest.substr(from, end - from));
  m_rest.erase(0, from);
  return true;
}

void ShopProcess::take(const std::string& line) {
  char* end = nullptr;
  const std::size_t number = std::strtoull(line.c_str() + std::min<std::size_t>(2, line.size()), &end, 10);
  const command::Envelope& envelope = m_script[number];
  if (line.starts_with("s\t")) {
    m_history.submitted(envelope);
    m_next = std::max(m_next, number + 1);
    return;
  }
  const auto receipt = line.starts_with("a\t") && *end == '\t' ? receiptOf(end + 1, envelope.id) : std::nullopt;
  if (!receipt) {
    m_fault = "the shop said: " + line;
    return;
  }
  m_history.answered(envelope, *receipt);
  ++m_answers;
}

bool ShopProcess::listen(std::size_t answers, int micros) {
  const std::size_t wanted = m_answers + answers;
  const auto until = Clock::now() + std::chrono::microseconds(micros);
  while (m_answers < wanted) {
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now()).count();
    if (left <= 0) return true;
    if (!read(static_cast<int>(left))) return false;
  }
  return true;
}

bool ShopProcess::hear(std::size_t answers) {
  for (const std::size_t wanted = m_answers + answers; m_answers < wanted;) {
    const std::size_t before = m_answers;
    if (!listen(1, patienceSeconds * 1'000'000)) return false;
    if (m_answers > before) continue;
    m_fault = "the shop gave no answer for " + std::to_string(patienceSeconds) + " s, after " + std::to_string(m_answers);
    return false;
  }
  return true;
}

// Asked for the child's next state; it may have ended by itself before.
void ShopProcess::await(int options) {
  while (::waitpid(m_child, &m_status, options) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(m_status) || WIFSIGNALED(m_status)) m_child = -1;
}

void ShopProcess::hold() {
  if (m_child < 0) return;
  ::kill(m_child, SIGSTOP);
  await(WUNTRACED);
  for (int waiting = 0; ::ioctl(m_pipe, FIONREAD, &waiting) == 0 && waiting > 0;) (void)read(0);
}

int ShopProcess::end() {
  if (m_child >= 0) {
    ::kill(m_child, SIGKILL);
    await(0);
  }
  while (read(1'000'000)) {
  }
  if (!m_rest.empty() && !m_fault) m_fault = "the shop's last line is torn: " + m_rest;
  return m_status;
}

}  // namespace twinlane::simulation
