#include "words/language.h"

#include "words/pseudo_translator.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTranslator>

namespace twinlane::ui {

namespace {

const char* const spokenProperty = "spokenLanguage";

// What Qt says by itself in our windows: keys, the menu of a field, the buttons of a dialog. Its own translations are another package.
[[maybe_unused]] constexpr const char* wordsOfQt[] = {
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"), QT_TRANSLATE_NOOP("QShortcut", "Shift"), QT_TRANSLATE_NOOP("QShortcut", "Alt"), QT_TRANSLATE_NOOP("QShortcut", "Esc"),
    QT_TRANSLATE_NOOP("QShortcut", "Space"), QT_TRANSLATE_NOOP("QShortcut", "Return"), QT_TRANSLATE_NOOP("QShortcut", "Enter"), QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"), QT_TRANSLATE_NOOP("QLineEdit", "&Redo"), QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"), QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Paste"), QT_TRANSLATE_NOOP("QLineEdit", "Delete"), QT_TRANSLATE_NOOP("QLineEdit", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Undo"), QT_TRANSLATE_NOOP("QWidgetTextControl", "&Redo"), QT_TRANSLATE_NOOP("QWidgetTextControl", "Cu&t"), QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Paste"), QT_TRANSLATE_NOOP("QWidgetTextControl", "Delete"), QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"), QT_TRANSLATE_NOOP("QPlatformTheme", "Save"), QT_TRANSLATE_NOOP("QPlatformTheme", "Open"), QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"), QT_TRANSLATE_NOOP("QPlatformTheme", "&No")};

QTranslator* loaded(const char* name) {
  auto* translator = new QTranslator;
  if (!translator->load(QStringLiteral(":/translations/twinlane_%1.qm").arg(QString::fromLatin1(name)))) qWarning("the texts in %s are not in the program", name);
  return translator;
}

// English has a file for its plurals.
QTranslator* translatorOf(Language language) {
  if (language == Language::German) return loaded("de");
  QTranslator* english = loaded("en");
  return language == Language::English ? english : new PseudoTranslator(english);
}

QLocale localeOf(Language language, const QLocale& system) {
  const QLocale::Language wanted = language == Language::German ? QLocale::German : QLocale::English;
  if (system.language() == wanted) return system;
  // Who reads English elsewhere has the dates of the place in English.
  return wanted == QLocale::English && system.language() != QLocale::C ? QLocale(wanted, system.territory()) : QLocale(wanted);
}

}  // namespace

std::optional<Language> languageFromName(const QString& name) {
  static const QRegularExpression separator(QStringLiteral("[-_.@]"));
  for (std::size_t i = 0; i < languageNames.size(); ++i)
    if (name == QLatin1String(languageNames[i])) return static_cast<Language>(i);
  const QString first = name.section(separator, 0, 0).toLower();
  if (first == QLatin1String("en")) return Language::English;
  return first == QLatin1String("de") ? std::optional(Language::German) : std::nullopt;
}

Language languageOfSystem() {
  const QStringList wanted = QLocale::system().uiLanguages();
  for (const QString& name : wanted)
    if (const auto known = languageFromName(name)) return *known;
  return Language::English;
}

QString ownNameOf(Language language) {
  switch (language) {
    case Language::German: return QStringLiteral("Deutsch");
    case Language::Pseudo: return pseudoOf(QStringLiteral("Pseudo"));
    case Language::PseudoMirrored: return pseudoOf(QStringLiteral("Pseudo, mirrored"));
    case Language::English: break;
  }
  return QStringLiteral("English");
}

void speak(Language language, const QLocale& locale) {
  static const QString ours = QStringLiteral("spoken");
  for (QTranslator* old : qApp->findChildren<QTranslator*>(ours, Qt::FindDirectChildrenOnly)) delete old;
  QTranslator* translator = translatorOf(language);
  translator->setObjectName(ours);
  translator->setParent(qApp);
  QCoreApplication::installTranslator(translator);
  qApp->setProperty(spokenProperty, static_cast<int>(language));
  QLocale::setDefault(localeOf(language, locale));
  QGuiApplication::setLayoutDirection(language == Language::PseudoMirrored ? Qt::RightToLeft : Qt::LeftToRight);
}

Language spoken() { return static_cast<Language>(qApp->property(spokenProperty).toInt()); }

}  // namespace twinlane::ui
