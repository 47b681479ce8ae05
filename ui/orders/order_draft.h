// What has been typed into order entry, as text, and the command it makes. Problems name fields as receipts do, so that those
// found here and those found by the back end appear at the same place. Plain value; pure functions.
#pragma once

#include "domain/commands.h"
#include "domain/rejection.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace twinlane::ui {

struct DraftLine {
  QString product, description, quantity, price, discount = {}, tax = {};  // the last two in hundredths
  bool empty() const {
    for (const QString* text : {&product, &description, &quantity, &price, &discount, &tax})
      if (!text->trimmed().isEmpty()) return false;
    return true;
  }
  // Nothing while quantity or price cannot be read.
  std::optional<base::Quantity> pieces() const;
  std::optional<base::Amount> net() const;
  // What of the net is tax: prices hold it.
  base::Amount taxIncluded() const;
  bool operator==(const DraftLine&) const = default;
};

struct OrderDraft {
  QString customer, currency, shipTo, note, country = {}, carriage = {};
  std::vector<DraftLine> lines;

  base::Amount goods() const, carriageAmount() const, taxIncluded() const;
  base::Amount total() const { return goods() + carriageAmount(); }
  // True when a line has no price of its own: the product's list price decides then.
  bool hasOpenPrice() const;
  // Something a person would not want to type again.
  bool holdsText() const;
  QJsonObject toJson() const;
  static OrderDraft fromJson(const QJsonObject& json);
  bool operator==(const OrderDraft&) const = default;
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
