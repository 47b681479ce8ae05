#include "base/zone.h"

#include <date/tz.h>

namespace twinlane::base {
namespace {

const date::time_zone& zoneOf(const void* zone) { return *static_cast<const date::time_zone*>(zone); }

}  // namespace

Zone Zone::utc() {
  Zone zone;
  zone.m_name = "UTC";
  return zone;
}

Result<Zone> Zone::named(const std::string& name) {
  for (const char* utcName : {"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"})
    if (name == utcName) return utc();
  try {
    Zone zone;
    zone.m_zone = date::locate_zone(name);
    zone.m_name = name;
    return zone;
  } catch (const std::exception&) {
    return fail(ErrorCode::BadInput, "there is no time zone named '" + name + "'", name, "give an IANA name such as Europe/London, or UTC");
  }
}

bool sameZone(const std::string& a, const std::string& b) {
  const auto first = Zone::named(a), second = Zone::named(b);
  return first && second ? first->name() == second->name() : a == b;
}

Zone::Local Zone::toUtc(std::int64_t localMicros) const {
  if (m_zone == nullptr) return {Timestamp{localMicros}, Kind::Unique};
  const date::local_time<std::chrono::microseconds> local{std::chrono::microseconds{localMicros}};
  const date::local_info info = zoneOf(m_zone).get_info(local);
  const Kind kind = info.result == date::local_info::ambiguous ? Kind::Ambiguous
                    : info.result == date::local_info::nonexistent ? Kind::Missing : Kind::Unique;
  const std::int64_t offset = std::chrono::microseconds(info.first.offset).count();
  return {Timestamp{localMicros - offset}, kind};
}

std::int64_t Zone::toLocalMicros(Timestamp utcTime) const {
  if (m_zone == nullptr) return utcTime.micros;
  const date::sys_time<std::chrono::microseconds> instant{std::chrono::microseconds{utcTime.micros}};
  return utcTime.micros + std::chrono::microseconds(zoneOf(m_zone).get_info(instant).offset).count();
}

std::int64_t Zone::dayOf(Timestamp utcTime) const {
  const std::int64_t local = toLocalMicros(utcTime);
  return local >= 0 ? local / microsPerDay : -((microsPerDay - 1 - local) / microsPerDay);
}

std::string zoneDatabaseVersion() {
  try {
    return date::get_tzdb().version;
  } catch (const std::exception&) {
    return "unknown";
  }
}

}  // namespace twinlane::base
