// The drawn shapes that stand beside every state word, so that no state is told by colour alone. Pure drawing.
#pragma once

#include "theme/tokens.h"

#include <QPainter>

namespace twinlane::ui {

enum class MarkShape { None, Dot, Ring, Half, Square, Triangle, Bars, Diamond, Cross };
enum class Tone { Text, Muted, Faint, Accent, Ok, Warn, Bad, Write, Read, Third, Fourth };

struct StateMark {
  MarkShape shape = MarkShape::None;
  Tone tone = Tone::Text;
  bool operator==(const StateMark&) const = default;
};

QColor colourOf(const Tokens& tokens, Tone tone);
// Centred in `box`, which is 9 to 12 px wide.
void drawMark(QPainter& painter, const Tokens& tokens, StateMark mark, const QRectF& box);

}  // namespace twinlane::ui

Q_DECLARE_METATYPE(twinlane::ui::StateMark)
