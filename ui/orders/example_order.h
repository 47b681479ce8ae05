// An order as a person would enter it in the practice shop, for pictures and the tour. Pure function.
#pragma once

#include "orders/order_draft.h"

namespace twinlane::ui {

inline OrderDraft exampleOrder() {
  OrderDraft draft;
  draft.customer = QStringLiteral("C1001");
  draft.currency = QStringLiteral("GBP");
  draft.shipTo = QStringLiteral("3 Mill Lane, Totnes TQ9 5EA");
  draft.carriage = QStringLiteral("4.95");
  draft.lines = {{QStringLiteral("85123A"), QStringLiteral("White hanging heart t-light holder"), QStringLiteral("12"), QStringLiteral("2.55")},
                 {QStringLiteral("22423"), QStringLiteral("Regency cakestand 3 tier"), QStringLiteral("2"), QStringLiteral("12.75")},
                 {QStringLiteral("47566"), QStringLiteral("Party bunting"), QStringLiteral("6"), QStringLiteral("4.95")}};
  return draft;
}

}  // namespace twinlane::ui
