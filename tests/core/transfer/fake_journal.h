// A journal in memory that is only a sink of facts and their ledger: keeps chunks as they came, refuses streams that must
// be new and are not, and can be told to fail. One thread.
#pragma once

#include "command/facts.h"
#include "store/event_store.h"

#include <algorithm>
#include <set>

namespace twinlane::tests {

class FakeJournal final : public command::FactSink, public store::ImportLedger {
 public:
  std::vector<command::FactChunk> stored;
  std::set<std::string> foreignStreams;  // made by somebody else
  std::map<std::string, int> addedMeanwhile;  // lines that somebody adds just before the import does, by stream
  std::size_t refuseFrom = static_cast<std::size_t>(-1);  // number of chunks after which none is taken

  std::optional<std::int64_t> heldMicros;  // by each chunk

  std::future<base::Result<command::FactReceipt>> post(command::FactChunk chunk) override {
    std::promise<base::Result<command::FactReceipt>> answer;
    answer.set_value(take(std::move(chunk)));
    return answer.get_future();
  }
  base::Result<command::FactReceipt> take(command::FactChunk chunk) {
    if (stored.size() >= refuseFrom) return base::fail(base::ErrorCode::Io, "the disk is gone");
    command::FactReceipt outcome;
    outcome.heldMicros = heldMicros;
    for (const command::FactChunk& before : stored) {
      if (before.id != chunk.id) continue;
      outcome.kind = store::AppendOutcome::Kind::Duplicate;
      return outcome;
    }
    for (const command::FactStream& stream : chunk.streams)
      if (const auto added = addedMeanwhile.extract(stream.stream.toText()); !added.empty()) {
        m_lines[added.key()] += added.mapped();
        return base::fail(base::ErrorCode::Conflict, "this stream has gone on meanwhile", added.key());
      }
    for (const command::FactStream& stream : chunk.streams)
      if (stream.mustBeNew && (m_lines.contains(stream.stream.toText()) || foreignStreams.contains(stream.stream.toText())))
        return base::fail(base::ErrorCode::Conflict, "this stream exists already", stream.stream.toText());
    for (const command::FactStream& stream : chunk.streams) {
      int& lines = m_lines[stream.stream.toText()];
      for (const command::Fact& fact : stream.facts) {
        if (const auto* placed = std::get_if<domain::OrderPlaced>(&fact.event)) lines = placed->lines.back().line;
        if (const auto* added = std::get_if<domain::OrderLinesAdded>(&fact.event)) lines = added->lines.back().line;
      }
    }
    for (const auto& [name, index] : chunk.import.documents) m_documents[name] = {chunk.streams[static_cast<std::size_t>(index)].stream, 0, chunk.import.lastRow, chunk.import.prefix};
    stored.push_back(std::move(chunk));
    return outcome;
  }

  base::Result<std::vector<store::ImportedChunk>> chunks(const std::string& source) override {
    std::vector<store::ImportedChunk> known;
    for (const command::FactChunk& chunk : stored)
      if (chunk.import.source == source) known.push_back({chunk.import.prefix, chunk.import.firstRow, chunk.import.lastRow, chunk.import.files.front().file});
    return known;
  }
  base::Result<std::vector<std::pair<std::string, store::StreamRef>>> documents(const std::string&, const std::string&, const std::string&, std::size_t) override { return {}; }
  base::Result<std::optional<store::ImportedDocument>> document(const std::string&, const std::string& name) override {
    const auto found = m_documents.find(name);
    if (found == m_documents.end()) return std::nullopt;
    store::ImportedDocument answer = found->second;
    answer.lines = m_lines.at(name);
    return answer;
  }
  base::Result<std::vector<store::QuarantinedRow>> quarantined(std::int64_t after, std::size_t) override {
    std::vector<store::QuarantinedRow> rows;
    for (const command::FactChunk& chunk : stored) rows.insert(rows.end(), chunk.import.quarantined.begin(), chunk.import.quarantined.end());
    rows.erase(rows.begin(), rows.begin() + std::min(after, static_cast<std::int64_t>(rows.size())));
    return rows;
  }
  base::Result<std::vector<store::QuarantinedRow>> quarantined(const std::string&, std::int64_t after, std::size_t limit) override {
    auto rows = quarantined(after, limit);
    for (store::QuarantinedRow& row : *rows) row.index = ++after;
    return rows;
  }
  base::Result<store::FileAccount> account(const std::string& source, const std::string& file) override {
    const auto all = account();
    for (const store::FileAccount& one : all->files)
      if (one.source == source && one.file == file) return one;
    return store::FileAccount{source, file, 0, 0, {}, {}, {}};
  }
  base::Result<Account> account() override {
    std::map<std::pair<std::string, std::string>, store::FileAccount> files;
    for (const command::FactChunk& chunk : stored) {
      for (const store::FileRows& some : chunk.import.files) {
        store::FileAccount& file = files[{chunk.import.source, some.file}];
        file.rows += some.rows;
        file.accepted += some.accepted;
        for (const auto& [rule, rows] : some.ignored) file.ignored[rule] += rows;
      }
      for (const store::QuarantinedRow& row : chunk.import.quarantined) ++files[{chunk.import.source, row.file}].quarantined[row.reason];
    }
    return store::accountOf(std::move(files));
  }

  // All facts of a stream in their order.
  std::vector<command::Fact> factsOf(const std::string& stream) const {
    std::vector<command::Fact> facts;
    for (const command::FactChunk& chunk : stored)
      for (const command::FactStream& one : chunk.streams)
        if (one.stream.toText() == stream) facts.insert(facts.end(), one.facts.begin(), one.facts.end());
    return facts;
  }

  struct Sums {
    std::int64_t orders = 0, lines = 0, returns = 0, returnLines = 0, events = 0;
    base::Quantity units;
    base::Amount gross, returned;
    std::set<std::string> customers;
  };
  Sums sums() const {
    Sums sums;
    for (const command::FactChunk& chunk : stored)
      for (const command::FactStream& stream : chunk.streams)
        for (const command::Fact& fact : stream.facts) {
          ++sums.events;
          if (const auto* placed = std::get_if<domain::OrderPlaced>(&fact.event)) {
            ++sums.orders;
            if (placed->customer) sums.customers.insert(placed->customer->text);
            addSale(sums, placed->lines);
          } else if (const auto* added = std::get_if<domain::OrderLinesAdded>(&fact.event)) {
            addSale(sums, added->lines);
          } else if (const auto* back = std::get_if<domain::ReturnReceived>(&fact.event)) {
            sums.returns += stream.mustBeNew && &fact == &stream.facts.front() ? 1 : 0;
            for (const domain::OrderLine& line : back->lines) {
              ++sums.returnLines;
              sums.returned += line.net;
            }
          }
        }
    return sums;
  }

 private:
  static void addSale(Sums& sums, const std::vector<domain::OrderLine>& lines) {
    for (const domain::OrderLine& line : lines) {
      ++sums.lines;
      sums.units += line.quantity;
      sums.gross += line.net;
    }
  }

  std::map<std::string, int> m_lines;
  std::map<std::string, store::ImportedDocument> m_documents;
};

}  // namespace twinlane::tests
