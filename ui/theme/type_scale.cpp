#include "theme/type_scale.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QStringList>

namespace twinlane::ui {

namespace {

bool equalDigits(const QString& family) {
  QFont font(family);
  font.setPixelSize(64);
  const QFontMetricsF metrics(font);
  const qreal width = metrics.horizontalAdvance(QLatin1Char('0'));
  for (char digit = '1'; digit <= '9'; ++digit)
    if (std::abs(metrics.horizontalAdvance(QLatin1Char(digit)) - width) > 0.01) return false;
  return true;
}

QFont made(const QString& family, int pixels, int weight) {
  QFont font(family);
  font.setPixelSize(pixels);
  font.setWeight(static_cast<QFont::Weight>(weight));
  return font;
}

}  // namespace

TypeScale::TypeScale() {
  const QStringList families = QFontDatabase::families();
  m_family = families.contains(QStringLiteral("Inter")) ? QStringLiteral("Inter")
                                                        : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
  m_digits = m_family;
  if (equalDigits(m_family)) return;
  for (const QString& family : {QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")})
    if (families.contains(family) && equalDigits(family)) {
      m_digits = family;
      return;
    }
}

QFont TypeScale::font(Type type) const {
  // DejaVu's digits stand larger than Inter's at the same size; one pixel less lets both sit on one line.
  const int digits = m_digits == m_family ? 12 : 11;
  switch (type) {
    case Type::Title: return made(m_family, 28, QFont::DemiBold);
    case Type::Number: return made(m_family, 26, QFont::DemiBold);
    case Type::Figure: return made(m_family, 20, QFont::DemiBold);
    case Type::Heading: return made(m_family, 14, QFont::DemiBold);
    case Type::Body: return made(m_family, 13, QFont::Normal);
    case Type::BodyStrong: return made(m_family, 13, QFont::DemiBold);
    case Type::Data: return made(m_family, 12, QFont::Normal);
    case Type::DataStrong: return made(m_family, 12, QFont::DemiBold);
    case Type::Digits: return made(m_digits, digits, QFont::Normal);
    case Type::DigitsStrong: return made(m_digits, digits, QFont::DemiBold);
    case Type::CardTitle: return made(m_family, 12, QFont::DemiBold);
    case Type::Label: return made(m_family, 11, QFont::Normal);
    case Type::Small: return made(m_family, 11, QFont::Normal);
    case Type::Mono: return made(QStringLiteral("DejaVu Sans Mono"), 11, QFont::Normal);
  }
  return made(m_family, 12, QFont::Normal);
}

}  // namespace twinlane::ui
