// The fates of all rows as one bar with their counts under it; what is not read yet is left empty. GUI thread; owned by the import page.
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
  QString words(std::int64_t rows, const QString& what) const;
  // What stands first: rows taken in, or that there was nothing new.
  QString first() const;

  const Theme& m_theme;
  std::int64_t m_all = 0, m_taken = 0, m_there = 0, m_aside = 0, m_left = 0;
  bool m_nothingNew = false;
};

}  // namespace twinlane::ui
