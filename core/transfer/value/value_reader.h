// Texts of a source as values, by what a profile says of them: which count as missing, the decimal sign, how amounts are
// rounded or counted, date formats and zone. One thread: it keeps the time read last, since rows of one document share it.
#pragma once

#include "base/money.h"
#include "base/zone.h"
#include "transfer/value/date_format.h"
#include "transfer/profile/profile.h"

namespace twinlane::transfer {

class ValueReader {
 public:
  enum class NumberProblem { None, Bad, TooManyDecimals };
  struct Time {
    base::Timestamp utc;
    base::Zone::Kind kind = base::Zone::Kind::Unique;
    std::optional<base::Timestamp> dayEnds = {};  // where the format has no time of day
  };

  static base::Result<ValueReader> from(const Profile& profile);

  bool isMissing(std::string_view text) const;
  // Empty when missing.
  std::string_view value(std::string_view text) const { return isMissing(text) ? std::string_view() : text; }
  // A decimal as a whole number of 10^-scale, between -most and most.
  NumberProblem number(std::string_view text, int scale, std::int64_t most, std::int64_t& into);
  // Money: rounded, or counted in minor units, where the profile says so.
  NumberProblem amount(std::string_view text, std::int64_t most, base::Amount& into);
  // -1, 0, 1; nothing when it is no number, however many decimals it has.
  std::optional<int> signOf(std::string_view text);
  // Nothing when no format fits.
  const std::optional<Time>& time(std::string_view text);

 private:
  struct Dates {
    DateFormat format;
    bool isDay = false;
  };

  ValueReader() = default;
  std::string_view plainNumber(std::string_view text);

  char m_decimalSign = '.';
  std::vector<std::string> m_missing;
  AmountRules m_amounts;
  std::vector<Dates> m_dates;
  base::Zone m_zone = base::Zone::utc();
  std::string m_number;
  std::string m_lastTimeText;
  std::optional<Time> m_lastTime;
};

}  // namespace twinlane::transfer
