// The values under the crosshair in one line, each in the colour of its series, as many as there is room for; the whole of it is its
// tool tip. GUI thread; owned by its card.
#pragma once

#include "charts/live_chart.h"

namespace twinlane::ui {

class ValueLine : public QWidget {
  Q_OBJECT

 public:
  explicit ValueLine(const Theme& theme, QWidget* parent = nullptr);

  // Without a time there is nothing to be said.
  void show(const QString& time, const QList<ChartSeries>& series, const QList<std::optional<double>>& values);
  QString text() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, 16}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Part {
    QString text;
    Tone tone = Tone::Text;
  };
  const Theme& m_theme;
  QList<Part> m_parts;
};

}  // namespace twinlane::ui
