// Rows that were set aside, taken in with the texts they should have had: each as a chunk of its own under the source of the
// row, so that it is taken in once and its row no longer stands open. A repaired row goes on with an order that the same file
// brought; where another file brought it, or the name stands for several files, nobody can tell whether the row is in it, and
// it stays set aside as order_exists. What still cannot be taken in stays too. One thread.
#pragma once

#include "command/facts.h"
#include "domain/format/node.h"
#include "store/event_store.h"
#include "transfer/profile/profile.h"

#include <optional>

namespace twinlane::transfer {

struct RepairedRow {
  std::int64_t index = 0;           // of the row that was set aside
  std::optional<std::string> text;  // UTF-8; one row, the columns those of its file. Nothing: as it is
  bool isAnother = false;           // the line is no other under a new number
};

// accepted + ignored + already + to come + refused = rows
struct RepairAccount {
  struct Refused {
    std::int64_t index = 0;
    std::string reason;  // code
  };
  std::int64_t accepted = 0, ignored = 0, already = 0;
  std::int64_t toCome = 0;  // of a history, with its files: a person says that they are others
  std::vector<Refused> refused;
};

// The header of a file as a text in UTF-8, which rows are read under. Errors: those of reading the file; BadInput when it is
// not the profile's.
base::Result<std::string> readHeader(const Profile& profile, const std::string& path);

// What a text would be taken in as: a row of a preview. BadInput when the header is not the profile's.
base::Result<domain::Node> readRow(const Profile& profile, const std::string& header, const std::string& text);

// The header is that of `headerFile`; empty: of each row's own file; one that does not stand there any more is refused. Errors: those of readHeader;
// BadInput when a row is of another source than the profile, and NotFound for one that was never set aside: nothing is taken in; those of the journal:
// what was taken in up to there stays in.
// What a history knows rows by that a person says are others.
base::Digest nameOfAnother(const std::string& raw);

base::Result<RepairAccount> takeInRepaired(const Profile& profile, const std::string& headerFile, const std::vector<RepairedRow>& rows,
                                           command::FactSink& sink, store::ImportLedger& ledger, store::EventStore& events, const std::string& actor);

}  // namespace twinlane::transfer
