// What rows of a file would be taken in as, for a person: the documents of a preview as rows of a table, and one of them as a
// sentence. Pure functions.
#pragma once

#include "domain/format/node.h"
#include "tables/row_table_model.h"

namespace twinlane::ui {

QList<Column> meaningColumns();
QList<QList<Cell>> meaningRows(const std::vector<domain::Node>& rows);

// The same for the first orders of a history.
QList<Column> orderColumns();
QList<QList<Cell>> orderRows(const std::vector<domain::Node>& orders);

struct Meaning {
  QString text;
  StateMark mark;
  bool takenIn = false;  // as a line, or left out by a rule
};
Meaning meaningOf(const domain::Node& row);

QString remedyOf(const std::string& reason);
// Why a row is not imported, and what would fix it, in one sentence.
QString reasonSentence(const std::string& reason);

}  // namespace twinlane::ui
