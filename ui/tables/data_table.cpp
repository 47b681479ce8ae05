#include "tables/data_table.h"

#include "tables/cell_roles.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {
constexpr int headerHeight = 26, headerPadding = 16, leastFlexible = 60;

// A title that the edge would cut is left out like its column.
class WholeTitles : public QHeaderView {
 public:
  explicit WholeTitles(QTableView* table) : QHeaderView(Qt::Horizontal, table), m_table(*table) {}

 protected:
  void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override {
    QHeaderView::initStyleOptionForIndex(option, section);
    const int left = sectionViewportPosition(section);
    const bool cut = left < 0 || (left > 0 && left + sectionSize(section) > viewport()->width());
    if (cut && m_table.horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff) option->text.clear();
  }

 private:
  const QTableView& m_table;
};

}  // namespace

DataTable::DataTable(const Theme& theme, const QString& name, QWidget* parent) : QTableView(parent), m_theme(theme), m_cells(new CellDelegate(theme, this)) {
  setAccessibleName(name);
  setItemDelegate(m_cells);
  setHorizontalHeader(new WholeTitles(this));
  setShowGrid(false);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setWordWrap(false);
  setMouseTracking(true);
  setTabKeyNavigation(false);
  setCornerButtonEnabled(false);
  setFrameShape(QFrame::NoFrame);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setFont(theme.font(Type::Label));
  horizontalHeader()->setFixedHeight(px(headerHeight));
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setAccessibleName(name);
  setRowHeight(22);
}

void DataTable::setRowHeight(int compact) {
  const int height = m_theme.rowHeight(compact);
  verticalHeader()->setMinimumSectionSize(height);
  verticalHeader()->setDefaultSectionSize(height);
}

void DataTable::setWidths(const QList<int>& design) {
  QList<int> widths = design;
  for (int& width : widths) width = px(width);
  if (widths != m_widths) {
    m_grown.clear();
    m_cells->clearTails();
  }
  m_widths = widths;
  share();
}

void DataTable::setGrowing(bool growing) {
  m_growing = growing;
  setVerticalScrollBarPolicy(growing ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
  setSizePolicy(QSizePolicy::Expanding, growing ? QSizePolicy::Fixed : QSizePolicy::Expanding);
}

void DataTable::setSnug(bool snug) {
  m_snug = snug;
  share();
}

void DataTable::setSideways(bool sideways) {
  m_sideways = sideways;
  setHorizontalScrollMode(QAbstractItemView::ScrollPerItem);
  setHorizontalScrollBarPolicy(sideways ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void DataTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  share();
}

QSize DataTable::sizeHint() const {
  if (!m_growing) return QTableView::sizeHint();
  const int rows = model() ? model()->rowCount() : 0;
  return {400, headerHeight + rows * verticalHeader()->defaultSectionSize()};
}

QSize DataTable::minimumSizeHint() const { return {120, m_growing ? sizeHint().height() : 80}; }

void DataTable::setModel(QAbstractItemModel* model) {
  QTableView::setModel(model);
  connect(model, &QAbstractItemModel::modelReset, this, [this] {
    m_cells->clearTails();
    takeRows();
  });
  connect(model, &QAbstractItemModel::dataChanged, this, &DataTable::takeRows);
  connect(model, &QAbstractItemModel::headerDataChanged, this, &DataTable::share);
}

int DataTable::cutFrom() const {
  if (m_growing || !model()) return -1;
  const int row = rowAt(viewport()->height() - 1);
  if (row < 0) return -1;
  const int top = rowViewportPosition(row);
  // The first row stays, however low the table is.
  return top > 0 && top + rowHeight(row) > viewport()->height() ? top : -1;
}

int DataTable::cutUntil() const {
  const int row = m_growing || !model() ? -1 : rowAt(0);
  if (row < 0) return 0;
  const int top = rowViewportPosition(row);
  return top < 0 ? top + rowHeight(row) : 0;
}

int DataTable::cutRightFrom() const {
  const int column = m_sideways && model() ? columnAt(viewport()->width() - 1) : -1;
  if (column < 0) return -1;
  const int left = columnViewportPosition(column);
  // The first column stays, however narrow the table is.
  return left > 0 && left + columnWidth(column) > viewport()->width() ? left : -1;
}

int DataTable::cutLeftUntil() const {
  const int column = m_sideways && model() ? columnAt(0) : -1;
  if (column < 0) return 0;
  const int left = columnViewportPosition(column);
  return left < 0 ? left + columnWidth(column) : 0;
}

int DataTable::firstWholeRow() const { return model() ? rowAt(cutUntil()) : -1; }

int DataTable::lastWholeRow() const {
  const int cut = cutFrom();
  const int row = rowAt((cut < 0 ? viewport()->height() : cut) - 1);
  return row < 0 && model() ? model()->rowCount() - 1 : row;
}

QModelIndex DataTable::indexAt(const QPoint& point) const {
  const int cut = cutFrom();
  return (cut >= 0 && point.y() >= cut) || point.y() < cutUntil() ? QModelIndex() : QTableView::indexAt(point);
}

void DataTable::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  const QColor& empty = m_theme.tokens().card;
  if (const int cut = cutFrom(); cut >= 0) QPainter(viewport()).fillRect(QRect(0, cut, viewport()->width(), viewport()->height() - cut), empty);
  if (const int cut = cutUntil(); cut > 0) QPainter(viewport()).fillRect(QRect(0, 0, viewport()->width(), cut), empty);
  if (const int cut = cutRightFrom(); cut >= 0) QPainter(viewport()).fillRect(QRect(cut, 0, viewport()->width() - cut, viewport()->height()), empty);
  if (const int cut = cutLeftUntil(); cut > 0) QPainter(viewport()).fillRect(QRect(0, 0, cut, viewport()->height()), empty);
}

void DataTable::scrollContentsBy(int dx, int dy) {
  QTableView::scrollContentsBy(dx, dy);
  // The pixels of the empty strip have moved along.
  viewport()->update();
  share();
}

int DataTable::neededBy(int column) const {
  const QVariant title = model()->headerData(column, Qt::Horizontal, Qt::DisplayRole);
  int needed = static_cast<int>(std::ceil(QFontMetricsF(horizontalHeader()->font()).horizontalAdvance(title.toString()))) + headerPadding;
  if (!model()->headerData(column, Qt::Horizontal, WholeRole).toBool()) return needed;
  const int first = std::max(0, rowAt(0)), below = rowAt(viewport()->height() - 1), last = below < 0 ? model()->rowCount() - 1 : below;
  int tail = m_cells->tail(column);
  for (int row = first; row <= last; ++row) tail = std::max(tail, m_cells->tailOf(model()->index(row, column)));
  // Also where the column keeps its width, the points of all its rows have moved.
  if (tail != m_cells->tail(column)) viewport()->update();
  m_cells->setTail(column, tail);
  for (int row = first; row <= last; ++row) needed = std::max(needed, m_cells->neededWidth(model()->index(row, column)));
  return needed;
}

// An id may be 64 characters long; it must not take all, also when the window has become smaller since.
int DataTable::widthOf(int column) const { return std::max(m_widths[column], std::min(m_grown[column], m_sideways ? viewport()->width() : viewport()->width() * 2 / 5)); }

void DataTable::takeRows() {
  m_wrapped = false;
  share();
}

void DataTable::share() {
  if (!model() || m_widths.isEmpty() || m_sharing) return;
  m_sharing = true;
  m_grown.resize(m_widths.size());
  const int columns = static_cast<int>(std::min<qsizetype>(m_widths.size(), model()->columnCount()));
  int fixed = 0, least = 0;
  QList<int> widths(columns), growing;
  for (int column = 0; column < columns; ++column) {
    if (isColumnHidden(column)) continue;
    m_grown[column] = std::max(m_grown[column], neededBy(column));
    widths[column] = m_sideways ? widthOf(column) : m_widths[column];
    if (m_widths[column] == 0) least = std::max(leastFlexible, std::min(m_grown[column], viewport()->width() / 3));
    else fixed += widths[column];
    if (m_widths[column] != 0 && widthOf(column) > widths[column]) growing << column;
  }
  // No column grows at the cost of the next: what the given widths leave is shared out, and the smallest need, a date or a
  // number, comes before a long id.
  const auto need = [this, &widths](int column) { return widthOf(column) - widths[column]; };
  std::stable_sort(growing.begin(), growing.end(), [&need](int a, int b) { return need(a) < need(b); });
  for (qsizetype i = 0; i < growing.size(); ++i) {
    const int room = std::max(0, viewport()->width() - fixed - least);
    const int more = std::min(need(growing[i]), room / static_cast<int>(growing.size() - i));
    widths[growing[i]] += more;
    fixed += more;
  }
  const int left = std::max(leastFlexible, viewport()->width() - fixed);
  for (int column = 0; column < columns; ++column) {
    if (isColumnHidden(column)) continue;
    const int width = m_widths[column] != 0 ? widths[column] : m_sideways ? std::max(left, widths[column]) : left;
    m_wrapped = m_wrapped && width == columnWidth(column);
    setColumnWidth(column, width);
  }
  if (!m_wrapped) wrap();
  m_sharing = false;
}

// Rows in which a text needs further lines are higher by so many.
void DataTable::wrap() {
  m_wrapped = true;
  const int height = verticalHeader()->defaultSectionSize();
  QList<int> wrapping;
  for (int column = 0; column < model()->columnCount(); ++column)
    if (model()->headerData(column, Qt::Horizontal, WrapRole).toBool()) wrapping << column;
  for (int row = 0; row < model()->rowCount() && !wrapping.isEmpty(); ++row) {
    int lines = 1;
    for (const int column : std::as_const(wrapping)) lines = std::max(lines, m_cells->linesIn(model()->index(row, column), columnWidth(column)));
    verticalHeader()->resizeSection(row, height + (lines - 1) * m_cells->lineHeight());
  }
  if (m_snug) setMaximumHeight(px(headerHeight) + verticalHeader()->length());
}

}  // namespace twinlane::ui
