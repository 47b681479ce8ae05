#include "transfer/aside_rows.h"

#include "transfer/row_reason.h"

#include <algorithm>

namespace twinlane::transfer {
namespace {

constexpr std::size_t asideReadAtOnce = 1000;
constexpr std::string_view cutLetter = "\xEF\xBF\xBD";  // what stands for one of which only the first bytes are there
constexpr std::string_view otherEncoding = "bad_encoding";
constexpr int cacheKilobytes = 2048;  // most is asked in the order of the rows
constexpr std::size_t wordsOfLines = 128 * 1024;

// `text` is of file and text, `letters` of the same in what all encodings have, `line` of order and product. The states are those of
// the header.
constexpr const char* asideSchema = R"sql(
CREATE TABLE aside(id INTEGER PRIMARY KEY, row INTEGER NOT NULL, file INTEGER NOT NULL, reason INTEGER NOT NULL, text INTEGER NOT NULL, letters INTEGER, line INTEGER, state INTEGER NOT NULL,
  by_place INTEGER NOT NULL, replaced INTEGER NOT NULL DEFAULT 0);
CREATE INDEX aside_row ON aside(row, text);
CREATE TABLE proofs(n INTEGER PRIMARY KEY, line INTEGER NOT NULL, row INTEGER NOT NULL, how INTEGER NOT NULL, order_id TEXT NOT NULL);
CREATE TABLE anew(row INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY(row, line)) WITHOUT ROWID;
CREATE TABLE came_back(n INTEGER PRIMARY KEY, row INTEGER NOT NULL, reason TEXT NOT NULL, raw TEXT NOT NULL);
BEGIN)sql";

std::int64_t keyOf(std::string_view first, std::string_view second) {
  const base::Digest digest = base::DigestWriter().field(first).field(second).digest();
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = key << 8 | digest[i];
  return static_cast<std::int64_t>(key);
}

// What a text is in every encoding.
std::string asciiOf(std::string text) {
  std::erase_if(text, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
  return text;
}

// Two bits of a line.
std::pair<std::uint64_t, std::uint64_t> bitsOf(std::int64_t line) {
  constexpr std::uint64_t bits = wordsOfLines * 64;
  return {static_cast<std::uint64_t>(line) % bits, (static_cast<std::uint64_t>(line) >> 32) % bits};
}

}  // namespace

AsideRows::LineName AsideRows::lineOf(std::string_view order, std::string_view product) {
  if (order.empty() || product.empty()) return std::nullopt;
  return keyOf(order, product);
}

AsideRows::LineName AsideRows::nameOf(std::string_view order, std::string_view product) {
  if (order.empty()) return std::nullopt;
  return keyOf(order, product);
}

base::Status AsideRows::status() const { return m_failed ? tl::unexpected(*m_failed) : base::Status(); }

base::Status AsideRows::open() {
  auto rows = sqlite::Connection::openTemporary();
  if (!rows) return tl::unexpected(rows.error());
  m_rows = std::make_unique<sqlite::Connection>(std::move(*rows));
  if (auto set = m_rows->setCache(cacheKilobytes); !set) return set;
  if (auto made = m_rows->run(asideSchema); !made) return made;
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&m_insert, "INSERT INTO aside(id, row, file, reason, text, letters, line, state, by_place) VALUES(?,?,?,?,?,?,?,?,?)"},
      {&m_close, "UPDATE aside SET state=? WHERE id BETWEEN ? AND ?"},
      {&m_at, "SELECT id, reason, state FROM aside WHERE row=? AND text=? AND state IN (0, 3) ORDER BY state, id LIMIT 1"},
      {&m_lettersAt, "SELECT id, reason, state FROM aside WHERE row=? AND letters=? AND state=0 LIMIT 1"},
      {&m_again, "SELECT id FROM aside WHERE row=? AND text=? AND state=0 AND reason=? LIMIT 1"},
      {&m_againAnywhere, "SELECT id FROM aside WHERE text=? AND state=0 AND reason=? ORDER BY row LIMIT 1"},
      {&m_putAside, "INSERT OR IGNORE INTO anew VALUES(?,?)"},
      {&m_closeAnew, "UPDATE aside SET state=2 WHERE state=0 AND file=?1 AND reason<>?2 AND id IN (SELECT a.id FROM anew n JOIN aside a ON a.row=n.row AND a.line=n.line)"},
      {&m_repairedAt, "SELECT id FROM aside WHERE row=? AND file=? AND state=4 ORDER BY id DESC LIMIT 1"},
      {&m_repaired, "SELECT 1 FROM aside WHERE text=? AND state=4 AND reason=? LIMIT 1"},
      {&m_setState, "UPDATE aside SET state=? WHERE id=?"},
      {&m_stateOf, "SELECT state FROM aside WHERE id=?"},
      {&m_prove, "INSERT INTO proofs(line, row, how, order_id) VALUES(?,?,?,?)"},
      {&m_ofLine, "SELECT id, row, file FROM aside WHERE line=? AND state=0 AND reason<>? ORDER BY id"},
      {&m_comeBack, "INSERT INTO came_back(row, reason, raw) VALUES(?,?,?)"},
      {&m_cameBackRows, "SELECT row, reason, raw FROM came_back WHERE n>? ORDER BY n LIMIT ?"},
      {&m_replace, "UPDATE aside SET replaced=1 WHERE row=? AND file=? AND by_place=1"},
      {&m_byPlace, "SELECT count(*), coalesce(sum(replaced), 0) FROM aside WHERE by_place=1 AND state=0 AND file=?"},
      {&m_closeReplaced, "UPDATE aside SET state=2 WHERE by_place=1 AND state=0 AND replaced=1 AND file=?"},
      {&m_leftOpen, "SELECT count(*) FROM aside WHERE state=0 AND file=?"},
      {&m_closed, "SELECT count(*) FROM aside WHERE state=2 AND file=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = m_rows->prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  m_mayBeLines.assign(wordsOfLines, 0);
  return {};
}

std::int64_t AsideRows::numberOf(const std::string& name) {
  const auto [found, fresh] = m_numbers.try_emplace(name, static_cast<std::int64_t>(m_names.size()));
  if (fresh) m_names.push_back(&found->first);
  return found->second;
}

bool AsideRows::step(sqlite::Statement& statement) {
  if (m_failed) return false;
  const auto row = statement.step();
  if (!row) m_failed = row.error();
  return row && *row;
}

std::int64_t AsideRows::number(sqlite::Statement& statement) {
  const std::int64_t number = step(statement) ? statement.integer(0) : 0;
  statement.reset();
  return number;
}

void AsideRows::run(const char* sql) {
  if (m_failed) return;
  if (auto done = m_rows->run(sql); !done) m_failed = done.error();
}

void AsideRows::sortOnce(bool& isSorted, const char* sql) {
  if (!std::exchange(isSorted, true)) run(sql);
}

void AsideRows::setState(std::int64_t index, State state) { step(m_setState.bind(1, state).bind(2, index)); }

base::Status AsideRows::read(store::ImportLedger& ledger, const std::string& source, const std::function<base::Result<Name>(const std::string& text)>& nameOf) {
  m_cameBack = 0;
  if (m_rows) run("UPDATE aside SET state=0 WHERE state=1; UPDATE aside SET state=3 WHERE state=2; UPDATE aside SET replaced=0 WHERE replaced=1; DELETE FROM proofs; DELETE FROM came_back; DELETE FROM anew");
  for (;;) {
    const auto some = ledger.quarantined(source, m_lastIndex, asideReadAtOnce);
    if (!some) return tl::unexpected(some.error());
    for (const store::QuarantinedRow& row : *some) {
      if (!m_rows)
        if (auto opened = open(); !opened) return opened;
      if (auto added = add(row, nameOf); !added) return added;
    }
    if (some->size() < asideReadAtOnce) break;
  }
  if (!m_rows) return {};
  const auto chunks = ledger.chunks(source);
  if (!chunks) return tl::unexpected(chunks.error());
  for (const store::ImportedChunk& chunk : *chunks) {
    if (chunk.firstRow >= 0 || !m_ranges.insert(-chunk.lastRow).second) continue;
    const bool isRepair = !onlyCloses(chunk);
    m_hasRepaired = m_hasRepaired || isRepair;
    step(m_close.bind(1, isRepair ? Repaired : WasClosed).bind(2, -chunk.lastRow).bind(3, -chunk.firstRow));
    m_cut.erase(m_cut.lower_bound(-chunk.lastRow), m_cut.upper_bound(-chunk.firstRow));
  }
  return status();
}

base::Status AsideRows::add(const store::QuarantinedRow& row, const std::function<base::Result<Name>(const std::string& text)>& nameOf) {
  m_lastIndex = row.index;
  LineName line;
  bool isByPlace = false;
  std::optional<std::int64_t> letters;
  if (!row.repaired) {
    const auto name = nameOf(row.raw);
    if (!name) return tl::unexpected(name.error());
    line = name->line;
    if (row.reason == otherEncoding) letters = keyOf(row.file, asciiOf(row.raw));
    isByPlace = name->isByPlace || letters;
    m_hasLetters = m_hasLetters || letters;
    m_hasByPlace = m_hasByPlace || isByPlace;
    if (line) {
      const auto [first, second] = bitsOf(*line);
      for (const std::uint64_t bit : {first, second}) m_mayBeLines[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    if (row.reason == unfinishedRow) {
      std::string_view text = row.raw;
      while (text.ends_with(cutLetter)) text.remove_suffix(cutLetter.size());
      m_cut.emplace(row.index, Cut{std::string(text), m_names[static_cast<std::size_t>(numberOf(row.file))], row.row, line});
    }
  }
  m_insert.bind(1, row.index).bind(2, row.row).bind(3, numberOf(row.file)).bind(4, numberOf(row.reason)).bind(5, keyOf(row.file, row.raw)).bind(6, letters).bind(7, line);
  step(m_insert.bind(8, row.repaired ? WasClosed : Stands).bind(9, isByPlace ? 1 : 0));
  return status();
}

bool AsideRows::findAgain(const store::QuarantinedRow& row, const std::string& file) {
  if (isEmpty()) return false;
  const std::int64_t text = keyOf(file, row.raw), reason = numberOf(row.reason);
  std::int64_t index = number(m_again.bind(1, row.row).bind(2, text).bind(3, reason));
  if (index == 0) {
    sortOnce(m_isSortedByText, "CREATE INDEX aside_text ON aside(text, row)");
    index = number(m_againAnywhere.bind(1, text).bind(2, reason));
  }
  if (index != 0) setState(index, Found);
  return index != 0;
}

void AsideRows::putAside(std::int64_t row, const LineName& line) {
  if (line && !isEmpty()) step(m_putAside.bind(1, row).bind(2, *line));
}

void AsideRows::closeAnew(const std::string& file) {
  if (!isEmpty()) step(m_closeAnew.bind(1, numberOf(file)).bind(2, numberOf(unfinishedRow)));
}

std::int64_t AsideRows::repairedAt(const std::string& file, std::int64_t row) { return m_hasRepaired ? number(m_repairedAt.bind(1, row).bind(2, numberOf(file))) : 0; }

bool AsideRows::isRepaired(const store::QuarantinedRow& row, const std::string& file) {
  if (!m_hasRepaired) return false;
  sortOnce(m_isSortedByText, "CREATE INDEX aside_text ON aside(text, row)");
  return number(m_repaired.bind(1, keyOf(file, row.raw)).bind(2, numberOf(row.reason))) != 0;
}

AsideRows::Before AsideRows::findAt(const std::string& file, std::int64_t row, const std::string& text) {
  if (isEmpty()) return {};
  Before before;
  const auto take = [&](sqlite::Statement& statement) {
    if (!step(statement)) return;
    before = {statement.integer(2) == Stands ? Was::Found : Was::Closed, *m_names[static_cast<std::size_t>(statement.integer(1))], statement.integer(0)};
    statement.reset();
  };
  take(m_at.bind(1, row).bind(2, keyOf(file, text)));
  if (before.was != Was::Found && m_hasLetters) take(m_lettersAt.bind(1, row).bind(2, keyOf(file, asciiOf(text))));
  if (before.was == Was::Found) setState(before.index, Found);
  return before;
}

void AsideRows::comesBack(const store::QuarantinedRow& row) {
  step(m_comeBack.bind(1, row.row).bind(2, row.reason).bind(3, row.raw));
  ++m_cameBack;
}

std::vector<store::QuarantinedRow> AsideRows::cameBack(const std::string& file, std::int64_t behind, std::int64_t limit) {
  std::vector<store::QuarantinedRow> rows;
  m_cameBackRows.bind(1, behind).bind(2, limit);
  while (step(m_cameBackRows)) rows.push_back({file, m_cameBackRows.integer(0), std::string(m_cameBackRows.text(1)), std::string(m_cameBackRows.text(2))});
  return rows;
}

void AsideRows::prove(std::string_view order, std::string_view product, std::int64_t row, bool isNew) {
  if (isEmpty()) return;
  put(lineOf(order, product), order, row, isNew ? IsNew : IsThere);
  if (isNew && m_hasByPlace) put(nameOf(order, {}), order, row, IsOfOrder);
}

void AsideRows::put(const LineName& line, std::string_view order, std::int64_t row, Proved how) {
  if (!line) return;
  const auto [first, second] = bitsOf(*line);
  for (const std::uint64_t bit : {first, second})
    if ((m_mayBeLines[bit / 64] >> bit % 64 & 1) == 0) return;
  step(m_prove.bind(1, *line).bind(2, row).bind(3, how).bind(4, order));
}

void AsideRows::isWhole(const std::string& text, const LineName& line, std::int64_t row, const std::function<bool(const std::string& file)>& mayBeOf) {
  for (const auto& [index, cut] : m_cut) {
    // Of a row elsewhere so much must be there that it can be no other.
    if (!text.starts_with(cut.text) || (cut.row != row && (!cut.line || cut.line != line)) || !mayBeOf(*cut.file)) continue;
    if (number(m_stateOf.bind(1, index)) != Stands) continue;
    setState(index, Closed);
    return;
  }
}

base::Status AsideRows::closeProved(const std::string& file, const std::set<std::string>& related, const Brought& brought) {
  if (isEmpty()) return status();
  run("CREATE INDEX IF NOT EXISTS proofs_line ON proofs(line, n)");
  sortOnce(m_isSortedByLine, "CREATE INDEX aside_line ON aside(line) WHERE line IS NOT NULL");
  if (m_failed) return status();
  auto all = m_rows->prepare("SELECT line, row, how, order_id FROM proofs ORDER BY line, n", false);
  if (!all) return tl::unexpected(all.error());
  std::vector<Proof> proofs;
  std::int64_t line = 0;
  for (bool more = true; more;) {
    more = step(*all);
    if (!proofs.empty() && (!more || all->integer(0) != line)) {
      if (auto closed = closeLine(line, proofs, file, related, brought); !closed) return closed;
      proofs.clear();
    }
    if (!more) break;
    line = all->integer(0);
    proofs.push_back({all->integer(1), static_cast<Proved>(all->integer(2)), std::string(all->text(3))});
  }
  return status();
}

base::Status AsideRows::closeLine(std::int64_t line, const std::vector<Proof>& proofs, const std::string& file, const std::set<std::string>& related, const Brought& brought) {
  Rows own, others, unrelated;
  m_ofLine.bind(1, line).bind(2, numberOf(unfinishedRow));
  while (step(m_ofLine)) {
    const std::string& of = *m_names[static_cast<std::size_t>(m_ofLine.integer(2))];
    (of == file ? own : related.contains(of) ? others : unrelated).emplace(m_ofLine.integer(1), std::pair(m_ofLine.integer(0), m_ofLine.integer(2)));
  }
  const auto closeOneOf = [this](Rows& rows, Rows::iterator at) {
    if (at == rows.end()) return false;
    setState(at->second.first, Closed);
    rows.erase(at);
    return true;
  };
  std::int64_t moved = 0;
  for (const Proof& proof : proofs) {
    if (closeOneOf(own, own.find(proof.row)) || closeOneOf(others, others.find(proof.row))) continue;
    if (proof.how == IsOfOrder) continue;
    moved += proof.how == IsNew ? 1 : 0;
    // Rows that were taken in before a kill tell no more which files said the same.
    const auto at = unrelated.find(proof.row);
    if (at == unrelated.end()) continue;
    const auto isOf = brought(*m_names[static_cast<std::size_t>(at->second.second)], proof.order);
    if (!isOf) return tl::unexpected(isOf.error());
    if (*isOf && closeOneOf(unrelated, at) && proof.how == IsNew) --moved;
  }
  while (moved-- > 0 && (closeOneOf(own, own.begin()) || closeOneOf(others, others.begin()))) {}
  return {};
}

void AsideRows::isReplaced(const std::string& file, std::int64_t row) {
  if (m_hasByPlace) step(m_replace.bind(1, row).bind(2, numberOf(file)));
}

AsideRows::ByPlace AsideRows::byPlace(const std::string& file) {
  ByPlace rows;
  if (!m_hasByPlace) return rows;
  if (step(m_byPlace.bind(1, numberOf(file)))) rows = {m_byPlace.integer(0), m_byPlace.integer(1)};
  m_byPlace.reset();
  return rows;
}

void AsideRows::closeReplaced(const std::string& file) {
  if (m_hasByPlace) step(m_closeReplaced.bind(1, numberOf(file)));
}

std::int64_t AsideRows::leftOpen(const std::string& file) { return isEmpty() ? 0 : number(m_leftOpen.bind(1, numberOf(file))); }

std::int64_t AsideRows::closed(const std::string& file) { return isEmpty() ? 0 : number(m_closed.bind(1, numberOf(file))); }

base::Status AsideRows::eachClosed(const std::function<base::Status(ClosingRange range)>& close) {
  if (isEmpty() || m_failed) return status();
  auto rows = m_rows->prepare("SELECT id FROM aside WHERE state=2 ORDER BY id", false);
  if (!rows) return tl::unexpected(rows.error());
  std::int64_t first = 0, last = 0;
  while (step(*rows)) {
    const std::int64_t index = rows->integer(0);
    if (first > 0 && index != last + 1) {
      if (auto closed = close({first, last}); !closed) return closed;
      first = 0;
    }
    if (first == 0) first = index;
    last = index;
  }
  if (m_failed || first == 0) return status();
  return close({first, last});
}

}  // namespace twinlane::transfer
