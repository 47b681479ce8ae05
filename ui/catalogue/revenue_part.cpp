#include "catalogue/revenue_part.h"

#include "words/formats.h"

#include <algorithm>
#include <map>
#include <utility>

namespace twinlane::ui {

namespace {

using query::RevenueBy;

// One period more than is shown, so that the earliest has one to be compared with.
constexpr int daysShown = 31, monthsShown = 25, countriesShown = 100;

}  // namespace

RevenuePart::RevenuePart(const Theme& theme, ShopSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_tables({{{RevenueBy::Month, nullptr, nullptr, {}}, {RevenueBy::Day, nullptr, nullptr, {}}, {RevenueBy::Country, nullptr, nullptr, {}}}}), m_chart(new RevenueChart(theme, session)), m_why(new WhyLine(theme, session)) {
  auto* right = new QVBoxLayout;
  right->setSpacing(10);
  auto* row = new QHBoxLayout;
  row->setSpacing(10);
  Card* months = build(theme, m_tables[0], QStringLiteral("months"), tr("Months"), tr("Month"));
  months->body()->addWidget(m_why);
  connect(m_why, &WhyLine::eventAsked, this, &RevenuePart::eventAsked);
  row->addWidget(months, 6);
  right->addWidget(build(theme, m_tables[1], QStringLiteral("days"), tr("Last days with orders"), tr("Day")), 1);
  right->addWidget(build(theme, m_tables[2], QStringLiteral("countries"), tr("Countries"), tr("Country")), 1);
  row->addLayout(right, 5);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(10);
  column->addWidget(m_chart, 3);
  column->addLayout(row, 7);
  connect(m_tables[0].table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (!index.isValid() || index.row() >= m_months.size()) return;
    m_chart->choose(m_months[index.row()].first, m_months[index.row()].second);
    m_why->setRow("revenue", "periods", m_keys[index.row()]);
  });
}

Card* RevenuePart::build(const Theme& theme, Table& table, const QString& name, const QString& title, const QString& what) {
  auto* card = new Card(theme, title, table.by == RevenueBy::Country ? tr("that orders went to, as their source writes it") : tr("in the shop's zone, %1").arg(QString::fromStdString(m_session.time().zone())));
  QList<Column> columns{{.title = what, .whole = true}, {tr("Orders"), true}, {tr("Gross"), true}};
  // What takes from it has room in the one table.
  if (table.by == RevenueBy::Month) columns << Column{tr("Returned"), true} << Column{tr("Cancelled"), true};
  columns << Column{tr("Net"), true};
  if (table.by != RevenueBy::Country) columns << Column{tr("Change"), true};
  table.rows = new RowTableModel(std::move(columns), this);
  table.table = new DataTable(theme, title);
  table.table->setObjectName(name);
  table.table->setModel(table.rows);
  table.table->setRowHeight(22);
  table.table->setWidths(table.by == RevenueBy::Month ? QList<int>{0, 52, 76, 80, 80, 76, 64} : table.by == RevenueBy::Day ? QList<int>{0, 52, 92, 92, 64} : QList<int>{0, 52, 92, 92});
  card->body()->addWidget(table.table, 1);
  connect(table.table, &QAbstractItemView::activated, this, [this, &table](const QModelIndex& index) {
    if (index.row() < table.queries.size() && !table.queries[index.row()].isEmpty()) emit ordersAsked(table.queries[index.row()]);
  });
  return card;
}

void RevenuePart::ask() {
  using Outcome = base::Result<query::RevenueAnswer>;
  m_chart->ask();
  for (Table& table : m_tables) {
    const int limit = table.by == RevenueBy::Month ? monthsShown : table.by == RevenueBy::Day ? daysShown : countriesShown;
    m_session.bridge().ask<Outcome>(
        this, [by = table.by, limit](query::Reader& reader) { return reader.revenue({.by = by, .newestFirst = by != RevenueBy::Country, .limit = limit}); },
        [this, &table](Outcome answer) {
          if (answer) show(table, *answer);
        });
  }
}

void RevenuePart::show(Table& table, const query::RevenueAnswer& answer) {
  QList<QList<Cell>> rows;
  table.queries.clear();
  const bool isCountry = table.by == RevenueBy::Country;
  for (std::size_t i = 0; i < answer.periods.size(); ++i) {
    const query::RevenuePeriod& one = answer.periods[i];
    const QString period = QString::fromStdString(isCountry ? one.country : one.period), currency = QString::fromStdString(one.sums.currency.toText());
    table.queries << (period.isEmpty() ? QString() : isCountry ? QStringLiteral("country:\"%1\"").arg(period) : QStringLiteral("placed:%1").arg(period));
    rows << QList<Cell>{{(period.isEmpty() ? tr("not said") : period) + QStringLiteral(" · ") + currency, {}, Tone::Text, true, {}},
                        {formatCount(one.orders), {}, Tone::Text, false, {}},
                        {formatAmount(one.sums.gross), {}, Tone::Text, false, {}}};
    if (table.by == RevenueBy::Month) rows.last() << Cell{formatAmount(one.sums.returned), {}, Tone::Muted, false, {}} << Cell{formatAmount(one.sums.cancelled), {}, Tone::Muted, false, {}};
    rows.last() << Cell{formatAmount(one.sums.net()), {}, Tone::Text, true, {}};
    if (isCountry) continue;
    const auto before = std::find_if(answer.periods.begin() + static_cast<std::ptrdiff_t>(i) + 1, answer.periods.end(), [&](const query::RevenuePeriod& other) { return other.sums.currency == one.sums.currency; });
    // Of a month that is the one before it, of a day the last one that had orders.
    const bool isKnown = before != answer.periods.end() && (table.by == RevenueBy::Day || before->period == monthBefore(one.period));
    rows.last() << Cell{!isKnown ? QString(QChar(0x2014)) : changeWords(one.sums.net(), before->sums.net()), {}, Tone::Muted, false, {}};
  }
  if (table.by == RevenueBy::Month) showMonths(answer);
  table.rows->setRows(std::move(rows));
  // The table would begin with its first row when it is come to, whichever the chart shows.
  if (table.by == RevenueBy::Month && m_firstChosen) table.table->selectRow(*std::exchange(m_firstChosen, std::nullopt));
}

void RevenuePart::showMonths(const query::RevenueAnswer& answer) {
  m_months.clear();
  m_keys.clear();
  for (const query::RevenuePeriod& one : answer.periods) m_keys << QString::fromStdString(one.key);
  for (const query::RevenuePeriod& one : answer.periods) m_months << std::pair(QString::fromStdString(one.period), QString::fromStdString(one.sums.currency.toText()));
  // Until one is chosen the newest in which the currency of most orders has some.
  if (!m_chart->month().isEmpty() || m_months.isEmpty()) return;
  std::map<std::string, std::int64_t> orders;
  for (const query::RevenuePeriod& one : answer.periods) orders[one.sums.currency.toText()] += one.orders;
  const auto most = std::max_element(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto newest = std::find_if(m_months.begin(), m_months.end(), [&](const auto& month) { return month.second.toStdString() == most->first; });
  m_chart->choose(newest->first, newest->second);
  m_firstChosen = static_cast<int>(newest - m_months.begin());
}

}  // namespace twinlane::ui
