// Orders: the blotter, and beside it the inspector or order entry. GUI thread; owned by the window.
#pragma once

#include "frame/page.h"
#include "orders/blotter.h"
#include "orders/inspector.h"
#include "orders/order_entry.h"

#include <QStackedWidget>

namespace twinlane::ui {

class OrdersPage : public Page {
  Q_OBJECT

 public:
  OrdersPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void beat(int slot) override;
  void shown() override;
  bool ready() const override;
  QWidget* actions() override { return m_actions; }

  void startEntry();
  void openFirst();
  // Closes what stands beside the list; false when nothing does.
  bool closeSide();
  Blotter& blotter() { return *m_blotter; }
  OrderEntry& entry() { return *m_entry; }
  Inspector& inspector() { return *m_inspector; }

 private:
  enum class Side { Nothing, Inspector, Entry };
  void showSide(Side side);
  void inspect(const QString& order);

  Blotter* m_blotter;
  Inspector* m_inspector;
  OrderEntry* m_entry;
  QWidget* m_actions;
  QWidget* m_entryHolder = nullptr;
  QHBoxLayout* m_row;
  Side m_side = Side::Nothing;
};

}  // namespace twinlane::ui
