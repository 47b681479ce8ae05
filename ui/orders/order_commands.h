// The commands about an order that have a form: their fields with what stands there now, and why one cannot be given. Those of one press
// (ship, pay, deliver, cancel) stand beside it. Pure functions of the document, GUI thread.
#pragma once

#include "parts/command_form.h"
#include "query/order_results.h"

namespace twinlane::ui {

enum class OrderStep { Confirm, AmendLine, AddLine, Address, Hold, Release, Pick, Pack, DeliveryFailed, Return, Refund, Note };
inline constexpr int orderSteps = 12;

struct OrderForm {
  QString title, action;
  QList<FormField> fields;
  CommandForm::Build build;
};

QString nameOf(OrderStep step);
// Empty when it can be given, as far as is known here; the command service decides.
QString whyNot(OrderStep step, const query::OrderDocument& order);
OrderForm formOf(OrderStep step, const query::OrderDocument& order);

}  // namespace twinlane::ui
