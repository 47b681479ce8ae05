#include "words/counts.h"

#include "words/formats.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace twinlane::ui {

namespace {

struct Forms {
  const char *one, *many;
};

// In the order of Counted.
constexpr Forms forms[] = {{QT_TRANSLATE_NOOP("Counts", "%1 order"), QT_TRANSLATE_N_NOOP("Counts", "%1 orders")},
                           {QT_TRANSLATE_NOOP("Counts", "%1 new order"), QT_TRANSLATE_N_NOOP("Counts", "%1 new orders")},
                           {QT_TRANSLATE_NOOP("Counts", "%1 change"), QT_TRANSLATE_N_NOOP("Counts", "%1 changes")},
                           {QT_TRANSLATE_NOOP("Counts", "%1 row"), QT_TRANSLATE_N_NOOP("Counts", "%1 rows")},
                           {QT_TRANSLATE_NOOP("Counts", "%1 line"), QT_TRANSLATE_N_NOOP("Counts", "%1 lines")},
                           {QT_TRANSLATE_NOOP("Counts", "%1 byte"), QT_TRANSLATE_N_NOOP("Counts", "%1 bytes")},
                           {QT_TRANSLATE_NOOP("Counts", "%1 file"), QT_TRANSLATE_N_NOOP("Counts", "%1 files")}};

}  // namespace

QString counted(Counted what, std::int64_t count) {
  const Forms& noun = forms[static_cast<std::size_t>(what)];
  const auto n = static_cast<int>(std::clamp<std::int64_t>(count, 0, std::numeric_limits<int>::max()));
  QString text = QCoreApplication::translate("Counts", noun.many, nullptr, n);
  // Without a translation the source comes back as it stands.
  if (count == 1 && text == QLatin1String(noun.many)) text = QCoreApplication::translate("Counts", noun.one);
  return text.arg(formatCount(count));
}

}  // namespace twinlane::ui
