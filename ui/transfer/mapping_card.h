// Which profile is in use, to be chosen among those that come with the program and those that were opened since, and what it
// says each column of the file means. GUI thread; owned by the import page.
#pragma once

#include "parts/card.h"
#include "parts/choice_box.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/profile/profile.h"

#include <QPushButton>

namespace twinlane::ui {

class MappingCard : public Card {
  Q_OBJECT

 public:
  explicit MappingCard(const Theme& theme, QWidget* parent = nullptr);

  // Those of the list, in its order.
  QStringList profiles() const;
  // Joins the list when it is not in it, and is marked as the one in use.
  void select(const QString& path);
  // What is proposed or changed lies in no file yet.
  void selectProposal();
  // A profile of the list that is of this source; empty when there is none.
  QString profileOf(const std::string& source) const;
  // Columns whose place among the problems of the header is found are marked.
  void show(const transfer::Profile& profile, const std::vector<transfer::ProfileProblem>& problems);
  void setUsable(bool usable, bool hasFile, bool fits);

 signals:
  void chosen(const QString& path);
  void otherAsked();
  void proposalAsked();
  void editAsked();

 private:
  void listProfiles();

  ChoiceBox* m_profiles;
  QPushButton *m_edit, *m_propose;
  RowTableModel* m_rows;
  DataTable* m_table;
  QLabel* m_note;
  int m_used = 0;  // row of the list
};

}  // namespace twinlane::ui
