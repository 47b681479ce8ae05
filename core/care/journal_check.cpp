#include "care/journal_check.h"

#include "care/findings.h"
#include "sqlite/statement.h"
#include "store/chain.h"
#include "store/journal_reader.h"
#include "store/journal_schema.h"

#include <algorithm>

namespace twinlane::care {
namespace {

constexpr std::size_t commitsAtOnce = 5000;

// Outcomes without events: a chain of their own that counts down from -1. Each commit says how far it had come, and the later
// one never less, so that both are walked side by side.
class EventlessWalk {
 public:
  EventlessWalk(store::JournalReader& reader, VerifyReport& report) : m_reader(reader), m_report(report) {}

  // Up to the outcome `seq`, which is then head(); stays where it is when a link does not hold.
  base::Status to(std::int64_t seq) {
    auto kept = m_reader.connection().prepare("SELECT link FROM outcomes WHERE seq BETWEEN ? AND ? ORDER BY seq", false);
    if (!kept) return tl::unexpected(kept.error());
    while (m_head.seq > seq && !m_report.journalDamaged) {
      const std::int64_t from = std::max(seq, m_head.seq - static_cast<std::int64_t>(commitsAtOnce)), last = m_head.seq - 1;
      const auto digests = m_reader.outcomeDigests(from, last);
      if (!digests) return tl::unexpected(digests.error());
      std::vector<base::Digest> stored;
      kept->bind(1, from).bind(2, last);
      for (;;) {
        const auto row = kept->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) break;
        stored.push_back(store::digestFrom(kept->bytes(0)));
      }
      advance(from, *digests, stored);
    }
    return {};
  }
  const store::EventlessHead& head() const { return m_head; }

 private:
  void advance(std::int64_t from, const std::vector<base::Digest>& digests, const std::vector<base::Digest>& stored) {
    const auto count = static_cast<std::size_t>(m_head.seq - from);
    if (digests.size() != count || stored.size() != count) {
      damaged(m_report, "outcomes without events", number(m_head.seq - from) + " from " + number(from), number(static_cast<std::int64_t>(stored.size())), m_report.position);
      return;
    }
    for (std::size_t i = count; i-- > 0;) {
      store::advance(m_head, digests[i]);
      if (m_head.link == stored[i]) continue;
      damaged(m_report, "outcome " + number(m_head.seq), base::toHex(m_head.link), base::toHex(stored[i]), m_report.position);
      return;
    }
  }

  store::JournalReader& m_reader;
  VerifyReport& m_report;
  store::EventlessHead m_head;
};

// What no link covers: rows that nothing leads to, and values that the digests, taken over what readers make of a column,
// cannot tell from others since the format does not hold them.
base::Status checkLoose(store::JournalReader& reader, VerifyReport& report) {
  const std::string noFence = std::string("SELECT NOT EXISTS(SELECT 1 FROM fence WHERE ") + store::fenceHolds + ")";
  // One statement each, one snapshot: whatever an owner stores meanwhile, nothing stands without what it belongs to.
  for (const auto& [what, sql] : {std::pair<const char*, const char*>{"events without a commit", "SELECT count(*) FROM events WHERE position>(SELECT coalesce(max(last), 0) FROM commits) OR position<1"},
                                  {"outcomes without a commit", "SELECT count(*) FROM outcomes WHERE seq>(SELECT coalesce(max(last), 0) FROM commits) OR seq=0"},
                                  {"accounts of rows without a command", "SELECT count(*) FROM import_chunks c WHERE NOT EXISTS(SELECT 1 FROM outcomes o WHERE o.seq=c.chunk)"},
                                  {"files without an account", "SELECT count(*) FROM import_files f WHERE NOT EXISTS(SELECT 1 FROM import_chunks c WHERE c.chunk=f.chunk)"},
                                  {"ignored rows without an account", "SELECT count(*) FROM import_ignored i WHERE NOT EXISTS(SELECT 1 FROM import_files f WHERE f.chunk=i.chunk AND f.file=i.file)"},
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
                                  {"a fence that is missing or below that of the last commit", noFence.c_str()},
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
  const auto lastEventless = store::eventlessHead((*reader)->connection());
  if (!lastEventless) return tl::unexpected(lastEventless.error());
  EventlessWalk eventless(**reader, report);
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
    }
    more = !rows.empty();
    for (CommitRow& commit : rows) {
      if (commit.parts.first != position + 1) {
        damaged(report, "commit " + number(commit.parts.last), "begins at " + number(position + 1), "begins at " + number(commit.parts.first), position + 1);
        break;
      }
      if (auto walked = eventless.to(commit.parts.eventless.seq); !walked) return walked;
      if (report.journalDamaged) break;
      if (eventless.head().seq == commit.parts.eventless.seq) commit.parts.eventless.link = eventless.head().link;
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
  if (!report.journalDamaged)
    if (auto walked = eventless.to(lastEventless->seq); !walked) return walked;
  if (!report.journalDamaged) {
    report.position = position;
    if (auto looked = checkLoose(**reader, report); !looked) return looked;
  }
  report.position = position;
  report.checks.push_back({"journal_chain", !report.journalDamaged, position});
  return {};
}

}  // namespace twinlane::care
