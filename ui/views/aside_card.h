// The changes that a list could not take in: why, how many wait behind each, what a new try would change on a copy, a try in
// order, and discarding one for good with a reason. Asks the engine through the bridge. GUI thread; owned by the page Views.
#pragma once

#include "bridge/shop_session.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QLineEdit>
#include <QPushButton>

namespace twinlane::ui {

class AsideCard : public Card {
  Q_OBJECT

 public:
  AsideCard(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void show(const projection::Status& list);

 private:
  void read();
  void showStreams();
  const projection::ParkedStream* chosen() const;
  void attempt(projection::ParkedRetry retry);
  void tell(const projection::ParkedRetry& retry, const base::Result<projection::ParkedRetryAnswer>& answer);
  void face();

  ShopSession& m_session;
  RowTableModel* m_rows;
  DataTable* m_table;
  EmptyState* m_empty;
  QLabel *m_message, *m_gone;
  QLineEdit* m_reason;
  QPushButton *m_preview, *m_retry, *m_skip;
  std::string m_list;
  std::int64_t m_known = -1;   // streams set aside when it was read last
  base::SteadyTime m_readAt;
  bool m_isReading = false, m_isTrying = false;
  projection::Parked m_parked;
};

}  // namespace twinlane::ui
