#include "theme/figures.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

bool isDigit(QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }

qreal digitWidth(const QFontMetricsF& metrics) {
  qreal widest = 0;
  for (char digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
  return widest;
}

// The text in pieces: single digits and what stands between them.
template <class Take>
void eachPiece(const QString& text, Take take) {
  for (qsizetype at = 0; at < text.size();) {
    qsizetype end = at + 1;
    if (!isDigit(text[at]))
      while (end < text.size() && !isDigit(text[end])) ++end;
    take(text.mid(at, end - at));
    at = end;
  }
}

qreal widthOf(const QFontMetricsF& metrics, qreal digit, const QString& text) {
  qreal width = 0;
  eachPiece(text, [&](const QString& piece) { width += isDigit(piece[0]) ? digit : metrics.horizontalAdvance(piece); });
  return width;
}

}  // namespace

qreal figuresWidth(const QFont& font, const QString& text) {
  const QFontMetricsF metrics(font);
  return widthOf(metrics, digitWidth(metrics), text);
}

std::optional<QString> tailOf(const QString& text) {
  constexpr QChar narrowSpace(0x202F), minus(0x2212);
  qsizetype at = text.startsWith(minus) ? 1 : 0;
  const qsizetype first = at;
  while (at < text.size() && (isDigit(text[at]) || text[at] == narrowSpace)) ++at;
  const qsizetype whole = at;
  if (at < text.size() && (text[at] == QLatin1Char('.') || text[at] == QLatin1Char(',')))
    for (++at; at < text.size() && isDigit(text[at]);) ++at;
  const QString behind = text.mid(at);
  const bool currency = behind.size() == 4 && behind[0] == QLatin1Char(' ') && std::all_of(behind.begin() + 1, behind.end(), [](QChar c) { return c.isUpper(); });
  if (whole == first || (!behind.isEmpty() && !currency)) return std::nullopt;
  return text.mid(whole);
}

std::optional<qreal> tailWidth(const QFont& font, const QString& text) {
  const auto tail = tailOf(text);
  return tail ? std::optional(figuresWidth(font, *tail)) : std::nullopt;
}

void drawFigures(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text) {
  const QFontMetricsF metrics(painter.font());
  const qreal digit = digitWidth(metrics);
  const qreal room = box.width() - widthOf(metrics, digit, text);
  qreal x = box.left() + (alignment.testFlag(Qt::AlignRight) ? room : alignment.testFlag(Qt::AlignHCenter) ? room / 2 : 0);
  const qreal baseline = std::round(box.center().y() + (metrics.ascent() - metrics.descent()) / 2);
  eachPiece(text, [&](const QString& piece) {
    const qreal own = metrics.horizontalAdvance(piece);
    const qreal given = isDigit(piece[0]) ? digit : own;
    painter.drawText(QPointF(x + (given - own) / 2, baseline), piece);
    x += given;
  });
}

}  // namespace twinlane::ui
