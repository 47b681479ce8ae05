#include "open_page.h"

#include "frame/main_window.h"
#include "orders/orders_page.h"

namespace twinlane::desktop {

namespace {

// An order as a person would enter it in the practice shop.
ui::OrderDraft example() {
  ui::OrderDraft draft;
  draft.customer = QStringLiteral("C1001");
  draft.currency = QStringLiteral("GBP");
  draft.shipTo = QStringLiteral("3 Mill Lane, Totnes TQ9 5EA");
  draft.carriage = QStringLiteral("4.95");
  draft.lines = {{QStringLiteral("85123A"), QStringLiteral("White hanging heart t-light holder"), QStringLiteral("12"), QStringLiteral("2.55")},
                 {QStringLiteral("22423"), QStringLiteral("Regency cakestand 3 tier"), QStringLiteral("2"), QStringLiteral("12.75")},
                 {QStringLiteral("47566"), QStringLiteral("Party bunting"), QStringLiteral("6"), QStringLiteral("4.95")}};
  return draft;
}

}  // namespace

void openPage(ui::MainWindow& window, const Wishes& wishes) {
  if (!wishes.page) return;
  window.go(*wishes.page);
  if (!wishes.demo || wishes.page != ui::PageId::OrderEntry || !window.shop()) return;
  ui::OrderEntry& entry = window.shop()->orders().entry();
  entry.fill(example());
  entry.place(false);
}

}  // namespace twinlane::desktop
