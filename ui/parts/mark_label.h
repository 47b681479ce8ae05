// A state mark with its words. GUI thread.
#pragma once

#include "theme/state_mark.h"
#include "theme/theme.h"

#include <QWidget>

namespace twinlane::ui {

class MarkLabel : public QWidget {
  Q_OBJECT

 public:
  MarkLabel(const Theme& theme, Type type = Type::Data, QWidget* parent = nullptr);

  void setState(StateMark mark, const QString& text, Tone tone = Tone::Text);
  const QString& text() const { return m_text; }
  // Drawn as a chip with a border.
  void setChip(bool chip);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  Type m_type;
  StateMark m_mark;
  QString m_text;
  Tone m_tone = Tone::Text;
  bool m_chip = false;
};

}  // namespace twinlane::ui
