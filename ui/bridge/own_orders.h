// The orders a person entered in this window, the newest first, each with the times that were measured then; some are pinned and
// stay. Kept in the settings file of the user, by shop folder; without a file they end with the session. GUI thread; owned by the
// shop session.
#pragma once

#include "base/money.h"
#include "base/timestamp.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace twinlane::ui {

struct OwnOrder {
  QString order;
  QString customer = {}, currency = {};  // no customer: a guest
  base::Amount total = {};
  base::Timestamp at = {};
  std::int64_t storedMicros = 0;               // from the key press to the durable answer
  std::optional<std::int64_t> inListMicros{};  // from the key press until the order list showed it
  bool isPinned = false;
};

class OwnOrders : public QObject {
  Q_OBJECT

 public:
  static constexpr qsizetype kept = 50;  // beside those that are pinned

  OwnOrders(QString file, QString folder);
  ~OwnOrders() override;

  const QList<OwnOrder>& all() const { return m_orders; }
  void add(const OwnOrder& order);
  void sawInList(const QString& order, std::int64_t micros);
  void pin(const QString& order, bool isPinned);

 signals:
  void changed();

 private:
  OwnOrder* find(const QString& order);
  void tell();
  void read();
  void write();
  QString group() const;

  QString m_file, m_folder;
  QList<OwnOrder> m_orders;
  QTimer m_soon;
};

}  // namespace twinlane::ui
