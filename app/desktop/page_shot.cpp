#include "page_shot.h"

#include "dump/page_dump.h"
#include "orders/orders_page.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QPixmap>
#include <QTextStream>

namespace twinlane::desktop {

namespace {
constexpr int lookEveryMs = 50;
constexpr qint64 demoMs = 5500, quietMs = 400, patienceMs = 30'000, viewPatienceMs = 4000;

void complain(const QString& text) { QTextStream(stderr) << "twinlane: " << text << Qt::endl; }

// An order as a person would enter it in the practice shop.
ui::OrderDraft example() {
  return {QStringLiteral("C1001"), QStringLiteral("GBP"), QStringLiteral("3 Mill Lane, Totnes TQ9 5EA"), {},
          {{QStringLiteral("85123A"), QStringLiteral("White hanging heart t-light holder"), QStringLiteral("12"), QStringLiteral("2.55")},
           {QStringLiteral("22423"), QStringLiteral("Regency cakestand 3 tier"), QStringLiteral("2"), QStringLiteral("12.75")},
           {QStringLiteral("47566"), QStringLiteral("Party bunting"), QStringLiteral("6"), QStringLiteral("4.95")}}};
}

}  // namespace

PageShot::PageShot(ui::MainWindow& window, const ui::Theme& theme, const Wishes& wishes) : m_window(window), m_theme(theme), m_wishes(wishes) {
  m_timer.setInterval(lookEveryMs);
  connect(&m_timer, &QTimer::timeout, this, &PageShot::look);
}

void PageShot::start() {
  m_since.start();
  m_timer.start();
}

void PageShot::openView() {
  auto& orders = m_window.shop()->orders();
  if (m_wishes.view == View::Inspector) {
    orders.openFirst();
  } else if (m_wishes.demo) {
    orders.startEntry();
    orders.entry().fill(example());
    orders.entry().place(false);
  } else {
    orders.startEntry();
  }
  m_viewOpenedMs = m_since.elapsed();
}

bool PageShot::settled() {
  if (!m_window.shop()) return true;
  if (m_wishes.demo && m_since.elapsed() < demoMs) return false;
  if (!m_window.shop()->page()->ready()) return false;
  // In the demo the list has filled since it was first read.
  if (m_wishes.demo && !m_refreshed && m_window.current() == ui::PageId::Orders) {
    m_refreshed = true;
    m_window.shop()->refreshPage();
    return false;
  }
  if (m_wishes.view == View::Page) return true;
  if (m_viewOpenedMs < 0) {
    openView();
    return false;
  }
  const bool late = m_since.elapsed() - m_viewOpenedMs > viewPatienceMs;
  auto& orders = m_window.shop()->orders();
  if (m_wishes.view == View::Inspector) return orders.inspector().ready() || late;
  return !m_wishes.demo || orders.entry().receipt().complete() || late;
}

void PageShot::look() {
  if (m_since.elapsed() > patienceMs) {
    complain(QStringLiteral("the page did not come to rest within %1 s; shown as it is").arg(patienceMs / 1000));
    return shoot();
  }
  if (m_settledMs < 0) {
    if (settled()) m_settledMs = m_since.elapsed();
    return;
  }
  if (m_since.elapsed() - m_settledMs >= quietMs) shoot();
}

bool PageShot::savePicture() {
  if (m_wishes.screenshot.isEmpty()) return true;
  if (m_window.grab().save(m_wishes.screenshot, "PNG")) return true;
  complain(QStringLiteral("the picture could not be written: %1").arg(m_wishes.screenshot));
  return false;
}

bool PageShot::saveDump() {
  if (m_wishes.dump.isEmpty()) return true;
  QFile file(m_wishes.dump);
  const QString page = m_wishes.pageName.isEmpty() ? ui::nameOf(m_window.current()) : m_wishes.pageName;
  const QByteArray json = QJsonDocument(ui::dumpOf(m_window, page, m_theme, m_wishes.language.isEmpty() ? QStringLiteral("en") : m_wishes.language)).toJson(QJsonDocument::Indented);
  if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size()) return true;
  complain(QStringLiteral("the dump could not be written: %1").arg(m_wishes.dump));
  return false;
}

void PageShot::shoot() {
  m_timer.stop();
  const bool picture = savePicture();
  const bool dump = saveDump();
  QCoreApplication::exit(picture && dump ? 0 : 1);
}

}  // namespace twinlane::desktop
