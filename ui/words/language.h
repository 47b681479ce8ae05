// The language of all texts: which there are, and the one that is spoken. Speaking another one changes the texts asked for from
// then on, the default locale (dates, the decimal mark) and the direction of the layouts; widgets that stand keep theirs, the window
// makes its content anew. The translators belong to the application. GUI thread.
#pragma once

#include <QLocale>
#include <QString>

#include <array>
#include <optional>

namespace twinlane::ui {

// The last two are for looking: English with accents in brackets and longer by 40 %, and the same from right to left.
enum class Language { English, German, Pseudo, PseudoMirrored };

inline constexpr std::array<const char*, 4> languageNames = {"en", "de", "pseudo", "pseudo-rtl"};

inline QString nameOf(Language language) { return QString::fromLatin1(languageNames[static_cast<std::size_t>(language)]); }
// "de", "de_AT" and "de-AT" are all German.
std::optional<Language> languageFromName(const QString& name);
// English where the computer speaks none of ours.
Language languageOfSystem();
// In the language itself: "Deutsch".
QString ownNameOf(Language language);

// The territory of the locale, where it speaks the language, says how dates are written.
void speak(Language language, const QLocale& locale = QLocale::system());
Language spoken();

}  // namespace twinlane::ui
