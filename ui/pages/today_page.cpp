#include "pages/today_page.h"

#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {
constexpr int askEveryBeats = 10;  // once a second
constexpr std::size_t daysShown = 14;
}  // namespace

TodayPage::TodayPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_counts(new Card(theme, tr("Orders by status"), tr("Enter opens the list"))),
      m_days(new Card(theme, tr("Last days with orders"))),
      m_table(new DataTable(theme, tr("Orders by status"))),
      m_dayTable(new DataTable(theme, tr("Last days with orders"))),
      m_rows(new RowTableModel({{tr("Status"), false}, {tr("Orders"), true}, {tr("Of all"), true}}, this)),
      m_dayRows(new RowTableModel({{tr("Day"), false}, {tr("Orders"), true}, {tr("Gross"), true}, {tr("Returned"), true}, {tr("Cancelled"), true}, {tr("Net"), true}, {tr("Currency"), false}}, this)) {
  m_table->setObjectName(QStringLiteral("byStatus"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(28);
  m_table->setWidths({0, 110, 90});
  m_dayTable->setObjectName(QStringLiteral("days"));
  m_dayTable->setModel(m_dayRows);
  m_dayTable->setRowHeight(28);
  m_dayTable->setWidths({0, 70, 104, 104, 104, 104, 76});
  m_dayTable->setSelectionMode(QAbstractItemView::NoSelection);
  m_counts->body()->addWidget(m_table, 1);
  m_days->body()->addWidget(m_dayTable, 1);
  auto* later = makeProse(theme, tr("What needs you, your own orders and the comparison with last week come here later."), Type::Data, "muted");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(10);
  auto* row = new QHBoxLayout;
  row->setSpacing(10);
  row->addWidget(m_counts, 2);
  row->addWidget(m_days, 3);
  column->addLayout(row, 1);
  column->addWidget(later);
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (index.row() < m_statuses.size()) emit statusChosen(m_statuses[index.row()]);
  });
}

void TodayPage::beat(int slot) {
  if (slot == 2 && m_beats++ % askEveryBeats == 0 && m_session.feed().state().head != m_askedAt) ask();
}

void TodayPage::ask() {
  m_askedAt = m_session.feed().state().head;
  using Counts = base::Result<query::OrderCounts>;
  using Revenue = base::Result<query::RevenueAnswer>;
  m_session.bridge().ask<Counts>(
      this, [](query::Reader& reader) { return reader.orderCounts(); },
      [this](Counts answer) {
        if (answer) show(*answer);
      });
  m_session.bridge().ask<Revenue>(
      this, [](query::Reader& reader) { return reader.revenue(query::Period::Day); },
      [this](Revenue answer) {
        if (answer) show(*answer);
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
  m_counts->setSubtitle(tr("%1 orders in all · Enter opens the list").arg(formatCount(counts.orders)));
}

void TodayPage::show(const query::RevenueAnswer& revenue) {
  QList<QList<Cell>> rows;
  // Newest first, whatever the order of the answer.
  std::map<std::string, query::RevenuePeriod, std::greater<>> days;
  for (const query::RevenuePeriod& period : revenue.periods) days.emplace(period.period + period.sums.currency.toText(), period);
  for (const auto& [key, day] : days) {
    if (static_cast<std::size_t>(rows.size()) == daysShown) break;
    rows << QList<Cell>{{QString::fromStdString(day.period), {}, Tone::Text, true, {}},
                        {formatCount(day.orders), {}, Tone::Text, false, {}},
                        {formatAmount(day.sums.gross), {}, Tone::Text, false, {}},
                        {formatAmount(day.sums.returned), {}, Tone::Muted, false, {}},
                        {formatAmount(day.sums.cancelled), {}, Tone::Muted, false, {}},
                        {formatAmount(day.sums.net()), {}, Tone::Text, true, {}},
                        {QString::fromStdString(day.sums.currency.toText()), {}, Tone::Muted, false, {}}};
  }
  m_dayRows->setRows(rows);
  m_days->setSubtitle(tr("in the shop's zone, %1").arg(QString::fromStdString(revenue.zone)));
}

}  // namespace twinlane::ui
