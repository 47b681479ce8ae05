#include "pages/learn_page.h"

#include "pages/learn_screens.h"
#include "pages/learn_table.h"
#include "parts/button.h"

namespace twinlane::ui {

LearnPage::LearnPage(const Theme& theme, QWidget* parent)
    : Page(parent), m_chips(new QWidget(this)), m_stack(new QStackedWidget), m_screens(new LearnScreens(theme)), m_cloud(makeCloudTable(theme)), m_glossary(makeGlossaryTable(theme)) {
  m_chips->hide();
  auto* row = new QHBoxLayout(m_chips);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  const std::array names = {tr("In five screens"), tr("Part ↔ cloud"), tr("Glossary")};
  for (std::size_t part = 0; part < Parts; ++part) {
    m_buttons[part] = makeButton(theme, names[part], "chip");
    m_buttons[part]->setCheckable(true);
    m_buttons[part]->setAutoExclusive(true);
    connect(m_buttons[part], &QPushButton::clicked, this, [this, part] { turnTo(static_cast<Part>(part)); });
    row->addWidget(m_buttons[part]);
  }
  m_buttons[Screens]->setChecked(true);
  for (QWidget* part : {static_cast<QWidget*>(m_screens), static_cast<QWidget*>(m_cloud), static_cast<QWidget*>(m_glossary)}) m_stack->addWidget(part);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->addWidget(m_stack);
  connect(m_screens, &LearnScreens::pageAsked, this, &LearnPage::pageAsked);
  for (LearnTable* table : {m_cloud, m_glossary}) connect(table, &LearnTable::pageAsked, this, &LearnPage::pageAsked);
}

void LearnPage::turnTo(Part part) {
  m_buttons[part]->setChecked(true);
  m_stack->setCurrentIndex(static_cast<int>(part));
  mainControl()->setFocus();
}

QWidget* LearnPage::mainControl() {
  if (m_stack->currentWidget() == m_screens) return &m_screens->step(m_screens->current());
  return m_stack->currentWidget() == m_cloud ? &m_cloud->table() : &m_glossary->table();
}

}  // namespace twinlane::ui
