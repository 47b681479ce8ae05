// Products: what is sold and what is left, their prices and movements of stock; listing one, a new price, goods that came in, a
// difference found by counting. GUI thread; owned by the page Catalogue.
#pragma once

#include "catalogue/catalogue_browser.h"

namespace twinlane::ui {

class ProductBrowser : public CatalogueBrowser {
  Q_OBJECT

 public:
  ProductBrowser(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

 protected:
  void askListing(const QString& text, int limit) override;
  void askDetails(const QString& id) override;
  void add() override;

 private:
  void receive();
  void count();
  void changePrice();
  QString title() const;

  const Kind<query::ProductSummary> m_kind;
  query::ProductSummary m_shown;
};

}  // namespace twinlane::ui
