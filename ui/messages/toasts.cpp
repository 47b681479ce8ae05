#include "messages/toasts.h"

#include "parts/button.h"
#include "parts/label.h"
#include "parts/mark_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QTimer>

namespace twinlane::ui {

namespace {

constexpr int toastWidth = 400, gap = 8, right = 16, least = 44;
constexpr qsizetype mostLetters = 160;

}  // namespace

Toasts::Toasts(const Theme& theme, QWidget* over, int above) : QWidget(over), m_theme(theme), m_above(above) {
  setObjectName(QStringLiteral("toasts"));
  QWidget::hide();
  over->installEventFilter(this);
}

void Toasts::show(const Message& message) {
  while (m_toasts.size() >= most) close(m_toasts.front());
  auto* toast = new QFrame(this);
  toast->setObjectName(QStringLiteral("toast"));
  toast->setProperty("card", true);
  toast->setAutoFillBackground(true);
  toast->setProperty("page", message.page);
  toast->setAccessibleName(message.text);
  auto* row = new QHBoxLayout(toast);
  row->setContentsMargins(12, 8, 8, 8);
  row->setSpacing(8);
  auto* mark = new MarkLabel(m_theme);
  mark->setState(message.mark, {});
  // The whole of it is in the list.
  QLabel* text = makeProse(m_theme, message.text.size() > mostLetters ? message.text.left(mostLetters - 1) + QChar(0x2026) : message.text);
  QPushButton* button = makeIconButton(m_theme, tr("Close this message"), "close");
  button->setFocusPolicy(Qt::NoFocus);  // the keyboard stays where it is; the list has them all
  row->addWidget(mark);
  row->addWidget(text, 1);
  row->addWidget(button);
  connect(button, &QPushButton::clicked, toast, [this, toast] { close(toast); });
  toast->installEventFilter(this);
  m_toasts.append(toast);
  if (message.mark.tone != Tone::Bad) QTimer::singleShot(shownMs, toast, [this, toast] { close(toast); });
  QAccessibleEvent alert(toast, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
  toast->show();
  QWidget::show();
  raise();
  place();
}

void Toasts::close(QWidget* toast) {
  if (!m_toasts.removeOne(toast)) return;
  toast->deleteLater();
  toast->hide();
  if (m_toasts.isEmpty()) return QWidget::hide();
  place();
}

// The newest lies lowest.
void Toasts::place() {
  const QWidget* over = parentWidget();
  int y = 0;
  for (QWidget* toast : m_toasts) {
    const int height = std::max(least, toast->layout()->totalHeightForWidth(toastWidth));
    toast->setGeometry(0, y, toastWidth, height);
    y += height + gap;
  }
  setGeometry(over->width() - toastWidth - right, over->height() - m_above - y, toastWidth, y);
}

bool Toasts::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && !m_toasts.isEmpty()) place();
  if (event->type() == QEvent::MouseButtonRelease && watched->property("page").isValid()) {
    const QString page = watched->property("page").toString();
    close(static_cast<QWidget*>(watched));
    emit opened(page.isEmpty() ? QStringLiteral("messages") : page);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace twinlane::ui
