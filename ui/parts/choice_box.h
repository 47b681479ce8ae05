// A choice from a short list, drawn flat with the chevron of the icon set. The given name is its accessible name: a bare
// combo box would be called by its current text. A choice that it has no room for ends in an ellipsis, and the hint has all of it.
// GUI thread.
#pragma once

#include "theme/theme.h"

#include <QComboBox>

namespace twinlane::ui {

class ChoiceBox : public QComboBox {
  Q_OBJECT

 public:
  ChoiceBox(const Theme& theme, const QString& name, QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }
  // Of the current choice, as far as there is room.
  QString shownText() const;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
};

}  // namespace twinlane::ui
