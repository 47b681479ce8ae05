// The account in which every row has exactly one fate, as a bar and as a table, what the rows became, and the ways on from
// there. GUI thread; owned by the import page.
#pragma once

#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/account_rows.h"
#include "transfer/share_bar.h"

#include <QPushButton>
#include <QStackedWidget>

namespace twinlane::ui {

class AccountCard : public Card {
  Q_OBJECT

 public:
  explicit AccountCard(const Theme& theme, QWidget* parent = nullptr);

  // `of` names what it is the account of. `repaired`: of the rows that were set aside in the shop those taken in since, by reason.
  void show(const transfer::ImportAccount& account, AccountOf what, const QString& of, const std::map<std::string, std::int64_t>& repaired = {});
  void setBecame(const QString& text) { m_became->setText(text); }
  // Empty for nothing to say.
  void setZones(const QString& text);
  // What the shop folder holds of all files: their rows by file, and how many stand aside.
  void setPast(const store::ImportLedger::Account& account);
  void setLow(bool low);
  QPushButton* openButton() { return m_open; }

 signals:
  void ordersAsked();
  void asideAsked();

 private:
  void setAside(std::int64_t rows, std::int64_t open);
  void face();

  RowTableModel *m_rows, *m_fileRows;
  DataTable *m_table, *m_files;
  QStackedWidget* m_faces;
  ShareBar* m_shares;
  QLabel *m_became, *m_times, *m_breaks, *m_zones;
  QPushButton *m_byFate, *m_byFile, *m_aside, *m_open;
  QString m_of;
};

}  // namespace twinlane::ui
