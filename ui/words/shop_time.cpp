#include "words/shop_time.h"

#include "words/formats.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace twinlane::ui {

namespace {

QDateTime wallOf(const base::Zone& zone, base::Timestamp at) {
  // The zone's wall clock counted as if it were UTC: Qt must not shift it again.
  return QDateTime::fromMSecsSinceEpoch(zone.toLocalMicros(at) / 1000, Qt::UTC);
}

QString written(const QDateTime& wall, const char* format) { return QLocale().toString(wall, QCoreApplication::translate("Dates", format)); }

constexpr std::int64_t microsPerDay = 86'400'000'000;

}  // namespace

ShopTime::ShopTime(const std::string& zone) : m_zone(base::Zone::named(zone).value_or(base::Zone::utc())) {}

QString ShopTime::moment(base::Timestamp at, base::Timestamp now) const {
  const QDateTime wall = wallOf(m_zone, at);
  if (m_zone.dayOf(at) == m_zone.dayOf(now)) return wall.toString(QStringLiteral("HH:mm"));
  const bool recent = now.micros - at.micros < 180 * microsPerDay && at.micros <= now.micros;
  return written(wall, recent ? QT_TRANSLATE_NOOP("Dates", "ddd d MMM HH:mm") : QT_TRANSLATE_NOOP("Dates", "d MMM yyyy HH:mm"));
}

QString ShopTime::clock(base::Timestamp at) const { return wallOf(m_zone, at).toString(QStringLiteral("HH:mm:ss")); }

QString ShopTime::day(base::Timestamp at) const { return written(wallOf(m_zone, at), QT_TRANSLATE_NOOP("Dates", "ddd d MMM yyyy")); }

QString ShopTime::shortDay(base::Timestamp at) const { return written(wallOf(m_zone, at), QT_TRANSLATE_NOOP("Dates", "d MMM yy")); }

double ShopTime::hour(base::Timestamp at) const { return static_cast<double>(m_zone.toLocalMicros(at) - m_zone.dayOf(at) * microsPerDay) / 3.6e9; }

QString ShopTime::weekday(base::Timestamp at) const { return QLocale().toString(wallOf(m_zone, at), QStringLiteral("dddd")); }

QString ShopTime::since(base::Timestamp at, base::Timestamp now) const {
  const std::int64_t ms = (now.micros - at.micros) / 1000;
  if (ms < 60'000) return QCoreApplication::translate("ShopTime", "just now");
  if (ms < 30 * std::int64_t{86'400'000}) return formatAge(ms);
  return written(wallOf(m_zone, at), QT_TRANSLATE_NOOP("Dates", "d MMM yyyy"));
}

}  // namespace twinlane::ui
