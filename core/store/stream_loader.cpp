#include "store/stream_loader.h"

namespace twinlane::store {

base::Result<StreamLoader> StreamLoader::over(sqlite::Connection& connection) {
  StreamLoader loader;
  for (const auto& [statement, sql] : {std::pair<sqlite::Statement*, const char*>{&loader.m_state, "SELECT stream, number, state_version, state FROM streams WHERE category=? AND id=?"},
                                       // The commit of an event is the first one that ends at it or after it.
                                       {&loader.m_events,
                                        "SELECT position, version, type, schema_version, payload, sealed, occurred_at, origin, "
                                        "(SELECT c.recorded_at FROM commits c WHERE c.last>=position ORDER BY c.last LIMIT 1) FROM events WHERE stream=? AND version>? ORDER BY version LIMIT ?"}}) {
    auto prepared = connection.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return loader;
}

base::Result<LoadedStream> StreamLoader::load(const StreamRef& stream, std::size_t limit) {
  LoadedStream loaded;
  auto row = m_state.bind(1, static_cast<int>(stream.category)).bind(2, stream.id).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return loaded;
  const std::int64_t key = m_state.integer(0), number = m_state.integer(1);
  loaded.stateVersion = m_state.integer(2);
  loaded.state = m_state.copyOfBytes(3);
  m_state.reset();
  m_events.bind(1, key).bind(2, loaded.stateVersion).bind(3, static_cast<std::int64_t>(limit));
  for (;;) {
    row = m_events.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return loaded;
    StoredEvent& event = loaded.events.emplace_back();
    event.position = m_events.integer(0);
    event.stream = stream;
    event.orderNumber = number;
    event.version = m_events.integer(1);
    event.type = static_cast<int>(m_events.integer(2));
    event.schemaVersion = static_cast<int>(m_events.integer(3));
    event.payload = m_events.copyOfBytes(4);
    event.sealed = m_events.copyOfBytes(5);
    if (!m_events.isNull(6)) event.occurredAt = base::Timestamp{m_events.integer(6)};
    event.origin = static_cast<domain::Origin>(m_events.integer(7));
    event.recordedAt = {m_events.integer(8)};
  }
}

}  // namespace twinlane::store
