// An order of a source as the facts of one stream: it was placed with these lines, then this happened, in the order of the
// times that are known; what has no time stands where an order's life has it. Pure; any thread.
#pragma once

#include "command/facts.h"
#include "transfer/history/staging.h"

namespace twinlane::transfer {

// What happened, and the row of the source that says so.
struct HistoryFact {
  command::Fact fact;
  std::int64_t row = 0;
};

struct History {
  store::StreamRef stream;
  std::vector<std::int64_t> rows;  // of the document itself
  std::optional<command::Fact> begin;  // without its lines; nothing for a document that is all facts
  std::vector<std::pair<domain::OrderLine, std::int64_t>> lines;  // numbered from 1, with their rows
  std::vector<HistoryFact> facts;  // lines in them are numbered likewise
  // Parts of a log tell of an order one after the other; tables tell all of it each time.
  bool mayBePart = false;
};

// `isPaymentKnown`: the source tells payments, so that an order without one is unpaid.
History historyOf(const Staging::Order& order, bool isPaymentKnown);
History historyOf(std::int64_t row, const SourceCustomer& customer);
History historyOf(std::int64_t row, const SourceProduct& product);

bool tellsPayments(const Profile& profile);

}  // namespace twinlane::transfer
