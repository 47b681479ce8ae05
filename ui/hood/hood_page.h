// Under the hood of one order: the state the write lane decides on, the events one at a time, the document the read lane shows, all
// three after the same change, with what that change altered marked; and where the time of its command went. GUI thread; owned by the
// window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "parts/card.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>

namespace twinlane::ui {

class HopsView;
class RelatedLine;
class WhyLine;

class HoodPage : public Page {
  Q_OBJECT

 public:
  HoodPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void showOrder(const QString& order);
  // From 1 on.
  void goTo(int change);
  int change() const { return m_slider->value(); }
  int changes() const { return static_cast<int>(m_events.size()); }

  const QString& order() const { return m_order; }

  void beat(int slot) override;
  void shown() override;
  bool closeTopmost() override;
  bool ready() const override { return m_order.isEmpty() || !m_events.empty(); }
  QWidget* mainControl() override { return m_slider; }

 signals:
  void back();
  void customerAsked(const QString& customer);
  void productAsked(const QString& product);
  void eventAsked(std::int64_t position);

 private:
  void buildHead(const Theme& theme);
  QWidget* buildLanes(const Theme& theme);
  void ask();
  void take(std::vector<store::StoredEvent> events);
  void showChange();
  void askDocuments();
  void askHops();
  void showHops();
  base::CommandId commandShown() const;

  ShopSession& m_session;
  QString m_order;
  std::vector<store::StoredEvent> m_events;
  Card *m_head, *m_write, *m_log, *m_read, *m_hopsCard;
  QLabel *m_title, *m_at;
  QSlider* m_slider;
  QPushButton *m_before, *m_after;
  DataTable *m_writeTable, *m_eventTable, *m_readTable;
  RowTableModel *m_writeRows, *m_eventRows, *m_readRows;
  QPlainTextEdit* m_payload;
  HopsView* m_hops;
  RelatedLine* m_related;
  WhyLine* m_why;
  store::Position m_askedAt = -1;
  struct Traced {
    base::CommandId command;
    std::optional<telemetry::Trace> found = {};
    int asked = 0;
    bool isAnswered = false;
  };
  Traced m_trace;  // of the change that is shown
  int m_beats = 0;
  bool m_isMoving = false;
};

}  // namespace twinlane::ui
