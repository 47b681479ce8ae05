#include "orders/blotter.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include "query/language/order_language.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QHideEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace twinlane::ui {

namespace {
constexpr int typingMs = 120;
// Placed and changed have room for a day with its year: imported orders are old.
const QList<int> wideWidths = {64, 0, 116, 52, 96, 124, 92};
const QList<int> narrowWidths = {64, 0, 116, 0, 96, 124, 0};
}  // namespace

Blotter::Blotter(const Theme& theme, ShopSession& session, QWidget* parent)
    : QFrame(parent),
      m_theme(theme),
      m_session(session),
      m_source(new EngineOrders(session.bridge(), this)),
      m_model(new OrderTableModel(*m_source, session.time(), this)),
      m_table(new DataTable(theme, tr("Orders"))) {
  setProperty("card", true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  column->addWidget(buildFilter());
  m_table->setObjectName(QStringLiteral("orders"));
  m_table->setModel(m_model);
  m_table->setWidths(wideWidths);
  m_empty = new EmptyState(theme, m_table->viewport());
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (filtered()) clearFilter();
    else emit newOrderAsked();
  });
  m_table->horizontalHeader()->setSectionsClickable(true);
  column->addWidget(m_table, 1);
  column->addWidget(buildFooter());
  m_typing.setSingleShot(true);
  m_typing.setInterval(typingMs);
  connect(&m_typing, &QTimer::timeout, this, &Blotter::reload);
  connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, &Blotter::sortBy);
  // Not the current row: a table that gets the keyboard has one at once, and nobody has chosen it.
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Blotter::choose);
  connect(m_table, &QAbstractItemView::clicked, this, &Blotter::choose);
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (const auto* s = m_model->summary(index.row())) emit opened(QString::fromStdString(s->order));
  });
  connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &Blotter::showFooter);
  connect(m_model, &OrderTableModel::vectorArrived, this, [this] {
    m_ordersThen = -1;
    askCounts();
    showFooter();
    // The choice is kept without opening again what was closed.
    m_keeping = true;
    if (const auto row = m_model->rowOf(m_chosen)) m_table->selectRow(*row);
    m_keeping = false;
    if (m_firstWanted) selectFirst();
    // The newest stands on top.
    if (std::exchange(m_arrived, false) && m_sort == query::OrderSorting{{}}) m_table->scrollToTop();
  });
  connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
    if (m_awaited) choose();
    showFooter();
  });
  connect(m_source, &EngineOrders::failed, this, [this](const QString& text) { m_problem->setText(text); });
}

QWidget* Blotter::buildFilter() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(8);
  m_text = new QLineEdit;
  m_text->setObjectName(QStringLiteral("filter"));
  m_text->setAccessibleName(tr("Filter by order number or customer"));
  m_text->setPlaceholderText(tr("Order or customer"));
  m_text->setToolTip(tr("Words, or status:shipped customer:ann total>100 placed:2011-11; with OR, - for not, ( ) and \"quotes\""));
  m_text->setClearButtonEnabled(true);
  QAction* funnel = m_text->addAction(m_theme.icon(QStringLiteral("filter"), m_theme.tokens().muted), QLineEdit::LeadingPosition);
  connect(&m_theme, &Theme::changed, this, [this, funnel] { funnel->setIcon(m_theme.icon(QStringLiteral("filter"), m_theme.tokens().muted)); });
  m_status = new ChoiceBox(m_theme, tr("Status"));
  m_status->addItem(tr("Any status"), -1);
  for (std::size_t i = 0; i < domain::orderStatusNames.size(); ++i)
    m_status->addItem(statusWord(static_cast<domain::OrderStatus>(i)), static_cast<int>(i));
  m_matches = makeLabel(m_theme, {}, Type::Data, "muted");
  m_pill = makeButton(m_theme, {}, "pill");
  m_pill->hide();
  row->addWidget(m_text, 1);
  row->addWidget(m_matches);
  row->addWidget(m_status);
  row->addWidget(m_pill);
  connect(m_text, &QLineEdit::textChanged, this, [this] {
    wantNoFirst();
    m_typing.start();
  });
  connect(m_status, &QComboBox::currentIndexChanged, this, [this] {
    wantNoFirst();
    reload();
  });
  connect(m_pill, &QPushButton::clicked, this, &Blotter::reload);
  return box;
}

QWidget* Blotter::buildFooter() {
  auto* box = new QFrame;
  box->setProperty("card", QStringLiteral("plain"));
  box->setFixedHeight(26);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(16);
  m_rows = makeLabel(m_theme, {}, Type::Label, "muted");
  m_problem = makeLabel(m_theme, {}, Type::Label, "bad");
  m_fixed = makeLabel(m_theme, {}, Type::Label, "muted");
  row->addWidget(m_rows);
  row->addWidget(m_problem);
  row->addStretch(1);
  row->addWidget(m_fixed);
  return box;
}

void Blotter::reload() {
  const QString text = m_text->text().trimmed();
  auto where = query::orderConditionFrom(text.toStdString());
  // What is still being typed leaves the rows as they are.
  if (!where) return showFault(where.error());
  m_problem->clear();
  m_problem->setToolTip({});
  m_pill->hide();
  const base::Timestamp now = m_session.engine().clock().wall();
  m_model->setNow(now, m_session.engine().clock().steady().nanos / 1'000'000);
  m_askedText = text;
  const int status = m_status->currentData().toInt();
  m_askedStatus = status >= 0 ? std::optional(static_cast<domain::OrderStatus>(status)) : std::nullopt;
  query::OrderFilter filter;
  filter.where = m_askedStatus ? query::allOf({query::fieldIs(query::OrderField::Status, status), std::move(*where)}) : std::move(*where);
  m_model->load(filter, m_sort);
  m_fixedAt = tr("Order of rows fixed at %1; values stay live").arg(m_session.time().clock(now));
  m_fixed->setText(m_fixedAt);
}

void Blotter::refresh() {
  const LiveState& state = m_session.feed().state();
  m_model->setNow(state.now, state.steady.nanos / 1'000'000);
  m_table->viewport()->update();
  if (!m_model->loaded() && !m_model->loading()) return reload();
  // Nothing is asked while the list has not moved.
  store::Position listAt = 0;
  for (const projection::Status& list : state.lists)
    if (list.name == "order_list") listAt = list.position;
  if (listAt == m_refreshedAt) return;
  m_refreshedAt = listAt;
  m_model->refresh(m_table->firstWholeRow(), std::max(0, m_table->lastWholeRow()));
  askCounts();
}

void Blotter::askCounts() {
  if (m_counting) return;
  using Answer = base::Result<query::OrderCounts>;
  m_counting = m_session.bridge().ask<Answer>(
      this, [](query::Reader& reader) { return reader.orderCounts(); },
      [this](Answer answer) {
        m_counting = false;
        if (answer) showNew(*answer);
      });
}

void Blotter::showNew(const query::OrderCounts& counts) {
  m_ordersNow = counts.orders;
  // What the vector saw is counted when it arrives; with a filter the count of all orders is the only honest one.
  if (m_ordersThen < 0) m_ordersThen = !filtered() && !m_model->partial() ? std::max<std::int64_t>(m_model->rowCount(), 0) : counts.orders;
  const std::int64_t added = m_ordersNow - m_ordersThen;
  // An empty list has no order of rows that could be upset.
  if (added > 0 && m_model->rowCount() == 0 && m_model->loaded() && !m_model->loading() && !filtered()) return reload();
  const QString text = tr("%1 — F5").arg(counted(Counted::NewOrders, added));
  if (m_pill->text() != text) {
    m_pill->setText(text);
    m_pill->setAccessibleName(text);
  }
  m_pill->setVisible(added > 0);
  showFooter();
}

void Blotter::showFooter() {
  const int rows = m_model->rowCount();
  const int first = m_table->firstWholeRow();
  const int last = m_table->lastWholeRow();
  const auto& partial = m_model->partial();
  m_fixed->setText(partial ? tr("Partial: %1 looked through so far, of %2").arg(counted(Counted::Orders, partial->looked), formatCount(partial->of)) : m_fixedAt);
  showEmpty();
  if (rows == 0) {
    m_rows->clear();
    m_matches->setText(m_model->loaded() ? tr("0 of %1").arg(formatCount(m_ordersNow)) : QString());
    return;
  }
  m_rows->setText(tr("Rows %1–%2 of %3").arg(formatCount(std::max(0, first) + 1), formatCount(last + 1), formatCount(rows)));
  m_matches->setText(tr("%1 of %2").arg(formatCount(rows), formatCount(std::max<std::int64_t>(m_ordersNow, rows))));
}

// A shop without orders and a filter without a match are told apart, each with its way out. The sentence is about what was
// asked, not about what is being typed, and an empty list that is behind is no shop without orders.
void Blotter::showEmpty() {
  // A part without a match tells nothing of the rest.
  const bool empty = m_model->loaded() && !m_model->loading() && m_model->rowCount() == 0 && !m_model->partial();
  if (!empty) return m_empty->hide();
  QStringList asked;
  if (!m_askedText.isEmpty()) asked << tr("“%1”").arg(m_askedText);
  if (m_askedStatus) asked << statusWord(*m_askedStatus);
  if (!asked.isEmpty()) return m_empty->say(tr("No order matches %1.").arg(asked.join(tr(" and "))), tr("Show all orders"));
  if (m_session.feed().state().freshness.lagEvents > 0) return m_empty->say(tr("This list has not read the log yet; orders that are stored will appear."));
  m_empty->say(tr("No orders yet. Ctrl+N places one, Ctrl+I takes in a file."), tr("New order"));
}

bool Blotter::filtered() const { return !m_askedText.isEmpty() || m_askedStatus; }

void Blotter::showFault(const base::Error& error) {
  const QString what = QString::fromStdString(error.what);
  m_problem->setText(error.position ? tr("Character %1: %2").arg(formatCount(static_cast<std::int64_t>(*error.position) + 1), what) : what);
  m_problem->setToolTip(QString::fromStdString(error.remedy));
}

void Blotter::clearFilter() {
  const QSignalBlocker text(m_text), status(m_status);
  m_typing.stop();
  m_text->clear();
  filterByStatus(std::nullopt);
  reload();
}

void Blotter::setNarrow(bool narrow) {
  m_table->setColumnHidden(OrderTableModel::ItemsColumn, narrow);
  m_table->setColumnHidden(OrderTableModel::ChangedColumn, narrow);
  m_table->setWidths(narrow ? narrowWidths : wideWidths);
  m_fixed->setVisible(!narrow);
  // The footer counts the rows too; beside order entry the field needs the room.
  m_matches->setVisible(!narrow);
}

void Blotter::filterByStatus(std::optional<domain::OrderStatus> status) {
  m_status->setCurrentIndex(m_status->findData(status ? static_cast<int>(*status) : -1));
}

void Blotter::filterByText(const QString& text) { m_text->setText(text); }

void Blotter::focusFilter() {
  m_text->setFocus(Qt::ShortcutFocusReason);
  m_text->selectAll();
}

void Blotter::selectFirst() {
  m_firstWanted = m_model->rowCount() == 0;
  if (m_firstWanted) return;
  if (m_table->selectionModel()->hasSelection()) choose();
  else m_table->selectRow(0);
}

void Blotter::hideEvent(QHideEvent* event) {
  QFrame::hideEvent(event);
  // A window put aside comes back to the same page.
  if (!event->spontaneous()) wantNoFirst();
}

void Blotter::markArrived(const std::string& order) {
  m_model->setArrived(order);
  m_arrived = true;
  reload();
}

bool Blotter::ready() const { return m_model->loaded() && (m_model->rowCount() == 0 || m_model->summary(0) != nullptr); }

void Blotter::sortBy(int column) {
  const std::optional<query::OrderSort> sort = column == OrderTableModel::OrderColumn     ? std::optional(query::OrderSort::Number)
                                               : column == OrderTableModel::TotalColumn   ? std::optional(query::OrderSort::Total)
                                               : column == OrderTableModel::PlacedColumn  ? std::optional(query::OrderSort::PlacedAt)
                                               : column == OrderTableModel::ChangedColumn ? std::optional(query::OrderSort::ChangedAt)
                                               : column == OrderTableModel::StatusColumn  ? std::optional(query::OrderSort::Status)
                                               : column == OrderTableModel::ItemsColumn   ? std::optional(query::OrderSort::Lines)
                                                                                          : std::nullopt;
  if (!sort) return;
  const bool isFurther = QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
  const auto known = std::find_if(m_sort.begin(), m_sort.end(), [&](const query::OrderSortKey& key) { return key.by == *sort; });
  query::OrderSortKey key{*sort, known == m_sort.end() || !known->descending};
  if (!isFurther) m_sort = {key};
  else if (known != m_sort.end()) *known = key;
  else if (m_sort.size() < query::mostSortKeys) m_sort.push_back(key);
  reload();
}

void Blotter::choose() {
  const QModelIndexList rows = m_table->selectionModel()->selectedRows();
  if (m_keeping || rows.isEmpty()) return;
  wantNoFirst();
  const query::OrderSummary* s = m_model->summary(rows.constFirst().row());
  m_awaited = s == nullptr;
  if (!s) return;
  m_chosen = s->number;
  emit chosen(QString::fromStdString(s->order));
}

}  // namespace twinlane::ui
