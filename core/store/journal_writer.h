// Writes one group of requests into an open transaction of the journal and finishes it. One thread at a time. Knows
// the heads of streams it has seen (a bounded cache, dropped whenever a group is not committed). Within the room.
#pragma once

#include "base/clock.h"
#include "base/generation_cache.h"
#include "sqlite/checkpoint_slices.h"
#include "sqlite/statement.h"
#include "store/chain.h"
#include "store/stream_loader.h"

#include <functional>
#include <unordered_map>

namespace twinlane::store {

class JournalWriter {
 public:
  static base::Result<std::unique_ptr<JournalWriter>> open(const std::string& path, const std::string& storeId, const std::string& zone,
                                                           base::FileSystem& files);

  // One transaction: compares the fence, applies each request, links the commit, commits. The commit's events are those
  // stored; empty when all requests were refused or failed their conditions.
  struct Written {
    std::vector<AppendOutcome> outcomes;
    std::shared_ptr<Commit> commit;
  };
  base::Result<Written> write(std::vector<AppendRequest>& group, base::Timestamp recordedAt, const std::function<void()>& beforeCommit);

  // Bounds the WAL; between two writes.
  base::Status upkeep();

  // Between two writes, over the connection that writes.
  base::Result<LoadedStream> load(const StreamRef& stream, std::size_t limit);

  const StoreHead& head() const { return m_head; }
  const EventlessHead& eventless() const { return m_committedEventless; }
  const std::string& zone() const { return m_zone; }
  std::int64_t fence() const { return m_fence; }
  // The file or its WAL went while a group was committed: what became of that only the missing file tells.
  bool isTakenAway() const { return m_isTakenAway; }

 private:
  struct StreamHead {
    std::int64_t key = 0;  // 0: there is no such stream
    std::int64_t version = 0;
    std::int64_t number = 0;
    bool created = false;  // by the request at hand: its row holds the version already
  };

  JournalWriter(sqlite::Connection connection, const base::FileSystem& files);
  // Brings all of a WAL that was found into the journal's own file, flushes that, and begins the WAL anew: after a flush of the
  // WAL that failed, a later one that succeeds says nothing of the pages the first one lost. InUse while somebody reads it.
  base::Status beginWalAnew();
  base::Status prepare();
  base::Status raiseFence();
  base::Status compareFence();
  // The first guard row that does not hold what the request asks for, if there is one.
  base::Result<std::optional<AppendOutcome>> guardBroken(const AppendRequest& request);
  base::Result<AppendOutcome> apply(AppendRequest& request, Commit& commit, CommitParts& parts);
  // A stored outcome of the same id, if there is one.
  base::Result<std::optional<AppendOutcome>> earlier(const AppendRequest& request);
  base::Result<StreamHead*> find(const StreamRef& stream);
  // Inserts the stream as it will be after this request, with `version` events; the head still says 0.
  base::Result<StreamHead*> createStream(StreamRef& stream, StreamHead* head, std::int64_t version);
  // 0: not one of the journal's yet.
  base::Result<std::int64_t> findPrincipal(const std::string& name);
  base::Result<std::int64_t> addPrincipal(const std::string& name);
  base::Status insertEvents(AppendRequest& request, const std::vector<StreamHead*>& heads, base::Timestamp recordedAt, Commit& commit);
  base::Status insertRows(const AppendRequest& request, const std::vector<StreamHead*>& heads);
  // Digest of the chunk as it stands in the tables.
  base::Result<base::Digest> insertImport(const ImportChunk& chunk, std::int64_t seq, const AppendRequest& request, const std::vector<StreamHead*>& heads);
  void forget();

  sqlite::Connection m_connection;
  const base::FileSystem& m_files;
  sqlite::Statement m_fenceGet, m_streamFind, m_streamInsert, m_streamUpdate, m_eventInsert, m_commitInsert, m_outcomeInsert,
      m_outcomeFind, m_principalFind, m_principalInsert, m_orderPut, m_linePut, m_productPut, m_customerPut, m_stockAdd, m_stockGet,
      m_creditAdd, m_creditGet, m_statePut, m_chunkInsert, m_fileInsert, m_ignoredInsert, m_quarantineInsert, m_documentInsert;
  StreamLoader m_loader;
  std::optional<sqlite::CheckpointSlices> m_slices;
  StoreHead m_head;
  std::string m_zone;
  std::int64_t m_fence = 0;
  bool m_isWalDoubtful = false;  // found at opening, and not begun anew yet
  bool m_isTakenAway = false;
  std::int64_t m_lastNumber = 0, m_nextStream = 1;
  EventlessHead m_eventless;
  // Values at the last commit, to return to when a group is not committed.
  std::int64_t m_committedNumber = 0, m_committedStream = 1;
  EventlessHead m_committedEventless;
  base::GenerationCache<StreamRef, StreamHead> m_heads;
  std::unordered_map<std::string, std::int64_t> m_principals;
};

}  // namespace twinlane::store
