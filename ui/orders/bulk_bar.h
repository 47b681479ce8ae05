// One command for all orders that the list shows, whatever their number: which one, with its reason, and how many it is for. What cannot
// be undone wants that number typed. GUI thread; owned by the blotter.
#pragma once

#include "bridge/bulk_run.h"
#include "bridge/shop_session.h"
#include "parts/choice_box.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace twinlane::ui {

class BulkBar : public QFrame {
  Q_OBJECT

 public:
  enum class What { Confirm, Ship, Pay, Hold, Release, Cancel };

  BulkBar(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  // What the list shows now.
  void setOrders(const query::OrderFilter& filter, std::int64_t count);
  void choose(What what);
  QLineEdit* reason() const { return m_reason; }
  QLineEdit* number() const { return m_number; }
  QPushButton* give() const { return m_give; }
  BulkRun& run() { return *m_run; }

 signals:
  void closed();

 private:
  What what() const;
  void show();
  void begin();

  ShopSession& m_session;
  BulkRun* m_run;
  ChoiceBox* m_what;
  QLineEdit *m_reason, *m_number;
  QLabel* m_words;
  QPushButton *m_give, *m_close;
  query::OrderFilter m_filter;
  std::int64_t m_count = 0;
};

}  // namespace twinlane::ui
