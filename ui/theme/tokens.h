// The named colours of the screens, one set of values per theme; every colour literal of the program stands in tokens.cpp.
// Plain value.
#pragma once

#include <QColor>

namespace twinlane::ui {

enum class ThemeKind { Light, Dark, HighContrast };

struct Tokens {
  QColor window, rail, card, raised, hover, selected, line, edge, text, muted, faint, accent, fill, onfill;
  QColor ok, warn, bad, okbg, warnbg, badbg, infobg;
  QColor write, read, s3, s4, mark, shade;
};

const Tokens& tokensOf(ThemeKind kind);

// Contrast of two colours after WCAG 2: 1 to 21.
double contrast(const QColor& a, const QColor& b);

}  // namespace twinlane::ui
