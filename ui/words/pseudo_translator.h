// English as a language that nobody speaks: each letter with an accent, longer by 40 %, in brackets. What was not given to be translated
// stands out, and a text that has no room for a longer language is cut. Place markers, entities, tags, patterns of file names and the
// keys of menus stay. GUI thread; made and owned by the language that is spoken.
#pragma once

#include <QTranslator>

namespace twinlane::ui {

class PseudoTranslator : public QTranslator {
  Q_OBJECT

 public:
  // `english` brings the plural forms; owned from then on.
  explicit PseudoTranslator(QTranslator* english);

  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char* disambiguation = nullptr, int n = -1) const override;

 private:
  QTranslator* m_english;
};

QString pseudoOf(const QString& text);

}  // namespace twinlane::ui
