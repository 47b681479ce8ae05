// The limit that `bench import` is measured against: a bare program that loads the orders of a CSV as the same rows as the
// product makes of them, with the same SQLite and durability, and nothing of the product's code: it knows the columns
// (order,product,text,quantity,price,time,customer,country, sorted by order, no quotes), proves nothing and refuses nothing.
//   twinlane-raw-loader FILE CSV ROWS      a commit every ROWS rows; prints {"rows","seconds","cpu_seconds","bytes"}
#include "raw_journal.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <string_view>

using namespace raw;

namespace {

constexpr std::size_t columns = 8;
constexpr const char* source = "bench";

std::string wholeOf(const char* path) {
  std::string text;
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) std::exit(1);
  text.resize(static_cast<std::size_t>(sizeOf(path)));
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

std::int64_t numberOf(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// "12.50" in ten-thousandths.
std::int64_t moneyOf(std::string_view text) {
  const std::size_t point = text.find('.');
  std::int64_t money = numberOf(text.substr(0, point)) * 10'000, place = 1000;
  for (std::size_t i = point; i != std::string_view::npos && ++i < text.size(); place /= 10) money += (text[i] - '0') * place;
  return money;
}

// "2023-06-01 12:00:00" in microseconds.
std::int64_t momentOf(std::string_view text) {
  const auto part = [&](std::size_t at, std::size_t size) { return numberOf(text.substr(at, size)); };
  const std::chrono::sys_days day = std::chrono::year(static_cast<int>(part(0, 4))) / std::chrono::month(static_cast<unsigned>(part(5, 2))) / std::chrono::day(static_cast<unsigned>(part(8, 2)));
  return (std::int64_t{day.time_since_epoch().count()} * 86'400 + part(11, 2) * 3600 + part(14, 2) * 60 + part(17, 2)) * 1'000'000;
}

void head(std::string& out, int major, std::uint64_t value) {
  const char type = static_cast<char>(major << 5);
  if (value < 24) {
    out += static_cast<char>(type | static_cast<char>(value));
    return;
  }
  const int bytes = value < 1u << 8 ? 1 : value < 1u << 16 ? 2 : value < std::uint64_t{1} << 32 ? 4 : 8;
  out += static_cast<char>(type | (bytes == 1 ? 24 : bytes == 2 ? 25 : bytes == 4 ? 26 : 27));
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}
void put(std::string& out, std::string_view text) {
  head(out, 3, text.size());
  out += text;
}

void bind(sqlite3_stmt* statement, int at, std::string_view text) { check(sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC)); }
void bind(sqlite3_stmt* statement, int at, std::int64_t value) { check(sqlite3_bind_int64(statement, at, value)); }
void bindBytes(sqlite3_stmt* statement, int at, const void* bytes, std::size_t size) { check(sqlite3_bind_blob(statement, at, bytes, static_cast<int>(size), SQLITE_STATIC)); }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 || sodium_init() < 0) {
    std::fprintf(stderr, "usage: twinlane-raw-loader FILE CSV ROWS\n");
    return 2;
  }
  const std::int64_t group = std::atoll(argv[3]);
  openJournal(argv[1]);
  sqlite3_stmt* begin = prepare("BEGIN IMMEDIATE");
  sqlite3_stmt* commit = prepare("COMMIT");
  sqlite3_stmt* putStream = prepare("INSERT INTO streams(stream, category, id, version, number) VALUES(?1,1,?2,1,?1)");
  sqlite3_stmt* putEvent = prepare("INSERT INTO events(position, stream, version, type, schema_version, payload, digest, occurred_at, origin) VALUES(?1,?1,1,1,1,?2,?3,?4,1)");
  sqlite3_stmt* putOrder = prepare("INSERT INTO orders VALUES(?,0,0,?,'GBP',?,?,0,0,0,0)");
  sqlite3_stmt* putLine = prepare("INSERT INTO order_lines VALUES(?,?,?,?,0,0,0,0,0,0,?,0)");
  sqlite3_stmt* putDocument = prepare("INSERT INTO import_documents VALUES(?,?,?,?)");
  sqlite3_stmt* putChunk = prepare("INSERT INTO import_chunks VALUES(?,?,?,?,?,?,?)");
  sqlite3_stmt* putOutcome = prepare("INSERT INTO outcomes(seq, command_id, content, outcome, count, stream, version, principal, received_at, decided_us, recorded_us) VALUES(?1,?2,?2,1,?3,?1,1,1,?4,9,200)");
  sqlite3_stmt* putCommit = prepare("INSERT INTO commits VALUES(?,?,?,?,1,?,0)");

  const auto start = std::chrono::steady_clock::now();
  const double cpuStart = cpuSeconds();
  const std::string text = wholeOf(argv[2]);
  std::array<unsigned char, 16> link{}, previous{}, digest{};
  crypto_generichash_state file;
  crypto_generichash_init(&file, nullptr, 0, digest.size());
  std::int64_t order = 0, rows = 0;
  std::string lines, payload;
  for (std::size_t at = text.find('\n') + 1, hashed = 0; at < text.size();) {
    const std::int64_t first = order + 1, firstRow = rows + 1;
    crypto_generichash_state chain;
    crypto_generichash_init(&chain, nullptr, 0, link.size());
    crypto_generichash_update(&chain, link.data(), link.size());
    run(begin);
    while (at < text.size() && rows < firstRow - 1 + group) {
      ++order;
      std::string_view name, time, customer, country;
      std::int64_t count = 0, goods = 0;
      lines.clear();
      while (at < text.size()) {
        std::array<std::string_view, columns> field;
        std::size_t from = at;
        for (std::size_t i = 0; i < columns; ++i) {
          const std::size_t end = text.find(i + 1 < columns ? ',' : '\n', from);
          field[i] = std::string_view(text).substr(from, end - from);
          from = end + 1;
        }
        if (count > 0 && field[0] != name) break;
        at = from;
        name = field[0], time = field[5], customer = field[6], country = field[7];
        const std::int64_t quantity = numberOf(field[3]) * 1000, price = moneyOf(field[4]), net = quantity * price / 1000;
        ++count;
        goods += net;
        head(lines, 4, 10);
        head(lines, 0, static_cast<std::uint64_t>(count));
        put(lines, field[1]);
        for (const std::int64_t figure : {quantity, price, net}) head(lines, 0, static_cast<std::uint64_t>(figure));
        put(lines, field[2]);
        lines += "\xf6\xf6\xf6\xf4";
        bind(putLine, 1, order);
        bind(putLine, 2, count);
        bind(putLine, 3, field[1]);
        bind(putLine, 4, quantity);
        bind(putLine, 5, net);
        run(putLine);
      }
      rows += count;
      payload = "\x86";
      put(payload, customer);
      put(payload, "GBP");
      head(payload, 4, static_cast<std::uint64_t>(count));
      payload += lines;
      payload += '\x80';
      put(payload, country);
      payload += '\xf4';
      const std::int64_t occurredAt = momentOf(time);
      crypto_generichash_state event;
      crypto_generichash_init(&event, nullptr, 0, digest.size());
      crypto_generichash_update(&event, reinterpret_cast<const unsigned char*>(name.data()), name.size());
      crypto_generichash_update(&event, reinterpret_cast<const unsigned char*>(payload.data()), payload.size());
      crypto_generichash_final(&event, digest.data(), digest.size());
      crypto_generichash_update(&chain, digest.data(), digest.size());
      bind(putStream, 1, order);
      bind(putStream, 2, name);
      run(putStream);
      bind(putEvent, 1, order);
      bindBytes(putEvent, 2, payload.data(), payload.size());
      bindBytes(putEvent, 3, digest.data(), digest.size());
      bind(putEvent, 4, occurredAt);
      run(putEvent);
      bind(putOrder, 1, order);
      bind(putOrder, 2, customer);
      bind(putOrder, 3, count);
      bind(putOrder, 4, goods);
      run(putOrder);
      const std::string document = "order-" + std::string(name);
      bind(putDocument, 1, source);
      bind(putDocument, 2, document);
      bind(putDocument, 3, order);
      bind(putDocument, 4, first);
      run(putDocument);
    }
    crypto_generichash_update(&file, reinterpret_cast<const unsigned char*>(text.data()) + hashed, at - hashed);
    hashed = at;
    crypto_generichash_state prefix = file;
    crypto_generichash_final(&prefix, digest.data(), digest.size());
    bind(putChunk, 1, first);
    bind(putChunk, 2, source);
    bindBytes(putChunk, 3, digest.data(), digest.size());
    bind(putChunk, 4, firstRow);
    bind(putChunk, 5, rows);
    bind(putChunk, 6, argv[2]);
    bind(putChunk, 7, rows - firstRow + 1);
    run(putChunk);
    const std::int64_t now = wallMicros();
    bind(putOutcome, 1, first);
    bindBytes(putOutcome, 2, digest.data(), digest.size());
    bind(putOutcome, 3, order - first + 1);
    bind(putOutcome, 4, now);
    run(putOutcome);
    previous = link;
    crypto_generichash_update(&chain, digest.data(), digest.size());
    crypto_generichash_final(&chain, link.data(), link.size());
    bind(putCommit, 1, order);
    bind(putCommit, 2, first);
    bindBytes(putCommit, 3, previous.data(), previous.size());
    bindBytes(putCommit, 4, link.data(), link.size());
    bind(putCommit, 5, now);
    run(putCommit);
    run(commit);
  }
  const double cpu = cpuSeconds() - cpuStart;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (sqlite3_stmt* statement : {begin, commit, putStream, putEvent, putOrder, putLine, putDocument, putChunk, putOutcome, putCommit}) sqlite3_finalize(statement);
  check(sqlite3_close(db));
  std::printf("{\"rows\":%lld,\"seconds\":%.6f,\"cpu_seconds\":%.6f,\"bytes\":%lld}\n", static_cast<long long>(rows), seconds, cpu, static_cast<long long>(sizeOf(argv[1])));
  return 0;
}
