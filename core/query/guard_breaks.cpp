#include "query/guard_breaks.h"

#include "base/generation_cache.h"
#include "domain/format/encoding.h"
#include "domain/guard_break.h"

namespace twinlane::query {
namespace {

constexpr std::size_t eventsAtOnce = 10'000, keptStreams = 3000;

class GuardBreakSearch {
 public:
  explicit GuardBreakSearch(Reader& reader) : m_reader(reader), m_streams(keptStreams) {}

  base::Result<std::optional<domain::RejectionReason>> judge(const store::StoredEvent& event) {
    std::optional<domain::RejectionReason> broken;
    if (auto known = before(event); !known) return tl::unexpected(known.error());
    else if (auto added = add(**known, event, &broken); !added) return tl::unexpected(added.error());
    return broken;
  }

 private:
  struct Known {
    domain::DecisionInput state;
    std::int64_t version = 0;
    store::Position position = 0;  // of the last event it has
  };

  // What the stream held then; as it was left by its fact before this one, when that is not long ago.
  base::Result<Known*> before(const store::StoredEvent& event) {
    Known* known = m_streams.find(event.stream);
    if (known == nullptr || known->version >= event.version) known = &m_streams.put(event.stream, {});
    while (known->version + 1 < event.version) {
      const auto page = m_reader.events(known->position, std::min(eventsAtOnce, static_cast<std::size_t>(event.version - 1 - known->version)), event.stream.toText());
      if (!page) return tl::unexpected(page.error());
      if (page->events.empty()) return base::fail(base::ErrorCode::Damaged, "events of " + event.stream.toText() + " are missing", {}, "run verify");
      for (const store::StoredEvent& earlier : page->events)
        if (auto added = add(*known, earlier, nullptr); !added) return tl::unexpected(added.error());
    }
    return known;
  }

  static base::Status add(Known& known, const store::StoredEvent& stored, std::optional<domain::RejectionReason>* broken) {
    const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
    if (!event) return tl::unexpected(event.error());
    if (broken != nullptr) *broken = domain::guardBreak(known.state, *event);
    domain::evolve(known.state, stored.stream.category, *event, {stored.when(), ++known.version});
    known.position = stored.position;
    return {};
  }

  Reader& m_reader;
  base::GenerationCache<store::StreamRef, Known> m_streams;
};

}  // namespace

base::Result<std::vector<GuardBreak>> guardBreaks(Reader& reader, std::size_t limit) {
  GuardBreakSearch search(reader);
  std::vector<GuardBreak> breaks;
  for (store::Position position = 0; breaks.size() < limit;) {
    const auto page = reader.events(position, eventsAtOnce);
    if (!page) return tl::unexpected(page.error());
    if (page->events.empty()) break;
    for (const store::StoredEvent& event : page->events) {
      position = event.position;
      if (event.origin != domain::Origin::Import) continue;
      const auto broken = search.judge(event);
      if (!broken) return tl::unexpected(broken.error());
      if (*broken) breaks.push_back({event.position, event.stream, event.version, event.type, **broken, event.occurredAt});
      if (breaks.size() == limit) break;
    }
  }
  return breaks;
}

}  // namespace twinlane::query
