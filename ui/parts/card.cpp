#include "parts/card.h"

#include "parts/label.h"

namespace twinlane::ui {

Card::Card(const Theme& theme, const QString& title, const QString& subtitle, QWidget* parent) : QFrame(parent), m_body(new QVBoxLayout) {
  setProperty("card", true);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(1, 1, 1, 1);
  outer->setSpacing(0);
  if (!title.isEmpty()) {
    auto* head = new QWidget;
    head->setFixedHeight(px(32));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    m_title = makeLabel(theme, title, Type::CardTitle);
    m_subtitle = new ShortLabel(theme, Type::Label, "muted");
    m_subtitle->setWhole(subtitle);
    row->addWidget(m_title);
    row->addWidget(m_subtitle);
    row->addStretch(1);
    m_corner = new QHBoxLayout;
    m_corner->setSpacing(8);
    row->addLayout(m_corner);
    outer->addWidget(head);
  }
  m_body->setContentsMargins(0, 0, 0, 0);
  m_body->setSpacing(0);
  outer->addLayout(m_body, 1);
}

void Card::setTitle(const QString& title) { m_title->setText(title); }
void Card::setSubtitle(const QString& subtitle) { m_subtitle->setWhole(subtitle); }

QFrame* makeHairline() {
  auto* line = new QFrame;
  line->setProperty("hairline", true);
  line->setFixedHeight(1);
  return line;
}

}  // namespace twinlane::ui
