// A profile bound to the header of one file: says of each row what it means. One thread; views in the result stay valid
// until the next row is mapped or read.
#pragma once

#include "base/money.h"
#include "base/zone.h"
#include "domain/factor.h"
#include "transfer/csv_reader.h"
#include "transfer/date_format.h"
#include "transfer/profile.h"
#include "transfer/text_encoding.h"
#include "transfer/text_pattern.h"

namespace twinlane::transfer {

struct MappedRow {
  RowFate fate = RowFate::Quarantine;
  std::string reason;  // of quarantine and ignore; the class's name for lines
  std::string_view order, product, description, customer, country;  // UTF-8; empty when missing. `order` is set for rows of every fate
  base::Quantity quantity;
  base::Amount unitPrice, net;
  std::optional<domain::Factor> discount, taxRate;
  std::optional<base::Amount> discountAmount;
  base::Currency currency;
  std::optional<base::Timestamp> placedAt;
  base::Zone::Kind localTime = base::Zone::Kind::Unique;
};

class RowMapping {
 public:
  // Every column the profile names must be in the header once; problems name the file, line 1, the key and the columns found.
  static std::vector<ProfileProblem> headerProblems(const Profile& profile, const CsvRow& header, const std::string& file);

  // The header must have no problems, the profile neither.
  static base::Result<RowMapping> bind(const Profile& profile, const CsvRow& header);

  // Fields of the header.
  std::size_t columns() const { return m_columns; }

  // Reason code when the row cannot be read at all, whatever its values: row_too_long, bad_quotes, ragged_row, bad_encoding.
  const char* unreadable(const CsvRow& row) const;

  void map(const CsvRow& row, MappedRow& into);

  // The row as text a person can read, at most `bytes` long.
  std::string readable(const CsvRow& row, std::size_t bytes) const;

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  struct Test {
    std::size_t column = 0;
    Condition condition;
    std::optional<TextPattern> pattern;
  };
  struct Class {
    RowClass of;
    std::vector<Test> tests;
  };
  enum class NumberProblem { None, Bad, TooManyDecimals };

  RowMapping() = default;
  void takeFields(const CsvRow& row);
  std::string_view value(std::size_t column) const;
  bool isMissing(std::string_view text) const;
  bool holds(Test& test);
  std::string_view plainNumber(std::string_view text);
  NumberProblem readNumber(std::string_view text, int scale, std::int64_t most, std::int64_t& into);
  std::optional<int> signOf(std::string_view text);
  // Reason code of the first field that cannot be read; empty when all can.
  std::string readFields(MappedRow& into);
  std::string readMoney(MappedRow& into);
  std::string readShares(MappedRow& into);
  // Where a row says nothing, the profile may.
  std::string_view valueOr(std::size_t column, const std::string& constant) const;
  std::string readTime(MappedRow& into);
  void turnIntoReturn(MappedRow& into) const;

  Profile m_profile;
  Encoding m_encoding = Encoding::Utf8;
  std::vector<DateFormat> m_dates;
  base::Zone m_zone = base::Zone::utc();
  base::Currency m_currency;
  std::vector<Class> m_classes;
  std::size_t m_columns = 0;
  std::size_t m_order = none, m_product = none, m_description = none, m_quantity = none, m_unitPrice = none, m_lineAmount = none,
              m_discount = none, m_discountPercent = none, m_discountAmount = none, m_taxRate = none, m_taxPercent = none, m_placedAt = none,
              m_customer = none, m_country = none, m_currencyColumn = none;
  std::string m_anyCustomer, m_anyCountry;
  std::vector<std::string_view> m_fields;
  std::string m_converted;
  std::string m_number;
  // Rows of one document share their time, so that of the row before is kept.
  std::string m_lastTimeText;
  std::optional<base::Zone::Local> m_lastTime;
};

}  // namespace twinlane::transfer
