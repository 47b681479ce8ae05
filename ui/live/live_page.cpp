#include "live/live_page.h"

#include "live/rate_history.h"
#include "parts/button.h"
#include "parts/choice_box.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QResizeEvent>
#include <QShortcut>

namespace twinlane::ui {

namespace {

constexpr int timesEveryBeats = 5;      // twice a second
constexpr int gutter = 10, padding = 12;
// In a low window lanes and times give their height to the charts; the table always ends with a whole row.
constexpr int lowHeight = 700, lanesHeight = 222, lanesLow = 190, timesAround = 62, timesRows = 7, timesRowsLow = 5;

}  // namespace

LivePage::LivePage(const Theme& theme, ShopSession& session, const UiClock& clock, QWidget* parent)
    : Page(parent),
      m_theme(theme),
      m_session(session),
      m_clock(clock),
      m_lanesCard(new Card(theme, tr("Two lanes"), tr("one dot is one change"))),
      m_lanes(new TwoLanes(theme)),
      m_charts(new LiveCharts(theme, session)),
      m_levers(new LeversCard(theme, session)) {
  m_actions = buildActions();
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
  left->addWidget(m_charts, 1);
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
  for (const int seconds : LiveCharts::offered) span->addItem(LiveCharts::spanWords(seconds), seconds);
  span->setCurrentIndex(span->findData(m_charts->seconds()));
  span->setObjectName(QStringLiteral("timeSpan"));
  connect(span, &QComboBox::currentIndexChanged, this, [this, span](int index) { setSeconds(span->itemData(index).toInt()); });
  m_pause = makeButton(m_theme, tr("Pause the screen"), nullptr, "pause");
  m_pause->setToolTip(tr("Ctrl+Space. Collecting goes on."));
  connect(m_pause, &QPushButton::clicked, this, [this] { setFrozen(!m_frozen); });
  m_back = makeButton(m_theme, tr("Back"), nullptr);
  m_back->setToolTip(tr("To the time shown before (Backspace in a chart, or Esc)"));
  m_back->hide();
  connect(m_back, &QPushButton::clicked, m_charts, &LiveCharts::back);
  connect(m_charts, &LiveCharts::zoomChanged, m_back, &QPushButton::setVisible);
  QPushButton* save = makeIconButton(m_theme, tr("Save what the charts show"), "export");
  save->setToolTip(tr("Save what the charts show: PNG, CSV or PDF (Ctrl+E)"));
  connect(save, &QPushButton::clicked, this, &LivePage::save);
  connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), this), &QShortcut::activated, this, &LivePage::save);
  connect(m_levers, &LeversCard::leverMoved, this, [this](const QString& lever, const QString& words) { m_charts->happenings().mark(lever, words, m_session.feed().state().steady); });
  row->addWidget(m_back);
  row->addWidget(span);
  row->addWidget(m_pause);
  row->addWidget(save);
  return box;
}

QWidget* LivePage::buildTimes() {
  auto* card = new Card(m_theme, tr("How long it takes"), tr("last 10 s"));
  m_timeRows = new RowTableModel(TimingRows::columns(), this);
  m_times = new DataTable(m_theme, tr("How long it takes"));
  m_times->setObjectName(QStringLiteral("times"));
  m_times->setModel(m_timeRows);
  m_times->setWidths({0, 86, 80, 76, 124, 76, 104});
  m_times->setSelectionMode(QAbstractItemView::NoSelection);
  m_times->setFocusPolicy(Qt::TabFocus);
  card->body()->addWidget(m_times);
  m_timesCard = card;
  return card;
}

void LivePage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  const bool low = height() < px(lowHeight);
  m_lanesCard->setFixedHeight(px(low ? lanesLow : lanesHeight));
  m_timesCard->setFixedHeight(px(timesAround) + m_times->verticalHeader()->defaultSectionSize() * (low ? timesRowsLow : timesRows));
}

void LivePage::setSeconds(int seconds) {
  m_charts->setSeconds(seconds);
  auto* span = m_actions->findChild<ChoiceBox*>(QStringLiteral("timeSpan"));
  if (span && span->currentData().toInt() != seconds) span->setCurrentIndex(span->findData(seconds));
}

void LivePage::setFrozen(bool frozen) {
  m_frozen = frozen;
  m_charts->setFrozen(frozen);
  m_pause->setText(frozen ? tr("Resume the screen") : tr("Pause the screen"));
  m_pause->setAccessibleName(m_pause->text());
  m_pause->setIcon(m_theme.icon(frozen ? QStringLiteral("resume") : QStringLiteral("pause")));
}

void LivePage::save() {
  // Of the moment in which it was asked for, however long the name takes.
  const FiledCharts charts = m_charts->filed();
  QString kind;
  QString path = QFileDialog::getSaveFileName(this, tr("Save what the charts show"), QStringLiteral("live.png"), tr("Picture (*.png);;Values (*.csv);;Page (*.pdf)"), &kind);
  if (path.isEmpty()) return;
  if (QFileInfo(path).suffix().isEmpty()) path += kind.section(QLatin1Char('*'), 1).section(QLatin1Char(')'), 0, 0);
  m_charts->say(saveCharts(charts, path).value_or(tr("saved as %1").arg(QFileInfo(path).fileName())));
}

bool LivePage::ready() const { return m_session.feed().samples().size() > 20; }

void LivePage::beat(int slot) {
  m_charts->beat(slot);
  if (m_frozen) return;
  m_lanes->advance(m_clock.secondsSinceLastBeat());
  if (slot == 0) showLanes();
  if (slot == 3 && m_beats++ % timesEveryBeats == 0) showTimes();
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
  m_levers->show(state, m_charts->happenings().pauses());
}

void LivePage::showTimes() {
  const auto snapshot = m_session.feed().state().telemetry;
  if (snapshot) m_timing.see(*snapshot);
  m_timeRows->setRows(m_timing.rows());
  const std::int64_t asked = snapshot ? snapshot->cacheHits + snapshot->cacheMisses : 0;
  if (asked > 0) m_timesCard->setSubtitle(tr("last 10 s; %1 % answered from memory since the start (%2)").arg(snapshot->cacheHits * 100 / asked).arg(formatBytes(snapshot->cacheBytes)));
}

}  // namespace twinlane::ui
