#include "live/timing_rows.h"

#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace twinlane::ui {

namespace {
struct TimingRowsTexts {
  Q_DECLARE_TR_FUNCTIONS(TimingRows)
};
constexpr qsizetype pointsKept = 60;
constexpr std::int64_t quietMicros = 120'000'000;

// Both lanes must be seen without scrolling.
constexpr std::array<const char*, 10> order = {"PlaceOrder",     "RecordPayment", "ShipPackage", "orders",           "order",
                                               "RecordDelivery", "CancelOrder",   "orderCounts", "ordersByNumber", "orderVector"};

std::ptrdiff_t rankOf(const std::string& name) {
  return std::find(order.begin(), order.end(), name) - order.begin();
}
}  // namespace

QList<Column> TimingRows::columns() {
  return {{TimingRowsTexts::tr("What"), false},    {TimingRowsTexts::tr("Lane"), false},    {TimingRowsTexts::tr("A second"), true}, {TimingRowsTexts::tr("Typical"), true}, {TimingRowsTexts::tr("Slowest 1 in 100"), true},
          {TimingRowsTexts::tr("Slowest"), true}, {TimingRowsTexts::tr("Last 30 s"), false}};
}

void TimingRows::see(const telemetry::Snapshot& snapshot) {
  m_now = snapshot.at;
  for (const telemetry::LatencySummary& summary : snapshot.latencies) {
    if (summary.count == 0) continue;
    Line& line = m_lines[summary.name];
    if (summary.count != line.summary.count) line.busyAt = snapshot.at;
    line.summary = summary;
    line.typical << static_cast<double>(summary.p50Micros);
    if (line.typical.size() > pointsKept) line.typical.removeFirst();
  }
}

QList<QList<Cell>> TimingRows::rows() const {
  std::vector<const Line*> lines;
  for (const auto& [name, line] : m_lines)
    if (m_now.microsSince(line.busyAt) < quietMicros) lines.push_back(&line);
  std::stable_sort(lines.begin(), lines.end(), [](const Line* a, const Line* b) { return rankOf(a->summary.name) < rankOf(b->summary.name); });
  QList<QList<Cell>> rows;
  for (const Line* line : lines) {
    const telemetry::LatencySummary& s = line->summary;
    const bool quiet = s.perSecond <= 0;
    const auto time = [quiet](std::int64_t micros) { return quiet ? QString(QChar(0x2014)) : formatMicros(micros); };
    const Tone lane = s.command ? Tone::Write : Tone::Read;
    rows << QList<Cell>{{timingTitle(s.name), {s.command ? MarkShape::Square : MarkShape::Dot, lane}, Tone::Text, true, {}},
                        {s.command ? TimingRowsTexts::tr("command") : TimingRowsTexts::tr("query"), {}, Tone::Muted, false, {}},
                        {formatRate(s.perSecond), {}, Tone::Text, false, {}},
                        {time(s.p50Micros), {}, Tone::Text, false, {}},
                        {time(s.p99Micros), {}, Tone::Text, false, {}},
                        {time(s.maxMicros), {}, Tone::Text, false, {}},
                        {{}, {}, lane, false, line->typical}};
  }
  return rows;
}

}  // namespace twinlane::ui
