// Draws and measures numbers so that those of a column stand under each other: every digit takes the room of the widest one.
// Inter's digits differ in width and Qt 6.4 cannot ask a font for its tabular ones. Pure functions, GUI thread.
#pragma once

#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

#include <optional>

namespace twinlane::ui {

qreal figuresWidth(const QFont& font, const QString& text);
// Of a plain number, with or without its currency behind it, what stands from its point on: empty for a whole one. Nothing for
// text.
std::optional<QString> tailOf(const QString& text);
// The room that takes.
std::optional<qreal> tailWidth(const QFont& font, const QString& text);
// With the painter's pen, on one line, centred from top to bottom.
void drawFigures(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text);

}  // namespace twinlane::ui
