// A mapping profile: data that says how the columns and rows of a foreign file become facts. JSON on disk, checked against
// a schema; the code knows no data set by name. README.md beside this file explains every key to a person.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace twinlane::transfer {

struct ProfileProblem {
  std::string file;
  std::int64_t line = 0;
  std::string key, problem, remedy;
};

enum class RowFate { SaleLine, ReturnLine, Quarantine, Ignore };

// A test of one column; all given parts must hold.
struct Condition {
  std::string column;                // as the file's header names it
  std::string prefix;                // text begins with
  std::string pattern;               // whole text matches (POSIX extended regular expression)
  std::vector<std::string> oneOf;
  std::string sign;                  // positive, negative, zero, not_positive, not_negative, not_zero
  bool missing = false;              // the value counts as missing
};

// Row classes are tried in order; the first whose conditions all hold decides the row's fate.
struct RowClass {
  std::string name;
  std::vector<Condition> when;
  RowFate fate = RowFate::Quarantine;
  std::string reason;  // for quarantine (reason code) and ignore (rule name); the class's name when empty
};

struct Profile {
  std::string name;
  std::string source;      // identity of the source: the same rows under the same source are taken in once
  std::string shape;       // "flat_lines"
  std::string encoding = "utf-8";  // utf-8, latin-1
  char separator = ',';
  char quote = '"';        // 0: quotes mean nothing
  bool unreadableAside = false;  // rows that cannot be read, whatever their values, are set aside; else the file is refused
  std::vector<std::string> dateFormats;  // for example "%Y-%m-%d %H:%M:%S"; the first that fits a value counts
  std::string zone = "UTC";  // of times that carry no offset themselves
  char decimalSign = '.';
  std::vector<std::string> missing;  // texts that count as missing besides the empty one
  std::string currency;              // constant, unless a column is mapped
  std::map<std::string, std::string> columns;    // field -> column, of profileFields()
  std::map<std::string, std::string> constants;  // field -> value where a row has none, of constantFields()
  std::vector<RowClass> classes;
};

// Reads and checks; every problem found is reported at once.
struct ProfileCheck {
  Profile profile;
  std::vector<ProfileProblem> problems;
};
ProfileCheck readProfile(const std::string& file, const std::string& text);

// The fields that `columns` may map, and those that `constants` may give.
const std::vector<std::string>& profileFields();
const std::vector<std::string>& constantFields();

// JSON Schema (draft 2020-12) of a profile, as text.
std::string profileSchema();

}  // namespace twinlane::transfer
