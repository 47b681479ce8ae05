#include "catalogue/revenue_chart.h"

#include "parts/button.h"
#include "words/formats.h"

#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int monthsOfYear = 12, labelEveryDays = 5, mostRevenueRows = 1000;

struct YearMonth {
  int year = 0, month = 1;
  YearMonth before() const { return month == 1 ? YearMonth{year - 1, monthsOfYear} : YearMonth{year, month - 1}; }
  YearMonth after() const { return month == monthsOfYear ? YearMonth{year + 1, 1} : YearMonth{year, month + 1}; }
  std::int64_t firstDay() const { return base::daysSince1970({year, month, 1}); }
  int days() const { return static_cast<int>(after().firstDay() - firstDay()); }
  QString text() const { return QStringLiteral("%1-%2").arg(year).arg(month, 2, 10, QLatin1Char('0')); }
};

// Net of each part of a period: which part is said by the digits at `at`, "2011-11-30" or "2011-11".
std::vector<base::Amount> netOf(const query::RevenueAnswer& answer, const std::string& currency, const std::string& period, std::size_t at, int parts) {
  std::vector<base::Amount> net(static_cast<std::size_t>(parts));
  for (const query::RevenuePeriod& one : answer.periods) {
    if (one.sums.currency.toText() != currency || one.period.rfind(period, 0) != 0 || one.period.size() < at + 2) continue;
    const auto part = static_cast<std::size_t>(std::stoi(one.period.substr(at, 2))) - 1;
    if (part < net.size()) net[part] = net[part] + one.sums.net();
  }
  return net;
}

base::Amount sumOf(const std::vector<base::Amount>& net, int parts) {
  base::Amount sum;
  for (std::size_t i = 0; i < net.size() && i < static_cast<std::size_t>(parts); ++i) sum = sum + net[i];
  return sum;
}

QList<QPointF> addedUp(const std::vector<base::Amount>& net, int parts) {
  QList<QPointF> points{{0, 0}};
  for (int part = 1; part <= parts; ++part) points << QPointF(part, static_cast<double>(sumOf(net, part).tenThousandths) / 10'000);
  return points;
}

}  // namespace

std::string monthBefore(const std::string& month) {
  const QString text = QString::fromStdString(month);
  return YearMonth{text.left(4).toInt(), text.mid(5, 2).toInt()}.before().text().toStdString();
}

QString changeWords(base::Amount now, base::Amount before) {
  if (before.tenThousandths == 0) return QString(QChar(0x2014));
  const double percent = static_cast<double>(now.tenThousandths - before.tenThousandths) / std::abs(static_cast<double>(before.tenThousandths)) * 100;
  return RevenueChart::tr("%1 %").arg((percent > 0 ? QStringLiteral("+") : percent < 0 ? QString(QChar(0x2212)) : QString()) + formatDecimal(std::abs(percent), 1));
}

RevenueChart::RevenueChart(const Theme& theme, ShopSession& session, QWidget* parent)
    : Card(theme, tr("Revenue beside the period before"), {}, parent),
      m_session(session),
      m_year(makeButton(theme, tr("Whole year"), "chip")),
      m_chart(new StepChart(theme, tr("Revenue beside the period before"), {})),
      m_stack(new ChartTable(theme, m_chart, tr("Revenue beside the period before"), this)) {
  m_chart->setObjectName(QStringLiteral("revenueChart"));
  m_year->setCheckable(true);
  m_year->setToolTip(tr("The year of the chosen month by months, instead of the month by days"));
  connect(m_year, &QPushButton::toggled, this, &RevenueChart::ask);
  corner()->addWidget(m_year);
  corner()->addWidget(m_stack->toggle());
  body()->setContentsMargins(2, 0, 2, 2);
  body()->addWidget(m_stack, 1);
  connect(m_stack, &ChartTable::asked, this, &RevenueChart::fillTable);
}

void RevenueChart::choose(const QString& month, const QString& currency) {
  if (month == m_month && currency == m_currency) return;
  m_month = month;
  m_currency = currency;
  ask();
}

void RevenueChart::ask() {
  if (m_month.size() < 7) return;
  using Outcome = base::Result<Answer>;
  const YearMonth chosen{m_month.left(4).toInt(), m_month.mid(5, 2).toInt()};
  const bool isYear = m_year->isChecked();
  m_session.bridge().ask<Outcome>(
      this,
      [chosen, isYear, currency = m_currency.toStdString()](query::Reader& reader) -> Outcome {
        const YearMonth from = isYear ? YearMonth{chosen.year - 1, 1} : chosen.before(), to = isYear ? YearMonth{chosen.year + 1, 1} : chosen.after();
        query::RevenueAnswer all;
        query::RevenueQuery query{.by = isYear ? query::RevenueBy::Month : query::RevenueBy::Day, .fromDay = from.firstDay(), .toDay = to.firstDay() - 1, .limit = mostRevenueRows};
        do {
          auto page = reader.revenue(query);
          if (!page) return tl::unexpected(page.error());
          all.periods.insert(all.periods.end(), page->periods.begin(), page->periods.end());
          query.after = page->next.value_or(std::string());
        } while (!query.after.empty());
        if (isYear)
          return Answer{netOf(all, currency, std::to_string(chosen.year) + "-", 5, monthsOfYear), netOf(all, currency, std::to_string(chosen.year - 1) + "-", 5, monthsOfYear)};
        return Answer{netOf(all, currency, chosen.text().toStdString() + "-", 8, chosen.days()), netOf(all, currency, chosen.before().text().toStdString() + "-", 8, chosen.before().days())};
      },
      [this, isYear, chosen, generation = ++m_generation](Outcome answer) {
        if (generation != m_generation) return;
        if (answer) show(*answer, isYear, chosen.year, chosen.month);
        else setSubtitle(QString::fromStdString(answer.error().what));
      });
}

void RevenueChart::show(const Answer& answer, bool isYear, int year, int month) {
  const YearMonth chosen{year, month};
  const QString now = isYear ? QString::number(year) : chosen.text(), before = isYear ? QString::number(year - 1) : chosen.before().text();
  const base::CivilDay today = base::civilDayOf(m_session.time().dayNumber(m_session.feed().state().now));
  // A period that goes on ends today.
  int parts = static_cast<int>(answer.now.size());
  if (isYear && today.year == year) parts = today.month;
  if (!isYear && today.year == year && today.month == month) parts = today.day;
  const bool isOver = today.year != year || (!isYear && today.month != month);
  // What goes on is drawn, and compared as far as it is over.
  const int compared = isOver ? parts : parts - 1;
  const base::Amount net = sumOf(answer.now, compared), earlier = sumOf(answer.before, isOver ? static_cast<int>(answer.before.size()) : compared);
  setTitle(tr("%1 beside %2").arg(now, before));
  const QString until = isOver ? tr("net") : isYear ? tr("net until month %1").arg(compared) : tr("net until day %1").arg(compared);
  m_words = tr("%1: %2 against %3, %4").arg(until, formatMoney(net, m_currency), formatMoney(earlier, m_currency), changeWords(net, earlier));
  if (compared == 0) m_words = isYear ? tr("the first month is not over yet") : tr("the first day is not over yet");
  setSubtitle(m_words);
  QList<std::pair<double, QString>> labels;
  const int most = static_cast<int>(std::max(answer.now.size(), answer.before.size()));
  for (int part = 1; part <= most; ++part)
    if (isYear || part == 1 || part % labelEveryDays == 0) labels << std::pair(part, QString::number(part));
  m_chart->setParts(most, labels);
  m_chart->setUnit(isYear ? tr("%1, adding up over the months · dashed: the year before").arg(m_currency) : tr("%1, adding up over the days · dashed: the month before").arg(m_currency));
  m_chart->show({{now, Tone::Write}, {before, Tone::Muted}}, {addedUp(answer.now, parts), addedUp(answer.before, static_cast<int>(answer.before.size()))});
  if (m_stack->isTable()) fillTable();
}

void RevenueChart::fillTable() {
  const bool isYear = m_year->isChecked();
  m_stack->fill(*m_chart, [isYear](double part) { return isYear ? tr("month %1").arg(std::lround(part)) : tr("day %1").arg(std::lround(part)); },
                [](double net) { return formatAmount(base::Amount{std::llround(net * 10'000)}); });
}

}  // namespace twinlane::ui
