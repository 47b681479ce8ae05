// The tree of named values as JSON text and back. Numbers keep their digits. Any thread. Not for the event path.
#pragma once

#include "base/result.h"
#include "domain/format/node.h"

namespace twinlane::domain {

// One line, no spaces, keys in their order.
std::string toJson(const Node& node);

// BadInput with the byte where the text stops being JSON, and as `where` the field it stands in, if in one.
base::Result<Node> fromJson(std::string_view text);

}  // namespace twinlane::domain
