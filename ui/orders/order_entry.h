// Order entry: who, what, for how much, sent with Ctrl+Enter; the receipt tells when it was stored and when the list shows it.
// Customers and products are found while they are typed; an order like one of the last day is told, and placed when it is placed once
// more. What is typed and not placed is kept, over a restart too. GUI thread; owned by the orders page.
#pragma once

#include "bridge/shop_session.h"
#include "orders/kept_draft.h"
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

  // With the draft that was kept, if there is one.
  void start();
  void place(bool andNew);
  // An example, typed in as a person would: for pictures of the practice shop.
  void fill(const OrderDraft& draft);
  OrderDraft draft() const;
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
  void changed();
  void show(const OrderDraft& draft);
  void clear();
  void askCustomer();
  void askLike();
  void showTotal();
  void showProblems(const std::vector<domain::FieldProblem>& problems, const std::vector<std::size_t>& rows);
  void answered(const TimedReceipt& timed, const std::vector<std::size_t>& rows, base::SteadyTime pressed, bool andNew);
  void stored(const command::Receipt& receipt, std::int64_t storedMicros, base::SteadyTime pressed, bool andNew);
  void seen(const QString& order, std::int64_t micros);
  void showBefore();
  void setLocked(bool locked);

  const Theme& m_theme;
  ShopSession& m_session;
  QLabel *m_title = nullptr, *m_who = nullptr, *m_problem = nullptr, *m_total = nullptr, *m_totalName = nullptr, *m_parts = nullptr, *m_like = nullptr;
  QLineEdit *m_customer = nullptr, *m_currency = nullptr, *m_shipTo = nullptr, *m_note = nullptr, *m_country = nullptr, *m_carriage = nullptr;
  LineGrid* m_lines = nullptr;
  ReceiptBox* m_receipt = nullptr;
  QPushButton *m_place = nullptr, *m_open = nullptr, *m_again = nullptr, *m_clear = nullptr;
  QWidget* m_beforeBox = nullptr;
  DataTable* m_before = nullptr;
  RowTableModel* m_beforeRows = nullptr;
  QString m_last;  // the order of the receipt
  QTimer m_slow, m_retry, m_rest;
  KeptDraft m_kept;
  QString m_customerAsked;
  QString m_likeOrder, m_likeText;  // one of the last day that has the same customer and lines
  bool m_likeKnown = false;         // a person was told of it and has not changed anything since
  OrderDraft m_sent;
  base::CommandId m_id;
  bool m_sending = false;
};

}  // namespace twinlane::ui
