// Views of the list of orders that a person gave a name: what is asked for, how it is sorted, which columns stand there. Kept in the
// settings file of the user; without one they end with the session. GUI thread; owned by the blotter.
#pragma once

#include "query/order_results.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace twinlane::ui {

struct OrderView {
  QString name, query = {};
  int status = -1;  // domain::OrderStatus, below 0 for any
  query::OrderSorting sort = {{}};
  QList<int> hidden = {};  // columns
};

class SavedViews {
 public:
  static constexpr qsizetype most = 30;

  explicit SavedViews(QString file);

  const QList<OrderView>& all() const { return m_all; }
  // One of the same name is replaced. False when there are too many or the name is empty.
  bool save(const OrderView& view);
  void remove(const QString& name);

 private:
  void write();

  QString m_file;
  QList<OrderView> m_all;
};

}  // namespace twinlane::ui
