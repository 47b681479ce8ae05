// Which rows are what: classes that are tried in order, each a list of tests of single columns. One thread.
#pragma once

#include "transfer/value/text_pattern.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace twinlane::transfer {

class ValueReader;

// A row that is taken is a sale where nothing else is said.
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

// Classes bound to the columns of one file.
class RowClasses {
 public:
  // `indexOf` gives the place of a column, which must be there.
  static base::Result<RowClasses> bind(const std::vector<RowClass>& classes, const std::function<std::size_t(const std::string&)>& indexOf);

  // The first whose conditions all hold; null when none does.
  const RowClass* of(std::span<const std::string_view> fields, ValueReader& values);

 private:
  struct Test {
    std::size_t column = 0;
    Condition condition;
    std::optional<TextPattern> pattern;
    bool holds(std::string_view text, ValueReader& values);
  };
  struct Bound {
    RowClass of;
    std::vector<Test> tests;
  };
  std::vector<Bound> m_classes;
};

}  // namespace twinlane::transfer
