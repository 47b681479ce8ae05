#include "bridge/own_orders.h"

#include "bridge/folder_mark.h"

#include <QSettings>

namespace twinlane::ui {

namespace {

// So that a quick hand does not wait for the disk at each order.
constexpr int writeAfterMs = 2000;

}  // namespace

OwnOrders::OwnOrders(QString file, QString folder) : m_file(std::move(file)), m_folder(std::move(folder)) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(writeAfterMs);
  connect(&m_soon, &QTimer::timeout, this, &OwnOrders::write);
  read();
}

OwnOrders::~OwnOrders() {
  if (m_soon.isActive()) write();
}

QString OwnOrders::group() const { return QStringLiteral("own-") + folderMark(m_folder); }

OwnOrder* OwnOrders::find(const QString& order) {
  const auto found = std::find_if(m_orders.begin(), m_orders.end(), [&order](const OwnOrder& one) { return one.order == order; });
  return found == m_orders.end() ? nullptr : &*found;
}

void OwnOrders::tell() {
  m_soon.start();
  emit changed();
}

void OwnOrders::add(const OwnOrder& order) {
  // The answer to a repeated entry names the same order.
  if (find(order.order)) return;
  m_orders.prepend(order);
  qsizetype others = 0;
  m_orders.removeIf([&others](const OwnOrder& one) { return !one.isPinned && ++others > kept; });
  tell();
}

void OwnOrders::sawInList(const QString& order, std::int64_t micros) {
  OwnOrder* one = find(order);
  if (one == nullptr || one->inListMicros) return;
  one->inListMicros = micros;
  tell();
}

void OwnOrders::pin(const QString& order, bool isPinned) {
  OwnOrder* one = find(order);
  if (one == nullptr || one->isPinned == isPinned) return;
  one->isPinned = isPinned;
  tell();
}

void OwnOrders::read() {
  if (m_file.isEmpty()) return;
  QSettings settings(m_file, QSettings::IniFormat);
  const int count = settings.beginReadArray(group());
  for (int i = 0; i < count; ++i) {
    settings.setArrayIndex(i);
    OwnOrder one;
    one.order = settings.value(QStringLiteral("order")).toString();
    one.customer = settings.value(QStringLiteral("customer")).toString();
    one.currency = settings.value(QStringLiteral("currency")).toString();
    one.total.tenThousandths = settings.value(QStringLiteral("total")).toLongLong();
    one.at.micros = settings.value(QStringLiteral("at")).toLongLong();
    one.storedMicros = settings.value(QStringLiteral("stored")).toLongLong();
    if (const QVariant inList = settings.value(QStringLiteral("in_list")); inList.isValid()) one.inListMicros = inList.toLongLong();
    one.isPinned = settings.value(QStringLiteral("pinned")).toBool();
    if (!one.order.isEmpty()) m_orders << one;
  }
  settings.endArray();
}

void OwnOrders::write() {
  m_soon.stop();
  if (m_file.isEmpty()) return;
  QSettings settings(m_file, QSettings::IniFormat);
  settings.remove(group());
  settings.beginWriteArray(group());
  for (int i = 0; i < m_orders.size(); ++i) {
    const OwnOrder& one = m_orders[i];
    settings.setArrayIndex(i);
    settings.setValue(QStringLiteral("order"), one.order);
    settings.setValue(QStringLiteral("customer"), one.customer);
    settings.setValue(QStringLiteral("currency"), one.currency);
    settings.setValue(QStringLiteral("total"), static_cast<qlonglong>(one.total.tenThousandths));
    settings.setValue(QStringLiteral("at"), static_cast<qlonglong>(one.at.micros));
    settings.setValue(QStringLiteral("stored"), static_cast<qlonglong>(one.storedMicros));
    if (one.inListMicros) settings.setValue(QStringLiteral("in_list"), static_cast<qlonglong>(*one.inListMicros));
    settings.setValue(QStringLiteral("pinned"), one.isPinned);
  }
  settings.endArray();
}

}  // namespace twinlane::ui
