// The single door of the back end for the desktop, the command line and training: opens a data folder, wires the rooms,
// starts and stops them in order. Owned by one thread (open, stop, step); submit, queries, statuses and telemetry from any
// thread. Errors are values and say what to do. Callbacks run on the engine's threads and must not block.
#pragma once

#include "base/clock.h"
#include "base/file_system.h"
#include "base/id_source.h"
#include "care/verification.h"
#include "command/envelope.h"
#include "command/receipt.h"
#include "engine/options.h"
#include "projection/parked.h"
#include "projection/row_lineage.h"
#include "projection/status.h"
#include "query/reader.h"
#include "query/reader_pool.h"
#include "telemetry/snapshot.h"
#include "transfer/import.h"
#include "transfer/row_repair.h"

namespace twinlane::engine {

enum class HealthState { Normal, CatchingUp, ReadOnly, Halted };

struct Health {
  HealthState state = HealthState::Normal;
  std::string reason;        // in words, for a person; empty when normal
  base::Timestamp since;
  bool answered = false;     // false until every check has answered once
  std::int64_t setAside = 0;  // orders and other streams of which any list lacks something, each once; of an owner's lists alone
  std::int64_t discarded = 0;  // the same of what was discarded
  std::optional<base::Error> closedBecause;  // nothing is stored any more until the folder is opened anew
};

class Engine {
 public:
  // Opens or creates the data folder of the options. Errors: InUse, Newer, Foreign, Denied, Damaged.
  static base::Result<std::unique_ptr<Engine>> open(const Options& options);
  virtual ~Engine() = default;

  // ---- write lane
  using Answer = std::function<void(const command::Receipt&)>;
  // `answer` is called exactly once: after durability, or at once when refused as busy.
  virtual void submit(command::Envelope envelope, Answer answer) = 0;
  // Convenience for tests and tools: waits for the receipt.
  virtual command::Receipt submitAndWait(command::Envelope envelope) = 0;
  virtual base::CommandId newCommandId() = 0;

  // ---- read lane
  virtual query::ReaderPool& readers() = 0;
  // A reader for the calling thread alone.
  virtual base::Result<std::unique_ptr<query::Reader>> openReader() = 0;
  virtual std::vector<projection::Status> projections() const = 0;
  virtual base::Status pause(const std::string& projection, const std::string& actor, const std::string& reason) = 0;
  virtual base::Status resume(const std::string& projection, const std::string& actor) = 0;
  // What the list does from now on at an event that it cannot take in; kept with the list.
  virtual base::Status setWhenPoisoned(const std::string& projection, projection::WhenPoisoned whenPoisoned) = 0;
  // What is set aside in one list, or in all for an empty name. From the lists' files, so also beside an owner.
  virtual base::Result<std::vector<std::pair<std::string, projection::Parked>>> parked(const std::string& projection) const = 0;
  // Tries what is set aside once more, discards the first of it, or tells what that would change.
  virtual base::Result<projection::ParkedRetryAnswer> retryParked(const std::string& projection, const projection::ParkedRetry& retry) = 0;
  // Makes the list anew beside the one in use and puts it in its place when both are the same: see projection/rebuild.h. It goes on
  // by itself, also when the program ended meanwhile. Held: it is compared and waits for acceptRebuild().
  virtual base::Status beginRebuild(const std::string& projection, const std::string& actor, bool isHeld) = 0;
  // What became of it: waits, telling `progress` twenty times a second until it says false. What differs is told with the events
  // behind the first rows.
  using RebuildProgress = std::function<bool(const projection::RebuildStatus&)>;
  virtual base::Result<projection::RebuildOutcome> awaitRebuild(const std::string& projection, const RebuildProgress& progress) = 0;
  // The new generation that was compared is used whatever differs.
  virtual base::Result<projection::RebuildOutcome> acceptRebuild(const std::string& projection) = 0;
  virtual base::Status cancelRebuild(const std::string& projection) = 0;
  // The generation before the one in use is used again.
  virtual base::Status goBack(const std::string& projection) = 0;
  // Which events made these rows of a list, each a table and a key, as of where the list is: the log is folded once more on the
  // calling thread. A key is that of projection::ProvenTable, or has an order's id in the place of its number. NotFound for a row
  // that is neither in the list nor made by its events, BadInput for what is no key of the table.
  struct Why {
    store::Position position = 0;  // as of
    std::vector<projection::RowLineage> rows;   // each once; `sought` is the row as it is in the list
    std::optional<projection::Proof> proof;     // the last one of the list
    std::vector<projection::ParkedStream> setAside;  // what the list lacks: of the orders that the rows are of and of the customers these name, else of all
    std::vector<projection::DiscardedEvent> discarded;  // of these, what it lacks for good
    std::vector<projection::ParkedStream> unfolded;  // by their first events that the list took in once and that this program cannot fold
  };
  virtual base::Result<Why> why(const std::string& projection, const std::vector<std::pair<std::string, std::string>>& rows) = 0;
  // The tables of a list with what their keys are, that which is meant when none is named first; of each a key that there is.
  struct TableKeys {
    std::string table, columns;
    std::optional<std::string> example;
  };
  virtual base::Result<std::vector<TableKeys>> keysOf(const std::string& projection) const = 0;
  // True when every running projection (those excepted that stand still until a person does something when `includePaused` is false),
  // or each of `names`, has reached `position`.
  virtual bool waitForProjections(store::Position position, int timeoutMs, bool includePaused = true, const std::vector<std::string>& names = {}) = 0;

  // The list, or each for an empty name, is compared with its events next, beside the live lanes as always; its status tells what
  // was found.
  virtual base::Status proveSoon(const std::string& projection) = 0;

  // ---- facts in
  // The caller waits; with threads it runs on one of its own behind all others, progress is told there. See transfer/import.h for
  // progress and cancelling.
  virtual base::Result<transfer::ImportAccount> importFiles(const transfer::Profile& profile, const std::vector<std::string>& paths,
                                                           const transfer::ImportProgress& progress) = 0;
  // Rows that were set aside, with their repaired texts; on the calling thread, see transfer/row_repair.h.
  virtual base::Result<transfer::RepairAccount> takeInRepaired(const transfer::Profile& profile, const std::string& headerFile, const std::vector<transfer::RepairedRow>& rows) = 0;

  // ---- care and telemetry
  virtual base::Result<care::VerifyReport> verify() = 0;
  // What a report says of the lists is their last proof from now on, also when the folder is opened again: a small file beside each, the
  // only thing that is written in Mode::Check. What cannot be written is let go.
  virtual void keepProofs(const care::VerifyReport& report) = 0;
  virtual Health health() const = 0;
  virtual store::StoreHead head() const = 0;
  virtual std::shared_ptr<const telemetry::Snapshot> telemetry() const = 0;
  // Samples with an index above `afterIndex`, oldest first; at most ten minutes are kept.
  virtual std::vector<telemetry::Sample> samples(std::int64_t afterIndex) const = 0;
  // Where the time of a command went, of those that are remembered or kept (telemetry/trace_book.h); NotFound for others. May read a file.
  virtual base::Result<telemetry::Trace> trace(const base::CommandId& command) const = 0;
  // What became of telemetry.sqlite when it was opened, in words for a person; empty when nothing did or none is kept. It is
  // never in the way of anything else.
  virtual std::string telemetryNote() const = 0;
  virtual const base::Clock& clock() const = 0;
  virtual const std::string& dataFolder() const = 0;
  virtual const std::string& zone() const = 0;
  virtual std::int64_t bytesOnDisk() const = 0;

  // ---- single-threaded drive (Options::threads == false)
  // One round of every step. True when there was work.
  virtual bool step() = 0;
  // The steps of a round by name (none with threads), and one of them by its place among these: for a simulator.
  virtual std::vector<std::string> steps() const = 0;
  virtual bool step(std::size_t index) = 0;
  // Stop asking, drain commands, projections to the head or the deadline, readers, sampler. Idempotent; the destructor calls it.
  // Calls on other threads that wait for a list or fold the log (pause, resume, setWhenPoisoned, retryParked, those of a rebuild, why,
  // waitForProjections) may run meanwhile: they end as Stopped, or false, and are waited for, so none of them may call it. All others
  // must be over.
  virtual void stop() = 0;
};

}  // namespace twinlane::engine
