#include "tables/data_table.h"

#include "tables/cell_delegate.h"

#include <QHeaderView>
#include <QScrollBar>

namespace twinlane::ui {

namespace {
constexpr int headerHeight = 26;
}

DataTable::DataTable(const Theme& theme, const QString& name, QWidget* parent) : QTableView(parent) {
  setAccessibleName(name);
  setItemDelegate(new CellDelegate(theme, this));
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
  horizontalHeader()->setFixedHeight(headerHeight);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setAccessibleName(name);
  setRowHeight(22);
}

void DataTable::setRowHeight(int pixels) {
  verticalHeader()->setMinimumSectionSize(pixels);
  verticalHeader()->setDefaultSectionSize(pixels);
}

void DataTable::setWidths(const QList<int>& widths) {
  m_widths = widths;
  share();
}

void DataTable::setGrowing(bool growing) {
  m_growing = growing;
  setVerticalScrollBarPolicy(growing ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
  setSizePolicy(QSizePolicy::Expanding, growing ? QSizePolicy::Fixed : QSizePolicy::Expanding);
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

void DataTable::share() {
  if (!model() || m_widths.isEmpty()) return;
  int fixed = 0;
  for (const int width : m_widths) fixed += width;
  const int left = std::max(60, viewport()->width() - fixed);
  for (int column = 0; column < m_widths.size() && column < model()->columnCount(); ++column)
    setColumnWidth(column, m_widths[column] == 0 ? left : m_widths[column]);
}

}  // namespace twinlane::ui
