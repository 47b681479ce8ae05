// A card: one hairline round, a title row of 32 with room for words and controls at its right, a body. GUI thread.
#pragma once

#include "parts/short_label.h"
#include "theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace twinlane::ui {

class Card : public QFrame {
  Q_OBJECT

 public:
  // Without a title there is no title row.
  Card(const Theme& theme, const QString& title, const QString& subtitle = {}, QWidget* parent = nullptr);

  QVBoxLayout* body() { return m_body; }
  // Right end of the title row.
  QHBoxLayout* corner() { return m_corner; }
  void setTitle(const QString& title);
  void setSubtitle(const QString& subtitle);

 private:
  QLabel* m_title = nullptr;
  ShortLabel* m_subtitle = nullptr;
  QHBoxLayout* m_corner = nullptr;
  QVBoxLayout* m_body;
};

QFrame* makeHairline();

}  // namespace twinlane::ui
