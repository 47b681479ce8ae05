#include "query/return_sql.h"

#include "query/paging.h"
#include "query/return_proposal.h"

#include <charconv>
#include <limits>

namespace twinlane::query {
namespace {

struct ReturnPlace {
  std::int64_t receivedAt = std::numeric_limits<std::int64_t>::max();
  int line = 0;
  std::string returned;
};

// "1323435000000000.2.C581484": the id comes last, since it may hold anything.
std::optional<ReturnPlace> returnPlaceFrom(const std::string& cursor) {
  ReturnPlace place;
  if (cursor.empty()) return place;
  const char* end = cursor.data() + cursor.size();
  const auto at = std::from_chars(cursor.data(), end, place.receivedAt);
  if (at.ec != std::errc() || at.ptr == end || *at.ptr != '.') return std::nullopt;
  const auto line = std::from_chars(at.ptr + 1, end, place.line);
  if (line.ec != std::errc() || line.ptr == end || *line.ptr != '.') return std::nullopt;
  place.returned.assign(line.ptr + 1, end);
  return place;
}

constexpr const char* returnColumns = "SELECT id, line, customer, product, quantity, net, currency, received_at, is_received_known FROM returns";

ReturnLine returnOf(const sqlite::Statement& row) {
  ReturnLine line;
  line.returned = row.text(0);
  line.line = static_cast<int>(row.integer(1));
  line.customer = row.text(2);
  line.product = row.text(3);
  line.quantity = {row.integer(4)};
  line.net = {row.integer(5)};
  line.currency = base::Currency::fromText(row.text(6)).value_or(base::Currency{});
  line.receivedAt = {row.integer(7)};
  line.isReceivedKnown = row.integer(8) != 0;
  return line;
}

base::Status proposeFor(ViewReader& view, ReturnLine& line) {
  if (line.customer.empty()) {
    line.proposal.why = ReturnMatch::NoCustomer;
    return {};
  }
  // Sources may tell time to the minute, so what was bought at the very same time counts too.
  auto select = view.statement("SELECT o.id, l.line, l.units, o.placed_at, o.is_placed_known FROM orders o JOIN lines l ON l.number=o.number AND l.product=?2 "
                               "WHERE o.customer=?1 AND o.customer<>'' AND o.placed_at<=?3 AND l.units>0 AND NOT (o.is_cancelled AND NOT o.any_shipped) ORDER BY o.placed_at, o.number, l.line");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, line.customer).bind(2, line.product).bind(3, line.receivedAt.micros);
  std::vector<BoughtLine> bought;
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    bought.push_back({std::string(row.text(0)), static_cast<int>(row.integer(1)), {row.integer(2)}, {row.integer(3)}, row.integer(4) != 0});
  });
  line.proposal = propose(-line.quantity, bought);
  return read;
}

}  // namespace

base::Status readReturns(ViewReader& view, const ReturnQuery& query, ReturnPage& page) {
  if (auto fits = fitsAPage(query.limit); !fits) return fits;
  const auto place = returnPlaceFrom(query.after);
  if (!place) return noCursor(query.after, "of returns");
  auto select = view.statement(std::string(returnColumns) + " WHERE (received_at, id, line)<(?1, ?2, ?3) ORDER BY received_at DESC, id DESC, line DESC LIMIT ?4");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, place->receivedAt).bind(2, place->returned).bind(3, place->line).bind(4, std::int64_t{query.limit} + 1);
  if (auto read = eachRow(**select, [&](const sqlite::Statement& row) { page.returns.push_back(returnOf(row)); }); !read) return read;
  if (page.returns.size() > static_cast<std::size_t>(query.limit)) {
    page.returns.pop_back();
    const ReturnLine& last = page.returns.back();
    page.next = std::to_string(last.receivedAt.micros) + "." + std::to_string(last.line) + "." + last.returned;
  }
  for (ReturnLine& line : page.returns)
    if (auto proposed = proposeFor(view, line); !proposed) return proposed;
  return {};
}

base::Status countReturns(ViewReader& view, ReturnCounts& counts) {
  auto select = view.statement(std::string(returnColumns) + " ORDER BY id, line");
  if (!select) return tl::unexpected(select.error());
  base::Status proposed;
  auto read = eachRow(**select, [&](const sqlite::Statement& row) {
    if (!proposed) return;
    ReturnLine line = returnOf(row);
    proposed = proposeFor(view, line);
    ++counts.lines;
    ++counts.byMatch[line.proposal.why];
    ++counts.byConfidence[line.proposal.confidence];
  });
  return read ? proposed : read;
}

}  // namespace twinlane::query
