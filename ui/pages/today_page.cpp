#include "pages/today_page.h"

#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

constexpr int askEveryBeats = 10;  // once a second
constexpr int daysShown = 7, monthsShown = 24;

QList<Column> periodColumns(const QString& period) {
  return {{period, false},
          {TodayPage::tr("Orders"), true},
          {TodayPage::tr("Gross"), true},
          {TodayPage::tr("Returned"), true},
          {TodayPage::tr("Cancelled"), true},
          {TodayPage::tr("Net"), true},
          {TodayPage::tr("Currency"), false}};
}

QList<QList<Cell>> periodRows(const query::RevenueAnswer& revenue) {
  QList<QList<Cell>> rows;
  for (const query::RevenuePeriod& one : revenue.periods) {
    rows << QList<Cell>{{QString::fromStdString(one.period), {}, Tone::Text, true, {}},
                        {formatCount(one.orders), {}, Tone::Text, false, {}},
                        {formatAmount(one.sums.gross), {}, Tone::Text, false, {}},
                        {formatAmount(one.sums.returned), {}, Tone::Muted, false, {}},
                        {formatAmount(one.sums.cancelled), {}, Tone::Muted, false, {}},
                        {formatAmount(one.sums.net()), {}, Tone::Text, true, {}},
                        {QString::fromStdString(one.sums.currency.toText()), {}, Tone::Muted, false, {}}};
  }
  return rows;
}

}  // namespace

TodayPage::TodayPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_counts(new Card(theme, tr("Orders by status"), tr("Enter opens the list"))),
      m_table(new DataTable(theme, tr("Orders by status"))),
      m_rows(new RowTableModel({{tr("Status"), false}, {tr("Orders"), true}, {tr("Of all"), true}}, this)),
      m_dayRows(new RowTableModel(periodColumns(tr("Day")), this)),
      m_monthRows(new RowTableModel(periodColumns(tr("Month")), this)) {
  m_table->setObjectName(QStringLiteral("byStatus"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(28);
  m_table->setWidths({0, 110, 90});
  m_counts->body()->addWidget(m_table, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  auto* row = new QHBoxLayout;
  row->setSpacing(10);
  row->addWidget(m_counts, 2);
  row->addWidget(buildPeriods(theme), 4);
  column->addLayout(row, 1);
  column->addWidget(makeProse(theme, tr("What needs you, your own orders and the comparison with last week come here later."), Type::Data, "muted"));
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (index.row() < m_statuses.size()) emit statusChosen(m_statuses[index.row()]);
  });
}

QWidget* TodayPage::buildPeriods(const Theme& theme) {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(10);
  const QString zone = tr("in the shop's zone, %1").arg(QString::fromStdString(m_session.time().zone()));
  for (const auto& [title, name, rows] : {std::tuple{tr("Last days with orders"), QStringLiteral("days"), m_dayRows}, std::tuple{tr("Months"), QStringLiteral("months"), m_monthRows}}) {
    auto* card = new Card(theme, title, zone);
    auto* table = new DataTable(theme, title);
    table->setObjectName(name);
    table->setModel(rows);
    table->setRowHeight(22);
    table->setWidths({0, 72, 112, 112, 112, 112, 76});
    table->setSelectionMode(QAbstractItemView::NoSelection);
    card->body()->addWidget(table, 1);
    const bool days = rows == m_dayRows;
    if (days) card->setFixedHeight(36 + 26 + 22 * daysShown);
    column->addWidget(card, days ? 0 : 1);
  }
  return box;
}

void TodayPage::beat(int slot) {
  if (slot == 2 && m_beats++ % askEveryBeats == 0 && m_session.feed().state().head != m_askedAt) ask();
}

void TodayPage::ask() {
  m_askedAt = m_session.feed().state().head;
  using Counts = base::Result<query::OrderCounts>;
  m_session.bridge().ask<Counts>(
      this, [](query::Reader& reader) { return reader.orderCounts(); },
      [this](Counts answer) {
        if (answer) show(*answer);
      });
  askRevenue(query::RevenueBy::Day, m_dayRows);
  askRevenue(query::RevenueBy::Month, m_monthRows);
}

void TodayPage::askRevenue(query::RevenueBy by, RowTableModel* rows) {
  using Revenue = base::Result<query::RevenueAnswer>;
  const query::RevenueQuery newest{.by = by, .newestFirst = true, .limit = by == query::RevenueBy::Day ? daysShown : monthsShown};
  m_session.bridge().ask<Revenue>(
      this, [newest](query::Reader& reader) { return reader.revenue(newest); },
      [rows](Revenue answer) {
        if (answer) rows->setRows(periodRows(*answer));
      });
}

void TodayPage::show(const query::OrderCounts& counts) {
  m_ready = true;
  QList<QList<Cell>> rows;
  m_statuses.clear();
  for (const auto& [status, count] : counts.byStatus) {
    if (count == 0) continue;
    m_statuses << status;
    const double share = counts.orders > 0 ? 100.0 * static_cast<double>(count) / static_cast<double>(counts.orders) : 0;
    rows << QList<Cell>{{statusWord(status), statusMark(status), Tone::Text, true, {}},
                        {formatCount(count), {}, Tone::Text, false, {}},
                        {tr("%1 %").arg(QString::number(share, 'f', 1)), {}, Tone::Muted, false, {}}};
  }
  m_rows->setRows(rows);
  m_counts->setSubtitle(tr("%1 in all · Enter opens the list").arg(counted(Counted::Orders, counts.orders)));
}

}  // namespace twinlane::ui
