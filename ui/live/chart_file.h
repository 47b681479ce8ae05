// Charts as they are seen, as a file: a picture of twice the screen's points (PNG), their values at even steps (CSV), or a page with
// both (PDF). GUI thread for the picture; the values and the file need none.
#pragma once

#include "charts/step_table.h"
#include "charts/live_chart.h"

#include <QImage>

#include <functional>

namespace twinlane::ui {

struct FiledChart {
  QString title, unit;
  QList<ChartSeries> series;
  QList<StepRow> rows;  // from left to right
};

struct FiledCharts {
  QString title, window;  // "Live", "30 Nov 2026 13:24:17 to 13:25:17"
  QList<FiledChart> charts;
  QStringList happened;   // in sight, with when
  QImage picture;
  // When a row begins, written so that a program reads it and so that a person does.
  std::function<QString(double)> exactTime, timeWords;
};

// As CSV: a row a step, a column a line, named by its chart.
QByteArray csvOf(const FiledCharts& charts);
// The end of the name says which: .png, .csv or .pdf. What went wrong, in words; nothing when it was saved. A file that was there stays
// when the new one cannot be written.
std::optional<QString> saveCharts(const FiledCharts& charts, const QString& path);

}  // namespace twinlane::ui
