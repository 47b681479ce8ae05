// What can stand next in a query: names of fields, and after one its values where they are a closed list. Pure function, any thread.
#pragma once

#include <QStringList>

namespace twinlane::ui {

struct QueryCompletion {
  qsizetype from = 0, length = 0;  // what is replaced
  QStringList words;
};

// For the place of the cursor. Nothing within quotes.
QueryCompletion completionAt(const QString& query, qsizetype cursor);

}  // namespace twinlane::ui
