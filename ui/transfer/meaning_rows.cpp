#include "transfer/meaning_rows.h"

#include "base/timestamp.h"
#include "transfer/row_reason.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

struct MeaningTexts {
  Q_DECLARE_TR_FUNCTIONS(MeaningRows)
};

std::string valueOf(const domain::Node& row, const char* name) {
  const domain::Node* value = row.find(name);
  return value == nullptr ? std::string() : value->text;
}

QString textOf(const domain::Node& row, const char* name) { return QString::fromStdString(valueOf(row, name)); }

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

bool isLine(const std::string& fate) { return fate == "sale_line" || fate == "return_line"; }

QString fateWord(const std::string& fate) {
  if (fate == "sale_line") return MeaningTexts::tr("order line");
  if (fate == "return_line") return MeaningTexts::tr("returned line");
  return fate == "ignore" ? MeaningTexts::tr("left out") : MeaningTexts::tr("not imported");
}

StateMark fateMark(const std::string& fate) {
  if (fate == "sale_line") return {MarkShape::Dot, Tone::Ok};
  if (fate == "return_line") return {MarkShape::Diamond, Tone::Fourth};
  return fate == "ignore" ? StateMark{MarkShape::Ring, Tone::Muted} : StateMark{MarkShape::Square, Tone::Bad};
}

// With the minus of all other figures.
QString numberOf(const domain::Node& row, const char* name) { return textOf(row, name).replace(QLatin1Char('-'), QChar(0x2212)); }

// "2010-12-01T08:26:00Z" as it is read; the zone is said once, in the title.
QString timeOf(const domain::Node& row) {
  QString text = textOf(row, "placed_at");
  return text.replace(QLatin1Char('T'), QLatin1Char(' ')).remove(QLatin1Char('Z'));
}

}  // namespace

QString remedyOf(const std::string& reason) { return textOf(transfer::rowReason(reason).remedy); }

QString reasonSentence(const std::string& reason) {
  return MeaningTexts::tr("%1: %2. What would fix it: %3.").arg(plainWords(reason), textOf(transfer::rowReason(reason).wrong), remedyOf(reason));
}

QList<Column> meaningColumns() {
  return {{.title = MeaningTexts::tr("Row"), .number = true},      {.title = MeaningTexts::tr("Becomes"), .whole = true},
          {.title = MeaningTexts::tr("Order"), .whole = true},     {.title = MeaningTexts::tr("Product"), .whole = true},
          {.title = MeaningTexts::tr("Quantity"), .number = true}, {.title = MeaningTexts::tr("Price"), .number = true},
          {.title = MeaningTexts::tr("Net"), .number = true},      {.title = MeaningTexts::tr("Time, UTC"), .whole = true},
          {.title = MeaningTexts::tr("Customer"), .whole = true},  {.title = MeaningTexts::tr("What would fix it"), .freeText = true}};
}

QList<QList<Cell>> meaningRows(const std::vector<domain::Node>& nodes) {
  QList<QList<Cell>> rows;
  for (const domain::Node& node : nodes) {
    const std::string fate = valueOf(node, "fate");
    const auto plain = [](const QString& text, Tone tone = Tone::Text) { return Cell{text, {}, tone, false, {}}; };
    QList<Cell>& row = rows.emplace_back();
    const std::string why = valueOf(node, "class");
    row << plain(textOf(node, "row"), Tone::Muted)
        << Cell{isLine(fate) ? fateWord(fate) : MeaningTexts::tr("%1: %2").arg(fateWord(fate), plainWords(why).toLower()), fateMark(fate), Tone::Text, false, {}};
    if (!isLine(fate)) {
      for (int i = 0; i < 7; ++i) row << plain({});
      row << plain(fate == "ignore" ? QString() : remedyOf(why));
      continue;
    }
    const QString customer = textOf(node, "customer"), time = timeOf(node);
    row << plain(textOf(node, "order")) << plain(textOf(node, "product")) << plain(numberOf(node, "quantity")) << plain(numberOf(node, "unit_price")) << plain(numberOf(node, "net"))
        << plain(time.isEmpty() ? MeaningTexts::tr("not said") : time, time.isEmpty() ? Tone::Muted : Tone::Text)
        << plain(customer.isEmpty() ? MeaningTexts::tr("guest") : customer, customer.isEmpty() ? Tone::Muted : Tone::Text) << plain({});
  }
  return rows;
}

Meaning meaningOf(const domain::Node& node) {
  const std::string fate = valueOf(node, "fate");
  if (fate == "ignore") return {MeaningTexts::tr("Would be left out by the rule “%1”.").arg(plainWords(valueOf(node, "class"))), fateMark(fate), true};
  if (!isLine(fate)) return {reasonSentence(valueOf(node, "class")), fateMark(fate), false};
  const QString customer = textOf(node, "customer"), time = timeOf(node);
  return {MeaningTexts::tr("Would be one %1: order %2, product %3, %4 at %5 %6, net %7, %8, %9")
              .arg(fateWord(fate), textOf(node, "order"), textOf(node, "product"), numberOf(node, "quantity"), numberOf(node, "unit_price"), textOf(node, "currency"), numberOf(node, "net"),
                   time.isEmpty() ? MeaningTexts::tr("time not said") : MeaningTexts::tr("%1 UTC").arg(time), customer.isEmpty() ? MeaningTexts::tr("guest") : MeaningTexts::tr("customer %1").arg(customer)),
          fateMark(fate), true};
}

}  // namespace twinlane::ui
