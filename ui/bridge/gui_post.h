// Hands finished values from any thread to the GUI thread, once each, and forgets those whose receiver is gone. Shared by
// the callbacks of the engine; the receiver itself is only touched on the GUI thread.
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>

#include <functional>

namespace twinlane::ui {

// Any thread. The application object outlives every worker.
inline void postToGui(std::function<void()> call) {
  QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(call), Qt::QueuedConnection);
}

}  // namespace twinlane::ui
