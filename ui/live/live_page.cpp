#include "live/live_page.h"

#include "live/rate_history.h"
#include "parts/button.h"
#include "parts/choice_box.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollArea>

namespace twinlane::ui {

namespace {

constexpr int timesEveryBeats = 5;      // twice a second
constexpr int gutter = 10, padding = 12;
constexpr double targetChanges = 200;
// In a low window lanes and times give their height to the charts; the table always ends with a whole row.
constexpr int lowHeight = 700, lanesHeight = 222, lanesLow = 190, timesAround = 62, timesRows = 7, timesRowsLow = 5, timesRow = 22;

// Colours of the lists after the first, which is the one that gets paused in the demo.
constexpr Tone listTones[] = {Tone::Third, Tone::Read, Tone::Fourth, Tone::Accent};

}  // namespace

LivePage::LivePage(const Theme& theme, ShopSession& session, const UiClock& clock, QWidget* parent)
    : Page(parent),
      m_theme(theme),
      m_session(session),
      m_clock(clock),
      m_actions(buildActions()),
      m_lanesCard(new Card(theme, tr("Two lanes"), tr("one dot is one change"))),
      m_lanes(new TwoLanes(theme)),
      m_levers(new LeversCard(theme, session)) {
  auto* write = new MarkLabel(theme, Type::Data);
  write->setState({MarkShape::Square, Tone::Write}, tr("write lane"), Tone::Write);
  auto* read = new MarkLabel(theme, Type::Data);
  read->setState({MarkShape::Dot, Tone::Read}, tr("read lane"), Tone::Read);
  m_lanesCard->corner()->addWidget(write);
  m_lanesCard->corner()->addWidget(read);
  m_lanesCard->body()->setContentsMargins(14, 4, 12, 8);
  m_lanesCard->body()->addWidget(m_lanes);

  auto* left = new QVBoxLayout;
  left->setSpacing(gutter);
  left->addWidget(m_lanesCard);
  left->addWidget(buildCharts(), 1);
  left->addWidget(buildTimes());
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(padding, padding, padding, padding);
  row->setSpacing(gutter);
  row->addLayout(left, 1);
  row->addWidget(m_levers);
}

QWidget* LivePage::buildActions() {
  auto* box = new QWidget(this);
  box->hide();
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  auto* span = new ChoiceBox(m_theme, tr("Time span of the charts"));
  for (const int seconds : {30, 60, 300}) span->addItem(tr("Last %1 s").arg(seconds), seconds);
  span->setCurrentIndex(1);
  span->setObjectName(QStringLiteral("timeSpan"));
  connect(span, &QComboBox::currentIndexChanged, this, [this, span](int index) { setSeconds(span->itemData(index).toInt()); });
  m_pause = makeButton(m_theme, tr("Pause the screen"), nullptr, "pause");
  m_pause->setToolTip(tr("Ctrl+Space. Collecting goes on."));
  connect(m_pause, &QPushButton::clicked, this, [this] { setFrozen(!m_frozen); });
  row->addWidget(span);
  row->addWidget(m_pause);
  return box;
}

QWidget* LivePage::buildCharts() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(gutter);
  m_throughput = new LiveChart(m_theme, tr("Throughput"), tr("a second"));
  m_throughput->setObjectName(QStringLiteral("throughput"));
  m_throughput->setSeries({{tr("stored"), Tone::Write}, {tr("applied"), Tone::Read}, {tr("reads"), Tone::Fourth}});
  m_behind = new LiveChart(m_theme, tr("Behind by"), tr("changes behind"));
  m_behind->setObjectName(QStringLiteral("behind"));
  m_behind->setTarget(targetChanges, tr("target %1").arg(formatCount(static_cast<std::int64_t>(targetChanges))));
  auto* left = new Card(m_theme, tr("Throughput"), tr("what is written and what is read"));
  left->body()->setContentsMargins(2, 0, 2, 2);
  left->body()->addWidget(m_throughput, 1);
  auto* right = new Card(m_theme, tr("Behind by"), tr("how far each list is from the log"));
  right->body()->setContentsMargins(2, 0, 2, 2);
  right->body()->addWidget(m_behind, 1);
  row->addWidget(left, 1);
  row->addWidget(right, 1);
  return box;
}

QWidget* LivePage::buildTimes() {
  auto* card = new Card(m_theme, tr("How long it takes"), tr("last 10 s"));
  m_timeRows = new RowTableModel(TimingRows::columns(), this);
  m_times = new DataTable(m_theme, tr("How long it takes"));
  m_times->setObjectName(QStringLiteral("times"));
  m_times->setModel(m_timeRows);
  m_times->setWidths({0, 84, 88, 84, 128, 84, 140});
  m_times->setSelectionMode(QAbstractItemView::NoSelection);
  m_times->setFocusPolicy(Qt::TabFocus);
  card->body()->addWidget(m_times);
  m_timesCard = card;
  return card;
}

void LivePage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  const bool low = height() < lowHeight;
  m_lanesCard->setFixedHeight(low ? lanesLow : lanesHeight);
  m_timesCard->setFixedHeight(timesAround + timesRow * (low ? timesRowsLow : timesRows));
}

void LivePage::setSeconds(int seconds) {
  m_seconds = seconds;
  m_throughput->setSeconds(seconds);
  m_behind->setSeconds(seconds);
  auto* span = m_actions->findChild<ChoiceBox*>(QStringLiteral("timeSpan"));
  if (span && span->currentData().toInt() != seconds) span->setCurrentIndex(span->findData(seconds));
}

void LivePage::setFrozen(bool frozen) {
  m_frozen = frozen;
  m_pause->setText(frozen ? tr("Resume the screen") : tr("Pause the screen"));
  m_pause->setAccessibleName(m_pause->text());
  m_pause->setIcon(m_theme.icon(frozen ? QStringLiteral("resume") : QStringLiteral("pause")));
}

bool LivePage::ready() const { return m_session.feed().samples().size() > 20; }

void LivePage::beat(int slot) {
  m_pauses.see(m_session.feed().state().lists, m_session.feed().state().steady);
  if (m_frozen) return;
  m_lanes->advance(m_clock.secondsSinceLastBeat());
  if (slot == 0) {
    showLanes();
    feedThroughput();
  }
  if (slot == 1) feedBehind();
  if (slot == 3 && m_beats++ % timesEveryBeats == 0) showTimes();
}

void LivePage::feedThroughput() {
  const RateHistory history(m_session.feed().samples());
  m_throughput->feed({history.rate(&telemetry::Sample::stored, m_seconds), history.rate(&telemetry::Sample::applied, m_seconds),
                      history.rate(&telemetry::Sample::reads, m_seconds)},
                     m_pauses.spans(m_session.feed().state().steady), m_session.feed().state().steady.nanos / 1'000'000);
}

void LivePage::feedBehind() {
  const RateHistory history(m_session.feed().samples());
  const LiveState& state = m_session.feed().state();
  QList<ChartSeries> series;
  QList<QList<QPointF>> lines;
  for (const projection::Status& list : state.lists) {
    series << ChartSeries{listTitle(list.name).toLower(), listTones[static_cast<std::size_t>(series.size()) % std::size(listTones)]};
    lines << history.behind(list.name, m_seconds);
  }
  m_behind->setSeries(series);
  m_behind->feed(lines, m_pauses.spans(state.steady), state.steady.nanos / 1'000'000);
}

void LivePage::showLanes() {
  const LiveState& state = m_session.feed().state();
  const RateHistory history(m_session.feed().samples());
  LanesFigures figures;
  figures.writesPerSecond = history.rateNow(&telemetry::Sample::stored);
  figures.entry = tr("%1 a second").arg(formatRate(history.rateNow(&telemetry::Sample::accepted)));
  if (state.telemetry && state.telemetry->commit.count > 0) figures.decide = formatMicros(state.telemetry->commit.p50Micros);
  figures.log = tr("no. %1").arg(formatCount(state.head));
  figures.screens = tr("%1 reads/s").arg(formatRate(history.rateNow(&telemetry::Sample::reads)));
  for (const projection::Status& list : state.lists)
    figures.views << LaneView{listTitle(list.name), list.state == projection::State::Paused, figures.writesPerSecond};
  m_lanes->setFigures(figures);
  m_lanesCard->setSubtitle(m_lanes->caption());
  m_levers->show(state, m_pauses);
}

void LivePage::showTimes() {
  const auto snapshot = m_session.feed().state().telemetry;
  if (snapshot) m_timing.see(*snapshot);
  m_timeRows->setRows(m_timing.rows());
  const std::int64_t asked = snapshot ? snapshot->cacheHits + snapshot->cacheMisses : 0;
  if (asked > 0) m_timesCard->setSubtitle(tr("last 10 s; since the start %1 % of what lists were asked was answered from memory (%2)").arg(snapshot->cacheHits * 100 / asked).arg(formatBytes(snapshot->cacheBytes)));
}

}  // namespace twinlane::ui
