#include "care/table_check.h"

#include "care/findings.h"
#include "care/guard_sums.h"
#include "command/write_rows.h"
#include "domain/format/encoding.h"
#include "domain/format/state_encoding.h"
#include "sqlite/statement.h"
#include "store/journal_reader.h"

#include <map>

namespace twinlane::care {
namespace {

using sqlite::Statement;

constexpr std::size_t slice = 5000;

// Rows of the write tables as text, so that what is expected and what is found are compared and shown alike.
std::string join(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "|") + part;
  return text;
}

std::string rowText(const store::OrderRow& row) {
  return join({number(static_cast<int>(row.status)), number(static_cast<int>(row.payment)), row.customer ? row.customer->text : "NULL", row.currency.toText(),
               number(row.lines), number(row.goods.tenThousandths), number(row.charges.tenThousandths), number(row.paid.tenThousandths),
               number(row.refunded.tenThousandths), number(row.returned.tenThousandths)});
}
std::string rowText(const store::OrderLineRow& row) {
  return join({number(row.line), row.product.text, number(row.ordered.thousandths), number(row.picked.thousandths), number(row.boxed.thousandths),
               number(row.shipped.thousandths), number(row.delivered.thousandths), number(row.returned.thousandths), number(row.cancelled.thousandths), number(row.net.tenThousandths), row.reserved ? "1" : "0"});
}
std::string rowText(const store::ProductRow& row) { return join({row.name, number(row.price.tenThousandths), row.currency.toText()}); }
std::string rowText(const store::CustomerRow& row) {
  return join({row.name, row.email, row.phone, row.address, row.creditLimit ? number(row.creditLimit->tenThousandths) : "NULL", row.creditCurrency.toText()});
}

base::Result<std::string> rowsOf(Statement& statement) {
  std::string all;
  for (;;) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return all;
    std::string text;
    for (int column = 0; column < statement.columns(); ++column) text += (column > 0 ? "|" : "") + statement.printable(column);
    all += (all.empty() ? "" : "\n") + text;
  }
}

// One stream's fold, and the rows it says the write tables hold.
struct StreamFold {
  std::int64_t key = 0;
  store::StreamRef ref;
  command::Aggregate aggregate;
  store::Position last = 0;
  std::int64_t storedVersion = 0;
  std::map<int, store::OrderLineRow> lines;
  std::optional<store::OrderRow> order;
  std::optional<store::ProductRow> product;
  std::optional<store::CustomerRow> customer;
};

class TableCheck {
 public:
  TableCheck(store::JournalReader& reader, GuardSums& stock, GuardSums& credit, VerifyReport& report) : m_connection(reader.connection()), m_stock(stock), m_credit(credit), m_report(report) {}

  base::Status run() {
    for (const auto& [statement, sql] : {std::pair<Statement*, const char*>{&m_order, "SELECT status, payment, customer, currency, lines, goods, charges, paid, refunded, returned FROM orders WHERE stream=?"},
                                         {&m_lines, "SELECT line, product, ordered, picked, boxed, shipped, delivered, returned, cancelled, net, reserved FROM order_lines WHERE stream=? ORDER BY line"},
                                         {&m_product, "SELECT name, price, currency FROM products WHERE stream=?"},
                                         {&m_customer, "SELECT name, email, phone, address, credit_limit, credit_currency FROM customers WHERE stream=?"},
                                         {&m_state, "SELECT state FROM streams WHERE stream=? AND state_version=?"}}) {
      auto prepared = m_connection.prepare(sql);
      if (!prepared) return tl::unexpected(prepared.error());
      *statement = std::move(*prepared);
    }
    // By stream and version: the fold needs the memory of one stream at a time.
    auto select = m_connection.prepare(
        "SELECT e.stream, s.category, s.id, e.position, e.type, e.schema_version, e.payload, e.sealed, "
        "coalesce(e.occurred_at, (SELECT c.recorded_at FROM commits c WHERE c.last>=e.position ORDER BY c.last LIMIT 1)), e.version, s.version, s.state_version, s.number "
        "FROM events e JOIN streams s ON s.stream=e.stream WHERE (e.stream, e.version)>(?, ?) ORDER BY e.stream, e.version LIMIT ?");
    if (!select) return tl::unexpected(select.error());
    StreamFold fold;
    std::int64_t stream = 0, version = 0, numbers = 0;
    for (bool more = true; more;) {
      // A new statement a slice, so that no snapshot is held for long.
      select->bind(1, stream).bind(2, version).bind(3, static_cast<std::int64_t>(slice));
      std::size_t rows = 0;
      for (;;) {
        const auto row = select->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) break;
        ++rows;
        stream = select->integer(0);
        version = select->integer(9);
        if (stream != fold.key) {
          if (auto compared = finish(fold); !compared) return compared;
          fold = {};
          fold.key = stream;
          fold.ref = {static_cast<domain::Category>(select->integer(1)), std::string(select->text(2))};
          fold.aggregate = command::emptyAggregate(fold.ref.category);
          // Streams are made in the order of their numbers.
          const std::int64_t expected = fold.ref.category == domain::Category::Order ? ++numbers : 0;
          if (select->integer(12) != expected || select->isNull(12) != (expected == 0)) differs(m_report, {"streams", fold.ref.toText(), "number " + number(expected), "number " + number(select->integer(12)), select->integer(3)});
        }
        if (auto taken = take(fold, *select); !taken) return taken;
      }
      more = rows == slice;
    }
    if (auto compared = finish(fold); !compared) return compared;
    return finishTables();
  }

 private:
  base::Status take(StreamFold& fold, const Statement& row) {
    const auto event = domain::decode(static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5)), row.bytes(6), row.bytes(7));
    fold.last = row.integer(3);
    fold.storedVersion = row.integer(10);
    if (!event) {
      damaged(m_report, "event " + number(fold.last), "a readable event", event.error().what, fold.last);
      return {};
    }
    std::vector<store::RowChange> changes;
    command::evolveWithRows(fold.aggregate, fold.ref, *event, {row.integer(8)}, 0, changes);
    if (fold.aggregate.version != row.integer(9)) damaged(m_report, fold.ref.toText(), "version " + number(fold.aggregate.version), "version " + number(row.integer(9)), fold.last);
    if (fold.aggregate.version == row.integer(11))
      if (auto compared = compareState(fold); !compared) return compared;
    for (store::RowChange& change : changes) {
      if (auto* order = std::get_if<store::OrderRow>(&change)) fold.order = std::move(*order);
      else if (auto* line = std::get_if<store::OrderLineRow>(&change)) fold.lines[line->line] = std::move(*line);
      else if (auto* product = std::get_if<store::ProductRow>(&change)) fold.product = std::move(*product);
      else if (auto* customer = std::get_if<store::CustomerRow>(&change)) fold.customer = std::move(*customer);
      else if (auto added = add(change); !added) return added;
    }
    return {};
  }

  base::Status add(const store::RowChange& change) {
    if (const auto* stock = std::get_if<store::StockChange>(&change)) return m_stock.add(stock->product.text, {stock->onHand.thousandths, stock->reserved.thousandths, 1});
    if (const auto* credit = std::get_if<store::CreditChange>(&change)) return m_credit.add(credit->customer.text + "|" + credit->currency.toText(), {credit->owed.tenThousandths, 0, 0});
    return {};
  }

  // The kept state, where it is in the format of this program and no newer one was kept meanwhile.
  base::Status compareState(const StreamFold& fold) {
    const auto row = m_state.bind(1, fold.key).bind(2, fold.aggregate.version).step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    command::Aggregate kept = command::emptyAggregate(fold.ref.category);
    const base::ByteView bytes = m_state.bytes(0);
    const bool ours = !bytes.empty() && bytes.front() == domain::stateFormat;
    const bool readable = std::visit([&](auto& state) { return domain::decodeState(bytes, state); }, kept.state);
    m_state.reset();
    if (ours && (!readable || kept.state != fold.aggregate.state)) differs(m_report, {"streams", fold.ref.toText(), "the state folded up to version " + number(fold.aggregate.version), "another", fold.last});
    return {};
  }

  template <class Row>
  base::Status compare(const char* table, Statement& statement, const StreamFold& fold, const std::optional<Row>& expected, std::int64_t& counted) {
    if (!expected) return {};
    ++counted;
    const auto found = rowsOf(statement.bind(1, fold.key));
    if (!found) return tl::unexpected(found.error());
    if (*found != rowText(*expected)) differs(m_report, {table, fold.ref.toText(), rowText(*expected), *found, fold.last});
    return {};
  }

  base::Status finish(const StreamFold& fold) {
    if (fold.key == 0) return {};
    if (fold.storedVersion != fold.aggregate.version) differs(m_report, {"streams", fold.ref.toText(), number(fold.aggregate.version), number(fold.storedVersion), fold.last});
    if (auto compared = compare("orders", m_order, fold, fold.order, m_orders); !compared) return compared;
    if (auto compared = compare("products", m_product, fold, fold.product, m_products); !compared) return compared;
    if (auto compared = compare("customers", m_customer, fold, fold.customer, m_customers); !compared) return compared;
    if (fold.lines.empty()) return {};
    std::string expected;
    for (const auto& [line, row] : fold.lines) expected += (expected.empty() ? "" : "\n") + rowText(row);
    m_lineCount += static_cast<std::int64_t>(fold.lines.size());
    const auto found = rowsOf(m_lines.bind(1, fold.key));
    if (!found) return tl::unexpected(found.error());
    if (*found != expected) differs(m_report, {"order_lines", fold.ref.toText(), expected, *found, fold.last});
    return {};
  }

  base::Status finishTables() {
    const auto stock = m_stock.size(), credit = m_credit.size();
    if (!stock || !credit) return tl::unexpected(stock ? credit.error() : stock.error());
    std::int64_t checked = 0;
    for (const auto& [table, expected] : {std::pair<const char*, std::int64_t>{"orders", m_orders}, {"order_lines", m_lineCount}, {"products", m_products}, {"customers", m_customers}, {"stock", *stock}, {"credit", *credit}}) {
      const auto rows = m_connection.number((std::string("SELECT count(*) FROM ") + table).c_str());
      if (!rows) return tl::unexpected(rows.error());
      checked += *rows;
      if (*rows != expected) differs(m_report, {table, "rows", number(expected), number(*rows), m_report.position});
    }
    if (auto compared = compareGuards("stock", "SELECT product, on_hand, reserved, version FROM stock ORDER BY product", m_stock); !compared) return compared;
    if (auto compared = compareGuards("credit", "SELECT customer || '|' || currency, owed, 0, 0 FROM credit ORDER BY customer, currency", m_credit); !compared) return compared;
    m_report.checks.push_back({"write_tables", m_report.differences.empty(), checked});
    return {};
  }

  base::Status compareGuards(const char* table, const char* sql, GuardSums& sums) {
    auto select = m_connection.prepare(sql, false);
    if (!select) return tl::unexpected(select.error());
    for (;;) {
      const auto row = select->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      const std::string key(select->text(0));
      const auto expected = sums.find(key);
      if (!expected) return tl::unexpected(expected.error());
      const GuardSums::Sums found{select->integer(1), select->integer(2), select->integer(3)};
      if (*expected != found) differs(m_report, {table, key, *expected ? text(**expected) : "no row", text(found), m_report.position});
    }
  }
  static std::string text(const GuardSums::Sums& sums) { return join({number(sums[0]), number(sums[1]), number(sums[2])}); }

  sqlite::Connection& m_connection;
  Statement m_order, m_lines, m_product, m_customer, m_state;
  GuardSums& m_stock;   // by product: on hand, reserved, changes
  GuardSums& m_credit;  // by customer and currency: owed
  VerifyReport& m_report;
  std::int64_t m_orders = 0, m_lineCount = 0, m_products = 0, m_customers = 0;
};

}  // namespace

base::Status checkWriteTables(const std::string& journalPath, const std::string& shadowFolder, base::FileSystem& files, VerifyReport& report) {
  auto reader = store::JournalReader::open(journalPath, files);
  if (!reader) return tl::unexpected(reader.error());
  GuardSums stock(shadowFolder, "stock", files), credit(shadowFolder, "credit", files);
  return TableCheck(**reader, stock, credit, report).run();
}

}  // namespace twinlane::care
