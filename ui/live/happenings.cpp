#include "live/happenings.h"

#include "words/glossary.h"

#include <QCoreApplication>

#include <algorithm>

namespace twinlane::ui {

namespace {
struct HappeningsTexts {
  Q_DECLARE_TR_FUNCTIONS(Happenings)
};
constexpr std::size_t worksKept = 64;
// An import that stores nothing for so long is over; levers are moved through many values.
constexpr std::int64_t restMicros = 2'000'000;
double secondsBefore(base::SteadyTime at, base::SteadyTime end) { return static_cast<double>(at.nanos - end.nanos) / 1e9; }
}  // namespace

void Happenings::see(const LiveState& state) {
  m_pauses.see(state.lists, state.steady);
  seeImport(state);
  seeRebuilds(state);
}

Happenings::Work* Happenings::running(const QString& name) {
  const auto found = std::find_if(m_works.rbegin(), m_works.rend(), [&name](const Work& work) { return work.open && work.name == name; });
  return found == m_works.rend() ? nullptr : &*found;
}

void Happenings::keep(Work work) {
  m_works.push_back(std::move(work));
  if (m_works.size() > worksKept) m_works.erase(m_works.begin());
}

// Facts are stored in slices; while their number grows an import runs.
void Happenings::seeImport(const LiveState& state) {
  if (!state.telemetry) return;
  const std::int64_t slices = state.telemetry->facts.count, before = std::exchange(m_factSlices, slices);
  Work* import = running({});
  if (before >= 0 && slices > before) {
    if (import == nullptr) keep({{}, state.steady, state.steady, HappeningsTexts::tr("import"), HappeningsTexts::tr("import over")});
    else import->to = state.steady;
  } else if (import != nullptr && state.steady.microsSince(import->to) > restMicros) {
    import->open = false;
  }
}

void Happenings::seeRebuilds(const LiveState& state) {
  for (const projection::Status& list : state.lists) {
    const QString name = listTitle(list.name);
    Work* work = running(name);
    if (list.rebuild && work == nullptr) keep({name, state.steady, state.steady, HappeningsTexts::tr("%1 made anew").arg(name), HappeningsTexts::tr("over")});
    if (list.rebuild || work == nullptr) continue;
    work->open = false;
    work->to = state.steady;
  }
}

void Happenings::mark(const QString& lever, const QString& words, base::SteadyTime at) {
  const auto last = std::find_if(m_works.rbegin(), m_works.rend(), [&lever](const Work& work) { return work.kind == ChartSpan::Kind::Moment && work.name == lever; });
  if (last != m_works.rend() && at.microsSince(last->to) < restMicros) {
    last->startLabel = words;
    last->to = at;
    return;
  }
  keep({lever, at, at, words, {}, false, ChartSpan::Kind::Moment});
}

QList<ChartSpan> Happenings::spans(base::SteadyTime end) const {
  QList<ChartSpan> spans = m_pauses.spans(end);
  for (const Work& work : m_works) {
    const bool isMoment = work.kind == ChartSpan::Kind::Moment;
    spans << ChartSpan{secondsBefore(work.from, end), isMoment ? secondsBefore(work.from, end) : work.open ? 0 : secondsBefore(work.to, end), work.open, work.startLabel, work.endLabel, work.kind};
  }
  std::stable_sort(spans.begin(), spans.end(), [](const ChartSpan& a, const ChartSpan& b) { return a.from < b.from; });
  return spans;
}

}  // namespace twinlane::ui
