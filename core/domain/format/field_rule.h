// What a field of a command or event may hold. Commands and events list their fields once, in a `describe` function; the
// visitors of fields.h turn that one list into the printed table, the check, the digest, the stored bytes and the JSON view.
#pragma once

#include <cstdint>

namespace twinlane::domain {

// What a text is: a name or word on one line, a text of any number of lines, or what something is known by. Which characters
// each may hold is said in command_input.cpp.
enum class TextKind : std::uint8_t { OneLine, ManyLines, Id };

struct FieldRule {
  bool required = false;
  bool nullable = false;  // required to be named, but may be null (a guest's customer)
  bool sealed = false;    // personal data or free text: stored apart, under a subject key
  std::int64_t min = 0;   // smallest length or number (in the type's own scale)
  std::int64_t max = 0;   // largest; 0 with min 0 means the type's own bound
  int since = 1;          // of an event: the schema version that brought the field
  TextKind text = TextKind::OneLine;
};

}  // namespace twinlane::domain
