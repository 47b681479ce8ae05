#include "live/timing_rows.h"

#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

#include <algorithm>

namespace twinlane::ui {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("TimingRows", text); }
constexpr qsizetype pointsKept = 60;
constexpr std::size_t mostOfALane = 4;
}  // namespace

QList<Column> TimingRows::columns() {
  return {{tr("What"), false},    {tr("Lane"), false},    {tr("A second"), true}, {tr("Typical"), true}, {tr("Slowest 1 in 100"), true},
          {tr("Slowest"), true}, {tr("Last 30 s"), false}};
}

void TimingRows::see(const telemetry::Snapshot& snapshot) {
  for (const telemetry::LatencySummary& summary : snapshot.latencies) {
    if (summary.count == 0) continue;
    Line& line = m_lines[{!summary.command, summary.name}];
    line.summary = summary;
    line.typical << static_cast<double>(summary.p50Micros);
    if (line.typical.size() > pointsKept) line.typical.removeFirst();
  }
}

QList<QList<Cell>> TimingRows::rows() const {
  std::vector<const Line*> lines;
  for (const auto& [key, line] : m_lines) lines.push_back(&line);
  // The busiest first within each lane, and no more of one than leave room for the other.
  std::stable_sort(lines.begin(), lines.end(), [](const Line* a, const Line* b) {
    if (a->summary.command != b->summary.command) return a->summary.command;
    if (a->summary.perSecond != b->summary.perSecond) return a->summary.perSecond > b->summary.perSecond;
    return a->summary.count > b->summary.count;
  });
  std::size_t shown[2] = {0, 0};
  std::erase_if(lines, [&shown](const Line* line) { return ++shown[line->summary.command ? 0 : 1] > mostOfALane; });
  QList<QList<Cell>> rows;
  for (const Line* line : lines) {
    const telemetry::LatencySummary& s = line->summary;
    const bool quiet = s.perSecond <= 0;
    const auto time = [quiet](std::int64_t micros) { return quiet ? QString(QChar(0x2014)) : formatMicros(micros); };
    const Tone lane = s.command ? Tone::Write : Tone::Read;
    rows << QList<Cell>{{timingTitle(s.name), {s.command ? MarkShape::Square : MarkShape::Dot, lane}, Tone::Text, true, {}},
                        {s.command ? tr("command") : tr("query"), {}, Tone::Muted, false, {}},
                        {formatRate(s.perSecond), {}, Tone::Text, false, {}},
                        {time(s.p50Micros), {}, Tone::Text, false, {}},
                        {time(s.p99Micros), {}, Tone::Text, false, {}},
                        {time(s.maxMicros), {}, Tone::Text, false, {}},
                        {{}, {}, lane, false, line->typical}};
  }
  return rows;
}

}  // namespace twinlane::ui
