// The type of the screens: which family, size and weight each style has, in the size a person wants it. Made once the application
// exists; plain value after that.
#pragma once

#include <QFont>

namespace twinlane::ui {

enum class Type { Title, Number, Figure, Heading, Body, BodyStrong, Data, DataStrong, CardTitle, Label, Small, Mono };

class TypeScale {
 public:
  TypeScale();
  // Of what the design says.
  void setPercent(int percent) { m_percent = percent; }
  QFont font(Type type) const;
  const QString& family() const { return m_family; }

 private:
  QFont made(const QString& family, int pixels, int weight) const;

  QString m_family;
  int m_percent = 100;
};

// A length of the design, in pixels, as it is beside type of the size that the application has: what holds a text grows with it. GUI thread.
int px(int design);

}  // namespace twinlane::ui
