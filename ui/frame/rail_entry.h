// One entry of the rail: icon, name, its key or a count. GUI thread; owned by the rail.
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>

namespace twinlane::ui {

class RailEntry : public QAbstractButton {
  Q_OBJECT

 public:
  // A sub-page has no icon and stands indented.
  RailEntry(const Theme& theme, const QString& name, const QString& icon, const QString& hint, QWidget* parent = nullptr);

  void setCurrent(bool current);
  void setHint(const QString& hint);
  // Only the icon, or of a sub-page the first letter.
  void setFolded(bool isFolded);
  // For its name and its hint, wherever it stands.
  int neededWidth() const;
  QSize sizeHint() const override { return {neededWidth(), px(m_icon.isEmpty() ? 26 : 34)}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  QString m_icon, m_hint;
  bool m_current = false, m_isFolded = false;
};

}  // namespace twinlane::ui
