#include "transfer/history/renumbered_orders.h"

#include "transfer/history/known_facts.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr int renumberedCacheKilobytes = 2048;
constexpr std::size_t orderNamesAtOnce = 1000;

// `place`: how many orders that are told again were read before it. `taken`: number of a commit that had an order like it.
constexpr const char* renumberedSchema = R"sql(
CREATE TABLE fresh(n INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, says INTEGER NOT NULL, customer TEXT NOT NULL, placed INTEGER, place INTEGER NOT NULL, known INTEGER NOT NULL, taken INTEGER);
CREATE TABLE gone(last_row INTEGER NOT NULL, prefix BLOB NOT NULL, position INTEGER NOT NULL, says INTEGER NOT NULL, customer TEXT NOT NULL, placed INTEGER);
BEGIN)sql";
// When all were read; those that are taken are passed over without a look.
constexpr const char* sortedSql = R"sql(
CREATE INDEX fresh_day ON fresh(says, placed, n) WHERE taken IS NULL;
CREATE INDEX fresh_day_customer ON fresh(says, placed, customer, n) WHERE taken IS NULL;
CREATE INDEX fresh_dated ON fresh(says, n) WHERE taken IS NULL AND placed IS NOT NULL;
CREATE INDEX fresh_dated_customer ON fresh(says, customer, n) WHERE taken IS NULL AND placed IS NOT NULL;
)sql";

std::int64_t hashOfAll(domain::Category category, base::Currency currency, const std::vector<domain::OrderLine>& lines) {
  std::vector<std::string> texts;
  for (const domain::OrderLine& line : lines) texts.push_back(textOf(line));
  std::sort(texts.begin(), texts.end());
  base::DigestWriter all;
  all.field(static_cast<std::int64_t>(category)).field(std::string_view(currency.toText()));
  for (const std::string& text : texts) all.field(std::string_view(text));
  const base::Digest digest = all.digest();
  return static_cast<std::int64_t>(base::shortHash(base::ByteView(digest)));
}

std::optional<std::int64_t> microsOf(const std::optional<base::Timestamp>& time) { return time ? std::optional(time->micros) : std::nullopt; }

}  // namespace

base::Status RenumberedOrders::open() {
  auto orders = sqlite::Connection::openTemporary();
  if (!orders) return tl::unexpected(orders.error());
  m_orders = std::make_unique<sqlite::Connection>(std::move(*orders));
  if (auto set = m_orders->setCache(renumberedCacheKilobytes); !set) return set;
  if (auto made = m_orders->run(renumberedSchema); !made) return made;
  const std::pair<sqlite::Statement*, std::string> statements[] = {
      {&m_putFresh, "INSERT OR IGNORE INTO fresh(document, says, customer, placed, place, known) VALUES(?,?,?,?,?,?)"},
      {&m_putGone, "INSERT INTO gone VALUES(?,?,?,?,?,?)"},
      {&m_goneOf, "SELECT says, customer, placed, position FROM gone WHERE last_row=? AND prefix=? ORDER BY position"},
      {&m_take, "UPDATE fresh SET taken=? WHERE n=?"},
      {&m_release, "UPDATE fresh SET taken=NULL WHERE taken=?"},
      {&m_has, "SELECT 1 FROM fresh WHERE document=? AND taken IS NOT NULL"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_orders->prepare(sql.c_str());
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Status RenumberedOrders::read(const Fresh& fresh) {
  if (fresh.lines.empty()) return {};
  if (!m_orders)
    if (auto opened = open(); !opened) return opened;
  const std::string document = fresh.stream.toText();
  return m_putFresh.bind(1, document).bind(2, hashOfAll(fresh.stream.category, fresh.currency, fresh.lines)).bind(3, fresh.customer).bind(4, microsOf(fresh.placedAt)).bind(5, m_read).bind(6, fresh.isOfKnown ? 1 : 0).execute();
}

void RenumberedOrders::isToldAgain(const std::string& file, const store::ImportedDocument& document, const KnownDocument& known) {
  ++m_read;
  ++m_chunks[{document.lastRow, document.prefix}].told;
  const auto position = static_cast<std::int64_t>(known.position);
  const auto [range, isFirst] = m_told.emplace(file, Range{position, position});
  range->second.first = std::min(range->second.first, position);
  range->second.last = std::max(range->second.last, position);
}

base::Status RenumberedOrders::find(const FileOf& fileOf, const std::function<base::Result<bool>(const store::StreamRef&)>& isTold) {
  if (!m_orders || m_told.empty()) return {};
  if (auto sorted = sort(); !sorted) return sorted;
  for (const char* beginning : {"order-", "return-"}) {
    std::string after;
    for (bool more = true; more;) {
      const auto names = m_ledger.documents(m_source, beginning, after, orderNamesAtOnce);
      if (!names) return tl::unexpected(names.error());
      more = names->size() == orderNamesAtOnce;
      if (more) after = names->back().first;
      for (const auto& [name, stream] : *names) {
        const auto told = isTold(stream);
        if (!told) return tl::unexpected(told.error());
        if (*told) continue;
        const auto document = m_ledger.document(m_source, name);
        if (!document) return tl::unexpected(document.error());
        const std::string* file = *document ? fileOf(**document) : nullptr;
        if (file == nullptr || !m_told.contains(*file)) continue;
        const Chunk chunk{(*document)->lastRow, (*document)->prefix};
        Came& came = m_chunks[chunk];
        ++came.gone;
        came.file = file;
        if (auto put = gone(stream, chunk); !put) return put;
      }
    }
  }
  std::int64_t number = 0;
  for (const auto& [chunk, came] : m_chunks)
    if (came.gone > 0)
      if (auto paired = pair(chunk, came, ++number); !paired) return paired;
  return {};
}

base::Status RenumberedOrders::sort() {
  if (auto sorted = m_orders->run(sortedSql); !sorted) return sorted;
  auto behind = m_orders->prepare("SELECT coalesce(min(n), 0) FROM fresh WHERE place+known>=?", false);
  if (!behind) return tl::unexpected(behind.error());
  const auto row = behind->bind(1, m_read).step();
  if (!row) return tl::unexpected(row.error());
  m_firstBehind = behind->integer(0);
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_ofDay, "SELECT n, place, known FROM fresh WHERE says=?1 AND placed IS ?3 AND n>=?4 AND taken IS NULL ORDER BY n"},
      {&m_ofDayAndCustomer, "SELECT n, place, known FROM fresh WHERE says=?1 AND customer=?2 AND placed IS ?3 AND n>=?4 AND taken IS NULL ORDER BY n"},
      {&m_dated, "SELECT n, place, known FROM fresh WHERE says=?1 AND placed IS NOT NULL AND n>=?4 AND taken IS NULL ORDER BY n"},
      {&m_datedOfCustomer, "SELECT n, place, known FROM fresh WHERE says=?1 AND customer=?2 AND placed IS NOT NULL AND n>=?4 AND taken IS NULL ORDER BY n"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_orders->prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

// Its number; 0: none. Those that tell a day come first, then the order in which they were read.
base::Result<std::int64_t> RenumberedOrders::like(const Sought& sought) {
  for (const bool isDated : {true, false}) {
    const bool isAnyDay = isDated && !sought.placed, isPlaceFree = sought.isAnywhere || (isDated && sought.placed);
    Sought of = sought;
    if (!isDated) of.placed.reset();
    std::int64_t found = 0;
    for (const bool isOfNobody : {false, true}) {
      if (isOfNobody && sought.customer.empty()) continue;
      if (isOfNobody) of.customer.clear();
      sqlite::Statement& statement = sought.customer.empty() ? (isAnyDay ? m_dated : m_ofDay) : (isAnyDay ? m_datedOfCustomer : m_ofDayAndCustomer);
      const auto first = firstOf(statement, of, isPlaceFree);
      if (!first) return first;
      if (*first != 0 && (found == 0 || *first < found)) found = *first;
    }
    if (found != 0) return found;
  }
  return 0;
}

// They come in the order in which they were read, as does the place of each.
base::Result<std::int64_t> RenumberedOrders::firstOf(sqlite::Statement& statement, const Sought& sought, bool isPlaceFree) {
  const bool isBehind = !isPlaceFree && sought.isBehind;
  if (isBehind && m_firstBehind == 0) return 0;
  statement.bind(1, sought.says).bind(2, sought.customer).bind(3, sought.placed).bind(4, isBehind ? m_firstBehind : 0);
  std::int64_t found = 0;
  for (bool more = true; more && found == 0;) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return 0;
    ++m_looked;
    const std::int64_t place = statement.integer(1);
    if (isPlaceFree || (isBehind ? place + statement.integer(2) >= m_read : place == 0)) found = statement.integer(0);
    else more = isBehind;
  }
  statement.reset();
  return found;
}

base::Status RenumberedOrders::gone(const store::StreamRef& stream, const Chunk& chunk) {
  const auto known = KnownDocument::read(stream, m_events);
  if (!known) return tl::unexpected(known.error());
  if (!known->begin || known->lines.empty() || known->takenBack.size() == known->lines.size()) return {};
  const auto* placed = std::get_if<domain::OrderPlaced>(&known->begin->event);
  const auto* returned = std::get_if<domain::ReturnReceived>(&known->begin->event);
  if (placed == nullptr && returned == nullptr) return {};
  const auto& by = placed != nullptr ? placed->customer : returned->customer;
  const std::string customer = by ? by->text : std::string();
  const std::int64_t says = hashOfAll(stream.category, placed != nullptr ? placed->currency : returned->currency, known->lines);
  const auto found = like({says, customer, microsOf(known->begin->occurredAt)});
  if (!found) return tl::unexpected(found.error());
  if (*found == 0) return {};
  return m_putGone.bind(1, chunk.first).bind(2, base::ByteView(chunk.second)).bind(3, static_cast<std::int64_t>(known->position)).bind(4, says).bind(5, customer).bind(6, microsOf(known->begin->occurredAt)).execute();
}

// Each order that is gone stands for one.
base::Status RenumberedOrders::pair(const Chunk& chunk, const Came& came, std::int64_t number) {
  struct Gone {
    std::int64_t says = 0;
    std::string customer;
    std::optional<std::int64_t> placed;
    std::int64_t position = 0;
  };
  std::vector<Gone> all;
  m_goneOf.bind(1, chunk.first).bind(2, base::ByteView(chunk.second));
  const auto read = sqlite::eachRow(m_goneOf, [&](const sqlite::Statement& row) {
    all.push_back({row.integer(0), std::string(row.text(1)), row.isNull(2) ? std::nullopt : std::optional(row.integer(2)), row.integer(3)});
  });
  if (!read) return read;
  const Range& told = m_told.at(*came.file);
  std::int64_t pairs = 0;
  for (const Gone& gone : all) {
    const bool isBefore = gone.position < told.first, isBehind = gone.position > told.last;
    const auto match = like({gone.says, gone.customer, gone.placed, !isBefore && !isBehind, isBefore, isBehind});
    if (!match) return tl::unexpected(match.error());
    if (*match == 0) continue;
    if (auto taken = m_take.bind(1, number).bind(2, *match).execute(); !taken) return taken;
    ++pairs;
  }
  if (came.told + pairs < came.gone - pairs) return m_release.bind(1, number).execute();
  m_found += pairs;
  return {};
}

base::Result<bool> RenumberedOrders::has(const store::StreamRef& stream) {
  if (isEmpty()) return false;
  const std::string document = stream.toText();
  const auto found = m_has.bind(1, document).step();
  if (!found) return tl::unexpected(found.error());
  m_has.reset();
  return *found;
}

}  // namespace twinlane::transfer
