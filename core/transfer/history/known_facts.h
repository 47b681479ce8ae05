// What the journal has of a document from its source, and what a history has to add to that. One thread.
#pragma once

#include "store/event_store.h"
#include "transfer/history/order_history.h"

namespace twinlane::transfer {

// What is left to say, as facts of one stream with the rows that say it. Every row of the history stands in one of the lists.
struct Addition {
  command::FactStream stream;
  std::vector<std::int64_t> rows;    // what is taken in
  std::vector<std::int64_t> differ;  // says otherwise than what is there
  std::vector<std::int64_t> known;   // says what is there
};

// Of a document that the journal does not have.
Addition additionToNothing(const History& history);

// `before`: what the ledger knows of the document. Facts that were given live are not looked at.
base::Result<Addition> additionTo(const std::optional<store::ImportedDocument>& before, const History& history, store::EventStore& events);

}  // namespace twinlane::transfer
