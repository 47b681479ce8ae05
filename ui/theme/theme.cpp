#include "theme/theme.h"

#include "theme/style_sheet.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int comfortableRow = 28;

QPalette paletteOf(const Tokens& t) {
  QPalette p;
  p.setColor(QPalette::Window, t.window);
  p.setColor(QPalette::WindowText, t.text);
  p.setColor(QPalette::Base, t.card);
  p.setColor(QPalette::AlternateBase, t.card);
  p.setColor(QPalette::Text, t.text);
  p.setColor(QPalette::PlaceholderText, t.muted);
  p.setColor(QPalette::Highlight, t.selected);
  p.setColor(QPalette::HighlightedText, t.text);
  p.setColor(QPalette::Button, t.raised);
  p.setColor(QPalette::ButtonText, t.text);
  p.setColor(QPalette::Link, t.accent);
  p.setColor(QPalette::LinkVisited, t.accent);
  p.setColor(QPalette::ToolTipBase, t.raised);
  p.setColor(QPalette::ToolTipText, t.text);
  p.setColor(QPalette::BrightText, t.bad);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, t.faint);
  return p;
}

}  // namespace

Theme::Theme(ThemeKind kind, QObject* parent) : Theme(Look{.kind = kind}, parent) {}

Theme::Theme(const Look& look, QObject* parent) : QObject(parent), m_look(look) { m_type.setPercent(look.fontPercent); }

int Theme::rowHeight(int compact) const { return px(m_look.density == Density::Comfortable ? std::max(comfortableRow, compact) : compact); }

void Theme::apply() {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(paletteOf(tokens()));
  QApplication::setFont(font(Type::Data));
  qApp->setStyleSheet(styleSheet(tokens(), m_look.fontPercent));
}

void Theme::setKind(ThemeKind kind) {
  Look look = m_look;
  look.kind = kind;
  setLook(look);
}

void Theme::setLook(const Look& look) {
  if (look == m_look) return;
  m_look = look;
  m_type.setPercent(look.fontPercent);
  apply();
  emit changed();
}

QPixmap Theme::pixmap(const QString& name, const QColor& colour, int size) const {
  const qreal ratio = qApp->devicePixelRatio();
  const QString key = QStringLiteral("%1|%2|%3|%4").arg(name, colour.name()).arg(size).arg(ratio);
  if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.cend()) return *found;
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  QPixmap pixmap(QSize(size, size) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  if (file.open(QIODevice::ReadOnly)) {
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
  }
  m_pixmaps.insert(key, pixmap);
  return pixmap;
}

QIcon Theme::icon(const QString& name, const QColor& colour) const {
  QIcon icon;
  icon.addPixmap(pixmap(name, colour));
  icon.addPixmap(pixmap(name, tokens().faint), QIcon::Disabled);
  return icon;
}

ThemeKind Theme::ofSystem() {
  return QPalette().color(QPalette::Window).lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light;
}

std::optional<ThemeKind> Theme::fromName(const QString& name) {
  if (name == QLatin1String("light")) return ThemeKind::Light;
  if (name == QLatin1String("dark")) return ThemeKind::Dark;
  if (name == QLatin1String("high-contrast")) return ThemeKind::HighContrast;
  return std::nullopt;
}

QString Theme::nameOf(ThemeKind kind) {
  if (kind == ThemeKind::Dark) return QStringLiteral("dark");
  return kind == ThemeKind::Light ? QStringLiteral("light") : QStringLiteral("high-contrast");
}

}  // namespace twinlane::ui
