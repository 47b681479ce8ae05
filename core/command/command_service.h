// Turns intent into events, in order, at most once per command id: queue, authorise, validate, load, decide, append as one
// group, receipt. submit() and accept(): any thread. step(): the command thread alone (or a simulator); one call is one
// group commit, there is no timer. Receipts are given on the thread that calls step(), except busy, which is given at once
// on the caller's. Full queue: busy. Chunks of facts and groups of commands take turns, each in commits of its own, so that
// a command waits for one chunk at most. A journal that failed refuses everything until it is opened again.
#pragma once

#include "base/bounded_queue.h"
#include "base/latest_value.h"
#include "command/aggregate_cache.h"
#include "command/envelope.h"
#include "command/facts.h"
#include "command/receipt.h"
#include "domain/decide.h"
#include "security/principal.h"
#include "telemetry/telemetry.h"

#include <unordered_set>

namespace twinlane::command {

struct CommandServiceOptions {
  std::size_t queue = 4096;
  std::size_t groupLimit = 512;
  std::size_t cachedAggregates = 20000;
  domain::Origin origin = domain::Origin::Live;
  security::Principal principal = security::Principal::local("operator");  // the name is for commands that name nobody
  // True when nobody runs step() on another thread: accept() then runs it itself.
  bool driveInline = false;
  std::function<void()> wake;  // called after something was queued; may be empty
};

class CommandService final : public FactSink {
 public:
  using Answer = std::function<void(const Receipt&)>;

  // Latencies are recorded under the command's index in domain::Command.
  CommandService(store::EventStore& store, const base::Clock& clock, telemetry::Telemetry& telemetry, CommandServiceOptions options);
  ~CommandService() override;

  // `answer` is called exactly once.
  void submit(Envelope envelope, Answer answer);
  base::Result<store::AppendOutcome> accept(FactChunk chunk) override;

  // One group. True when there was one.
  bool step();
  // Takes in nothing more; what is queued can still be stepped.
  void close();
  std::size_t queued() const;
  // Why the last group could not be stored; nothing when it could.
  std::shared_ptr<const base::Error> failure() const { return m_failure.get(); }

 private:
  struct Waiting;   // a command on its way
  struct FactWait;  // a chunk on its way

  void decideOne(Waiting& waiting, std::vector<store::AppendRequest>& group);
  base::Result<domain::DecisionInput> load(Waiting& waiting);
  base::Status loadNeeds(Waiting& waiting, const domain::Needs& needs, domain::DecisionInput& input);
  void acceptEvents(Waiting& waiting, domain::Decision decision, domain::DecisionInput input, store::AppendRequest& request);
  void refuse(Waiting& waiting, store::AppendRequest& request, Outcome outcome, domain::Rejection rejection);
  base::Status prepareFacts(FactChunk& chunk, store::AppendRequest& request);
  void settle(std::vector<Waiting>& group, base::Result<std::vector<store::AppendOutcome>> outcomes);
  bool settleOne(Waiting& waiting, store::AppendOutcome& outcome, std::vector<store::StreamRef>& inDoubt);
  void fail(std::vector<Waiting>& group, const base::Error& error, bool told);
  void endStage(Waiting& waiting, telemetry::Stage stage);
  void recordStages(std::vector<Waiting>& group, const std::vector<store::AppendOutcome>& outcomes, base::SteadyTime doneAt);
  void give(Waiting& waiting, Receipt receipt);

  store::EventStore& m_store;
  const base::Clock& m_clock;
  telemetry::Telemetry& m_telemetry;
  const CommandServiceOptions m_options;
  AggregateCache m_cache;
  base::BoundedQueue<Waiting> m_queue;
  base::BoundedQueue<Waiting> m_facts;  // apart: a full desk does not stop an import, and a chunk never shares a group
  bool m_factsTurn = false;
  base::SteadyTime m_stageBegan;
  base::Timestamp m_takenWall;  // of the group at hand, as its commit has one time
  std::vector<Waiting> m_again;  // met a conflict in the store; decided anew in the next group
  std::unordered_set<base::CommandId> m_unsure;  // of a group whose COMMIT did not answer
  base::LatestValue<base::Error> m_failure;
};

}  // namespace twinlane::command
