// Local time of a named zone to UTC and back, on the system's tz database (library `date`). Any thread; a Zone is a
// cheap value that stays valid for the program's life. An ambiguous local time takes the earlier offset, a missing one is
// shifted by the gap; the caller counts both.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"

namespace twinlane::base {

class Zone {
 public:
  enum class Kind { Unique, Ambiguous, Missing };
  struct Local {
    Timestamp utc;
    Kind kind = Kind::Unique;
  };

  static Zone utc();
  // An IANA name such as "Europe/London"; the many names of UTC are all that one.
  static Result<Zone> named(const std::string& name);

  const std::string& name() const { return m_name; }
  // Microseconds of the wall clock on the zone's walls, counted as if they were UTC.
  Local toUtc(std::int64_t localMicros) const;
  std::int64_t toLocalMicros(Timestamp utc) const;
  // Days since 1970 of the zone's calendar.
  std::int64_t dayOf(Timestamp utc) const;

 private:
  std::string m_name;
  const void* m_zone = nullptr;
};

// Whether two names mean the same zone. A name that is not known equals only itself.
bool sameZone(const std::string& a, const std::string& b);

// Version of the tz database in use, part of the identity of a generation of a read model.
std::string zoneDatabaseVersion();

}  // namespace twinlane::base
