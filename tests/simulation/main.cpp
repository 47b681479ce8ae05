// twinlane-simulate VERB [--name number ...]: tries to break what Twinlane promises about stored commands.
// Exit codes: 0 all well, 1 a failure or a count that is zero though it must not be, 2 wrong usage.
#include "simulation/verb.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <sqlite3.h>
#include <stdexcept>

namespace twinlane::simulation {
namespace {

std::vector<Verb>& verbs() {
  static std::vector<Verb> all;
  return all;
}

int usage(std::FILE* to) {
  std::sort(verbs().begin(), verbs().end(), [](const Verb& a, const Verb& b) { return a.name < b.name; });
  for (const Verb& verb : verbs()) {
    std::fprintf(to, "twinlane-simulate %s", verb.name.c_str());
    for (const Argument& each : verb.arguments) std::fprintf(to, " [--%s %lld]", each.name.c_str(), static_cast<long long>(each.value));
    std::fprintf(to, "\n");
  }
  return to == stdout ? 0 : 2;
}

bool isSet(Arguments& given, const std::string& name, const char* text) {
  std::int64_t value = 0;
  const char* end = text + std::strlen(text);
  const auto [read, error] = std::from_chars(text, end, value);
  return name.starts_with("--") && error == std::errc() && read == end && given.set(name.substr(2), value);
}

int run(int count, char** words) {
  if (count == 2 && std::string_view(words[1]) == "--help") return usage(stdout);
  const auto verb = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& each) { return count > 1 && each.name == words[1]; });
  if (verb == verbs().end() || count % 2 != 0) return usage(stderr);
  // As the program does before its first database; the disks that are made here would wake SQLite before.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  Arguments given(verb->arguments);
  for (int i = 2; i < count; i += 2)
    if (!isSet(given, words[i], words[i + 1])) {
      std::fprintf(stderr, "cannot take %s %s\n", words[i], words[i + 1]);
      return usage(stderr);
    }
  return verb->run(given);
}

}  // namespace

bool Arguments::set(const std::string& name, std::int64_t value) {
  const auto known = std::find_if(m_all.begin(), m_all.end(), [&](const Argument& each) { return each.name == name; });
  if (known == m_all.end() || value < known->least) return false;
  known->value = value;
  return true;
}

std::int64_t Arguments::operator[](const std::string& name) const {
  for (const Argument& each : m_all)
    if (each.name == name) return each.value;
  throw std::logic_error("the verb does not name its argument " + name);
}

bool registerVerb(Verb verb) {
  verbs().push_back(std::move(verb));
  return true;
}

}  // namespace twinlane::simulation

int main(int count, char** words) { return twinlane::simulation::run(count, words); }
