#include "catalogue/catalogue_page.h"

#include "catalogue/customer_browser.h"
#include "catalogue/product_browser.h"
#include "catalogue/revenue_part.h"
#include "parts/button.h"

namespace twinlane::ui {

namespace {

constexpr int askEveryBeats = 10;  // once a second

}  // namespace

CataloguePage::CataloguePage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_chips(new QWidget),
      m_stack(new QStackedWidget),
      m_customers(new CustomerBrowser(theme, session)),
      m_products(new ProductBrowser(theme, session)),
      m_revenue(new RevenuePart(theme, session)) {
  auto* row = new QHBoxLayout(m_chips);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  const std::array names = {tr("Customers"), tr("Products"), tr("Revenue")};
  for (std::size_t part = 0; part < Parts; ++part) {
    m_buttons[part] = makeButton(theme, names[part], "chip");
    m_buttons[part]->setCheckable(true);
    m_buttons[part]->setAutoExclusive(true);
    connect(m_buttons[part], &QPushButton::clicked, this, [this, part] { turnTo(static_cast<Part>(part)); });
    row->addWidget(m_buttons[part]);
  }
  m_buttons[Customers]->setChecked(true);
  for (QWidget* part : {static_cast<QWidget*>(m_customers), static_cast<QWidget*>(m_products), static_cast<QWidget*>(m_revenue)}) m_stack->addWidget(part);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->addWidget(m_stack);
  for (CatalogueBrowser* browser : {m_customers, m_products}) connect(browser, &CatalogueBrowser::ordersAsked, this, &CataloguePage::ordersAsked);
  connect(m_revenue, &RevenuePart::ordersAsked, this, &CataloguePage::ordersAsked);
  connect(m_revenue, &RevenuePart::eventAsked, this, &CataloguePage::eventAsked);
}

void CataloguePage::turnTo(Part part) {
  m_buttons[part]->setChecked(true);
  m_stack->setCurrentIndex(part);
  ask();
  mainControl()->setFocus();
}

QWidget* CataloguePage::mainControl() {
  if (m_stack->currentWidget() == m_customers) return &m_customers->table();
  if (m_stack->currentWidget() == m_products) return &m_products->table();
  return &m_revenue->table();
}

bool CataloguePage::closeTopmost() {
  for (CatalogueBrowser* browser : {m_customers, m_products})
    if (browser->form().isVisible()) return browser->form().close();
  return false;
}

bool CataloguePage::ready() const { return m_stack->currentWidget() == m_customers ? m_customers->ready() : m_stack->currentWidget() != m_products || m_products->ready(); }

void CataloguePage::beat(int slot) {
  if (slot == 2 && m_beats++ % askEveryBeats == 0 && m_session.feed().state().freshness.position != m_askedAt) ask();
}

void CataloguePage::ask() {
  m_askedAt = m_session.feed().state().freshness.position;
  if (m_stack->currentWidget() == m_customers) m_customers->ask();
  else if (m_stack->currentWidget() == m_products) m_products->ask();
  else m_revenue->ask();
}

}  // namespace twinlane::ui
