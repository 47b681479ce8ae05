// The rows of the log, fetched in pages as they come into sight: all changes by their numbers, or those of one order, customer or
// product, of one kind, by one person. What is picked out is known by its numbers alone, found by looking the log through from its
// beginning, some hundred changes a question, and further as it grows. The log only grows at its end, so a row never changes. Asks
// the readers. GUI thread; owned by the page Log.
#pragma once

#include "bridge/shop_session.h"
#include "tables/page_queue.h"

#include <QAbstractTableModel>

#include <list>
#include <unordered_map>

namespace twinlane::ui {

struct LogFilter {
  QString stream = {};  // "order-20418"; empty: all
  int type = 0;         // of the change; 0: all
  QString person = {};  // as the column says it, in any case; empty: all

  bool isAny() const { return stream.isEmpty() && type == 0 && person.isEmpty(); }
  bool takes(const store::StoredEvent& event) const;
  bool operator==(const LogFilter&) const = default;
};

class LogModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { NumberColumn, WhenColumn, OfColumn, ChangeColumn, WhatColumn, ByColumn, ColumnCount };
  static constexpr int pageRows = 256;
  static constexpr std::size_t pagesKept = 64;

  LogModel(ShopSession& session, QObject* parent);

  // The log ends here now.
  void setHead(store::Position head);
  void show(const LogFilter& filter);
  const LogFilter& filter() const { return m_filter; }
  // How far the log was looked through for what is picked out.
  store::Position lookedThrough() const { return m_filter.isAny() ? m_head : m_lookedThrough; }
  // Null while the row has not arrived.
  const store::StoredEvent* at(int row) const;
  // The row of a change, or the one nearest to it.
  int rowOf(store::Position position) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 signals:
  void failed(const QString& why);
  void arrived();

 private:
  struct Page {
    std::vector<store::StoredEvent> events;
    std::list<int>::iterator use;
  };
  QString text(const store::StoredEvent& event, int column) const;
  store::Position positionAt(int row) const { return m_filter.isAny() ? row + 1 : m_found[static_cast<std::size_t>(row)]; }
  void lookFurther();
  void add(const std::vector<store::Position>& found);
  void want(int page) const;
  void pump();
  void take(int page, std::vector<store::StoredEvent> events);

  ShopSession& m_session;
  LogFilter m_filter;
  store::Position m_head = 0, m_lookedThrough = 0;
  std::vector<store::Position> m_found;  // what the filter takes
  bool m_isLooking = false, m_hasFailed = false;  // what failed is not asked for again until something else is chosen
  int m_generation = 0;  // answers of an older one are late and dropped
  mutable PageQueue m_queue;
  mutable bool m_isPumpPosted = false;
  std::unordered_map<int, Page> m_pages;
  std::list<int> m_uses;  // the most recently used first
};

// Who a change is by, as a person reads it.
QString byWhom(const store::StoredEvent& event);
// What a change says, as a person reads it: its fields but those that are empty.
QString saidBy(const store::StoredEvent& event);
QString changeTitle(const store::StoredEvent& event);
// The whole of it as JSON.
QString payloadOf(const store::StoredEvent& event);

}  // namespace twinlane::ui
