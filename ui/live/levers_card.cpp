#include "live/levers_card.h"

#include "bridge/practice_load.h"
#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QStyle>

namespace twinlane::ui {

namespace {
constexpr int ordersAtRest = 40, mostReaders = 4, mostOrders = 100;
}

LeversCard::LeversCard(const Theme& theme, ShopSession& session, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_session(session), m_readersAtRest(session.engine().readers().readers()) {
  setProperty("card", true);
  setFixedWidth(px(250));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  auto* head = new QWidget;
  head->setFixedHeight(px(32));
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(12, 0, 12, 0);
  row->addWidget(makeLabel(theme, tr("Levers"), Type::CardTitle));
  row->addStretch(1);
  if (session.options().practice) {
    auto* practice = new MarkLabel(theme, Type::Label);
    practice->setState({MarkShape::Diamond, Tone::Third}, tr("practice"), Tone::Muted);
    row->addWidget(practice);
  }
  column->addWidget(head);
  column->addWidget(makeHairline());
  column->addWidget(pauseBlock());
  column->addWidget(makeHairline());
  if (session.load()) {
    column->addWidget(readsBlock());
    column->addWidget(makeHairline());
  }
  m_readers = new LeverSlider(theme, tr("Readers"), tr("Threads that answer screens."), 1, mostReaders, [](int n) { return QString::number(n); });
  m_readers->setValue(m_readersAtRest);
  connect(m_readers, &LeverSlider::moved, this, [this](int n) {
    // A reader that leaves ends its question first: not something for this thread to wait for.
    m_session.bridge().inBackground([&readers = m_session.engine().readers(), n] { readers.setReaders(n); }, this, {});
    emit leverMoved(QStringLiteral("readers"), n == 1 ? tr("one reader") : tr("readers: %1").arg(n));
  });
  column->addWidget(m_readers);
  column->addWidget(makeHairline());
  addLoadLevers(column);
  column->addStretch(1);
  column->addWidget(makeHairline());
  auto* foot = new QWidget;
  auto* footRow = new QHBoxLayout(foot);
  footRow->setContentsMargins(12, 8, 12, 8);
  m_rest = makeButton(theme, tr("All levers back to rest"), nullptr, "anew");
  m_rest->setToolTip(tr("Ctrl+Shift+0"));
  connect(m_rest, &QPushButton::clicked, this, &LeversCard::backToRest);
  footRow->addWidget(m_rest);
  column->addWidget(foot);
}

QWidget* LeversCard::pauseBlock() {
  auto* block = new QWidget;
  auto* column = new QVBoxLayout(block);
  column->setContentsMargins(12, 9, 12, 10);
  column->setSpacing(2);
  column->addWidget(makeLabel(m_theme, tr("Pause a view"), Type::DataStrong));
  column->addWidget(makeProse(m_theme, tr("Its changes wait in the log; nothing is lost."), Type::Label, "muted"));
  m_lists = new QGridLayout;
  m_lists->setContentsMargins(0, 5, 0, 0);
  m_lists->setVerticalSpacing(5);
  m_lists->setColumnStretch(0, 1);
  column->addLayout(m_lists);
  return block;
}

QWidget* LeversCard::readsBlock() {
  auto* block = new QWidget;
  auto* column = new QVBoxLayout(block);
  column->setContentsMargins(12, 9, 12, 10);
  column->setSpacing(2);
  auto* head = new QHBoxLayout;
  head->addWidget(makeLabel(m_theme, tr("Reads"), Type::DataStrong));
  head->addStretch(1);
  QLabel* value = makeLabel(m_theme, tr("%1 a second").arg(formatCount(m_session.load()->readsPerSecond())), Type::Data);
  head->addWidget(value);
  column->addLayout(head);
  column->addWidget(makeLabel(m_theme, tr("The same writing, more looking."), Type::Label, "muted"));
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 5, 0, 0);
  row->setSpacing(4);
  m_reads = new QButtonGroup(this);
  for (const int factor : {1, 5, 20}) {
    QPushButton* button = makeButton(m_theme, tr("× %1").arg(factor), "chip");
    button->setAccessibleName(tr("Reads times %1").arg(factor));
    button->setCheckable(true);
    button->setChecked(factor == 1);
    m_reads->addButton(button, factor);
    row->addWidget(button, 1);
  }
  connect(m_reads, &QButtonGroup::idClicked, this, [this, value](int factor) {
    m_session.load()->setReadFactor(factor);
    emit leverMoved(QStringLiteral("reads"), tr("reads × %1").arg(factor));
    value->setText(tr("%1 a second").arg(formatCount(m_session.load()->readsPerSecond())));
  });
  column->addLayout(row);
  return block;
}

void LeversCard::addLoadLevers(QVBoxLayout* column) {
  if (!m_session.load()) {
    QLabel* why = makeProse(m_theme, tr("Load and faults are for practice folders only. Watch the demo to try them."), Type::Label, "muted");
    why->setContentsMargins(12, 9, 12, 9);
    column->addWidget(why);
    return;
  }
  m_orders = new LeverSlider(m_theme, tr("Orders a second"), tr("Load of this practice shop."), 0, mostOrders, [](int n) { return QString::number(n); });
  m_orders->setValue(m_session.load()->ordersPerSecond());
  connect(m_orders, &LeverSlider::moved, this, [this](int n) {
    m_session.load()->setOrdersPerSecond(n);
    emit leverMoved(QStringLiteral("orders"), tr("orders: %1 a second").arg(n));
  });
  column->addWidget(m_orders);
}

void LeversCard::addRow(const std::string& list) {
  Row row;
  const int at = static_cast<int>(m_rows.size());
  row.state = new MarkLabel(m_theme, Type::Data);
  row.button = makeButton(m_theme, tr("Pause"), nullptr, "pause", true);
  row.button->setMinimumWidth(px(84));
  row.button->setAccessibleName(tr("Pause %1").arg(listTitle(list)));
  connect(row.button, &QPushButton::clicked, this, [this, list] { toggle(list); });
  m_lists->addWidget(row.state, at, 0, Qt::AlignLeft | Qt::AlignVCenter);
  m_lists->addWidget(row.button, at, 1);
  m_rows.emplace(list, row);
}

void LeversCard::toggle(const std::string& list) {
  if (m_rows[list].paused) m_session.bridge().resume(list);
  else m_session.bridge().pause(list, m_session.options().practice ? "lever in the practice folder" : "lever in the engine room");
}

// The lists come when the engine has told of them, after everything else stood here already.
void LeversCard::orderTabs() {
  QList<QWidget*> all;
  for (int at = 0; at < m_lists->count(); ++at)
    if (auto* button = qobject_cast<QPushButton*>(m_lists->itemAt(at)->widget())) all << button;
  if (m_reads)
    for (QAbstractButton* each : m_reads->buttons()) all << each;
  for (LeverSlider* lever : {m_readers, m_orders})
    if (lever) all << lever->control();
  all << m_rest;
  for (qsizetype i = 1; i < all.size(); ++i) setTabOrder(all[i - 1], all[i]);
}

void LeversCard::show(const LiveState& state, const PauseLog& pauses) {
  const std::size_t before = m_rows.size();
  for (const projection::Status& list : state.lists) {
    if (!m_rows.contains(list.name)) addRow(list.name);
    Row& row = m_rows[list.name];
    const auto pausedMs = pauses.pausedMs(list.name, state.steady);
    const QString title = listTitle(list.name);
    row.state->setState(stateMark(list.state, list.lagMs), pausedMs ? tr("%1 · %2").arg(title, formatAge(*pausedMs)) : title);
    const bool paused = list.state == projection::State::Paused;
    if (paused == row.paused) continue;
    row.paused = paused;
    row.button->setText(paused ? tr("Resume") : tr("Pause"));
    row.button->setAccessibleName(paused ? tr("Resume %1").arg(title) : tr("Pause %1").arg(title));
    row.button->setProperty("kind", paused ? QStringLiteral("primary") : QString());
    row.button->setIcon(m_theme.icon(paused ? QStringLiteral("resume") : QStringLiteral("pause"), paused ? m_theme.tokens().onfill : m_theme.tokens().text));
    row.button->style()->unpolish(row.button);
    row.button->style()->polish(row.button);
  }
  if (m_rows.size() != before) orderTabs();
}

void LeversCard::setReads(int factor) {
  if (m_reads && m_reads->button(factor)) m_reads->button(factor)->click();
}

void LeversCard::backToRest() {
  for (const auto& [list, row] : m_rows)
    if (row.paused) m_session.bridge().resume(list);
  m_readers->setValue(m_readersAtRest);
  if (m_orders) m_orders->setValue(ordersAtRest);
  setReads(1);
}

}  // namespace twinlane::ui
