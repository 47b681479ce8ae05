// Learn: what two lanes are in five screens, which part of a cloud's service each part of this program stands for, and the glossary.
// GUI thread; owned by the window.
#pragma once

#include "frame/page.h"
#include "frame/page_id.h"
#include "theme/theme.h"

#include <QPushButton>
#include <QStackedWidget>

#include <array>

namespace twinlane::ui {

class LearnScreens;
class LearnTable;

class LearnPage : public Page {
  Q_OBJECT

 public:
  enum Part : std::size_t { Screens, Cloud, Glossary, Parts };

  explicit LearnPage(const Theme& theme, QWidget* parent = nullptr);

  void turnTo(Part part);
  LearnScreens& screens() { return *m_screens; }
  LearnTable& cloud() { return *m_cloud; }
  LearnTable& glossary() { return *m_glossary; }
  QWidget* actions() override { return m_chips; }
  QWidget* mainControl() override;

 signals:
  // Where the part is seen at work.
  void pageAsked(PageId page);

 private:
  QWidget* m_chips;
  std::array<QPushButton*, Parts> m_buttons{};
  QStackedWidget* m_stack;
  LearnScreens* m_screens;
  LearnTable *m_cloud, *m_glossary;
};

}  // namespace twinlane::ui
