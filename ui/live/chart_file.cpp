#include "live/chart_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <cmath>
#include <map>

namespace twinlane::ui {

namespace {

struct ChartFileTexts {
  Q_DECLARE_TR_FUNCTIONS(ChartFile)
};

constexpr int pageDpi = 144, margin = 40, lineHeight = 20, timeColumn = 150;

QString csvQuoted(QString text) {
  if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n'))) return text;
  return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString plainValue(const std::optional<double>& value) { return value ? QString::number(*value, 'g', 12) : QString(); }

// Rows of all charts by time, each with the values of all lines; charts of one window have the same steps.
std::map<double, QStringList> byTime(const FiledCharts& charts, QString (*words)(const std::optional<double>&)) {
  std::map<double, QStringList> rows;
  qsizetype before = 0;
  for (const FiledChart& chart : charts.charts) {
    for (const StepRow& row : chart.rows) {
      QStringList& line = rows[row.from];
      while (line.size() < before) line << QString();
      for (const auto& value : row.highest) line << words(value);
    }
    before += chart.series.size();
  }
  for (auto& [from, line] : rows)
    while (line.size() < before) line << QString();
  return rows;
}

class FiledPage {
 public:
  FiledPage(QPdfWriter& writer, const FiledCharts& charts) : m_writer(writer), m_painter(&writer), m_charts(charts) {}

  bool draw() {
    if (!m_painter.isActive()) return false;
    text(m_charts.title, 18, true);
    text(m_charts.window, 11, false);
    for (const QString& one : m_charts.happened) text(one, 11, false);
    m_y += lineHeight / 2.0;
    picture();
    table();
    return true;
  }

 private:
  void font(int pixels, bool isBold) {
    QFont font;
    font.setPixelSize(pixels);
    font.setBold(isBold);
    m_painter.setFont(font);
    m_painter.setPen(Qt::black);
  }
  void text(const QString& words, int pixels, bool isBold) {
    font(pixels, isBold);
    m_painter.drawText(QRectF(margin, m_y, m_writer.width() - 2 * margin, pixels * 1.6), Qt::AlignLeft | Qt::AlignVCenter, words);
    m_y += pixels * 1.6;
  }
  void picture() {
    const double width = m_writer.width() - 2 * margin, height = width * m_charts.picture.height() / std::max(1, m_charts.picture.width());
    m_painter.drawImage(QRectF(margin, m_y, width, height), m_charts.picture);
    m_y += height + lineHeight;
  }
  void header() {
    double x = margin;
    font(11, true);
    m_painter.drawText(QRectF(x, m_y, timeColumn, lineHeight), Qt::AlignLeft | Qt::AlignVCenter, ChartFileTexts::tr("From"));
    x += timeColumn;
    for (const FiledChart& chart : m_charts.charts)
      for (const ChartSeries& one : chart.series) {
        m_painter.drawText(QRectF(x, m_y, columnWidth() - 8, lineHeight), Qt::AlignRight | Qt::AlignVCenter, m_painter.fontMetrics().elidedText(one.name, Qt::ElideRight, static_cast<int>(columnWidth()) - 8));
        x += columnWidth();
      }
    m_y += lineHeight;
  }
  void table() {
    header();
    for (const auto& [from, line] : byTime(m_charts, [](const std::optional<double>& value) { return value ? chartValue(*value) : QString(QChar(0x2014)); })) {
      if (m_y + lineHeight > m_writer.height() - margin) {
        m_writer.newPage();
        m_y = margin;
        header();
      }
      double x = margin + timeColumn;
      font(11, false);
      m_painter.drawText(QRectF(margin, m_y, timeColumn, lineHeight), Qt::AlignLeft | Qt::AlignVCenter, m_charts.timeWords(from));
      for (const QString& value : line) {
        m_painter.drawText(QRectF(x, m_y, columnWidth() - 8, lineHeight), Qt::AlignRight | Qt::AlignVCenter, value);
        x += columnWidth();
      }
      m_y += lineHeight;
    }
  }
  double columnWidth() const {
    qsizetype lines = 0;
    for (const FiledChart& chart : m_charts.charts) lines += chart.series.size();
    return (m_writer.width() - 2.0 * margin - timeColumn) / static_cast<double>(std::max<qsizetype>(1, lines));
  }

  QPdfWriter& m_writer;
  QPainter m_painter;
  const FiledCharts& m_charts;
  double m_y = margin;
};

QByteArray pdfOf(const FiledCharts& charts) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(charts.title);
  writer.setPageSize(QPageSize(QPageSize::A4));
  writer.setPageOrientation(QPageLayout::Landscape);
  writer.setPageMargins(QMarginsF());
  writer.setResolution(pageDpi);
  const bool isDrawn = FiledPage(writer, charts).draw();
  buffer.close();
  return isDrawn ? bytes : QByteArray();
}

QByteArray pngOf(const QImage& picture) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  return bytes;
}

}  // namespace

QByteArray csvOf(const FiledCharts& charts) {
  QStringList head{QStringLiteral("from")};
  for (const FiledChart& chart : charts.charts)
    for (const ChartSeries& one : chart.series) head << csvQuoted(QStringLiteral("%1: %2 (%3)").arg(chart.title, one.name, chart.unit));
  QString text = head.join(QLatin1Char(',')) + QLatin1Char('\n');
  for (const auto& [from, line] : byTime(charts, &plainValue)) text += csvQuoted(charts.exactTime(from)) + QLatin1Char(',') + line.join(QLatin1Char(',')) + QLatin1Char('\n');
  return text.toUtf8();
}

std::optional<QString> saveCharts(const FiledCharts& charts, const QString& path) {
  const QString kind = QFileInfo(path).suffix().toLower();
  if (kind != QLatin1String("png") && kind != QLatin1String("csv") && kind != QLatin1String("pdf")) return ChartFileTexts::tr("Not saved: name a file that ends in .png, .csv or .pdf.");
  const QByteArray bytes = kind == QLatin1String("csv") ? csvOf(charts) : kind == QLatin1String("pdf") ? pdfOf(charts) : pngOf(charts.picture);
  QSaveFile file(path);
  if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) return ChartFileTexts::tr("Not saved: %1. Choose another place.").arg(file.errorString());
  return std::nullopt;
}

}  // namespace twinlane::ui
