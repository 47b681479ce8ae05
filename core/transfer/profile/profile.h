// A mapping profile: data that says how the columns and rows of a foreign file become facts. JSON on disk, checked against
// a schema; the code knows no data set by name. README.md beside this file explains every key to a person.
#pragma once

#include "transfer/profile/role_rules.h"
#include "transfer/value/row_class.h"

#include "base/result.h"

namespace twinlane::transfer {

struct ProfileProblem {
  std::string file;
  std::int64_t line = 0;
  std::string key, problem, remedy;
};

// How amounts are written.
struct AmountRules {
  std::optional<int> minorUnits;  // whole numbers of 10^-n of the currency's unit
  std::optional<int> roundTo;     // so many decimals are kept, the rest is rounded away: half to even, or half up
  bool halfUp = false;
};

struct Profile {
  std::string name;
  std::string source;      // identity of the source: the same rows under the same source are taken in once
  std::string shape;       // flat_lines, several_tables, event_log, event_table
  std::string encoding = "utf-8";  // utf-8, latin-1
  char separator = ',';
  char quote = '"';        // 0: quotes mean nothing
  bool unreadableAside = false;  // rows that cannot be read, whatever their values, are set aside; else the file is refused
  bool unfinishedAside = true;   // so is a last row without a line end, which may be cut
  std::vector<std::string> dateFormats;  // for example "%Y-%m-%d %H:%M:%S"; the first that fits a value counts
  std::string zone = "UTC";  // of times that carry no offset themselves
  char decimalSign = '.';
  AmountRules amounts;
  std::vector<std::string> missing;  // texts that count as missing besides the empty one
  std::string currency;              // constant, unless a column is mapped
  std::map<std::string, std::string> columns;    // field -> column, of profileFields()
  std::map<std::string, std::string> constants;  // field -> value where a row has none, of constantFields()
  std::vector<RowClass> classes;
  // Of the other shapes.
  std::vector<RoleRule> objects;
  std::vector<FactRule> events;

  std::map<std::string, std::string> charges;  // of flat_lines whose rows are anywhere: kind -> column, of each row
  bool areRowsAnywhere = false;  // of flat_lines: those of one order may lie far apart

  // All of it is read before anything is taken in.
  bool isHistory() const { return areRowsAnywhere || shape == "several_tables" || shape == "event_log" || shape == "event_table"; }
  bool hasTables() const { return shape != "event_log"; }
};

// Problems of one line of a file, which all have one remedy, as one error.
base::Error errorOf(const std::vector<ProfileProblem>& problems);

// Reads and checks; every problem found is reported at once.
struct ProfileCheck {
  Profile profile;
  std::vector<ProfileProblem> problems;
};
ProfileCheck readProfile(const std::string& file, const std::string& text);

// The text of a profile on disk, which is a file of at most mostProfileBytes. Errors: those of reading it; BadInput for a folder, a
// device or a pipe, or one that is longer.
inline constexpr std::size_t mostProfileBytes = 1'000'000;
base::Result<std::string> readProfileText(const std::string& path);

// The fields that `columns` may map, and those that `constants` may give.
const std::vector<std::string>& profileFields();
const std::vector<std::string>& constantFields();

// JSON Schema (draft 2020-12) of a profile, as text.
std::string profileSchema();

}  // namespace twinlane::transfer
