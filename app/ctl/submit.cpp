#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/envelope_fields.h"
#include "ctl/opened_engine.h"
#include "ctl/stages_file.h"
#include "ctl/verbs.h"

#include "domain/format/encoding.h"
#include "domain/format/json_text.h"

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

namespace twinlane::ctl {
namespace {

constexpr std::size_t longestLine = 1 << 20;

struct Read {
  command::Envelope envelope;
  bool isCommand = false;  // else nothing is kept of the line; what is wrong with it stands in the envelope in both cases
};

Read readLine(const std::string& line, base::CommandId newId) {
  Read read;
  read.envelope.id = newId;
  std::vector<domain::FieldProblem>& problems = read.envelope.misread;
  if (line.size() > longestLine) {
    problems.push_back({"line", "a line has at most 1 MiB"});
    return read;
  }
  const auto node = domain::fromJson(line);
  if (!node) {
    problems.push_back({node.error().where.empty() ? "line" : node.error().where, node.error().what});
    return read;
  }
  readEnvelope(*node, read.envelope);
  domain::ParsedCommand parsed = domain::commandFromNode(*node);
  for (domain::FieldProblem& problem : parsed.problems) problems.push_back({problem.name.empty() ? "line" : std::move(problem.name), std::move(problem.problem)});
  read.isCommand = parsed.command.has_value();
  if (read.isCommand) read.envelope.command = std::move(*parsed.command);
  return read;
}

command::Receipt refusalOf(command::Envelope envelope) {
  command::Receipt receipt;
  receipt.command = envelope.id;
  receipt.outcome = command::Outcome::Rejected;
  receipt.reason = domain::name(domain::RejectionReason::InvalidFields);
  receipt.fields = std::move(envelope.misread);
  return receipt;
}

// The next line, of which no more is kept than tells that it is too long.
bool nextLine(std::string& line) {
  line.clear();
  auto& in = *std::cin.rdbuf();
  int c = in.sbumpc();
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = in.sbumpc())
    if (line.size() <= longestLine) line += static_cast<char>(c);
  return true;
}

// Lines in their order to clients, receipts in the order of their lines to standard output.
class Desk {
 public:
  Desk(engine::Engine& engine, int clients, int inFlight) : m_engine(engine), m_inFlight(static_cast<std::size_t>(inFlight) * static_cast<std::size_t>(clients)) {
    // One client is the reading thread itself; of two and more each has a thread of its own.
    for (int i = 0; clients > 1 && i < clients; ++i) m_clients.emplace_back([this](const std::stop_token& stop) { serve(stop); });
  }

  ~Desk() {
    for (auto& client : m_clients) client.request_stop();
    m_changed.notify_all();
  }

  void give(Read read) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_next - m_printed < m_inFlight; });
    const std::size_t at = m_next++;
    if (!read.isCommand) return settle(at, refusalOf(std::move(read.envelope)));
    if (m_clients.empty()) {
      lock.unlock();
      return send(at, std::move(read.envelope));
    }
    m_waiting.emplace_back(at, std::move(read.envelope));
    m_changed.notify_all();
  }

  void finish() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_printed == m_next; });
  }

 private:
  void serve(const std::stop_token& stop) {
    for (;;) {
      std::unique_lock lock(m_mutex);
      if (!m_changed.wait(lock, stop, [&] { return !m_waiting.empty(); })) return;
      auto [at, envelope] = std::move(m_waiting.front());
      m_waiting.pop_front();
      lock.unlock();
      send(at, std::move(envelope));
    }
  }

  void send(std::size_t at, command::Envelope envelope) {
    m_engine.submit(std::move(envelope), [this, at](const command::Receipt& receipt) {
      const std::lock_guard lock(m_mutex);
      settle(at, receipt);
    });
  }

  // Holds the lock.
  void settle(std::size_t at, const command::Receipt& receipt) {
    m_settled.emplace(at, domain::toJson(nodeOf(receipt)));
    bool printed = false;
    for (auto first = m_settled.begin(); first != m_settled.end() && first->first == m_printed; first = m_settled.erase(first), ++m_printed) {
      std::puts(first->second.c_str());
      printed = true;
    }
    if (printed) std::fflush(stdout);
    m_changed.notify_all();
  }

  engine::Engine& m_engine;
  const std::size_t m_inFlight;
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::size_t m_next = 0, m_printed = 0;
  std::map<std::size_t, std::string> m_settled;
  std::deque<std::pair<std::size_t, command::Envelope>> m_waiting;
  std::vector<std::jthread> m_clients;
};

}  // namespace

int submit(const Call& call) {
  auto engine = openForWriting(call.dataFolder, true);
  if (!engine) return fail(call.json, engine.error());
  auto stages = StagesFile::open(call.stages, call.dataFolder);
  if (!stages) return fail(call.json, stages.error());
  {
    Desk desk(**engine, call.clients, call.inFlight);
    std::ios::sync_with_stdio(false);
    // An empty line has a receipt as well: the n-th answers the n-th line.
    for (std::string line; nextLine(line);) desk.give(readLine(line, (*engine)->newCommandId()));
    desk.finish();
    (*engine)->stop();
  }
  if (auto written = stages->write(*(*engine)->telemetry()); !written) return fail(call.json, written.error());
  // Each receipt said so; a script that looks at the exit code alone is told too.
  if (const auto closed = (*engine)->health().closedBecause) return fail(call.json, *closed);
  return Ok;
}

}  // namespace twinlane::ctl
