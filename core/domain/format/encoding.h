// Stored bytes and views of commands and events, all made from their `describe` lists. Pure functions; any thread.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "domain/events.h"
#include "domain/format/node.h"
#include "domain/rejection.h"

namespace twinlane::domain {

// Payload and sealed part of an event: CBOR arrays of its fields in declared order. `sealed` is empty when no sealed
// field holds anything.
struct EncodedEvent {
  int type = 0;
  int schemaVersion = 0;
  base::Bytes payload, sealed;
};
EncodedEvent encode(const Event& event);

// Every schema version ever written is read. Damaged: bytes that are no such event. Newer: a type or version this program does not know, by name and number.
base::Result<Event> decode(int type, int schemaVersion, base::ByteView payload, base::ByteView sealed);

// Digest of a command's content (its type and all fields), the same for equal content.
base::Digest contentDigest(const Command& command);

// Fields as the contract names them.
Node toNode(const Event& event);
Node toNode(const Command& command);

// From {"type": ..., fields}; on any problem the list names the fields and says what would be right, and the command, which is
// missing only when its type is not known, holds what could be read. Keys of the envelope (command_id, expected_version,
// actor) are passed over.
struct ParsedCommand {
  std::optional<Command> command;
  std::vector<FieldProblem> problems;
};
ParsedCommand commandFromNode(const Node& node);

// Only characters that can be seen, with no blanks but spaces within: what an id shows is what it is.
bool isVisible(std::string_view text);

// Bounds, required fields, visible characters; what commandFromNode checks for values that were made in code.
std::vector<FieldProblem> check(const Command& command);

// The printed table: [{"type","fields":[{"name","type","required","min","max","enum","fields"?}]}].
Node commandTable();

}  // namespace twinlane::domain
