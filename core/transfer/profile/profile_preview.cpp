#include "transfer/profile/profile_preview.h"

#include "base/format/utf8.h"
#include "transfer/csv/file_proof.h"
#include "transfer/row_mapping.h"

#include <set>

namespace twinlane::transfer {
namespace {

const char* nameOf(RowFate fate) {
  switch (fate) {
    case RowFate::SaleLine: return "sale_line";
    case RowFate::ReturnLine: return "return_line";
    case RowFate::Quarantine: return "quarantine";
    case RowFate::Ignore: break;
  }
  return "ignore";
}

}  // namespace

domain::Node nodeOf(const CsvRow& row, const MappedRow& mapped, const RowMapping& mapping) {
  using domain::Node;
  Node node = Node::record();
  const auto put = [&](const char* name, std::string value) { node.fields.emplace_back(name, Node::ofText(std::move(value))); };
  node.fields.emplace_back("row", Node::ofNumber(std::to_string(row.number)));
  put("fate", nameOf(mapped.fate));
  put("class", mapped.reason);
  if (mapped.fate == RowFate::Quarantine || mapped.fate == RowFate::Ignore) {
    put("raw", mapping.rows().readable(row, 400));
    return node;
  }
  put("order", std::string(mapped.order));
  put("product", std::string(mapped.product));
  put("description", std::string(mapped.description));
  put("quantity", mapped.money.quantity.toText());
  put("unit_price", mapped.money.unitPrice.toText());
  put("net", mapped.money.net.toText());
  if (mapped.money.discount) put("discount", mapped.money.discount->toText());
  if (mapped.money.discountAmount) put("discount_amount", mapped.money.discountAmount->toText());
  if (mapped.money.taxRate) put("tax_rate", mapped.money.taxRate->toText());
  put("currency", mapped.currency.toText());
  node.fields.emplace_back("placed_at", mapped.placedAt ? Node::ofText(mapped.placedAt->toText()) : Node{});
  node.fields.emplace_back("customer", mapped.customer.empty() ? Node{} : Node::ofText(std::string(mapped.customer)));
  put("country", std::string(mapped.country));
  return node;
}

base::Result<ProfilePreview> previewFile(const Profile& profile, const std::string& path, std::size_t rows) {
  ProfilePreview preview;
  preview.file = path;
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  CsvReader reader(std::move(*source), {profile.separator, profile.quote});
  CsvRow row;
  if (auto header = reader.header(row); !header) return tl::unexpected(header.error());
  preview.problems = RowMapping::headerProblems(profile, row, path);
  std::set<std::string> used;
  for (const auto& [field, column] : profile.columns) used.insert(column);
  for (const RowClass& rowClass : profile.classes)
    for (const Condition& condition : rowClass.when) used.insert(condition.column);
  for (const auto& field : row.fields) {
    std::string name = base::readableStart(trimmed(field), 200);
    if (!used.contains(name)) preview.unusedColumns.push_back(name);
    preview.columns.push_back(std::move(name));
  }
  if (!preview.problems.empty()) return preview;
  auto mapping = RowMapping::bind(profile, row);
  if (!mapping) return tl::unexpected(mapping.error());
  MappedRow mapped;
  FileProof proof(profile, path);
  for (;;) {
    const auto more = reader.next(row);
    if (!more) return tl::unexpected(more.error());
    if (*more && preview.firstRows.size() < rows) {
      mapping->map(row, mapped);
      preview.firstRows.push_back(nodeOf(row, mapped, *mapping));
    }
    auto problem = *more ? proof.add(mapping->rows(), row) : proof.verdict();
    if (problem) preview.problems.push_back(std::move(*problem));
    if (!*more || problem) return preview;
  }
}

}  // namespace twinlane::transfer
