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
  // A change whose facts are shortened tells them whole under the pointer.
  bool event(QEvent* event) override;

 private:
  struct Entry {
    QString clock, title, detail, actor, later;
  };
  const Theme& m_theme;
  const ShopTime& m_time;
  int detailRoom(const Entry& entry) const;

  QList<Entry> m_entries;
};

}  // namespace twinlane::ui
