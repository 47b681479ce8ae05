#include "tables/chart_table.h"

#include "parts/button.h"

#include <QShortcut>

namespace twinlane::ui {

namespace {
constexpr int partWidth = 84, stepWidth = 120;
}

ChartTable::ChartTable(const Theme& theme, QWidget* chart, const QString& title, QWidget* card)
    : m_table(new DataTable(theme, tr("%1 as a table").arg(title))), m_rows(new RowTableModel({}, this)), m_toggle(makeButton(theme, tr("Table"), "chip")) {
  m_table->setModel(m_rows);
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_toggle->setCheckable(true);
  m_toggle->setAccessibleName(tr("%1 as a table").arg(title));
  m_toggle->setToolTip(tr("The values as a table (Alt+D)"));
  addWidget(chart);
  addWidget(m_table);
  connect(m_toggle, &QPushButton::toggled, this, [this](bool isTable) {
    setCurrentIndex(isTable ? 1 : 0);
    if (isTable) emit asked();
  });
  if (!card) return;
  auto* key = new QShortcut(QKeySequence(QStringLiteral("Alt+D")), card);
  key->setContext(Qt::WidgetWithChildrenShortcut);
  connect(key, &QShortcut::activated, m_toggle, &QPushButton::toggle);
}

void ChartTable::fill(const StepChart& chart, const std::function<QString(double)>& partWords, const std::function<QString(double)>& valueWords) {
  QList<Column> columns{{.title = tr("Until"), .whole = true}};
  QList<int> widths{partWidth};
  for (const ChartSeries& one : chart.series()) {
    columns << Column{one.name, true};
    widths << stepWidth;
  }
  widths.last() = 0;
  m_rows->setColumns(columns);
  m_table->setWidths(widths);
  QMap<double, QList<Cell>> rows;
  const QList<QList<QPointF>>& all = chart.drawn();
  for (qsizetype at = 0; at < all.size(); ++at)
    for (const QPointF& point : all[at]) {
      if (point.x() == 0) continue;  // where all begin
      QList<Cell>& row = rows[point.x()];
      while (row.size() <= all.size()) row << (row.isEmpty() ? Cell{partWords(point.x()), {}, Tone::Text, true, {}} : Cell{QString(QChar(0x2014)), {}, Tone::Muted, false, {}});
      row[at + 1] = {valueWords(point.y()), {}, Tone::Text, false, {}};
    }
  m_rows->setRows(rows.values());
}

}  // namespace twinlane::ui
