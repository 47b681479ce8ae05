#include "frame/shop_frame.h"

#include "catalogue/catalogue_browser.h"
#include "catalogue/catalogue_page.h"
#include "frame/headline_strip.h"
#include "frame/rail.h"
#include "frame/status_line.h"
#include "frame/top_bar.h"
#include "frame/ui_clock.h"
#include "health/health_page.h"
#include "hood/hood_page.h"
#include "live/live_page.h"
#include "log/log_page.h"
#include "messages/messages_page.h"
#include "messages/toasts.h"
#include "messages/undo_bar.h"
#include "orders/orders_page.h"
#include "pages/learn_page.h"
#include "palette/palette.h"
#include "settings/settings_page.h"
#include "today/today_page.h"
#include "tour/tour_bar.h"
#include "transfer/import_page.h"
#include "views/views_page.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace twinlane::ui {

namespace {
constexpr int aboveStatus = 36;
}  // namespace

ShopFrame::ShopFrame(const Theme& theme, Preferences& preferences, std::unique_ptr<ShopSession> session, const ActionList& actions, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_session(std::move(session)),
      m_clock(new UiClock(this)),
      m_rail(new Rail(theme)),
      m_topBar(new TopBar(theme)),
      m_strip(new HeadlineStrip(theme)),
      m_status(new StatusLine(theme)),
      m_stack(new QStackedWidget),
      m_palette(new Palette(theme, *m_session, actions, m_topBar->searchField(), this)),
      m_toasts(new Toasts(theme, this, aboveStatus)),
      m_undoBar(new UndoBar(theme, m_session->undo(), this, aboveStatus)) {
  auto* right = new QVBoxLayout;
  right->setSpacing(0);
  right->addWidget(m_topBar);
  right->addWidget(m_strip);
  right->addWidget(m_stack, 1);
  auto* upper = new QHBoxLayout;
  upper->setSpacing(0);
  upper->addWidget(m_rail);
  upper->addLayout(right, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(upper, 1);
  column->addWidget(m_status);
  addPages(preferences);
  connect(m_clock, &UiClock::beat, this, &ShopFrame::beat);
  connect(m_rail, &Rail::chosen, this, &ShopFrame::go);
  const auto fold = [this, &preferences] { m_rail->setFolded(preferences.isRailFolded()); };
  connect(&preferences, &Preferences::changed, m_rail, fold);
  fold();
  connectPalette();
  connect(m_status, &StatusLine::workAsked, this, [this] { go(PageId::Messages); });
  connect(&m_session->messages(), &Messages::added, this, &ShopFrame::told);
  connect(&m_session->messages(), &Messages::changed, this, &ShopFrame::showMessages);
  connect(&m_session->tasks(), &Tasks::changed, this, &ShopFrame::showMessages);
  connect(&m_session->undo(), &Undo::offered, m_undoBar, &UndoBar::ask);
  connect(m_toasts, &Toasts::opened, this, [this](const QString& name) { go(pageFromName(name).value_or(PageId::Messages)); });
  connect(m_strip, &HeadlineStrip::whyAsked, this, [this] { go(PageId::Views); });
  m_session->feed().pull();
}

ShopFrame::~ShopFrame() {
  endTour();
  // Pages ask through the session: they go first.
  delete m_palette;
  delete m_stack;
}

std::unique_ptr<ShopSession> ShopFrame::release() {
  endTour();
  // All that asks through the session, and the clock that asks them to.
  for (QObject* part : {static_cast<QObject*>(m_clock), static_cast<QObject*>(m_palette), static_cast<QObject*>(m_stack), static_cast<QObject*>(m_toasts), static_cast<QObject*>(m_undoBar)}) delete part;
  m_palette = nullptr;
  m_stack = nullptr;
  disconnect(&m_session->messages(), nullptr, this, nullptr);
  disconnect(&m_session->tasks(), nullptr, this, nullptr);
  return std::move(m_session);
}

const Headline& ShopFrame::headline() const { return m_strip->headline(); }

void ShopFrame::add(PageId id, Page* page) {
  m_pages.emplace(id, page);
  m_stack->addWidget(page);
}

void ShopFrame::addPages(Preferences& preferences) {
  auto* today = new TodayPage(m_theme, *m_session);
  m_orders = new OrdersPage(m_theme, *m_session);
  m_live = new LivePage(m_theme, *m_session, *m_clock);
  m_import = new ImportPage(m_theme, *m_session);
  add(PageId::Today, today);
  add(PageId::Orders, m_orders);
  add(PageId::Live, m_live);
  m_catalogue = new CataloguePage(m_theme, *m_session);
  add(PageId::Catalogue, m_catalogue);
  auto* hood = new HoodPage(m_theme, *m_session);
  add(PageId::UnderTheHood, hood);
  auto* log = new LogPage(m_theme, *m_session);
  add(PageId::Log, log);
  auto* views = new ViewsPage(m_theme, *m_session);
  add(PageId::Views, views);
  add(PageId::Import, m_import);
  auto* learn = new LearnPage(m_theme);
  add(PageId::Learn, learn);
  connect(learn, &LearnPage::pageAsked, this, &ShopFrame::go);
  auto* health = new HealthPage(m_theme, *m_session);
  add(PageId::Health, health);
  connect(health, &HealthPage::viewsAsked, this, [this] { go(PageId::Views); });
  connect(today, &TodayPage::statusChosen, this, [this](domain::OrderStatus status) {
    go(PageId::Orders);
    m_orders->blotter().filterByStatus(status);
  });
  connect(m_catalogue, &CataloguePage::ordersAsked, this, [this](const QString& query) {
    go(PageId::Orders);
    m_orders->blotter().filterByText(query);
  });
  auto* messages = new MessagesPage(m_theme, *m_session);
  add(PageId::Messages, messages);
  add(PageId::Settings, new SettingsPage(m_theme, preferences));
  connect(messages, &MessagesPage::pageAsked, this, [this](const QString& name) { go(pageFromName(name).value_or(PageId::Messages)); });
  connect(today, &TodayPage::orderOpened, this, &ShopFrame::openOrder);
  connect(log, &LogPage::orderOpened, this, &ShopFrame::openOrder);
  connect(m_orders, &OrdersPage::hoodAsked, this, [this, hood](const QString& order) {
    hood->showOrder(order);
    go(PageId::UnderTheHood);
  });
  connect(hood, &HoodPage::customerAsked, this, &ShopFrame::openCustomer);
  connect(hood, &HoodPage::productAsked, this, &ShopFrame::openProduct);
  const auto openEvent = [this, log](std::int64_t position) {
    go(PageId::Log);
    log->find(QString::number(position));
  };
  connect(hood, &HoodPage::eventAsked, this, openEvent);
  connect(m_catalogue, &CataloguePage::eventAsked, this, openEvent);
  connect(hood, &HoodPage::back, this, [this, hood] { openOrder(hood->order()); });
  connect(today, &TodayPage::newOrderAsked, this, &ShopFrame::newOrder);
  connect(today, &TodayPage::listOpened, this, [this, views](const QString& list) {
    go(PageId::Views);
    views->choose(list.toStdString());
  });
  connect(m_import, &ImportPage::ordersAsked, this, [this] {
    go(PageId::Orders);
    m_orders->blotter().reload();
  });
}

void ShopFrame::go(PageId page) {
  if (page == PageId::OrderEntry) return newOrder();
  if (page == PageId::Inspector) {
    go(PageId::Orders);
    return m_orders->openFirst();
  }
  if (page == PageId::Products || page == PageId::Revenue) {
    go(PageId::Catalogue);
    return m_catalogue->turnTo(page == PageId::Products ? CataloguePage::Products : CataloguePage::Revenue);
  }
  if (!m_pages.contains(page)) page = PageId::Today;
  m_current = page;
  m_stack->setCurrentWidget(m_pages.at(page));
  m_rail->setCurrent(page);
  m_topBar->setActions(m_pages.at(page)->actions());
  m_pages.at(page)->shown();
  // Else the keyboard would start at the first entry of the rail, whatever page is open.
  QWidget* control = m_pages.at(page)->mainControl();
  (control ? control : m_pages.at(page))->setFocus(Qt::OtherFocusReason);
}

void ShopFrame::openOrder(const QString& order) {
  go(PageId::Orders);
  m_orders->open(order);
}

void ShopFrame::connectPalette() {
  connect(m_palette, &Palette::orderChosen, this, &ShopFrame::openOrder);
  connect(m_palette, &Palette::ordersAsked, this, [this](const QString& text) {
    go(PageId::Orders);
    m_orders->blotter().filterByText(text);
  });
  connect(m_palette, &Palette::customerChosen, this, &ShopFrame::openCustomer);
  connect(m_palette, &Palette::productChosen, this, &ShopFrame::openProduct);
}

void ShopFrame::openCustomer(const QString& customer) {
  go(PageId::Catalogue);
  m_catalogue->turnTo(CataloguePage::Customers);
  m_catalogue->customers().choose(customer);
}

void ShopFrame::openProduct(const QString& product) {
  go(PageId::Products);
  m_catalogue->products().choose(product);
}

void ShopFrame::openPalette() { m_palette->open(); }

void ShopFrame::tell(const QString& notice) { m_session->messages().add(MessageKind::Notice, Tone::Muted, notice); }

// Who looks at the list, or at the page where the work ends, sees it there.
void ShopFrame::told(const Message& message) {
  const bool isInSight = m_current == PageId::Messages || (message.kind == MessageKind::Task && message.page == nameOf(m_current));
  if (!isInSight) m_toasts->show(message);
}

void ShopFrame::showMessages() {
  const qsizetype unread = m_session->messages().unread();
  m_rail->setCount(PageId::Messages, unread > 0 ? formatCount(unread) : QString());
}

void ShopFrame::newOrder() {
  go(PageId::Orders);
  m_orders->startEntry();
}

void ShopFrame::refreshPage() {
  if (m_current == PageId::Orders) m_orders->blotter().reload();
  else page()->shown();
}

void ShopFrame::freeze() {
  if (m_current == PageId::Live) m_live->setFrozen(!m_live->frozen());
}

void ShopFrame::closeTopmost() {
  if (!m_undoBar->leave() && !endTour()) page()->closeTopmost();
}

void ShopFrame::playTour(const QString& program) {
  if (!m_session->load()) return;
  endTour();
  m_tour = new Tour(*this, program.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/twinlanectl") : program);
  m_tourBar = new TourBar(m_theme, *m_tour, this, aboveStatus);
  connect(m_tourBar, &TourBar::takenOver, this, &ShopFrame::endTour, Qt::QueuedConnection);  // it goes with the tour
  connect(m_tourBar, &TourBar::pageAsked, this, [this](PageId page) {
    endTour();
    go(page);
  }, Qt::QueuedConnection);
  m_tour->start();
}

bool ShopFrame::endTour() {
  if (!m_tour) return false;
  delete m_tourBar;
  delete m_tour;
  m_tourBar = nullptr;
  m_tour = nullptr;
  return true;
}

void ShopFrame::undo() { m_session->undo().undoLast(); }

void ShopFrame::beat(int slot) {
  if (window()->isMinimized()) return;
  if (slot == 0) {
    m_session->feed().pull();
    showFrame();
  }
  page()->beat(slot);
}

void ShopFrame::showFrame() {
  const LiveState& state = m_session->feed().state();
  const HeadlineState words = headlineStateOf(state, state.health.since.micros > 0 ? m_session->time().moment(state.health.since, state.now) : QString());
  const bool behind = words.lag == LagBand::Behind || words.lag == LagBand::Paused;
  m_strip->show(ui::headline(words), tr("Stored to log no. %1").arg(formatCount(state.head)), behind ? tr("behind by %1").arg(counted(Counted::Changes, words.behindChanges)) : QString());
  showFreshness(state, words);
  showStatus(state);
  m_rail->setCount(PageId::Views, formatCount(static_cast<std::int64_t>(state.lists.size())));
}

void ShopFrame::showFreshness(const LiveState& state, const HeadlineState& words) {
  if (!state.answered) return m_topBar->setFreshness({MarkShape::Ring, Tone::Muted}, tr("Checking"));
  if (words.lag == LagBand::Failed) return m_topBar->setFreshness({MarkShape::Square, Tone::Bad}, tr("%1 needs help").arg(words.list));
  if (words.lag == LagBand::Paused && words.behindChanges == 0) return m_topBar->setFreshness({MarkShape::Bars, Tone::Warn}, tr("%1 paused").arg(words.list));
  if (words.lag != LagBand::Current) return m_topBar->setFreshness({MarkShape::Triangle, Tone::Warn}, tr("%1 behind · %2").arg(words.list, formatAge(words.behindMs)));
  m_topBar->setFreshness({MarkShape::Dot, Tone::Ok}, tr("Current · %1").arg(formatAge(state.freshness.lagMs)));
}

void ShopFrame::showStatus(const LiveState& state) {
  const bool frozen = m_current == PageId::Live && m_live->frozen();
  StatusWords words;
  words.mark = frozen ? StateMark{MarkShape::Bars, Tone::Warn} : StateMark{MarkShape::Dot, Tone::Ok};
  words.state = frozen ? tr("Screen paused") : tr("Live");
  const SessionOptions& options = m_session->options();
  const QList<Task>& tasks = m_session->tasks().all();
  if (!tasks.isEmpty()) words.task = tasks.front().share ? tr("%1: %2 %").arg(tasks.front().name, formatCount(static_cast<std::int64_t>(*tasks.front().share * 100))) : tasks.front().name;
  if (tasks.size() > 1) words.task += tr(" and %1 more").arg(tasks.size() - 1);
  words.folder = options.practice ? tr("Practice folder, seed %1").arg(options.seed) : tr("Shop folder: %1").arg(m_session->title());
  words.cpu = tr("CPU %1 %").arg(m_load.percent());
  words.answers = tr("Window answers in %1 ms (slowest 1 in 100)").arg(std::max(1, static_cast<int>(std::lround(m_clock->lateP99()))));
  words.size = tr("Store %1").arg(state.bytesOnDisk < 0 ? QString(QChar(0x2026)) : formatBytes(state.bytesOnDisk));
  words.lists = tr("Lists true at log no. %1 · %2 ago").arg(formatCount(state.freshness.position), formatAge(state.freshness.lagMs));
  words.person = options.practice ? tr("%1 · practice").arg(QString::fromStdString(m_session->bridge().actor())) : QString::fromStdString(m_session->bridge().actor());
  m_status->show(words);
}

}  // namespace twinlane::ui
