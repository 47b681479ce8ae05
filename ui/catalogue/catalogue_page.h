// Catalogue: customers, products and revenue, one at a time. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"

#include <QPushButton>
#include <QStackedWidget>

#include <array>

namespace twinlane::ui {

class CatalogueBrowser;
class RevenuePart;

class CataloguePage : public Page {
  Q_OBJECT

 public:
  enum Part { Customers, Products, Revenue, Parts };

  CataloguePage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  void shown() override { ask(); }
  bool ready() const override;
  QWidget* actions() override { return m_chips; }
  QWidget* mainControl() override;
  bool closeTopmost() override;
  void turnTo(Part part);
  CatalogueBrowser& customers() { return *m_customers; }
  CatalogueBrowser& products() { return *m_products; }
  RevenuePart& revenue() { return *m_revenue; }

 signals:
  void ordersAsked(const QString& query);
  void eventAsked(std::int64_t position);

 private:
  void ask();

  ShopSession& m_session;
  QWidget* m_chips;
  QStackedWidget* m_stack;
  CatalogueBrowser *m_customers, *m_products;
  RevenuePart* m_revenue;
  std::array<QPushButton*, Parts> m_buttons{};
  store::Position m_askedAt = -1;
  int m_beats = 0;
};

}  // namespace twinlane::ui
