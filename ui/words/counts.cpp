#include "words/counts.h"

#include "words/formats.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace twinlane::ui {

namespace {

// In the order of Counted. %1, not %n: the number is written as everywhere.
constexpr const char* nouns[] = {QT_TRANSLATE_N_NOOP("Counts", "%1 orders"), QT_TRANSLATE_N_NOOP("Counts", "%1 new orders"), QT_TRANSLATE_N_NOOP("Counts", "%1 changes"), QT_TRANSLATE_N_NOOP("Counts", "%1 rows"),
                                 QT_TRANSLATE_N_NOOP("Counts", "%1 lines"),  QT_TRANSLATE_N_NOOP("Counts", "%1 bytes"),      QT_TRANSLATE_N_NOOP("Counts", "%1 files")};

}  // namespace

QString counted(Counted what, std::int64_t count) {
  const auto n = static_cast<int>(std::clamp<std::int64_t>(count, 0, std::numeric_limits<int>::max()));
  return QCoreApplication::translate("Counts", nouns[static_cast<std::size_t>(what)], nullptr, n).arg(formatCount(count));
}

}  // namespace twinlane::ui
