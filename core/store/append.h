// One command's part of a group commit: conditions, events, row changes, or a refusal to be kept; and its outcome. Streams
// are named once in `streams`; events and rows refer to them by index. Plain values.
#pragma once

#include "base/result.h"
#include "store/event.h"

#include <map>
#include <memory>
#include <variant>

namespace twinlane::store {

struct StreamCondition {
  StreamRef stream;
  std::optional<std::int64_t> version;  // 0: must not exist. Nothing: any version (facts)
};

// At least so much of a product must be free, or on hand.
struct StockCondition {
  domain::ProductId product;
  std::optional<base::Quantity> available, onHand = {};
};

// A customer may owe at most so much just before the events are stored.
struct CreditCondition {
  domain::CustomerId customer;
  base::Currency currency;
  base::Amount atMost;
};

struct NewEvent {
  int stream = 0;
  int type = 0;
  int schemaVersion = 1;
  base::Bytes payload;
  base::Bytes sealed;
  std::optional<base::Timestamp> occurredAt;
};

// Rows of the write tables, whole: put replaces the row of that key. They equal the fold of the events.
struct OrderRow {
  int stream = 0;
  domain::OrderStatus status = domain::OrderStatus::Placed;
  domain::PaymentStatus payment = domain::PaymentStatus::Unpaid;
  std::optional<domain::CustomerId> customer;
  base::Currency currency;
  int lines = 0;
  base::Amount goods;
  base::Amount charges;
  base::Amount paid, refunded;
  base::Amount returned;  // value of what came back
};
struct OrderLineRow {
  int stream = 0;
  int line = 0;
  domain::ProductId product;
  base::Quantity ordered, picked, boxed, shipped, delivered, returned, cancelled;
  base::Amount net;
  bool reserved = false;
};
struct ProductRow {
  int stream = 0;
  std::string name;
  base::Amount price;
  base::Currency currency;
};
struct CustomerRow {
  int stream = 0;
  std::string name, email, phone, address;
  std::optional<base::Amount> creditLimit = {};
  base::Currency creditCurrency = {};
};
// Added to the guard row of a product; the first change with `track` makes it.
struct StockChange {
  domain::ProductId product;
  base::Quantity onHand, reserved;
  bool track = false;
};
// Added to the guard row of what a customer owes in a currency, over all orders.
struct CreditChange {
  domain::CustomerId customer;
  base::Currency currency;
  base::Amount owed;
};
// What the fold of a stream is after the events of this request, in the words of whoever folds; see EventStore::load.
struct StateRow {
  int stream = 0;
  base::Bytes state;
};
using RowChange = std::variant<OrderRow, OrderLineRow, ProductRow, CustomerRow, StockChange, CreditChange, StateRow>;

struct QuarantinedRow {
  std::string file;
  std::int64_t row = 0;
  std::string reason;
  std::string raw;
  // Told when it is read, from where and when it was stored.
  std::int64_t index = 0;  // from 1, without gaps, over all rows that were set aside
  std::string source = {};
  bool repaired = false;   // taken in since, with a repaired text or by a later reading of its file
};

// What became of the rows of one file in a chunk: rows = accepted + ignored + those that were set aside. Numbers are below zero
// where a later reading of the file found another fate than was counted before.
struct FileRows {
  std::string file;
  std::int64_t rows = 0, accepted = 0;
  std::map<std::string, std::int64_t> ignored;  // by rule
};

// Rule under which rows are counted that another file of their source brought.
inline constexpr const char* thereAlready = "already_imported";

// Account of a chunk of imported rows; committed with its events. (source, prefix, first, last) is its identity. A chunk without
// a prefix closes rows that were set aside: first is minus the index of the last of them, last minus that of the first. They
// stand in no account any more, since their repaired text does, which is such a chunk for one row so that it is taken in once, or
// what a later reading of their file said in their place. A row is closed once.
struct ImportChunk {
  std::string source;
  base::Digest prefix{};  // of what was read, from its start to the end of the chunk
  std::int64_t firstRow = 0, lastRow = 0;  // counted over all that was read
  std::vector<FileRows> files;  // each once
  std::vector<QuarantinedRow> quarantined;
  // Source documents that begin in this chunk, under the text of the stream each one became, with that stream's index.
  std::vector<std::pair<std::string, int>> documents;
};

enum class OutcomeKind : std::uint8_t { Accepted = 1, Rejected = 2, Conflict = 3, Denied = 4 };

struct Refusal {
  OutcomeKind kind = OutcomeKind::Rejected;
  int reason = 0;           // domain::RejectionReason for Rejected
  base::Bytes detail;       // CBOR, read by the command room
  std::string body;         // the command as JSON, at most 4 KB
};

struct AppendRequest {
  base::CommandId command;
  base::Digest content{};
  std::string principal;
  domain::Origin origin = domain::Origin::Live;
  base::Timestamp receivedAt;
  std::int64_t decideMicros = 0;
  std::vector<StreamCondition> streams;  // the first is the command's own
  std::vector<StockCondition> stock;
  std::optional<CreditCondition> credit;
  std::vector<NewEvent> events;
  std::vector<RowChange> rows;
  std::optional<ImportChunk> import;
  std::optional<Refusal> refusal;  // then no events: only the outcome is kept
};

// What the journal remembers of a command, for ever. A refused one names its stream in `detail`, since there may be none.
struct StoredOutcome {
  base::CommandId command;
  base::Digest content{};
  OutcomeKind kind = OutcomeKind::Accepted;
  Position first = 0;  // of its first event
  int count = 0;
  StreamRef stream;
  std::int64_t version = 0;  // of its stream after it
  int reason = 0;
  base::Bytes detail;
  std::string principal;
  base::Timestamp receivedAt, recordedAt;
  std::int64_t decideMicros = 0;
};

struct AppendOutcome {
  enum class Kind {
    Stored,          // the outcome (accepted or refused) is durable
    Duplicate,       // the same id with the same content was there before: `first` is its outcome
    OtherContent,    // the same id with other content was there before
    StreamConflict,  // a stream is not at the version asked for: nothing of this command is stored
    StockConflict,   // a guard row has less than asked for: nothing of this command is stored
    CreditConflict,  // the customer owes more than asked for: nothing of this command is stored
  };
  Kind kind = Kind::Stored;
  StoredOutcome outcome;
  std::size_t failedCondition = 0;
  std::int64_t actual = 0;  // version, thousandths or ten-thousandths that were found
  std::int64_t commitNanos = 0;  // of the whole group: from its last row to being durable
};

// A commit as its readers get it: events of one group, in order, gapless.
struct Commit {
  Position first = 0, last = 0;
  base::Digest link{};
  std::vector<StoredEvent> events;
};

}  // namespace twinlane::store
