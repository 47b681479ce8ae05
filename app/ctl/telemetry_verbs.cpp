// What telemetry.sqlite keeps: one series, or the traces of commands. Asked of the file, beside an owner or without one.
#include "ctl/answer.h"
#include "ctl/documents.h"
#include "ctl/moment.h"
#include "ctl/verbs.h"

#include "engine/data_folder.h"
#include "telemetry/kept_telemetry.h"

namespace twinlane::ctl {
namespace {

base::Result<telemetry::KeptTelemetry> openKept(const std::string& dataFolder) {
  const auto files = base::makeDiskFileSystem();
  const auto folder = engine::DataFolder::open(dataFolder, false, false, *files);
  if (!folder) return tl::unexpected(folder.error());
  return telemetry::KeptTelemetry::open(folder->telemetry(), *files);
}

const char* nameOf(telemetry::SeriesKind kind) { return telemetry::seriesKindNames[static_cast<std::size_t>(kind)]; }

int printNames(const Call& call, telemetry::KeptTelemetry& kept) {
  const auto names = kept.names();
  if (!names) return fail(call.json, names.error());
  domain::Node list = domain::Node::list();
  for (const auto& [name, kind] : *names) list.items.push_back(Document().text("name", name).text("kind", nameOf(kind)).take());
  print(Document().node("series", std::move(list)).take());
  return Ok;
}

}  // namespace

int telemetrySeries(const Call& call) {
  telemetry::SeriesQuery query{call.name, {}, {}, call.step};
  for (const auto& [text, option, to] : {std::tuple{&call.from, "--from", &query.from}, {&call.to, "--to", &query.to}}) {
    if (text->empty()) continue;
    const auto moment = momentOf(*text, option);
    if (!moment) return fail(call.json, moment.error());
    *to = *moment;
  }
  auto kept = openKept(call.dataFolder);
  if (!kept) return fail(call.json, kept.error());
  if (call.name.empty()) return printNames(call, *kept);
  const auto series = kept->series(query);
  if (!series) return fail(call.json, series.error());
  domain::Node points = domain::Node::list();
  for (const telemetry::SeriesPoint& point : series->points) {
    Document line;
    line.text("at", point.at.toText()).number("run", point.run).decimal("seconds", static_cast<double>(point.lengthMicros) * 1e-6, 3).number("value", point.value);
    points.items.push_back(line.take());
  }
  print(Document().text("series", call.name).text("kind", nameOf(series->kind)).number("step", call.step).node("points", std::move(points)).take());
  return Ok;
}

int trace(const Call& call) {
  std::optional<base::CommandId> id;
  if (!call.name.empty() && !(id = base::CommandId::fromText(call.name)))
    return fail(call.json, {base::ErrorCode::BadInput, "'" + call.name + "' is no command id", "id", "give the UUID of 36 characters that the receipt named, or --slowest N"});
  auto kept = openKept(call.dataFolder);
  if (!kept) return fail(call.json, kept.error());
  if (id) {
    const auto found = kept->trace(*id);
    if (!found) return fail(call.json, found.error());
    print(nodeOf(found->trace, found->type));
    return Ok;
  }
  const auto slowest = kept->slowest(call.limit);
  if (!slowest) return fail(call.json, slowest.error());
  for (const telemetry::KeptTrace& each : *slowest) print(nodeOf(each.trace, each.type));
  return Ok;
}

}  // namespace twinlane::ctl
