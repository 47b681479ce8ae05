// A count with its noun: "1 order", "2 orders". The plural forms stand in resources/translations, those of English too.
// Pure function, any thread.
#pragma once

#include <QString>

#include <cstdint>

namespace twinlane::ui {

enum class Counted { Orders, NewOrders, Changes, Rows, Lines, Bytes, Files };

QString counted(Counted what, std::int64_t count);

}  // namespace twinlane::ui
