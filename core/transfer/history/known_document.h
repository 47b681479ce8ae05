// What the journal has of a document from its source: how it begins, its lines and what happened, as imports said it. Facts that
// were given live are not looked at, but for lines that a person took back. Plain value; one thread. Errors: those of the journal.
#pragma once

#include "command/facts.h"
#include "store/event_store.h"
#include "transfer/history/source_record.h"

#include <map>
#include <set>

namespace twinlane::transfer {

struct KnownDocument {
  std::optional<command::Fact> begin;  // without its lines
  std::vector<domain::OrderLine> lines;
  struct Told : command::Fact {
    std::int64_t version = 0;
    EventName by = 0;  // the event that told it; Staging knows
  };
  std::vector<Told> facts;
  std::map<int, std::optional<base::Timestamp>> cameAt;  // of a return, by the numbers of its lines
  int lastLine = 0;
  store::Position position = 0;    // of its first event
  std::vector<std::pair<store::Position, int>> grew;  // events that brought lines, and the last line it had then
  std::set<int> takenBack;         // lines that a person cancelled or amended to nothing: who says them counts nothing twice
  std::set<std::string> unnamed;  // packages that have only a number of ours; told by SourceMemory

  // The last line it had when the journal had come so far.
  int lastLineAt(store::Position at) const;

  static base::Result<KnownDocument> read(const store::StreamRef& stream, store::EventStore& events);
};

// Of the event that begins a document; null for others.
std::vector<domain::OrderLine>* linesOfDocument(domain::Event& event);
// Charges of one kind are one.
void addCharges(std::vector<domain::Charge>& sums, const std::vector<domain::Charge>& more);

}  // namespace twinlane::transfer
