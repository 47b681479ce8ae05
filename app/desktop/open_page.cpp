#include "open_page.h"

#include "frame/main_window.h"
#include "orders/example_order.h"
#include "orders/orders_page.h"

namespace twinlane::desktop {

void openPage(ui::MainWindow& window, const Wishes& wishes) {
  if (!wishes.page) return;
  window.go(*wishes.page);
  if (!wishes.demo || wishes.page != ui::PageId::OrderEntry || !window.shop()) return;
  ui::OrderEntry& entry = window.shop()->orders().entry();
  entry.fill(ui::exampleOrder());
  entry.place(false);
}

}  // namespace twinlane::desktop
