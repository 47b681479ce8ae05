// A count one can choose: what it counts, how many with a mark, a word under it. One of a row is chosen. GUI thread; owned by its
// parent's layout.
#pragma once

#include "theme/state_mark.h"
#include "theme/theme.h"

#include <QAbstractButton>

namespace twinlane::ui {

class CountTile : public QAbstractButton {
  Q_OBJECT

 public:
  CountTile(const Theme& theme, const QString& name, QWidget* parent = nullptr);

  void setCount(const QString& count, StateMark mark, const QString& under);
  const QString& count() const { return m_count; }
  const QString& under() const { return m_under; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  QString m_count = QString(QChar(0x2026)), m_under;
  StateMark m_mark;
};

}  // namespace twinlane::ui
