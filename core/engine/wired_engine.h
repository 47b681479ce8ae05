// The rooms wired together: what Engine::open returns. Order of members is the order of construction; stop() undoes it.
#pragma once

#include "command/command_service.h"
#include "engine/data_folder.h"
#include "engine/engine.h"
#include "engine/list_turns.h"
#include "engine/prover.h"
#include "projection/projection.h"
#include "projection/shadow.h"
#include "query/model_reader.h"
#include "query/policed_reader.h"
#include "query/worker_reader_pool.h"
#include "telemetry/telemetry_file.h"

#include "base/worker.h"

#include <set>

namespace twinlane::engine {

class WiredEngine final : public Engine {
 public:
  static base::Result<std::unique_ptr<WiredEngine>> open(const Options& options);
  ~WiredEngine() override;

  void submit(command::Envelope envelope, Answer answer) override;
  command::Receipt submitAndWait(command::Envelope envelope) override;
  base::CommandId newCommandId() override { return m_ids->next(); }
  query::ReaderPool& readers() override { return *m_pool; }
  base::Result<std::unique_ptr<query::Reader>> openReader() override { return makePolicedReader(); }
  std::vector<projection::Status> projections() const override;
  base::Status pause(const std::string& projection, const std::string& actor, const std::string& reason) override;
  base::Status resume(const std::string& projection, const std::string& actor) override;
  base::Result<std::vector<std::pair<std::string, projection::Parked>>> parked(const std::string& projection) const override;
  base::Status setWhenPoisoned(const std::string& projection, projection::WhenPoisoned whenPoisoned) override;
  base::Result<projection::ParkedRetryAnswer> retryParked(const std::string& projection, const projection::ParkedRetry& retry) override;
  base::Status beginRebuild(const std::string& projection, const std::string& actor, bool isHeld) override;
  base::Result<projection::RebuildOutcome> awaitRebuild(const std::string& projection, const RebuildProgress& progress) override;
  base::Result<projection::RebuildOutcome> acceptRebuild(const std::string& projection) override;
  base::Result<Why> why(const std::string& projection, const std::vector<std::pair<std::string, std::string>>& rows) override;
  base::Result<std::vector<TableKeys>> keysOf(const std::string& projection) const override;
  base::Status cancelRebuild(const std::string& projection) override;
  base::Status goBack(const std::string& projection) override;
  base::Status proveSoon(const std::string& projection) override;
  bool waitForProjections(store::Position position, int timeoutMs, bool includePaused, const std::vector<std::string>& names) override;
  base::Result<transfer::ImportAccount> importFiles(const transfer::Profile& profile, const std::vector<std::string>& paths, const transfer::ImportProgress& progress) override;
  base::Result<transfer::RepairAccount> takeInRepaired(const transfer::Profile& profile, const std::string& headerFile, const std::vector<transfer::RepairedRow>& rows) override;
  base::Result<care::VerifyReport> verify() override;
  void keepProofs(const care::VerifyReport& report) override;
  Health health() const override;
  store::StoreHead head() const override;
  std::shared_ptr<const telemetry::Snapshot> telemetry() const override { return m_telemetry->snapshot(); }
  base::Result<telemetry::Trace> trace(const base::CommandId& command) const override;
  std::vector<telemetry::Sample> samples(std::int64_t afterIndex) const override { return m_telemetry->samplesAfter(afterIndex); }
  std::string telemetryNote() const override { return m_telemetryNote; }
  const base::Clock& clock() const override { return *m_clock; }
  const std::string& dataFolder() const override { return m_folder.path(); }
  const std::string& zone() const override { return m_zone; }
  std::int64_t bytesOnDisk() const override { return m_folder.bytes(*m_files); }
  bool step() override;
  std::vector<std::string> steps() const override;
  bool step(std::size_t index) override { return m_steps.at(index).run(); }
  void stop() override;

 private:
  explicit WiredEngine(const Options& options);
  base::Status openStore();
  care::VerifySources verifySources() const;
  base::Status openProjections();
  void startThreads();
  void nameSteps();
  std::unique_ptr<query::Reader> makePolicedReader() const { return query::policed(query::makeReader(m_sources), m_options.principal); }
  void takeSample();
  void keepTelemetry(bool all);
  projection::Projection* find(const std::string& name) const;
  class CallBeside;
  bool await(std::unique_lock<std::mutex>& progress, std::int64_t timeoutMs, const std::function<bool()>& isThere);
  base::Status change(const std::string& name, const std::function<void(projection::Projection&)>& request, int timeoutMs);
  tl::unexpected<base::Error> openedForReading() const;
  // Why no list of that name is at work.
  tl::unexpected<base::Error> notAtWork(const std::string& name) const;
  projection::Status unopened(const std::string& name, int version, const base::Error& error) const;
  base::Result<projection::RebuildOutcome> rebuildOutcome(const std::string& name, const RebuildProgress& progress);
  base::Result<std::unique_ptr<projection::Shadow>> openShadow(const std::string& folder, const std::string& name, const projection::ParkDecisions& decisions);
  base::Result<sqlite::Connection> openList(const std::string& name) const;
  base::Result<std::optional<std::int64_t>> numberOf(const std::string& order) const;
  static base::Result<std::string> customerIn(sqlite::Connection& orderList, std::int64_t order);
  base::Status explain(const std::string& name, int generation, projection::ViewDifference& difference);
  std::vector<projection::Status> statusesFromFiles() const;
  void tellProof(projection::Status& status) const;
  bool reached(store::Position position, bool includePaused, const std::vector<std::string>& names) const;

  const Options m_options;
  std::unique_ptr<base::Clock> m_ownClock;
  std::unique_ptr<base::FileSystem> m_ownFiles;
  std::unique_ptr<base::Random> m_ownRandom;
  base::Clock* m_clock;
  base::FileSystem* m_files;
  std::unique_ptr<base::IdSource> m_ids;
  std::unique_ptr<telemetry::Telemetry> m_telemetry;
  DataFolder m_folder;
  std::string m_zone;
  std::unique_ptr<store::EventStore> m_store;
  store::ImportLedger* m_ledger = nullptr;
  bool m_witnessed = false;
  std::unique_ptr<feed::Feed> m_feed;
  std::vector<std::unique_ptr<projection::Projection>> m_projections;
  std::vector<projection::Status> m_unopened;  // lists whose files cannot be opened: they stand still, all else goes on
  std::unique_ptr<query::ResultCache> m_answers;
  query::OrderColumns m_columns;
  query::ReaderSources m_sources;
  std::unique_ptr<query::WorkerReaderPool> m_pool;
  std::unique_ptr<command::CommandService> m_commands;

  std::mutex m_shadowMutex;  // one fold for a question at a time: it takes long
  std::mutex m_progressMutex;
  std::condition_variable m_progress;
  std::set<const projection::Projection*> m_asked;  // one request of a list at a time, so that an answer is that of its own
  int m_callsBeside = 0;                            // that stop() waits for
  std::atomic<bool> m_stopped{false};
  base::SteadyTime m_lastSample, m_lastKept;
  std::unique_ptr<telemetry::TelemetryFile> m_telemetryFile;  // the sampler's, while there is one
  std::string m_telemetryNote;
  struct Step {
    std::string name;
    std::function<bool()> run;
  };
  std::vector<Step> m_steps;  // without threads
  std::unique_ptr<ListTurns> m_turns;
  // The feed wakes the projection workers from the thread that commits, which may run before they exist and after they ended.
  std::mutex m_projectionWorkersMutex;
  std::vector<std::unique_ptr<base::Worker>> m_projectionWorkers;
  std::unique_ptr<base::Worker> m_commandWorker, m_storeWorker, m_sampler;
  std::unique_ptr<Prover> m_prover;
  std::unique_ptr<base::Worker> m_proofWorker;
};

}  // namespace twinlane::engine
