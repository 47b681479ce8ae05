// Under a field, while somebody types: the customers or products that the text finds, by id and name. Choosing one writes its id into the
// field. Asks the readers; what comes late is dropped. GUI thread; owned by the field.
#pragma once

#include "bridge/engine_bridge.h"
#include "query/search_results.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTimer>

namespace twinlane::ui {

class TypeAhead : public QObject {
  Q_OBJECT

 public:
  TypeAhead(EngineBridge& bridge, query::SearchKind kind, QLineEdit* field);

  const QStandardItemModel& found() const { return *m_found; }
  QCompleter& completer() { return *m_completer; }

 signals:
  void chosen(const QString& id, const QString& name);

 private:
  void find();

  EngineBridge& m_bridge;
  const query::SearchKind m_kind;
  QLineEdit* m_field;
  QStandardItemModel* m_found;
  QCompleter* m_completer;
  QTimer m_typing;
};

}  // namespace twinlane::ui
