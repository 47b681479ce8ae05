#include "orders/order_table_model.h"

#include "tables/cell_roles.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QTimer>

#include <algorithm>

namespace twinlane::ui {

OrderTableModel::OrderTableModel(OrderSource& source, const ShopTime& time, QObject* parent)
    : QAbstractTableModel(parent), m_source(source), m_time(time) {}

void OrderTableModel::load(const query::OrderFilter& filter, const query::OrderSorting& sort) {
  m_sort = sort;
  ask({.filter = filter, .sort = sort, .limit = 0, .after = {}, .withinMs = patienceMs});
}

void OrderTableModel::ask(const query::OrderQuery& query) {
  const int generation = ++m_generation;
  m_loading = m_source.askVector(query, [this, generation, query](query::OrderVector vector) {
    if (generation != m_generation) return;
    query::OrderQuery whole = query;
    whole.withinMs = 0;
    const bool goesOn = vector.partial && query.withinMs > 0;
    beginResetModel();
    m_vector = std::move(vector);
    m_valuesAt = std::max(m_valuesAt, m_vector.freshness.position);
    m_pages.clear();
    m_uses.clear();
    m_queue.clear();
    m_refreshing.clear();
    m_loaded = true;
    m_loading = false;
    endResetModel();
    emit vectorArrived();
    if (goesOn) ask(whole);
  });
}

int OrderTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_vector.numbers.size());
}

const query::OrderSummary* OrderTableModel::summary(int row) const {
  const auto page = m_pages.find(row / pageRows);
  if (row < 0 || page == m_pages.end()) return nullptr;
  const auto at = static_cast<std::size_t>(row % pageRows);
  if (at >= page->second.rows.size() || !page->second.rows[at].here) return nullptr;
  return &page->second.rows[at].summary;
}

std::optional<int> OrderTableModel::rowOf(std::int64_t number) const {
  const auto found = std::find(m_vector.numbers.begin(), m_vector.numbers.end(), number);
  if (found == m_vector.numbers.end()) return std::nullopt;
  return static_cast<int>(found - m_vector.numbers.begin());
}

std::vector<std::int64_t> OrderTableModel::numbersOf(int page) const {
  const auto from = static_cast<std::size_t>(page) * pageRows;
  const std::size_t to = std::min(from + pageRows, m_vector.numbers.size());
  if (from >= to) return {};
  return {m_vector.numbers.begin() + static_cast<std::ptrdiff_t>(from), m_vector.numbers.begin() + static_cast<std::ptrdiff_t>(to)};
}

void OrderTableModel::pump() {
  m_pumpPosted = false;
  while (const auto page = m_queue.next()) {
    const int number = *page;
    const int generation = m_generation;
    const bool asked = m_source.askRows(numbersOf(number), [this, number, generation](const query::OrdersByNumber& answer) {
      if (generation != m_generation) return;
      m_queue.arrived(number);
      take(number, answer, false);
      pump();
    });
    if (!asked) return m_queue.arrived(number);
  }
}

void OrderTableModel::touch(Page& page, int number) {
  m_uses.erase(page.use);
  m_uses.push_front(number);
  page.use = m_uses.begin();
}

void OrderTableModel::dropOldest() {
  while (m_pages.size() > pagesKept) {
    m_pages.erase(m_uses.back());
    m_uses.pop_back();
  }
}

void OrderTableModel::take(int number, const query::OrdersByNumber& answer, bool flash) {
  m_valuesAt = std::max(m_valuesAt, answer.freshness.position);
  const std::vector<std::int64_t> numbers = numbersOf(number);
  if (numbers.empty()) return;
  auto [found, added] = m_pages.try_emplace(number);
  Page& page = found->second;
  if (added) {
    page.rows.resize(numbers.size());
    m_uses.push_front(number);
    page.use = m_uses.begin();
    dropOldest();
  } else {
    touch(page, number);
  }
  // The answer keeps the order asked, with unknown numbers left out.
  std::size_t at = 0;
  int firstChanged = -1, lastChanged = -1;
  for (const query::OrderSummary& summary : answer.orders) {
    while (at < numbers.size() && numbers[at] != summary.number) ++at;
    if (at == numbers.size()) break;
    Row& row = page.rows[at];
    if (row.here && row.summary == summary) continue;
    if (flash && row.here) row.changedAtMs = m_steadyMs;
    row.summary = summary;
    row.here = true;
    const int changed = number * pageRows + static_cast<int>(at);
    if (firstChanged < 0) firstChanged = changed;
    lastChanged = changed;
  }
  if (!answer.orders.empty() && m_currency.empty()) {
    m_currency = answer.orders.front().currency.toText();
    emit headerDataChanged(Qt::Horizontal, TotalColumn, TotalColumn);
  }
  if (firstChanged >= 0) emit dataChanged(index(firstChanged, 0), index(lastChanged, ColumnCount - 1));
}

void OrderTableModel::refresh(int firstRow, int lastRow) {
  if (rowCount() == 0) return;
  const int generation = m_generation;
  for (int number = std::max(0, firstRow) / pageRows; number <= std::min(lastRow, rowCount() - 1) / pageRows; ++number) {
    if (!m_pages.contains(number) || m_refreshing.contains(number)) continue;
    const bool asked = m_source.askRows(numbersOf(number), [this, number, generation](const query::OrdersByNumber& answer) {
      if (generation != m_generation) return;
      m_refreshing.erase(number);
      take(number, answer, true);
    });
    if (asked) m_refreshing.insert(number);
  }
}

void OrderTableModel::setNow(base::Timestamp now, std::int64_t steadyMs) {
  m_now = now;
  m_steadyMs = steadyMs;
}

void OrderTableModel::setArrived(const std::string& order) { m_arrived = order; }

QString OrderTableModel::text(const query::OrderSummary& s, int column) const {
  switch (column) {
    case OrderColumn: return QString::fromStdString(s.order);
    case CustomerColumn:
      if (s.customer.empty()) return tr("Guest");
      return QString::fromStdString(s.customerName.empty() ? s.customer : s.customerName);
    case StatusColumn: return statusWord(s.status);
    case ItemsColumn: return formatCount(s.lines);
    case TotalColumn:
      // The header names the currency of the first row; another one is said in the cell.
      if (s.currency.toText() != m_currency) return formatAmount(s.total) + QLatin1Char(' ') + QString::fromStdString(s.currency.toText());
      return formatAmount(s.total);
    case PlacedColumn: return s.isPlacedKnown ? m_time.moment(s.placedAt, m_now) : tr("unknown");
    case ChangedColumn: return m_time.since(s.changedAt, m_now);
    case PaymentColumn: return paymentWord(s.payment);
    case CountryColumn: return s.country.empty() ? QString(QChar(0x2014)) : QString::fromStdString(s.country);
    case UnitsColumn: return formatQuantity(s.units);
    case VersionColumn: return formatCount(s.version);
    default: return {};
  }
}

QString OrderTableModel::setAsideWords(const query::OrderSummary& s) const {
  return tr("%1, as far as the list could take in what was said of it: changes since log no. %2 are set aside, see Views.").arg(statusWord(s.status), formatCount(s.setAsideSince));
}

QVariant OrderTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const int column = index.column();
  const bool number = column == ItemsColumn || column == TotalColumn || column == UnitsColumn || column == VersionColumn;
  if (role == Qt::TextAlignmentRole) return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role == DigitsRole) return column != CustomerColumn && column != StatusColumn && column != PaymentColumn && column != CountryColumn;
  if (role == StrongRole) return column == OrderColumn;
  const query::OrderSummary* s = summary(index.row());
  if (!s) {
    if (role == Qt::DisplayRole) {
      m_queue.want(index.row() / pageRows);
      if (!m_pumpPosted) {
        m_pumpPosted = true;
        QTimer::singleShot(0, const_cast<OrderTableModel*>(this), &OrderTableModel::pump);
      }
      return QString(QChar(0x2026));
    }
    return role == ToneRole ? QVariant(static_cast<int>(Tone::Faint)) : QVariant();
  }
  switch (role) {
    case Qt::DisplayRole: return text(*s, column);
    case MarkRole: return column == StatusColumn ? QVariant::fromValue(s->setAsideSince > 0 ? StateMark{MarkShape::Triangle, Tone::Warn} : statusMark(s->status)) : column == PaymentColumn ? QVariant::fromValue(paymentMark(s->payment)) : QVariant();
    case ToneRole: return static_cast<int>(column == ChangedColumn || (column == CustomerColumn && s->customer.empty()) ? Tone::Muted : Tone::Text);
    case Qt::ToolTipRole: return column == StatusColumn && s->setAsideSince > 0 ? QVariant(setAsideWords(*s)) : QVariant();
    case ArrivedRole: return !m_arrived.empty() && s->order == m_arrived;
    case ShareRole: {
      const Row& row = m_pages.at(index.row() / pageRows).rows[static_cast<std::size_t>(index.row() % pageRows)];
      return std::clamp(1.0 - static_cast<double>(m_steadyMs - row.changedAtMs) / static_cast<double>(flashMs), 0.0, 1.0);
    }
    default: return {};
  }
}

std::optional<query::OrderSort> OrderTableModel::sortOf(int column) {
  switch (column) {
    case OrderColumn: return query::OrderSort::Number;
    case StatusColumn: return query::OrderSort::Status;
    case ItemsColumn: return query::OrderSort::Lines;
    case TotalColumn: return query::OrderSort::Total;
    case PlacedColumn: return query::OrderSort::PlacedAt;
    case ChangedColumn: return query::OrderSort::ChangedAt;
    case PaymentColumn: return query::OrderSort::Payment;
    case UnitsColumn: return query::OrderSort::Units;
    case VersionColumn: return query::OrderSort::Version;
    default: return std::nullopt;
  }
}

QString OrderTableModel::title(int column) {
  switch (column) {
    case OrderColumn: return tr("Order");
    case CustomerColumn: return tr("Customer");
    case StatusColumn: return tr("Status");
    case ItemsColumn: return tr("Items");
    case TotalColumn: return tr("Total");
    case PlacedColumn: return tr("Placed");
    case ChangedColumn: return tr("Changed");
    case PaymentColumn: return tr("Payment");
    case CountryColumn: return tr("Country");
    case UnitsColumn: return tr("Units");
    case VersionColumn: return tr("Version");
    default: return {};
  }
}

QString OrderTableModel::headerText(int section) const {
  const QString name = section == TotalColumn && !m_currency.empty() ? tr("Total, %1").arg(QString::fromStdString(m_currency)) : title(section);
  const auto by = sortOf(section);
  const auto key = std::find_if(m_sort.begin(), m_sort.end(), [&by](const query::OrderSortKey& each) { return by && each.by == *by; });
  if (key == m_sort.end()) return name;
  const QString place = m_sort.size() > 1 ? QString::number(key - m_sort.begin() + 1) : QString();
  return name + QLatin1Char(' ') + QChar(key->descending ? 0x25BE : 0x25B4) + place;
}

QVariant OrderTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::DisplayRole) return headerText(section);
  if (role == WholeRole) return section != CustomerColumn;
  if (role == FreeTextRole) return section == CustomerColumn;
  if (role == Qt::TextAlignmentRole)
    return int((section == ItemsColumn || section == TotalColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

}  // namespace twinlane::ui
