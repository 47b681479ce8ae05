// The window's inside while a shop folder is open: rail, top bar, headline, the pages, bottom line. Passes the clock's beats
// to the page on screen and keeps the frame's own words fresh. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "frame/page_id.h"
#include "frame/process_load.h"
#include "theme/theme.h"
#include "words/headline.h"

#include <QStackedWidget>

#include <map>

namespace twinlane::ui {

class CataloguePage;
class HeadlineStrip;
class ImportPage;
class ActionList;
class LivePage;
class MessagesPage;
class OrdersPage;
class Palette;
class Preferences;
class Rail;
class StatusLine;
class Toasts;
class TopBar;
class Tour;
class TourBar;
class UndoBar;
class UiClock;

class ShopFrame : public QWidget {
  Q_OBJECT

 public:
  ShopFrame(const Theme& theme, Preferences& preferences, std::unique_ptr<ShopSession> session, const ActionList& actions, QWidget* parent = nullptr);
  ~ShopFrame() override;

  // Gives the session away, to go on under another frame; this one has no pages after that and is good for nothing but to be deleted.
  std::unique_ptr<ShopSession> release();

  void go(PageId page);
  PageId current() const { return m_current; }
  Page* page() const { return m_pages.at(m_current); }
  OrdersPage& orders() { return *m_orders; }
  LivePage& live() { return *m_live; }
  ImportPage& importPage() { return *m_import; }
  TopBar& topBar() { return *m_topBar; }
  ShopSession& session() { return *m_session; }
  const Headline& headline() const;
  // The keys that mean the same on every page.
  void newOrder();
  void refreshPage();
  void freeze();
  void closeTopmost();
  void openPalette();
  void undo();
  // The demo tour from its beginning; only where there is a load.
  void playTour(const QString& program = {});
  Tour* tour() { return m_tour; }
  // One sentence that is told at once and kept among the messages.
  void tell(const QString& notice);

 private:
  void addPages(Preferences& preferences);
  void add(PageId id, Page* page);
  void beat(int slot);
  void showFrame();
  void showFreshness(const LiveState& state, const HeadlineState& headline);
  void showStatus(const LiveState& state);
  void connectPalette();
  void told(const Message& message);
  void showMessages();
  void openOrder(const QString& order);
  void openCustomer(const QString& customer);
  void openProduct(const QString& product);
  // False when none was playing.
  bool endTour();

  const Theme& m_theme;
  std::unique_ptr<ShopSession> m_session;
  UiClock* m_clock;
  Rail* m_rail;
  TopBar* m_topBar;
  HeadlineStrip* m_strip;
  StatusLine* m_status;
  QStackedWidget* m_stack;
  Palette* m_palette;
  Toasts* m_toasts;
  UndoBar* m_undoBar;
  Tour* m_tour = nullptr;
  TourBar* m_tourBar = nullptr;
  std::map<PageId, Page*> m_pages;
  OrdersPage* m_orders = nullptr;
  CataloguePage* m_catalogue = nullptr;
  LivePage* m_live = nullptr;
  ImportPage* m_import = nullptr;
  ProcessLoad m_load;
  PageId m_current = PageId::Today;
};

}  // namespace twinlane::ui
