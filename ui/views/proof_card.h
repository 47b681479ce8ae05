// What the last check of a list against the log found: where, its root and when, or the first row that differs; a check can be
// asked for and a certificate kept as a file. GUI thread; owned by the page Views.
#pragma once

#include "bridge/shop_session.h"
#include "parts/card.h"

#include <QPushButton>

namespace twinlane::ui {

class ProofCard : public Card {
  Q_OBJECT

 public:
  ProofCard(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  void show(const projection::Status& list);
  // As JSON with the keys that `twinlanectl verify` gives.
  base::Status save(const QString& path) const;

 private:
  QLabel* addRow(const Theme& theme, const QString& title);
  void chooseFile();

  ShopSession& m_session;
  QLabel *m_version, *m_position, *m_rows, *m_root, *m_at, *m_verdict;
  QPushButton *m_check, *m_save;
  std::string m_list;
  int m_listVersion = 0;
  std::optional<projection::Proof> m_proof;
};

}  // namespace twinlane::ui
