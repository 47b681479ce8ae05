#include "orders/line_grid.h"

#include "parts/figure_label.h"
#include "parts/label.h"
#include "parts/type_ahead.h"
#include "theme/figures.h"
#include "words/formats.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

// A field has its border and an inner margin of its own beside the text.
constexpr int besideText = 16;
// With so much above it a sum stands on the line of the fields.
constexpr int netLower = 2, netMargin = 5;
// Of the fields; those of texts share what is left.
constexpr int digitWidths[] = {0, 0, 56, 76, 50, 50};
constexpr int netColumn = 7;


void setProblem(QLineEdit* field, bool problem) {
  if (field->property("problem").toBool() == problem) return;
  field->setProperty("problem", problem);
  field->style()->unpolish(field);
  field->style()->polish(field);
}

}  // namespace

LineGrid::LineGrid(const Theme& theme, EngineBridge* bridge, QWidget* parent) : QWidget(parent), m_theme(theme), m_bridge(bridge), m_grid(new QGridLayout(this)) {
  // Room for the hairline under the last row.
  m_grid->setContentsMargins(0, 0, 0, 2);
  m_grid->setHorizontalSpacing(4);
  m_grid->setVerticalSpacing(0);
  const std::pair<QString, bool> titles[] = {{tr("#"), false}, {tr("Product"), false}, {tr("Description"), false}, {tr("Qty"), true}, {tr("Price"), true}, {tr("Off, %"), true}, {tr("Tax, %"), true}, {tr("Line"), true}};
  int column = 0;
  for (const auto& [title, number] : titles) {
    QLabel* label = makeLabel(theme, title, Type::Label, "muted");
    label->setAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    label->setFixedHeight(px(26));
    // A field has its border and an inner margin of its own before the text.
    const bool field = column > 0 && column <= static_cast<int>(FieldCount);
    label->setContentsMargins(field ? 8 : 5, 0, field ? 10 : 5, 0);
    m_grid->addWidget(label, 0, column++);
  }
  m_grid->setColumnMinimumWidth(0, 24);
  m_grid->setColumnStretch(1, 2);
  m_grid->setColumnStretch(2, 4);
  for (int f = 0; f < static_cast<int>(FieldCount); ++f)
    if (digitWidths[f] > 0) m_grid->setColumnMinimumWidth(f + 1, px(digitWidths[f]));
  m_grid->setColumnMinimumWidth(netColumn, 84);
  for (std::size_t i = 0; i < rowsAtFirst; ++i) addRow();
}

void LineGrid::addRow() {
  const std::size_t at = m_rows.size();
  const QString number = QString::number(at + 1);
  const int gridRow = static_cast<int>(at) * 2 + 1;
  Row row;
  row.number = makeLabel(m_theme, number, Type::Data, "muted");
  row.number->setContentsMargins(5, 0, 0, 0);
  m_grid->addWidget(row.number, gridRow, 0);
  const std::array<QString, FieldCount> names = {tr("Line %1 product"), tr("Line %1 description"), tr("Line %1 quantity"), tr("Line %1 price"), tr("Line %1 discount in hundredths"), tr("Line %1 tax in hundredths")};
  for (std::size_t f = 0; f < FieldCount; ++f) {
    auto* field = new QLineEdit;
    field->setProperty("grid", true);
    field->setAccessibleName(names[f].arg(number));
    field->setObjectName(QStringLiteral("line%1_%2").arg(number).arg(f));
    const bool digits = digitWidths[f] > 0;
    field->setFont(m_theme.font(f == Product ? Type::DataStrong : Type::Data));
    if (digits) {
      field->setAlignment(Qt::AlignRight);
      field->setFixedWidth(px(digitWidths[f]));
    }
    connect(field, &QLineEdit::textChanged, this, [this, at] { fieldChanged(at); });
    // A long description is read from its start once the field is left.
    connect(field, &QLineEdit::editingFinished, field, [field] {
      if (!field->hasFocus()) field->setCursorPosition(0);
    });
    connect(field, &QLineEdit::returnPressed, this, [this, at] { nextLine(at); });
    m_grid->addWidget(field, gridRow, static_cast<int>(f) + 1);
    row.fields[f] = field;
  }
  row.fields[Product]->setPlaceholderText(at == 0 ? tr("Code") : QString());
  row.fields[Description]->setPlaceholderText(at == 0 ? tr("What it is") : QString());
  if (m_bridge) findWhileTyping(at, row.fields[Product]);
  row.net = new FigureLabel(m_theme);
  row.net->setContentsMargins(0, netLower, netMargin, 0);
  m_grid->addWidget(row.net, gridRow, netColumn);
  row.problem = makeLabel(m_theme, {}, Type::Label, "bad");
  row.problem->setObjectName(QStringLiteral("line%1_problem").arg(number));
  row.problem->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  row.problem->setContentsMargins(0, 0, 5, 2);
  row.problem->hide();
  m_grid->addWidget(row.problem, gridRow + 1, 1, 1, netColumn);
  if (!m_rows.empty()) setTabOrder(m_rows.back().fields[Tax], row.fields[Product]);
  for (std::size_t f = 1; f < FieldCount; ++f) setTabOrder(row.fields[f - 1], row.fields[f]);
  m_rows.push_back(row);
}

void LineGrid::findWhileTyping(std::size_t at, QLineEdit* product) {
  connect(new TypeAhead(*m_bridge, query::SearchKind::Product, product), &TypeAhead::chosen, this, [this, at](const QString&, const QString& name) {
    QLineEdit* description = m_rows[at].fields[Description];
    if (description->text().isEmpty()) description->setText(name);
    description->setCursorPosition(0);
    askProduct(at);
    m_rows[at].fields[Quantity]->setFocus();
  });
  connect(product, &QLineEdit::editingFinished, this, [this, at] { askProduct(at); });
}

void LineGrid::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(QRect(0, 0, width(), m_rows.front().fields[Product]->y() - 1), m_theme.tokens().raised);
  for (const Row& row : m_rows) p.fillRect(QRect(0, row.fields[Product]->geometry().bottom() + 1, width(), 1), m_theme.tokens().line);
}

std::vector<DraftLine> LineGrid::lines() const {
  std::vector<DraftLine> lines;
  for (const Row& row : m_rows)
    lines.push_back({row.fields[Product]->text(), row.fields[Description]->text(), row.fields[Quantity]->text(), row.fields[Price]->text(), row.fields[Discount]->text(), row.fields[Tax]->text()});
  return lines;
}

void LineGrid::fill(const std::vector<DraftLine>& filled) {
  clear();
  while (m_rows.size() < std::min(filled.size(), mostRows)) addRow();
  for (std::size_t i = 0; i < filled.size() && i < m_rows.size(); ++i) {
    std::size_t field = 0;
    for (const QString* text : {&filled[i].product, &filled[i].description, &filled[i].quantity, &filled[i].price, &filled[i].discount, &filled[i].tax}) {
      m_rows[i].fields[field]->setText(*text);
      m_rows[i].fields[field++]->setCursorPosition(0);
    }
    askProduct(i);
  }
}

// How much of it is left to sell; the list may be a little behind, and the order is decided by the write lane.
void LineGrid::askProduct(std::size_t at) {
  const QString product = m_rows[at].fields[Product]->text().trimmed();
  if (!m_bridge || product == m_rows[at].asked) return;
  m_rows[at].asked = product;
  m_rows[at].left.reset();
  if (product.isEmpty()) return showStock(at);
  using Answer = base::Result<query::ProductDocument>;
  m_bridge->ask<Answer>(
      this, [id = product.toStdString()](query::Reader& reader) { return reader.product(id); },
      [this, at, product](Answer answer) {
        if (at >= m_rows.size() || m_rows[at].asked != product) return;
        if (answer && answer->summary.stock) m_rows[at].left = answer->summary.stock->available();
        if (answer && m_rows[at].fields[Description]->text().isEmpty() && answer->summary.name != answer->summary.product) m_rows[at].fields[Description]->setText(QString::fromStdString(answer->summary.name));
        showStock(at);
      });
}

void LineGrid::showStock(std::size_t at) {
  Row& row = m_rows[at];
  if (row.isWrong) return;
  const auto wanted = lines()[at].pieces();
  const bool isShort = row.left && wanted && *wanted > *row.left;
  setTone(row.problem, isShort ? "warn" : "muted");
  row.problem->setText(isShort ? tr("only %1 left").arg(formatQuantity(*row.left)) : row.left ? tr("%1 left").arg(formatQuantity(*row.left)) : QString());
  row.problem->setVisible(row.left.has_value());
}

void LineGrid::clear() {
  for (const Row& row : m_rows)
    for (QLineEdit* field : row.fields) field->clear();
  clearProblems();
}

void LineGrid::focusFirst() { m_rows.front().fields[Product]->setFocus(); }

void LineGrid::setLocked(bool locked) {
  for (const Row& row : m_rows)
    for (QLineEdit* field : row.fields) field->setReadOnly(locked);
}

void LineGrid::fieldChanged(std::size_t at) {
  const auto all = lines();
  const auto net = all[at].net();
  m_rows[at].net->setText(net ? formatAmount(*net) : QString());
  m_rows[at].isWrong = false;
  for (QLineEdit* field : m_rows[at].fields) setProblem(field, false);
  showStock(at);
  alignPoints();
  emit changed();
}

void LineGrid::alignPoints() {
  // A field sets its digits closer than a label does.
  const auto tailIn = [](const QLineEdit& field) {
    const auto tail = tailOf(field.text().trimmed());
    return tail ? static_cast<int>(std::lround(QFontMetricsF(field.font()).horizontalAdvance(*tail))) : -1;
  };
  for (const Field column : {Quantity, Price, Discount, Tax}) {
    int most = 0;
    for (const Row& row : m_rows) most = std::max(most, tailIn(*row.fields[column]));
    for (const Row& row : m_rows) {
      QLineEdit& field = *row.fields[column];
      const int tail = tailIn(field), spare = field.width() - besideText - field.fontMetrics().horizontalAdvance(field.text());
      field.setTextMargins(0, 0, tail < 0 ? 0 : std::clamp(most - tail, 0, std::max(0, spare)), 0);
    }
  }
  int most = 0;
  const auto netTail = [](const QLabel& net) { return static_cast<int>(std::ceil(tailWidth(net.font(), net.text()).value_or(0))); };
  for (const Row& row : m_rows) most = std::max(most, netTail(*row.net));
  for (const Row& row : m_rows) row.net->setContentsMargins(0, netLower, netMargin + most - netTail(*row.net), 0);
}

void LineGrid::nextLine(std::size_t at) {
  if (at + 1 == m_rows.size() && m_rows.size() < mostRows) addRow();
  if (at + 1 < m_rows.size()) m_rows[at + 1].fields[Product]->setFocus();
}

void LineGrid::showProblem(std::size_t row, const QString& field, const QString& text) {
  if (row >= m_rows.size()) return;
  const std::size_t at = field == QLatin1String("product")       ? Product
                         : field == QLatin1String("description") ? Description
                         : field == QLatin1String("unit_price")  ? Price
                         : field == QLatin1String("discount")    ? Discount
                         : field == QLatin1String("tax_rate")    ? Tax
                                                                 : Quantity;
  static const std::array<QString, FieldCount> names = {tr("Product"), tr("Description"), tr("Quantity"), tr("Price"), tr("Discount"), tr("Tax")};
  const QString told = tr("%1: %2").arg(names[at], text);
  setProblem(m_rows[row].fields[at], true);
  m_rows[row].fields[at]->setAccessibleDescription(text);
  const QString before = m_rows[row].problem->text();
  m_rows[row].problem->setText(m_rows[row].isWrong ? before + QStringLiteral(" · ") + told : told);
  m_rows[row].isWrong = true;
  setTone(m_rows[row].problem, "bad");
  m_rows[row].problem->show();
}

void LineGrid::clearProblems() {
  for (std::size_t at = 0; at < m_rows.size(); ++at) {
    m_rows[at].isWrong = false;
    for (QLineEdit* field : m_rows[at].fields) setProblem(field, false);
    showStock(at);
  }
}

}  // namespace twinlane::ui
