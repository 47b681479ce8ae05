// People at their desks: each turn one of them gives commands, repeats one, gives other content under a used id, or asks a
// question and looks whether the answer can be true: not fresher than the journal, not older than what the same list said
// before, not without what was acknowledged at a position it claims to hold. One thread.
#pragma once

#include "simulation/oracle/history.h"
#include "simulation/order_desk.h"
#include "simulation/trace.h"

#include <map>

namespace twinlane::simulation {

class Operators {
 public:
  // All must outlive it.
  Operators(base::Random& random, base::IdSource& ids, History& history, Trace& trace) : m_random(random), m_ids(ids), m_history(history), m_trace(trace), m_desk(random) {}

  void act(engine::Engine& engine);
  // The engine they spoke to is gone; so are its lists' positions and questions without an answer.
  void restarted();
  // A list is as far as an earlier generation of it was.
  void wentBack() { m_seen.clear(); }
  // While the disk fails, answers may fail as well.
  void setDiskFails(bool fails) { m_diskFails = fails; }

  const Finding& fault() const { return m_fault; }
  struct Counts {
    std::int64_t commands = 0, repeated = 0, otherContent = 0, expecting = 0, answered = 0, unanswered = 0;
  };
  const Counts& counts() const { return m_counts; }

 private:
  struct Written {
    std::int64_t version = 0;
    store::Position position = 0;
  };
  using Question = Finding (Operators::*)(query::Reader&, engine::Engine&);

  std::uint64_t below(std::uint64_t bound) { return m_random.below(bound); }
  void command(engine::Engine& engine);
  void repeat(engine::Engine& engine);
  void otherContent(engine::Engine& engine);
  void send(engine::Engine& engine, const command::Envelope& envelope);
  void heard(const command::Envelope& envelope, const command::Receipt& receipt);

  void ask(engine::Engine& engine);
  Finding askOrders(query::Reader& reader, engine::Engine& engine);
  Finding askCounts(query::Reader& reader, engine::Engine& engine);
  Finding askRevenue(query::Reader& reader, engine::Engine& engine);
  Finding askSales(query::Reader& reader, engine::Engine& engine);
  Finding askOperations(query::Reader& reader, engine::Engine& engine);
  Finding askSearch(query::Reader& reader, engine::Engine& engine);
  Finding askDocument(query::Reader& reader, engine::Engine& engine);
  Finding askEvents(query::Reader& reader, engine::Engine& engine);
  Finding judge(const std::string& list, const query::Freshness& freshness, engine::Engine& engine);
  Finding failed(const base::Error& error);

  base::Random& m_random;
  base::IdSource& m_ids;
  History& m_history;
  Trace& m_trace;
  OrderDesk m_desk;
  std::vector<command::Envelope> m_sent, m_acknowledged;
  std::map<std::string, Written> m_written;  // acknowledged changes of orders
  std::map<std::string, store::Position> m_seen;  // by list
  std::int64_t m_life = 0;
  bool m_diskFails = false;
  Finding m_fault;
  Counts m_counts;
};

}  // namespace twinlane::simulation
