// Answers of the read lane kept in memory until their list moves on. One answer a question; what the question is asked of, the
// generation and the position of its list, must be the same for it to be given again. Bounded in bytes: what was not asked for
// longest goes first, and what would take more than a quarter is not kept. Any thread.
#pragma once

#include "store/event.h"
#include "telemetry/telemetry.h"

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace twinlane::query {

// Where a list stands. In one generation its rows differ only with the position, and at one position with how many events are
// set aside: they become fewer when some are taken in after all.
struct AnswerPlace {
  int generation = 0;
  store::Position position = 0;
  std::int64_t setAside = 0;
  bool operator==(const AnswerPlace&) const = default;
  bool isBehind(const AnswerPlace& other) const { return position != other.position ? position < other.position : setAside > other.setAside; }
};

class ResultCache {
 public:
  // Counts what is found and what is not, and the bytes kept, in `counters`, which must outlive it.
  ResultCache(std::size_t mostBytes, telemetry::Counters& counters) : m_mostBytes(mostBytes), m_counters(counters) {}

  // `question` tells the type of its answer among all else. Null when nothing is kept that holds at this place.
  template <class Answer>
  std::shared_ptr<const Answer> find(const std::string& question, const AnswerPlace& place) {
    return std::static_pointer_cast<const Answer>(findAny(question, place));
  }
  template <class Answer>
  void keep(const std::string& question, const AnswerPlace& place, const Answer& answer, std::size_t bytes) {
    const std::size_t all = bytes + 2 * question.size() + entryBytes;
    if (all <= m_mostBytes / 4) keepAny(question, place, std::make_shared<const Answer>(answer), all);
  }

 private:
  // Of the list's and the map's nodes, about.
  static constexpr std::size_t entryBytes = 256;
  struct Entry {
    std::string question;
    AnswerPlace place;
    std::shared_ptr<const void> answer;
    std::size_t bytes = 0;
  };
  std::shared_ptr<const void> findAny(const std::string& question, const AnswerPlace& place);
  void keepAny(const std::string& question, const AnswerPlace& place, std::shared_ptr<const void> answer, std::size_t bytes);
  void drop(std::list<Entry>::iterator entry);

  const std::size_t m_mostBytes;
  telemetry::Counters& m_counters;
  std::mutex m_mutex;
  std::list<Entry> m_entries;  // the latest asked first
  std::unordered_map<std::string, std::list<Entry>::iterator> m_byQuestion;
  std::size_t m_bytes = 0;
};

}  // namespace twinlane::query
