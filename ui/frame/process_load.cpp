#include "frame/process_load.h"

#include <sys/resource.h>

namespace twinlane::ui {

namespace {

std::int64_t usedMicros() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto micros = [](const timeval& t) { return static_cast<std::int64_t>(t.tv_sec) * 1'000'000 + t.tv_usec; };
  return micros(usage.ru_utime) + micros(usage.ru_stime);
}

}  // namespace

ProcessLoad::ProcessLoad() : m_usedMicros(usedMicros()) { m_watch.start(); }

int ProcessLoad::percent() {
  const std::int64_t passed = m_watch.nsecsElapsed() / 1000;
  if (passed < 1'000'000) return m_percent;
  const std::int64_t used = usedMicros();
  m_percent = static_cast<int>((used - m_usedMicros) * 100 / passed);
  m_usedMicros = used;
  m_watch.restart();
  return m_percent;
}

}  // namespace twinlane::ui
