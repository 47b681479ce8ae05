#include "orders/query_completion.h"

#include "domain/order/status.h"

namespace twinlane::ui {

namespace {

// Those of order_language.cpp, with what one begins a value of theirs with.
constexpr const char* fieldBeginnings[] = {"status:", "payment:", "customer:", "country:", "currency:", "total>", "lines>", "units>", "placed:", "changed:", "number:", "version>"};

template <std::size_t Count>
QStringList namesOf(const std::array<const char*, Count>& names) {
  QStringList list;
  for (const char* name : names) list << QString::fromLatin1(name);
  return list;
}

QStringList valuesOf(const QString& field) {
  if (field == QLatin1String("status")) return namesOf(domain::orderStatusNames);
  if (field == QLatin1String("payment")) return namesOf(domain::paymentStatusNames);
  return {};
}

}  // namespace

QueryCompletion completionAt(const QString& query, qsizetype cursor) {
  const QString before = query.left(cursor);
  if (before.count(QLatin1Char('"')) % 2 == 1) return {};
  qsizetype from = before.size();
  while (from > 0 && !before.at(from - 1).isSpace() && before.at(from - 1) != QLatin1Char('(')) --from;
  if (from < before.size() && before.at(from) == QLatin1Char('-')) ++from;
  const QString word = before.mid(from).toLower();
  QueryCompletion found{from, before.size() - from, {}};
  if (const qsizetype colon = word.indexOf(QLatin1Char(':')); colon >= 0) {
    const QString field = word.left(colon), value = word.mid(colon + 1);
    for (const QString& one : valuesOf(field))
      if (one.startsWith(value) && one != value) found.words << field + QLatin1Char(':') + one;
    return found;
  }
  if (word.isEmpty()) return found;
  for (const char* beginning : fieldBeginnings)
    if (QLatin1String(beginning).startsWith(word)) found.words << QString::fromLatin1(beginning);
  return found;
}

}  // namespace twinlane::ui
