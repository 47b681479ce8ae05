// What is bound up with an order: who ordered, what was ordered, and the other changes that the same commands made. Each is a way there.
// GUI thread; owned by the page Under the hood.
#pragma once

#include "bridge/shop_session.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QWidget>

namespace twinlane::ui {

class RelatedLine : public QWidget {
  Q_OBJECT

 public:
  RelatedLine(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  // The order's own events, from the first.
  void show(const std::vector<store::StoredEvent>& events, const query::OrderDocument& order);

 signals:
  void customerAsked(const QString& customer);
  void productAsked(const QString& product);
  void eventAsked(std::int64_t position);

 private:
  void askOthers(const std::vector<store::StoredEvent>& events);
  void add(const QString& text, const QString& tip, std::function<void()> go);

  const Theme& m_theme;
  ShopSession& m_session;
  QHBoxLayout* m_links;
  QString m_shown;  // the order and its version
};

}  // namespace twinlane::ui
