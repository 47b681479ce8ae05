// What happened to an order, one entry a change with who and how long after the one before. GUI thread; owned by the
// inspector.
#pragma once

#include "query/order_results.h"
#include "theme/theme.h"
#include "words/shop_time.h"

#include <QWidget>

namespace twinlane::ui {

class TimelineView : public QWidget {
  Q_OBJECT

 public:
  TimelineView(const Theme& theme, const ShopTime& time, QWidget* parent = nullptr);

  void show(const query::OrderDocument& document);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  // Under the pointer a change tells its day and its facts whole.
  bool event(QEvent* event) override;

 private:
  struct Entry {
    QString clock, title, detail, actor, later;
    QString day;     // short; empty when it is that of the change before
    QString moment;  // whole
  };
  const Theme& m_theme;
  const ShopTime& m_time;
  QString between(const query::TimelineEntry& entry) const;
  int detailRoom(const Entry& entry) const;

  QList<Entry> m_entries;
};

}  // namespace twinlane::ui
