#include "charts/value_line.h"

#include <QPainter>

namespace twinlane::ui {

namespace {
constexpr int partGap = 10;
}

ValueLine::ValueLine(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setFont(theme.font(Type::Label));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ValueLine::show(const QString& time, const QList<ChartSeries>& series, const QList<std::optional<double>>& values) {
  m_parts.clear();
  if (!time.isEmpty()) m_parts << Part{time, Tone::Text};
  for (qsizetype i = 0; !time.isEmpty() && i < series.size() && i < values.size(); ++i)
    if (values[i]) m_parts << Part{tr("%1 %2").arg(series[i].name, chartValue(*values[i])), series[i].tone};
  setToolTip(text());
  setAccessibleName(text());
  updateGeometry();
  update();
}

QString ValueLine::text() const {
  QStringList all;
  for (const Part& part : m_parts) all << part.text;
  return all.join(QStringLiteral(" · "));
}

QSize ValueLine::sizeHint() const {
  int width = 0;
  for (const Part& part : m_parts) width += fontMetrics().horizontalAdvance(part.text) + partGap;
  return {width, 16};
}

void ValueLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font());
  const int more = fontMetrics().horizontalAdvance(QChar(0x2026));
  int x = 0;
  for (qsizetype i = 0; i < m_parts.size(); ++i) {
    const int width = fontMetrics().horizontalAdvance(m_parts[i].text);
    const bool isLast = i + 1 == m_parts.size(), fits = x + width + (isLast ? 0 : partGap + more) <= this->width();
    painter.setPen(colourOf(m_theme.tokens(), fits ? m_parts[i].tone : Tone::Muted));
    painter.drawText(QRect(x, 0, fits ? width + 2 : more + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, fits ? m_parts[i].text : QString(QChar(0x2026)));
    if (!fits) return;
    x += width + partGap;
  }
}

}  // namespace twinlane::ui
