// The rows of the log: all changes by their numbers, fetched in pages as they come into sight, or those of one order, customer or
// product. The log only grows at its end, so a row never changes. Asks the readers. GUI thread; owned by the page Log.
#pragma once

#include "bridge/shop_session.h"
#include "tables/page_queue.h"

#include <QAbstractTableModel>

#include <list>
#include <unordered_map>

namespace twinlane::ui {

class LogModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { NumberColumn, WhenColumn, OfColumn, ChangeColumn, WhatColumn, ByColumn, ColumnCount };
  static constexpr int pageRows = 256;
  static constexpr std::size_t pagesKept = 64;

  LogModel(ShopSession& session, QObject* parent);

  // The log ends here now. With a stream chosen that is asked for again.
  void setHead(store::Position head);
  // "order-20418"; empty: all.
  void showStream(const QString& stream);
  const QString& stream() const { return m_stream; }
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
  void askStream();
  void pump();
  void take(int page, std::vector<store::StoredEvent> events);

  ShopSession& m_session;
  QString m_stream;
  store::Position m_head = 0;
  std::vector<store::StoredEvent> m_ofStream;
  int m_generation = 0;  // answers of an older one are late and dropped
  mutable PageQueue m_queue;
  mutable bool m_isPumpPosted = false;
  std::unordered_map<int, Page> m_pages;
  std::list<int> m_uses;  // the most recently used first
};

// What a change says, as a person reads it: its fields but those that are empty.
QString saidBy(const store::StoredEvent& event);
QString changeTitle(const store::StoredEvent& event);
// The whole of it as JSON.
QString payloadOf(const store::StoredEvent& event);

}  // namespace twinlane::ui
