#include "ctl/envelope_fields.h"

#include "ctl/answer.h"
#include "domain/format/encoding.h"

namespace twinlane::ctl {

using domain::Node;

namespace {

constexpr std::size_t longestActor = 64;

struct EnvelopeField {
  const char* name;
  const char* type;
  bool isRequired;
  std::optional<std::int64_t> least, most;  // of a number, or of the characters of a text
  const char* meaning;
  const char* wanted;  // what would be right
  bool (*read)(const Node& value, command::Envelope& envelope);  // false: not as wanted
};

bool readId(const Node& value, command::Envelope& envelope) {
  const auto parsed = base::CommandId::fromText(value.text);
  if (value.kind != Node::Kind::Text || !parsed) return false;
  envelope.id = *parsed;
  return true;
}

bool readVersion(const Node& value, command::Envelope& envelope) {
  if (value.kind == Node::Kind::Null) return true;
  const auto parsed = base::parseDecimal(value.text, 0);
  if (value.kind != Node::Kind::Number || !parsed || *parsed < 0) return false;
  envelope.expectedVersion = *parsed;
  return true;
}

bool readActor(const Node& value, command::Envelope& envelope) {
  if (value.kind == Node::Kind::Null) return true;
  if (value.kind != Node::Kind::Text || value.text.size() > longestActor || !domain::isVisible(value.text)) return false;
  envelope.actor = value.text;
  return true;
}

// The type is read with the command's own fields.
bool isReadLater(const Node&, command::Envelope&) { return true; }

constexpr EnvelopeField envelopeFields[] = {
    {"type", "text", true, 1, 64, "which command it is", "", isReadLater},
    {"command_id", "uuid", false, 36, 36, "identity of the command; given again it is answered with its first receipt, without one each line is a new command",
     "must be a UUID of 36 characters", readId},
    {"expected_version", "integer", false, 0, std::nullopt, "version the order, product or customer must still have; another one is a conflict", "must be a whole number, 0 or more", readVersion},
    {"actor", "text", false, 1, longestActor, "who gives it; without one the operator of this folder", "must be text of 1 to 64 visible characters", readActor},
};

}  // namespace

void readEnvelope(const Node& line, command::Envelope& envelope) {
  for (const EnvelopeField& field : envelopeFields)
    if (const Node* value = line.find(field.name); value != nullptr && !field.read(*value, envelope)) envelope.misread.push_back({field.name, field.wanted});
}

Node envelopeTable() {
  const auto orNull = [](const std::optional<std::int64_t>& bound) { return bound ? Node::ofNumber(std::to_string(*bound)) : Node{}; };
  Node table = Node::list();
  for (const EnvelopeField& field : envelopeFields)
    table.items.push_back(Document()
                              .text("name", field.name)
                              .text("type", field.type)
                              .boolean("required", field.isRequired)
                              .node("min", orNull(field.least))
                              .node("max", orNull(field.most))
                              .null("enum")
                              .text("meaning", field.meaning)
                              .take());
  return table;
}

std::string envelopeHelp() {
  std::string help = "Beside its own fields ('commands' lists them) a command has in its line:";
  for (const EnvelopeField& field : envelopeFields) help += std::string("\n  ") + field.name + " (" + field.type + (field.isRequired ? ", required): " : "): ") + field.meaning;
  return help;
}

}  // namespace twinlane::ctl
