// The order that is being typed and was not placed yet, kept in the settings file of the user, by shop folder, so that it is there again
// after the window was closed. Without a file it ends with the session. GUI thread; owned by order entry.
#pragma once

#include "orders/order_draft.h"

namespace twinlane::ui {

class KeptDraft {
 public:
  KeptDraft(QString file, const QString& folder);

  const OrderDraft& draft() const { return m_draft; }
  // One without text is forgotten.
  void keep(const OrderDraft& draft);

 private:
  QString m_file, m_key;
  OrderDraft m_draft;
};

}  // namespace twinlane::ui
