// What every widget draws with: tokens, type and icons of the chosen theme, and how a person wants tables and motion. Owned by the
// program's start, handed down by reference and outlives all windows. GUI thread.
#pragma once

#include "theme/tokens.h"
#include "theme/type_scale.h"

#include <QHash>
#include <QIcon>
#include <QObject>

#include <array>

namespace twinlane::ui {

enum class Density { Compact, Comfortable };

inline constexpr std::array fontPercents = {90, 100, 110, 125, 150, 175, 200};

struct Look {
  ThemeKind kind = ThemeKind::Light;
  Density density = Density::Compact;
  int fontPercent = 100;  // one of fontPercents
  bool calm = false;      // nothing moves or flashes
  bool operator==(const Look&) const = default;
};

class Theme : public QObject {
  Q_OBJECT

 public:
  explicit Theme(ThemeKind kind, QObject* parent = nullptr);
  explicit Theme(const Look& look, QObject* parent = nullptr);

  const Look& look() const { return m_look; }
  ThemeKind kind() const { return m_look.kind; }
  bool calm() const { return m_look.calm; }
  const Tokens& tokens() const { return tokensOf(m_look.kind); }
  // Of a table's row that is so high where it is compact.
  int rowHeight(int compact) const;
  QFont font(Type type) const { return m_type.font(type); }
  // Style, palette, font and sheet of the application.
  void apply();
  void setKind(ThemeKind kind);
  // Colours and motion change in what is on the screen; widgets keep the type and the heights they were made with.
  void setLook(const Look& look);

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
  Look m_look;
  TypeScale m_type;
  mutable QHash<QString, QPixmap> m_pixmaps;
};

}  // namespace twinlane::ui
