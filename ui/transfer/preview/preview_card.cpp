#include "transfer/preview/preview_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "transfer/preview/meaning_rows.h"

#include <QButtonGroup>
#include <QFileInfo>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int leastPreview = 44;

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

// Words get the room they need up to a bound, and the products what is left.
void shareWidthOfOrders(DataTable& table, const RowTableModel& rows) {
  constexpr int mostWords = 170, products = 4;
  QList<int> widths(rows.columnCount(), leastPreview);
  for (int column = 0; column < rows.columnCount(); ++column)
    for (int row = 0; row < rows.rowCount(); ++row) widths[column] = std::max(widths[column], std::min(mostWords, table.cells().neededWidth(rows.index(row, column))));
  widths[products] = 0;
  table.setWidths(widths);
}

}  // namespace

PreviewCard::PreviewCard(const Theme& theme, QWidget* parent)
    : Card(theme, tr("Preview"), tr("the first rows"), parent),
      m_asTaken(makeButton(theme, tr("As taken in"), "chip")),
      m_asFile(makeButton(theme, tr("As in the file"), "chip")),
      m_faces(new QStackedWidget),
      m_which(new ChoiceBox(theme, tr("File"))),
      m_meaning(new DataTable(theme, tr("First rows as taken in"))),
      m_orders(new DataTable(theme, tr("First orders as taken in"))),
      m_file(new DataTable(theme, tr("Preview of the file"))),
      m_meaningRows(new RowTableModel(meaningColumns(), this)),
      m_orderRows(new RowTableModel(orderColumns(), this)),
      m_fileRows(new RowTableModel({}, this)),
      m_message(makeProse(theme, tr("Choose or drop files or a folder: tables (CSV) or an event log, packed as .gz or not. Nothing is stored before you press “Take in”."), Type::Data, "muted")) {
  m_asTaken->setObjectName(QStringLiteral("previewAsTaken"));
  m_asFile->setObjectName(QStringLiteral("previewAsFile"));
  m_which->setObjectName(QStringLiteral("previewFile"));
  corner()->addWidget(m_which);
  auto* either = new QButtonGroup(this);
  for (QPushButton* chip : {m_asTaken, m_asFile}) {
    chip->setCheckable(true);
    either->addButton(chip);
    corner()->addWidget(chip);
  }
  m_meaning->setModel(m_meaningRows);
  m_meaning->setObjectName(QStringLiteral("meaning"));
  m_orders->setModel(m_orderRows);
  m_orders->setObjectName(QStringLiteral("firstOrders"));
  m_file->setModel(m_fileRows);
  m_file->setObjectName(QStringLiteral("preview"));
  for (DataTable* table : {m_meaning, m_orders, m_file}) {
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setSideways(true);
    m_faces->addWidget(table);
  }
  body()->addWidget(m_faces, 1);
  m_message->setObjectName(QStringLiteral("importMessage"));
  m_message->setContentsMargins(12, 6, 12, 8);
  body()->addWidget(m_message);
  connect(either, &QButtonGroup::buttonClicked, this, [this](QAbstractButton* chip) {
    m_isTakenWished = chip == m_asTaken;
    face();
  });
  connect(m_which, &QComboBox::activated, this, &PreviewCard::showFile);
  face();
}

void PreviewCard::show(const FilesSeen& seen) {
  m_files = seen.files;
  m_orders->setWidths({});
  m_orderRows->setRows(orderRows(seen.orders));
  shareWidthOfOrders(*m_orders, *m_orderRows);
  fillWhich();
  showFile();
}

// The file that was looked at stays the one, where it is still among them.
void PreviewCard::fillWhich() {
  const QString before = m_which->currentData().toString();
  m_which->clear();
  for (const SeenFile& file : m_files) m_which->addItem(QFileInfo(file.path).fileName(), file.path);
  m_which->setCurrentIndex(std::max(m_files.empty() ? -1 : 0, m_which->findData(before)));
  m_which->updateGeometry();
}

void PreviewCard::showFile() {
  const int place = m_which->currentIndex();
  const transfer::FileBeginning beginning = place < 0 ? transfer::FileBeginning() : m_files[static_cast<std::size_t>(place)].beginning;
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

// Where the columns are not those of the profile, the rows mean nothing. Orders are of all files.
void PreviewCard::face() {
  const bool areOrders = m_orderRows->rowCount() > 0, means = areOrders || m_meaningRows->rowCount() > 0, asTaken = means && m_isTakenWished;
  m_asTaken->setEnabled(means);
  (asTaken ? m_asTaken : m_asFile)->setChecked(true);
  m_faces->setCurrentWidget(!asTaken ? m_file : areOrders ? m_orders : m_meaning);
  m_which->setVisible(m_files.size() > 1 && !(asTaken && areOrders));
  setSubtitle(asTaken && areOrders ? tr("the first orders") : tr("the first rows"));
}

void PreviewCard::say(const QString& text, const char* tone) {
  setTone(m_message, tone);
  m_message->setText(text);
}

}  // namespace twinlane::ui
