// The account in which every row has exactly one fate, as a bar and as a table, what the rows became, and the ways on from
// there. GUI thread; owned by the import page.
#pragma once

#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/account_rows.h"
#include "transfer/share_bar.h"

#include <QPushButton>

namespace twinlane::ui {

class AccountCard : public Card {
  Q_OBJECT

 public:
  explicit AccountCard(const Theme& theme, QWidget* parent = nullptr);

  // `of` names what it is the account of. `repaired`: of the rows that were set aside in the shop, by reason.
  void show(const transfer::ImportAccount& account, AccountOf what, const QString& of, const std::map<std::string, std::int64_t>& repaired = {});
  void setBecame(const QString& text) { m_became->setText(text); }
  // Empty for nothing to say.
  void setZones(const QString& text);
  // Rows of the shop that were not imported, and how many of them were not repaired since.
  void setAside(std::int64_t rows, std::int64_t open);
  void setLow(bool low);
  QPushButton* openButton() { return m_open; }

 signals:
  void ordersAsked();
  void asideAsked();

 private:
  RowTableModel* m_rows;
  DataTable* m_table;
  ShareBar* m_shares;
  QLabel *m_became, *m_times, *m_zones;
  QPushButton *m_aside, *m_open;
};

}  // namespace twinlane::ui
