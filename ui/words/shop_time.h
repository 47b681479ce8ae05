// Instants as the shop's clock on the wall shows them. Holds the zone's name only; GUI thread.
#pragma once

#include "base/timestamp.h"
#include "base/zone.h"

#include <QString>

namespace twinlane::ui {

class ShopTime {
 public:
  explicit ShopTime(const std::string& zone);

  // "13:24" today, "Sun 22 Nov 17:45" within half a year, "30 Nov 2011 17:42" else.
  QString moment(base::Timestamp at, base::Timestamp now) const;
  QString clock(base::Timestamp at) const;         // "13:24:17"
  QString day(base::Timestamp at) const;           // "Mon 23 Nov 2026"
  QString shortDay(base::Timestamp at) const;      // "23 Nov 26"
  // "just now", "12 min", "3 h", "5 d", then the day.
  QString since(base::Timestamp at, base::Timestamp now) const;
  // Days since 1970 of the shop's calendar, and hours since the day began.
  std::int64_t dayNumber(base::Timestamp at) const { return m_zone.dayOf(at); }
  double hour(base::Timestamp at) const;
  QString weekday(base::Timestamp at) const;       // "Monday"
  const std::string& zone() const { return m_zone.name(); }

 private:
  base::Zone m_zone;
};

}  // namespace twinlane::ui
