#include "palette/likeness.h"

namespace twinlane::ui {

namespace {

constexpr int beginsName = 8, beginsWord = 4, besideLast = 3, found = 1;

}  // namespace

std::optional<int> likeness(const QString& typed, const QString& name) {
  int sum = 0;
  qsizetype from = 0, last = -2;
  for (const QChar letter : typed) {
    if (letter.isSpace()) continue;
    // The next one at the beginning of a word is better than the next one.
    qsizetype at = name.indexOf(letter, from, Qt::CaseInsensitive);
    if (at < 0) return std::nullopt;
    if (at != last + 1)
      for (qsizetype other = at; other >= 0; other = name.indexOf(letter, other + 1, Qt::CaseInsensitive))
        if (other == 0 || !name.at(other - 1).isLetterOrNumber()) {
          at = other;
          break;
        }
    const bool isBeginning = at == 0 || !name.at(at - 1).isLetterOrNumber();
    sum += at == 0 ? beginsName : at == last + 1 ? besideLast : isBeginning ? beginsWord : found;
    last = at;
    from = at + 1;
  }
  return sum;
}

}  // namespace twinlane::ui
