// A chart in its card, with the values under the crosshair in the title row and, in its place when asked for, the same values as a
// table of even steps, the newest first. GUI thread; owned by the charts of Live.
#pragma once

#include "charts/step_table.h"
#include "charts/value_line.h"
#include "parts/card.h"
#include "tables/chart_table.h"

#include <functional>

namespace twinlane::ui {

class ChartCard : public Card {
  Q_OBJECT

 public:
  // What a time of the chart is called, in seconds before its right end.
  using TimeWords = std::function<QString(double)>;

  ChartCard(const Theme& theme, const QString& name, const QString& title, const QString& words, const QString& unit, TimeWords timeWords);

  LiveChart& chart() { return *m_chart; }
  const LiveChart& chart() const { return *m_chart; }
  const QString& title() const { return m_title; }
  const QString& unit() const { return m_unit; }
  // The words beside the title; empty: those it was made with.
  void setWords(const QString& words);
  // `origin` is when the right end is, in seconds, so that steps begin at whole ones. The rows of a table that is not seen wait.
  void feed(const QList<QList<QPointF>>& points, const QList<ChartSpan>& spans, std::int64_t nowMs, double origin);
  void point(std::optional<double> seconds);
  bool isTable() const { return m_stack->isTable(); }
  void showTable(bool isTable) { m_stack->showTable(isTable); }
  DataTable& table() { return m_stack->table(); }
  // From left to right.
  QList<StepRow> rows() const;

 private:
  void fillTable();

  QString m_title, m_unit, m_words;
  TimeWords m_timeWords;
  LiveChart* m_chart;
  ValueLine* m_values;
  ChartTable* m_stack;
  double m_origin = 0;
  std::int64_t m_filledMs = -1;
};

}  // namespace twinlane::ui
