// A lever with its name, its present value and what it does. GUI thread; owned by the card of levers.
#pragma once

#include "theme/theme.h"

#include <QLabel>
#include <QSlider>
#include <QWidget>

#include <functional>

namespace twinlane::ui {

class LeverSlider : public QWidget {
  Q_OBJECT

 public:
  using Words = std::function<QString(int)>;

  LeverSlider(const Theme& theme, const QString& name, const QString& explanation, int least, int most, Words words, QWidget* parent = nullptr);

  int value() const { return m_slider->value(); }
  void setValue(int value);
  QWidget* control() { return m_slider; }

 signals:
  void moved(int value);

 private:
  QSlider* m_slider;
  QLabel* m_value;
  Words m_words;
};

}  // namespace twinlane::ui
