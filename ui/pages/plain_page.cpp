#include "pages/plain_page.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"

namespace twinlane::ui {

PlainPage::PlainPage(const Theme& theme, const PlainWords& words, QWidget* parent) : Page(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  auto* card = new Card(theme, words.title);
  card->body()->setContentsMargins(12, 4, 12, 14);
  card->body()->setSpacing(10);
  card->body()->addWidget(makeProse(theme, words.now, Type::Body));
  card->body()->addWidget(makeProse(theme, words.later, Type::Data, "muted"));
  m_act = makeButton(theme, words.action, "primary");
  connect(m_act, &QPushButton::clicked, this, &PlainPage::acted);
  card->body()->addWidget(m_act, 0, Qt::AlignLeft);
  column->addWidget(card);
  column->addStretch(1);
}

}  // namespace twinlane::ui
