#include "transfer/preview/meaning_rows.h"

#include "base/timestamp.h"
#include "transfer/preview/reason_text.h"
#include "transfer/row_reason.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QCoreApplication>

#include <algorithm>

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

// "Lines picked × 3, Payment recorded": what happened after the order was placed, each kind where it is first.
QString laterOf(const domain::Node& order) {
  const domain::Node* facts = order.find("facts");
  std::vector<std::pair<std::string, int>> kinds;
  for (std::size_t i = 1; facts != nullptr && i < facts->items.size(); ++i) {
    const std::string type = valueOf(facts->items[i], "type");
    const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.first == type; });
    if (known == kinds.end()) kinds.emplace_back(type, 1);
    else ++known->second;
  }
  QStringList words;
  for (const auto& [type, count] : kinds) words << (count == 1 ? eventTitle(type) : MeaningTexts::tr("%1 × %2").arg(eventTitle(type)).arg(count));
  return words.join(QStringLiteral(", "));
}

QString notSaidWord(const std::string& code) {
  if (code == "customer") return MeaningTexts::tr("customer");
  if (code == "placed_at") return MeaningTexts::tr("when it was placed");
  if (code == "lines") return MeaningTexts::tr("lines");
  if (code == "payment") return MeaningTexts::tr("payment");
  return MeaningTexts::tr("when something of it happened");
}

QString listOf(const domain::Node& order, const char* name, QString (*word)(const std::string&)) {
  const domain::Node* all = order.find(name);
  QStringList words;
  if (all != nullptr)
    for (const domain::Node& one : all->items) words << word(one.text);
  return words.join(QStringLiteral(", "));
}

}  // namespace

QString remedyOf(const std::string& reason) { return reasonText(transfer::rowReason(reason).remedy); }

QString reasonSentence(const std::string& reason) {
  return MeaningTexts::tr("%1: %2. What would fix it: %3.").arg(plainWords(reason), reasonText(transfer::rowReason(reason).wrong), remedyOf(reason));
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
        << Cell{isLine(fate) ? fateWord(fate) : MeaningTexts::tr("%1: %2").arg(fateWord(fate), inSentence(plainWords(why))), fateMark(fate), Tone::Text, false, {}};
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

QList<Column> orderColumns() {
  return {{.title = MeaningTexts::tr("Order"), .whole = true},        {.title = MeaningTexts::tr("Customer"), .freeText = true}, {.title = MeaningTexts::tr("Placed, UTC"), .whole = true},
          {.title = MeaningTexts::tr("Lines"), .number = true},       {.title = MeaningTexts::tr("Products"), .freeText = true}, {.title = MeaningTexts::tr("Total"), .number = true},
          {.title = MeaningTexts::tr("What followed"), .freeText = true}, {.title = MeaningTexts::tr("Not said"), .freeText = true}};
}

QList<QList<Cell>> orderRows(const std::vector<domain::Node>& orders) {
  QList<QList<Cell>> rows;
  for (const domain::Node& order : orders) {
    const auto told = [](const QString& text, const QString& without) { return Cell{text.isEmpty() ? without : text, {}, text.isEmpty() ? Tone::Muted : Tone::Text, false, {}}; };
    rows << QList<Cell>{told(textOf(order, "order"), {}),
                        told(textOf(order, "customer"), MeaningTexts::tr("guest")),
                        told(timeOf(order), MeaningTexts::tr("not said")),
                        told(textOf(order, "lines"), {}),
                        told(listOf(order, "products", [](const std::string& id) { return QString::fromStdString(id); }), MeaningTexts::tr("none")),
                        told(MeaningTexts::tr("%1 %2").arg(numberOf(order, "total"), textOf(order, "currency")), {}),
                        told(laterOf(order), MeaningTexts::tr("nothing")),
                        told(listOf(order, "not_said", notSaidWord), {})};
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
