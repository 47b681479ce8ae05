// Numbers, money and times as people read them: thousands by a narrow space, a true minus, the decimal mark of the language, money
// with all its decimals. Functions of their arguments and the language that is spoken; any thread.
#pragma once

#include "base/money.h"
#include "base/timestamp.h"

#include <QString>

namespace twinlane::ui {

QString formatCount(std::int64_t value);
QString formatDecimal(double value, int digits);
// Two decimals, and a third and fourth where there are any: a rounded price would be another one.
QString formatAmount(base::Amount amount);
// With its currency before it: "GBP 9.00".
QString formatMoney(base::Amount amount, const QString& currency);
QString formatQuantity(base::Quantity quantity);
// "0.1 s", "14 s", "3 min", "1 h 37 min", "5 d".
QString formatAge(std::int64_t ms);
// "0.4 ms", "12 ms", "1.3 s".
QString formatMicros(std::int64_t micros);
QString formatRate(double perSecond);
QString formatBytes(std::int64_t bytes);
// What people type as a number as the domain reads it: they type a comma or group with a space, it takes a point and no groups.
std::string plainNumber(const QString& typed);

}  // namespace twinlane::ui
