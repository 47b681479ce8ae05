// The limit that `bench query` is measured against: a bare program that asks a shop's files the same, row by row, and keeps what
// they answer, with nothing of the product's code.
//   twinlane-raw-query FOLDER order|page|text|two_columns|filter_and_text READS ORDERS      orders are named 1 to ORDERS; prints {"reads","rows","seconds"}
#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

void check(sqlite3* db, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", db == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db));
  std::exit(1);
}

struct File {
  sqlite3* db = nullptr;
  std::vector<sqlite3_stmt*> statements;

  explicit File(const std::string& path) {
    check(db, sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr));
    check(db, sqlite3_exec(db, "PRAGMA cache_size=-16384", nullptr, nullptr, nullptr));
  }
  ~File() {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    sqlite3_close(db);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  sqlite3_stmt* prepare(const char* sql) {
    check(db, sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statements.emplace_back(), nullptr));
    return statements.back();
  }
};

std::uint64_t chance = 88172645463325252ULL;
std::int64_t below(std::int64_t most) {
  chance ^= chance << 13;
  chance ^= chance >> 7;
  chance ^= chance << 17;
  return static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(most));
}

// What the rows of one question say, kept as whoever shows it would, in room that is used again for the next.
struct Answer {
  std::vector<std::int64_t> numbers;
  std::string texts;

  void clear() {
    numbers.clear();
    texts.clear();
  }
};

bool step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  check(sqlite3_db_handle(statement), code);
  sqlite3_reset(statement);
  return false;
}

void bind(sqlite3_stmt* statement, int at, std::int64_t number) { sqlite3_bind_int64(statement, at, number); }
void bind(sqlite3_stmt* statement, int at, std::string_view text) { sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC); }

std::string_view bytesOf(sqlite3_stmt* statement, int column) {
  const void* bytes = sqlite3_column_blob(statement, column);
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

void keepRow(sqlite3_stmt* statement, Answer& answer) {
  for (int i = 0, columns = sqlite3_column_count(statement); i < columns; ++i) {
    if (sqlite3_column_type(statement, i) == SQLITE_INTEGER) answer.numbers.push_back(sqlite3_column_int64(statement, i));
    else answer.texts += bytesOf(statement, i);
  }
}

std::size_t keepRows(sqlite3_stmt* statement, Answer& answer) {
  std::size_t rows = 0;
  for (; step(statement); ++rows) keepRow(statement, answer);
  return rows;
}

// The numbers and texts of a CBOR payload; gives its first text.
std::string_view decode(std::string_view bytes, Answer& into) {
  std::string_view first;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto head = static_cast<unsigned char>(bytes[at++]);
    std::uint64_t value = head & 31;
    if (value >= 24 && value < 28) {
      const std::size_t length = std::size_t{1} << (value - 24);
      value = 0;
      for (std::size_t i = 0; i < length && at < bytes.size(); ++i) value = value << 8 | static_cast<unsigned char>(bytes[at++]);
    }
    if (head >> 5 == 2 || head >> 5 == 3) {
      if (first.empty()) first = bytes.substr(at, value);
      into.texts += bytes.substr(at, value);
      at += value;
    } else if (head >> 5 < 2) {
      into.numbers.push_back(static_cast<std::int64_t>(value));
    }
  }
  return first;
}

class Journal {
 public:
  explicit Journal(const std::string& folder) : m_file(folder + "/journal.sqlite") {}

  void head(Answer& answer) { keepRows(m_head, answer); }
  std::size_t order(std::string_view id, Answer& answer) {
    step(m_begin);
    bind(m_events, 1, id);
    std::size_t events = 0;
    std::string customer;
    for (; step(m_events); ++events) {
      const std::int64_t position = sqlite3_column_int64(m_events, 0);
      for (int i = 1; i < payloadColumn; ++i) answer.numbers.push_back(sqlite3_column_int64(m_events, i));
      const std::string_view named = decode(bytesOf(m_events, payloadColumn), answer);
      if (customer.empty()) customer = named;
      decode(bytesOf(m_events, payloadColumn + 1), answer);
      for (sqlite3_stmt* beside : {m_commit, m_outcome}) {
        bind(beside, 1, position);
        keepRows(beside, answer);
      }
    }
    bind(m_customer, 1, customer);
    keepRows(m_customer, answer);
    step(m_end);
    head(answer);
    return events;
  }

 private:
  static constexpr int payloadColumn = 6;
  File m_file;
  sqlite3_stmt* m_begin = m_file.prepare("BEGIN");
  sqlite3_stmt* m_end = m_file.prepare("COMMIT");
  sqlite3_stmt* m_head = m_file.prepare("SELECT last, link FROM commits ORDER BY last DESC LIMIT 1");
  sqlite3_stmt* m_events = m_file.prepare("SELECT position, version, type, schema_version, occurred_at, origin, payload, sealed FROM events "
                                          "WHERE stream=(SELECT stream FROM streams WHERE category=1 AND id=?) ORDER BY version");
  sqlite3_stmt* m_commit = m_file.prepare("SELECT recorded_at FROM commits WHERE last>=? ORDER BY last LIMIT 1");
  sqlite3_stmt* m_outcome = m_file.prepare("SELECT o.seq, o.count, o.command_id, p.name FROM outcomes o JOIN principals p ON p.principal=o.principal WHERE o.seq<=? AND o.seq>0 ORDER BY o.seq DESC LIMIT 1");
  sqlite3_stmt* m_customer = m_file.prepare("SELECT payload, sealed FROM events WHERE stream=(SELECT stream FROM streams WHERE category=3 AND id=?) ORDER BY version");
};

// One snapshot of a list, and the head read after it.
class List {
 public:
  List(const std::string& folder, const char* name, Journal& journal) : m_file(folder + "/views/" + name + "-1.sqlite"), m_journal(journal) {}

  File& file() { return m_file; }
  template <class Ask>
  std::size_t ask(Answer& answer, const Ask& ask) {
    step(m_begin);
    keepRows(m_checkpoint, answer);
    const std::size_t rows = ask();
    step(m_end);
    m_journal.head(answer);
    return rows;
  }

 private:
  File m_file;
  Journal& m_journal;
  sqlite3_stmt* m_begin = m_file.prepare("BEGIN");
  sqlite3_stmt* m_checkpoint = m_file.prepare("SELECT position FROM checkpoint");
  sqlite3_stmt* m_end = m_file.prepare("COMMIT");
};

constexpr std::int64_t pageRows = 51;  // one more tells whether there is a next page

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: twinlane-raw-query FOLDER order|page|text|two_columns|filter_and_text READS ORDERS\n");
    return 2;
  }
  const std::string folder = argv[1], kind = argv[2];
  const std::int64_t reads = std::atoll(argv[3]), orders = std::atoll(argv[4]);
  check(nullptr, sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
  Journal journal(folder);
  List list(folder, kind == "text" ? "search" : "order_list", journal);
  std::vector<std::int64_t> placedAt, numbers;
  sqlite3_stmt *page = nullptr, *text = nullptr, *document = nullptr, *sorted = nullptr;
  if (kind == "page") {
    sqlite3_stmt* find = list.file().prepare("SELECT placed_at FROM order_list WHERE number=?");
    for (int i = 0; i < 1000; ++i) {
      numbers.push_back(below(orders) + 1);
      bind(find, 1, numbers.back());
      if (step(find)) placedAt.push_back(sqlite3_column_int64(find, 0));
      sqlite3_reset(find);
    }
    if (placedAt.size() < numbers.size()) return 1;
    page = list.file().prepare("SELECT number, id, customer, customer_name, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known, country FROM order_list "
                               "WHERE (placed_at, number)<(?, ?) ORDER BY placed_at DESC, number DESC LIMIT ?");
  } else if (kind == "two_columns" || kind == "filter_and_text") {
    const std::string filter = kind == "two_columns" ? "" : " WHERE total>2000000 AND (id LIKE 'c42%' OR customer LIKE '%c42%' OR customer_name LIKE '%c42%')";
    sorted = list.file().prepare(("SELECT number, id, customer, customer_name, status, payment, currency, total, lines, units, placed_at, changed_at, version, placed_known, country FROM order_list" + filter +
                                  " ORDER BY total DESC, placed_at, number LIMIT ?")
                                     .c_str());
  } else if (kind == "text") {
    text = list.file().prepare("SELECT rowid, snippet(words, 0, char(1), char(2), '…', 10), snippet(words, 1, char(1), char(2), '…', 10), snippet(words, 2, char(1), char(2), '…', 10), "
                               "snippet(words, 3, char(1), char(2), '…', 10), snippet(words, 4, char(1), char(2), '…', 10), snippet(words, 5, char(1), char(2), '…', 10) "
                               "FROM words WHERE words MATCH '\"tea\" * \"cup\" *' AND rowid>=0 AND rowid<(1 << 40) ORDER BY rowid DESC LIMIT ?");
    document = list.file().prepare("SELECT id, title FROM documents WHERE document=?");
  }
  Answer answer, hits;
  std::size_t rows = 0;
  auto start = std::chrono::steady_clock::now();
  // The first of them fill the caches, as those of the product are full after its first run.
  for (std::int64_t i = -reads; i < reads; ++i) {
    if (i == 0) start = std::chrono::steady_clock::now();
    answer.clear();
    if (kind == "order") rows += journal.order(std::to_string(below(orders) + 1), answer);
    if (kind == "page")
      rows += list.ask(answer, [&] {
        const auto at = static_cast<std::size_t>(below(static_cast<std::int64_t>(numbers.size())));
        bind(page, 1, placedAt[at]);
        bind(page, 2, numbers[at]);
        bind(page, 3, pageRows);
        return keepRows(page, answer);
      });
    if (sorted != nullptr)
      rows += list.ask(answer, [&] {
        bind(sorted, 1, pageRows);
        return keepRows(sorted, answer);
      });
    if (kind == "text")
      rows += list.ask(answer, [&] {
        hits.clear();
        bind(text, 1, pageRows);
        const std::size_t found = keepRows(text, hits);
        for (const std::int64_t number : hits.numbers) {
          bind(document, 1, number);
          keepRows(document, answer);
        }
        return found;
      });
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("{\"reads\":%lld,\"rows\":%zu,\"seconds\":%.6f}\n", static_cast<long long>(reads), rows, seconds);
  return rows > 0 ? 0 : 1;
}
