// libFuzzer target: any bytes up to the first NUL as the text of a profile, the rest as the cells of a row. What is read is a
// profile or problems, each with a line and a remedy; a profile bound to a header of its columns makes something of the row.
#include "transfer/row_mapping.h"

#include <cstdlib>
#include <set>

using namespace twinlane;

namespace {

void mustBeTold(const std::vector<transfer::ProfileProblem>& problems) {
  for (const auto& problem : problems)
    if (problem.line < 1 || problem.file.empty() || problem.problem.empty() || problem.remedy.empty()) std::abort();
}

transfer::CsvRow rowOf(const std::vector<std::string>& cells, std::string& raw) {
  transfer::CsvRow row;
  row.number = row.line = 1;
  raw.clear();
  for (const std::string& cell : cells) raw += cell + '\n';
  row.raw = raw;
  row.fields.assign(cells.begin(), cells.end());
  return row;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const auto check = transfer::readProfile("profile.json", std::string(all.substr(0, all.find('\0'))));
  mustBeTold(check.problems);
  if (!check.problems.empty()) return 0;

  std::set<std::string> columns;
  for (const auto& [field, column] : check.profile.columns) columns.insert(column);
  for (const auto& rowClass : check.profile.classes)
    for (const auto& condition : rowClass.when) columns.insert(condition.column);
  std::string raw;
  const std::vector<std::string> names(columns.begin(), columns.end());
  const transfer::CsvRow header = rowOf(names, raw);
  // A column that ends in a space is never found in a header, nor is one of letters that its encoding does not have.
  const auto problems = transfer::RowMapping::headerProblems(check.profile, header, "rows.csv");
  mustBeTold(problems);
  if (!problems.empty()) return 0;
  auto mapping = transfer::RowMapping::bind(check.profile, header);
  if (!mapping) std::abort();

  std::vector<std::string> cells(1);
  for (const char c : all.substr(std::min(all.find('\0'), all.size()))) {
    if (c != '\0') cells.back() += c;
    else if (cells.size() <= names.size()) cells.emplace_back();
  }
  cells.erase(cells.begin());
  cells.resize(names.size());
  const transfer::CsvRow row = rowOf(cells, raw);
  transfer::MappedRow mapped;
  mapping->map(row, mapped);
  if (mapped.reason.empty()) std::abort();
  const bool line = mapped.fate == transfer::RowFate::SaleLine || mapped.fate == transfer::RowFate::ReturnLine;
  if (line && (mapped.order.empty() || mapped.product.empty() || mapped.currency.empty())) std::abort();
  return 0;
}
