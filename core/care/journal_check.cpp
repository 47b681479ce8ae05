#include "care/journal_check.h"

#include "command/write_rows.h"
#include "domain/format/encoding.h"
#include "domain/format/state_encoding.h"
#include "sqlite/statement.h"
#include "store/chain.h"
#include "store/journal_reader.h"
#include "store/journal_schema.h"

#include <map>

namespace twinlane::care {
namespace {

using sqlite::Statement;

constexpr std::size_t slice = 5000;

void damaged(VerifyReport& report, std::string key, std::string expected, std::string actual, store::Position position) {
  report.journalDamaged = true;
  if (!report.firstDifference) report.firstDifference = Difference{"journal", std::move(key), std::move(expected), std::move(actual), position};
}

void differs(VerifyReport& report, const char* what, std::string key, std::string expected, std::string actual, store::Position position) {
  if (!report.firstDifference) report.firstDifference = Difference{what, std::move(key), std::move(expected), std::move(actual), position};
}

// Rows of the write tables as text, so that what is expected and what is found are compared and shown alike.
std::string join(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "|") + part;
  return text;
}
std::string number(std::int64_t value) { return std::to_string(value); }

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

std::string rowsOf(Statement& statement) {
  std::string all;
  for (;;) {
    const auto row = statement.step();
    if (!row || !*row) return all;
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
  TableCheck(store::JournalReader& reader, VerifyReport& report) : m_connection(reader.connection()), m_report(report) {}

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
          finish(fold);
          fold = {};
          fold.key = stream;
          fold.ref = {static_cast<domain::Category>(select->integer(1)), std::string(select->text(2))};
          fold.aggregate = command::emptyAggregate(fold.ref.category);
          // Streams are made in the order of their numbers.
          const std::int64_t expected = fold.ref.category == domain::Category::Order ? ++numbers : 0;
          if (select->integer(12) != expected || select->isNull(12) != (expected == 0)) differs(m_report, "streams", fold.ref.toText(), "number " + number(expected), "number " + number(select->integer(12)), select->integer(3));
        }
        if (auto taken = take(fold, *select); !taken) return taken;
      }
      more = rows == slice;
    }
    finish(fold);
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
      else if (const auto* credit = std::get_if<store::CreditChange>(&change)) m_credit[credit->customer.text + "|" + credit->currency.toText()] += credit->owed.tenThousandths;
      else add(std::get<store::StockChange>(change));
    }
    return {};
  }

  void add(const store::StockChange& change) {
    auto& level = m_stock[change.product.text];
    level.onHand += change.onHand.thousandths;
    level.reserved += change.reserved.thousandths;
    ++level.version;
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
    if (ours && (!readable || kept.state != fold.aggregate.state)) differs(m_report, "streams", fold.ref.toText(), "the state folded up to version " + number(fold.aggregate.version), "another", fold.last);
    return {};
  }

  template <class Row>
  void compare(const char* table, Statement& statement, const StreamFold& fold, const std::optional<Row>& expected, std::int64_t& counted) {
    if (!expected) return;
    ++counted;
    const std::string found = rowsOf(statement.bind(1, fold.key));
    if (found != rowText(*expected)) differs(m_report, table, fold.ref.toText(), rowText(*expected), found, fold.last);
  }

  void finish(const StreamFold& fold) {
    if (fold.key == 0) return;
    if (fold.storedVersion != fold.aggregate.version) differs(m_report, "streams", fold.ref.toText(), number(fold.aggregate.version), number(fold.storedVersion), fold.last);
    compare("orders", m_order, fold, fold.order, m_orders);
    compare("products", m_product, fold, fold.product, m_products);
    compare("customers", m_customer, fold, fold.customer, m_customers);
    if (fold.lines.empty()) return;
    std::string expected;
    for (const auto& [line, row] : fold.lines) expected += (expected.empty() ? "" : "\n") + rowText(row);
    m_lineCount += static_cast<std::int64_t>(fold.lines.size());
    const std::string found = rowsOf(m_lines.bind(1, fold.key));
    if (found != expected) differs(m_report, "order_lines", fold.ref.toText(), expected, found, fold.last);
  }

  base::Status finishTables() {
    std::int64_t checked = 0;
    for (const auto& [table, expected] : {std::pair<const char*, std::int64_t>{"orders", m_orders}, {"order_lines", m_lineCount}, {"products", m_products}, {"customers", m_customers},
                                          {"stock", static_cast<std::int64_t>(m_stock.size())}, {"credit", static_cast<std::int64_t>(m_credit.size())}}) {
      const auto rows = m_connection.number((std::string("SELECT count(*) FROM ") + table).c_str());
      if (!rows) return tl::unexpected(rows.error());
      checked += *rows;
      if (*rows != expected) differs(m_report, table, "rows", number(expected), number(*rows), m_report.position);
    }
    if (auto compared = compareStock(); !compared) return compared;
    if (auto compared = compareCredit(); !compared) return compared;
    m_report.checks.push_back({"write_tables", !m_report.firstDifference, checked});
    return {};
  }

  base::Status compareStock() {
    return compareGuards("stock", "SELECT product, on_hand || '|' || reserved || '|' || version FROM stock ORDER BY product", [&](const std::string& product) -> std::optional<std::string> {
      const auto expected = m_stock.find(product);
      return expected == m_stock.end() ? std::nullopt : std::optional(join({number(expected->second.onHand), number(expected->second.reserved), number(expected->second.version)}));
    });
  }

  base::Status compareCredit() {
    return compareGuards("credit", "SELECT customer || '|' || currency, owed FROM credit ORDER BY 1", [&](const std::string& customer) -> std::optional<std::string> {
      const auto expected = m_credit.find(customer);
      return expected == m_credit.end() ? std::nullopt : std::optional(number(expected->second));
    });
  }

  template <class Expected>
  base::Status compareGuards(const char* table, const char* sql, Expected expected) {
    auto select = m_connection.prepare(sql, false);
    if (!select) return tl::unexpected(select.error());
    for (;;) {
      const auto row = select->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      const std::string key(select->text(0));
      const std::string wanted = expected(key).value_or("no row"), found = select->printable(1);
      if (wanted != found) differs(m_report, table, key, wanted, found, m_report.position);
    }
  }

  sqlite::Connection& m_connection;
  VerifyReport& m_report;
  Statement m_order, m_lines, m_product, m_customer, m_state;
  struct Level {
    std::int64_t onHand = 0, reserved = 0, version = 0;
  };
  std::map<std::string, Level> m_stock;
  std::map<std::string, std::int64_t> m_credit;  // by customer and currency
  std::int64_t m_orders = 0, m_lineCount = 0, m_products = 0, m_customers = 0;
};

// Outcomes without events: a chain of their own, walked from -1 down. What it was at each commit is kept for the commits.
base::Result<std::map<std::int64_t, base::Digest>> checkEventless(store::JournalReader& reader, VerifyReport& report) {
  std::map<std::int64_t, base::Digest> links;
  auto wanted = reader.connection().prepare("SELECT DISTINCT eventless FROM commits WHERE eventless<0");
  auto kept = reader.connection().prepare("SELECT link FROM outcomes WHERE seq BETWEEN ? AND ? ORDER BY seq");
  if (!wanted || !kept) return tl::unexpected(wanted ? kept.error() : wanted.error());
  for (;;) {
    const auto row = wanted->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    links.emplace(wanted->integer(0), base::Digest{});
  }
  const auto last = store::eventlessHead(reader.connection());
  if (!last) return tl::unexpected(last.error());
  store::EventlessHead head;
  while (head.seq > last->seq) {
    const std::int64_t from = std::max(last->seq, head.seq - static_cast<std::int64_t>(slice)), to = head.seq - 1;
    const auto digests = reader.outcomeDigests(from, to);
    if (!digests) return tl::unexpected(digests.error());
    std::vector<base::Digest> stored;
    kept->bind(1, from).bind(2, to);
    for (;;) {
      const auto row = kept->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      stored.push_back(store::digestFrom(kept->bytes(0)));
    }
    const auto count = static_cast<std::size_t>(to - from + 1);
    if (digests->size() != count || stored.size() != count) {
      damaged(report, "outcomes without events", number(static_cast<std::int64_t>(count)) + " from " + number(from), number(static_cast<std::int64_t>(stored.size())), report.position);
      return links;
    }
    for (std::size_t i = count; i-- > 0;) {
      store::advance(head, (*digests)[i]);
      if (head.link != stored[i]) {
        damaged(report, "outcome " + number(head.seq), base::toHex(head.link), base::toHex(stored[i]), report.position);
        return links;
      }
      if (const auto commit = links.find(head.seq); commit != links.end()) commit->second = head.link;
    }
  }
  return links;
}

// What no link covers: rows that nothing leads to, and values that the digests, taken over what readers make of a column,
// cannot tell from others since the format does not hold them.
base::Status checkLoose(store::JournalReader& reader, VerifyReport& report) {
  // One statement each, one snapshot: whatever an owner stores meanwhile, nothing stands without what it belongs to.
  for (const auto& [what, sql] : {std::pair<const char*, const char*>{"events without a commit", "SELECT count(*) FROM events WHERE position>(SELECT coalesce(max(last), 0) FROM commits) OR position<1"},
                                  {"outcomes without a commit", "SELECT count(*) FROM outcomes WHERE seq>(SELECT coalesce(max(last), 0) FROM commits) OR seq=0"},
                                  {"accounts of rows without a command", "SELECT count(*) FROM import_chunks c WHERE NOT EXISTS(SELECT 1 FROM outcomes o WHERE o.seq=c.chunk)"},
                                  {"ignored rows without an account", "SELECT count(*) FROM import_ignored i WHERE NOT EXISTS(SELECT 1 FROM import_chunks c WHERE c.chunk=i.chunk)"},
                                  {"quarantined rows without an account", "SELECT count(*) FROM import_quarantine q WHERE NOT EXISTS(SELECT 1 FROM import_chunks c WHERE c.chunk=q.chunk)"},
                                  {"documents without an account", "SELECT count(*) FROM import_documents d WHERE NOT EXISTS(SELECT 1 FROM import_chunks c WHERE c.chunk=d.chunk AND c.source=d.source)"},
                                  {"streams without events", "SELECT count(*) FROM streams s WHERE NOT EXISTS(SELECT 1 FROM events e WHERE e.stream=s.stream)"},
                                  {"streams with values out of bounds", "SELECT count(*) FROM streams WHERE category NOT BETWEEN 0 AND 255 OR state_version NOT BETWEEN 1 AND version"},
                                  {"events with values out of bounds", "SELECT count(*) FROM events WHERE type NOT BETWEEN 0 AND 2147483647 OR schema_version NOT BETWEEN 0 AND 2147483647 OR origin NOT BETWEEN 0 AND 255 OR length(digest)<>16 "
                                                                       "OR subject IS NOT NULL OR correlation IS NOT NULL OR causation IS NOT NULL"},
                                  {"commits with values out of bounds", "SELECT count(*) FROM commits WHERE length(previous)<>16 OR length(link)<>16"},
                                  {"outcomes with values out of bounds", "SELECT count(*) FROM outcomes WHERE length(command_id)<>16 OR length(content)<>16 OR outcome NOT BETWEEN 0 AND 255 OR count NOT BETWEEN 0 AND 2147483647 "
                                                                         "OR reason NOT BETWEEN 0 AND 2147483647 OR length(link)<>16 OR (seq>0 AND (link IS NOT NULL OR reason IS NOT NULL OR detail IS NOT NULL OR body IS NOT NULL))"},
                                  {"accounts of rows with values out of bounds", "SELECT count(*) FROM import_chunks WHERE length(prefix)<>16"},
                                  {"quarantined rows whose ids do not count up from 1", "SELECT count(*) FROM import_quarantine HAVING count(*)<>coalesce(max(id), 0) OR min(id)<1"},
                                  {"principals who gave no command", "SELECT count(*) FROM principals WHERE principal NOT IN (SELECT principal FROM outcomes)"},
                                  // Nothing writes it yet.
                                  {"entries of the audit", "SELECT count(*) FROM audit"}}) {
    const auto loose = reader.connection().number(sql);
    if (!loose) return tl::unexpected(loose.error());
    if (*loose != 0) {
      damaged(report, what, "0", number(*loose), report.position);
      return {};
    }
  }
  return {};
}

}  // namespace

base::Status checkChain(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report) {
  auto reader = store::JournalReader::open(journalPath, files);
  if (!reader) return tl::unexpected(reader.error());
  // An index that lost an entry hides what no digest misses: a command given again would be a new one.
  const auto fault = (*reader)->connection().fault();
  if (!fault) return tl::unexpected(fault.error());
  if (*fault) damaged(report, "the file", "ok", **fault, 0);
  // A trigger or a missing constraint would change what is stored from now on.
  const auto otherSchema = *fault ? base::Result<std::optional<std::string>>() : store::schemaFault((*reader)->connection(), files);
  if (!otherSchema) return tl::unexpected(otherSchema.error());
  if (*otherSchema) damaged(report, "the schema", "as made", **otherSchema, 0);
  report.checks.push_back({"journal_file", !report.journalDamaged, 1});
  if (report.journalDamaged) return {};
  auto commits = (*reader)->connection().prepare("SELECT first, last, previous, link, fence, recorded_at, eventless FROM commits WHERE last>? AND last<=? ORDER BY last LIMIT 1000");
  if (!commits) return tl::unexpected(commits.error());
  auto digests = (*reader)->connection().prepare(
      "SELECT e.position, s.category, s.id, e.version, e.type, e.schema_version, e.payload, e.sealed, e.occurred_at, e.origin, e.digest "
      "FROM events e JOIN streams s ON s.stream=e.stream WHERE e.position BETWEEN ? AND ? ORDER BY e.position");
  if (!digests) return tl::unexpected(digests.error());
  // What an owner stores meanwhile is left for the next look: a commit that is judged has its eventless outcomes walked.
  const auto head = (*reader)->head();
  if (!head) return tl::unexpected(head.error());
  const auto eventless = checkEventless(**reader, report);
  if (!eventless) return tl::unexpected(eventless.error());
  base::Digest link{};
  store::Position position = 0;
  struct CommitRow {
    base::Digest previous, link;
    store::CommitParts parts;
  };
  for (bool more = true; more && !report.journalDamaged;) {
    std::vector<CommitRow> rows;
    commits->bind(1, position).bind(2, head->position);
    for (;;) {
      const auto row = commits->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      CommitRow& commit = rows.emplace_back();
      commit.previous = store::digestFrom(commits->bytes(2));
      commit.link = store::digestFrom(commits->bytes(3));
      commit.parts.first = commits->integer(0);
      commit.parts.last = commits->integer(1);
      commit.parts.fence = commits->integer(4);
      commit.parts.recordedAt = {commits->integer(5)};
      commit.parts.eventless.seq = commits->integer(6);
      if (const auto known = eventless->find(commit.parts.eventless.seq); known != eventless->end()) commit.parts.eventless.link = known->second;
    }
    more = !rows.empty();
    for (CommitRow& commit : rows) {
      if (commit.parts.first != position + 1) {
        damaged(report, "commit " + number(commit.parts.last), "begins at " + number(position + 1), "begins at " + number(commit.parts.first), position + 1);
        break;
      }
      digests->bind(1, commit.parts.first).bind(2, commit.parts.last);
      for (;;) {
        const auto row = digests->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) break;
        ++position;
        const std::optional<base::Timestamp> occurredAt = digests->isNull(8) ? std::nullopt : std::optional(base::Timestamp{digests->integer(8)});
        const base::Digest expected = store::digestOf({static_cast<domain::Category>(digests->integer(1)), std::string(digests->text(2))}, digests->integer(3), static_cast<int>(digests->integer(4)),
                                                      static_cast<int>(digests->integer(5)), digests->bytes(6), digests->bytes(7), occurredAt, static_cast<domain::Origin>(digests->integer(9)));
        const base::Digest stored = store::digestFrom(digests->bytes(10));
        if (digests->integer(0) != position) damaged(report, "event " + number(position), "event " + number(position), "event " + number(digests->integer(0)), position);
        if (expected != stored) damaged(report, "event " + number(position), base::toHex(expected), base::toHex(stored), position);
        commit.parts.events.push_back(stored);
        ++report.versions[{static_cast<int>(digests->integer(4)), static_cast<int>(digests->integer(5))}];
      }
      if (position != commit.parts.last) damaged(report, "commit " + number(commit.parts.last), "events to " + number(commit.parts.last), "events to " + number(position), position);
      auto outcomes = (*reader)->outcomeDigests(commit.parts.first, commit.parts.last);
      if (!outcomes) return tl::unexpected(outcomes.error());
      commit.parts.outcomes = std::move(*outcomes);
      const base::Digest expected = store::linkOf(link, commit.parts);
      if (commit.previous != link || commit.link != expected)
        damaged(report, "link of commit " + number(commit.parts.last) + " (its events, their commands and who gave them, accounts of rows)", base::toHex(expected), base::toHex(commit.link), commit.parts.last);
      link = commit.link;
      if (report.journalDamaged) break;
    }
  }
  if (!report.journalDamaged) {
    report.position = position;
    if (auto looked = checkLoose(**reader, report); !looked) return looked;
  }
  report.position = position;
  report.checks.push_back({"journal_chain", !report.journalDamaged, position});
  return {};
}

base::Status checkWriteTables(const std::string& journalPath, const base::FileSystem& files, VerifyReport& report) {
  auto reader = store::JournalReader::open(journalPath, files);
  if (!reader) return tl::unexpected(reader.error());
  return TableCheck(**reader, report).run();
}

}  // namespace twinlane::care
