#include "ctl/passing_folder.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace twinlane::ctl {
namespace {

void remove(const std::string& path) {
  // A program that was started for the measurement may still be making files.
  std::error_code failed;
  for (int tries = 0; tries < 100; ++tries) {
    std::filesystem::remove_all(path, failed);
    if (!failed) return;
  }
}

[[noreturn]] void outlive(int end, const std::string& path) {
  // What ends the parent is meant for it alone.
  ::setsid();
  for (const int kind : {SIGINT, SIGTERM, SIGHUP}) std::signal(kind, SIG_IGN);
  char byte = 0;
  while (::read(end, &byte, 1) < 0 && errno == EINTR) {
  }
  remove(path);
  ::_exit(0);
}

}  // namespace

base::Result<std::unique_ptr<PassingFolder>> PassingFolder::make(std::string pattern) {
  if (::mkdtemp(pattern.data()) == nullptr) return base::fail(base::ErrorCode::Denied, "no folder can be made here", pattern, "name another place with --data");
  std::unique_ptr<PassingFolder> folder(new PassingFolder(std::move(pattern)));
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return folder;
  folder->m_alive = ends[1];
  folder->m_child = ::fork();
  if (folder->m_child == 0) {
    ::close(ends[1]);
    outlive(ends[0], folder->m_path);
  }
  ::close(ends[0]);
  return folder;
}

PassingFolder::~PassingFolder() {
  if (m_alive >= 0) ::close(m_alive);
  if (m_child > 0) ::waitpid(m_child, nullptr, 0);
  remove(m_path);
}

}  // namespace twinlane::ctl
