// A role of a profile bound to the columns of its table, or to the attributes of its type: says of each record what it means.
// One thread.
#pragma once

#include "transfer/history/source_record.h"
#include "transfer/profile/profile.h"

#include <functional>

namespace twinlane::transfer {

// What other tables say about a key: the place of the rule in lookupsOf(), the key; nothing where the table has it not.
using LookUp = std::function<std::optional<std::string>(std::size_t lookup, std::string_view key)>;
// All columns that are looked up in other tables, each table, key and value once.
std::vector<ColumnRule> lookupsOf(const Profile& profile);

// Columns that the rules of an object, or of all types of events, name.
std::vector<std::string> columnsOf(const RoleRule& rule);
std::vector<std::string> columnsOfEvents(const Profile& profile);

// A column bound to its places, of which those without a value are left out.
struct BoundColumn {
  std::vector<std::size_t> places;
  std::optional<std::size_t> lookup;
  std::string constant;
  bool isMapped() const { return !places.empty() || !constant.empty(); }
};

// The columns of a table by which a record is known whatever else its row says; none where nothing names it.
struct RecordKey {
  std::vector<std::size_t> places;
  bool isOwn = false;  // no other record has the same
  std::map<std::string, std::vector<std::size_t>> fields = {};  // the columns of each
  bool operator==(const RecordKey&) const = default;
};

class RoleMapping {
 public:
  using Fields = std::span<const std::string_view>;
  struct AttributeAt {
    std::string column, value, time;
  };

  // `names` are those of the columns, in the order in which fields will come; all that the rule names must be there. The
  // profile must outlive the mapping.
  static base::Result<RoleMapping> bind(const Profile& profile, const RoleRule& rule, const std::vector<std::string>& names, LookUp lookUp);

  const RoleRule& rule() const { return *m_rule; }
  RecordKey key() const;
  // `history` are values that attributes had at times of their own, in any order.
  void map(Fields fields, MappedRecord& into, std::span<const AttributeAt> history = {});
  // An object that is only named: what it is comes from constants.
  void mapNamed(const std::string& id, MappedRecord& into);
  // An event of a log; `type` says which fact it is.
  void mapEvent(const std::string& type, std::string_view time, Fields fields, SourceEvent event, MappedRecord& into);

 private:
  struct BoundFact {
    const FactRule* rule = nullptr;
    std::map<std::string, BoundColumn> columns;
  };

  RoleMapping() = default;
  const BoundColumn& columnOf(const std::string& field) const;
  std::string text(const BoundColumn& column) const;
  std::string text(const std::string& field) const;
  bool isMapped(const std::string& field) const { return m_columns.contains(field); }
  // Empty, or a reason code.
  std::string readId(const std::string& field, bool isRequired, std::string& into) const;
  std::string readText(const std::string& field, std::string& into) const;
  std::string readAmount(const BoundColumn& column, const std::string& field, std::optional<base::Amount>& into);
  std::string readTime(std::string_view text, const std::string& field, bool isDeadline, std::optional<base::Timestamp>& into, MappedRecord& counted);
  std::string readCharges(std::vector<std::pair<std::string, base::Amount>>& into);
  std::string readCurrency(base::Currency& into) const;
  std::vector<std::string> idsOf(const std::string& cell) const;

  void decide(MappedRecord& into, std::span<const AttributeAt> history);
  std::string read(MappedRecord& into, std::span<const AttributeAt> history);
  std::string readOrder(MappedRecord& into);
  std::string readLine(MappedRecord& into);
  std::string readCustomer(MappedRecord& into);
  std::string readProduct(MappedRecord& into, std::span<const AttributeAt> history);
  std::string readPackage(MappedRecord& into);
  std::string readEvent(MappedRecord& into);
  std::string readFact(const BoundFact& fact, SourceEvent& event, MappedRecord& into);
  std::string readFacts(Role role, const std::string& id, MappedRecord& into);
  std::string readStates(Role role, const std::string& id, MappedRecord& into, std::span<const AttributeAt> history);

  const Profile* m_profile = nullptr;
  const RoleRule* m_rule = nullptr;
  std::optional<ValueReader> m_values;
  base::Currency m_currency;
  std::map<std::string, BoundColumn> m_columns;  // field -> column
  std::vector<std::pair<std::string, BoundColumn>> m_charges;
  std::vector<BoundFact> m_facts;
  std::map<std::string, BoundFact> m_events;     // by type
  BoundColumn m_state;
  RowClasses m_classes;
  LookUp m_lookUp;
  Fields m_fields;
};

}  // namespace twinlane::transfer
