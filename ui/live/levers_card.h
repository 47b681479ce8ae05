// The levers that make the pattern visible: pause a list, more reading, more readers, more orders. GUI thread; owned by Live.
// Load levers are there in a practice folder only.
#pragma once

#include "bridge/shop_session.h"
#include "live/lever_slider.h"
#include "live/pause_log.h"
#include "parts/mark_label.h"

#include <QButtonGroup>
#include <QFrame>
#include <QGridLayout>
#include <QPushButton>

#include <map>

namespace twinlane::ui {

class LeversCard : public QFrame {
  Q_OBJECT

 public:
  LeversCard(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void show(const LiveState& state, const PauseLog& pauses);
  void backToRest();
  // As if moved by hand.
  void setReaders(int readers) { m_readers->setValue(readers); }
  void setReads(int factor);

 signals:
  // Which one, and what it says now: "reads × 20". Pauses are told by the lists themselves.
  void leverMoved(const QString& lever, const QString& words);

 private:
  struct Row {
    MarkLabel* state = nullptr;
    QPushButton* button = nullptr;
    bool paused = false;
  };
  QWidget* pauseBlock();
  QWidget* readsBlock();
  void addLoadLevers(QVBoxLayout* column);
  void addRow(const std::string& list);
  void orderTabs();
  void toggle(const std::string& list);
  void setRest();

  const Theme& m_theme;
  ShopSession& m_session;
  QGridLayout* m_lists = nullptr;
  std::map<std::string, Row> m_rows;
  QButtonGroup* m_reads = nullptr;
  LeverSlider* m_readers = nullptr;
  LeverSlider* m_orders = nullptr;
  QPushButton* m_rest = nullptr;
  int m_readersAtRest = 2;
};

}  // namespace twinlane::ui
