#include "live/chart_card.h"

namespace twinlane::ui {

namespace {
constexpr std::int64_t fillEveryMs = 1000;
constexpr int timeWidth = 84, valueWidth = 96;
}  // namespace

ChartCard::ChartCard(const Theme& theme, const QString& name, const QString& title, const QString& words, const QString& unit, TimeWords timeWords)
    : Card(theme, title, words),
      m_title(title),
      m_unit(unit),
      m_words(words),
      m_timeWords(std::move(timeWords)),
      m_chart(new LiveChart(theme, title, unit)),
      m_values(new ValueLine(theme)),
      m_stack(new ChartTable(theme, m_chart, title)) {
  m_chart->setObjectName(name);
  table().setObjectName(name + QStringLiteral("Table"));
  table().setSideways(true);
  corner()->addWidget(m_values);
  corner()->addWidget(m_stack->toggle());
  body()->setContentsMargins(2, 0, 2, 2);
  body()->addWidget(m_stack, 1);
  connect(m_stack, &ChartTable::asked, this, [this] {
    m_filledMs = -1;
    fillTable();
  });
}

void ChartCard::setWords(const QString& words) { setSubtitle(m_chart->crosshair() ? QString() : words.isEmpty() ? m_words : words); }

void ChartCard::feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs, double origin) {
  m_origin = origin;
  m_chart->feed(points, spans, nowMs);
  if (!isTable() || (m_filledMs >= 0 && nowMs - m_filledMs < fillEveryMs)) return;
  m_filledMs = nowMs;
  fillTable();
}

void ChartCard::point(std::optional<double> seconds) {
  m_chart->setCrosshair(seconds);
  m_values->show(seconds ? m_timeWords(*seconds) : QString(), m_chart->series(), seconds ? m_chart->valuesAt(*seconds) : QList<std::optional<double>>());
}

QList<StepRow> ChartCard::rows() const { return stepRows(m_chart->drawn(), m_chart->seconds(), stepFor(m_chart->seconds()), m_origin); }

void ChartCard::fillTable() {
  QList<Column> columns{{.title = tr("From"), .whole = true}};
  QList<int> widths{timeWidth};
  const QList<ChartSeries> series = m_chart->series();
  for (const ChartSeries& one : series) {
    columns << Column{one.name, true};
    widths << (series.size() > 4 ? valueWidth : 0);
  }
  // One column takes what is left: the last.
  for (qsizetype i = 1; series.size() <= 4 && i + 1 < widths.size(); ++i) widths[i] = valueWidth;
  m_stack->rows().setColumns(columns);
  table().setWidths(widths);
  QList<QList<Cell>> all;
  const QList<StepRow> steps = rows();
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    QList<Cell> row{{m_timeWords(step->from), {}, Tone::Text, true, {}}};
    for (const std::optional<double>& value : step->highest) row << Cell{value ? chartValue(*value) : QString(QChar(0x2014)), {}, value ? Tone::Text : Tone::Muted, false, {}};
    all << row;
  }
  m_stack->rows().setRows(std::move(all));
}

}  // namespace twinlane::ui
