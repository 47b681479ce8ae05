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
  QWidget* mainControl() override { return &m_blotter->table(); }
  bool closeTopmost() override;

  void startEntry();
  void openFirst();
  void open(const QString& order);
  // Closes what stands beside the list; false when nothing does.
  bool closeSide();
  Blotter& blotter() { return *m_blotter; }
  OrderEntry& entry() { return *m_entry; }
  Inspector& inspector() { return *m_inspector; }

 signals:
  void hoodAsked(const QString& order);

 private:
  enum class Side { Nothing, Inspector, Entry };
  void showSide(Side side);
  void inspect(const QString& order);

  Blotter* m_blotter;
  Inspector* m_inspector;
  OrderEntry* m_entry;
  QWidget* m_actions;
  QHBoxLayout* m_row;
  QVBoxLayout *m_left = nullptr, *m_right = nullptr;
  Side m_side = Side::Nothing;
};

}  // namespace twinlane::ui
