// An order of a source as the facts of one stream: it was placed with these lines, then this happened, in the order of the
// times that are known; what has no time stands where an order's life has it. Pure; any thread.
#pragma once

#include "transfer/history/known_document.h"
#include "transfer/history/staging.h"

namespace twinlane::transfer {

// What happened, and the row of the source that says so.
struct HistoryFact {
  command::Fact fact;
  std::int64_t row = 0;
  std::string package = {};  // that the source named and whose goods it tells of
  bool isReckoned = false;   // an amount that the source does not say: what was left
  EventName by = 0;          // the event that tells it
  std::int64_t event = 0;    // its number in the staging
  bool isMoved = false;      // told of another order before
};

struct HistoryLine {
  domain::OrderLine line;  // numbered from 1
  std::int64_t row = 0;
  std::string id;   // in a log
  int known = 0;    // its number in the journal; 0: none that is known
  std::int64_t file = 0;
  std::optional<base::Timestamp> at = {};  // when its row says
  bool isUnclear = false;  // of a file that may say more of documents, rather than all of them again
  // Of a file that does: which of the history's pieces it is of, -1 when all of that is in, and its place among the lines of that
  // piece, from 1.
  int piece = -1;
  std::int64_t place = 0;
};

// What one file says more of a document.
struct HistoryPiece {
  std::string name;          // under which it is known to be in
  std::int64_t in = 0;       // so many of its lines are in
  int since = 0;             // lines of higher numbers came after the file was begun: they may be its own, told by another file
  bool mayBeOther = false;   // or those of other pieces
};

struct History {
  store::StreamRef stream;
  std::vector<std::int64_t> rows;  // of the document itself
  std::int64_t ownRow = 0;         // the row that has its id; 0: none has
  std::optional<command::Fact> begin;  // without its lines; nothing for a document that is all facts
  std::vector<HistoryLine> lines;
  std::vector<HistoryFact> facts;  // lines in them are numbered likewise
  std::vector<std::pair<std::int64_t, const char*>> untold;  // rows of events that tell nothing of it, and why
  // Parts of a log tell of an order one after the other; tables tell all of it each time.
  bool mayBePart = false;
  bool isTotalSaid = false;
  std::set<int> movedAway;          // numbers of lines that the journal has of it and that stand under others now
  bool isPieceAgain = false;        // it came piece by piece, and some of this is of files that were read before, or begun: their charges are in
  std::vector<HistoryPiece> pieces; // that it has lines of
  std::map<std::int64_t, std::vector<domain::Charge>> chargesOf;  // of flat lines, by file
  std::vector<domain::Charge> more; // charges of pieces of which nothing is in
};

// Whether a charge is what is left of an order's total after what the source says of it: value of which nobody knows what it is.
bool isRest(const std::string& charge);

// `isPaymentKnown`: the source tells payments, so that an order without one is unpaid.
// A part of a log may repeat only some of an order that is known: its other lines, and which packages they lie in, are what the
// journal has.
void complete(Staging::Order& order, const KnownDocument& known);

inline store::StreamRef streamOf(const Staging::Order& order) { return {order.isReturn ? domain::Category::Return : domain::Category::Order, order.said.id}; }
domain::OrderLine lineOf(const SourceLine& said, int number);
History historyOf(const Staging::Order& order, bool isPaymentKnown, const KnownDocument* known = nullptr);
History historyOf(std::int64_t row, const SourceCustomer& customer);
History historyOf(std::int64_t row, const SourceProduct& product);

bool tellsPayments(const Profile& profile);
// Some of its events are placings.
bool tellsPlacings(const Profile& profile);
// Its files may be parts of one log.
bool comesInParts(const Profile& profile);

}  // namespace twinlane::transfer
