#include "frame/status_line.h"

#include "parts/button.h"
#include "parts/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace twinlane::ui {

namespace {

QFrame* separator() {
  auto* line = new QFrame;
  line->setProperty("upright", true);
  line->setFixedSize(1, px(14));
  return line;
}

void put(QLabel* label, const QString& text) {
  if (label->text() != text) label->setText(text);
}

}  // namespace

StatusLine::StatusLine(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_state(new MarkLabel(theme, Type::Small)) {
  setObjectName(QStringLiteral("statusBar"));
  setFixedHeight(px(24));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 1, 12, 0);
  row->setSpacing(10);
  row->addWidget(m_state);
  m_task = makeButton(theme, {}, "link", nullptr, true);
  m_task->setObjectName(QStringLiteral("workUnderWay"));
  m_task->hide();
  row->addWidget(m_task);
  connect(m_task, &QPushButton::clicked, this, &StatusLine::workAsked);
  // The name of a folder may be as long as it likes.
  m_folder = new ShortLabel(theme, Type::Small, "muted");
  row->addWidget(separator());
  row->addWidget(m_folder);
  for (QLabel** label : {&m_cpu, &m_answers, &m_size}) {
    *label = makeLabel(theme, {}, Type::Small, "muted");
    row->addWidget(separator());
    row->addWidget(*label);
  }
  row->addStretch(1);
  m_lists = makeLabel(theme, {}, Type::Small, "muted");
  m_person = makeLabel(theme, {}, Type::Small, "muted");
  row->addWidget(m_lists);
  row->addWidget(separator());
  row->addWidget(m_person);
}

void StatusLine::show(const StatusWords& words) {
  m_state->setState(words.mark, words.state, Tone::Muted);
  if (m_task->text() != words.task) {
    m_task->setText(words.task);
    m_task->setAccessibleName(words.task);
  }
  m_task->setVisible(!words.task.isEmpty());
  m_folder->setWhole(words.folder);
  put(m_cpu, words.cpu);
  put(m_answers, words.answers);
  put(m_size, words.size);
  put(m_lists, words.lists);
  put(m_person, words.person);
}

void StatusLine::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(rect(), m_theme.tokens().rail);
  p.fillRect(QRect(0, 0, width(), 1), m_theme.tokens().line);
}

}  // namespace twinlane::ui
