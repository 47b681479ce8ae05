// The words people see for the closed lists of core, and the mark that stands beside each. Pure functions, any thread.
#pragma once

#include "domain/types.h"
#include "projection/status.h"
#include "theme/state_mark.h"

#include <QString>

namespace twinlane::ui {

QString statusWord(domain::OrderStatus status);
StateMark statusMark(domain::OrderStatus status);
QString paymentWord(domain::PaymentStatus payment);
StateMark paymentMark(domain::PaymentStatus payment);

// A title within a sentence: English writes it small there, a German noun stays as it is.
QString inSentence(const QString& title);

// "order_list" is the Order list.
QString listTitle(const std::string& projection);
// Of all lists there are, in their order.
QStringList listTitles();
// The four state words of operators: Up to date, Behind, Paused, Needs help.
QString stateWord(projection::State state, std::int64_t behindMs);
StateMark stateMark(projection::State state, std::int64_t behindMs);

// "PlaceOrder" and "orders" as rows of the table of times.
QString timingTitle(const std::string& name);
QString eventTitle(const std::string& type);
// Why a command was refused, and what would work.
QString rejectionSentence(const std::string& reason);
// Reasons and rules of an import, fields and kinds as a person says them: "no_customer" is "No customer".
QString plainWords(const std::string& code);

}  // namespace twinlane::ui
