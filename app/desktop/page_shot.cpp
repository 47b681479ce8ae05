#include "page_shot.h"

#include "dump/page_dump.h"
#include "open_page.h"
#include "orders/orders_page.h"
#include "tour/tour.h"
#include "words/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QPixmap>
#include <QTextStream>

namespace twinlane::desktop {

namespace {
constexpr int lookEveryMs = 50;
constexpr qint64 demoMs = 5500, quietMs = 400, patienceMs = 30'000, tourMs = 240'000, viewPatienceMs = 4000;

void complain(const QString& text) { QTextStream(stderr) << "twinlane: " << text << Qt::endl; }

}  // namespace

PageShot::PageShot(ui::MainWindow& window, const ui::Theme& theme, const Wishes& wishes) : m_window(window), m_theme(theme), m_wishes(wishes) {
  m_timer.setInterval(lookEveryMs);
  connect(&m_timer, &QTimer::timeout, this, &PageShot::look);
}

void PageShot::start() {
  m_since.start();
  m_timer.start();
}

bool PageShot::settled() {
  if (m_wishes.demo && m_since.elapsed() < demoMs) return false;
  // In the demo only now, so that the page shows what has come in.
  if (m_openedMs < 0) {
    if (m_wishes.tour) m_window.playTour();
    else openPage(m_window, m_wishes);
    m_openedMs = m_since.elapsed();
    return false;
  }
  if (!m_window.shop()) return true;
  if (const ui::Tour* tour = m_window.shop()->tour()) return tour->isOver();
  if (!m_window.shop()->page()->ready()) return false;
  if (m_since.elapsed() - m_openedMs > viewPatienceMs) return true;
  auto& orders = m_window.shop()->orders();
  if (m_wishes.page == ui::PageId::Inspector) return orders.inspector().ready();
  return m_wishes.page != ui::PageId::OrderEntry || !m_wishes.demo || orders.entry().receipt().complete();
}

void PageShot::look() {
  const qint64 patience = m_wishes.tour ? tourMs : patienceMs;
  if (m_since.elapsed() > patience) {
    complain(QStringLiteral("the page did not come to rest within %1 s; shown as it is").arg(patience / 1000));
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
  const QString page = ui::nameOf(m_wishes.page.value_or(m_window.current()));
  const QByteArray json = QJsonDocument(ui::dumpOf(m_window, page, m_theme, m_wishes.language.isEmpty() ? ui::nameOf(ui::spoken()) : m_wishes.language)).toJson(QJsonDocument::Indented);
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
