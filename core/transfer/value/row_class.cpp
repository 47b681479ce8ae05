#include "transfer/value/row_class.h"

#include "transfer/value/value_reader.h"

#include <algorithm>

namespace twinlane::transfer {

base::Result<RowClasses> RowClasses::bind(const std::vector<RowClass>& classes, const std::function<std::size_t(const std::string&)>& indexOf) {
  RowClasses all;
  for (const RowClass& rowClass : classes) {
    Bound bound{rowClass, {}};
    for (const Condition& condition : rowClass.when) {
      Test test{indexOf(condition.column), condition, {}};
      if (!condition.pattern.empty()) {
        auto pattern = TextPattern::from(condition.pattern);
        if (!pattern) return tl::unexpected(pattern.error());
        test.pattern = std::move(*pattern);
      }
      bound.tests.push_back(std::move(test));
    }
    all.m_classes.push_back(std::move(bound));
  }
  return all;
}

const RowClass* RowClasses::of(std::span<const std::string_view> fields, ValueReader& values) {
  for (Bound& candidate : m_classes)
    if (std::all_of(candidate.tests.begin(), candidate.tests.end(), [&](Test& test) { return test.holds(fields[test.column], values); })) return &candidate.of;
  return nullptr;
}

bool RowClasses::Test::holds(std::string_view text, ValueReader& values) {
  const Condition& asked = condition;
  if (asked.missing && !values.isMissing(text)) return false;
  if (!asked.prefix.empty() && !text.starts_with(asked.prefix)) return false;
  if (!asked.oneOf.empty() && std::find(asked.oneOf.begin(), asked.oneOf.end(), text) == asked.oneOf.end()) return false;
  if (!asked.sign.empty()) {
    const auto sign = values.signOf(text);
    if (!sign) return false;
    const bool negated = asked.sign.starts_with("not_");
    const std::string_view word = std::string_view(asked.sign).substr(negated ? 4 : 0);
    const int wanted = word == "positive" ? 1 : word == "negative" ? -1 : 0;
    if ((*sign == wanted) == negated) return false;
  }
  return !pattern || pattern->fits(text);
}

}  // namespace twinlane::transfer
