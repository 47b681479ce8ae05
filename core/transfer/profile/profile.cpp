// Reading of profiles: the JSON text becomes a tree that knows the line of every key, then each key is taken by name; what
// is left over is unknown.
#include "transfer/profile/profile.h"

#include "base/money.h"
#include "base/zone.h"
#include "transfer/csv/byte_source.h"
#include "transfer/csv/other_kind.h"
#include "transfer/value/date_format.h"
#include "transfer/profile/role_reading.h"
#include "transfer/profile/profile_tree.h"
#include "transfer/profile/row_class_reading.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

class ProfileReading {
 public:
  ProfileReading(const std::string& file, ProfileCheck& check) : m_file(file), m_check(check) {}

  void read(const ProfileValue& root) {
    if (root.kind != ProfileValue::Kind::Record) {
      m_check.problems.push_back({m_file, root.line, "", std::string("a profile is an object, this is ") + kindName(root.kind), "see `profile schema`"});
      return;
    }
    Profile& profile = m_check.profile;
    ProfileRecord top = record(root, "");
    std::string ignored;
    top.text("$schema", ignored, false, "give the address of the schema as text");
    top.text("name", profile.name, true, "give the profile a name");
    top.text("about", ignored, false, "say in words what the profile is for");
    top.text("source", profile.source, true, "give the source a name that stays the same for all its files");
    top.choice("shape", profile.shape, true, {"flat_lines", "several_tables", "event_log", "event_table"});
    top.choice("encoding", profile.encoding, false, {"utf-8", "latin-1"});
    top.character("separator", profile.separator, false, "for example \",\", \";\" or \"\\t\"");
    top.character("quote", profile.quote, true, "for example \"\\\"\"; \"\" when quotes mean nothing");
    std::string unreadable;
    top.choice("unreadable_rows", unreadable, false, {"refuse", "quarantine"});
    profile.unreadableAside = unreadable == "quarantine";
    std::string unfinished;
    top.choice("unfinished_row", unfinished, false, {"quarantine", "take"});
    profile.unfinishedAside = unfinished != "take";
    top.character("decimal_sign", profile.decimalSign, false, "\".\" or \",\"");
    if (profile.decimalSign != '.' && profile.decimalSign != ',') top.sayAt("decimal_sign", "must be \".\" or \",\"", "\".\" or \",\"");
    if (profile.separator == profile.quote) top.sayAt("separator", "is the same as the quote", "give two different characters");
    top.texts("missing", profile.missing, "list the texts that mean \"no value\"");
    dates(top);
    top.text("currency", profile.currency, false, "three capital letters, for example GBP");
    if (!profile.currency.empty() && !base::Currency::fromText(profile.currency))
      top.sayAt("currency", "'" + profile.currency + "' is no currency", "give three capital letters, for example GBP");
    amounts(top);
    if (profile.isHistory()) {
      readRoles(top, profile);
    } else {
      std::string rows;
      top.choice("order_rows", rows, false, {"together", "anywhere"});
      columns(top);
      constants(top);
      classes(top);
      profile.areRowsAnywhere = rows == "anywhere";
      charges(top);
    }
    if (profile.currency.empty() && !profile.columns.contains("currency") && (!profile.isHistory() || profile.areRowsAnywhere))
      top.sayAt("currency", "is missing", "give the currency of all rows, or its column under columns.currency");
    top.reportUnknown();
  }

 private:
  ProfileRecord record(const ProfileValue& value, std::string prefix) { return {value, std::move(prefix), m_file, m_check.problems}; }

  void dates(ProfileRecord& top) {
    Profile& profile = m_check.profile;
    top.textOrTexts("date_format", profile.dateFormats, "for example \"%Y-%m-%d %H:%M:%S\", or a list of such texts");
    for (const std::string& one : profile.dateFormats)
      if (const auto format = DateFormat::from(one); !format) top.sayAt("date_format", format.error().what, format.error().remedy);
    top.text("zone", profile.zone, false, "an IANA name such as Europe/London, or UTC");
    if (const auto zone = base::Zone::named(profile.zone); !zone) top.sayAt("zone", zone.error().what, zone.error().remedy);
  }

  void amounts(ProfileRecord& top) {
    auto given = top.record("amounts", false, "for example {\"round_to\": 2}, or {\"minor_units\": 2}");
    if (!given) return;
    AmountRules& amounts = m_check.profile.amounts;
    given->whole("minor_units", amounts.minorUnits, 0, base::Amount::scale);
    given->whole("round_to", amounts.roundTo, 0, base::Amount::scale);
    std::string rounding;
    given->choice("rounding", rounding, false, {"half_even", "half_up"});
    amounts.halfUp = rounding == "half_up";
    if (amounts.minorUnits && amounts.roundTo) given->sayAt("round_to", "stands beside minor_units, which are whole numbers", "keep one of them");
    if (!rounding.empty() && !amounts.roundTo) given->sayAt("rounding", "rounds nothing without round_to", "give round_to, or leave it out");
    given->reportUnknown();
  }

  void columns(ProfileRecord& top) {
    Profile& profile = m_check.profile;
    const ProfileValue* value = top.take("columns", ProfileValue::Kind::Record, true, "map the fields to columns: " + listed(profileFields()));
    if (value == nullptr) return;
    ProfileRecord fields = record(*value, "columns.");
    for (const std::string& field : profileFields()) {
      const bool required = field == "order" || field == "product" || field == "quantity";
      std::string column;
      fields.text(field, column, required, "name the column that holds it");
      if (!column.empty()) profile.columns[field] = column;
      else if (!required && fields.has(field)) fields.sayAt(field, "names no column", "name the column, or leave the key out");
    }
    fields.reportUnknown();
    const auto mapped = [&](const char* field) { return profile.columns.count(field) != 0; };
    if (!mapped("unit_price") && !mapped("line_amount") && !fields.has("unit_price") && !fields.has("line_amount"))
      fields.say(value->line, "unit_price", "is missing", "name the column of the unit price, or that of the line's amount under line_amount");
    for (const auto& [one, other] : {std::pair{"discount", "discount_percent"}, std::pair{"tax_rate", "tax_percent"}})
      if (mapped(one) && mapped(other)) fields.sayAt(other, std::string("is mapped beside ") + one, "keep the one that the file has: a share such as 0.05, or 5 per cent");
    if (mapped("placed_at") && profile.dateFormats.empty() && !top.has("date_format"))
      top.sayAt("date_format", "is missing, but columns.placed_at is mapped", "for example %Y-%m-%d %H:%M:%S");
  }

  // Of an order, so that all of its rows must be known.
  void charges(ProfileRecord& top) {
    auto given = top.record("charges", false, "for example {\"postage\": \"Postage\"}");
    if (!given) return;
    for (const ProfileValue& value : given->value().items) given->text(value.key, m_check.profile.charges[value.key], true, "name the column that holds it");
    if (!m_check.profile.areRowsAnywhere) top.sayAt("charges", "are of an order, and its rows are taken in as they come", "set \"order_rows\": \"anywhere\"");
  }

  void constants(ProfileRecord& top) {
    const ProfileValue* value = top.take("constants", ProfileValue::Kind::Record, false, "give values for " + listed(constantFields()));
    if (value == nullptr) return;
    ProfileRecord fields = record(*value, "constants.");
    for (const std::string& field : constantFields()) {
      std::string text;
      fields.text(field, text, false, "give the value of all rows without one");
      if (!text.empty()) m_check.profile.constants[field] = text;
    }
    fields.reportUnknown();
  }

  void classes(ProfileRecord& top) {
    bool sales = false;
    for (ProfileRecord& one : top.records("classes", true, "say which rows are sales, returns, set aside or left out, for example {\"name\": \"sale\", \"fate\": \"sale_line\"}")) {
      RowClass rowClass = readRowClass(one, {"sale_line", "return_line", "quarantine", "ignore"});
      sales = sales || rowClass.fate == RowFate::SaleLine || rowClass.fate == RowFate::ReturnLine;
      m_check.profile.classes.push_back(std::move(rowClass));
    }
    if (top.find("classes") != nullptr && top.find("classes")->kind == ProfileValue::Kind::List && !sales)
      top.sayAt("classes", "has no class that is a sale_line or return_line", "add one; the first class that fits decides");
  }

  const std::string& m_file;
  ProfileCheck& m_check;
};

}  // namespace

const std::vector<std::string>& profileFields() {
  static const std::vector<std::string> fields = {"order",    "product",          "description",     "quantity", "unit_price", "line_amount",
                                                  "discount", "discount_percent", "discount_amount", "tax_rate", "tax_percent", "placed_at",
                                                  "customer", "country",          "currency"};
  return fields;
}

const std::vector<std::string>& constantFields() {
  static const std::vector<std::string> fields = {"customer", "country"};
  return fields;
}

base::Error errorOf(const std::vector<ProfileProblem>& problems) {
  std::string what;
  for (const ProfileProblem& one : problems) what += (what.empty() ? "" : "; ") + one.problem + (one.key.empty() ? "" : " (" + one.key + ")");
  const ProfileProblem& first = problems.front();
  return {base::ErrorCode::BadInput, what, first.file + ", line " + std::to_string(first.line), first.remedy};
}

base::Result<std::string> readProfileText(const std::string& path) {
  constexpr const char* remedy = "give the file of a profile; 'profile schema' tells what it holds";
  auto source = ByteSource::open(path);
  if (!source) return base::fail(source.error().code, "the profile cannot be read: " + source.error().what, path, remedy);
  std::string text(mostProfileBytes + 1, '\0');
  for (std::size_t size = 0; size < text.size();) {
    const auto got = source->read(std::span(text).subspan(size));
    if (!got) return tl::unexpected(got.error());
    size += *got;
    if (*got > 0) continue;
    text.resize(size);
    return text;
  }
  return base::fail(base::ErrorCode::BadInput, "the profile is longer than 1 MB", path, remedy);
}

ProfileCheck readProfile(const std::string& file, const std::string& text) {
  ProfileCheck check;
  if (const auto other = otherKindOf(text)) {
    check.problems.push_back({file, 1, "", std::string(other->what), "save the profile as text in UTF-8"});
    return check;
  }
  const auto root = readTree(file, text, check.problems);
  if (!root) return check;
  ProfileReading(file, check).read(*root);
  std::stable_sort(check.problems.begin(), check.problems.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return check;
}

}  // namespace twinlane::transfer
