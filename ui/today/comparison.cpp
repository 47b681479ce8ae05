#include "today/comparison.h"

#include "words/formats.h"
#include "words/headline.h"

#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int daysOfWeek = 7, hoursOfDay = 24, mostPeriods = 1000, hourAt = 11;  // of "2011-11-30T14"
constexpr std::int64_t microsOfWeek = std::int64_t{daysOfWeek} * 86'400'000'000;

DaySums sumsOf(const query::RevenueAnswer& revenue) {
  DaySums sums;
  for (const query::RevenuePeriod& period : revenue.periods) {
    if (period.period.size() < hourAt + 2) continue;
    const auto hour = static_cast<std::size_t>(std::stoi(period.period.substr(hourAt, 2)));
    HourSums& one = sums[period.sums.currency.toText()].at(hour);
    one.orders += period.orders;
    one.gross = one.gross + period.sums.gross;
    one.returned = one.returned + period.sums.returned;
  }
  return sums;
}

HourSums untilHour(const std::array<HourSums, hoursOfDay>& hours, int until) {
  HourSums sum;
  for (std::size_t hour = 0; hour < static_cast<std::size_t>(until); ++hour) {
    sum.orders += hours[hour].orders;
    sum.gross = sum.gross + hours[hour].gross;
    sum.returned = sum.returned + hours[hour].returned;
  }
  return sum;
}

HourSums of(const DaySums& day, const std::string& currency, int until) {
  const auto found = day.find(currency);
  return found == day.end() ? HourSums{} : untilHour(found->second, until);
}

std::int64_t ordersUntil(const DaySums& day, int until) {
  std::int64_t orders = 0;
  for (const auto& [currency, hours] : day) orders += untilHour(hours, until).orders;
  return orders;
}

std::string mainCurrency(const DaySums& today, const DaySums& before) {
  std::map<std::string, std::int64_t> orders;
  for (const DaySums* day : {&today, &before})
    for (const auto& [currency, hours] : *day) orders[currency] += untilHour(hours, hoursOfDay).orders;
  const auto most = std::max_element(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == orders.end() ? std::string() : most->first;
}

QString signedCount(std::int64_t value) { return value > 0 ? QStringLiteral("+") + formatCount(value) : formatCount(value); }

QString changeOf(double now, double before) {
  if (before == 0) return QString(QChar(0x2014));
  const double percent = (now - before) / std::abs(before) * 100;
  const QString digits = formatDecimal(std::abs(percent), 1);
  return Comparison::tr("%1 %").arg((digits == formatDecimal(0, 1) ? QString() : percent > 0 ? QStringLiteral("+") : QString(QChar(0x2212))) + digits);
}

QList<QPointF> stepsOf(const DaySums& day, double until) {
  QList<QPointF> points{{0, 0}};
  for (int hour = 0; hour < until; ++hour) points << QPointF(std::min<double>(hour + 1, until), static_cast<double>(ordersUntil(day, hour + 1)));
  return points;
}

QString clockOf(int hour) { return QStringLiteral("%1:00").arg(hour, 2, 10, QLatin1Char('0')); }

// Of the hour that goes on, as far as it is over.
QString clockWords(double hour) {
  const int minutes = static_cast<int>(hour * 60);
  return QStringLiteral("%1:%2").arg(minutes / 60, 2, 10, QLatin1Char('0')).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace

Comparison::Comparison(const Theme& theme, ShopSession& session, QWidget* parent)
    : Card(theme, tr("Today against last week"), {}, parent),
      m_session(session),
      m_chart(new StepChart(theme, tr("Orders of today over the hours"), tr("orders since midnight · dashed: a week ago, the whole day"))),
      m_stack(new ChartTable(theme, m_chart, tr("Orders of today over the hours"), this)),
      m_table(new DataTable(theme, tr("Today against last week"))),
      m_rows(new RowTableModel({}, this)) {
  m_table->setObjectName(QStringLiteral("comparison"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(27);
  m_table->setGrowing(true);
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  corner()->addWidget(m_stack->toggle());
  body()->addWidget(m_stack, 1);
  connect(m_stack, &ChartTable::asked, this, &Comparison::fillTable);
  body()->addWidget(m_table);
}

void Comparison::ask() {
  using Outcome = base::Result<Answer>;
  const std::int64_t day = m_session.time().dayNumber(m_session.feed().state().now);
  m_session.bridge().ask<Outcome>(
      this,
      [day](query::Reader& reader) -> Outcome {
        Answer answer;
        answer.day = day;
        for (const auto& [sums, which] : {std::pair{&answer.before, day - daysOfWeek}, {&answer.today, day}}) {
          const auto revenue = reader.revenue({.by = query::RevenueBy::Hour, .fromDay = which, .toDay = which, .limit = mostPeriods});
          if (!revenue) return tl::unexpected(revenue.error());
          *sums = sumsOf(*revenue);
          answer.freshness = revenue->freshness;
        }
        return answer;
      },
      [this](Outcome answer) {
        if (answer) show(*answer);
        else setSubtitle(QString::fromStdString(answer.error().what));
      });
}

void Comparison::show(const Answer& answer) {
  const base::Timestamp now = m_session.feed().state().now, then{now.micros - microsOfWeek};
  const double hour = m_session.time().dayNumber(now) == answer.day ? m_session.time().hour(now) : hoursOfDay;
  setTitle(tr("Against last %1").arg(m_session.time().weekday(then)));
  const int over = static_cast<int>(hour);
  const std::int64_t sinceThen = ordersUntil(answer.today, hoursOfDay) - ordersUntil(answer.today, over);
  QStringList words;
  if (sinceThen > 0) words << tr("+%1 since %2").arg(formatCount(sinceThen), clockOf(over));
  if (answer.freshness.lagMs > lagTargetMs) words << tr("true %1 ago").arg(formatAge(answer.freshness.lagMs));
  setSubtitle(words.join(QStringLiteral(" · ")));
  showChart(answer, hour);
  showFigures(answer, over, m_session.time().shortDay(then));
}

void Comparison::showChart(const Answer& answer, double hour) {
  m_chart->show({{tr("today"), Tone::Write}, {tr("week ago"), Tone::Muted}}, {stepsOf(answer.today, hour), stepsOf(answer.before, hoursOfDay)});
  if (m_stack->isTable()) fillTable();
}

void Comparison::fillTable() {
  m_stack->fill(*m_chart, [](double hour) { return clockWords(hour); }, [](double orders) { return formatCount(std::llround(orders)); });
}

void Comparison::showFigures(const Answer& answer, int hours, const QString& before) {
  const std::string currency = mainCurrency(answer.today, answer.before);
  const auto money = [&](const QString& title) { return currency.empty() ? title : tr("%1, %2").arg(title, QString::fromStdString(currency)); };
  m_rows->setColumns({{hours > 0 ? tr("Until %1").arg(clockOf(hours)) : tr("No hour is over yet")}, {tr("Today"), true}, {before, true}, {tr("Difference"), true}});
  m_table->setWidths({0, 92, 92, 84});
  const std::int64_t orders = ordersUntil(answer.today, hours), ordersBefore = ordersUntil(answer.before, hours);
  const HourSums today = of(answer.today, currency, hours), then = of(answer.before, currency, hours);
  const auto average = [](const HourSums& sums) { return base::Amount{sums.orders == 0 ? 0 : (sums.gross.tenThousandths / sums.orders + 50) / 100 * 100}; };
  QList<QList<Cell>> rows;
  const auto add = [&rows](const QString& title, const QString& now, const QString& earlier, const QString& change) {
    rows << QList<Cell>{{title, {}, Tone::Text, false, {}}, {now, {}, Tone::Text, true, {}}, {earlier, {}, Tone::Muted, false, {}}, {change, {}, Tone::Text, false, {}}};
  };
  const auto addMoney = [&](const QString& title, base::Amount now, base::Amount earlier) {
    add(money(title), formatAmount(now), formatAmount(earlier), changeOf(static_cast<double>(now.tenThousandths), static_cast<double>(earlier.tenThousandths)));
  };
  add(tr("Orders"), formatCount(orders), formatCount(ordersBefore), signedCount(orders - ordersBefore));
  addMoney(tr("Sales"), today.gross, then.gross);
  addMoney(tr("Per order"), average(today), average(then));
  addMoney(tr("Returned"), today.returned, then.returned);
  m_rows->setRows(rows);
  m_table->updateGeometry();
}

}  // namespace twinlane::ui
