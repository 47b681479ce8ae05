// What happened to an order after it was sent: Sent, Stored, In the list, each with its measured time; or why it was refused.
// It never vanishes by itself. GUI thread; owned by order entry.
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <optional>

namespace twinlane::ui {

class ReceiptBox : public QWidget {
  Q_OBJECT

 public:
  explicit ReceiptBox(const Theme& theme, QWidget* parent = nullptr);

  void clear();
  void showSent();
  void showStored(std::int64_t storedMicros, const QString& logNumber);
  void showInList(std::int64_t inListMicros);
  // Stored, but the list has not got there within a second.
  void showWaiting();
  void showRefused(const QString& sentence, bool unsure);
  const QString& text() const { return m_text; }
  bool complete() const { return m_inList.has_value(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  enum class Kind { Nothing, Sent, Stored, Refused, Unsure };
  void say(const QString& text, const QString& under);
  void drawMarks(QPainter& painter) const;

  const Theme& m_theme;
  Kind m_kind = Kind::Nothing;
  QString m_text, m_under, m_log;
  std::optional<std::int64_t> m_stored, m_inList;
};

}  // namespace twinlane::ui
