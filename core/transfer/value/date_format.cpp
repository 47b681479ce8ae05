#include "transfer/value/date_format.h"

#include <array>

namespace twinlane::transfer {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<int, 12> daysOfMonth = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

struct Parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::int64_t micros = 0;
  bool twelve = false, afternoon = false;
  std::optional<int> offsetMinutes;
};

bool isDateDigit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class Reading {
 public:
  explicit Reading(std::string_view text) : m_rest(text) {}

  bool literal(char c) { return take(c); }

  bool part(char letter, Parts& parts) {
    switch (letter) {
      case 'Y': return number(4, 4, parts.year);
      case 'y': return number(2, 2, parts.year) && ((parts.year += parts.year < 70 ? 2000 : 1900), true);
      case 'm': return number(1, 2, parts.month);
      case 'b': return monthName(parts.month);
      case 'd': return number(1, 2, parts.day);
      case 'H': return number(1, 2, parts.hour);
      case 'I': parts.twelve = true; return number(1, 2, parts.hour) && parts.hour >= 1 && parts.hour <= 12;
      case 'p': return halfOfDay(parts.afternoon);
      case 'M': return number(1, 2, parts.minute);
      case 'S': return number(1, 2, parts.second);
      case 'f': return fraction(parts.micros);
      case 'z': return offset(parts.offsetMinutes);
      default: return take('%');
    }
  }

  bool done() const { return m_rest.empty(); }

 private:
  bool take(char c) {
    if (m_rest.empty() || m_rest.front() != c) return false;
    m_rest.remove_prefix(1);
    return true;
  }

  bool number(std::size_t least, std::size_t most, int& value) {
    std::size_t digits = 0;
    value = 0;
    while (digits < most && digits < m_rest.size() && isDateDigit(m_rest[digits])) value = value * 10 + (m_rest[digits++] - '0');
    m_rest.remove_prefix(digits);
    return digits >= least;
  }

  bool monthName(int& month) {
    if (m_rest.size() < 3) return false;
    const std::string three{lower(m_rest[0]), lower(m_rest[1]), lower(m_rest[2])};
    for (std::size_t i = 0; i < months.size(); ++i) {
      if (three != months[i]) continue;
      month = static_cast<int>(i) + 1;
      m_rest.remove_prefix(3);
      return true;
    }
    return false;
  }

  bool halfOfDay(bool& afternoon) {
    if (m_rest.size() < 2 || lower(m_rest[1]) != 'm') return false;
    const char half = lower(m_rest[0]);
    afternoon = half == 'p';
    m_rest.remove_prefix(2);
    return half == 'a' || half == 'p';
  }

  bool fraction(std::int64_t& micros) {
    std::size_t digits = 0;
    micros = 0;
    for (; digits < m_rest.size() && isDateDigit(m_rest[digits]); ++digits)
      if (digits < 6) micros = micros * 10 + (m_rest[digits] - '0');
    for (std::size_t i = digits; i < 6; ++i) micros *= 10;
    m_rest.remove_prefix(digits);
    return digits > 0;
  }

  bool offset(std::optional<int>& minutes) {
    if (take('Z')) {
      minutes = 0;
      return true;
    }
    const bool west = !m_rest.empty() && m_rest.front() == '-';
    if (!take('+') && !take('-')) return false;
    int hours = 0;
    int rest = 0;
    if (!number(2, 2, hours)) return false;
    take(':');
    if (!number(2, 2, rest) || hours > 14 || rest > 59) return false;
    minutes = (west ? -1 : 1) * (hours * 60 + rest);
    return true;
  }

  std::string_view m_rest;
};

bool isLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

bool exists(const Parts& parts) {
  if (parts.year < 1800 || parts.year > 2199 || parts.month < 1 || parts.month > 12) return false;
  const int days = daysOfMonth[static_cast<std::size_t>(parts.month) - 1] + (parts.month == 2 && isLeap(parts.year) ? 1 : 0);
  return parts.day >= 1 && parts.day <= days && parts.hour <= 23 && parts.minute <= 59 && parts.second <= 59;
}

}  // namespace

base::Result<DateFormat> DateFormat::from(const std::string& format) {
  bool year = false, month = false, day = false, twelve = false, half = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') continue;
    const char letter = ++i < format.size() ? format[i] : '\0';
    if (letter == '\0' || std::string_view("YymbdHIpMSfz%").find(letter) == std::string_view::npos)
      return base::fail(base::ErrorCode::BadInput, "'%" + std::string(1, letter == '\0' ? ' ' : letter) + "' means nothing in a date format", {},
                        "use %Y %y %m %b %d %H %I %p %M %S %f %z");
    year = year || letter == 'Y' || letter == 'y';
    month = month || letter == 'm' || letter == 'b';
    day = day || letter == 'd';
    twelve = twelve || letter == 'I';
    half = half || letter == 'p';
  }
  if (twelve && !half) return base::fail(base::ErrorCode::BadInput, "%I counts hours to twelve and needs %p", {}, "add %p, or give hours of the whole day by %H");
  if (!year || !month || !day)
    return base::fail(base::ErrorCode::BadInput, "a date format needs year, month and day", {}, "for example %Y-%m-%d %H:%M:%S");
  DateFormat made;
  made.m_format = format;
  return made;
}

std::optional<WallTime> DateFormat::read(std::string_view text) const {
  Parts parts;
  Reading reading(text);
  for (std::size_t i = 0; i < m_format.size(); ++i) {
    const bool letter = m_format[i] == '%';
    if (letter ? !reading.part(m_format[++i], parts) : !reading.literal(m_format[i])) return std::nullopt;
  }
  if (parts.twelve) parts.hour = parts.hour % 12 + (parts.afternoon ? 12 : 0);
  if (!reading.done() || !exists(parts)) return std::nullopt;
  const std::int64_t seconds =
      base::daysSince1970({parts.year, parts.month, parts.day}) * 86400 + parts.hour * 3600 + parts.minute * 60 + parts.second;
  return WallTime{seconds * 1'000'000 + parts.micros, parts.offsetMinutes};
}

bool DateFormat::isDay() const {
  for (std::size_t i = 0; i + 1 < m_format.size(); ++i)
    if (m_format[i] == '%' && (m_format[++i] == 'H' || m_format[i] == 'I')) return false;
  return true;
}

}  // namespace twinlane::transfer
