#include "transfer/share_bar.h"

#include "theme/state_mark.h"
#include "transfer/account_rows.h"
#include "words/counts.h"
#include "words/formats.h"

#include <QPainter>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace twinlane::ui {

ShareBar::ShareBar(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setFixedHeight(px(42));
  setLayoutDirection(Qt::LeftToRight);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ShareBar::show(const transfer::ImportAccount& account) {
  m_all = allRows(account);
  m_taken = account.accepted;
  m_there = account.alreadyImported;
  m_aside = notImported(account);
  m_left = leftOut(account);
  m_nothingNew = allThereAlready(account);
  setAccessibleName(tr("%1, %2 there already, %3 not imported, %4 left out by rule").arg(first(), formatCount(m_there), formatCount(m_aside), formatCount(m_left)));
  update();
}

QString ShareBar::words(std::int64_t rows, const QString& what) const {
  return tr("%1 %2, %3 %").arg(formatCount(rows), what, formatDecimal(100.0 * static_cast<double>(rows) / static_cast<double>(std::max<std::int64_t>(1, m_all)), 1));
}

QString ShareBar::first() const { return m_nothingNew ? tr("All %1 were there already, nothing was added").arg(counted(Counted::Rows, m_there)) : words(m_taken, tr("taken in")); }

void ShareBar::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  const QRectF bar(12, 4, width() - 24, 14);
  p.fillRect(bar, t.line);
  if (m_taken + m_there + m_aside + m_left == 0) return;
  const std::tuple<std::int64_t, QString, QColor> others[] = {{m_there, tr("there already"), t.ok}, {m_aside, tr("not imported"), t.bad}, {m_left, tr("left out by rule"), t.edge}};
  // A share that is there is seen, however small; what is taken in gives the room.
  const auto part = [&](std::int64_t rows) { return rows == 0 ? 0.0 : std::max(8.0, bar.width() * static_cast<double>(rows) / static_cast<double>(m_all)); };
  double rest = 0;
  for (const auto& other : others) rest += part(std::get<0>(other));
  double x = bar.left() + std::min(part(m_taken), std::max(0.0, bar.width() - rest));
  p.fillRect(QRectF(bar.left(), bar.top(), x - bar.left(), bar.height()), t.write);
  for (const auto& [rows, what, colour] : others) {
    const double gap = x > bar.left() ? 2 : 0;
    if (rows > 0) p.fillRect(QRectF(x + gap, bar.top(), std::min(part(rows), bar.right() - x) - gap, bar.height()), colour);
    x += part(rows);
  }
  p.setFont(m_theme.font(Type::DataStrong));
  p.setPen(t.text);
  p.drawText(QRectF(12, px(22), width() / 2.0, px(20)), Qt::AlignLeft | Qt::AlignVCenter, first());
  if (m_nothingNew) return;
  p.setFont(m_theme.font(Type::Data));
  double right = width() - 12;
  for (auto other = std::rbegin(others); other != std::rend(others); ++other) {
    const auto& [rows, what, colour] = *other;
    if (rows == 0 && other == std::prev(std::rend(others))) continue;
    const QString text = words(rows, what);
    const int width = p.fontMetrics().horizontalAdvance(text);
    p.setPen(t.text);
    p.drawText(QRectF(right - width, px(22), width + 2, px(20)), Qt::AlignLeft | Qt::AlignVCenter, text);
    p.fillRect(QRectF(right - width - 15, px(32) - 4, 9, 9), colour);
    right -= width + 36;
  }
}

}  // namespace twinlane::ui
