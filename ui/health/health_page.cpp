#include "health/health_page.h"

#include "hood/hops_view.h"
#include "parts/button.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QDir>
#include <QGridLayout>

namespace twinlane::ui {

namespace {

constexpr int showEveryBeats = 10;  // once a second
const std::string seenIn = "order_list";

StateMark healthMark(const engine::Health& health) {
  if (!health.answered) return {MarkShape::Ring, Tone::Muted};
  if (health.closedBecause || health.state == engine::HealthState::Halted) return {MarkShape::Square, Tone::Bad};
  return health.state == engine::HealthState::Normal ? StateMark{MarkShape::Dot, Tone::Ok} : StateMark{MarkShape::Triangle, Tone::Warn};
}

QString healthWord(const engine::Health& health) {
  if (!health.answered) return HealthPage::tr("Checking");
  if (health.closedBecause) return HealthPage::tr("Closed: nothing is stored any more");
  switch (health.state) {
    case engine::HealthState::Normal: return HealthPage::tr("Every accepted order is stored");
    case engine::HealthState::CatchingUp: return HealthPage::tr("Stored; the lists catch up");
    case engine::HealthState::ReadOnly: return HealthPage::tr("Opened for reading: no order is taken");
    default: return HealthPage::tr("Halted: no order is taken");
  }
}

}  // namespace

HealthPage::HealthPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_state(new MarkLabel(theme, Type::Heading)),
      m_reason(makeProse(theme, {}, Type::Data)),
      m_checkRows(new RowTableModel({{.title = tr("List")}, {.title = tr("Checked"), .whole = true}, {tr("True at log no."), true}, {.title = tr("Found"), .wraps = true}}, this)),
      m_slowRows(new RowTableModel({{.title = tr("When"), .whole = true}, {.title = tr("Command")}, {tr("Stored after"), true}, {.title = tr("Longest part")}, {tr("of it"), true}}, this)),
      m_hops(new HopsView(theme)) {
  for (QLabel** label : {&m_head, &m_orders, &m_size, &m_folder, &m_zone}) *label = makeProse(theme, {}, Type::Data);
  auto* left = new QVBoxLayout;
  left->setSpacing(10);
  left->addWidget(buildStored(theme));
  left->addWidget(buildChecked(theme), 1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 12, 12, 12);
  row->setSpacing(10);
  row->addLayout(left, 1);
  row->addWidget(buildSlowest(theme), 1);
}

QWidget* HealthPage::buildStored(const Theme& theme) {
  auto* card = new Card(theme, tr("What is stored"));
  auto* column = new QVBoxLayout;
  column->setContentsMargins(12, 2, 12, 12);
  column->setSpacing(8);
  column->addWidget(m_state);
  column->addWidget(m_reason);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(5);
  grid->setColumnStretch(1, 1);
  int at = 0;
  for (const auto& [name, value] : {std::pair{tr("Log ends at no."), m_head}, {tr("Orders"), m_orders}, {tr("On disk"), m_size}, {tr("Shop folder"), m_folder}, {tr("Days of"), m_zone}}) {
    grid->addWidget(makeLabel(theme, name, Type::Data, "muted"), at, 0, Qt::AlignTop);
    grid->addWidget(value, at++, 1);
  }
  column->addLayout(grid);
  card->body()->addLayout(column);
  return card;
}

QWidget* HealthPage::buildChecked(const Theme& theme) {
  auto* card = new Card(theme, tr("Held against the log"));
  m_checkTable = new DataTable(theme, tr("Held against the log"));
  m_checkTable->setObjectName(QStringLiteral("checked"));
  m_checkTable->setModel(m_checkRows);
  m_checkTable->setRowHeight(27);
  m_checkTable->setWidths({108, 96, 124, 0});
  QPushButton* all = makeButton(theme, tr("Check all"), nullptr, "check", true);
  connect(all, &QPushButton::clicked, this, [this] { m_session.bridge().report(m_session.engine().proveSoon({})); });
  card->corner()->addWidget(all);
  card->body()->addWidget(m_checkTable, 1);
  connect(m_checkTable, &QAbstractItemView::activated, this, &HealthPage::viewsAsked);
  return card;
}

QWidget* HealthPage::buildSlowest(const Theme& theme) {
  auto* card = new Card(theme, tr("Slowest commands"), tr("the fifty slowest since the folder was opened"));
  m_slowTable = new DataTable(theme, tr("Slowest commands"));
  m_slowTable->setObjectName(QStringLiteral("slowest"));
  m_slowTable->setModel(m_slowRows);
  m_slowTable->setRowHeight(22);
  m_slowTable->setWidths({96, 0, 92, 184, 64});
  m_empty = new EmptyState(theme, m_slowTable->viewport());
  card->body()->addWidget(m_slowTable, 1);
  card->body()->addWidget(makeHairline());
  card->body()->addWidget(m_hops);
  connect(m_slowTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (m_isKeeping || index.row() < 0 || static_cast<std::size_t>(index.row()) >= m_slowest.size()) return;
    m_chosen = m_slowest[static_cast<std::size_t>(index.row())].command;
    showHops();
  });
  return card;
}

void HealthPage::beat(int slot) {
  if (slot == 0 && m_beats++ % showEveryBeats == 0) show();
}

void HealthPage::show() {
  showStored();
  showChecked();
  showSlowest();
}

void HealthPage::showStored() {
  const LiveState& state = m_session.feed().state();
  const engine::Health& health = state.health;
  m_state->setState(healthMark(health), healthWord(health));
  QString reason = health.closedBecause ? QString::fromStdString(health.closedBecause->what + (health.closedBecause->remedy.empty() ? "" : ". " + health.closedBecause->remedy)) : QString::fromStdString(health.reason);
  if (!reason.isEmpty() && health.since.micros > 0) reason += tr(" (since %1)").arg(m_session.time().moment(health.since, state.now));
  m_reason->setText(reason);
  m_reason->setVisible(!reason.isEmpty());
  m_head->setText(formatCount(state.head));
  m_orders->setText(state.orders < 0 ? QString(QChar(0x2026)) : formatCount(state.orders));
  m_size->setText(state.bytesOnDisk < 0 ? QString(QChar(0x2026)) : formatBytes(state.bytesOnDisk));
  m_folder->setText(m_session.scratch() ? tr("a practice folder, which ends with the window") : QDir::toNativeSeparators(QDir(m_session.options().folder).absolutePath()));
  m_zone->setText(QString::fromStdString(m_session.time().zone()));
}

void HealthPage::showChecked() {
  const LiveState& state = m_session.feed().state();
  QList<QList<Cell>> rows;
  const QString none(QChar(0x2014));
  for (const projection::Status& list : state.lists) {
    const auto& proof = list.proof;
    QString found = tr("not yet");
    StateMark mark{MarkShape::Ring, Tone::Muted};
    if (list.isBeingProved) found = tr("being held against it now");
    else if (proof && proof->isSame) found = tr("equal, row for row");
    else if (proof) found = QString::fromStdString(proof->difference);
    if (proof && !list.isBeingProved) mark = proof->isSame ? StateMark{MarkShape::Dot, Tone::Ok} : StateMark{MarkShape::Square, Tone::Bad};
    rows << QList<Cell>{{listTitle(list.name), {}, Tone::Text, true, {}},
                        {proof ? m_session.time().moment(proof->at, state.now) : none, {}, Tone::Muted, false, {}},
                        {proof ? formatCount(proof->position) : none, {}, Tone::Text, false, {}},
                        {found, mark, proof && !proof->isSame ? Tone::Bad : Tone::Text, false, {}}};
  }
  m_checkRows->setRows(std::move(rows));
}

void HealthPage::showSlowest() {
  const LiveState& state = m_session.feed().state();
  if (state.telemetry) m_slowest = state.telemetry->traces.slowest;
  QList<QList<Cell>> rows;
  int chosen = -1;
  for (const telemetry::Trace& trace : m_slowest) {
    const QList<HopBar> hops = hopsOf(trace, {}, {});
    const auto longest = std::max_element(hops.begin(), hops.end(), [](const HopBar& a, const HopBar& b) { return a.nanos < b.nanos; });
    if (trace.command == m_chosen) chosen = static_cast<int>(rows.size());
    rows << QList<Cell>{{m_session.time().clock(trace.receivedAt), {}, Tone::Muted, false, {}},
                        {timingTitle(state.telemetry->latencies[trace.kind].name), {}, Tone::Text, true, {}},
                        {formatMicros(trace.totalNanos() / 1000), {}, Tone::Text, true, {}},
                        {longest->name, {}, Tone::Text, false, {}},
                        {tr("%1 %").arg(trace.totalNanos() > 0 ? longest->nanos * 100 / trace.totalNanos() : 0), {}, Tone::Muted, false, {}}};
  }
  m_isKeeping = true;
  m_slowRows->setRows(std::move(rows));
  if (chosen >= 0) m_slowTable->selectRow(chosen);
  m_isKeeping = false;
  if (m_slowest.empty()) m_empty->say(tr("No command was given since the folder was opened."));
  else m_empty->hide();
  if (chosen < 0 && !m_slowest.empty()) m_slowTable->selectRow(0);
  showHops();
}

void HealthPage::showHops() {
  const auto found = std::find_if(m_slowest.begin(), m_slowest.end(), [this](const telemetry::Trace& trace) { return trace.command == m_chosen; });
  if (found == m_slowest.end()) return m_hops->say(tr("Choose a command to see where its time went."));
  m_hops->show(hopsOf(*found, seenIn, m_session.feed().state().telemetry->traces.sampled));
}

}  // namespace twinlane::ui
