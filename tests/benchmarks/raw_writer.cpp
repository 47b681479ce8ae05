// The limit that `bench write` is measured against: a bare program that writes the same rows as the product for the same
// work, with the same SQLite, durability and group size, and nothing of the product's code: a thousand open orders of three
// lines at a time are placed, paid, shipped and delivered. What it needs of an order it keeps in memory.
//   twinlane-raw-writer FILE COMMANDS GROUP      prints {"commands","seconds","cpu_seconds","bytes"}
#include "raw_journal.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

using namespace raw;

namespace {

// The four events of an order in the product's encoding.
std::string placedPayload() {
  std::string payload("\x88\x63" "C42\x63" "GBP\x83", 10);
  for (char line = 1; line <= 3; ++line) {
    payload += '\x8a';
    payload += line;
    payload += std::string("\x65" "SKU-7\x19\x07\xd0\x19\x61\xa8\x19\xc3\x50\x68" "Tea cup \xf6\xf6\xf6\xf4", 28);
  }
  return payload + std::string("\x80\x60\xf5", 3);
}
const std::string paidPayload("\x82\x1a\x00\x02\x49\xf0\x64" "card", 11);
const std::string shippedPayload("\x83\x62" "P1\x83\x82\x01\x19\x07\xd0\x82\x02\x19\x07\xd0\x82\x03\x19\x07\xd0\x69" "Northpost", 30);
const std::string deliveredPayload("\x81\x62" "P1", 4);

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 || sodium_init() < 0) {
    std::fprintf(stderr, "usage: twinlane-raw-writer FILE COMMANDS GROUP\n");
    return 2;
  }
  const std::int64_t commands = std::atoll(argv[2]), group = std::atoll(argv[3]);
  openJournal(argv[1]);
  sqlite3_stmt* begin = prepare("BEGIN IMMEDIATE");
  sqlite3_stmt* commit = prepare("COMMIT");
  sqlite3_stmt* putStream = prepare("INSERT INTO streams(stream, category, id, version, number) VALUES(?,1,?,1,?)");
  sqlite3_stmt* moveStream = prepare("UPDATE streams SET version=? WHERE stream=? AND version=?");
  sqlite3_stmt* putEvent = prepare("INSERT INTO events(position, stream, version, type, schema_version, payload, digest, origin) VALUES(?,?,?,?,1,?,?,0)");
  sqlite3_stmt* putOutcome = prepare("INSERT INTO outcomes(seq, command_id, content, outcome, count, stream, version, principal, received_at, decided_us, recorded_us) VALUES(?,?,?,1,1,?,?,1,?,9,200)");
  sqlite3_stmt* putOrder = prepare("INSERT INTO orders VALUES(?,0,1,'C42','GBP',3,150000,0,0,0,0)");
  sqlite3_stmt* putLine = prepare("INSERT INTO order_lines VALUES(?,?,'SKU-7',2000,0,0,0,0,0,0,50000,0)");
  sqlite3_stmt* pay = prepare("UPDATE orders SET payment=3, paid=150000 WHERE stream=?");
  sqlite3_stmt* move = prepare("UPDATE orders SET status=? WHERE stream=?");
  sqlite3_stmt* ship = prepare("UPDATE order_lines SET shipped=2000 WHERE stream=?");
  sqlite3_stmt* deliver = prepare("UPDATE order_lines SET delivered=2000 WHERE stream=?");
  sqlite3_stmt* putCommit = prepare("INSERT INTO commits VALUES(?,?,?,?,1,?,0)");
  sqlite3_stmt* owe = prepare("INSERT INTO credit VALUES('C42','GBP',?1) ON CONFLICT(customer, currency) DO UPDATE SET owed=owed+?1");

  constexpr std::int64_t openOrders = 1000, steps = 4;
  constexpr int types[steps] = {1, 3, 4, 5}, statuses[steps] = {0, 0, 5, 7};
  const std::string payloads[steps] = {placedPayload(), paidPayload, shippedPayload, deliveredPayload};
  unsigned char link[16] = {}, previous[16], digest[16], id[16];
  const auto start = std::chrono::steady_clock::now();
  const double cpuStart = cpuSeconds();
  for (std::int64_t position = 1; position <= commands;) {
    const std::int64_t first = position, last = std::min(commands, position + group - 1);
    const std::int64_t now = wallMicros();
    run(begin);
    crypto_generichash_state chain;
    crypto_generichash_init(&chain, nullptr, 0, sizeof link);
    crypto_generichash_update(&chain, link, sizeof link);
    for (; position <= last; ++position) {
      const std::int64_t index = position - 1, step = index / openOrders % steps;
      const std::int64_t order = index / (openOrders * steps) * openOrders + index % openOrders + 1;
      const std::string name = std::to_string(order);
      const std::string& payload = payloads[step];
      // Time-ordered ids, as the product's are.
      for (int i = 0; i < 6; ++i) id[i] = static_cast<unsigned char>(now / 1000 >> (40 - 8 * i));
      for (int i = 6; i < 14; ++i) id[i] = static_cast<unsigned char>(position >> (56 - 8 * (i - 6)));
      randombytes_buf(id + 14, 2);
      if (step == 0) {
        check(sqlite3_bind_int64(putStream, 1, order));
        check(sqlite3_bind_text(putStream, 2, name.c_str(), static_cast<int>(name.size()), SQLITE_STATIC));
        check(sqlite3_bind_int64(putStream, 3, order));
        run(putStream);
      } else {
        check(sqlite3_bind_int64(moveStream, 1, step + 1));
        check(sqlite3_bind_int64(moveStream, 2, order));
        check(sqlite3_bind_int64(moveStream, 3, step));
        run(moveStream);
      }
      check(sqlite3_bind_int64(putOutcome, 1, position));
      check(sqlite3_bind_blob(putOutcome, 2, id, sizeof id, SQLITE_STATIC));
      crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(payload.data()), payload.size(), nullptr, 0);
      check(sqlite3_bind_blob(putOutcome, 3, digest, sizeof digest, SQLITE_STATIC));
      check(sqlite3_bind_int64(putOutcome, 4, order));
      check(sqlite3_bind_int64(putOutcome, 5, step + 1));
      check(sqlite3_bind_int64(putOutcome, 6, now));
      run(putOutcome);
      crypto_generichash_state event;
      crypto_generichash_init(&event, nullptr, 0, sizeof digest);
      crypto_generichash_update(&event, reinterpret_cast<const unsigned char*>(name.data()), name.size());
      crypto_generichash_update(&event, reinterpret_cast<const unsigned char*>(payload.data()), payload.size());
      crypto_generichash_final(&event, digest, sizeof digest);
      crypto_generichash_update(&chain, digest, sizeof digest);
      crypto_generichash_state outcome;
      crypto_generichash_init(&outcome, nullptr, 0, sizeof digest);
      crypto_generichash_update(&outcome, id, sizeof id);
      crypto_generichash_update(&outcome, reinterpret_cast<const unsigned char*>(name.data()), name.size());
      unsigned char outcomeDigest[16];
      crypto_generichash_final(&outcome, outcomeDigest, sizeof outcomeDigest);
      crypto_generichash_update(&chain, outcomeDigest, sizeof outcomeDigest);
      check(sqlite3_bind_int64(putEvent, 1, position));
      check(sqlite3_bind_int64(putEvent, 2, order));
      check(sqlite3_bind_int64(putEvent, 3, step + 1));
      check(sqlite3_bind_int(putEvent, 4, types[step]));
      check(sqlite3_bind_blob(putEvent, 5, payload.data(), static_cast<int>(payload.size()), SQLITE_STATIC));
      check(sqlite3_bind_blob(putEvent, 6, digest, sizeof digest, SQLITE_STATIC));
      run(putEvent);
      if (step == 0) {
        check(sqlite3_bind_int64(putOrder, 1, order));
        run(putOrder);
        for (int line = 1; line <= 3; ++line) {
          check(sqlite3_bind_int64(putLine, 1, order));
          check(sqlite3_bind_int(putLine, 2, line));
          run(putLine);
        }
        check(sqlite3_bind_int64(owe, 1, 150'000));
        run(owe);
        continue;
      }
      if (step == 1) {
        check(sqlite3_bind_int64(pay, 1, order));
        run(pay);
        check(sqlite3_bind_int64(owe, 1, -150'000));
        run(owe);
        continue;
      }
      check(sqlite3_bind_int(move, 1, statuses[step]));
      check(sqlite3_bind_int64(move, 2, order));
      run(move);
      sqlite3_stmt* lines = step == 2 ? ship : deliver;
      check(sqlite3_bind_int64(lines, 1, order));
      run(lines);
    }
    std::memcpy(previous, link, sizeof link);
    crypto_generichash_final(&chain, link, sizeof link);
    check(sqlite3_bind_int64(putCommit, 1, last));
    check(sqlite3_bind_int64(putCommit, 2, first));
    check(sqlite3_bind_blob(putCommit, 3, previous, sizeof previous, SQLITE_STATIC));
    check(sqlite3_bind_blob(putCommit, 4, link, sizeof link, SQLITE_STATIC));
    check(sqlite3_bind_int64(putCommit, 5, now));
    run(putCommit);
    run(commit);
  }
  const double cpu = cpuSeconds() - cpuStart;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (sqlite3_stmt* statement : {begin, commit, putStream, moveStream, putEvent, putOutcome, putOrder, putLine, pay, move, ship, deliver, putCommit, owe}) sqlite3_finalize(statement);
  check(sqlite3_close(db));
  std::printf("{\"commands\":%lld,\"seconds\":%.6f,\"cpu_seconds\":%.6f,\"bytes\":%lld}\n", static_cast<long long>(commands), seconds, cpu, static_cast<long long>(sizeOf(argv[1])));
  return 0;
}
