#include "orders/orders_page.h"

#include "parts/button.h"
#include "parts/label.h"

#include <QHBoxLayout>

namespace twinlane::ui {

namespace {
constexpr int padding = 12, gutter = 10;
// Shares of the page at its usual width: list with padding and gutter, and order entry with its padding.
constexpr int listShare = 628, entryShare = 644, entryAt = 2;
}

OrdersPage::OrdersPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_blotter(new Blotter(theme, session)),
      m_inspector(new Inspector(theme, session)),
      m_entry(new OrderEntry(theme, session)),
      m_actions(new QWidget(this)),
      m_row(new QHBoxLayout(this)) {
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->setSpacing(0);
  m_left = new QVBoxLayout;
  m_left->addWidget(m_blotter);
  m_row->addLayout(m_left, listShare);
  m_row->addWidget(m_inspector);
  m_right = new QVBoxLayout;
  m_right->addWidget(m_entry);
  m_row->addLayout(m_right);
  auto* row = new QHBoxLayout(m_actions);
  row->setContentsMargins(0, 0, 0, 0);
  QPushButton* add = makeButton(theme, tr("New order"), nullptr, "add");
  add->setToolTip(tr("Ctrl+N"));
  row->addWidget(add);
  m_actions->hide();
  connect(add, &QPushButton::clicked, this, &OrdersPage::startEntry);
  connect(m_blotter, &Blotter::newOrderAsked, this, &OrdersPage::startEntry);
  connect(m_blotter, &Blotter::chosen, this, &OrdersPage::inspect);
  connect(m_blotter, &Blotter::opened, this, &OrdersPage::open);
  connect(m_inspector, &Inspector::hoodAsked, this, &OrdersPage::hoodAsked);
  connect(m_inspector, &Inspector::closed, this, [this] { showSide(Side::Nothing); });
  connect(m_entry, &OrderEntry::closed, this, [this] { showSide(Side::Nothing); });
  connect(m_entry, &OrderEntry::visibleInList, this, [this](const QString& order) { m_blotter->markArrived(order.toStdString()); });
  connect(m_entry, &OrderEntry::openAsked, this, &OrdersPage::open);
  showSide(Side::Nothing);
}

void OrdersPage::showSide(Side side) {
  m_side = side;
  m_inspector->setVisible(side == Side::Inspector);
  m_entry->setVisible(side == Side::Entry);
  // A share for entry that is not there would leave half of the page empty.
  const bool entry = side == Side::Entry;
  m_row->setStretch(entryAt, entry ? entryShare : 0);
  m_left->setContentsMargins(padding, padding, entry ? gutter / 2 : padding, padding);
  m_right->setContentsMargins(entry ? gutter / 2 : 0, padding, entry ? padding : 0, padding);
  m_blotter->setNarrow(side == Side::Entry);
  if (side == Side::Nothing) m_blotter->table().setFocus();
}

void OrdersPage::inspect(const QString& order) {
  if (m_side == Side::Entry) return;
  if (m_side == Side::Nothing) showSide(Side::Inspector);
  m_inspector->showOrder(order);
}

void OrdersPage::startEntry() {
  m_blotter->wantNoFirst();
  showSide(Side::Entry);
  m_entry->start();
}

void OrdersPage::open(const QString& order) {
  m_blotter->wantNoFirst();
  showSide(Side::Inspector);
  m_inspector->showOrder(order);
}

void OrdersPage::openFirst() { m_blotter->selectFirst(); }

bool OrdersPage::closeTopmost() {
  if (m_side != Side::Inspector || !m_inspector->closeTopmost()) return closeSide();
  m_blotter->table().setFocus();
  return true;
}

bool OrdersPage::closeSide() {
  m_blotter->wantNoFirst();
  if (m_side == Side::Nothing) return false;
  showSide(Side::Nothing);
  return true;
}

void OrdersPage::shown() { m_blotter->refresh(); }

void OrdersPage::beat(int slot) {
  if (slot == 2) m_blotter->refresh();
  if (slot == 3 && m_side == Side::Inspector) m_inspector->refresh();
}

bool OrdersPage::ready() const { return m_blotter->ready(); }

}  // namespace twinlane::ui
