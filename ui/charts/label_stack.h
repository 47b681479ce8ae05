// Moves labels at the ends of lines apart so that none covers another. Pure function.
#pragma once

#include <QList>

namespace twinlane::ui {

// Wanted centres in any order; the answer keeps that order, each at least `gap` from the next, within [top, bottom].
QList<double> stackLabels(const QList<double>& wanted, double gap, double top, double bottom);

}  // namespace twinlane::ui
