#include "today/needs_you.h"

#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"
#include "words/headline.h"

namespace twinlane::ui {

namespace {

using projection::WorkList;

constexpr int mostRows = 200;
constexpr std::array listedOrders = {WorkList::Promised, WorkList::UnpaidShipped, WorkList::OnHold, WorkList::FailedDelivery};

WorkList listOf(NeedsYou::Need need) {
  switch (need) {
    case NeedsYou::UnpaidShipped: return WorkList::UnpaidShipped;
    case NeedsYou::OnHold: return WorkList::OnHold;
    case NeedsYou::FailedDelivery: return WorkList::FailedDelivery;
    default: return WorkList::Promised;
  }
}

NeedsYou::Need needOf(WorkList list) {
  switch (list) {
    case WorkList::UnpaidShipped: return NeedsYou::UnpaidShipped;
    case WorkList::OnHold: return NeedsYou::OnHold;
    case WorkList::FailedDelivery: return NeedsYou::FailedDelivery;
    default: return NeedsYou::Late;
  }
}

QString nameOf(NeedsYou::Need need) {
  switch (need) {
    case NeedsYou::Late: return NeedsYou::tr("Late");
    case NeedsYou::UnpaidShipped: return NeedsYou::tr("Unpaid but shipped");
    case NeedsYou::OutOfStock: return NeedsYou::tr("Out of stock");
    case NeedsYou::OnHold: return NeedsYou::tr("On hold");
    case NeedsYou::FailedDelivery: return NeedsYou::tr("Failed delivery");
    default: return NeedsYou::tr("Set aside");
  }
}

// Since when an order waits: since its promise where that is what it missed.
base::Timestamp waitsSince(const query::WorkOrder& order, bool isLate) { return isLate && order.promisedAt ? *order.promisedAt : order.placedAt; }

std::int64_t msFrom(base::Timestamp then, base::Timestamp now) { return std::max<std::int64_t>(0, now.micros - then.micros) / 1000; }

}  // namespace

struct NeedsYou::Answer {
  query::OperationsAnswer operations;
  std::map<WorkList, query::WorkOrder> oldest;
};

NeedsYou::NeedsYou(const Theme& theme, ShopSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_counts(new Card(theme, tr("Needs you"))),
      m_list(new Card(theme, nameOf(Late))),
      m_table(new DataTable(theme, nameOf(Late))),
      m_rows(new RowTableModel({}, this)),
      m_empty(new EmptyState(theme, m_table->viewport())) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(10);
  buildTiles(theme);
  m_table->setObjectName(QStringLiteral("needs"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(27);
  m_list->body()->addWidget(m_table, 1);
  column->addWidget(m_counts);
  column->addWidget(m_list, 1);
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) { open(index.row()); });
  turnTo(Late);
}

void NeedsYou::buildTiles(const Theme& theme) {
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  for (int need = 0; need < Needs; ++need) {
    if (need > 0) {
      auto* line = new QFrame;
      line->setProperty("upright", true);
      row->addWidget(line);
    }
    CountTile* tile = m_tiles[static_cast<std::size_t>(need)] = new CountTile(theme, nameOf(static_cast<Need>(need)));
    connect(tile, &QAbstractButton::clicked, this, [this, need] { choose(static_cast<Need>(need)); });
    row->addWidget(tile, 1);
  }
  m_counts->body()->addWidget(makeHairline());
  m_counts->body()->addLayout(row);
}

void NeedsYou::choose(Need need) {
  m_isChosen = true;
  turnTo(need);
}

void NeedsYou::turnTo(Need need) {
  m_chosen = need;
  m_tiles[static_cast<std::size_t>(need)]->setChecked(true);
  m_list->setTitle(nameOf(need));
  m_table->setAccessibleName(nameOf(need));
  askList();
}

void NeedsYou::ask() {
  using Outcome = base::Result<Answer>;
  m_session.bridge().ask<Outcome>(
      this,
      [](query::Reader& reader) -> Outcome {
        Answer answer;
        auto operations = reader.operations();
        if (!operations) return tl::unexpected(operations.error());
        answer.operations = std::move(*operations);
        for (const WorkList list : listedOrders) {
          auto page = reader.workList({.list = list, .at = answer.operations.at, .limit = 1});
          if (!page) return tl::unexpected(page.error());
          if (!page->orders.empty()) answer.oldest.emplace(list, page->orders.front());
        }
        return answer;
      },
      [this](Outcome answer) {
        if (answer) take(*answer);
        else m_counts->setSubtitle(QString::fromStdString(answer.error().what));
      });
  askList();
}

void NeedsYou::take(const Answer& answer) {
  m_ready = true;
  const query::OperationsAnswer& operations = answer.operations;
  for (const WorkList list : listedOrders) {
    const auto found = operations.live.byList.find(list);
    m_found[needOf(list)] = found == operations.live.byList.end() ? 0 : found->second;
  }
  m_found[OutOfStock] = operations.outOfStock;
  m_found[SetAside] = 0;
  for (const projection::Status& list : m_session.feed().state().lists) m_found[SetAside] += list.parked;
  std::int64_t sum = 0;
  for (int need = 0; need < Needs; ++need) {
    const auto at = static_cast<std::size_t>(need);
    const std::int64_t count = m_found[at];
    sum += count;
    StateMark mark{MarkShape::Dot, Tone::Ok};
    if (count > 0) mark = need == FailedDelivery || need == SetAside ? StateMark{MarkShape::Square, Tone::Bad} : StateMark{MarkShape::Triangle, Tone::Warn};
    QString under = tr("none");
    if (need == OutOfStock && count > 0) under = tr("nothing left to sell");
    else if (need == SetAside && count > 0) under = tr("in one list or more");
    else if (const auto oldest = answer.oldest.find(listOf(static_cast<Need>(need))); count > 0 && oldest != answer.oldest.end())
      under = tr("oldest %1").arg(formatAge(msFrom(waitsSince(oldest->second, need == Late), operations.at)));
    m_tiles[at]->setCount(formatCount(count), mark, under);
  }
  QStringList words{sum == 0 ? tr("nothing waits for you") : tr("things that wait: %1").arg(formatCount(sum))};
  if (operations.imported.orders > 0) words << tr("what imports brought is history and not counted");
  if (operations.freshness.lagMs > lagTargetMs) words << tr("true %1 ago").arg(formatAge(operations.freshness.lagMs));
  m_counts->setSubtitle(words.join(QStringLiteral(" · ")));
  const auto first = std::find_if(m_found.begin(), m_found.end(), [](std::int64_t count) { return count > 0; });
  if (!m_isChosen && m_found[m_chosen] == 0 && first != m_found.end()) turnTo(static_cast<Need>(first - m_found.begin()));
  else if (m_chosen == SetAside) showSetAside();
}

void NeedsYou::askList() {
  if (m_chosen == SetAside) return showSetAside();
  if (m_chosen == OutOfStock) {
    using Outcome = base::Result<query::OutOfStockPage>;
    m_session.bridge().ask<Outcome>(this, [](query::Reader& reader) { return reader.outOfStock({.limit = mostRows}); }, [this](Outcome page) {
      if (page && m_chosen == OutOfStock) showProducts(*page);
    });
    return;
  }
  using Outcome = base::Result<query::WorkPage>;
  m_session.bridge().ask<Outcome>(this, [list = listOf(m_chosen)](query::Reader& reader) { return reader.workList({.list = list, .limit = mostRows}); }, [this, chosen = m_chosen](Outcome page) {
    if (page && m_chosen == chosen) showOrders(*page);
  });
}

void NeedsYou::showOrders(const query::WorkPage& page) {
  const bool isLate = m_chosen == Late, isDue = m_chosen == UnpaidShipped;
  QList<Column> columns{{tr("Order"), false, true}, {.title = tr("Customer"), .freeText = true}, {.title = tr("Status"), .whole = true}, {isDue ? tr("Due") : tr("Total"), true},
                        {.title = isLate ? tr("Was due") : tr("Placed"), .whole = true}, {isLate ? tr("Late by") : tr("Age"), true}};
  QList<QList<Cell>> rows;
  m_keys.clear();
  for (const query::WorkOrder& order : page.orders) {
    const bool isKnown = isLate ? order.promisedAt.has_value() : order.isPlacedKnown;
    const base::Timestamp since = waitsSince(order, isLate);
    m_keys << QString::fromStdString(order.order);
    rows << QList<Cell>{{m_keys.constLast(), {}, Tone::Text, true, {}},
                        {order.customer.empty() ? tr("Guest") : QString::fromStdString(order.customer), {}, Tone::Text, false, {}},
                        {statusWord(order.status), statusMark(order.status), Tone::Text, false, {}},
                        {formatMoney(isDue && order.due ? *order.due : order.total, QString::fromStdString(order.currency.toText())), {}, Tone::Text, false, {}},
                        {isKnown ? m_session.time().moment(since, page.at) : tr("unknown"), {}, Tone::Muted, false, {}},
                        {isKnown ? formatAge(msFrom(since, page.at)) : QString(QChar(0x2014)), {}, Tone::Text, true, {}}};
  }
  showList(m_chosen, std::move(columns), {84, 0, 128, 116, 104, 84}, std::move(rows), page.next.has_value());
}

void NeedsYou::showProducts(const query::OutOfStockPage& page) {
  QList<QList<Cell>> rows;
  m_keys.clear();
  for (const query::ScarceProduct& product : page.products)
    rows << QList<Cell>{{QString::fromStdString(product.product), {}, Tone::Text, true, {}},
                        {formatQuantity(product.onHand), {}, Tone::Text, false, {}},
                        {formatQuantity(product.reserved), {}, Tone::Text, false, {}},
                        {formatQuantity(product.available()), {}, Tone::Bad, true, {}}};
  showList(OutOfStock, {{.title = tr("Product"), .freeText = true}, {tr("On hand"), true}, {tr("Kept for orders"), true}, {tr("Free to sell"), true}}, {0, 100, 120, 110}, std::move(rows), page.next.has_value());
}

void NeedsYou::showSetAside() {
  QList<QList<Cell>> rows;
  m_keys.clear();
  for (const projection::Status& list : m_session.feed().state().lists) {
    if (list.parked == 0) continue;
    m_keys << QString::fromStdString(list.name);
    rows << QList<Cell>{{listTitle(list.name), {}, Tone::Text, true, {}}, {formatCount(list.parked), {}, Tone::Bad, true, {}}};
  }
  showList(SetAside, {{.title = tr("List")}, {tr("Set aside"), true}}, {0, 110}, std::move(rows), false);
}

void NeedsYou::showList(Need need, QList<Column> columns, QList<int> widths, QList<QList<Cell>> rows, bool isMore) {
  if (std::exchange(m_shown, need) != need) {
    m_rows->setRows({});
    m_rows->setColumns(std::move(columns));
    m_table->setWidths(widths);
  }
  const auto shown = static_cast<std::int64_t>(rows.size());
  m_rows->setRows(std::move(rows));
  m_list->setSubtitle(isMore ? tr("the first %1 of %2").arg(formatCount(shown), formatCount(m_found[need])) : shown > 0 ? tr("Enter opens one") : QString());
  if (shown > 0) m_empty->hide();
  else if (need == Late) m_empty->say(tr("No order is late."));
  else if (need == UnpaidShipped) m_empty->say(tr("Nothing left that was not paid."));
  else if (need == OutOfStock) m_empty->say(tr("Every product whose stock is counted has some left."));
  else if (need == OnHold) m_empty->say(tr("No order is on hold."));
  else if (need == FailedDelivery) m_empty->say(tr("No delivery failed."));
  else m_empty->say(tr("Nothing is set aside: every change is in the lists."));
}

void NeedsYou::open(int row) {
  if (row < 0 || row >= m_keys.size()) return;
  if (m_shown == SetAside) emit listOpened(m_keys[row]);
  else emit orderOpened(m_keys[row]);
}

}  // namespace twinlane::ui
