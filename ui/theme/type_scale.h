// The type of the screens: which family, size and weight each style has. Sizes are pixels of the design. Made once the
// application exists; plain value after that.
#pragma once

#include <QFont>

namespace twinlane::ui {

enum class Type { Title, Number, Figure, Heading, Body, BodyStrong, Data, DataStrong, CardTitle, Label, Small, Mono };

class TypeScale {
 public:
  TypeScale();
  QFont font(Type type) const;
  const QString& family() const { return m_family; }

 private:
  QString m_family;
};

}  // namespace twinlane::ui
