// What every widget draws with: tokens, type and icons of the chosen theme. Owned by the program's start, handed down by
// reference and outlives all windows. GUI thread.
#pragma once

#include "theme/tokens.h"
#include "theme/type_scale.h"

#include <QHash>
#include <QIcon>
#include <QObject>

namespace twinlane::ui {

class Theme : public QObject {
  Q_OBJECT

 public:
  explicit Theme(ThemeKind kind, QObject* parent = nullptr);

  ThemeKind kind() const { return m_kind; }
  const Tokens& tokens() const { return tokensOf(m_kind); }
  QFont font(Type type) const { return m_type.font(type); }
  // Style, palette, font and sheet of the application.
  void apply();
  void setKind(ThemeKind kind);

  // One of resources/icons, drawn in a colour. Kept for the theme's life.
  QPixmap pixmap(const QString& name, const QColor& colour, int size = 16) const;
  QIcon icon(const QString& name, const QColor& colour) const;
  QIcon icon(const QString& name) const { return icon(name, tokens().text); }

  // The theme of the desktop, as its palette tells; Qt 6.4 knows no colour scheme.
  static ThemeKind ofSystem();
  static std::optional<ThemeKind> fromName(const QString& name);
  static QString nameOf(ThemeKind kind);

 signals:
  void changed();

 private:
  ThemeKind m_kind;
  TypeScale m_type;
  mutable QHash<QString, QPixmap> m_pixmaps;
};

}  // namespace twinlane::ui
