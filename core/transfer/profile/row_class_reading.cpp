#include "transfer/profile/row_class_reading.h"

#include "store/append.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

const std::vector<std::string> signs = {"positive", "negative", "zero", "not_positive", "not_negative", "not_zero"};

Condition readCondition(ProfileRecord& fields) {
  Condition made;
  fields.text("column", made.column, true, "name the column to look at");
  fields.text("prefix", made.prefix, false, "the text the value begins with");
  fields.text("pattern", made.pattern, false, "a POSIX extended regular expression for the whole value");
  if (!made.pattern.empty())
    if (const auto pattern = TextPattern::from(made.pattern); !pattern) fields.sayAt("pattern", pattern.error().what, pattern.error().remedy);
  fields.texts("one_of", made.oneOf, "list the values");
  fields.choice("sign", made.sign, false, signs);
  fields.boolean("missing", made.missing, "true: the value is missing");
  if (fields.has("missing") && fields.find("missing")->kind == ProfileValue::Kind::Boolean && !made.missing) fields.sayAt("missing", "may only be true", "leave it out, or use another test");
  if (made.prefix.empty() && made.pattern.empty() && made.oneOf.empty() && made.sign.empty() && !fields.has("missing"))
    fields.say(fields.value().line, "column", "is tested for nothing", "give prefix, pattern, one_of, sign or missing");
  fields.reportUnknown();
  return made;
}

}  // namespace

RowClass readRowClass(ProfileRecord& fields, const std::vector<std::string>& fates) {
  RowClass rowClass;
  fields.text("name", rowClass.name, true, "give the class a name");
  std::string fate;
  fields.choice("fate", fate, true, fates);
  const auto found = std::find(fates.begin(), fates.end(), fate);
  // The last two are the same everywhere: set aside, left out.
  if (found != fates.end()) rowClass.fate = fates.end() - found <= 2 ? static_cast<RowFate>(4 - (fates.end() - found)) : static_cast<RowFate>(found - fates.begin());
  fields.text("reason", rowClass.reason, false, "a short word that is counted in the account");
  if (rowClass.reason.empty()) rowClass.reason = rowClass.name;
  if (rowClass.reason == store::thereAlready) fields.sayAt(fields.has("reason") ? "reason" : "name", "is what rows are counted under that another file brought", "take another word");
  for (ProfileRecord& one : fields.records("when", false, "list the conditions, for example {\"column\": \"Quantity\", \"sign\": \"positive\"}; leave it out for all other rows")) rowClass.when.push_back(readCondition(one));
  fields.reportUnknown();
  return rowClass;
}

}  // namespace twinlane::transfer
