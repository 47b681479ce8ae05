// What has been typed into order entry, as text, and the command it makes. Problems name fields as receipts do, so that those
// found here and those found by the back end appear at the same place. Plain value; pure functions.
#pragma once

#include "domain/commands.h"
#include "domain/rejection.h"

#include <QString>

#include <vector>

namespace twinlane::ui {

struct DraftLine {
  QString product, description, quantity, price;
  bool empty() const { return product.trimmed().isEmpty() && description.trimmed().isEmpty() && quantity.trimmed().isEmpty() && price.trimmed().isEmpty(); }
  // Nothing while quantity or price cannot be read.
  std::optional<base::Amount> net() const;
};

struct OrderDraft {
  QString customer, currency, shipTo, note;
  std::vector<DraftLine> lines;

  base::Amount total() const;
  // True when a line has no price of its own: the product's list price decides then.
  bool hasOpenPrice() const;
};

struct DraftCommand {
  domain::PlaceOrder command;
  std::vector<std::size_t> rows;  // row of the form for each line of the command
  std::vector<domain::FieldProblem> problems;
};

DraftCommand commandOf(const OrderDraft& draft);

// "lines[2].quantity" taken apart; no line for other fields.
struct FieldPlace {
  std::optional<std::size_t> line;
  QString field;
};
FieldPlace placeOf(const std::string& name);

}  // namespace twinlane::ui
