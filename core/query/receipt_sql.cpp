#include "query/receipt_sql.h"

#include "query/paging.h"
#include "sqlite/statement.h"
#include "store/journal_reader.h"

#include <limits>

namespace twinlane::query {
namespace {

// The journal files commands with events under the position of the first, those without under numbers that count down from
// -1, and has no index by time: a page is merged from both, and a cursor names the last one taken of each.
struct Place {
  std::int64_t stored = std::numeric_limits<std::int64_t>::max(), eventless = std::numeric_limits<std::int64_t>::min();
};

struct FiledOutcome {
  std::int64_t seq = 0;
  store::StoredOutcome outcome;
};

std::optional<Place> placeFrom(const std::string& cursor) {
  if (cursor.empty()) return Place{};
  const auto numbers = twoNumbers(cursor);
  if (!numbers || numbers->first < 1 || numbers->second > -1) return std::nullopt;
  return Place{numbers->first, numbers->second};
}

base::Result<std::vector<FiledOutcome>> filed(sqlite::Connection& journal, const char* which, std::int64_t place, const ReceiptQuery& query) {
  auto select = journal.prepare(store::selectOutcomes(which).c_str(), false);
  if (!select) return tl::unexpected(select.error());
  const std::int64_t kind = query.outcome ? static_cast<std::int64_t>(*query.outcome) : 0;
  select->bind(1, place).bind(2, kind).bind(3, std::int64_t{query.limit} + 1);
  std::vector<FiledOutcome> found;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    found.push_back({select->integer(0), store::outcomeOf(*select)});
  }
}

// Commands of one group were recorded at one time.
bool isNewer(const store::StoredOutcome& a, const store::StoredOutcome& b) {
  return a.recordedAt != b.recordedAt ? a.recordedAt > b.recordedAt : a.receivedAt > b.receivedAt;
}

}  // namespace

base::Result<ReceiptPage> readReceipts(sqlite::Connection& journal, const ReceiptQuery& query) {
  auto place = placeFrom(query.after);
  if (!place) return noCursor(query.after, "of receipts");
  const auto snapshot = sqlite::Transaction::snapshot(journal);
  if (!snapshot) return tl::unexpected(snapshot.error());
  // Those with events were accepted, one and all: for others they need not be walked.
  const bool asksForStored = !query.outcome || *query.outcome == store::OutcomeKind::Accepted;
  auto stored = asksForStored ? filed(journal, "WHERE o.seq>0 AND o.seq<?1 AND (?2=0 OR o.outcome=?2) ORDER BY o.seq DESC LIMIT ?3", place->stored, query) : base::Result<std::vector<FiledOutcome>>();
  if (!stored) return tl::unexpected(stored.error());
  auto eventless = filed(journal, "WHERE o.seq<0 AND o.seq>?1 AND (?2=0 OR o.outcome=?2) ORDER BY o.seq LIMIT ?3", place->eventless, query);
  if (!eventless) return tl::unexpected(eventless.error());
  if (query.after.empty()) place = Place{stored->empty() ? 1 : stored->front().seq + 1, eventless->empty() ? -1 : eventless->front().seq - 1};

  ReceiptPage page;
  auto a = stored->begin(), b = eventless->begin();
  while (page.receipts.size() < static_cast<std::size_t>(query.limit) && (a != stored->end() || b != eventless->end())) {
    const bool takesStored = b == eventless->end() || (a != stored->end() && !isNewer(b->outcome, a->outcome));
    FiledOutcome& next = takesStored ? *a++ : *b++;
    (takesStored ? place->stored : place->eventless) = next.seq;
    page.receipts.push_back(std::move(next.outcome));
  }
  if (a != stored->end() || b != eventless->end()) page.next = std::to_string(place->stored) + "." + std::to_string(place->eventless);
  const auto head = journal.number("SELECT max(last) FROM commits");
  if (!head) return tl::unexpected(head.error());
  page.head = *head;
  return page;
}

}  // namespace twinlane::query
