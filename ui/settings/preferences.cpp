#include "settings/preferences.h"

#include <QSettings>

#include <algorithm>

namespace twinlane::ui {

namespace {

const QString preferredTheme = QStringLiteral("window/theme"), preferredLanguage = QStringLiteral("window/language"), preferredDensity = QStringLiteral("window/density"),
              preferredFont = QStringLiteral("window/font_percent"), preferredCalm = QStringLiteral("window/calm"), preferredRail = QStringLiteral("window/rail_folded");
const QString comfortable = QStringLiteral("comfortable"), yes = QStringLiteral("yes");

}  // namespace

Preferences::Preferences(QString file, QObject* parent) : QObject(parent), m_file(std::move(file)) {}

QString Preferences::value(const QString& key) const { return QSettings(m_file, QSettings::IniFormat).value(key).toString(); }

void Preferences::keep(const QString& key, const QString& value) {
  {
    QSettings settings(m_file, QSettings::IniFormat);
    if (settings.value(key).toString() == value) return;
    if (value.isEmpty()) settings.remove(key);
    else settings.setValue(key, value);
  }
  emit changed();
}

std::optional<ThemeKind> Preferences::theme() const { return Theme::fromName(value(preferredTheme)); }
std::optional<Language> Preferences::language() const { return languageFromName(value(preferredLanguage)); }
Density Preferences::density() const { return value(preferredDensity) == comfortable ? Density::Comfortable : Density::Compact; }
bool Preferences::calm() const { return value(preferredCalm) == yes; }
bool Preferences::isRailFolded() const { return value(preferredRail) == yes; }

int Preferences::fontPercent() const {
  const int percent = value(preferredFont).toInt();
  return std::find(fontPercents.begin(), fontPercents.end(), percent) == fontPercents.end() ? 100 : percent;
}

Look Preferences::look() const { return {theme().value_or(Theme::ofSystem()), density(), fontPercent(), calm()}; }

void Preferences::setTheme(std::optional<ThemeKind> theme) { keep(preferredTheme, theme ? Theme::nameOf(*theme) : QString()); }
void Preferences::setLanguage(std::optional<Language> language) { keep(preferredLanguage, language ? nameOf(*language) : QString()); }
void Preferences::setDensity(Density density) { keep(preferredDensity, density == Density::Comfortable ? comfortable : QString()); }
void Preferences::setFontPercent(int percent) { keep(preferredFont, percent == 100 ? QString() : QString::number(percent)); }
void Preferences::setRailFolded(bool isFolded) { keep(preferredRail, isFolded ? yes : QString()); }
void Preferences::setCalm(bool calm) { keep(preferredCalm, calm ? yes : QString()); }

void Preferences::stepFont(int steps) {
  const auto at = std::find(fontPercents.begin(), fontPercents.end(), fontPercent()) - fontPercents.begin();
  setFontPercent(fontPercents[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(fontPercents) - 1))]);
}

}  // namespace twinlane::ui
