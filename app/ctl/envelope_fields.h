// The fields of a command's envelope, which stand beside the command's own in its line: one table for who reads a line and
// for who asks what may stand in it. Pure.
#pragma once

#include "command/envelope.h"
#include "domain/format/node.h"

namespace twinlane::ctl {

// What is wrong with a field is added to the envelope's `misread`.
void readEnvelope(const domain::Node& line, command::Envelope& envelope);

// [{"name","type","required","min","max","enum","meaning"}], as the fields of a command are told.
domain::Node envelopeTable();
// The same for a person who asked for help.
std::string envelopeHelp();

}  // namespace twinlane::ctl
