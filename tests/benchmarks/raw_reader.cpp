// The limit that `bench load` is measured against: a bare program that reads the rows of one order after the other by its
// id from a journal, none of the product's code.
//   twinlane-raw-reader FILE ORDERS READS      orders are named 1 to ORDERS; prints {"p50_us","p99_us","bytes"}
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

sqlite3* db = nullptr;

void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  std::exit(1);
}

// Reads every column of every row; the sum keeps the reading from being left out.
std::int64_t readAll(sqlite3_stmt* statement) {
  std::int64_t bytes = 0;
  const int columns = sqlite3_column_count(statement);
  while (sqlite3_step(statement) == SQLITE_ROW)
    for (int i = 0; i < columns; ++i) bytes += sqlite3_column_type(statement, i) == SQLITE_INTEGER ? sqlite3_column_int64(statement, i) & 1 : sqlite3_column_bytes(statement, i);
  check(sqlite3_reset(statement));
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: twinlane-raw-reader FILE ORDERS READS\n");
    return 2;
  }
  const std::uint64_t orders = std::strtoull(argv[2], nullptr, 10);
  const std::int64_t reads = std::atoll(argv[3]);
  check(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
  check(sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr));
  check(sqlite3_exec(db, "PRAGMA cache_size=-16384", nullptr, nullptr, nullptr));
  sqlite3_stmt *find = nullptr, *order = nullptr, *lines = nullptr;
  check(sqlite3_prepare_v3(db, "SELECT stream, version FROM streams WHERE category=1 AND id=?", -1, SQLITE_PREPARE_PERSISTENT, &find, nullptr));
  check(sqlite3_prepare_v3(db, "SELECT * FROM orders WHERE stream=?", -1, SQLITE_PREPARE_PERSISTENT, &order, nullptr));
  check(sqlite3_prepare_v3(db, "SELECT * FROM order_lines WHERE stream=?", -1, SQLITE_PREPARE_PERSISTENT, &lines, nullptr));
  std::vector<std::int64_t> nanos;
  std::int64_t bytes = 0;
  std::uint64_t chance = 88172645463325252ULL;
  for (std::int64_t i = 0; i < reads; ++i) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    const std::string id = std::to_string(chance % orders + 1);
    const auto start = std::chrono::steady_clock::now();
    check(sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr));
    check(sqlite3_bind_text(find, 1, id.c_str(), static_cast<int>(id.size()), SQLITE_STATIC));
    check(sqlite3_step(find));
    const std::int64_t stream = sqlite3_column_int64(find, 0);
    check(sqlite3_reset(find));
    check(sqlite3_bind_int64(order, 1, stream));
    bytes += readAll(order);
    check(sqlite3_bind_int64(lines, 1, stream));
    bytes += readAll(lines);
    check(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr));
    nanos.push_back(std::chrono::nanoseconds(std::chrono::steady_clock::now() - start).count());
  }
  for (sqlite3_stmt* statement : {find, order, lines}) sqlite3_finalize(statement);
  check(sqlite3_close(db));
  std::sort(nanos.begin(), nanos.end());
  const auto at = [&](double share) { return static_cast<double>(nanos[static_cast<std::size_t>(share * static_cast<double>(nanos.size() - 1))]) / 1000; };
  std::printf("{\"p50_us\":%.3f,\"p99_us\":%.3f,\"bytes\":%lld}\n", at(0.5), at(0.99), static_cast<long long>(bytes));
  return 0;
}
