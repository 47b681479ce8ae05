// The bar at the top: the field that finds orders and pages, the freshness chip, the open page's own controls. GUI thread;
// owned by the window.
#pragma once

#include "parts/mark_label.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QWidget>

namespace twinlane::ui {

class TopBar : public QWidget {
  Q_OBJECT

 public:
  explicit TopBar(const Theme& theme, QWidget* parent = nullptr);

  void setFreshness(StateMark mark, const QString& text);
  QString freshness() const { return m_chip->text(); }
  // The page's controls, shown while the page is; the bar owns them from then on.
  void setActions(QWidget* actions);
  // Where the palette is typed into.
  QLineEdit* searchField() { return m_search; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  QLineEdit* m_search;
  MarkLabel* m_chip;
  QHBoxLayout* m_row;
  QWidget* m_actions = nullptr;
};

}  // namespace twinlane::ui
