#include "frame/main_window.h"

#include "frame/first_page.h"
#include "frame/top_bar.h"
#include "live/live_page.h"
#include "orders/orders_page.h"
#include "transfer/import_page.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QKeyEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QShortcut>
#include <QTimer>

#include <algorithm>

namespace twinlane::ui {

MainWindow::MainWindow(Theme& theme, RecentFolders& folders)
    : m_theme(theme), m_folders(folders), m_stack(new QStackedWidget), m_first(new FirstPage(theme, folders)) {
  setWindowTitle(QStringLiteral("Twinlane"));
  setWindowIcon(QIcon(QStringLiteral(":/app-icon.svg")));
  setMinimumSize(leastSize);
  setAcceptDrops(true);
  m_stack->addWidget(m_first);
  setCentralWidget(m_stack);
  connect(m_first, &FirstPage::demoAsked, this, &MainWindow::startDemo);
  connect(m_first, &FirstPage::importAsked, this, &MainWindow::importInto);
  connect(m_first, &FirstPage::learnAsked, this, &MainWindow::learn);
  connect(m_first, &FirstPage::openAsked, this, &MainWindow::chooseFolder);
  connect(m_first, &FirstPage::folderChosen, this, [this](const QString& folder) {
    SessionOptions options;
    options.folder = folder;
    (void)openFolder(options);
  });
  addKeys();
  m_first->shown();
}

MainWindow::~MainWindow() { closeFolder(); }

QString MainWindow::sentenceOf(const base::Error& error) {
  QString text = QString::fromStdString(error.what);
  if (!error.where.empty()) text += QStringLiteral(" (") + QString::fromStdString(error.where) + QLatin1Char(')');
  QString remedy = QString::fromStdString(error.remedy);
  // Causes come from many places, with a full stop or without.
  const auto bare = [](const QString& part) { return part.endsWith(QLatin1Char('.')) ? part.chopped(1) : part; };
  if (remedy.isEmpty()) return bare(text);
  remedy[0] = remedy.at(0).toUpper();
  return bare(text) + QStringLiteral(". ") + bare(remedy);
}

base::Status MainWindow::openFolder(const SessionOptions& options) {
  closeFolder();
  SessionOptions opened = options;
  opened.settings = m_folders.file();
  auto session = ShopSession::open(opened);
  if (!session) {
    m_first->showProblem(tr("The folder was not opened: %1.").arg(sentenceOf(session.error())));
    m_stack->setCurrentWidget(m_first);
    return tl::unexpected(session.error());
  }
  m_first->showProblem({});
  m_shop = new ShopFrame(m_theme, std::move(*session));
  m_stack->addWidget(m_shop);
  m_stack->setCurrentWidget(m_shop);
  setWindowTitle(tr("%1 — Twinlane").arg(m_shop->session().title()));
  // Not within the page's own signal: it goes with the shop.
  connect(&m_shop->importPage(), &ImportPage::zoneAsked, this, [this, page = QPointer<ImportPage>(&m_shop->importPage())](const QString& zone) {
    QTimer::singleShot(0, this, [=, this] {
      if (page && m_shop && page == &m_shop->importPage()) importInZone(page, zone);
    });
  });
  m_shop->go(options.load ? PageId::Live : PageId::Today);
  remember();
  return {};
}

void MainWindow::closeFolder() {
  if (!m_shop) return;
  remember();
  delete m_shop;
  m_shop = nullptr;
  setWindowTitle(QStringLiteral("Twinlane"));
  m_first->shown();
}

void MainWindow::remember() {
  ShopSession& session = m_shop->session();
  // It would only be found missing later.
  if (session.scratch()) return;
  const LiveState& state = session.feed().state();
  RecentFolder folder;
  folder.folder = QDir(session.options().folder).absolutePath();
  folder.opened = QDateTime::currentDateTimeUtc();
  folder.orders = state.orders;
  folder.bytes = state.bytesOnDisk;
  folder.practice = session.options().practice;
  m_folders.remember(folder);
}

void MainWindow::go(PageId page) {
  if (page == PageId::First) {
    closeFolder();
    m_stack->setCurrentWidget(m_first);
    return;
  }
  if (m_shop) m_shop->go(page);
}

void MainWindow::startDemo() {
  SessionOptions options;
  options.practice = true;
  options.load = true;
  if (openFolder(options)) m_shop->live().setSeconds(30);
}

void MainWindow::chooseFolder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Shop folder, or an empty one for a new shop"));
  if (folder.isEmpty()) return;
  SessionOptions options;
  options.folder = folder;
  (void)openFolder(options);
}

ImportPage* MainWindow::openImport() {
  if (!m_shop) chooseFolder();
  if (!m_shop) return nullptr;
  m_shop->go(PageId::Import);
  return &m_shop->importPage();
}

void MainWindow::importInto() {
  if (ImportPage* page = openImport()) page->chooseFiles();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); })) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  // The one who drags waits for this to return, and a folder may have to be chosen.
  QTimer::singleShot(0, this, [this, urls = event->mimeData()->urls()] {
    if (ImportPage* page = openImport()) page->drop(urls);
  });
}

// The page that asked goes with the shop that is opened anew; so would an order that is being typed.
void MainWindow::importInZone(ImportPage* asking, const QString& zone) {
  if (m_shop->orders().entry().holdsText())
    return asking->fail(tr("An order is being typed"), {}, tr("place it or clear it, then take the file in: the shop is opened anew in the file's zone"));
  const ImportChoice choice = asking->choice();
  SessionOptions options = m_shop->session().options();
  options.zone = zone.toStdString();
  if (!openFolder(options)) return;
  m_shop->go(PageId::Import);
  m_shop->importPage().choose(choice);
  m_shop->importPage().start();
}

void MainWindow::learn() {
  if (!m_shop) {
    SessionOptions options;
    options.practice = true;
    if (!openFolder(options)) return;
  }
  m_shop->go(PageId::Learn);
}

void MainWindow::nextTheme() {
  m_theme.setKind(m_theme.kind() == ThemeKind::Light ? ThemeKind::Dark : m_theme.kind() == ThemeKind::Dark ? ThemeKind::HighContrast : ThemeKind::Light);
}

void MainWindow::key(const char* keys, void (MainWindow::*act)()) {
  connect(new QShortcut(QKeySequence(QString::fromLatin1(keys)), this), &QShortcut::activated, this, act);
}

void MainWindow::shopKey(const char* keys, void (ShopFrame::*act)()) {
  connect(new QShortcut(QKeySequence(QString::fromLatin1(keys)), this), &QShortcut::activated, this, [this, act] {
    if (m_shop) (m_shop->*act)();
  });
}

void MainWindow::addKeys() {
  key("Ctrl+O", &MainWindow::chooseFolder);
  key("Ctrl+I", &MainWindow::importInto);
  key("Ctrl+5", &MainWindow::learn);
  key("Ctrl+Shift+T", &MainWindow::nextTheme);
  shopKey("Ctrl+N", &ShopFrame::newOrder);
  shopKey("F5", &ShopFrame::refreshPage);
  shopKey("Ctrl+Space", &ShopFrame::freeze);
  shopKey("Esc", &ShopFrame::closeTopmost);
  const auto shop = [this](const char* keys, auto act) {
    connect(new QShortcut(QKeySequence(QString::fromLatin1(keys)), this), &QShortcut::activated, this, [this, act] {
      if (m_shop) act(*m_shop);
    });
  };
  shop("Ctrl+1", [](ShopFrame& s) { s.go(PageId::Today); });
  shop("Ctrl+2", [](ShopFrame& s) { s.go(PageId::Orders); });
  shop("Ctrl+3", [](ShopFrame& s) { s.go(PageId::Catalogue); });
  shop("Ctrl+4", [](ShopFrame& s) { s.go(PageId::Live); });
  shop("Ctrl+K", [](ShopFrame& s) { s.topBar().focusSearch(); });
  shop("Ctrl+Shift+0", [](ShopFrame& s) { s.live().levers().backToRest(); });
  // Single keys act only when no input has the focus.
  shop("/", [](ShopFrame& s) {
    if (auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget())) return field->insert(QStringLiteral("/"));
    s.go(PageId::Orders);
    s.orders().blotter().focusFilter();
  });
}

}  // namespace twinlane::ui
