// What a chunk that is in the journal brought, document by document in the order of the file, read back from its events: rows
// are held against it that may be a piece of it. Plain value; one thread. Within the room.
#pragma once

#include "store/event_store.h"

#include <vector>

namespace twinlane::transfer {

// The command id under which these rows are taken in, so that the same rows always ask under the same one.
base::CommandId chunkId(const std::string& source, const base::Digest& prefix, std::int64_t firstRow, std::int64_t lastRow);

class TakenChunk {
 public:
  struct Document {
    store::StreamRef stream;
    bool begins = false;  // in this chunk; else it only goes on here, and what holds for all of it stands elsewhere
    std::optional<domain::CustomerId> customer;
    base::Currency currency;
    std::string country;
    std::optional<base::Timestamp> earliest;  // of its rows; nothing: none of them says when
    std::vector<domain::OrderLine> lines;  // without their numbers
  };

  // Errors: those of the journal.
  static base::Result<TakenChunk> read(const std::string& source, const store::ImportedChunk& chunk, store::EventStore& events);

  const std::vector<Document>& documents() const { return m_documents; }

 private:
  void add(const store::StoredEvent& event, const domain::Event& fact);

  std::vector<Document> m_documents;
};

}  // namespace twinlane::transfer
