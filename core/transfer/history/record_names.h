// What records of a source are called by what their rows say, so that a row that comes again mended is known: one of a log by what it
// is, one of a table by the columns that name it. One thread.
#pragma once

#include "base/bytes.h"
#include "transfer/history/role_mapping.h"

#include <map>

namespace twinlane::transfer {

// By an id of its own, or by what else it is known by.
struct RecordName {
  base::Digest digest{};
  bool isOwn = false;  // no other record has it
};

class RecordNames {
 public:
  // The profile must outlive this.
  explicit RecordNames(const Profile& profile) : m_profile(profile) {}

  // By table; of a flat file under no name.
  void learn(std::map<std::string, RecordKey> keys) { m_keys = std::move(keys); }

  // Nothing where nothing names it.
  std::optional<RecordName> of(const std::string& file, const std::string& raw) const;
  // Of two texts of one row of a file, the first of which was set aside for that reason: whether they name the same record, or all
  // columns but one are the same, two of which say something, and that one is what the reason is about.
  bool isMended(const std::string& file, const std::string& reason, const std::string& before, const std::string& now) const;

 private:
  const RecordKey* keyOf(const std::string& file) const;
  std::vector<std::string> fieldsOf(const std::string& raw) const;

  const Profile& m_profile;
  std::map<std::string, RecordKey> m_keys;
};

}  // namespace twinlane::transfer
