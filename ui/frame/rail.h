// The rail at the left: the five pages, the parts of the one that is open. GUI thread; owned by the window.
#pragma once

#include "frame/page_id.h"
#include "frame/rail_entry.h"

#include <QHash>
#include <QLabel>
#include <QWidget>

namespace twinlane::ui {

class Rail : public QWidget {
  Q_OBJECT

 public:
  explicit Rail(const Theme& theme, QWidget* parent = nullptr);

  void setCurrent(PageId page);
  void setCount(PageId page, const QString& count);
  // Icons alone, the names under the pointer.
  void setFolded(bool isFolded);
  bool isFolded() const { return m_isFolded; }

 signals:
  void chosen(PageId page);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  RailEntry* add(PageId page, const QString& name, const QString& icon, const QString& hint);

  const Theme& m_theme;
  QHash<int, RailEntry*> m_entries;
  RailEntry* m_engineRoom = nullptr;
  QLabel* m_brand;
  bool m_isFolded = false;
};

}  // namespace twinlane::ui
