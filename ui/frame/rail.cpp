#include "frame/rail.h"

#include "parts/label.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr int usualWidth = 168, foldedWidth = 48;
}  // namespace

Rail::Rail(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
  setObjectName(QStringLiteral("rail"));
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 8);
  column->setSpacing(0);
  auto* brand = new QWidget;
  brand->setFixedHeight(px(44));
  auto* row = new QHBoxLayout(brand);
  row->setContentsMargins(14, 0, 8, 0);
  row->setSpacing(9);
  auto* icon = new QLabel;
  icon->setPixmap(QIcon(QStringLiteral(":/app-icon.svg")).pixmap(22, 22));
  row->addWidget(icon);
  m_brand = makeLabel(theme, QStringLiteral("Twinlane"), Type::Heading);
  row->addWidget(m_brand);
  row->addStretch(1);
  column->addWidget(brand);
  column->addSpacing(4);
  column->addWidget(add(PageId::Today, tr("Today"), QStringLiteral("today"), tr("Ctrl+1")));
  column->addWidget(add(PageId::Orders, tr("Orders"), QStringLiteral("orders"), tr("Ctrl+2")));
  column->addWidget(add(PageId::Catalogue, tr("Catalogue"), QStringLiteral("catalogue"), tr("Ctrl+3")));
  m_engineRoom = new RailEntry(theme, tr("Engine room"), QStringLiteral("engine"), tr("Ctrl+4"));
  connect(m_engineRoom, &QAbstractButton::clicked, this, [this] { emit chosen(PageId::Live); });
  column->addWidget(m_engineRoom);
  column->addWidget(add(PageId::Live, tr("Live"), {}, {}));
  column->addWidget(add(PageId::Views, tr("Views"), {}, {}));
  column->addWidget(add(PageId::Log, tr("Log"), {}, {}));
  column->addWidget(add(PageId::Import, tr("Import and export"), {}, {}));
  column->addWidget(add(PageId::Health, tr("Health"), {}, {}));
  column->addWidget(add(PageId::Learn, tr("Learn"), QStringLiteral("learn"), tr("Ctrl+5")));
  column->addStretch(1);
  column->addWidget(add(PageId::Messages, tr("Messages"), QStringLiteral("messages"), {}));
  column->addWidget(add(PageId::Settings, tr("Settings"), QStringLiteral("settings"), tr("Ctrl+,")));
  setFolded(false);
}

void Rail::setFolded(bool isFolded) {
  m_isFolded = isFolded;
  m_brand->setVisible(!isFolded);
  // As wide as its longest name needs.
  int width = isFolded ? foldedWidth : px(usualWidth);
  for (RailEntry* entry : findChildren<RailEntry*>()) {
    entry->setFolded(isFolded);
    width = std::max(width, entry->neededWidth());
  }
  setFixedWidth(width);
}

RailEntry* Rail::add(PageId page, const QString& name, const QString& icon, const QString& hint) {
  auto* entry = new RailEntry(m_theme, name, icon, hint);
  connect(entry, &QAbstractButton::clicked, this, [this, page] { emit chosen(page); });
  m_entries.insert(static_cast<int>(page), entry);
  return entry;
}

void Rail::setCurrent(PageId page) {
  for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
    const auto id = static_cast<PageId>(it.key());
    it.value()->setCurrent(id == page || (id == PageId::Orders && page == PageId::UnderTheHood));
    if (inEngineRoom(id)) it.value()->setVisible(inEngineRoom(page));
  }
  m_engineRoom->setCurrent(inEngineRoom(page));
}

void Rail::setCount(PageId page, const QString& count) { m_entries.value(static_cast<int>(page))->setHint(count); }

void Rail::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(rect(), m_theme.tokens().rail);
  p.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.tokens().line);
}

}  // namespace twinlane::ui
