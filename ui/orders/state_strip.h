// The way of an order in five steps with the one it has reached; a cancelled order says so instead. GUI thread.
#pragma once

#include "domain/types.h"
#include "theme/theme.h"

#include <QWidget>

namespace twinlane::ui {

class StateStrip : public QWidget {
  Q_OBJECT

 public:
  explicit StateStrip(const Theme& theme, QWidget* parent = nullptr);
  void show(domain::OrderStatus status, domain::PaymentStatus payment);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  domain::OrderStatus m_status = domain::OrderStatus::Placed;
  domain::PaymentStatus m_payment = domain::PaymentStatus::Unpaid;
};

}  // namespace twinlane::ui
