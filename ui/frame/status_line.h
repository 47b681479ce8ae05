// The bottom line: what is open, how busy the program is, how far the lists are true. GUI thread; owned by the window.
#pragma once

#include "parts/mark_label.h"
#include "parts/short_label.h"
#include "theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace twinlane::ui {

struct StatusWords {
  StateMark mark;
  QString state, task, folder, cpu, answers, size, lists, person;
};

class StatusLine : public QWidget {
  Q_OBJECT

 public:
  explicit StatusLine(const Theme& theme, QWidget* parent = nullptr);
  void show(const StatusWords& words);

 signals:
  // A press on the work that goes on.
  void workAsked();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  MarkLabel* m_state;
  QPushButton* m_task;
  ShortLabel* m_folder;
  QLabel *m_cpu, *m_answers, *m_size, *m_lists, *m_person;
};

}  // namespace twinlane::ui
