#include "frame/spoken_widgets.h"

#include "charts/live_chart.h"
#include "charts/step_chart.h"
#include "parts/choice_box.h"

#include <QAccessibleWidget>

namespace twinlane::ui {

namespace {

class SpokenChart : public QAccessibleWidget {
 public:
  explicit SpokenChart(QWidget* chart) : QAccessibleWidget(chart, QAccessible::Chart) {}

  // The scene within is a filler without a name.
  int childCount() const override { return 0; }
  QAccessibleInterface* child(int) const override { return nullptr; }
};

class SpokenChoice : public QAccessibleWidget {
 public:
  explicit SpokenChoice(ChoiceBox* box) : QAccessibleWidget(box, QAccessible::ComboBox) {}

  QString text(QAccessible::Text which) const override { return which == QAccessible::Value ? box().currentText() : QAccessibleWidget::text(which); }
  QStringList actionNames() const override { return QAccessibleWidget::actionNames() << showMenuAction(); }
  void doAction(const QString& name) override {
    if (name == showMenuAction()) return box().showPopup();
    QAccessibleWidget::doAction(name);
  }
  int childCount() const override { return 0; }
  QAccessibleInterface* child(int) const override { return nullptr; }

 private:
  ChoiceBox& box() const { return static_cast<ChoiceBox&>(*widget()); }
};

QAccessibleInterface* spoken(const QString&, QObject* object) {
  if (auto* box = qobject_cast<ChoiceBox*>(object)) return new SpokenChoice(box);
  QWidget* chart = qobject_cast<LiveChart*>(object);
  if (!chart) chart = qobject_cast<StepChart*>(object);
  return chart ? new SpokenChart(chart) : nullptr;
}

}  // namespace

void makeWidgetsSpoken() {
  QAccessible::removeFactory(spoken);
  QAccessible::installFactory(spoken);
}

}  // namespace twinlane::ui
