// What a history has to add to what the journal has of its document. Pure; any thread.
#pragma once

#include "transfer/history/order_history.h"

namespace twinlane::transfer {

// What is left to say, as facts of one stream with the rows that say it. Every row of the history stands in one of the lists.
struct Addition {
  // What a fact brings under names of the source: new lines under their numbers, goods in a package.
  struct Named {
    std::vector<std::pair<std::string, int>> lines;
    std::string package;
    EventName event = 0;
    std::vector<std::string> pieces = {};  // how far pieces of the document are in with it, where more follows
  };
  command::FactStream stream;
  std::vector<std::vector<std::int64_t>> rows;  // of each fact, what is taken in
  std::vector<Named> named;                     // of each fact
  std::vector<std::int64_t> differ;  // says otherwise than what is there
  std::vector<std::int64_t> exist;   // says what is there, or one more of it
  std::vector<std::int64_t> known;   // says what is there
  std::vector<std::string> pieces;   // names that come with the last fact
};

// The name under which so many lines of a piece are known to be in.
std::string nameOfPart(const std::string& piece, std::int64_t lines);

// What a line says, whatever its number.
std::string textOf(domain::OrderLine line);

// Lines of known documents, as files say them.
struct SaidLines {
  std::int64_t again = 0;    // said as they are there
  std::int64_t unsaid = 0;   // there, and not said
  std::int64_t fresh = 0;    // said, and not there
  std::int64_t changed = 0;  // said of a product of which one is not said
  SaidLines& operator+=(const SaidLines& more);
};
// Takes out of `there` what is said again, and out of `said` what is there.
SaidLines compareLines(std::vector<domain::OrderLine>& there, std::vector<domain::OrderLine>& said);

// Of a document that the journal does not have.
Addition additionToNothing(const History& history);

// `version`: of the stream when it was so.
Addition additionTo(const KnownDocument& known, std::int64_t version, const History& history);

}  // namespace twinlane::transfer
