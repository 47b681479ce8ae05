// The JSON text of a profile as a tree that knows the line of every key, and one object of it whose keys are taken by name:
// what nobody took is unknown. One thread; records and what they read into live as long as the tree. Within the room.
#pragma once

#include "transfer/profile/profile.h"

namespace twinlane::transfer {

struct ProfileValue {
  enum class Kind { Null, Boolean, Number, Text, List, Record };
  Kind kind = Kind::Null;
  int line = 1;
  bool boolean = false;
  std::string key;  // within a record
  std::string text;
  std::vector<ProfileValue> items;  // of a list or a record
};

const char* kindName(ProfileValue::Kind kind);
std::string listed(const std::vector<std::string>& names);

// Nothing when the text is no JSON; then there is one problem, with its line.
std::optional<ProfileValue> readTree(const std::string& file, const std::string& text, std::vector<ProfileProblem>& problems);

// One object of the profile: takes its keys by name and reports those that nobody took.
class ProfileRecord {
 public:
  ProfileRecord(const ProfileValue& value, std::string prefix, const std::string& file, std::vector<ProfileProblem>& problems);

  void say(int line, const std::string& key, std::string problem, std::string remedy);
  void sayAt(const std::string& key, std::string problem, std::string remedy);

  const ProfileValue* take(const std::string& key, ProfileValue::Kind kind, bool required, const std::string& remedy);

  void text(const std::string& key, std::string& into, bool required, const std::string& remedy);
  void choice(const std::string& key, std::string& into, bool required, const std::vector<std::string>& choices);
  void character(const std::string& key, char& into, bool mayBeNone, const std::string& remedy);
  void texts(const std::string& key, std::vector<std::string>& into, const std::string& remedy);

  // One text stands for a list of one.
  void textOrTexts(const std::string& key, std::vector<std::string>& into, const std::string& remedy);

  void whole(const std::string& key, std::optional<int>& into, int least, int most);
  void boolean(const std::string& key, bool& into, const std::string& remedy);
  // An object under a key, or each of a list of them.
  std::optional<ProfileRecord> record(const std::string& key, bool required, const std::string& remedy);
  std::vector<ProfileRecord> records(const std::string& key, bool required, const std::string& remedy);

  void reportUnknown();

  bool has(const std::string& key) const { return find(key) != nullptr; }
  const ProfileValue* find(const std::string& key) const;
  const ProfileValue& value() const { return m_value; }
  // Reads one field whose kind is not fixed: known from now on.
  const ProfileValue* takeAny(const std::string& key);
  ProfileRecord inner(const ProfileValue& value, const std::string& key) const { return {value, m_prefix + key + ".", m_file, m_problems}; }

 private:
  const ProfileValue& m_value;
  const std::string m_prefix;
  const std::string& m_file;
  std::vector<ProfileProblem>& m_problems;
  std::vector<std::string> m_known;
};

}  // namespace twinlane::transfer
