// Order entry: who, what, for how much, sent with Ctrl+Enter; the receipt tells when it was stored and when the list shows it.
// GUI thread; owned by the orders page.
#pragma once

#include "bridge/shop_session.h"
#include "orders/line_grid.h"
#include "orders/order_draft.h"
#include "orders/receipt_box.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace twinlane::ui {

class OrderEntry : public QFrame {
  Q_OBJECT

 public:
  OrderEntry(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void start();
  void place(bool andNew);
  // An example, typed in as a person would: for pictures of the practice shop.
  void fill(const OrderDraft& draft);
  ReceiptBox& receipt() { return *m_receipt; }
  // Something was typed and not placed yet.
  bool holdsText() const;

 signals:
  void closed();
  void placed(const QString& order);
  // The list shows it.
  void visibleInList(const QString& order);
  void openAsked(const QString& order);

 private:
  QWidget* buildHead();
  QWidget* buildForm();
  QWidget* buildLines();
  QWidget* buildTotals();
  QWidget* buildKeys();
  QWidget* buildFoot();
  OrderDraft draft() const;
  void showTotal();
  void showProblems(const std::vector<domain::FieldProblem>& problems, const std::vector<std::size_t>& rows);
  void answered(const TimedReceipt& timed, const std::vector<std::size_t>& rows, base::SteadyTime pressed, bool andNew);
  void stored(const command::Receipt& receipt, std::int64_t storedMicros, base::SteadyTime pressed, bool andNew);
  void seen(const QString& order, std::int64_t micros);
  void showBefore();
  void setLocked(bool locked);

  const Theme& m_theme;
  ShopSession& m_session;
  QLabel *m_title = nullptr, *m_who = nullptr, *m_problem = nullptr, *m_total = nullptr, *m_totalName = nullptr, *m_openPrice = nullptr;
  QLineEdit *m_customer = nullptr, *m_currency = nullptr, *m_shipTo = nullptr, *m_note = nullptr;
  LineGrid* m_lines = nullptr;
  ReceiptBox* m_receipt = nullptr;
  QPushButton *m_place = nullptr, *m_open = nullptr, *m_again = nullptr;
  QWidget* m_beforeBox = nullptr;
  DataTable* m_before = nullptr;
  RowTableModel* m_beforeRows = nullptr;
  QString m_last;  // the order of the receipt
  QTimer m_slow, m_retry;
  OrderDraft m_sent;
  base::CommandId m_id;
  bool m_sending = false;
};

}  // namespace twinlane::ui
