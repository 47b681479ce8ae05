#include "frame/main_window.h"

#include "frame/first_page.h"
#include "frame/spoken_widgets.h"
#include "frame/top_bar.h"
#include "live/live_page.h"
#include "orders/orders_page.h"
#include "settings/settings_page.h"
#include "transfer/import_page.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QKeyEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QScrollArea>
#include <QShortcut>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace twinlane::ui {

namespace {
// In which each page has room, with type of the usual size.
constexpr QSize pageSize{1280, 720};
}  // namespace

MainWindow::MainWindow(Theme& theme, RecentFolders& folders)
    : m_theme(theme), m_folders(folders), m_stack(new QStackedWidget), m_preferences(folders.file()), m_chosen(m_preferences.look()), m_chosenLanguage(m_preferences.spokenLanguage()), m_actions(new ActionList(this)) {
  makeWidgetsSpoken();
  setWindowTitle(QStringLiteral("Twinlane"));
  setWindowIcon(QIcon(QStringLiteral(":/app-icon.svg")));
  setMinimumSize(leastSize);
  setAcceptDrops(true);
  place();
  buildFirst();
  connect(m_actions, &ActionList::refused, this, [this](const QString& why) {
    if (m_shop) m_shop->tell(why);
  });
  connect(&m_preferences, &Preferences::changed, this, &MainWindow::takePreferences);
  addActions();
  qApp->installEventFilter(this);
}

void MainWindow::buildFirst() {
  m_first = new FirstPage(m_theme, m_folders);
  m_stack->addWidget(m_first);
  connect(m_first, &FirstPage::demoAsked, this, &MainWindow::startDemo);
  connect(m_first, &FirstPage::importAsked, this, &MainWindow::importInto);
  connect(m_first, &FirstPage::learnAsked, this, &MainWindow::learn);
  connect(m_first, &FirstPage::openAsked, this, &MainWindow::chooseFolder);
  connect(m_first, &FirstPage::folderChosen, this, [this](const QString& folder) {
    SessionOptions options;
    options.folder = folder;
    (void)openFolder(options);
  });
  m_first->shown();
}

// Type that is larger than the design's has its page larger too: what the window does not hold is scrolled to.
void MainWindow::place() {
  const bool isLarger = m_theme.look().fontPercent > 100;
  m_stack->setMinimumSize(isLarger ? QSize(px(pageSize.width()), px(pageSize.height())) : QSize(0, 0));
  QWidget* held = m_stack;
  if (isLarger) {
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    held = scroll;
  }
  // The central widget before would take the pages with it.
  QWidget* before = takeCentralWidget();
  if (before && before != m_stack) static_cast<QScrollArea*>(before)->takeWidget();
  if (held != m_stack) static_cast<QScrollArea*>(held)->setWidget(m_stack);
  setCentralWidget(held);
  m_stack->show();
  held->show();
  if (before != m_stack) delete before;
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
  adopt(std::move(*session));
  m_shop->go(options.load ? PageId::Live : PageId::Today);
  remember();
  return {};
}

void MainWindow::adopt(std::unique_ptr<ShopSession> session) {
  m_shop = new ShopFrame(m_theme, m_preferences, std::move(session), *m_actions);
  m_stack->addWidget(m_shop);
  m_stack->setCurrentWidget(m_shop);
  setWindowTitle(tr("%1 — Twinlane").arg(m_shop->session().title()));
  // Not within the page's own signal: it goes with the shop.
  connect(&m_shop->importPage(), &ImportPage::zoneAsked, this, [this, page = QPointer<ImportPage>(&m_shop->importPage())](const QString& zone) {
    QTimer::singleShot(0, this, [=, this] {
      if (page && m_shop && page == &m_shop->importPage()) importInZone(page, zone);
    });
  });
}

void MainWindow::closeFolder() {
  closeSettings();
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
  else if (page == PageId::Settings) openSettings();
}

void MainWindow::startDemo() {
  SessionOptions options;
  options.practice = true;
  options.load = true;
  if (openFolder(options)) m_shop->live().setSeconds(30);
}

void MainWindow::playTour() {
  if (!m_shop || !m_shop->session().load()) startDemo();
  if (m_shop) m_shop->playTour();
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
  m_preferences.setTheme(m_theme.kind() == ThemeKind::Light ? ThemeKind::Dark : m_theme.kind() == ThemeKind::Dark ? ThemeKind::HighContrast : ThemeKind::Light);
}

void MainWindow::openSettings() {
  if (m_shop) return m_shop->go(PageId::Settings);
  if (m_settings) return;
  m_settings = new SettingsPage(m_theme, m_preferences);
  m_stack->addWidget(m_settings);
  m_stack->setCurrentWidget(m_settings);
  m_settings->mainControl()->setFocus();
}

void MainWindow::closeSettings() {
  if (!m_settings) return;
  m_settings->deleteLater();
  m_settings = nullptr;
  m_stack->setCurrentWidget(m_first);
  m_first->shown();
}

void MainWindow::takePreferences() {
  const Look chosen = m_preferences.look();
  const Language language = m_preferences.spokenLanguage();
  Look look = m_theme.look();
  // What the command line said holds until something else is chosen.
  if (chosen.kind != m_chosen.kind) look.kind = chosen.kind;
  look.calm = chosen.calm;
  const bool isNew = chosen.fontPercent != m_chosen.fontPercent || chosen.density != m_chosen.density || language != m_chosenLanguage;
  // What is being taken in, or given to many orders, belongs to its page and would end with it.
  const bool isBusy = isNew && m_shop && !m_shop->session().tasks().all().isEmpty();
  if (isNew && !isBusy) {
    look.density = chosen.density;
    look.fontPercent = chosen.fontPercent;
    if (language != m_chosenLanguage) speak(language);
    m_chosenLanguage = language;
  }
  m_chosen = {chosen.kind, look.density, look.fontPercent, chosen.calm};
  m_theme.setLook(look);
  if (isBusy) m_shop->tell(tr("Work is under way: language, type and rows change with the next choice after it, or with the next start."));
  // Not within the signal of the page that goes with it.
  else if (isNew) QTimer::singleShot(0, this, &MainWindow::renew);
}

void MainWindow::renew() {
  const PageId page = current();
  const OrderDraft typed = m_shop ? m_shop->orders().entry().draft() : OrderDraft{};
  auto session = m_shop ? m_shop->release() : nullptr;
  delete std::exchange(m_shop, nullptr);
  delete std::exchange(m_settings, nullptr);
  delete std::exchange(m_first, nullptr);
  m_actions->clear();
  addActions();
  place();
  buildFirst();
  if (session) adopt(std::move(session));
  if (typed.holdsText()) m_shop->orders().entry().fill(typed);
  go(page);
}

void MainWindow::addActions() {
  const auto always = [this](const QString& name, const char* keys, void (MainWindow::*act)()) { m_actions->add({.name = name, .keys = QString::fromLatin1(keys), .act = [this, act] { (this->*act)(); }}); };
  shop({.name = tr("New order"), .keys = QStringLiteral("Ctrl+N")}, &ShopFrame::newOrder);
  shop({.name = tr("What is new, in its order"), .keys = QStringLiteral("F5")}, &ShopFrame::refreshPage);
  shop({.name = tr("Undo what was given last"), .keys = QStringLiteral("Ctrl+Z")}, &ShopFrame::undo);
  shop({.name = tr("Everything that can be done, with its keys"), .keys = QStringLiteral("Ctrl+K"), .inPalette = false}, &ShopFrame::openPalette);
  m_actions->add({.name = tr("Close what lies uppermost"), .keys = QStringLiteral("Esc"), .act = [this] { m_shop ? m_shop->closeTopmost() : closeSettings(); }, .inPalette = false});
  const auto onLive = [this] { return m_shop->current() == PageId::Live ? QString() : tr("Only on the page Live."); };
  shop({.name = tr("Pause or go on showing what is live"), .keys = QStringLiteral("Ctrl+Space"), .whyNot = onLive}, &ShopFrame::freeze);
  const auto page = [this](const QString& name, PageId id, const char* keys = "") { shop({.name = name, .keys = QString::fromLatin1(keys)}, [id](ShopFrame& s) { s.go(id); }); };
  page(tr("Today"), PageId::Today, "Ctrl+1");
  page(tr("Orders"), PageId::Orders, "Ctrl+2");
  page(tr("Catalogue: customers"), PageId::Catalogue, "Ctrl+3");
  page(tr("Catalogue: products"), PageId::Products);
  page(tr("Catalogue: revenue"), PageId::Revenue);
  page(tr("Live"), PageId::Live, "Ctrl+4");
  page(tr("Views"), PageId::Views);
  page(tr("Log"), PageId::Log);
  page(tr("Import and export"), PageId::Import);
  page(tr("Health"), PageId::Health);
  page(tr("Messages"), PageId::Messages, "Ctrl+Shift+N");
  always(tr("Open a shop folder"), "Ctrl+O", &MainWindow::chooseFolder);
  always(tr("Take in orders from files"), "Ctrl+I", &MainWindow::importInto);
  always(tr("Learn what the two lanes are"), "Ctrl+5", &MainWindow::learn);
  m_actions->add({.name = tr("Play the demo tour: 60 seconds, by itself"), .act = [this] { QTimer::singleShot(0, this, &MainWindow::playTour); }});  // the palette may go with the shop
  always(tr("Next theme: light, dark, high contrast"), "Ctrl+Shift+T", &MainWindow::nextTheme);
  always(tr("Settings: theme, language, tables, size of the type, motion"), "Ctrl+,", &MainWindow::openSettings);
  const auto size = [this](const QString& name, const char* keys, const std::function<void()>& act) { m_actions->add({.name = name, .keys = QString::fromLatin1(keys), .act = act}); };
  size(tr("Larger type"), "Ctrl+=", [this] { m_preferences.stepFont(1); });
  size(tr("Smaller type"), "Ctrl+-", [this] { m_preferences.stepFont(-1); });
  size(tr("Type of the usual size"), "Ctrl+0", [this] { m_preferences.setFontPercent(100); });
  shop({.name = tr("Fold or unfold the rail"), .keys = QStringLiteral("Ctrl+B")}, [this](ShopFrame&) { m_preferences.setRailFolded(!m_preferences.isRailFolded()); });
  m_actions->add({.name = tr("Close the shop folder"), .act = [this] { QTimer::singleShot(0, this, [this] { go(PageId::First); }); }});  // the palette goes with it
  shop({.name = tr("All levers back to rest"), .keys = QStringLiteral("Ctrl+Shift+0")}, [](ShopFrame& s) { s.live().levers().backToRest(); });
  shop({.name = tr("Check all lists against the log")}, [](ShopFrame& s) { s.session().bridge().report(s.session().engine().proveSoon({})); });
  // Single keys act only when no input has the focus.
  const auto single = [this](const QString& name, const char* key, const std::function<void(ShopFrame&)>& act) {
    shop({.name = name, .keys = QString::fromLatin1(key)}, [key, act](ShopFrame& s) {
      auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
      if (field && field->isVisible() && field != s.topBar().searchField()) return field->insert(QString::fromLatin1(key));
      act(s);
    });
  };
  single(tr("Filter the list of orders"), "/", [](ShopFrame& s) {
    s.go(PageId::Orders);
    s.orders().blotter().focusFilter();
  });
  addOrderActions();
}

// A field takes some keys for itself: Ctrl+K would delete to its end, and Ctrl+Z be lost where nothing was typed.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride) return QMainWindow::eventFilter(watched, event);
  const auto* field = qobject_cast<QLineEdit*>(watched);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool isOurs = field && key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_K || (key->key() == Qt::Key_Z && !field->isUndoAvailable()));
  if (!isOurs) return QMainWindow::eventFilter(watched, event);
  event->ignore();
  return true;
}

// What can be done with the order that is open, by the buttons beside it.
void MainWindow::addOrderActions() {
  for (const Inspector::Step step : {Inspector::Step::Ship, Inspector::Step::Pay, Inspector::Step::Deliver, Inspector::Step::Cancel}) {
    const auto button = [this, step]() -> QPushButton* { return m_shop->orders().inspector().isVisible() ? m_shop->orders().inspector().button(step) : nullptr; };
    const auto whyNot = [button] {
      const QPushButton* pressed = button();
      return pressed == nullptr ? tr("Open an order first.") : pressed->isEnabled() ? QString() : pressed->toolTip();
    };
    shop({.name = Inspector::nameOf(step), .whyNot = whyNot}, [button](ShopFrame&) { button()->click(); });
  }
  for (int i = 0; i < orderSteps; ++i) {
    const auto step = static_cast<OrderStep>(i);
    const auto whyNot = [this, step] { return m_shop->orders().inspector().isVisible() ? m_shop->orders().inspector().whyNotNow(step) : tr("Open an order first."); };
    shop({.name = nameOf(step), .whyNot = whyNot}, [step](ShopFrame& s) { s.orders().inspector().openForm(step); });
  }
}

void MainWindow::shop(Action action, std::function<void(ShopFrame&)> act) {
  action.act = [this, act = std::move(act)] {
    if (m_shop) act(*m_shop);
  };
  action.whyNot = [this, whyNot = std::move(action.whyNot)] { return !m_shop ? tr("Open a shop folder first.") : whyNot ? whyNot() : QString(); };
  m_actions->add(std::move(action));
}

void MainWindow::shop(Action action, void (ShopFrame::*act)()) {
  shop(std::move(action), [act](ShopFrame& s) { (s.*act)(); });
}

}  // namespace twinlane::ui
