#include "transfer/preview_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "transfer/meaning_rows.h"

#include <QButtonGroup>

namespace twinlane::ui {

namespace {

constexpr int leastPreview = 60;

// Each column gets what its cells need, and the widest also what is left.
void shareWidth(DataTable& table, const RowTableModel& rows) {
  QList<int> widths(rows.columnCount(), leastPreview);
  int widest = -1, most = 0;
  for (int column = 0; column < rows.columnCount(); ++column)
    for (int row = 0; row < rows.rowCount(); ++row)
      if (const int needed = table.cells().neededWidth(rows.index(row, column)); needed > most) {
        most = needed;
        widest = column;
      }
  if (widest >= 0) widths[widest] = 0;
  table.setWidths(widths);
}

}  // namespace

PreviewCard::PreviewCard(const Theme& theme, QWidget* parent)
    : Card(theme, tr("Preview"), tr("the first rows"), parent),
      m_asTaken(makeButton(theme, tr("As taken in"), "chip")),
      m_asFile(makeButton(theme, tr("As in the file"), "chip")),
      m_faces(new QStackedWidget),
      m_meaning(new DataTable(theme, tr("First rows as taken in"))),
      m_file(new DataTable(theme, tr("Preview of the file"))),
      m_meaningRows(new RowTableModel(meaningColumns(), this)),
      m_fileRows(new RowTableModel({}, this)),
      m_message(makeProse(theme, tr("Choose or drop files or a folder: tables (CSV) or an event log, packed as .gz or not. Nothing is stored before you press “Take in”."), Type::Data, "muted")) {
  m_asTaken->setObjectName(QStringLiteral("previewAsTaken"));
  m_asFile->setObjectName(QStringLiteral("previewAsFile"));
  auto* either = new QButtonGroup(this);
  for (QPushButton* chip : {m_asTaken, m_asFile}) {
    chip->setCheckable(true);
    either->addButton(chip);
    corner()->addWidget(chip);
  }
  m_asTaken->setChecked(true);
  m_meaning->setModel(m_meaningRows);
  m_meaning->setObjectName(QStringLiteral("meaning"));
  m_file->setModel(m_fileRows);
  m_file->setObjectName(QStringLiteral("preview"));
  for (DataTable* table : {m_meaning, m_file}) {
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setSideways(true);
    m_faces->addWidget(table);
  }
  body()->addWidget(m_faces, 1);
  m_message->setObjectName(QStringLiteral("importMessage"));
  m_message->setContentsMargins(12, 6, 12, 8);
  body()->addWidget(m_message);
  connect(either, &QButtonGroup::idToggled, this, &PreviewCard::face);
  face();
}

void PreviewCard::show(const transfer::FileBeginning& beginning) {
  QList<Column> columns;
  for (const std::string& name : beginning.columns) columns << Column{.title = QString::fromStdString(name), .whole = true};
  QList<QList<Cell>> rows;
  for (const std::vector<std::string>& line : beginning.rows) {
    QList<Cell>& row = rows.emplace_back();
    for (const std::string& cell : line) row << Cell{QString::fromStdString(cell), {}, Tone::Text, false, {}};
  }
  // The columns of the file before say nothing about these.
  m_file->setWidths({});
  m_fileRows->setColumns(columns);
  m_fileRows->setRows(rows);
  shareWidth(*m_file, *m_fileRows);
  m_meaning->setWidths({});
  m_meaningRows->setRows(meaningRows(beginning.meanings));
  shareWidth(*m_meaning, *m_meaningRows);
  face();
}

// Where the columns are not those of the profile, the rows mean nothing.
void PreviewCard::face() {
  const bool means = m_meaningRows->rowCount() > 0;
  m_asTaken->setEnabled(means);
  m_faces->setCurrentWidget(m_asTaken->isChecked() && means ? m_meaning : m_file);
}

void PreviewCard::say(const QString& text, const char* tone) {
  setTone(m_message, tone);
  m_message->setText(text);
}

}  // namespace twinlane::ui
