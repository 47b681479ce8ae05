#include "transfer/history/table_name.h"

#include "transfer/history/role_mapping.h"

#include <algorithm>
#include <filesystem>

namespace twinlane::transfer {
namespace {

constexpr const char* tableEndings[] = {".csv", ".tsv", ".txt"};

std::string unpackedName(const std::string& path) {
  std::string name = inSmallLetters(std::filesystem::path(path).filename().string());
  if (name.ends_with(".gz")) name.erase(name.size() - 3);
  return name;
}

}  // namespace

std::string inSmallLetters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c); });
  return text;
}

std::string tableOf(const std::string& path) {
  std::string table = unpackedName(path);
  for (const char* ending : tableEndings)
    if (table.ends_with(ending)) return table.substr(0, table.size() - 4);
  return table;
}

bool looksLikeTable(const std::string& path) {
  const std::string file = unpackedName(path);
  return std::any_of(std::begin(tableEndings), std::end(tableEndings), [&](const char* ending) { return file.ends_with(ending); });
}

bool isTableOf(const std::string& table, const RoleRule& rule) {
  return std::any_of(rule.from.begin(), rule.from.end(), [&](const std::string& from) { return inSmallLetters(from) == table; });
}

bool isAskedFor(const std::string& table, const Profile& profile) {
  const auto lookups = lookupsOf(profile);
  return std::any_of(profile.objects.begin(), profile.objects.end(), [&](const RoleRule& rule) { return isTableOf(table, rule); }) ||
         std::any_of(lookups.begin(), lookups.end(), [&](const ColumnRule& rule) { return inSmallLetters(rule.table) == table; });
}

std::vector<std::string> filesOfNoRole(const Profile& profile, const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  std::error_code problem;
  for (const std::string& path : paths)
    if (!std::filesystem::is_directory(path, problem) && !isAskedFor(tableOf(path), profile)) files.push_back(path);
  return files;
}

}  // namespace twinlane::transfer
