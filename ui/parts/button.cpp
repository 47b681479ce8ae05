#include "parts/button.h"

namespace twinlane::ui {

namespace {

// The icon takes the colour of the button's text, also after the theme has changed.
void dress(const Theme& theme, QPushButton* button, const QString& icon) {
  const auto paint = [&theme, button, icon] {
    const Tokens& t = theme.tokens();
    const QString kind = button->property("kind").toString();
    button->setIcon(theme.icon(icon, kind == QLatin1String("primary") ? t.onfill : kind == QLatin1String("danger") ? t.bad : t.text));
  };
  paint();
  QObject::connect(&theme, &Theme::changed, button, paint);
}

}  // namespace

QPushButton* makeButton(const Theme& theme, const QString& text, const char* kind, const char* icon, bool small) {
  auto* button = new QPushButton(text);
  button->setFont(theme.font(kind && QLatin1String(kind) == QLatin1String("primary") ? Type::DataStrong : Type::Data));
  if (kind) button->setProperty("kind", QString::fromLatin1(kind));
  if (small) button->setProperty("fit", QStringLiteral("small"));
  button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
  button->setAutoDefault(false);
  if (icon) dress(theme, button, QString::fromLatin1(icon));
  return button;
}

QPushButton* makeIconButton(const Theme& theme, const QString& name, const char* icon) {
  QPushButton* button = makeButton(theme, QString(), nullptr, icon);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setFixedWidth(px(30));
  button->setStyleSheet(QStringLiteral("padding: 0px;"));
  return button;
}

}  // namespace twinlane::ui
