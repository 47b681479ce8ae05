// A receipt as one line of text between two processes: what History compares of it, no more.
#pragma once

#include "command/receipt.h"

namespace twinlane::simulation {

std::string lineOf(const command::Receipt& receipt);
// `line` as lineOf() made it, of an answer to `id`; nothing for any other text.
std::optional<command::Receipt> receiptOf(const std::string& line, const base::CommandId& id);

}  // namespace twinlane::simulation
