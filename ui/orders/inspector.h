// One order in the drawer: state, payment, lines, total, what can be done next, timeline. Asks for its document and shows it
// when the answer comes; commands go out and their receipts are shown in one line. GUI thread; owned by the orders page.
#pragma once

#include "bridge/shop_session.h"
#include "orders/conflict_view.h"
#include "orders/state_strip.h"
#include "orders/timeline_view.h"
#include "orders/order_commands.h"
#include "parts/mark_label.h"
#include "parts/short_label.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

#include <array>

namespace twinlane::ui {

class Inspector : public QWidget {
  Q_OBJECT

 public:
  Inspector(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void showOrder(const QString& order);
  // Asks again when the log has moved on.
  void refresh();
  bool ready() const { return m_shown.has_value(); }
  const QString& order() const { return m_order; }
  enum class Step { Ship, Pay, Deliver, Cancel };
  static QString nameOf(Step step);
  // Its hint says why where it is disabled.
  QPushButton* button(Step step) const;
  // Empty when it can be given; else why not.
  QString whyNotNow(OrderStep step) const;
  void openForm(OrderStep step);
  CommandForm& form() { return *m_form; }
  ConflictView& conflict() { return *m_conflict; }
  // Esc: the form, or what lies over it; false when nothing does.
  bool closeTopmost();

 signals:
  void closed();
  void hoodAsked(const QString& order);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* buildHead();
  QWidget* buildFacts();
  QLayout* buildNotes();
  QWidget* buildActions();
  QWidget* buildReason();
  void ask();
  void show(const query::OrderDocument& document);
  void placeNames();
  void showLines(const query::OrderDocument& document);
  void showNotes(const query::OrderDocument& document);
  void allow(const query::OrderDocument& document);
  void giveRoom();
  void give(domain::Command command, const QString& what);
  void give(const GivenCommand& given, std::int64_t version);
  void meet(const GivenCommand& given, const command::Receipt& receipt);
  std::int64_t known() const;
  void took(const command::Receipt& receipt);
  void pay();
  void ship();
  void deliver();
  void askReason();
  void cancel();

  const Theme& m_theme;
  ShopSession& m_session;
  QString m_order;
  std::optional<query::OrderDocument> m_shown;
  std::optional<query::OrderDocument> m_atForm;  // when the form was opened
  QBoxLayout* m_names = nullptr;
  ShortLabel *m_title = nullptr, *m_customer = nullptr, *m_to = nullptr, *m_hold = nullptr;
  // The newest notes, as text and who wrote it when.
  static constexpr std::size_t mostNotes = 2;
  std::array<std::pair<ShortLabel*, ShortLabel*>, mostNotes> m_notes{};
  QLabel *m_holdName = nullptr, *m_notesName = nullptr, *m_earlier = nullptr;
  QLabel *m_placed = nullptr, *m_total = nullptr, *m_changes = nullptr, *m_answer = nullptr;
  MarkLabel *m_status = nullptr, *m_payment = nullptr;
  StateStrip* m_strip = nullptr;
  CommandForm* m_form = nullptr;
  ConflictView* m_conflict = nullptr;
  QPushButton* m_more = nullptr;
  DataTable* m_lines = nullptr;
  RowTableModel* m_lineRows = nullptr;
  TimelineView* m_timeline = nullptr;
  QScrollArea *m_facts = nullptr, *m_scroll = nullptr;
  QPushButton *m_close = nullptr, *m_pay = nullptr, *m_ship = nullptr, *m_deliver = nullptr, *m_cancel = nullptr;
  QWidget* m_reasonBox = nullptr;
  QLineEdit* m_reason = nullptr;
  QTimer m_debounce;
  std::int64_t m_ownVersion = 0;  // after what was given in this window last, which the list may not show yet
  store::Position m_shownAt = -1;
  QString m_failure;  // why there is no document
  bool m_asking = false;
};

}  // namespace twinlane::ui
