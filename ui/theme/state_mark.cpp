#include "theme/state_mark.h"

namespace twinlane::ui {

QColor colourOf(const Tokens& t, Tone tone) {
  switch (tone) {
    case Tone::Text: return t.text;
    case Tone::Muted: return t.muted;
    case Tone::Faint: return t.faint;
    case Tone::Accent: return t.accent;
    case Tone::Ok: return t.ok;
    case Tone::Warn: return t.warn;
    case Tone::Bad: return t.bad;
    case Tone::Write: return t.write;
    case Tone::Read: return t.read;
    case Tone::Third: return t.s3;
    case Tone::Fourth: return t.s4;
  }
  return t.text;
}

void drawMark(QPainter& painter, const Tokens& tokens, StateMark mark, const QRectF& box) {
  if (mark.shape == MarkShape::None) return;
  const QColor colour = colourOf(tokens, mark.tone);
  const qreal side = std::min(box.width(), box.height());
  QRectF r(0, 0, side, side);
  r.moveCenter(box.center());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  const QPen stroke(colour, 1.4);
  switch (mark.shape) {
    case MarkShape::None: break;
    case MarkShape::Dot: painter.drawEllipse(r.adjusted(0.5, 0.5, -0.5, -0.5)); break;
    case MarkShape::Ring:
      painter.setBrush(Qt::NoBrush);
      painter.setPen(stroke);
      painter.drawEllipse(r.adjusted(1.2, 1.2, -1.2, -1.2));
      break;
    case MarkShape::Half:
      painter.setBrush(Qt::NoBrush);
      painter.setPen(stroke);
      painter.drawEllipse(r.adjusted(1.2, 1.2, -1.2, -1.2));
      painter.setBrush(colour);
      painter.setPen(Qt::NoPen);
      painter.drawPie(r.adjusted(1, 1, -1, -1), -90 * 16, 180 * 16);
      break;
    case MarkShape::Square: painter.drawRect(r.adjusted(0.8, 0.8, -0.8, -0.8)); break;
    case MarkShape::Triangle:
      painter.drawPolygon(QPolygonF({QPointF(r.center().x(), r.top() + 0.5), r.bottomRight() - QPointF(0, 0.7), r.bottomLeft() - QPointF(0, 0.7)}));
      break;
    case MarkShape::Bars:
      painter.drawRect(QRectF(r.left() + side * 0.15, r.top() + 0.5, side * 0.25, side - 1));
      painter.drawRect(QRectF(r.left() + side * 0.6, r.top() + 0.5, side * 0.25, side - 1));
      break;
    case MarkShape::Diamond:
      painter.drawPolygon(QPolygonF({QPointF(r.center().x(), r.top()), QPointF(r.right(), r.center().y()), QPointF(r.center().x(), r.bottom()),
                                     QPointF(r.left(), r.center().y())}));
      break;
    case MarkShape::Cross:
      painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(r.topLeft() + QPointF(1.5, 1.5), r.bottomRight() - QPointF(1.5, 1.5));
      painter.drawLine(r.topRight() + QPointF(-1.5, 1.5), r.bottomLeft() + QPointF(1.5, -1.5));
      break;
  }
  painter.restore();
}

}  // namespace twinlane::ui
