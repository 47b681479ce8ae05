#include "telemetry/kept_telemetry.h"

#include "base/format/cbor.h"
#include "telemetry/telemetry_file.h"

#include <algorithm>

namespace twinlane::telemetry {
namespace {

constexpr int secondsAMinute = 60;
constexpr std::int64_t microsASecond = 1'000'000;
constexpr const char* remedy = "remove telemetry.sqlite while nobody has the shop open; the journal does not need it";
constexpr const char* traceColumns = "SELECT row, command, type, received_at, queue, authorise, validate, load, decide, append, \"commit\" FROM traces ";

std::int64_t flooredBy(std::int64_t value, std::int64_t step) { return value / step - (value % step < 0 ? 1 : 0); }

// Nothing when the row has no figure of this series.
std::optional<std::int64_t> figureIn(base::ByteView bytes, std::int64_t series) {
  base::CborReader reader(bytes);
  for (std::size_t left = reader.array() / 2; left > 0 && reader.ok(); --left) {
    const std::int64_t id = reader.integer(), value = reader.integer();
    if (id == series && reader.ok()) return value;
  }
  return std::nullopt;
}

}  // namespace

base::Result<KeptTelemetry> KeptTelemetry::open(const std::string& path, const base::FileSystem& files) {
  if (!files.exists(path)) return base::fail(base::ErrorCode::NotFound, "no telemetry is kept of this shop yet", path, "it is kept while the desktop or a writing verb has the shop open");
  auto connection = sqlite::Connection::open(path, sqlite::Access::ReadOnly, files, remedy);
  if (!connection) return tl::unexpected(connection.error());
  const auto mark = connection->number("PRAGMA application_id");
  if (!mark) return tl::unexpected(mark.error());
  if (*mark != telemetryApplicationId) return base::fail(base::ErrorCode::Foreign, "this is not the telemetry of a shop", path, "move it away");
  const auto version = connection->number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version > telemetryVersion) return base::fail(base::ErrorCode::Newer, "the telemetry was made by a newer version", path, "read it with that version");
  return KeptTelemetry(std::move(*connection));
}

base::Result<std::vector<std::pair<std::string, SeriesKind>>> KeptTelemetry::names() {
  auto select = m_connection.prepare("SELECT name, kind FROM series ORDER BY name", false);
  if (!select) return tl::unexpected(select.error());
  std::vector<std::pair<std::string, SeriesKind>> all;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return all;
    all.emplace_back(select->text(0), static_cast<SeriesKind>(std::clamp<std::int64_t>(select->integer(1), 0, 2)));
  }
}

base::Result<Series> KeptTelemetry::series(const SeriesQuery& query) {
  auto find = m_connection.prepare("SELECT series, kind FROM series WHERE name=?", false);
  if (!find) return tl::unexpected(find.error());
  const auto found = find->bind(1, query.name).step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return base::fail(base::ErrorCode::NotFound, "there is no series of this name", query.name, "without a name those that there are are listed");
  const std::int64_t id = find->integer(0);
  Series answer{static_cast<SeriesKind>(std::clamp<std::int64_t>(find->integer(1), 0, 2)), {}};
  const std::string table = query.stepSeconds >= secondsAMinute ? "minutes" : "seconds";
  auto select = m_connection.prepare(("SELECT run, wall, length_us, figures FROM " + table + " WHERE (?1 IS NULL OR wall >= ?1) AND (?2 IS NULL OR wall < ?2) ORDER BY row").c_str(), false);
  if (!select) return tl::unexpected(select.error());
  const auto micros = [](const std::optional<base::Timestamp>& time) { return time ? std::optional(time->micros) : std::nullopt; };
  select->bind(1, micros(query.from)).bind(2, micros(query.to));
  const std::int64_t step = std::max(query.stepSeconds, 1) * microsASecond;
  std::int64_t lastStep = 0;
  for (;;) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return answer;
    const std::int64_t run = select->integer(0), wall = select->integer(1), here = flooredBy(wall, step);
    const auto value = figureIn(select->bytes(3), id);
    if (!value && answer.kind == SeriesKind::Time) continue;
    if (answer.points.empty() || answer.points.back().run != run || lastStep != here) answer.points.push_back({{wall}, run, 0, 0});
    lastStep = here;
    SeriesPoint& point = answer.points.back();
    point.lengthMicros += select->integer(2);
    point.value = answer.kind == SeriesKind::Count ? point.value + value.value_or(0) : std::max(point.value, value.value_or(0));
  }
}

base::Result<std::vector<KeptTrace>> KeptTelemetry::traces(sqlite::Statement& select) {
  auto hops = m_connection.prepare("SELECT list, pick_up, apply, \"commit\", visible FROM hops WHERE row=? ORDER BY list", false);
  if (!hops) return tl::unexpected(hops.error());
  std::vector<KeptTrace> all;
  for (;;) {
    const auto row = select.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return all;
    KeptTrace& kept = all.emplace_back();
    kept.trace.command = base::CommandId::fromView(select.bytes(1));
    kept.type = select.text(2);
    kept.trace.receivedAt = {select.integer(3)};
    for (std::size_t i = 0; i < stageNames.size(); ++i) kept.trace.stageNanos[i] = select.integer(static_cast<int>(4 + i));
    hops->bind(1, select.integer(0));
    for (;;) {
      const auto hop = hops->step();
      if (!hop) return tl::unexpected(hop.error());
      if (!*hop) break;
      ListHops& list = kept.trace.lists.emplace_back();
      list.list = hops->text(0);
      for (std::size_t i = 0; i < hopNames.size(); ++i) list.nanos[i] = hops->integer(static_cast<int>(1 + i));
    }
  }
}

base::Result<KeptTrace> KeptTelemetry::trace(const base::CommandId& command) {
  auto select = m_connection.prepare((std::string(traceColumns) + "WHERE command=?").c_str(), false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, command.view());
  auto found = traces(*select);
  if (!found) return tl::unexpected(found.error());
  if (found->empty())
    return base::fail(base::ErrorCode::NotFound, "no trace of this command is kept", command.toText(), "kept are, a few seconds after its answer, each of the first " + std::to_string(TraceBook::eachOfASecond) + " of a second, one in a hundred of those beyond, and the slowest of each opening of the shop; of all these the newest " + std::to_string(TelemetryFile::keptTraces));
  return std::move(found->front());
}

base::Result<std::vector<KeptTrace>> KeptTelemetry::slowest(std::int64_t limit) {
  auto select = m_connection.prepare((std::string(traceColumns) + "ORDER BY total_ns DESC, row LIMIT ?").c_str(), false);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, limit);
  return traces(*select);
}

}  // namespace twinlane::telemetry
