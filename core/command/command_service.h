// Turns intent into events, in order, at most once per command id: queue, authorise, validate, load, decide, append as one
// group, receipt. submit() and post(): any thread. step(): the command thread alone. storeStep(): the store thread alone.
// One thread, a simulator, may call both in any order. One group is stored while the next is decided: that one goes on
// growing while the disk is busy, there is no timer. A group is stored only when the one before it was stored as it was
// decided; else it is decided anew. Few commands are stored by step() itself, without a hand-over. Receipts are given on
// the thread that calls step(), except busy, which is given at once on the caller's. Full queue: busy; beside it at most
// three groups, each with as many repeats of its ids, are on their way. Chunks of facts and groups of commands are stored in
// commits of their own, a chunk with nothing else on its way. While somebody is at work, a chunk goes right behind some commands
// that were served or after a while without one, for a small share of the time, so that a command hardly ever meets one and
// never more than one. A journal that failed refuses everything until it is opened again; one that is damaged, taken away or
// taken over, for good.
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

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace twinlane::command {

struct CommandServiceOptions {
  std::size_t queue = 4096;
  std::size_t groupLimit = 512;
  std::size_t cachedAggregates = 20000;
  domain::Origin origin = domain::Origin::Live;
  security::Principal principal = security::Principal::local("operator");  // the name is for commands that name nobody
  // True when nobody runs step() on another thread: post() then runs it itself.
  bool driveInline = false;
  std::function<void()> wake;  // called when there is something for step(); may be empty
  // Called when there is a group for storeStep(). Empty: nobody calls that, step() stores each group itself.
  std::function<void()> wakeStore;
  std::size_t handOverFrom = 24;  // fewer commands are stored sooner by step() itself
};

class CommandService final : public FactSink {
 public:
  using Answer = std::function<void(const Receipt&)>;

  // Latencies are recorded under the command's index in domain::Command.
  CommandService(store::EventStore& store, const base::Clock& clock, telemetry::Telemetry& telemetry, CommandServiceOptions options);
  ~CommandService() override;

  // `answer` is called exactly once.
  void submit(Envelope envelope, Answer answer);
  std::future<base::Result<FactReceipt>> post(FactChunk chunk) override;

  // Settles what is stored, decides what waits until a group is full or there is a receipt to give, sends the group off.
  // True when there was work.
  bool step();
  // Stores the group that waits for it. True when there was one.
  bool storeStep();
  // How long step() need not be called when nobody wakes it, for the facts that wait: the command thread alone.
  std::chrono::microseconds untilFacts() const;
  // Takes in nothing more; what is queued can still be stepped.
  void close();
  std::size_t queued() const;
  // Why the last group could not be stored; nothing when it could.
  std::shared_ptr<const base::Error> failure() const { return m_failure.get(); }
  // That, when the journal stays closed: only the folder opened anew goes on.
  std::shared_ptr<const base::Error> closedForGood() const;

 private:
  struct Waiting;   // a command on its way
  struct FactWait;  // a chunk on its way
  struct Group;     // what goes into one commit

  // What belongs to a round of step().
  void takeBack();
  bool areFactsOverdue() const;
  bool isGapForFacts() const;
  bool takeFacts();
  bool isQuiet() const;
  bool isSomebodyAtWork() const;
  bool decideNext();
  bool sendOff();
  bool isTooLittle(const Group& group) const;
  void goOnWithTheOneThatWaits();
  void seal();
  void store(Group& group);

  bool decideOne(Group& group, Waiting& waiting);
  base::Result<domain::DecisionInput> load(Waiting& waiting);
  base::Status loadNeeds(Waiting& waiting, const domain::Needs& needs, domain::DecisionInput& input);
  void acceptEvents(Waiting& waiting, domain::Decision decision, domain::DecisionInput input, base::Timestamp recordedAt, store::AppendRequest& request);
  void refuse(Waiting& waiting, store::AppendRequest& request, Outcome outcome, domain::Rejection rejection);
  base::Status prepareFacts(FactWait& wait, base::Timestamp recordedAt, std::vector<store::AppendRequest>& requests);
  void settleOldest();
  void settle(Group& group);
  void decideAnew(std::vector<std::unique_ptr<Waiting>> first);
  bool settleOne(Waiting& waiting, store::AppendOutcome& outcome, std::vector<store::StreamRef>& inDoubt);
  void fail(std::vector<std::unique_ptr<Waiting>>& group, const base::Error& error, bool told);
  bool reopenIfFailed();
  void sayNotStored(Receipt& receipt, const base::Error& error) const;
  void endStage(Waiting& waiting, telemetry::Stage stage);
  void recordStages(std::vector<std::unique_ptr<Waiting>>& group, const std::vector<store::AppendOutcome>& outcomes, base::SteadyTime doneAt);
  void give(Waiting& waiting, Receipt receipt);

  store::EventStore& m_store;
  const base::Clock& m_clock;
  telemetry::Telemetry& m_telemetry;
  const CommandServiceOptions m_options;
  AggregateCache m_cache;
  base::BoundedQueue<std::unique_ptr<Waiting>> m_queue;
  base::BoundedQueue<std::unique_ptr<Waiting>> m_facts;  // apart: a full desk does not stop an import, and a chunk never shares a group
  bool m_factsTurn = false;
  base::SteadyTime m_stageBegan;
  base::SteadyTime m_commandAt;     // when the last command was decided
  base::SteadyTime m_servedAt;      // when the last group was stored
  base::SteadyTime m_factsAgainAt;  // no facts before that while commands come
  bool m_areFactsSeen = false;      // some wait,
  base::SteadyTime m_factsSince;    // and since then
  std::deque<Group> m_groups;  // decided and not settled, oldest first; the last is being decided
  std::unordered_map<base::CommandId, Group*> m_ids;  // of commands in these groups
  std::unordered_set<base::CommandId> m_unsure;  // of a group whose COMMIT did not answer
  base::LatestValue<base::Error> m_failure;

  std::mutex m_handOver;
  Group* m_offered = nullptr;  // for storeStep()
  bool m_isNextReady = false;  // to be offered once that one is taken
  bool m_halted = false;       // the last one was not stored as it was decided: what rests on it must not be stored
  std::atomic<bool> m_isBack{false};  // a group came back from storeStep()
};

}  // namespace twinlane::command
