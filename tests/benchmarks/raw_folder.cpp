// The limit that `bench catchup` and `bench rebuild` are measured against: a bare program that folds a journal of the mixed load into the same rows of
// the same tables as three lists of the product (order_list, operations, search), with two workers and transactions of 10,000 events folded in memory, with the sums
// over the rows that the product keeps, and nothing of the product's code. It knows placed, paid, shipped and delivered orders of
// one shop that is UTC, and keeps in memory what is not delivered yet.
//   twinlane-raw-folder JOURNAL VIEWS FOLDER catchup|rebuild
// The tables are those of the files in VIEWS; rebuild writes without a journal, the indexes last, and flushes each file once. It
// prints {"events","seconds","cpu_seconds"}.
#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

constexpr std::int64_t batchEvents = 10'000, usPerDay = 86'400'000'000;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max(), before = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t firstCustomer = std::int64_t{1} << 40, firstProduct = std::int64_t{1} << 41;
enum : int { placed = 1, paid = 3, shipped = 4, delivered = 5 };

void check(sqlite3* db, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", db == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db));
  std::exit(1);
}

struct Cell {
  bool isText = false;
  std::int64_t number = 0;
  std::string_view text;
  Cell(std::int64_t value) : number(value) {}
  Cell(int value) : number(value) {}
  Cell(const char* value) : isText(true), text(value) {}
  Cell(std::string_view value) : isText(true), text(value) {}
  Cell(const std::string& value) : isText(true), text(value) {}
  bool isNothing() const { return number == 0 && text.empty(); }
};
using Row = std::vector<Cell>;

// One list's file: a transaction a batch, with the checkpoint and the sums over rows that changed.
class File {
 public:
  File(const std::string& views, const std::string& folder, const std::string& name, bool isRebuilt) : m_path(folder + "/" + name + "-1.sqlite"), m_isRebuilt(isRebuilt) {
    sqlite3* made = nullptr;
    std::string generation = "1";
    std::ifstream(views + "/" + name + ".generation") >> generation;
    check(nullptr, sqlite3_open_v2((views + "/" + name + "-" + generation + ".sqlite").c_str(), &made, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr));
    check(m_db, sqlite3_open_v2(m_path.c_str(), &m_db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr));
    run(isRebuilt ? "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF" : "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=14000");
    run("PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; BEGIN");
    sqlite3_stmt* tables = nullptr;
    // What a full-text index keeps its terms in comes with it.
    check(made, sqlite3_prepare_v2(made, "SELECT s.sql FROM sqlite_schema s LEFT JOIN pragma_table_list l ON l.schema='main' AND l.name=s.name WHERE s.sql IS NOT NULL AND coalesce(l.type, '')<>'shadow' ORDER BY s.rowid", -1, &tables, nullptr));
    while (sqlite3_step(tables) == SQLITE_ROW) {
      const std::string sql = reinterpret_cast<const char*>(sqlite3_column_text(tables, 0));
      if (isRebuilt && sql.starts_with("CREATE INDEX")) m_last += sql + ";";
      else run(sql.c_str());
    }
    sqlite3_finalize(tables);
    if (name == "search") run("INSERT INTO words(words, rank) VALUES('automerge', 8); INSERT INTO ids(ids, rank) VALUES('automerge', 8); INSERT INTO words(words, rank) VALUES('hashsize', 65536); INSERT INTO ids(ids, rank) VALUES('hashsize', 16384)");
    run("INSERT INTO checkpoint VALUES(1, 'raw', 1, 1, 'UTC', '', 0, 0, zeroblob(16)); COMMIT");
    sqlite3_close(made);
    m_putSum = prepare("INSERT OR REPLACE INTO digests VALUES(?,?)");
    m_putCheckpoint = prepare("UPDATE checkpoint SET position=?, link_position=?, link=?");
  }
  // All is durable then.
  void finish() {
    if (!m_isRebuilt) return;
    run(m_last.c_str());
    const int file = open(m_path.c_str(), O_RDWR);
    if (file < 0 || fsync(file) != 0) std::perror(m_path.c_str()), std::exit(1);
    close(file);
  }
  ~File() {
    for (sqlite3_stmt* statement : m_statements) sqlite3_finalize(statement);
    check(m_db, sqlite3_close(m_db));
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  sqlite3_stmt* prepare(const std::string& sql) {
    check(m_db, sqlite3_prepare_v3(m_db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &m_statements.emplace_back(), nullptr));
    return m_statements.back();
  }
  void run(const char* sql) { check(m_db, sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr)); }
  void execute(sqlite3_stmt* statement, const Row& row) {
    int at = 0;
    for (const Cell& cell : row) {
      ++at;
      if (cell.isText) sqlite3_bind_text(statement, at, cell.text.data() == nullptr ? "" : cell.text.data(), static_cast<int>(cell.text.size()), SQLITE_STATIC);
      else sqlite3_bind_int64(statement, at, cell.number);
    }
    check(m_db, sqlite3_step(statement));
    sqlite3_reset(statement);
  }

  void begin() { run("BEGIN IMMEDIATE"); }
  void commit(std::int64_t position, std::int64_t linkPosition, std::string_view link) {
    for (std::size_t bucket = 0; bucket < m_sums.size(); ++bucket)
      if (std::exchange(m_isTouched[bucket], false)) execute(m_putSum, {static_cast<std::int64_t>(bucket), static_cast<std::int64_t>(m_sums[bucket])});
    sqlite3_bind_blob(m_putCheckpoint, 3, link.data(), static_cast<int>(link.size()), SQLITE_STATIC);
    execute(m_putCheckpoint, {position, linkPosition});
    run("COMMIT");
  }

  // Of a row that comes or goes; the first `keys` of its cells are its key.
  void count(std::string_view table, const Row& row, std::size_t keys, bool isThere) {
    bool counts = row.size() == keys;
    for (std::size_t i = keys; i < row.size(); ++i) counts = counts || !row[i].isNothing();
    if (!counts) return;
    m_bytes.assign(table).push_back('\0');
    for (std::size_t i = 0; i < keys; ++i) append(row[i]);
    const std::size_t bucket = hashed() % m_sums.size();
    for (std::size_t i = keys; i < row.size(); ++i) append(row[i]);
    m_sums[bucket] += isThere ? hashed() : 0 - hashed();
    m_isTouched[bucket] = true;
  }

 private:
  void append(const Cell& cell) {
    m_bytes += cell.isText ? '\3' : '\1';
    const auto bits = cell.isText ? cell.text.size() : static_cast<std::uint64_t>(cell.number);
    m_bytes.append(reinterpret_cast<const char*>(&bits), sizeof bits);
    if (cell.isText) m_bytes += cell.text;
  }
  std::uint64_t hashed() const {
    static constexpr unsigned char key[crypto_shorthash_KEYBYTES] = {'t', 'w', 'i', 'n', 'l', 'a', 'n', 'e'};
    std::uint64_t hash = 0;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&hash), reinterpret_cast<const unsigned char*>(m_bytes.data()), m_bytes.size(), key);
    return hash;
  }

  const std::string m_path;
  const bool m_isRebuilt;
  std::string m_last;
  sqlite3* m_db = nullptr;
  std::vector<sqlite3_stmt*> m_statements;
  sqlite3_stmt *m_putSum = nullptr, *m_putCheckpoint = nullptr;
  std::array<std::uint64_t, 4096> m_sums{};
  std::array<bool, 4096> m_isTouched{};
  std::string m_bytes;
};

class Table {
 public:
  // `columns` in the order of the table, parted by commas, the first `keys` of them its key.
  Table(File& file, std::string name, const std::string& columns, std::size_t keys) : m_file(file), m_name(std::move(name)), m_keys(keys) {
    std::string values, sets, where;
    int at = 0;
    for (std::size_t from = 0; from <= columns.size();) {
      const std::size_t end = std::min(columns.find(',', from), columns.size());
      const std::string assigned = columns.substr(from, end - from) + "=?" + std::to_string(++at);
      values += at > 1 ? ",?" : "?";
      std::string& to = at <= static_cast<int>(keys) ? where : sets;
      to += (to.empty() ? "" : at <= static_cast<int>(keys) ? " AND " : ",") + assigned;
      from = end + 1;
    }
    m_insert = file.prepare("INSERT INTO " + m_name + "(" + columns + ") VALUES(" + values + ")");
    if (!sets.empty()) m_update = file.prepare("UPDATE " + m_name + " SET " + sets + " WHERE " + where);
    m_remove = file.prepare("DELETE FROM " + m_name + " WHERE " + where);
  }

  void put(const Row* was, const Row& is) {
    if (was != nullptr) m_file.count(m_name, *was, m_keys, false);
    m_file.count(m_name, is, m_keys, true);
    m_file.execute(was != nullptr ? m_update : m_insert, is);
  }
  void remove(const Row& was) {
    m_file.count(m_name, was, m_keys, false);
    m_file.execute(m_remove, Row(was.begin(), was.begin() + static_cast<std::ptrdiff_t>(m_keys)));
  }

 private:
  File& m_file;
  const std::string m_name;
  const std::size_t m_keys;
  sqlite3_stmt *m_insert = nullptr, *m_update = nullptr, *m_remove = nullptr;
};

// Rows of few keys that numbers are added to; all of them stay in memory.
class Sums {
 public:
  Sums(File& file, std::string name, const std::string& columns, std::size_t keys) : m_table(file, std::move(name), columns, keys) {}

  using Key = std::vector<std::pair<std::int64_t, std::string>>;  // a text when it is not empty
  void add(const Key& key, const std::vector<std::int64_t>& numbers) {
    Kept& kept = m_rows[key];
    kept.now.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) kept.now[i] += numbers[i];
  }
  void settle() {
    for (auto& [key, kept] : m_rows) {
      if (kept.now == kept.written) continue;
      const Row was = rowOf(key, kept.written);
      m_table.put(kept.written.empty() ? nullptr : &was, rowOf(key, kept.now));
      kept.written = kept.now;
    }
  }

 private:
  struct Kept {
    std::vector<std::int64_t> now, written;
  };
  static Row rowOf(const Key& key, const std::vector<std::int64_t>& numbers) {
    Row row;
    for (const auto& [number, text] : key) row.push_back(text.empty() ? Cell(number) : Cell(text));
    row.insert(row.end(), numbers.begin(), numbers.end());
    return row;
  }
  Table m_table;
  std::map<Key, Kept> m_rows;
};

struct Line {
  std::int64_t line = 0, quantity = 0, net = 0;
  std::string product, description;
};

struct Order {
  std::int64_t number = 0, version = 0, placedAt = 0, changedAt = 0, shippedAt = 0, goods = 0, units = 0, paid = 0, shipped = 0;
  bool isDelivered = false;
  std::string id, customer, currency, package;
  std::vector<Line> lines;

  std::int64_t status() const { return isDelivered ? 7 : shipped > 0 ? 5 : 0; }
  std::int64_t payment() const { return paid == 0 ? 1 : paid < goods ? 2 : 3; }
  std::int64_t day() const { return placedAt / usPerDay; }
  // The columns that the lists of orders share.
  Row row() const {
    return {number, id, customer, status(), payment(), currency, goods, 0, goods, goods, paid, 0, 0, static_cast<std::int64_t>(lines.size()), units, 0, 0, shipped, isDelivered ? shipped : 0,
            0, 0, 0, 0, before, 0, 0, 1, 1, 1, placedAt, placedAt, placedAt, changedAt, version, never, shippedAt, 0, 0};
  }
  Row packageRow() const { return {number, package, 0, shipped, 1, isDelivered ? 1 : 0, 0}; }
};
constexpr const char* orderColumns = "number,id,customer,status,payment,currency,goods,charges,total,gross,paid,refunded,returned,lines,units,picked,boxed,shipped,delivered,failed,returned_units,confirmed,held,"
                                     "held_at,held_version,order_cancelled,payment_known,is_live,placed_known,placed_at,lines_at,first_at,changed_at,version,promised_at,shipped_at,arrived,arrived_units";
constexpr const char* packageColumns = "number,package,packed,shipped,is_shipped,is_delivered,has_failed";

// An order that a batch changed. `was` is nothing for one that the batch placed.
struct Change {
  std::optional<Order> was;
  Order now;
};
using Changes = std::map<std::int64_t, Change>;

class List {
 public:
  explicit List(std::unique_ptr<File> file) : m_file(std::move(file)) {}
  virtual ~List() = default;
  File& file() { return *m_file; }
  virtual void settle(const Changes& changes) = 0;

 protected:
  static void putPackage(Table& packages, const Change& change) {
    if (change.now.package.empty() || (change.was && change.was->package == change.now.package && change.was->isDelivered == change.now.isDelivered)) return;
    const Row was = change.was ? change.was->packageRow() : Row();
    packages.put(change.was && !change.was->package.empty() ? &was : nullptr, change.now.packageRow());
  }
  static void put(Table& table, const std::optional<Row>& was, const Row& is) { table.put(was ? &*was : nullptr, is); }

 private:
  std::unique_ptr<File> m_file;
};

class OrderList final : public List {
 public:
  using List::List;
  void settle(const Changes& changes) override {
    std::array<std::int64_t, 14> statuses{}, payments{};
    std::map<std::string, std::int64_t> customers;
    std::int64_t orders = 0, lines = 0, units = 0;
    const auto rowOf = [](const Order& order) {
      Row row = order.row();
      row.insert(row.end(), {order.customer, "", order.placedAt, 1});
      return row;
    };
    for (const auto& [number, change] : changes) {
      putPackage(m_packages, change);
      put(m_orders, change.was ? std::optional(rowOf(*change.was)) : std::nullopt, rowOf(change.now));
      ++statuses[static_cast<std::size_t>(change.now.status())];
      ++payments[static_cast<std::size_t>(change.now.payment())];
      if (change.was) {
        --statuses[static_cast<std::size_t>(change.was->status())];
        --payments[static_cast<std::size_t>(change.was->payment())];
        continue;
      }
      ++customers[change.now.customer];
      ++orders;
      lines += static_cast<std::int64_t>(change.now.lines.size());
      units += change.now.units;
    }
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      if (statuses[i] != 0) m_facets.add({{0, ""}, {static_cast<std::int64_t>(i), ""}}, {statuses[i]});
      if (payments[i] != 0) m_facets.add({{1, ""}, {static_cast<std::int64_t>(i), ""}}, {payments[i]});
    }
    if (orders > 0) m_facets.add({{2, ""}, {0, ""}}, {orders});
    m_facets.settle();
    m_totals.add({{1, ""}}, {orders, lines, units});
    m_totals.settle();
    for (const auto& [customer, count] : customers) {
      std::int64_t& known = m_customers[customer];
      const Row was{customer, customer, known, before, 0}, is{customer, customer, known + count, before, 0};
      m_customerTable.put(known > 0 ? &was : nullptr, is);
      known += count;
    }
  }

 private:
  Table m_orders{file(), "order_list", std::string(orderColumns) + ",customer_name,country,country_at,country_version", 1};
  Table m_packages{file(), "packages", packageColumns, 2};
  Table m_customerTable{file(), "customers", "customer,name,orders,named_at,named_version", 1};
  Sums m_facets{file(), "facets", "kind,value,orders", 2};
  Sums m_totals{file(), "totals", "one,orders,lines,units", 1};
  std::map<std::string, std::int64_t> m_customers;
};

class Operations final : public List {
 public:
  using List::List;
  void settle(const Changes& changes) override {
    enum Kind : std::int64_t { Status, Payment, OpenSince, PromisedBy, Listed };
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> counts;
    constexpr std::int64_t open = 0;
    const auto listed = [](const Order& order) { return Row{open, 1, order.placedAt, order.number}; };
    const auto count = [&](const Order& order, std::int64_t by) {
      counts[{Status, order.status()}] += by;
      counts[{Payment, order.payment()}] += by;
      if (order.shipped > 0) return;
      counts[{Listed, open}] += by;
      counts[{OpenSince, order.day()}] += by;
    };
    for (const auto& [number, change] : changes) {
      putPackage(m_packages, change);
      put(m_orders, change.was ? std::optional(change.was->row()) : std::nullopt, change.now.row());
      if (change.was) count(*change.was, -1);
      count(change.now, 1);
      const bool was = change.was && change.was->shipped == 0, is = change.now.shipped == 0;
      if (was && !is) m_listed.remove(listed(*change.was));
      if (is && !was) m_listed.put(nullptr, listed(change.now));
    }
    for (const auto& [key, by] : counts)
      if (by != 0) m_counts.add({{1, ""}, {key.first, ""}, {key.second, ""}}, {by});
    m_counts.settle();
  }

 private:
  Table m_orders{file(), "orders", orderColumns, 1};
  Table m_packages{file(), "packages", packageColumns, 2};
  Table m_listed{file(), "listed", "list,is_live,place,number", 4};
  Sums m_counts{file(), "counts", "is_live,kind,value,orders", 3};
};

class Search final : public List {
 public:
  using List::List;
  void settle(const Changes& changes) override {
    std::vector<std::string> customers;
    std::vector<std::string> products;
    for (const auto& [number, change] : changes) {
      const Order& order = change.now;
      if (change.was) continue;
      if (!std::exchange(m_customers[order.customer], true)) customers.push_back(order.customer);
      m_orders.put(nullptr, {number, order.customer, "", order.placedAt, 1});
      std::string_view product, text;
      for (const Line& line : order.lines) {
        product = line.product, text = line.description;
        Described& known = m_described[line.product];
        if (std::tie(order.placedAt, line.description) > std::tie(known.at, known.text)) known.at = order.placedAt, known.text = line.description;
      }
      document(number, {order.id, order.customer, order.customer, product, text, "", ""});
    }
    for (const std::string& customer : customers) {
      const std::int64_t number = firstCustomer + ++m_lastCustomer;
      m_customerTable.put(nullptr, {customer, number, "", before, 0, "", before, 0, "", before, 0});
      document(number, {customer, customer, "", "", "", "", ""});
    }
    for (auto& [product, known] : m_described) {
      if (known.at == known.writtenAt) continue;
      const bool isNew = known.document == 0;
      if (isNew) known.document = firstProduct + ++m_lastProduct;
      const Row was{product, known.document, "", before, 0, known.writtenAt, known.written}, is{product, known.document, "", before, 0, known.at, known.text};
      m_products.put(isNew ? nullptr : &was, is);
      if (isNew) document(known.document, {product, known.text, "", "", known.text, "", ""});
      known.writtenAt = known.at;
      known.written = known.text;
    }
  }

 private:
  struct Described {
    std::int64_t document = 0, at = before, writtenAt = before;
    std::string text, written;
  };
  // `texts`: id, title, customer, products, text, person, notes.
  void document(std::int64_t number, const std::array<std::string_view, 7>& texts) {
    Row row{number};
    for (const std::string_view text : texts) row.emplace_back(text);
    m_documents.put(nullptr, row);
    row.erase(row.begin() + 2);
    file().execute(m_index, row);
    file().execute(m_indexId, {number, texts[0]});
  }
  Table m_documents{file(), "documents", "document,id,title,customer,products,text,person,notes", 1};
  Table m_orders{file(), "orders", "number,customer,ship_to,ship_to_at,ship_to_version", 1};
  Table m_customerTable{file(), "customers", "customer,document,name,name_at,name_version,email,email_at,email_version,address,address_at,address_version", 1};
  Table m_products{file(), "products", "product,document,name,name_at,name_version,described_at,description", 1};
  sqlite3_stmt* m_index = file().prepare("INSERT INTO words(rowid, id, customer, products, text, person, notes) VALUES(?,?,?,?,?,?,?)");
  sqlite3_stmt* m_indexId = file().prepare("INSERT INTO ids(rowid, id) VALUES(?,?)");
  std::map<std::string, bool> m_customers;
  std::map<std::string, Described> m_described;
  std::int64_t m_lastCustomer = 0, m_lastProduct = 0;
};

// The elements of a payload, one after the other; it is known what they are.
class Payload {
 public:
  explicit Payload(std::string_view bytes) : m_bytes(bytes) {}
  std::int64_t number() { return static_cast<std::int64_t>(head()); }
  std::string_view text() {
    const std::uint64_t length = head();
    const std::string_view found = m_bytes.substr(m_at, length);
    m_at += length;
    return found;
  }

 private:
  std::uint64_t head() {
    std::uint64_t value = static_cast<unsigned char>(m_bytes[m_at++]) & 31;
    if (value < 24 || value > 27) return value;
    std::size_t length = std::size_t{1} << (value - 24);
    for (value = 0; length > 0; --length) value = value << 8 | static_cast<unsigned char>(m_bytes[m_at++]);
    return value;
  }
  std::string_view m_bytes;
  std::size_t m_at = 0;
};

// Folds the whole journal into its lists.
class Worker {
 public:
  Worker(const char* journal, std::vector<std::unique_ptr<List>> lists) : m_lists(std::move(lists)) {
    check(nullptr, sqlite3_open_v2(journal, &m_db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr));
    check(m_db, sqlite3_prepare_v3(m_db, "SELECT e.position, s.number, s.id, e.version, e.type, e.payload FROM events e JOIN streams s ON s.stream=e.stream WHERE e.position>? ORDER BY e.position LIMIT ?", -1,
                                   SQLITE_PREPARE_PERSISTENT, &m_events, nullptr));
    check(m_db, sqlite3_prepare_v3(m_db, "SELECT last, recorded_at, link FROM commits WHERE last>? ORDER BY last", -1, SQLITE_PREPARE_PERSISTENT, &m_commits, nullptr));
  }
  ~Worker() {
    sqlite3_finalize(m_events);
    sqlite3_finalize(m_commits);
    sqlite3_close(m_db);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  std::int64_t run() {
    while (batch()) {
    }
    for (const auto& list : m_lists) list->file().finish();
    return m_position;
  }

 private:
  bool batch() {
    Changes changes;
    const std::int64_t first = m_position + 1;
    std::int64_t last = m_position, recordedAt = 0, linkPosition = 0;
    std::string link(16, '\0');
    sqlite3_bind_int64(m_commits, 1, m_position);
    sqlite3_bind_int64(m_events, 1, m_position);
    sqlite3_bind_int64(m_events, 2, batchEvents);
    for (; sqlite3_step(m_events) == SQLITE_ROW; m_position = sqlite3_column_int64(m_events, 0)) {
      const std::int64_t position = sqlite3_column_int64(m_events, 0);
      while (last < position && sqlite3_step(m_commits) == SQLITE_ROW) {
        if (last >= first) linkPosition = last;
        last = sqlite3_column_int64(m_commits, 0);
        recordedAt = sqlite3_column_int64(m_commits, 1);
        link.assign(static_cast<const char*>(sqlite3_column_blob(m_commits, 2)), 16);
      }
      apply(changes, recordedAt);
    }
    if (last == m_position) linkPosition = last;
    sqlite3_reset(m_events);
    sqlite3_reset(m_commits);
    if (m_position < first) return false;
    for (const auto& list : m_lists) {
      list->file().begin();
      list->settle(changes);
      list->file().commit(m_position, linkPosition, link);
    }
    for (auto& [number, change] : changes) {
      if (change.now.isDelivered) m_open.erase(number);
      else m_open[number] = std::move(change.now);
    }
    return true;
  }

  void apply(Changes& changes, std::int64_t recordedAt) {
    const std::int64_t number = sqlite3_column_int64(m_events, 1);
    Change& change = changes[number];
    Order& order = change.now;
    const int type = sqlite3_column_int(m_events, 4);
    if (type != placed && order.number == 0) {
      order = m_open.at(number);
      change.was = order;
    }
    order.version = sqlite3_column_int64(m_events, 3);
    order.changedAt = std::max(order.changedAt, recordedAt);
    Payload payload({static_cast<const char*>(sqlite3_column_blob(m_events, 5)), static_cast<std::size_t>(sqlite3_column_bytes(m_events, 5))});
    payload.number();
    switch (type) {
      case placed:
        order.number = number;
        order.id = reinterpret_cast<const char*>(sqlite3_column_text(m_events, 2));
        order.placedAt = recordedAt;
        order.customer = payload.text();
        order.currency = payload.text();
        order.lines.resize(static_cast<std::size_t>(payload.number()));
        for (Line& line : order.lines) {
          payload.number();
          line.line = payload.number();
          line.product = payload.text();
          line.quantity = payload.number();
          payload.number();
          line.net = payload.number();
          line.description = payload.text();
          for (int rest = 0; rest < 4; ++rest) payload.number();
          order.units += line.quantity;
          order.goods += line.net;
        }
        break;
      case paid: order.paid += payload.number(); break;
      case shipped:
        order.package = payload.text();
        for (std::int64_t left = payload.number(); left > 0; --left) {
          payload.number();
          payload.number();
          order.shipped += payload.number();
        }
        order.shippedAt = recordedAt;
        break;
      case delivered: order.isDelivered = true; break;
      default: std::fprintf(stderr, "an event of type %d is not of the mixed load\n", type), std::exit(1);
    }
  }

  sqlite3* m_db = nullptr;
  sqlite3_stmt *m_events = nullptr, *m_commits = nullptr;
  std::vector<std::unique_ptr<List>> m_lists;
  std::int64_t m_position = 0;
  std::unordered_map<std::int64_t, Order> m_open;
};

double cpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string way = argc == 5 ? argv[4] : "";
  if ((way != "catchup" && way != "rebuild") || sodium_init() < 0) {
    std::fprintf(stderr, "usage: twinlane-raw-folder JOURNAL VIEWS FOLDER catchup|rebuild\n");
    return 2;
  }
  check(nullptr, sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
  const auto file = [&](const char* name) { return std::make_unique<File>(argv[2], argv[3], name, way == "rebuild"); };
  std::vector<std::unique_ptr<List>> lists[2];
  lists[0].push_back(std::make_unique<OrderList>(file("order_list")));
  lists[1].push_back(std::make_unique<Operations>(file("operations")));
  lists[0].push_back(std::make_unique<Search>(file("search")));
  Worker one(argv[1], std::move(lists[0])), other(argv[1], std::move(lists[1]));
  const auto start = std::chrono::steady_clock::now();
  const double cpuStart = cpuSeconds();
  std::int64_t events = 0;
  std::thread beside([&] { other.run(); });
  events = one.run();
  beside.join();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("{\"events\":%lld,\"seconds\":%.6f,\"cpu_seconds\":%.6f}\n", static_cast<long long>(events), seconds, cpuSeconds() - cpuStart);
  return 0;
}
