// Makes labels in the styles of the theme. GUI thread; the parent's layout owns them.
#pragma once

#include "theme/theme.h"

#include <QLabel>

namespace twinlane::ui {

// `tone` is one of the sheet's: "muted", "faint", "ok", "warn", "bad", "write", "read"; null for text.
inline QLabel* makeLabel(const Theme& theme, const QString& text, Type type = Type::Data, const char* tone = nullptr) {
  auto* label = new QLabel(text);
  label->setFont(theme.font(type));
  if (tone) label->setProperty("tone", QString::fromLatin1(tone));
  label->setTextFormat(Qt::PlainText);
  return label;
}

// A label of several lines that takes the width it is given.
inline QLabel* makeProse(const Theme& theme, const QString& text, Type type = Type::Data, const char* tone = nullptr) {
  QLabel* label = makeLabel(theme, text, type, tone);
  label->setWordWrap(true);
  label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  return label;
}

// The cap that shows a key.
inline QLabel* makeKeyCap(const Theme& theme, const QString& keys) {
  QLabel* label = makeLabel(theme, keys, Type::Small);
  label->setProperty("cap", true);
  label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  return label;
}

void setTone(QWidget* widget, const char* tone);

}  // namespace twinlane::ui
