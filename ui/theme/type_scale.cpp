#include "theme/type_scale.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QStringList>

namespace twinlane::ui {

namespace {
// Of Type::Data, which the theme gives to the application.
constexpr int dataPixels = 12;
}  // namespace

int px(int design) {
  const int pixels = QGuiApplication::font().pixelSize();
  return pixels <= 0 || pixels == dataPixels ? design : (design * pixels + dataPixels / 2) / dataPixels;
}

QFont TypeScale::made(const QString& family, int pixels, int weight) const {
  QFont font(family);
  font.setPixelSize((pixels * m_percent + 50) / 100);
  font.setWeight(static_cast<QFont::Weight>(weight));
  return font;
}

TypeScale::TypeScale() {
  const QStringList families = QFontDatabase::families();
  m_family = families.contains(QStringLiteral("Inter")) ? QStringLiteral("Inter")
                                                        : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
}

QFont TypeScale::font(Type type) const {
  switch (type) {
    case Type::Title: return made(m_family, 28, QFont::DemiBold);
    case Type::Number: return made(m_family, 26, QFont::DemiBold);
    case Type::Figure: return made(m_family, 20, QFont::DemiBold);
    case Type::Heading: return made(m_family, 14, QFont::DemiBold);
    case Type::Body: return made(m_family, 13, QFont::Normal);
    case Type::BodyStrong: return made(m_family, 13, QFont::DemiBold);
    case Type::Data: return made(m_family, dataPixels, QFont::Normal);
    case Type::DataStrong: return made(m_family, 12, QFont::DemiBold);
    case Type::CardTitle: return made(m_family, 12, QFont::DemiBold);
    case Type::Label: return made(m_family, 11, QFont::Normal);
    case Type::Small: return made(m_family, 11, QFont::Normal);
    case Type::Mono: return made(QStringLiteral("DejaVu Sans Mono"), 11, QFont::Normal);
  }
  return made(m_family, 12, QFont::Normal);
}

}  // namespace twinlane::ui
