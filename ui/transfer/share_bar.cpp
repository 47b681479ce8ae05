#include "transfer/share_bar.h"

#include "theme/state_mark.h"
#include "transfer/account_rows.h"
#include "words/counts.h"
#include "words/formats.h"

#include <QPainter>

namespace twinlane::ui {

ShareBar::ShareBar(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setFixedHeight(42);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ShareBar::show(const transfer::ImportAccount& account) {
  m_taken = account.accepted + account.alreadyImported;
  m_aside = notImported(account);
  m_left = leftOut(account);
  setAccessibleName(tr("%1 taken in, %2 not imported, %3 left out by rule").arg(counted(Counted::Rows, m_taken), formatCount(m_aside), formatCount(m_left)));
  update();
}

void ShareBar::paintEvent(QPaintEvent*) {
  const Tokens& t = m_theme.tokens();
  QPainter p(this);
  const double all = static_cast<double>(std::max<std::int64_t>(1, m_taken + m_aside + m_left));
  const QRectF bar(12, 4, width() - 24, 14);
  p.fillRect(bar, t.line);
  if (m_taken + m_aside + m_left == 0) return;
  // A share that is there is seen, however small.
  const auto part = [&](std::int64_t rows) { return rows == 0 ? 0.0 : std::max(8.0, bar.width() * static_cast<double>(rows) / all); };
  const double left = part(m_left), aside = part(m_aside);
  const double taken = bar.width() - left - aside;
  p.fillRect(QRectF(bar.left(), bar.top(), taken, bar.height()), t.write);
  if (aside > 0) p.fillRect(QRectF(bar.left() + taken + 2, bar.top(), aside - 2, bar.height()), t.bad);
  if (left > 0) p.fillRect(QRectF(bar.left() + taken + aside + 2, bar.top(), left - 2, bar.height()), t.edge);
  const auto words = [&](std::int64_t rows, const QString& what) {
    return tr("%1 %2, %3 %").arg(formatCount(rows), what, QString::number(100.0 * static_cast<double>(rows) / all, 'f', 1));
  };
  p.setFont(m_theme.font(Type::DataStrong));
  p.setPen(t.text);
  p.drawText(QRectF(12, 22, width() / 2.0, 20), Qt::AlignLeft | Qt::AlignVCenter, words(m_taken, tr("taken in")));
  p.setFont(m_theme.font(Type::Data));
  double right = width() - 12;
  for (const auto& [rows, what, colour] : {std::tuple{m_left, tr("left out by rule"), t.edge}, std::tuple{m_aside, tr("not imported"), t.bad}}) {
    const QString text = words(rows, what);
    const int width = p.fontMetrics().horizontalAdvance(text);
    p.setPen(t.text);
    p.drawText(QRectF(right - width, 22, width + 2, 20), Qt::AlignLeft | Qt::AlignVCenter, text);
    p.fillRect(QRectF(right - width - 15, 28, 9, 9), colour);
    right -= width + 36;
  }
}

}  // namespace twinlane::ui
