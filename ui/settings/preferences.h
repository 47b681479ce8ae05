// How a person wants the window: theme, language, density of tables, size of the type, no motion, a folded rail. Kept at once in the settings file of
// the user, so that the next window begins with it; who takes in the changes applies them. GUI thread; owned by the window.
#pragma once

#include "theme/theme.h"
#include "words/language.h"

#include <QObject>

namespace twinlane::ui {

class Preferences : public QObject {
  Q_OBJECT

 public:
  // `file` is an ini file, as RecentFolders has it.
  explicit Preferences(QString file, QObject* parent = nullptr);

  // Nothing until a person chose one: then it is as the desktop has it.
  std::optional<ThemeKind> theme() const;
  std::optional<Language> language() const;
  Density density() const;
  int fontPercent() const;
  bool calm() const;
  bool isRailFolded() const;
  // All of it, and the desktop's where nothing was chosen.
  Look look() const;
  Language spokenLanguage() const { return language().value_or(languageOfSystem()); }

  void setTheme(std::optional<ThemeKind> theme);
  void setLanguage(std::optional<Language> language);
  void setDensity(Density density);
  void setFontPercent(int percent);
  void setCalm(bool calm);
  void setRailFolded(bool isFolded);
  // To the next of the sizes there are; at the last one it stays.
  void stepFont(int steps);

 signals:
  void changed();

 private:
  QString value(const QString& key) const;
  void keep(const QString& key, const QString& value);

  QString m_file;
};

}  // namespace twinlane::ui
