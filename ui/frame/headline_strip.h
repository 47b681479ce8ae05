// The strip with the one sentence. GUI thread; owned by the window. Amber only after the target was missed for a second, and
// no change downward more often than every two, so that it does not flicker.
#pragma once

#include "theme/theme.h"
#include "words/headline.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace twinlane::ui {

class HeadlineStrip : public QWidget {
  Q_OBJECT

 public:
  explicit HeadlineStrip(const Theme& theme, QWidget* parent = nullptr);

  // The short fact at the right: by how many changes a list is behind, where that is told, else where the log stands. The
  // latter is of this moment also while the sentence is held back.
  void show(const Headline& headline, const QString& stored, const QString& behind);
  const Headline& headline() const { return m_headline; }
  const QString& side() const { return m_side; }
  // What the sentence needs with its mark and the button.
  int textWidth() const;

 signals:
  void whyAsked();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void showWhy();

  const Theme& m_theme;
  Headline m_headline;
  QString m_side;
  QPushButton* m_why;
  QElapsedTimer m_steady;
};

}  // namespace twinlane::ui
