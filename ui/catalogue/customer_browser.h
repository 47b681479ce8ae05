// Customers: who they are, what they ordered and owe, what was changed of them; registering one and correcting a profile. GUI thread;
// owned by the page Catalogue.
#pragma once

#include "catalogue/catalogue_browser.h"

namespace twinlane::ui {

class CustomerBrowser : public CatalogueBrowser {
  Q_OBJECT

 public:
  CustomerBrowser(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

 protected:
  void askListing(const QString& text, int limit) override;
  void askDetails(const QString& id) override;
  void add() override;

 private:
  void update();
  QList<Cell> rowOf(const query::CustomerSummary& customer, base::Currency currency) const;
  Facts factsOf(const query::CustomerSummary& customer) const;

  const Kind<query::CustomerSummary> m_kind;
  query::CustomerSummary m_shown;
};

}  // namespace twinlane::ui
