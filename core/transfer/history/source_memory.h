// What earlier files of a source named, so that parts of a log go on where others ended: which order a line is of and under which
// number, which orders' goods lie in a package, which event told a fact. The names stand with the documents of the ledger. One
// thread. Errors: those of the journal.
#pragma once

#include "transfer/history/known_document.h"

#include <functional>
#include <map>
#include <span>

namespace twinlane::transfer {

class SourceMemory {
 public:
  SourceMemory(store::ImportLedger& ledger, store::EventStore& events, const std::string& source) : m_ledger(ledger), m_events(events), m_source(source) {}

  struct Line {
    std::string order;
    domain::OrderLine line;
  };
  base::Result<bool> has(const store::StreamRef& document);
  // With what it was named.
  base::Result<KnownDocument> order(const std::string& id);
  base::Result<std::optional<Line>> line(const std::string& id);
  base::Result<std::vector<std::string>> ordersOf(const std::string& package);

  // Names to be kept with a line, or with a package in an order; none when there is one already. What was named and is not stored
  // is forgotten by the next forget().
  std::vector<std::string> namesOf(const std::string& line, int number) const;
  // Of the events that told facts of a stream, which stand there one after the other from a version on.
  static std::vector<std::string> namesOf(const std::string& stream, std::int64_t first, std::span<const EventName> events);
  // Every fact of an order that an event with a name told.
  base::Status eachEvent(const std::function<base::Status(const std::string& order, std::int64_t version, EventName event)>& take);
  base::Result<std::optional<std::string>> nameOf(const std::string& package, const std::string& stream);
  void forget() { m_named.clear(); }

 private:
  base::Result<int> numberOf(const std::string& line, const store::ImportedDocument& document);

  store::ImportLedger& m_ledger;
  store::EventStore& m_events;
  const std::string& m_source;
  std::optional<std::pair<store::StreamRef, KnownDocument>> m_last;  // that was asked for
  int m_lastNumber = 0;
  std::map<std::string, std::string> m_named;  // to be stored with the next chunk
};

}  // namespace twinlane::transfer
