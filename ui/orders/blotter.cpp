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
#include <QMenu>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace twinlane::ui {

namespace {
constexpr int typingMs = 120;
// Placed and changed have room for a day with its year: imported orders are old.
const QList<int> wideWidths = {60, 0, 116, 52, 90, 96, 92, 104, 100, 64, 60};
// Of no use to most: shown where somebody asks for them.
const QSet<int> hiddenAtFirst = {OrderTableModel::PaymentColumn, OrderTableModel::CountryColumn, OrderTableModel::UnitsColumn, OrderTableModel::VersionColumn};
// Beside order entry there is room for these.
const QSet<int> narrowColumns = {OrderTableModel::OrderColumn, OrderTableModel::CustomerColumn, OrderTableModel::StatusColumn, OrderTableModel::TotalColumn, OrderTableModel::PlacedColumn};
// More of them are in a menu.
constexpr qsizetype mostChips = 5;
constexpr int nameLength = 40;
}  // namespace

Blotter::Blotter(const Theme& theme, ShopSession& session, QWidget* parent)
    : QFrame(parent),
      m_theme(theme),
      m_session(session),
      m_source(new EngineOrders(session.bridge(), this)),
      m_model(new OrderTableModel(*m_source, session.time(), this)),
      m_table(new DataTable(theme, tr("Orders"))),
      m_views(session.options().settings),
      m_hidden(hiddenAtFirst) {
  setProperty("card", true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  column->addWidget(buildFilter());
  column->addWidget(buildViews());
  m_bulk = new BulkBar(theme, session);
  m_bulk->hide();
  column->addWidget(m_bulk);
  connect(m_all, &QPushButton::toggled, m_bulk, &QWidget::setVisible);
  connect(m_bulk, &BulkBar::closed, m_all, [this] { m_all->setChecked(false); });
  m_table->setObjectName(QStringLiteral("orders"));
  m_table->setModel(m_model);
  m_table->setWidths(wideWidths);
  showColumns();
  m_empty = new EmptyState(theme, m_table->viewport());
  m_table->viewport()->installEventFilter(this);
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
    // Of a part nobody knows how many there are.
    m_bulk->setOrders(m_asked, m_model->partial() ? 0 : m_model->rowCount());
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
  m_text = new QueryField(m_session.options().settings);
  m_text->setObjectName(QStringLiteral("filter"));
  m_text->setAccessibleName(tr("Filter by order number or customer"));
  m_text->setPlaceholderText(tr("Order or customer"));
  m_text->setToolTip(tr("Words, or status:shipped customer:ann total>100 placed:2011-11; with OR, - for not, ( ) and \"quotes\". Alt+Down: what was asked before"));
  m_text->setClearButtonEnabled(true);
  QAction* funnel = m_text->addAction(m_theme.icon(QStringLiteral("filter"), m_theme.tokens().muted), QLineEdit::LeadingPosition);
  funnel->setText(tr("Filter"));
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
  connect(m_text, &QLineEdit::editingFinished, this, [this] {
    if (query::orderConditionFrom(m_text->text().trimmed().toStdString())) m_text->remember(m_text->text().trimmed());
  });
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

QWidget* Blotter::buildViews() {
  auto* box = new QWidget;
  m_viewRow = new QHBoxLayout(box);
  m_viewRow->setContentsMargins(12, 0, 12, 8);
  m_viewRow->setSpacing(6);
  m_viewName = new QLineEdit;
  m_viewName->setObjectName(QStringLiteral("viewName"));
  m_viewName->setAccessibleName(tr("Name of the view"));
  m_viewName->setPlaceholderText(tr("Name, then Enter"));
  m_viewName->setMaxLength(nameLength);
  m_viewName->setFixedWidth(px(150));
  m_viewName->hide();
  m_saveView = makeButton(m_theme, tr("Save view"), nullptr, "star", true);
  m_saveView->setToolTip(tr("Keep what is asked for, its order and its columns under a name"));
  m_columns = makeButton(m_theme, tr("Columns"), nullptr, "columns", true);
  auto* menu = new QMenu(m_columns);
  for (int column = 0; column < OrderTableModel::ColumnCount; ++column) {
    if (column == OrderTableModel::OrderColumn || column == OrderTableModel::CustomerColumn) continue;
    QAction* shown = menu->addAction(m_model->title(column));
    shown->setCheckable(true);
    shown->setData(column);
    connect(shown, &QAction::toggled, this, [this, column](bool isShown) { setColumnShown(column, isShown); });
  }
  connect(menu, &QMenu::aboutToShow, this, [this, menu] {
    for (QAction* shown : menu->actions()) {
      const QSignalBlocker quiet(shown);
      shown->setChecked(!m_hidden.contains(shown->data().toInt()));
    }
  });
  m_columns->setProperty("menu", true);
  m_columns->setMenu(menu);
  m_viewRow->addStretch(1);
  m_viewRow->addWidget(m_viewName);
  m_all = makeButton(m_theme, tr("For all…"), nullptr, nullptr, true);
  m_all->setCheckable(true);
  m_all->setToolTip(tr("Give a command for all orders that the list shows"));
  m_viewRow->addWidget(m_all);
  m_viewRow->addWidget(m_saveView);
  m_viewRow->addWidget(m_columns);
  connect(m_saveView, &QPushButton::clicked, this, &Blotter::nameView);
  connect(m_viewName, &QLineEdit::returnPressed, this, [this] {
    saveView(m_viewName->text().trimmed());
    m_viewName->hide();
  });
  connect(m_viewName, &QLineEdit::editingFinished, m_viewName, &QWidget::hide);
  listViews();
  return box;
}

void Blotter::nameView() {
  m_viewName->clear();
  m_viewName->show();
  m_viewName->setFocus();
}

// A chip for each of the first ones; its menu forgets it.
void Blotter::listViews() {
  for (const auto& [view, chip] : std::as_const(m_viewChips)) chip->deleteLater();
  m_viewChips.clear();
  if (m_moreViews) m_moreViews->deleteLater();
  m_moreViews = nullptr;
  const QList<OrderView>& all = m_views.all();
  addChip({tr("All orders"), {}, -1, {{}}, QList<int>(hiddenAtFirst.begin(), hiddenAtFirst.end())});
  for (qsizetype i = 0; i < std::min(mostChips, all.size()); ++i) {
    QPushButton* chip = addChip(all[i]);
    chip->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* forget = new QAction(tr("Forget the view “%1”").arg(all[i].name), chip);
    chip->addAction(forget);
    connect(forget, &QAction::triggered, this, [this, name = all[i].name] {
      m_views.remove(name);
      listViews();
    });
  }
  if (all.size() > mostChips) {
    m_moreViews = makeButton(m_theme, tr("%1 more").arg(all.size() - mostChips), nullptr, nullptr, true);
    auto* menu = new QMenu(m_moreViews);
    for (qsizetype i = mostChips; i < all.size(); ++i) menu->addAction(all[i].name, this, [this, view = all[i]] { showView(view); });
    m_moreViews->setProperty("menu", true);
    m_moreViews->setMenu(menu);
    m_viewRow->insertWidget(static_cast<int>(m_viewChips.size()), m_moreViews);
  }
  markView();
}

QPushButton* Blotter::addChip(const OrderView& view) {
  QPushButton* chip = makeButton(m_theme, view.name, "chip");
  chip->setCheckable(true);
  chip->setToolTip(view.query.isEmpty() ? view.name : view.query);
  m_viewRow->insertWidget(static_cast<int>(m_viewChips.size()), chip);
  m_viewChips.append({view, chip});
  connect(chip, &QPushButton::clicked, this, [this, view] { showView(view); });
  return chip;
}

// The one of which exactly that is asked for.
void Blotter::markView() {
  for (const auto& [view, chip] : std::as_const(m_viewChips)) chip->setChecked(view.query == m_text->text().trimmed() && view.status == m_status->currentData().toInt());
}

void Blotter::saveView(const QString& name) {
  const OrderView view{name, m_text->text().trimmed(), m_status->currentData().toInt(), m_sort, QList<int>(m_hidden.begin(), m_hidden.end())};
  if (!m_views.save(view)) m_problem->setText(name.isEmpty() ? tr("A view needs a name.") : tr("There are %1 views already: forget one first.").arg(formatCount(SavedViews::most)));
  listViews();
}

void Blotter::showView(const OrderView& view) {
  wantNoFirst();
  {
    const QSignalBlocker text(m_text), status(m_status);
    m_text->setText(view.query);
    m_status->setCurrentIndex(m_status->findData(view.status));
  }
  m_sort = view.sort;
  m_hidden = QSet<int>(view.hidden.begin(), view.hidden.end());
  showColumns();
  reload();
}

void Blotter::setColumnShown(int column, bool isShown) {
  if (isShown) m_hidden.remove(column);
  else m_hidden.insert(column);
  showColumns();
}

void Blotter::showColumns() {
  for (int column = 0; column < OrderTableModel::ColumnCount; ++column) m_table->setColumnHidden(column, m_hidden.contains(column) || (m_isNarrow && !narrowColumns.contains(column)));
  // Those that stand there at first have room; with others beside them all are reached by scrolling.
  m_table->setSideways(!m_isNarrow && std::any_of(hiddenAtFirst.begin(), hiddenAtFirst.end(), [this](int column) { return !m_hidden.contains(column); }));
  m_table->setWidths(wideWidths);
}

QWidget* Blotter::buildFooter() {
  auto* box = new QFrame;
  box->setProperty("card", QStringLiteral("plain"));
  box->setFixedHeight(px(26));
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
  m_asked = filter;
  m_model->load(filter, m_sort);
  markView();
  m_fixedAt = tr("Order of rows fixed at %1; values stay live").arg(m_session.time().clock(now));
  m_fixed->setText(m_fixedAt);
}

// Known when the drawing is over: this is told before it begins.
bool Blotter::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_table->viewport() && event->type() == QEvent::Paint && m_model->valuesAt() != m_drawnAt)
    QTimer::singleShot(0, this, [this, position = m_drawnAt = m_model->valuesAt()] { m_session.bridge().presses().drawn(position, m_session.engine().clock().steady()); });
  return QWidget::eventFilter(watched, event);
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
  m_isNarrow = narrow;
  showColumns();
  m_saveView->setVisible(!narrow);
  m_columns->setVisible(!narrow);
  m_all->setVisible(!narrow);
  if (narrow) m_all->setChecked(false);
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
  const std::optional<query::OrderSort> sort = OrderTableModel::sortOf(column);
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
