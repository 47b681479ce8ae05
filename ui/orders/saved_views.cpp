#include "orders/saved_views.h"

#include "domain/order/status.h"
#include "query/language/order_language.h"

#include <QSettings>

#include <algorithm>

namespace twinlane::ui {

namespace {

const QString viewsKey = QStringLiteral("orders/views");

// As orderSortFrom reads them; in the order of OrderSort.
constexpr const char* sortNames[] = {"placed", "number", "total", "changed", "status", "payment", "currency", "lines", "units", "version"};

QString textOf(const query::OrderSorting& sort) {
  QStringList keys;
  for (const query::OrderSortKey& key : sort) keys << QString::fromLatin1(sortNames[static_cast<std::size_t>(key.by)]) + (key.descending ? QStringLiteral(":desc") : QStringLiteral(":asc"));
  return keys.join(QLatin1Char(','));
}

}  // namespace

SavedViews::SavedViews(QString file) : m_file(std::move(file)) {
  if (m_file.isEmpty()) return;
  QSettings settings(m_file, QSettings::IniFormat);
  const int count = settings.beginReadArray(viewsKey);
  for (int i = 0; i < count && i < most; ++i) {
    settings.setArrayIndex(i);
    OrderView view{settings.value(QStringLiteral("name")).toString(), settings.value(QStringLiteral("query")).toString()};
    const QString status = settings.value(QStringLiteral("status")).toString();
    for (std::size_t s = 0; s < domain::orderStatusNames.size(); ++s)
      if (status == QLatin1String(domain::orderStatusNames[s])) view.status = static_cast<int>(s);
    if (auto sort = query::orderSortFrom(settings.value(QStringLiteral("sort")).toString().toStdString()); sort && !sort->empty()) view.sort = std::move(*sort);
    for (const QString& column : settings.value(QStringLiteral("hidden")).toStringList()) view.hidden << column.toInt();
    if (!view.name.isEmpty()) m_all << view;
  }
  settings.endArray();
}

bool SavedViews::save(const OrderView& view) {
  if (view.name.isEmpty()) return false;
  const auto same = std::find_if(m_all.begin(), m_all.end(), [&view](const OrderView& one) { return one.name == view.name; });
  if (same != m_all.end()) *same = view;
  else if (m_all.size() >= most) return false;
  else m_all << view;
  write();
  return true;
}

void SavedViews::remove(const QString& name) {
  m_all.removeIf([&name](const OrderView& one) { return one.name == name; });
  write();
}

void SavedViews::write() {
  if (m_file.isEmpty()) return;
  QSettings settings(m_file, QSettings::IniFormat);
  settings.remove(viewsKey);
  settings.beginWriteArray(viewsKey);
  for (int i = 0; i < m_all.size(); ++i) {
    const OrderView& view = m_all[i];
    settings.setArrayIndex(i);
    settings.setValue(QStringLiteral("name"), view.name);
    settings.setValue(QStringLiteral("query"), view.query);
    if (view.status >= 0) settings.setValue(QStringLiteral("status"), QString::fromLatin1(domain::orderStatusNames[static_cast<std::size_t>(view.status)]));
    settings.setValue(QStringLiteral("sort"), textOf(view.sort));
    QStringList hidden;
    for (const int column : view.hidden) hidden << QString::number(column);
    settings.setValue(QStringLiteral("hidden"), hidden);
  }
  settings.endArray();
}

}  // namespace twinlane::ui
