// Engine room, Views: every list with its state and how far it is behind, pause and resume. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QLabel>
#include <QPushButton>

namespace twinlane::ui {

class ViewsPage : public Page {
  Q_OBJECT

 public:
  ViewsPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  QWidget* mainControl() override { return m_table; }
  bool ready() const override { return m_lists.size() > 0; }

 private:
  void show();
  void toggle();

  ShopSession& m_session;
  DataTable* m_table;
  RowTableModel* m_rows;
  QPushButton* m_toggle;
  std::vector<projection::Status> m_lists;
};

}  // namespace twinlane::ui
