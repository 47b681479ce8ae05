// The blotter's rows: positions frozen in an order vector taken at one moment, values fetched by key in pages of 256 and
// refreshed in place. Rows that are not here yet show a placeholder. GUI thread; owned by the orders page.
#pragma once

#include "orders/order_source.h"
#include "tables/page_queue.h"
#include "words/shop_time.h"

#include <QAbstractTableModel>

#include <list>
#include <unordered_map>

namespace twinlane::ui {

class OrderTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { OrderColumn, CustomerColumn, StatusColumn, ItemsColumn, TotalColumn, PlacedColumn, ChangedColumn, PaymentColumn, CountryColumn, UnitsColumn, VersionColumn, ColumnCount };
  static constexpr int pageRows = 256;
  static constexpr std::size_t pagesKept = 64;
  static constexpr std::int64_t flashMs = 600;
  static constexpr std::int64_t patienceMs = 150;

  OrderTableModel(OrderSource& source, const ShopTime& time, QObject* parent);

  // Takes a new vector: the order of rows changes only here.
  // Where that takes long the orders found until then come first, and the whole of them later.
  void load(const query::OrderFilter& filter, const query::OrderSorting& sort);
  // Asks again for the values of the rows on screen.
  void refresh(int firstRow, int lastRow);
  void setNow(base::Timestamp now, std::int64_t steadyMs);
  // This order is marked as just arrived.
  void setArrived(const std::string& order);

  static QString title(int column);
  // Nothing for one that orders are not sorted by.
  static std::optional<query::OrderSort> sortOf(int column);
  bool loaded() const { return m_loaded; }
  bool loading() const { return m_loading; }
  const query::Freshness& freshness() const { return m_vector.freshness; }
  // As of where the newest values are.
  store::Position valuesAt() const { return m_valuesAt; }
  // How far the orders were looked through when not all of them were.
  const std::optional<query::LookedThrough>& partial() const { return m_vector.partial; }
  // Null while the row has not arrived.
  const query::OrderSummary* summary(int row) const;
  std::optional<int> rowOf(std::int64_t number) const;
  bool contains(std::int64_t number) const { return rowOf(number).has_value(); }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 signals:
  void vectorArrived();

 private:
  struct Row {
    query::OrderSummary summary;
    std::int64_t changedAtMs = -flashMs;
    bool here = false;
  };
  struct Page {
    std::vector<Row> rows;
    std::list<int>::iterator use;
  };
  QString text(const query::OrderSummary& summary, int column) const;
  // Of an order of which the list lacks something.
  QString setAsideWords(const query::OrderSummary& summary) const;
  QString headerText(int section) const;
  void ask(const query::OrderQuery& query);
  std::vector<std::int64_t> numbersOf(int page) const;
  void pump();
  void take(int page, const query::OrdersByNumber& answer, bool flash);
  void touch(Page& page, int number);
  void dropOldest();

  OrderSource& m_source;
  const ShopTime& m_time;
  query::OrderVector m_vector;
  store::Position m_valuesAt = 0;
  query::OrderSorting m_sort = {{}};
  bool m_loaded = false, m_loading = false;
  int m_generation = 0;  // answers of an older one are late and dropped
  mutable PageQueue m_queue;
  mutable bool m_pumpPosted = false;
  std::unordered_map<int, Page> m_pages;
  std::list<int> m_uses;  // the most recently used first
  std::set<int> m_refreshing;
  base::Timestamp m_now;
  std::int64_t m_steadyMs = 0;
  std::string m_arrived;
  std::string m_currency;
};

}  // namespace twinlane::ui
