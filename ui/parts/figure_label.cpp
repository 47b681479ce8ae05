#include "parts/figure_label.h"

#include "theme/figures.h"

#include <cmath>

namespace twinlane::ui {

FigureLabel::FigureLabel(const Theme& theme, Type type) {
  setFont(theme.font(type));
  setTextFormat(Qt::PlainText);
  setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

QSize FigureLabel::sizeHint() const {
  const QMargins margins = contentsMargins();
  return {static_cast<int>(std::ceil(figuresWidth(font(), text()))) + margins.left() + margins.right() + 1, QLabel::sizeHint().height()};
}

void FigureLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font());
  painter.setPen(palette().color(foregroundRole()));
  drawFigures(painter, contentsRect(), alignment(), text());
}

}  // namespace twinlane::ui
