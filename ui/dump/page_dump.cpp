#include "dump/page_dump.h"

#include "charts/step_chart.h"
#include "dump/fit_check.h"
#include "frame/headline_strip.h"
#include "frame/top_bar.h"
#include "orders/receipt_box.h"
#include "parts/count_tile.h"
#include "parts/mark_label.h"
#include "parts/short_label.h"
#include "tables/data_table.h"
#include "tour/tour.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QTableView>

namespace twinlane::ui {

namespace {

constexpr int mostRows = 200;

void addText(QJsonArray& texts, const QString& text) {
  if (!text.isEmpty()) texts << text;
}

QJsonArray textsOf(const QWidget& root) {
  QJsonArray texts;
  for (const QWidget* widget : root.findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    if (const auto* cut = qobject_cast<const ShortLabel*>(widget)) addText(texts, cut->whole());
    else if (const auto* label = qobject_cast<const QLabel*>(widget)) addText(texts, label->text());
    else if (const auto* mark = qobject_cast<const MarkLabel*>(widget)) addText(texts, mark->text());
    else if (const auto* tile = qobject_cast<const CountTile*>(widget)) addText(texts, QStringLiteral("%1: %2 (%3)").arg(tile->text(), tile->count(), tile->under()));
    else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) addText(texts, button->text());
    else if (const auto* strip = qobject_cast<const HeadlineStrip*>(widget)) addText(texts, strip->headline().text);
    else if (const auto* receipt = qobject_cast<const ReceiptBox*>(widget)) addText(texts, receipt->text());
    else if (const auto* choice = qobject_cast<const QComboBox*>(widget)) addText(texts, choice->currentText());
    else if (const auto* field = qobject_cast<const QLineEdit*>(widget)) addText(texts, field->text());
  }
  return texts;
}

QJsonObject tableOf(const QTableView& table) {
  const QAbstractItemModel& model = *table.model();
  QJsonArray columns, rows;
  QList<int> shown;
  for (int column = 0; column < model.columnCount(); ++column)
    if (!table.isColumnHidden(column)) {
      shown << column;
      columns << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
  const auto* ours = qobject_cast<const DataTable*>(&table);
  const int first = std::max(0, ours ? ours->firstWholeRow() : table.rowAt(0));
  const int below = ours ? ours->lastWholeRow() : table.rowAt(table.viewport()->height() - 1);
  const int last = std::min({below < 0 ? model.rowCount() - 1 : below, model.rowCount() - 1, first + mostRows - 1});
  for (int row = first; row <= last; ++row) {
    QJsonArray cells;
    for (const int column : std::as_const(shown)) cells << model.index(row, column).data(Qt::DisplayRole).toString();
    rows << cells;
  }
  return {{QStringLiteral("object"), labelOf(table)}, {QStringLiteral("columns"), columns}, {QStringLiteral("rows"), rows}};
}

template <class Chart>
QJsonObject chartOf(const Chart& chart) {
  QJsonArray series;
  const QList<ChartSeries> names = chart.series();
  const QList<QList<QPointF>> lines = chart.drawn();
  for (qsizetype i = 0; i < lines.size(); ++i) {
    QJsonArray points;
    for (const QPointF& point : lines[i]) points << QJsonArray{point.x(), point.y()};
    series << QJsonObject{{QStringLiteral("name"), names[i].name}, {QStringLiteral("points"), points}};
  }
  return {{QStringLiteral("object"), labelOf(chart)}, {QStringLiteral("series"), series}};
}

// What the tour has told so far; nothing where none plays.
QJsonArray tourOf(const MainWindow& window) {
  QJsonArray beats;
  if (!window.shop() || !window.shop()->tour()) return beats;
  for (const Tour::Beat& beat : window.shop()->tour()->beats()) {
    if (beat.fate == Tour::Fate::ToCome) continue;
    QJsonObject figures;
    for (auto figure = beat.figures.begin(); figure != beat.figures.end(); ++figure) figures.insert(figure.key(), static_cast<qint64>(figure.value()));
    beats << QJsonObject{{QStringLiteral("title"), beat.title}, {QStringLiteral("caption"), beat.caption}, {QStringLiteral("failed"), beat.fate == Tour::Fate::Failed}, {QStringLiteral("figures"), figures}};
  }
  return beats;
}

}  // namespace

QJsonObject dumpOf(const MainWindow& window, const QString& page, const Theme& theme, const QString& language) {
  QJsonArray tables, charts, clipped;
  for (const QTableView* table : window.findChildren<QTableView*>())
    if (table->isVisible() && table->model()) tables << tableOf(*table);
  for (const LiveChart* chart : window.findChildren<LiveChart*>())
    if (chart->isVisible()) charts << chartOf(*chart);
  for (const StepChart* chart : window.findChildren<StepChart*>())
    if (chart->isVisible()) charts << chartOf(*chart);
  for (const ClippedText& one : clippedIn(window))
    clipped << QJsonObject{{QStringLiteral("object"), one.object}, {QStringLiteral("text"), one.text}, {QStringLiteral("needed_px"), one.needed}, {QStringLiteral("has_px"), one.has}, {QStringLiteral("tip"), one.tip}};
  return {{QStringLiteral("page"), page},
          {QStringLiteral("size"), QStringLiteral("%1x%2").arg(window.width()).arg(window.height())},
          {QStringLiteral("theme"), Theme::nameOf(theme.kind())},
          {QStringLiteral("language"), language},
          {QStringLiteral("freshness"), window.shop() ? window.shop()->topBar().freshness() : QString()},
          {QStringLiteral("texts"), textsOf(window)},
          {QStringLiteral("tables"), tables},
          {QStringLiteral("charts"), charts},
          {QStringLiteral("nameless"), QJsonArray::fromStringList(namelessIn(window))},
          {QStringLiteral("clipped"), clipped},
          {QStringLiteral("tour"), tourOf(window)}};
}

}  // namespace twinlane::ui
