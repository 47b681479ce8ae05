// Settings: how the window looks and which language it speaks. Each choice holds at once and is kept; there is nothing to confirm.
// GUI thread; owned by the shop's frame, or by the window while no shop is open.
#pragma once

#include "frame/page.h"
#include "parts/choice_box.h"
#include "settings/preferences.h"

#include <QGridLayout>

namespace twinlane::ui {

class SettingsPage : public Page {
  Q_OBJECT

 public:
  SettingsPage(const Theme& theme, Preferences& preferences, QWidget* parent = nullptr);

  QWidget* mainControl() override { return m_theme; }

 private:
  // A row: what it is, its choices, what it does. The chosen index goes to `take`.
  ChoiceBox* add(const QString& name, const char* object, const QStringList& choices, int chosen, const QString& said, const std::function<void(int)>& take);
  void addTheme();
  void addLanguage();

  const Theme& m_look;
  Preferences& m_preferences;
  QGridLayout* m_rows;
  ChoiceBox* m_theme = nullptr;
};

}  // namespace twinlane::ui
