#include "ctl/passing_folder.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace twinlane::ctl {
namespace {

constexpr int ending[] = {SIGINT, SIGTERM, SIGHUP};

void remove(const std::string& path) {
  // A program that was started for the measurement may still be making files: some patience, two seconds at most.
  std::error_code failed;
  for (int tries = 0; tries < 100; ++tries) {
    std::filesystem::remove_all(path, failed);
    if (!failed) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

// What ends the parent is meant for it alone. The signals are blocked on the way in.
[[noreturn]] void outlive(int end, const std::string& path, const sigset_t& before) {
  ::setsid();
  for (const int kind : ending) std::signal(kind, SIG_IGN);
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  char byte = 0;
  while (::read(end, &byte, 1) < 0 && errno == EINTR) {
  }
  remove(path);
  ::_exit(0);
}

}  // namespace

base::Result<std::unique_ptr<PassingFolder>> PassingFolder::make(std::string pattern) {
  // Nothing ends this process between the folder and the child that removes it, nor the child before it is deaf to that.
  sigset_t held, before;
  ::sigemptyset(&held);
  for (const int kind : ending) ::sigaddset(&held, kind);
  ::sigprocmask(SIG_BLOCK, &held, &before);
  const bool made = ::mkdtemp(pattern.data()) != nullptr;
  std::unique_ptr<PassingFolder> folder(made ? new PassingFolder(std::move(pattern)) : nullptr);
  int ends[2];
  if (made && ::pipe2(ends, O_CLOEXEC) == 0) {
    folder->m_alive = ends[1];
    folder->m_child = ::fork();
    if (folder->m_child == 0) {
      ::close(ends[1]);
      outlive(ends[0], folder->m_path, before);
    }
    ::close(ends[0]);
  }
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  if (!made) return base::fail(base::ErrorCode::Denied, "no folder can be made here", pattern, "name another place with --data");
  return folder;
}

PassingFolder::~PassingFolder() {
  if (m_alive >= 0) ::close(m_alive);
  while (m_child > 0 && ::waitpid(m_child, nullptr, 0) < 0 && errno == EINTR) {
  }
  remove(m_path);
}

}  // namespace twinlane::ctl
