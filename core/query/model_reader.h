// The Reader over the read models' files and a store. One thread at a time.
#pragma once

#include "query/cache/result_cache.h"
#include "query/query_meter.h"
#include "query/reader.h"
#include "query/vectors/order_columns.h"

namespace twinlane::query {

struct ReaderSources {
  store::EventStore* store = nullptr;
  store::ImportLedger* ledger = nullptr;
  const base::FileSystem* files = nullptr;
  const base::Clock* clock = nullptr;
  std::string viewsFolder, zone;
  QueryMeter meter;
  std::string journal = {};  // its file; empty when it is in memory: then receipts cannot be listed
  std::int64_t mostMillis = 30'000;  // that one question to a list may take
  ResultCache* cache = nullptr;      // shared by readers of one store; may be null
  std::uint8_t roles = 0;            // of who asks: answers are kept for each apart
  OrderColumns* columns = nullptr;   // shared by readers of one store; null: this one has its own
};

// Opens views at the first question about them.
std::unique_ptr<Reader> makeReader(const ReaderSources& sources);

}  // namespace twinlane::query
