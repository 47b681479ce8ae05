#include "end_signals.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace twinlane::desktop {

namespace {

constexpr int kinds[] = {SIGTERM, SIGINT};
volatile std::sig_atomic_t writeEnd = -1;

void heed(int) {
  const int kept = errno;
  const char byte = 1;
  // A full pipe has been told already.
  [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
  errno = kept;
}

}  // namespace

EndSignals::EndSignals() {
  int ends[2];
  if (::pipe(ends) != 0) return;
  for (const int end : ends) {
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::fcntl(end, F_SETFL, O_NONBLOCK);
  }
  m_readEnd = ends[0];
  writeEnd = ends[1];
  auto* notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [this] {
    char bytes[16];
    while (::read(m_readEnd, bytes, sizeof bytes) > 0) {}
    emit asked();
  });
  struct sigaction action = {};
  action.sa_handler = heed;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  for (const int kind : kinds) ::sigaction(kind, &action, nullptr);
}

EndSignals::~EndSignals() {
  if (m_readEnd < 0) return;
  for (const int kind : kinds) std::signal(kind, SIG_DFL);
  ::close(m_readEnd);
  ::close(writeEnd);
  writeEnd = -1;
}

}  // namespace twinlane::desktop
