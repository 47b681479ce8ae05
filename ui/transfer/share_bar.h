// The three fates of all rows as one bar with their counts under it. GUI thread; owned by the import page.
#pragma once

#include "theme/theme.h"
#include "transfer/import.h"

#include <QWidget>

namespace twinlane::ui {

class ShareBar : public QWidget {
  Q_OBJECT

 public:
  explicit ShareBar(const Theme& theme, QWidget* parent = nullptr);
  void show(const transfer::ImportAccount& account);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& m_theme;
  std::int64_t m_taken = 0, m_aside = 0, m_left = 0;
};

}  // namespace twinlane::ui
