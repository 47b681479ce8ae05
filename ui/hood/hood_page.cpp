#include "hood/hood_page.h"

#include "domain/format/encoding.h"
#include "hood/hood_rows.h"
#include "hood/hops_view.h"
#include "hood/related_line.h"
#include "hood/why_line.h"
#include "log/log_model.h"
#include "parts/button.h"
#include "parts/label.h"
#include "words/formats.h"

#include <QSignalBlocker>

namespace twinlane::ui {

namespace {

constexpr std::size_t mostEvents = 1'000'000;
constexpr int askEveryBeats = 10;  // once a second
constexpr int mostTraceAsks = 5;
const std::string shownList = "order_list";

DataTable* laneTable(const Theme& theme, RowTableModel* rows, const QString& name, const char* object, const QList<int>& widths) {
  auto* table = new DataTable(theme, name);
  table->setObjectName(QString::fromLatin1(object));
  table->setModel(rows);
  table->setRowHeight(22);
  table->setWidths(widths);
  return table;
}

}  // namespace

HoodPage::HoodPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_head(new Card(theme, {})),
      m_write(new Card(theme, tr("Write state"), tr("for deciding"))),
      m_log(new Card(theme, tr("Events"), tr("what happened, for ever"))),
      m_read(new Card(theme, tr("Read document"), tr("for screens"))),
      m_hopsCard(new Card(theme, tr("Hops"))),
      m_title(makeLabel(theme, tr("No order chosen"), Type::Heading)),
      m_at(makeLabel(theme, {}, Type::Data)),
      m_slider(new QSlider(Qt::Horizontal)),
      m_before(makeButton(theme, tr("Before"), nullptr, nullptr, true)),
      m_after(makeButton(theme, tr("After"), nullptr, nullptr, true)),
      m_writeRows(new RowTableModel({{.title = tr("Field"), .whole = true}, {.title = tr("Value"), .wraps = true}}, this)),
      m_eventRows(new RowTableModel({{tr("No."), true}, {.title = tr("Event"), .whole = true}, {tr("Log no."), true}, {.title = tr("Stored at"), .whole = true}}, this)),
      m_readRows(new RowTableModel({{.title = tr("Field"), .whole = true}, {.title = tr("Value"), .wraps = true}}, this)),
      m_payload(new QPlainTextEdit),
      m_hops(new HopsView(theme)),
      m_related(new RelatedLine(theme, session)),
      m_why(new WhyLine(theme, session)) {
  buildHead(theme);
  m_hopsCard->body()->addWidget(m_hops);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  column->addWidget(m_head);
  column->addWidget(buildLanes(theme), 1);
  column->addWidget(m_hopsCard);
}

void HoodPage::buildHead(const Theme& theme) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(10);
  QPushButton* back = makeButton(theme, tr("Orders"), "link");
  row->addWidget(back);
  row->addWidget(m_title);
  row->addStretch(1);
  row->addWidget(makeLabel(theme, tr("State after change"), Type::Data, "muted"));
  m_slider->setAccessibleName(tr("State after change"));
  m_slider->setFixedWidth(px(220));
  m_slider->setRange(0, 0);
  m_slider->setPageStep(1);
  for (QWidget* part : {static_cast<QWidget*>(m_before), static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_after), static_cast<QWidget*>(m_at)}) row->addWidget(part);
  m_head->body()->addLayout(row);
  m_head->body()->addWidget(m_related);
  connect(m_related, &RelatedLine::customerAsked, this, &HoodPage::customerAsked);
  connect(m_related, &RelatedLine::productAsked, this, &HoodPage::productAsked);
  connect(m_related, &RelatedLine::eventAsked, this, &HoodPage::eventAsked);
  connect(m_why, &WhyLine::eventAsked, this, &HoodPage::eventAsked);
  connect(back, &QPushButton::clicked, this, &HoodPage::back);
  connect(m_before, &QPushButton::clicked, this, [this] { goTo(change() - 1); });
  connect(m_after, &QPushButton::clicked, this, [this] { goTo(change() + 1); });
  connect(m_slider, &QSlider::valueChanged, this, &HoodPage::showChange);
}

QWidget* HoodPage::buildLanes(const Theme& theme) {
  auto* lanes = new QWidget;
  auto* row = new QHBoxLayout(lanes);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(10);
  m_writeTable = laneTable(theme, m_writeRows, tr("Write state"), "hoodWrite", {110, 0});
  m_eventTable = laneTable(theme, m_eventRows, tr("Events"), "hoodEvents", {36, 0, 76, 76});
  m_readTable = laneTable(theme, m_readRows, tr("Read document"), "hoodRead", {116, 0});
  for (DataTable* table : {m_writeTable, m_readTable}) table->setSelectionMode(QAbstractItemView::NoSelection);
  m_write->corner()->addWidget(makeLabel(theme, tr("■ write lane"), Type::Label, "write"));
  m_read->corner()->addWidget(makeLabel(theme, tr("● read lane"), Type::Label, "read"));
  m_payload->setReadOnly(true);
  m_payload->setTabChangesFocus(true);
  m_payload->setFont(theme.font(Type::Mono));
  m_payload->setObjectName(QStringLiteral("hoodPayload"));
  m_payload->setAccessibleName(tr("What the event says"));
  m_write->body()->addWidget(m_writeTable, 1);
  m_log->body()->addWidget(m_eventTable, 1);
  m_log->body()->addWidget(m_payload, 1);
  m_read->body()->addWidget(m_readTable, 1);
  m_read->body()->addWidget(m_why);
  for (Card* card : {m_write, m_log, m_read}) row->addWidget(card, 1);
  connect(m_eventTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (!m_isMoving && index.row() >= 0) goTo(index.row() + 1);
  });
  return lanes;
}

void HoodPage::showOrder(const QString& order) {
  if (order != m_order) {
    m_order = order;
    m_events.clear();
    m_slider->setRange(0, 0);
    m_title->setText(tr("Order %1").arg(order));
    m_why->setRow(shownList, shownList, order);
  }
  ask();
}

// Named on the command line there is no order yet: the newest.
void HoodPage::shown() {
  if (!m_order.isEmpty()) return ask();
  using Orders = base::Result<query::OrderPage>;
  m_session.bridge().ask<Orders>(this, [](query::Reader& reader) { return reader.orders({.filter = {}, .limit = 1}); }, [this](Orders page) {
    if (page && !page->orders.empty() && m_order.isEmpty()) showOrder(QString::fromStdString(page->orders.front().order));
  });
}

bool HoodPage::closeTopmost() {
  emit back();
  return true;
}

void HoodPage::beat(int slot) {
  if (slot != 0 || m_beats++ % askEveryBeats != 0 || m_order.isEmpty()) return;
  if (m_session.feed().state().head != m_askedAt) ask();
  else if (!m_events.empty()) askHops();
}

void HoodPage::ask() {
  m_askedAt = m_session.feed().state().head;
  using Events = base::Result<query::EventPage>;
  const store::StreamRef stream{domain::Category::Order, m_order.toStdString()};
  m_session.bridge().ask<Events>(
      this, [name = stream.toText()](query::Reader& reader) { return reader.events(0, mostEvents, name); },
      [this, order = m_order](Events page) {
        if (page && order == m_order) take(std::move(page->events));
      });
}

void HoodPage::take(std::vector<store::StoredEvent> events) {
  if (events.size() == m_events.size()) {
    askHops();
    return;
  }
  const bool wasAtEnd = m_events.empty() || change() == changes();
  m_events = std::move(events);
  QList<QList<Cell>> rows;
  for (const store::StoredEvent& event : m_events)
    rows << QList<Cell>{{QString::number(event.version), {}, Tone::Muted, false, {}}, {changeTitle(event), {}, Tone::Text, true, {}}, {formatCount(event.position), {}, Tone::Text, false, {}}, {m_session.time().clock(event.recordedAt), {}, Tone::Muted, false, {}}};
  m_eventRows->setRows(std::move(rows));
  {
    const QSignalBlocker once(m_slider);  // it is shown below
    m_slider->setRange(1, std::max(1, changes()));
    if (wasAtEnd) m_slider->setValue(changes());
  }
  showChange();
}

base::CommandId HoodPage::commandShown() const { return m_events[static_cast<std::size_t>(change()) - 1].command; }

void HoodPage::goTo(int change) { m_slider->setValue(std::clamp(change, m_slider->minimum(), m_slider->maximum())); }

void HoodPage::showChange() {
  if (m_events.empty()) return;
  const auto at = static_cast<std::size_t>(std::clamp(change(), 1, changes()));
  m_isMoving = true;
  m_eventTable->selectRow(static_cast<int>(at) - 1);
  m_isMoving = false;
  m_at->setText(tr("%1 of %2").arg(formatCount(static_cast<std::int64_t>(at)), formatCount(changes())));
  m_before->setEnabled(at > 1);
  m_after->setEnabled(at < m_events.size());
  domain::OrderState state, before;
  for (std::size_t i = 0; i < at; ++i) {
    if (i + 1 == at) before = state;
    const store::StoredEvent& event = m_events[i];
    if (const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed)) domain::evolve(state, *decoded, {event.when(), event.version});
  }
  const store::StoredEvent& event = m_events[at - 1];
  m_writeRows->setRows(changedRows(writeValues(state, event.version), at == 1 ? NamedValues{} : writeValues(before, m_events[at - 2].version)));
  m_payload->setPlainText(payloadOf(event));
  askHops();
  showHops();
  askDocuments();
}

void HoodPage::askDocuments() {
  struct Both {
    query::OrderDocument now;
    std::optional<query::OrderDocument> before;
  };
  using Outcome = base::Result<Both>;
  const std::int64_t version = m_events[static_cast<std::size_t>(change()) - 1].version;
  m_session.bridge().ask<Outcome>(
      this,
      [order = m_order.toStdString(), version](query::Reader& reader) -> Outcome {
        auto now = reader.order(order, version);
        if (!now) return tl::unexpected(now.error());
        Both both{std::move(*now), {}};
        if (version > 1)
          if (auto before = reader.order(order, version - 1)) both.before = std::move(*before);
        return both;
      },
      [this, order = m_order, shown = change()](Outcome both) {
        if (order != m_order || shown != change()) return;
        if (!both) {
          m_readRows->setRows({});
          return m_read->setSubtitle(tr("not in the list yet"));
        }
        m_read->setSubtitle(tr("for screens"));
        m_related->show(m_events, both->now);
        m_readRows->setRows(changedRows(readValues(both->now, m_session.time()), both->before ? readValues(*both->before, m_session.time()) : NamedValues{}));
      });
}

// Where its time went is remembered by the engine or kept in a file, which is not read here.
void HoodPage::askHops() {
  using Outcome = base::Result<telemetry::Trace>;
  const base::CommandId command = commandShown();
  if (m_trace.command != command) m_trace = {command, {}, 0, false};
  // What lists did may come to be known a little later.
  const bool isWhole = m_trace.found && std::any_of(m_trace.found->lists.begin(), m_trace.found->lists.end(), [](const telemetry::ListHops& list) { return list.list == shownList; });
  if (isWhole || m_trace.asked >= mostTraceAsks) return;
  ++m_trace.asked;
  m_session.bridge().fetch<Outcome>(
      EngineBridge::Length::Quick, [engine = &m_session.engine(), command] { return engine->trace(command); }, this,
      [this, command](Outcome found) {
        if (m_trace.command != command) return;
        if (found) m_trace.found = std::move(*found);
        m_trace.isAnswered = m_trace.found || m_trace.asked > 1;  // what was just stored may be known a moment later
        showHops();
      });
}

void HoodPage::showHops() {
  if (m_events.empty()) return;
  m_hopsCard->setTitle(tr("Hops of change %1").arg(formatCount(m_events[static_cast<std::size_t>(change()) - 1].version)));
  const auto& telemetry = m_session.feed().state().telemetry;
  if (m_trace.found && m_trace.command == commandShown()) {
    const Press* press = m_session.bridge().presses().find(m_trace.command);
    const QList<HopBar> hops = hopsOf(*m_trace.found, shownList, telemetry ? telemetry->traces.sampled : std::vector<telemetry::Trace>(), press);
    const QString way = !press ? tr("from the queue to the order list · %1") : press->drawn ? tr("from the key press to the screen · %1") : tr("from the key press to the order list · %1");
    m_hopsCard->setSubtitle(way.arg(formatMicros((hops.constLast().fromNanos + hops.constLast().nanos) / 1000)));
    return m_hops->show(hops);
  }
  m_hopsCard->setSubtitle({});
  if (m_trace.isAnswered) m_hops->say(tr("The times of this command are not kept: the first %1 of each second are, one in a hundred of those beyond, and the slowest; of all these the newest.").arg(telemetry::TraceBook::eachOfASecond));
  else m_hops->show({});
}

}  // namespace twinlane::ui
