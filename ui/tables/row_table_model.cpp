#include "tables/row_table_model.h"

#include "tables/cell_roles.h"

namespace twinlane::ui {

void RowTableModel::setRows(QList<QList<Cell>> rows) {
  if (rows.size() != m_rows.size()) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    return;
  }
  if (rows == m_rows || rows.isEmpty()) return;
  m_rows = std::move(rows);
  emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void RowTableModel::setColumns(QList<Column> columns) {
  if (columns == m_columns) return;
  beginResetModel();
  m_columns = std::move(columns);
  endResetModel();
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_rows.size() || index.column() >= m_rows[index.row()].size()) return {};
  const Cell& cell = m_rows[index.row()][index.column()];
  switch (role) {
    case Qt::DisplayRole: return cell.text;
    case Qt::TextAlignmentRole: return int((m_columns[index.column()].number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case MarkRole: return cell.mark.shape == MarkShape::None ? QVariant() : QVariant::fromValue(cell.mark);
    case ToneRole: return static_cast<int>(cell.tone);
    case StrongRole: return cell.strong;
    case DigitsRole: return m_columns[index.column()].number || m_columns[index.column()].whole;
    case SparkRole: return cell.spark.isEmpty() ? QVariant() : QVariant::fromValue(cell.spark);
    case TotalRole: return m_total && index.row() == m_rows.size() - 1;
    default: return {};
  }
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size()) return {};
  if (role == Qt::DisplayRole) return m_columns[section].title;
  if (role == WholeRole) return m_columns[section].number || m_columns[section].whole;
  if (role == FreeTextRole) return m_columns[section].freeText;
  if (role == WrapRole) return m_columns[section].wraps;
  if (role == Qt::TextAlignmentRole) return int((m_columns[section].number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

}  // namespace twinlane::ui
