#include "frame/top_bar.h"

#include "parts/label.h"

#include <QAction>
#include <QPainter>

namespace twinlane::ui {

TopBar::TopBar(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_search(new QLineEdit), m_chip(new MarkLabel(theme, Type::Label)), m_row(new QHBoxLayout(this)) {
  setObjectName(QStringLiteral("topBar"));
  setFixedHeight(px(44));
  m_row->setContentsMargins(12, 0, 12, 0);
  m_row->setSpacing(8);
  m_search->setPlaceholderText(tr("Search or give a command"));
  m_search->setAccessibleName(tr("Search"));
  m_search->setMaximumWidth(px(430));
  m_search->setMinimumWidth(px(240));
  QAction* glass = m_search->addAction(theme.icon(QStringLiteral("search"), theme.tokens().muted), QLineEdit::LeadingPosition);
  glass->setText(tr("Search"));
  connect(&theme, &Theme::changed, this, [this, glass] { glass->setIcon(m_theme.icon(QStringLiteral("search"), m_theme.tokens().muted)); });
  auto* inside = new QHBoxLayout(m_search);
  inside->setContentsMargins(0, 0, 7, 0);
  inside->addStretch(1);
  inside->addWidget(makeKeyCap(theme, tr("Ctrl+K")));
  m_chip->setChip(true);
  m_chip->setState({MarkShape::Ring, Tone::Muted}, tr("Checking"), Tone::Muted);
  m_row->addWidget(m_search, 2);
  m_row->addStretch(1);
  m_row->addWidget(m_chip);
}

void TopBar::setFreshness(StateMark mark, const QString& text) { m_chip->setState(mark, text, Tone::Muted); }

void TopBar::setActions(QWidget* actions) {
  if (actions == m_actions) return;
  if (m_actions) {
    m_row->removeWidget(m_actions);
    m_actions->hide();
  }
  m_actions = actions;
  if (!actions) return;
  m_row->addWidget(actions);
  actions->show();
}

void TopBar::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(rect(), m_theme.tokens().rail);
  p.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tokens().line);
}

}  // namespace twinlane::ui
