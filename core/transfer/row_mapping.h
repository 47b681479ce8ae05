// A profile bound to the header of one file: says of each row what it means. One thread; views in the result stay valid
// until the next row is mapped or read.
#pragma once

#include "transfer/csv/row_text.h"
#include "transfer/value/line_money.h"

namespace twinlane::transfer {

struct MappedRow {
  RowFate fate = RowFate::Quarantine;
  std::string reason;  // of quarantine and ignore; the class's name for lines
  std::string_view order, product, description, customer, country;  // UTF-8; empty when missing. `order` and `product` are set for rows of every fate
  LineMoney money;
  std::vector<std::pair<std::string, base::Amount>> charges;
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

  const RowText& rows() const { return *m_rows; }

  void map(const CsvRow& row, MappedRow& into);
  // What it is a line of, as far as its fields stand in their places, in a row that cannot be read as well.
  void mapNames(const CsvRow& row, MappedRow& into) const;

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  RowMapping() = default;
  std::string_view value(std::size_t column) const;
  // Reason code of the first field that cannot be read; empty when all can.
  std::string readFields(MappedRow& into);
  std::string readMoney(MappedRow& into);
  // Where a row says nothing, the profile may.
  std::string_view valueOr(std::size_t column, const std::string& constant) const;
  std::string readTime(MappedRow& into);
  void turnIntoReturn(MappedRow& into) const;

  Profile m_profile;
  std::optional<ValueReader> m_values;
  base::Currency m_currency;
  RowClasses m_classes;
  std::size_t m_order = none, m_product = none, m_description = none, m_quantity = none, m_unitPrice = none, m_lineAmount = none,
              m_discount = none, m_discountPercent = none, m_discountAmount = none, m_taxRate = none, m_taxPercent = none, m_placedAt = none,
              m_customer = none, m_country = none, m_currencyColumn = none;
  std::string m_anyCustomer, m_anyCountry;
  std::vector<std::pair<std::string, std::size_t>> m_charges;  // kind, column
  std::optional<RowText> m_rows;
  std::span<const std::string_view> m_fields;
};

}  // namespace twinlane::transfer
