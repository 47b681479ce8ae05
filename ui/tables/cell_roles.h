// What a table model may tell its cells besides text; the delegate turns it into pixels.
#pragma once

#include <Qt>

namespace twinlane::ui {

enum CellRole : int {
  MarkRole = Qt::UserRole + 1,   // StateMark before the text
  ToneRole,                      // Tone of the text, as int
  StrongRole,                    // bool: semi-bold
  DigitsRole,                    // bool: digits of equal width
  SparkRole,                     // QList<double>: a small line instead of text
  ShareRole,                     // double 0..1: how strongly the cell is marked as just changed
  ArrivedRole,                   // bool: row that just arrived
  TotalRole,                     // bool: row of a sum
  WholeRole,                     // bool, of a header: number, date or id, which shortened would be another one
  FreeTextRole,                  // bool, of a header: text of any length, shortened where there is no room for it
  WrapRole,                      // bool, of a header: text that takes further lines before it is shortened
};

}  // namespace twinlane::ui
