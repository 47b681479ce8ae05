#include "transfer/value/value_reader.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::int64_t restOfDay = 86'399'999'999;  // microseconds

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The decimals beyond `decimals` are rounded away; the last one that is left goes up where what is cut off is more than half,
// or half and the rule, or an odd digit before it, says so. Nothing when the text is no plain decimal.
std::optional<std::string> rounded(std::string_view text, int decimals, bool halfUp) {
  const auto point = text.find('.');
  const std::size_t kept = point == std::string_view::npos ? text.size() : point + 1 + static_cast<std::size_t>(decimals);
  if (kept >= text.size()) return std::string(text);
  const std::string_view cut = text.substr(kept);
  if (!std::all_of(cut.begin(), cut.end(), isDigit)) return std::nullopt;
  if (point == 0 || !isDigit(text[point - 1])) return std::nullopt;  // ".7" is none with decimals that are kept, either
  std::string digits(text.substr(0, decimals == 0 ? point : kept));
  const auto last = std::find_if(digits.rbegin(), digits.rend(), isDigit);
  const bool isOdd = last != digits.rend() && (*last - '0') % 2 != 0;
  const bool isHalf = cut.front() == '5' && cut.find_first_not_of('0', 1) == std::string_view::npos;
  if (cut.front() < '5' || (isHalf && !halfUp && !isOdd)) return digits;
  auto at = digits.rbegin();
  for (; at != digits.rend(); ++at) {
    if (*at == '.') continue;
    if (!isDigit(*at)) break;
    if (*at != '9') {
      ++*at;
      return digits;
    }
    *at = '0';
  }
  digits.insert(at.base(), '1');
  return digits;
}

}  // namespace

base::Result<ValueReader> ValueReader::from(const Profile& profile) {
  ValueReader reader;
  reader.m_decimalSign = profile.decimalSign;
  reader.m_missing = profile.missing;
  reader.m_amounts = profile.amounts;
  for (const std::string& format : profile.dateFormats) {
    const auto dates = DateFormat::from(format);
    if (!dates) return tl::unexpected(dates.error());
    reader.m_dates.push_back({*dates, dates->isDay()});
  }
  const auto zone = base::Zone::named(profile.zone);
  if (!zone) return tl::unexpected(zone.error());
  reader.m_zone = *zone;
  return reader;
}

bool ValueReader::isMissing(std::string_view text) const { return text.empty() || std::find(m_missing.begin(), m_missing.end(), text) != m_missing.end(); }

std::string_view ValueReader::plainNumber(std::string_view text) {
  if (m_decimalSign == '.') return text;
  if (text.find('.') != std::string_view::npos) return {};
  m_number = text;
  std::replace(m_number.begin(), m_number.end(), m_decimalSign, '.');
  return m_number;
}

ValueReader::NumberProblem ValueReader::number(std::string_view text, int scale, std::int64_t most, std::int64_t& into) {
  const std::string_view plain = plainNumber(text);
  const auto number = base::parseDecimal(plain, scale);
  if (number && *number <= most && *number >= -most) {
    into = *number;
    return NumberProblem::None;
  }
  // The same digits without the decimals beyond the scale: a number all the same?
  const auto point = plain.find('.');
  if (!number && point != std::string_view::npos && plain.size() > point + 1 + static_cast<std::size_t>(scale)) {
    const auto extra = plain.substr(point + 1 + static_cast<std::size_t>(scale));
    if (std::all_of(extra.begin(), extra.end(), isDigit) && base::parseDecimal(plain.substr(0, point + 1 + static_cast<std::size_t>(scale)), scale)) return NumberProblem::TooManyDecimals;
  }
  return NumberProblem::Bad;
}

ValueReader::NumberProblem ValueReader::amount(std::string_view text, std::int64_t most, base::Amount& into) {
  if (m_amounts.minorUnits) {
    std::int64_t units = 0;
    std::int64_t unit = 1;
    for (int i = *m_amounts.minorUnits; i < base::Amount::scale; ++i) unit *= 10;
    const NumberProblem problem = number(text, 0, most / unit, units);
    if (problem == NumberProblem::None) into.tenThousandths = units * unit;
    return problem;
  }
  if (!m_amounts.roundTo) return number(text, base::Amount::scale, most, into.tenThousandths);
  const auto plain = rounded(plainNumber(text), *m_amounts.roundTo, m_amounts.halfUp);
  if (!plain) return NumberProblem::Bad;
  const auto value = base::parseDecimal(*plain, base::Amount::scale);
  if (!value || *value > most || *value < -most) return NumberProblem::Bad;
  into.tenThousandths = *value;
  return NumberProblem::None;
}

std::optional<int> ValueReader::signOf(std::string_view text) {
  std::string_view plain = plainNumber(text);
  const bool negative = plain.starts_with('-');
  if (negative || plain.starts_with('+')) plain.remove_prefix(1);
  bool digits = false, point = false, zero = true;
  for (const char c : plain) {
    if (c == '.' && !point) {
      point = true;
    } else if (isDigit(c)) {
      digits = true;
      zero = zero && c == '0';
    } else {
      return std::nullopt;
    }
  }
  if (!digits || plain.back() == '.') return std::nullopt;
  return zero ? 0 : negative ? -1 : 1;
}

const std::optional<ValueReader::Time>& ValueReader::time(std::string_view text) {
  if (text == m_lastTimeText && !text.empty()) return m_lastTime;
  m_lastTimeText = text;
  m_lastTime.reset();
  for (const Dates& dates : m_dates) {
    const auto wall = dates.format.read(text);
    if (!wall) continue;
    if (wall->offsetMinutes) {
      m_lastTime = Time{{wall->localMicros - std::int64_t{*wall->offsetMinutes} * 60'000'000}, base::Zone::Kind::Unique, {}};
      if (dates.isDay) m_lastTime->dayEnds = base::Timestamp{m_lastTime->utc.micros + restOfDay};
    } else {
      const base::Zone::Local local = m_zone.toUtc(wall->localMicros);
      m_lastTime = Time{local.utc, local.kind, {}};
      if (dates.isDay) m_lastTime->dayEnds = m_zone.toUtc(wall->localMicros + restOfDay).utc;
    }
    break;
  }
  return m_lastTime;
}

}  // namespace twinlane::transfer
