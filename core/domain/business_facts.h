// What the events of a stream come to as facts of the business: who ordered what and when, what was charged, sent, paid and
// priced. In which events it came in, in which order they were taken in and how their lines are numbered says nothing, so that the
// halves of a source come to what the whole does. Plain value; one thread.
#pragma once

#include "base/bytes.h"
#include "domain/format/fact_share.h"

#include <set>

namespace twinlane::domain {

class BusinessFacts {
 public:
  void add(Event event, const std::optional<base::Timestamp>& occurredAt);
  base::Digest digest() const;

 private:
  // `isDated`: each line counts when it came, as those of a return do.
  void addLines(std::vector<OrderLine>& lines, const std::optional<base::Timestamp>& occurredAt, bool isDated = false);

  std::string m_header;                       // of the event that began it
  std::optional<base::Timestamp> m_placedAt;  // the earliest of its lines
  std::map<int, base::Digest> m_lines;        // what each is, by number
  std::map<std::string, base::Amount> m_charges;
  std::map<std::string, FactShare> m_shares;  // by what they are about
  std::map<std::string, int> m_others;        // facts that have no shares, and how often
  std::set<std::string> m_prices;             // at their times
};

}  // namespace twinlane::domain
