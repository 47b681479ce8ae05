#include "query/vectors/order_columns.h"

#include "base/fault/sabotage.h"
#include "domain/types.h"
#include "query/order_cursor.h"

#include <algorithm>

namespace twinlane::query {
namespace {

// Beyond that many events, to read the orders anew is no slower than to read what they were.
constexpr store::Position mostEventsBehind = 50'000;
// Two strings, a node and a place in the table of places, about.
constexpr std::size_t nameBytes = 160;

constexpr const char* blockColumns = "number, folded(id), customer, currency, status, payment, total, lines, units, placed_at, changed_at, version, placed_known, country, length(id)<>length(CAST(id AS BLOB))";

}  // namespace

std::uint64_t idStartOf(std::string_view id) {
  std::uint64_t start = 0;
  for (std::size_t i = 0; i < sizeof start; ++i) {
    start = start << 8 | static_cast<unsigned char>(i < id.size() ? id[i] : '\0');
  }
  return start;
}

void OrderColumns::freeUnused(base::SteadyTime before, int generation) {
  const std::unique_lock lock(m_turn, std::try_to_lock);
  if (lock && !m_blocks.empty() && (m_usedAt.nanos < before.nanos || m_place.generation != generation)) clear();
}

void OrderColumns::clear() {
  m_place = {};
  m_setAside.clear();
  m_blocks.clear();
  m_filled = 0;
  m_customers = {};
  m_countries = {};
  note();
}

base::Result<bool> OrderColumns::follow(ViewReader& view, const AnswerPlace& place, store::EventStore& store, base::SteadyTime now, const GoesOn& goesOn) {
  m_usedAt = now;
  const store::Position events = place.position - m_place.position;
  if (place.generation != m_place.generation || events < 0 || events > mostEventsBehind) clear();
  if (!m_blocks.empty() && place == m_place) return true;
  auto followed = [&]() -> base::Result<bool> {
    const bool isNew = m_blocks.empty();
    if (isNew)
      if (auto begun = begin(view); !begun) return tl::unexpected(begun.error());
    if (auto read = readSetAside(view); !read) return tl::unexpected(read.error());
    if (isNew) return true;
    return followLog(view, place.position, store, goesOn);
  }();
  // Taken back: what was read again is as it is now, and the next question reads it once more.
  if (!followed && followed.error().code != base::ErrorCode::Stopped) clear();
  if (followed && *followed) m_place = place;
  // New orders came: the oldest make room.
  for (auto block = m_blocks.begin(); block != m_blocks.end() && bytes() > m_mostBytes; ++block) {
    if (!*block) continue;
    block->reset();
    --m_filled;
  }
  note();
  return followed;
}

base::Status OrderColumns::begin(ViewReader& view) {
  auto select = view.statement("SELECT max(number) FROM order_list");
  if (!select) return tl::unexpected(select.error());
  return eachRow(**select, [&](const sqlite::Statement& row) {
    if (!row.isNull(0)) m_blocks.resize(static_cast<std::size_t>(row.integer(0)) / OrderBlock::orders + 1);
  });
}

base::Result<bool> OrderColumns::followLog(ViewReader& view, store::Position position, store::EventStore& store, const GoesOn& goesOn) {
  // Rows are read as they are in the snapshot, so they may be ahead of m_place: then a later event names them once more.
  for (bool isFirst = true; m_place.position < position; isFirst = false) {
    if (!isFirst && !goesOn()) return false;
    const auto events = store.read(m_place.position, std::min(m_eventsAtOnce, static_cast<std::size_t>(position - m_place.position)));
    if (!events) return tl::unexpected(events.error());
    if (events->empty()) return base::fail(base::ErrorCode::Io, "the log ends before the list that was made of it", std::to_string(m_place.position));
    std::vector<std::int64_t> numbers;
    for (const store::StoredEvent& event : *events)
      if (event.orderNumber > 0 && event.position <= position) numbers.push_back(event.orderNumber);
    if (auto read = readAgain(view, std::move(numbers)); !read) return tl::unexpected(read.error());
    m_place.position = std::min(events->back().position, position);
  }
  return true;
}

base::Status OrderColumns::readAgain(ViewReader& view, std::vector<std::int64_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  auto select = view.statement(std::string("SELECT ") + blockColumns + " FROM order_list WHERE number=?");
  if (!select) return tl::unexpected(select.error());
  const std::size_t before = m_blocks.size();
  for (const std::int64_t number : numbers) {
    const std::size_t index = static_cast<std::size_t>(number) / OrderBlock::orders;
    // What lies behind all that there was is filled by what came since.
    if (index < before && !m_blocks[index]) continue;
    (*select)->bind(1, number);
    auto read = eachRow(**select, [&](const sqlite::Statement& row) {
      while (m_blocks.size() <= index) filledBlock(m_blocks.size());
      if (!TWINLANE_SABOTAGE("columns-stay-behind")) take(row);
    });
    if (!read) return read;
  }
  return {};
}

base::Status OrderColumns::readSetAside(ViewReader& view) {
  std::vector<std::int64_t> numbers;
  auto find = view.statement("SELECT number FROM order_list WHERE id=?");
  if (!find) return tl::unexpected(find.error());
  for (const std::string& id : m_setAside) {
    if (TWINLANE_SABOTAGE("columns-forget-what-waited")) break;
    (*find)->bind(1, id);
    if (auto read = eachRow(**find, [&](const sqlite::Statement& row) { numbers.push_back(row.integer(0)); }); !read) return read;
  }
  if (auto read = readAgain(view, std::move(numbers)); !read) return read;
  std::vector<std::string> waiting;
  auto select = view.statement("SELECT DISTINCT id FROM parked WHERE category=?");
  if (!select) return tl::unexpected(select.error());
  (*select)->bind(1, static_cast<int>(domain::Category::Order));
  if (auto read = eachRow(**select, [&](const sqlite::Statement& row) { waiting.emplace_back(row.text(0)); }); !read) return read;
  m_setAside = std::move(waiting);
  return {};
}

OrderBlock& OrderColumns::filledBlock(std::size_t index) {
  if (m_blocks.size() <= index) m_blocks.resize(index + 1);
  m_blocks[index] = std::make_unique<OrderBlock>(static_cast<std::int64_t>(index * OrderBlock::orders));
  ++m_filled;
  return *m_blocks[index];
}

base::Result<bool> OrderColumns::fill(ViewReader& view, std::size_t index) {
  if (isFull()) return false;
  auto select = view.statement(std::string("SELECT ") + blockColumns + " FROM order_list WHERE number>=? AND number<?");
  if (!select) return tl::unexpected(select.error());
  const std::int64_t first = filledBlock(index).first;
  (*select)->bind(1, first).bind(2, first + static_cast<std::int64_t>(OrderBlock::orders));
  if (auto read = eachRow(**select, [this](const sqlite::Statement& row) { take(row); }); !read) {
    // A question that is taken back loses what it was at, and no more.
    m_blocks[index].reset();
    --m_filled;
    note();
    return tl::unexpected(read.error());
  }
  note();
  return true;
}

void OrderColumns::take(const sqlite::Statement& row) {
  ++m_rowsRead;
  const auto number = static_cast<std::size_t>(row.integer(0));
  OrderBlock& block = *m_blocks[number / OrderBlock::orders];
  const std::size_t at = number % OrderBlock::orders;
  if (block.status[at] == OrderBlock::none) ++block.present;
  block.idStart[at] = idStartOf(row.text(1));
  block.customer[at] = m_customers.take(std::string(row.text(2)));
  block.country[at] = m_countries.take(std::string(row.text(13)));
  block.currency[at] = static_cast<std::uint32_t>(packed(base::Currency::fromText(row.text(3)).value_or(base::Currency{})));
  block.status[at] = static_cast<std::uint8_t>(row.integer(4));
  block.payment[at] = static_cast<std::uint8_t>(row.integer(5));
  block.total[at] = row.integer(6);
  block.lines[at] = static_cast<std::uint32_t>(row.integer(7));
  block.units[at] = row.integer(8);
  block.placedAt[at] = row.integer(9);
  block.changedAt[at] = row.integer(10);
  block.version[at] = static_cast<std::uint32_t>(row.integer(11));
  block.marks[at] = static_cast<std::uint8_t>((row.integer(12) != 0 ? OrderBlock::PlacedKnown : 0) | (row.integer(14) != 0 ? OrderBlock::IdBeyondAscii : 0));
}

std::optional<std::uint32_t> OrderColumns::Names::placeOf(const std::string& name) const {
  const auto known = m_places.find(name);
  return known == m_places.end() ? std::nullopt : std::optional(known->second);
}

std::uint32_t OrderColumns::Names::take(std::string name) {
  const auto [known, isNew] = m_places.try_emplace(std::move(name), static_cast<std::uint32_t>(m_all.size()));
  if (isNew) m_all.push_back(known->first);
  return known->second;
}

std::size_t OrderColumns::Names::bytes() const { return m_all.size() * nameBytes; }

}  // namespace twinlane::query
