// Which tables of a history files are, by their names alone. Pure; any thread.
#pragma once

#include "transfer/profile/profile.h"

namespace twinlane::transfer {

// Names of tables are compared so.
std::string inSmallLetters(std::string text);

// "sales/Orders.csv.gz" is "orders".
std::string tableOf(const std::string& path);
bool looksLikeTable(const std::string& path);

bool isTableOf(const std::string& table, const RoleRule& rule);
// By a role, or because values are looked up in it.
bool isAskedFor(const std::string& table, const Profile& profile);

// Of paths given together, the files that no role of the profile asks for; a folder is none of them.
std::vector<std::string> filesOfNoRole(const Profile& profile, const std::vector<std::string>& paths);

}  // namespace twinlane::transfer
