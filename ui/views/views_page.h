// Engine room, Views: every list with its state, how far it is behind and when it was last checked; pause and resume, making it
// anew beside the one in use, what it set aside, its certificate. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QAction>
#include <QPushButton>

namespace twinlane::ui {

class AsideCard;
class Card;
class CompareCard;
class ProofCard;
class ShortLabel;

class ViewsPage : public Page {
  Q_OBJECT

 public:
  ViewsPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  QWidget* mainControl() override { return m_table; }
  bool ready() const override { return !m_lists.empty(); }
  // "order_list".
  void choose(const std::string& list);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildTable();
  void show();
  void showChosen();
  void showLists();
  void fit();
  void toggle();
  const projection::Status* chosen() const;
  QList<double> behindOf(std::size_t list) const;

  ShopSession& m_session;
  Card* m_views;
  DataTable* m_table;
  RowTableModel* m_rows;
  ShortLabel* m_message;
  QPushButton *m_toggle, *m_checkAll, *m_repair;
  QAction *m_anew, *m_back, *m_park, *m_pauseAtPoison;
  CompareCard* m_compare;
  AsideCard* m_aside;
  ProofCard* m_proof;
  std::vector<projection::Status> m_lists;
};

}  // namespace twinlane::ui
