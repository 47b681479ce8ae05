#include "pages/learn_table.h"

#include "parts/label.h"
#include "words/counts.h"

namespace twinlane::ui {

namespace {
constexpr int findWidth = 300, learnRowHeight = 26;
}

LearnTable::LearnTable(const Theme& theme, const QString& name, const QString& title, const QString& words, const QString& find, QList<Column> columns, const QList<int>& widths, QList<LearnRow> rows)
    : Card(theme, title, words), m_all(std::move(rows)), m_table(new DataTable(theme, title)), m_rows(new RowTableModel(std::move(columns), this)), m_find(new QLineEdit), m_count(makeLabel(theme, {}, Type::Data, "muted")) {
  m_find->setPlaceholderText(find);
  m_find->setAccessibleName(find);
  m_find->setFont(theme.font(Type::Data));
  m_find->setFixedWidth(px(findWidth));
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 0, 12, 8);
  row->setSpacing(12);
  row->addWidget(m_find);
  row->addWidget(m_count);
  row->addStretch(1);
  row->addWidget(makeLabel(theme, tr("Enter on a row opens the part at work"), Type::Label, "muted"));
  body()->addLayout(row);
  m_table->setObjectName(name);
  m_table->setModel(m_rows);
  m_table->setRowHeight(learnRowHeight);
  m_table->setWidths(widths);
  body()->addWidget(m_table, 1);
  connect(m_find, &QLineEdit::textChanged, this, &LearnTable::search);
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (index.row() < m_shown.size() && m_shown[index.row()].see) emit pageAsked(*m_shown[index.row()].see);
  });
  search({});
}

// Every word that was typed is somewhere in the row.
void LearnTable::search(const QString& text) {
  m_shown.clear();
  const QStringList wanted = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  for (const LearnRow& row : std::as_const(m_all)) {
    QString whole;
    for (const Cell& cell : row.cells) whole += cell.text + QLatin1Char('\n');
    if (std::all_of(wanted.begin(), wanted.end(), [&whole](const QString& word) { return whole.contains(word, Qt::CaseInsensitive); })) m_shown << row;
  }
  QList<QList<Cell>> cells;
  for (const LearnRow& row : std::as_const(m_shown)) cells << row.cells;
  m_rows->setRows(std::move(cells));
  m_count->setText(m_shown.isEmpty() ? tr("Nothing is like that. Type less.") : counted(Counted::Rows, m_shown.size()));
}

}  // namespace twinlane::ui
