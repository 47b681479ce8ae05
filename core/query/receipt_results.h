// Questions about what became of commands, and their answers. Plain values.
#pragma once

#include "store/append.h"

namespace twinlane::query {

struct ReceiptQuery {
  std::optional<store::OutcomeKind> outcome;
  int limit = 50;
  std::string after;  // cursor of the page before
};

struct ReceiptPage {
  std::vector<store::StoredOutcome> receipts;  // newest first
  std::optional<std::string> next;
  store::Position head = 0;
};

}  // namespace twinlane::query
