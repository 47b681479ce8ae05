#include "live/lever_slider.h"

#include "parts/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace twinlane::ui {

LeverSlider::LeverSlider(const Theme& theme, const QString& name, const QString& explanation, int least, int most, Words words, QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal)), m_value(makeLabel(theme, {}, Type::Data)), m_words(std::move(words)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 9, 12, 7);
  column->setSpacing(1);
  auto* head = new QHBoxLayout;
  QLabel* title = makeLabel(theme, name, Type::DataStrong);
  title->setBuddy(m_slider);
  head->addWidget(title);
  head->addStretch(1);
  head->addWidget(m_value);
  column->addLayout(head);
  column->addWidget(makeLabel(theme, explanation, Type::Label, "muted"));
  column->addSpacing(4);
  m_slider->setRange(least, most);
  m_slider->setPageStep(std::max(1, (most - least) / 10));
  m_slider->setAccessibleName(name);
  m_slider->setAccessibleDescription(explanation);
  column->addWidget(m_slider);
  auto* ends = new QHBoxLayout;
  ends->addWidget(makeLabel(theme, QString::number(least), Type::Label, "muted"));
  ends->addStretch(1);
  ends->addWidget(makeLabel(theme, QString::number(most), Type::Label, "muted"));
  column->addLayout(ends);
  connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
    m_value->setText(m_words(value));
    emit moved(value);
  });
  m_value->setText(m_words(m_slider->value()));
}

void LeverSlider::setValue(int value) {
  m_slider->setValue(value);
  m_value->setText(m_words(m_slider->value()));
}

}  // namespace twinlane::ui
